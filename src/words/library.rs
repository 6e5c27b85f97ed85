//! Messages about a library that cannot be used.

use super::Language;

/// A problem with the library, as a sentence without a full stop.
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(
    missing_docs,
    reason = "the matches below are the documentation, in two languages"
)]
pub enum LibraryFault {
    NotMade(String),
    Newer { path: String, version: i64 },
    IsFolder(String),
    Damaged { path: String, why: String },
    Folder { place: String, why: String },
    ReadOnly,
    Busy,
    Full,
    Other(String),
    Story(String),
    Corrupt,
    Unsaved { path: String, why: String },
    Unreadable { id: String, headline: String },
}

impl LibraryFault {
    /// Returns the sentence in `language`.
    pub fn say(&self, language: Language) -> String {
        match language {
            Language::Hindi => self.in_hindi(),
            Language::English => self.in_english(),
        }
    }

    fn in_hindi(&self) -> String {
        match self {
            Self::NotMade(path) => {
                format!("{path}: अभी कोई संग्रह नहीं है; ऐसे बनाएँ: newsreader import PATH")
            }
            Self::Newer { path, version } => format!(
                "{path}: इसे newsreader के किसी नए संस्करण ने लिखा है (संग्रह का संस्करण {version}); newsreader को अपडेट करें"
            ),
            Self::IsFolder(path) => {
                format!("{path}: यह फ़ोल्डर है; संग्रह के लिए इसके भीतर की किसी फ़ाइल का नाम दें")
            }
            Self::Damaged { path, why } => {
                format!("{path}: यह newsreader का संग्रह नहीं है, या ख़राब है ({why}); कुछ बदला नहीं गया")
            }
            Self::Folder { place, why } => format!("{place}: {why}"),
            Self::ReadOnly => "संग्रह: यहाँ इसे केवल पढ़ा जा सकता है, इसमें लिखा नहीं जा सकता".to_owned(),
            Self::Busy => "संग्रह: कोई दूसरा प्रोग्राम इसमें लिख रहा है; थोड़ी देर में फिर कोशिश करें".to_owned(),
            Self::Full => "संग्रह: डिस्क भर गई है; इसे पढ़ा जा सकता है, इसमें लिखा नहीं जा सकता".to_owned(),
            Self::Other(why) => format!("संग्रह: {why}"),
            Self::Story(why) => format!("एक ख़बर संग्रह में लिखी नहीं जा सकी: {why}"),
            Self::Corrupt => {
                "संग्रह की फ़ाइल ख़राब है; अगली बार खोलने पर जो पढ़ा जा सके वह बचा लिया जाएगा".to_owned()
            }
            Self::Unsaved { path, why } => format!(
                "{path}: संग्रह की फ़ाइल ख़राब है, और जो पढ़ा जा सके वह यहाँ बचाया नहीं जा सकता ({why}); फ़ाइल किसी ऐसे फ़ोल्डर में कॉपी करें जिसमें लिखा जा सके, और वहाँ खोलें"
            ),
            Self::Unreadable { id, headline } => format!(
                "{headline} ({id}): संग्रह में इसका पाठ ख़राब हो गया है; ख़बर दोबारा मँगाने पर ठीक हो जाएगा"
            ),
        }
    }

    fn in_english(&self) -> String {
        match self {
            Self::NotMade(path) => {
                format!("{path}: no library yet; make one with: newsreader import PATH")
            }
            Self::Newer { path, version } => format!(
                "{path}: written by a newer newsreader (library version {version}); update newsreader"
            ),
            Self::IsFolder(path) => {
                format!("{path}: this is a folder; name a file in it")
            }
            Self::Damaged { path, why } => {
                format!(
                    "{path}: not a library of newsreader, or damaged ({why}); nothing was changed"
                )
            }
            Self::Folder { place, why } => format!("{place}: {why}"),
            Self::ReadOnly => "the library is read-only here".to_owned(),
            Self::Busy => "the library: another program is writing to it; try again".to_owned(),
            Self::Full => {
                "the library: the disk is full; it can be read but not written".to_owned()
            }
            Self::Other(why) => format!("the library: {why}"),
            Self::Story(why) => format!("a story cannot be written to the library: {why}"),
            Self::Corrupt => {
                "the library is damaged; it is recovered when it is next opened".to_owned()
            }
            Self::Unsaved { path, why } => format!(
                "{path}: damaged, and it cannot be recovered in this folder ({why}); copy it to a folder where you can write, and open it there"
            ),
            Self::Unreadable { id, headline } => format!(
                "{headline} ({id}): its text in the library is damaged; fetching the story again repairs it"
            ),
        }
    }
}
