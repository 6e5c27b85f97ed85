//! Remarks about inputs, and the reasons for which lines were left out of a story, in Hindi.
//!
//! Both are data: they are stored with articles and printed as JSON, in English. Only where they are
//! shown to the user are they translated. Each row is the English sentence and the Hindi one, with
//! `{}` for what differs, in the same order.

use super::Language;
use std::borrow::Cow;

/// The sentences. The first one that fits is taken.
const SENTENCES: &[(&str, &str)] = &[
    // What could not be read.
    (
        "not text ({}); nothing was read",
        "यह पाठ नहीं है ({}); कुछ नहीं पढ़ा गया",
    ),
    // What it is instead; JPEG and the like are names.
    ("binary data", "बाइनरी डेटा"),
    ("JPEG image", "JPEG चित्र"),
    ("PNG image", "PNG चित्र"),
    ("GIF image", "GIF चित्र"),
    ("WebP image or sound", "WebP चित्र या आवाज़"),
    ("PDF document", "PDF दस्तावेज़"),
    (
        "ZIP archive or office document",
        "ZIP संग्रह या ऑफ़िस का दस्तावेज़",
    ),
    ("gzip archive", "gzip से दबी फ़ाइल"),
    ("bzip2 archive", "bzip2 से दबी फ़ाइल"),
    ("xz archive", "xz से दबी फ़ाइल"),
    ("zstd archive", "zstd से दबी फ़ाइल"),
    ("program", "प्रोग्राम"),
    ("SQLite database", "SQLite डेटाबेस"),
    ("old office document", "ऑफ़िस का पुराना दस्तावेज़"),
    ("sound", "आवाज़"),
    (
        "not JSON ({}); nothing was read",
        "JSON में ग़लती है ({}); कुछ नहीं पढ़ा गया",
    ),
    ("not JSON ({})", "JSON में ग़लती है ({})"),
    ("empty; nothing was read", "ख़ाली है; कुछ नहीं पढ़ा गया"),
    (
        "a web page without a story; nothing was read",
        "इस पन्ने पर कोई ख़बर नहीं है; कुछ नहीं पढ़ा गया",
    ),
    (
        "neither RSS nor Atom nor JSON Feed; nothing was read",
        "यह RSS, Atom या JSON फ़ीड नहीं है; कुछ नहीं पढ़ा गया",
    ),
    ("{}; nothing was read", "{}; कुछ नहीं पढ़ा गया"),
    (
        "could not be taken apart in time",
        "समय रहते समझा नहीं जा सका",
    ),
    ("could not be taken apart", "समझा नहीं जा सका"),
    ("over {} elements", "{} से ज़्यादा तत्व"),
    ("a tag of over {} attributes", "{} से ज़्यादा गुणों वाला टैग"),
    (
        "longer than {} MiB; the rest was not read",
        "{} MiB से लंबा है; आगे का नहीं पढ़ा गया",
    ),
    (
        "more than {} elements; the rest was not read",
        "{} से ज़्यादा तत्व हैं; आगे का नहीं पढ़ा गया",
    ),
    (
        "takes more work to read than any honest text; what was read until then is kept",
        "पढ़ने में बहुत समय लग रहा था; जितना पढ़ा गया, उतना रखा है",
    ),
    // Charsets.
    (
        "not valid {} in 1 place; shown as �",
        "1 जगह {} में ग़लत बाइट हैं; वहाँ � दिखेगा",
    ),
    (
        "not UTF-8 as it says; read as {}",
        "जैसा लिखा है वैसा UTF-8 नहीं है; {} मानकर पढ़ा गया",
    ),
    (
        "neither UTF-8 nor a declared charset; read as {}",
        "न UTF-8 है, न कोई एनकोडिंग बताई गई है; {} मानकर पढ़ा गया",
    ),
    (
        "not valid {} in {} places; shown as �",
        "{} के हिसाब से {} जगह ग़लत बाइट हैं; वहाँ � दिखेगा",
    ),
    // JSON.
    (
        "{} lines were passed over; the other {} lines were read",
        "{} पंक्तियाँ छोड़ी गईं; बाक़ी {} पढ़ी गईं",
    ),
    (
        "{}; the other {} lines were read",
        "{}; बाक़ी {} पंक्तियाँ पढ़ी गईं",
    ),
    ("{}; the line was passed over", "{}; यह पंक्ति छोड़ी गई"),
    (
        "article {} is not an object; it was passed over",
        "ख़बर {} ऑब्जेक्ट नहीं है; छोड़ी गई",
    ),
    (
        "article {} has neither a headline nor a text; it was passed over",
        "ख़बर {} में न शीर्षक है, न पाठ; छोड़ी गई",
    ),
    ("is not an object", "ऑब्जेक्ट नहीं है"),
    ("has neither a headline nor a text", "न शीर्षक है, न पाठ"),
    // Pages and Markdown.
    (
        "the publisher lets only subscribers read all of it; what the page shows was read",
        "पूरी ख़बर केवल ग्राहकों के लिए है; पन्ने पर जितनी है, उतनी पढ़ी गई",
    ),
    (
        "{} of its descriptions of itself are not JSON; they were passed over",
        "पन्ने के {} विवरणों में JSON की ग़लती है; वे छोड़े गए",
    ),
    (
        "front matter is not TOML ({}); it was passed over",
        "शुरुआती जानकारी TOML नहीं है ({}); वह छोड़ी गई",
    ),
    // Feeds and lists of feeds.
    (
        "{} of {} entries have neither a headline nor a text; they were passed over",
        "ऐसी ख़बरें जिनमें न शीर्षक है न पाठ: {} (कुल {}); वे छोड़ी गईं",
    ),
    ("a feed without entries", "इस फ़ीड में कोई ख़बर नहीं है"),
    (
        "text before the feed was passed over",
        "फ़ीड से पहले का पाठ छोड़ा गया",
    ),
    (
        "{} entries; the first {} were read",
        "{} ख़बरें हैं; पहली {} पढ़ी गईं",
    ),
    (
        "time zone not understood in {} ({}); that of the feed was taken",
        "तारीख़ों में समय क्षेत्र समझ नहीं आया, {} ({}); फ़ीड का समय क्षेत्र माना गया",
    ),
    (
        "time zone not understood in {} ({}); only the day was read",
        "तारीख़ों में समय क्षेत्र समझ नहीं आया, {} ({}); केवल दिन पढ़ा गया",
    ),
    ("1 date", "1 तारीख़"),
    ("{} dates", "{} तारीख़ें"),
    (
        "no feed in this list; nothing was taken",
        "इस सूची में कोई फ़ीड नहीं है; कुछ नहीं लिया गया",
    ),
    (
        "“{}” has a command that filters it; the feed was taken, the command left out and not run",
        "“{}” के साथ छाँटने का आदेश लिखा है; फ़ीड ली गई, आदेश छोड़ा गया और चलाया नहीं गया",
    ),
    (
        "{} feeds were taken; the rest was passed over",
        "{} फ़ीड ली गईं; बाक़ी छोड़ी गईं",
    ),
    (
        "<{} has no end; it was closed at the end of the file",
        "<{} का अंत नहीं है; फ़ाइल के अंत में बंद माना गया",
    ),
    (
        "a bare < stands in the text once; it was read as text",
        "पाठ में एक जगह खुला < है; उसे पाठ माना गया",
    ),
    (
        "a bare < stands in the text several times; it was read as text",
        "पाठ में कई जगह खुला < है; उसे पाठ माना गया",
    ),
    (
        "not well-formed XML ({}); what stood before that was read",
        "XML में ग़लती है ({}); उससे पहले का पढ़ा गया",
    ),
    (
        "{} tags without a partner; each was closed or passed over",
        "{} टैग बेजोड़ हैं; वे बंद किए गए या छोड़े गए",
    ),
    (
        "cut off inside <{}>; what stood before that was read",
        "<{}> के बीच में कट गया है; उससे पहले का पढ़ा गया",
    ),
    // The net.
    (
        "sent on to an address that is not secure: {}",
        "असुरक्षित पते पर भेजा गया: {}",
    ),
    ("moved for good to {}", "हमेशा के लिए यहाँ चला गया: {}"),
    (
        "only a part came; what there was of it was read",
        "केवल एक हिस्सा आया; जितना आया, उतना पढ़ा गया",
    ),
    (
        "1 story is dated in the future; it stands where it was fetched",
        "1 ख़बर पर आगे की तारीख़ है; वह उस जगह है जहाँ आने के समय होती",
    ),
    (
        "{} stories are dated in the future; they stand where they were fetched",
        "{} ख़बरों पर आगे की तारीख़ है; वे उस जगह हैं जहाँ आने के समय होतीं",
    ),
    // Reasons for which a line is not of the story.
    ("about the author", "लेखक का परिचय"),
    ("aside of the page", "पन्ने के बग़ल का हिस्सा"),
    (
        "byline; the page tells the names of the authors",
        "लेखक की पंक्ति; नाम पन्ने से मिल गए हैं",
    ),
    (
        "part of the page beside the story",
        "पन्ने का हिस्सा, ख़बर से अलग",
    ),
    ("part beside the text", "पाठ से अलग हिस्सा"),
    ("copyright", "कॉपीराइट"),
    (
        "date line; the page tells the date of the story",
        "तारीख़ की पंक्ति; तारीख़ पन्ने से मिल गई है",
    ),
    (
        "date line that tells no date",
        "समय की पंक्ति, जिसमें तारीख़ नहीं",
    ),
    ("caption of a film", "वीडियो का कैप्शन"),
    ("title of a film", "वीडियो का शीर्षक"),
    ("list of videos", "वीडियो की सूची"),
    ("footer of the page", "पन्ने का निचला हिस्सा"),
    ("form", "फ़ॉर्म"),
    ("gallery of pictures", "चित्रों की गैलरी"),
    ("header of the page", "पन्ने का ऊपरी हिस्सा"),
    ("news of the reader's town", "पाठक के शहर की ख़बरें"),
    ("part named unlike a story", "जिस हिस्से का नाम ख़बर जैसा नहीं"),
    (
        "picture below the story, of the site or a sponsor",
        "ख़बर के नीचे साइट या प्रायोजक का चित्र",
    ),
    ("picture of the author", "लेखक का चित्र"),
    (
        "picture of the site or a sponsor",
        "साइट या प्रायोजक का चित्र",
    ),
    (
        "picture too small to be the story's",
        "ख़बर का होने के लिए बहुत छोटा चित्र",
    ),
    ("picture without a web address", "चित्र, जिसका वेब पता नहीं"),
    ("list of popular stories", "लोकप्रिय ख़बरों की सूची"),
    ("section; the page tells it", "खंड का नाम; पन्ने से मिल गया है"),
    ("credit without its picture", "बिना चित्र का श्रेय"),
    ("advertisement", "विज्ञापन"),
    ("comments", "टिप्पणियाँ"),
    ("consent to be watched", "कुकी की सहमति"),
    ("counter of the page", "पन्ने की गिनती"),
    ("disclaimer", "अस्वीकरण"),
    ("the headline again", "वही शीर्षक"),
    ("names of those who helped", "सहयोगियों के नाम"),
    ("keywords of the page", "पन्ने के विषय-शब्द"),
    ("label of the page", "पन्ने का लेबल"),
    ("link to another page", "दूसरे पन्ने की कड़ी"),
    ("navigation", "साइट का मेन्यू"),
    ("list of other stories", "दूसरी ख़बरों की सूची"),
    ("request of the site", "साइट का अनुरोध"),
    ("said once already", "दोहराव"),
    ("share bar", "शेयर के बटन"),
    ("label of the summary", "सार का लेबल"),
    ("caption without its picture", "बिना चित्र का कैप्शन"),
    (
        "not in the publisher's own text of the story",
        "प्रकाशक के मूल पाठ में नहीं",
    ),
    ("heading of related stories", "संबंधित ख़बरों का शीर्षक"),
    (
        "heading of related stories, with none under it",
        "संबंधित ख़बरों का शीर्षक, नीचे कोई ख़बर नहीं",
    ),
    ("picture shown once already", "दोहराया गया चित्र"),
    ("name of the site", "साइट का नाम"),
    ("path of the page", "पन्ने का रास्ता"),
    (
        "label of the site, which returns",
        "साइट का बार-बार आने वाला लेबल",
    ),
    ("label of the story in brief", "संक्षेप का लेबल"),
    ("title of another story, again", "दूसरी ख़बर का शीर्षक, दोबारा"),
    (
        "label of the related story above it",
        "ऊपर की संबंधित ख़बर का लेबल",
    ),
    ("place beside the byline", "लेखक के साथ लिखी जगह"),
    ("section of the site", "साइट का खंड"),
    ("menu of the site", "साइट का मेन्यू"),
    ("line of signs", "केवल चिह्नों की पंक्ति"),
    (
        "date line; read as the date of the story",
        "तारीख़ की पंक्ति; ख़बर की तारीख़ मानी गई",
    ),
    ("byline without a name", "बिना नाम की लेखक-पंक्ति"),
    (
        "beyond the largest body that is read",
        "जितना पढ़ा जाता है उससे आगे का",
    ),
];

