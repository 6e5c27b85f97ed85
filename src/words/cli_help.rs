//! The Hindi `--help`: descriptions of commands and options.
//!
//! The English descriptions are next to the options themselves, where clap reads them. A test
//! compares the two, and fails if an option has no line here or a line here has no option.

/// The description of each command, by its path.
pub const COMMANDS: &[(&str, &str)] = &[
    (
        "",
        "हिंदी और हर दूसरी लिपि के लिए, टर्मिनल में ख़बरें पढ़ने का प्रोग्राम",
    ),
    ("parse", "ख़बरें JSON में दिखाएँ, हर पंक्ति में एक"),
    ("show", "ख़बरें पाठ के रूप में सजाकर दिखाएँ"),
    ("feeds", "फ़ीड जोड़ें और उन्हें देखें"),
    ("feeds list", "जुड़ी हुई फ़ीड और उनका पिछला नतीजा दिखाएँ"),
    (
        "feeds add",
        "फ़ीड जोड़ें: उसके पते से, या उस पन्ने के पते से जो उसे बताता है",
    ),
    ("feeds set", "बदलें कि कोई फ़ीड कैसे ली जाए"),
    ("feeds remove", "फ़ीड हटाएँ; उसकी ख़बरें रहती हैं"),
    ("feeds import", "किसी सूची (OPML) की फ़ीड जोड़ें"),
    (
        "feeds export",
        "फ़ीड की सूची (OPML) दिखाएँ, नाम और पासवर्ड के बिना",
    ),
    ("feeds check", "बताएँ कि किसी फ़ीड में क्या है और क्या गड़बड़ है"),
    ("feeds starter", "शुरुआती फ़ीड समूहों में दिखाएँ; कुछ मँगाया नहीं जाता"),
    ("accounts", "FreshRSS और Miniflux जैसे सर्वरों के खाते जोड़ें और देखें"),
    ("accounts add", "FreshRSS या Miniflux जैसे सर्वर का खाता जोड़ें"),
    ("accounts list", "खाते और उनका पिछला नतीजा दिखाएँ"),
    (
        "accounts check",
        "सर्वर से पूछें कि खाता चलता है या नहीं; कुछ बदलता नहीं",
    ),
    (
        "accounts remove",
        "खाता छोड़ें; उसकी ख़बरें हटती हैं, तारे वाली रहती हैं",
    ),
    (
        "sync",
        "जुड़ी हुई फ़ीड में से जिनकी बारी है, उन्हें लाएँ, और खातों का मिलान करें",
    ),
    (
        "doctor",
        "बताएँ कि यह टर्मिनल हिंदी कैसे दिखाता है, क्या मिला और क्या बदलना चाहिए",
    ),
    (
        "manual",
        "पूरी पुस्तिका खोलें; जहाँ टर्मिनल न हो वहाँ उसका पाठ दिखाएँ",
    ),
    (
        "completions",
        "किसी शेल के लिए वह पाठ दिखाएँ जिससे वह आदेश पूरे करे",
    ),
    ("config", "अपनी सेटिंग देखें और जाँचें"),
    ("config show", "दिखाएँ कि क्या लागू है और हर मान कहाँ से आया"),
    (
        "config default",
        "हर सेटिंग के साथ पूरी फ़ाइल दिखाएँ, हर पंक्ति टिप्पणी में",
    ),
    ("config check", "बताएँ कि किसी सेटिंग की फ़ाइल में क्या ग़लत है"),
    ("config edit", "फ़ाइल $VISUAL या $EDITOR में खोलें, फिर जाँचें"),
    ("import", "ख़बरें संग्रह में रखें; वही ख़बरें दोबारा रखने से कुछ नहीं बदलता"),
    ("list", "संग्रह की ख़बरें दिखाएँ, नई पहले"),
    (
        "search",
        "ख़बरें खोजें: शब्द, \"वाक्यांश\", -यह नहीं, शुरुआत*, title:, source:, since:, before:",
    ),
    (
        "related",
        "संग्रह की किसी ख़बर, या किसी फ़ाइल की ख़बर, जैसी ख़बरें खोजें",
    ),
    (
        "export",
        "संग्रह की सब ख़बरें JSON में दिखाएँ, हर पंक्ति में एक; `import` इसे फिर पढ़ता है",
    ),
    ("mark", "संग्रह की ख़बरों को पढ़ी या अनपढ़ी करें, तारा लगाएँ या हटाएँ"),
    ("remove", "संग्रह से ख़बरें हटाएँ"),
    (
        "wrap",
        "किसी भी पाठ की पंक्तियाँ तोड़ें, अनुच्छेद दर अनुच्छेद, कुछ छोड़े बिना: हिंदी के लिए `fold -s`",
    ),
    ("help", "यह मदद, या किसी आदेश की मदद दिखाएँ"),
];

