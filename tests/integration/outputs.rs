//! Whole outputs of commands, as the user sees them.

use crate::program::{ENGLISH, Ended, HINDI, Program};
use insta::assert_snapshot;
use std::path::PathBuf;

/// A library of articles whose dates are so old that they are printed with their year at any time.
struct Library {
    folder: tempfile::TempDir,
}

impl Library {
    fn new() -> Self {
        let library = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        let imported = library.run(&[
            "import",
            "assets/stories/monsoon.txt",
            "assets/stories/fog.txt",
            "assets/stories/railway-gauge.txt",
            "assets/stories/chandrayaan-3.txt",
            "tests/fixtures/ingest/rss_hindi.xml",
        ]);
        assert!(imported.status.success(), "{}", imported.stderr);
        library
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("library.db")
    }

    fn run(&self, arguments: &[&str]) -> Ended {
        Program::new(arguments).library(&self.path()).run()
    }

    fn printed(&self, arguments: &[&str]) -> String {
        self.run(arguments).printed()
    }
}

#[test]
fn list() {
    let library = Library::new();
    assert_snapshot!(library.printed(&["list"]), @"
    62af0c6d0822bcbe  चंद्रमा पर पहला क़दम: R&D की कहानी
                      विज्ञान & आकाश · 13 July 2021
    18783dc74b7f6caa  सूर्य & तारे
                      विज्ञान & आकाश · 21 June 2021
    a015baa815d9be7c  यह कट गया
                      विज्ञान & आकाश
    6433cef6485b7541  पृथ्वी ’घूमती’ है
                      विज्ञान & आकाश
    c1f8a6ffcb94ea3b  चाँद के दक्षिणी ध्रुव के पास भारत की पहली उतराई
    b95884ad61e9a5f2  भारतीय रेल की पटरी इतनी चौड़ी क्यों है
    623e7baf7c13436a  उत्तर भारत में सर्दियों का कोहरा कैसे बनता है
    de6c107d13f26a91  मानसून भारत तक कैसे पहुँचता है
    ");
    assert_snapshot!(library.printed(&["list", "--json", "--limit", "2"]), @r#"
    {"id":"62af0c6d0822bcbe","headline":"चंद्रमा पर पहला क़दम: R&D की कहानी","published":"2021-07-13T18:55:00+05:30","source":"विज्ञान & आकाश","url":"https://example.org/chandra","origin":"tests/fixtures/ingest/rss_hindi.xml","read":false,"starred":false,"sources":1}
    {"id":"18783dc74b7f6caa","headline":"सूर्य & तारे","published":"2021-06-21T06:00:00+05:30","source":"विज्ञान & आकाश","url":"https://example.org/surya","origin":"tests/fixtures/ingest/rss_hindi.xml","read":false,"starred":false,"sources":1}
    "#);
}

#[test]
fn search() {
    let library = Library::new();
    assert_snapshot!(library.printed(&["search", "chandrayaan"]), @"
    c1f8a6ffcb94ea3b  चाँद के दक्षिणी ध्रुव के पास भारत की पहली उतराई
                      चंद्रयान-3: 23 अगस्त 2023 की शाम छह बजकर चार मिनट पर लैंडर विक्रम ने चाँद की सतह छुई और भारत ऐसा करने वाला चौथा देश बना।
    ");
    assert_snapshot!(library.printed(&["search", "--json", "हवा"]), @r#"
    {"id":"623e7baf7c13436a","headline":"उत्तर भारत में सर्दियों का कोहरा कैसे बनता है","origin":"assets/stories/fog.txt","read":false,"starred":false,"sources":1,"score":0.926,"snippet":"हवा जितनी ठंडी होती है, उसमें उतनी ही कम भाप समा सकती है। सर्दियों की लंबी, साफ़ रात में ज़मीन अपनी गर्मी आसमान की ओर खो देती है और उसके ठीक ऊपर की हवा बहुत ठंडी हो जाती है। एक…"}
    {"id":"de6c107d13f26a91","headline":"मानसून भारत तक कैसे पहुँचता है","origin":"assets/stories/monsoon.txt","read":false,"starred":false,"sources":1,"score":0.891,"snippet":"गर्म हवा ऊपर उठती है और उत्तर भारत पर कम दबाव का एक लंबा क्षेत्र बन जाता है। समुद्र पर दबाव ज़्यादा रहता है, इसलिए नमी से भरी हवा समुद्र से ज़मीन की ओर चल पड़ती है। मौसम का यह शब्द…"}
    {"id":"b95884ad61e9a5f2","headline":"भारतीय रेल की पटरी इतनी चौड़ी क्यों है","origin":"assets/stories/railway-gauge.txt","read":false,"starred":false,"sources":1,"score":0.617,"snippet":"उस समय के ब्रिटिश अधिकारियों ने तर्क दिया था कि भारी आबादी और तेज़ हवाओं वाले देश में चौड़ी पटरी पर डिब्बे ज़्यादा स्थिर रहेंगे और ज़्यादा लोग बैठ सकेंगे।"}
    "#);
    assert_snapshot!(library.run(&["search", "xyzzy"]).stderr, @"no matches");
}

#[test]
fn related() {
    let library = Library::new();
    let monsoon = "assets/stories/monsoon.txt";
    assert_snapshot!(library.printed(&["related", monsoon]), @"623e7baf7c13436a  उत्तर भारत में सर्दियों का कोहरा कैसे बनता है");
    assert_snapshot!(library.printed(&["related", "--json", monsoon]), @r#"{"id":"623e7baf7c13436a","headline":"उत्तर भारत में सर्दियों का कोहरा कैसे बनता है","origin":"assets/stories/fog.txt","read":false,"starred":false,"sources":1,"score":1.0,"kin":"publisher"}"#);
}

#[test]
fn feeds_list() {
    let library = Library::new();
    assert_snapshot!(library.printed(&["feeds", "list"]), @"no feeds yet; add one with: newsreader feeds add ADDRESS, or choose: newsreader feeds starter");
    let names = ["--title", "एक समाचार", "--folder", "आकाश"];
    let add = ["feeds", "add", "--unseen", "https://example.org/rss"];
    assert_snapshot!(library.printed(&[&add[..], &names].concat()), @"एक समाचार: added; fetch it with: newsreader sync");
    assert_snapshot!(library.printed(&["feeds", "list"]), @"
    # आकाश
    एक समाचार
      https://example.org/rss
      not fetched yet
    ");
    assert_snapshot!(library.printed(&["feeds", "list", "--json"]), @r#"{"account":null,"checked":null,"due":null,"error":null,"failures":0,"feed":"https://example.org/rss","folders":["आकाश"],"full_text":"never","held":false,"moved_from":null,"offered":0,"site":null,"stopped":false,"stored":0,"title":"एक समाचार"}"#);
    assert_snapshot!(library.printed(&["feeds", "list", "--lang", "hi"]), @"
    # आकाश
    एक समाचार
      https://example.org/rss
      अभी नहीं लाई गई
    ");
}

#[test]
fn accounts() {
    let library = Library::new();
    assert_snapshot!(library.printed(&["accounts", "list"]), @"no accounts yet; add one with: newsreader accounts add ADDRESS");
    assert_snapshot!(library.printed(&["accounts", "list", "--lang", "hi"]), @"अभी कोई खाता नहीं; जोड़ने के लिए: newsreader accounts add पता");
    assert_snapshot!(library.printed(&["accounts", "list", "--json"]), @"");
    let refused = |arguments: &[&str]| library.run(arguments).stderr;
    assert_snapshot!(refused(&["accounts", "check", "घर"]), @"newsreader: no account is called घर; to see them: newsreader accounts list");
    assert_snapshot!(refused(&["sync", "--account", "घर"]), @"newsreader: no account is called घर; to see them: newsreader accounts list");
    let far = [
        "accounts",
        "add",
        "http://rss.example.org",
        "--user",
        "ram",
        "--password-stdin",
    ];
    assert_snapshot!(refused(&far), @"newsreader: nothing was typed");
}

#[test]
fn feeds_check() {
    let path = "tests/fixtures/ingest/rss_hindi.xml";
    let check = |language| {
        let check = Program::new(&["feeds", "check", path, "--lang", language]);
        check.run().printed()
    };
    assert_snapshot!(check("en"), @"
    विज्ञान & आकाश
      https://example.org/
      आकाश को समझने के लिए
      en-us
      4 entries

    2021-07-13 18:55  चंद्रमा पर पहला क़दम: R&D की कहानी
      https://example.org/chandra

    2021-06-21 06:00  सूर्य & तारे
      https://example.org/surya

    no date  पृथ्वी ’घूमती’ है
      https://example.org/prithvi

    no date  यह कट गया
      (no link)

    ! tests/fixtures/ingest/rss_hindi.xml: 2 tags without a partner; each was closed or passed over

    ! tests/fixtures/ingest/rss_hindi.xml: cut off inside <title>; what stood before that was read
    ");
    assert_snapshot!(check("hi"), @"
    विज्ञान & आकाश
      https://example.org/
      आकाश को समझने के लिए
      en-us
      4 ख़बरें

    2021-07-13 18:55  चंद्रमा पर पहला क़दम: R&D की कहानी
      https://example.org/chandra

    2021-06-21 06:00  सूर्य & तारे
      https://example.org/surya

    बिना तारीख़  पृथ्वी ’घूमती’ है
      https://example.org/prithvi

    बिना तारीख़  यह कट गया
      (बिना पते)

    ! tests/fixtures/ingest/rss_hindi.xml: 2 टैग बेजोड़ हैं; वे बंद किए गए या छोड़े गए

    ! tests/fixtures/ingest/rss_hindi.xml: <title> के बीच में कट गया है; उससे पहले का पढ़ा गया
    ");
}

#[test]
fn show_at_a_width() {
    let show = |arguments: &[&str]| Program::new(arguments).run().printed();
    let grahan = "assets/stories/grahan.json";
    assert_snapshot!(show(&["show", "--width", "60", "--widths", "sum", grahan]), @"
    आकाश
    ग्रहण कैसे लगता है और हर महीने क्यों नहीं लगता

    सूर्य, चाँद और पृथ्वी एक सीध में आएँ तो एक की छाया दूसरे पर पड़ती है।
    पाँच अंश का एक झुकाव तय करता है कि ऐसा कब होगा।

    newsreader · 17 February 2026, 09:30 · 2 min read

    ग्रहण छाया का खेल है। चाँद जब सूर्य और पृथ्वी के बीच आता है तो उसकी
    छाया पृथ्वी पर पड़ती है और सूर्यग्रहण होता है। पृथ्वी जब सूर्य और चाँद
    के बीच होती है तो चाँद उसकी छाया से गुज़रता है और चंद्रग्रहण होता
    है। इसलिए सूर्यग्रहण हमेशा अमावस्या को और चंद्रग्रहण हमेशा पूर्णिमा को
    लगता है।

    एक अद्भुत संयोग
    सूर्य का व्यास चाँद से लगभग चार सौ गुना है और वह चाँद से लगभग चार सौ
    गुना दूर भी है। इसी से आकाश में दोनों लगभग बराबर दिखते हैं और चाँद सूर्य
    को पूरा ढक सकता है। चाँद की दूरी बदलती रहती है; जब वह दूर होता
    है तो सूर्य का किनारा चमकते छल्ले जैसा दिखता है। उसे वलयाकार ग्रहण
    कहते हैं।

    ╭─ 1 ▸ image ──────────────────────────────────────────────╮
    │ 11 अगस्त 1999 का पूर्ण सूर्यग्रहण: सूर्य का बाहरी प्रभामंडल तभी    │
    │ दिखता है जब उसकी चमकती थाली ढक जाए                        │
    │ विकिमीडिया कॉमन्स · commons.wikimedia.org                 │
    ╰──────────────────────────────────────────────────────────╯

    पाँच अंश का झुकाव
    चाँद हर महीने पृथ्वी का चक्कर लगाता है, फिर भी हर अमावस्या को ग्रहण
    नहीं लगता। कारण यह है कि चाँद की कक्षा पृथ्वी की कक्षा से लगभग पाँच
    अंश झुकी हुई है। ज़्यादातर महीनों में उसकी छाया पृथ्वी के ऊपर या नीचे से
    निकल जाती है। दोनों कक्षाएँ जिन दो बिंदुओं पर मिलती हैं, उन्हें परंपरा
    में राहु और केतु कहा गया है। सूर्य साल में लगभग दो बार इन बिंदुओं के पास
    होता है और तभी ग्रहण संभव हैं।

    लाल चाँद और सुरक्षित आँखें
    पूर्ण चंद्रग्रहण में चाँद काला नहीं, ताँबे जैसा लाल दिखता है। पृथ्वी का
    वायुमंडल नीली रोशनी को बिखेर देता है और लाल को मोड़कर चाँद तक पहुँचा
    देता है। यह वही रोशनी है जो सुबह-शाम आकाश को लाल करती है।

    • चंद्रग्रहण को नंगी आँखों से देखना पूरी तरह सुरक्षित है।
    • सूर्यग्रहण को बिना प्रमाणित चश्मे के कभी न देखें; धूप का चश्मा या एक्स-
      रे की फ़िल्म काफ़ी नहीं है।
    • काग़ज़ में छेद करके सूर्य की छवि दूसरे काग़ज़ पर देखना सबसे आसान तरीक़ा
      है।

    आर्यभट ने पाँचवीं सदी में ही लिख दिया था कि ग्रहण छाया से लगते हैं।
    उनका हिसाब आज के हिसाब का पूर्वज है: अब हम सदियों आगे के ग्रहणों का
    समय मिनटों तक बता सकते हैं।

    Related stories
    1  How a total eclipse finds its path
    2  आर्यभट से शुरू हुई भारत की अंतरिक्ष यात्रा
    ");
}

/// Other programs read these keys.
#[test]
fn doctor() {
    let ended = Program::new(&["doctor", "--json"]).run();
    let value: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
    let keys: Vec<&str> = value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert_snapshot!(keys.join("\n"), @"
    accounts
    advice
    alike
    answered
    around
    asked
    background
    browser
    cache
    cell
    clustering
    environment
    explained
    explicit
    fonts
    kitty_graphics
    letters
    log
    milliseconds
    multiplexer
    print
    rules
    sixel
    source
    terminal
    version
    ");
}

#[test]
fn usage_errors() {
    let said = |arguments: &[&str], locale: &str| {
        let ended = Program::new(arguments).locale(locale).run();
        assert_eq!((ended.code(), ended.stdout.as_str()), (Some(2), ""));
        ended.stderr
    };
    assert_snapshot!(said(&["parse"], ENGLISH), @"
    error: the following required arguments were not provided:
      <PATH|URL>...

    Usage: newsreader parse <PATH|URL>...

    For more information, try '--help'.
    ");
    assert_snapshot!(said(&["parse"], HINDI), @"
    newsreader: यह भी चाहिए: <PATH|URL>...

    प्रयोग:
      newsreader parse [विकल्प] <PATH|URL>...

    मदद के लिए: --help
    ");
    assert_snapshot!(said(&["list", "--starrd"], ENGLISH), @"
    error: unexpected argument '--starrd' found

      tip: a similar argument exists: '--starred'

    Usage: newsreader list --starred

    For more information, try '--help'.
    ");
    assert_snapshot!(said(&["list", "--starrd"], HINDI), @"
    newsreader: --starrd: यहाँ ऐसा कोई विकल्प या मान नहीं है; क्या आपका मतलब यह था: --starred?

    प्रयोग:
      newsreader list [विकल्प]

    मदद के लिए: --help
    ");
    assert_snapshot!(said(&["feeds", "xyzzy"], ENGLISH), @"
    error: unrecognized subcommand 'xyzzy'

    Usage: newsreader feeds [OPTIONS] <COMMAND>

    For more information, try '--help'.
    ");
    assert_snapshot!(said(&["feeds", "xyzzy"], HINDI), @"
    newsreader: xyzzy: ऐसा कोई आदेश नहीं है

    प्रयोग:
      newsreader feeds [विकल्प] <आदेश>

    मदद के लिए: --help
    ");
    assert_snapshot!(said(&["sync", "--jobs", "x"], ENGLISH), @"
    error: invalid value 'x' for '--jobs <N>': invalid digit found in string

    For more information, try '--help'.
    ");
    assert_snapshot!(said(&["sync", "--jobs", "x"], HINDI), @"
    newsreader: --jobs <N>: x यहाँ ठीक नहीं है; कोई संख्या चाहिए

    मदद के लिए: --help
    ");
    assert_snapshot!(said(&["--headlines", "huge"], ENGLISH), @"
    error: invalid value 'huge' for '--headlines <SIZE>'
      [possible values: large, plain]

    For more information, try '--help'.
    ");
    assert_snapshot!(said(&["--headlines", "huge"], HINDI), @"
    newsreader: --headlines <SIZE>: huge यहाँ ठीक नहीं है; इनमें से चुनें: large, plain

    मदद के लिए: --help
    ");
}