/// Returns a remark or a reason in `language`. A sentence that is not ours stays as it is.
pub fn translated(english: &str, language: Language) -> Cow<'_, str> {
    let hindi = || {
        SENTENCES.iter().find_map(|(template, hindi)| {
            let fillings = fillings(english, template)?;
            Some(filled(hindi, &fillings))
        })
    };
    match language {
        Language::English => Cow::Borrowed(english),
        Language::Hindi => hindi().map_or(Cow::Borrowed(english), Cow::Owned),
    }
}

/// Returns what stands for each `{}` of a template, if `text` fits it.
fn fillings<'t>(text: &'t str, template: &str) -> Option<Vec<&'t str>> {
    let mut parts = template.split("{}");
    let mut rest = text.strip_prefix(parts.next()?)?;
    let mut found = Vec::new();
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        let at = match parts.peek() {
            Some(_) => rest.find(part)?,
            None => rest.strip_suffix(part)?.len(),
        };
        let (filling, after) = rest.split_at_checked(at)?;
        found.push(filling);
        rest = after.strip_prefix(part)?;
    }
    (rest.is_empty()).then_some(found)
}

/// Returns a Hindi sentence with its fillings, which may be sentences themselves.
fn filled(hindi: &str, fillings: &[&str]) -> String {
    let mut fillings = fillings.iter();
    let mut parts = hindi.split("{}");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let filling = fillings.next().copied().unwrap_or_default();
        text.push_str(&translated(filling, Language::Hindi));
        text.push_str(part);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_translated_with_what_is_in_them() {
        for (english, hindi) in [
            ("share bar", "शेयर के बटन"),
            (
                "not text (JPEG image); nothing was read",
                "यह पाठ नहीं है (JPEG चित्र); कुछ नहीं पढ़ा गया",
            ),
            (
                "could not be taken apart; nothing was read",
                "समझा नहीं जा सका; कुछ नहीं पढ़ा गया",
            ),
            (
                "time zone not understood in 3 dates (QQT); only the day was read",
                "तारीख़ों में समय क्षेत्र समझ नहीं आया, 3 तारीख़ें (QQT); केवल दिन पढ़ा गया",
            ),
            ("a reason of somebody else", "a reason of somebody else"),
        ] {
            assert_eq!(translated(english, Language::Hindi), hindi);
            assert_eq!(translated(english, Language::English), english);
        }
    }

    #[test]
    fn every_sentence_is_reached_and_has_the_same_gaps() {
        for (english, hindi) in SENTENCES {
            let gaps = |text: &str| text.matches("{}").count();
            assert_eq!(gaps(english), gaps(hindi), "{english}");
            let plain = translated(english, Language::Hindi);
            assert_eq!(plain, *hindi, "{english}");
        }
    }
}