/// The description of what the program does without a command.
pub const WITHOUT_COMMAND: &str = "बिना फ़ाइल के संग्रह खुलता है, या वे ख़बरें जो साथ आती हैं।";

/// A row: the command of the argument (or the option of the value), its name and its description.
pub type CliHelpRow = (&'static str, &'static str, &'static str);

/// The descriptions of arguments, each with its command or a parent of that command.
pub const ARGUMENTS: &[CliHelpRow] = &[
    ("manual", "roff", "मैन पेज के रूप में दिखाएँ"),
    ("completions", "shell", "शेल का नाम"),
    (
        "",
        "paths",
        "फ़ाइलें, फ़ोल्डर या ख़बरों के पते; `-` मानक इनपुट है। कुछ रखा नहीं जाता",
    ),
    (
        "",
        "calibrate",
        "टर्मिनल को फिर से नापें, पिछली बार जो भी मिला हो",
    ),
    (
        "",
        "config",
        "सेटिंग की फ़ाइल, अपनी फ़ाइल की जगह (या `NEWSREADER_CONFIG`)",
    ),
    ("", "no_mouse", "वही जो `--mouse=false`"),
    ("", "help", "मदद दिखाएँ"),
    ("", "version", "संस्करण दिखाएँ"),
    ("", "json", "हर पंक्ति में एक JSON"),
    (
        "",
        "width",
        "पंक्ति में अधिक से अधिक ख़ाने; न कहने पर टर्मिनल जितने, अधिक से अधिक 80",
    ),
    (
        "",
        "base",
        "वह पता जहाँ से सहेजा हुआ पन्ना आया; उसकी कड़ियाँ और चित्र इसी से पूरे होते हैं",
    ),
    ("parse", "paths", "फ़ाइलें, फ़ोल्डर या पते; `-` मानक इनपुट है"),
    ("parse", "pretty", "JSON को कई पंक्तियों में सजाएँ"),
    (
        "show",
        "paths",
        "फ़ाइलें, फ़ोल्डर या पते, या संग्रह की किसी ख़बर की पहचान; `-` मानक इनपुट है",
    ),
    ("doctor", "json", "JSON में, किसी को भेजने के लिए"),
    ("config check", "file", "फ़ाइल; न कहने पर अपनी"),
    ("import", "paths", "फ़ाइलें या फ़ोल्डर; `-` मानक इनपुट है"),
    ("import", "progress", "टर्मिनल पर दिखे कि काम कहाँ तक पहुँचा"),
    ("list", "limit", "अधिक से अधिक कितनी ख़बरें"),
    ("list", "unread", "केवल अनपढ़ी ख़बरें"),
    ("list", "starred", "केवल तारे वाली ख़बरें"),
    ("list", "feed", "केवल इस फ़ीड की ख़बरें: उसका नाम या पता"),
    ("list", "folder", "केवल इस समूह की फ़ीड की ख़बरें"),
    ("search", "query", "क्या खोजा जाए"),
    ("search", "limit", "अधिक से अधिक कितनी ख़बरें"),
    ("search", "newest", "नई पहले, सबसे मेल खाती की जगह"),
    ("related", "story", "किसी ख़बर की पहचान, या कोई फ़ाइल"),
    ("related", "limit", "अधिक से अधिक कितनी ख़बरें"),
    (
        "export",
        "json",
        "हमेशा JSON ही होता है; उनके लिए जो हर जगह लिखते हैं",
    ),
    ("mark", "ids", "ख़बरों की पहचान, जैसी `list` दिखाता है"),
    ("mark", "read", "पढ़ी हुई"),
    ("mark", "unread", "फिर से अनपढ़ी"),
    ("mark", "star", "तारा लगाएँ"),
    ("mark", "unstar", "तारा हटाएँ"),
    ("accounts add", "address", "सर्वर का पता, जैसा ब्राउज़र में"),
    (
        "accounts add",
        "user",
        "सर्वर पर आपका नाम; न देने पर पूछा जाता है",
    ),
    ("accounts add", "name", "खाते का नाम; न देने पर सर्वर का नाम"),
    (
        "accounts add",
        "password_stdin",
        "पासवर्ड पूछने की जगह मानक इनपुट से पढ़ें",
    ),
    (
        "accounts add",
        "insecure",
        "http:// भी चले, जहाँ नेटवर्क के दूसरे लोग पासवर्ड पढ़ सकते हैं",
    ),
    ("accounts add", "json", "एक ही JSON में"),
    ("accounts check", "account", "खाते का नाम"),
    ("accounts check", "json", "एक ही JSON में"),
    ("accounts remove", "account", "खाते का नाम"),
    (
        "accounts remove",
        "force",
        "तब भी छोड़ें जब सर्वर तक सब निशान न पहुँचे हों",
    ),
    ("accounts remove", "json", "एक ही JSON में"),
    ("remove", "ids", "ख़बरों की पहचान, जैसी `list` दिखाता है"),
    (
        "remove",
        "json",
        "हर पंक्ति में एक JSON: हर पहचान, और वह थी या नहीं",
    ),
    ("wrap", "files", "फ़ाइलें; बिना फ़ाइल के मानक इनपुट"),
    (
        "sync",
        "feed",
        "केवल यह फ़ीड लाएँ, बारी हो या न हो: उसका पता या नाम",
    ),
    ("sync", "account", "केवल इस खाते का मिलान करें: उसका नाम"),
    ("sync", "all", "उन्हें भी लाएँ जिनकी बारी अभी नहीं"),
    (
        "sync",
        "jobs",
        "एक साथ कितने अनुरोध हों; किसी एक सर्वर से दो से अधिक नहीं",
    ),
    ("feeds add", "addresses", "फ़ीड के या पन्नों के पते"),
    (
        "feeds add",
        "unseen",
        "पता जैसा है वैसा ही लें, बिना पूछे कि वहाँ फ़ीड है या नहीं",
    ),
    (
        "feeds add",
        "starter",
        "शुरुआती फ़ीड के किसी समूह की सब फ़ीड जोड़ें, या वे जिनका नाम दिया जाए",
    ),
    ("feeds add", "account", "इस खाते का सर्वर उसे लाए"),
    ("feeds set", "feed", "उसका पता या नाम"),
    (
        "feeds set",
        "allow_private",
        "उसे खोला जाए, चाहे वह इस मशीन या निजी नेटवर्क में हो",
    ),
    ("feeds set", "account", "उसका खाता, जब कई फ़ीड का यही नाम हो"),
    (
        "feeds remove",
        "account",
        "उनका खाता, जब कई फ़ीड का यही नाम हो",
    ),
    ("feeds remove", "feeds", "उसका पता या नाम"),
    (
        "feeds remove",
        "json",
        "हर पंक्ति में एक JSON: हर फ़ीड, और वह जुड़ी थी या नहीं",
    ),
    ("feeds import", "path", "सूची; `-` मानक इनपुट है"),
    (
        "feeds export",
        "with_passwords",
        "पतों में नाम और पासवर्ड रहने दें",
    ),
    ("feeds check", "path", "फ़ाइल या पता: RSS, Atom या JSON Feed"),
    ("feeds check", "json", "एक ही JSON में"),
    ("feeds", "title", "उसका नाम, उस नाम की जगह जो वह ख़ुद बताती है"),
    (
        "feeds",
        "folder",
        "किस समूह में रहे; समूह के भीतर समूह `/` से अलग होते हैं",
    ),
    (
        "feeds",
        "full_text",
        "जिस फ़ीड में केवल सार हो, उसकी ख़बरों के पूरे पन्ने कब लाए जाएँ",
    ),
];

/// The descriptions of option values, unless a value explains itself.
pub const VALUES: &[CliHelpRow] = &[
    ("print", "auto", "जहाँ टर्मिनल चित्र दिखाता और जल्दी जवाब देता है"),
    ("print", "off", "अक्षर वैसे ही जैसे टर्मिनल बनाता है"),
    ("full_text", "on-open", "जब ख़बर खोली जाए"),
    ("full_text", "always", "जब ख़बर आए"),
];
