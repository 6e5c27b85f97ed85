//! Messages of the commands: results and errors.

use super::number::{counted_in_english, counted_in_hindi, lakhs, thousands};
use super::{Language, QueryFault};

/// A message of a command, or a phrase within one, without a full stop.
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(
    missing_docs,
    reason = "the matches below are the documentation, in two languages"
)]
pub enum Shell {
    /// The target of a failed write.
    StandardOutput,
    NoSuchStory(String),
    /// The ids of several stories begin like this: the beginning, and their number.
    SeveralStories(String, usize),
    NoSuchStoryOrFile(String),
    NotUnderstood(QueryFault),
    NoStoryIn(String),
    NoHome,
    /// A width profile that does not exist, and the names of those that do.
    NoSuchProfile(String, String),
    /// The value of `--base` is not a web address.
    NotABase(String),
    /// `--base` was given, but not exactly one file.
    BaseOfOneFile,
    /// Why the terminal could not be queried.
    NotAsked(String),
    NoneToAsk,
    /// The terminal cannot be acquired.
    NotUsed,
    Imported {
        new: usize,
        changed: usize,
        known: usize,
        remarks: usize,
    },
    /// The progress of an import: the speed per second and the seconds left.
    Importing {
        stories: usize,
        rate: usize,
        left: Option<u64>,
    },
    /// Why a file was not read.
    NothingRead(String),
    NoFilesIn,
    PassedOver,
    NotThere(String),
    Changed(String),
    Gone(String),
    NoTitle,
    NoDate,
    NoLink,
    Entries(usize),
}

impl Shell {
    /// Returns the message in `language`.
    pub fn say(&self, language: Language) -> String {
        match language {
            Language::Hindi => self.in_hindi(),
            Language::English => self.in_english(),
        }
    }

    #[expect(clippy::too_many_lines, reason = "a table")]
    fn in_hindi(&self) -> String {
        match self {
            Self::StandardOutput => "मानक आउटपुट".to_owned(),
            Self::NoSuchStory(id) => {
                format!("{id}: संग्रह में ऐसी कोई ख़बर नहीं है; देखें: newsreader list")
            }
            Self::SeveralStories(id, count) => format!(
                "{id}: संग्रह में {} ख़बरों की पहचान ऐसे शुरू होती है; कुछ और अक्षर लिखें",
                lakhs(*count)
            ),
            Self::NoSuchStoryOrFile(id) => {
                format!("{id}: न संग्रह में ऐसी कोई ख़बर है, न ऐसी कोई फ़ाइल; देखें: newsreader list")
            }
            Self::NotUnderstood(fault) => fault.say(Language::Hindi),
            Self::NoStoryIn(name) => format!("{name}: इसमें कोई ख़बर नहीं मिली"),
            Self::NoHome => {
                "संग्रह के लिए कोई घर (home) फ़ोल्डर नहीं है; फ़ाइल का नाम दें: --library FILE".to_owned()
            }
            Self::NoSuchProfile(name, names) => {
                format!("--widths {name}: ऐसा कोई नाम नहीं है; इनमें से चुनें: {names}")
            }
            Self::NotABase(address) => format!(
                "--base {address}: यह वेब का पता नहीं है; पूरा पता दें, जैसे https://example.org/news/1"
            ),
            Self::BaseOfOneFile => {
                "--base एक सहेजे हुए पन्ने का पता है; उसके साथ एक ही फ़ाइल का नाम दें".to_owned()
            }
            Self::NotAsked(why) => format!("टर्मिनल से पूछा नहीं जा सका: {why}"),
            Self::NoneToAsk => "यहाँ कोई टर्मिनल नहीं है जिससे पूछा जा सके".to_owned(),
            Self::NotUsed => "टर्मिनल पर दिखाया नहीं जा सका".to_owned(),
            Self::Imported {
                new,
                changed,
                known,
                remarks,
            } => format!(
                "{} नई, {}, {} पहले से, {}",
                lakhs(*new),
                counted_in_hindi(*changed, "बदली", "बदलीं"),
                lakhs(*known),
                counted_in_hindi(*remarks, "टिप्पणी", "टिप्पणियाँ")
            ),
            Self::Importing {
                stories,
                rate,
                left,
            } => {
                let stories = counted_in_hindi(*stories, "ख़बर", "ख़बरें");
                let left = left.map_or_else(String::new, |left| format!(", {left} सेकंड बाक़ी"));
                format!("{stories}, हर सेकंड {}{left}", lakhs(*rate))
            }
            Self::NothingRead(why) => format!("{why}; कुछ नहीं पढ़ा गया"),
            Self::NoFilesIn => "इसमें कोई फ़ाइल नहीं है; कुछ नहीं पढ़ा गया".to_owned(),
            Self::PassedOver => "यह पाइप या उपकरण है; छोड़ दिया गया".to_owned(),
            Self::NotThere(id) => format!("{id}: ऐसी कोई ख़बर नहीं है"),
            Self::Changed(origin) => {
                format!("{origin}: सूची बनने के बाद बदल गई; newsreader फिर से चलाएँ")
            }
            Self::Gone(id) => format!("{id}: अब संग्रह में नहीं है"),
            Self::NoTitle => "(बिना शीर्षक)".to_owned(),
            Self::NoDate => "बिना तारीख़".to_owned(),
            Self::NoLink => "(बिना पते)".to_owned(),
            Self::Entries(count) => counted_in_hindi(*count, "ख़बर", "ख़बरें"),
        }
    }

    #[expect(clippy::too_many_lines, reason = "a table")]
    fn in_english(&self) -> String {
        match self {
            Self::StandardOutput => "standard output".to_owned(),
            Self::NoSuchStory(id) => {
                format!("{id}: no such story in the library; see: newsreader list")
            }
            Self::SeveralStories(id, count) => format!(
                "{id}: the ids of {} stories in the library begin like this; type more of it",
                thousands(*count)
            ),
            Self::NoSuchStoryOrFile(id) => {
                format!(
                    "{id}: no such story in the library, and no such file; see: newsreader list"
                )
            }
            Self::NotUnderstood(fault) => fault.say(Language::English),
            Self::NoStoryIn(name) => format!("{name}: no story found"),
            Self::NoHome => {
                "there is no home folder for a library; name one with --library FILE".to_owned()
            }
            Self::NoSuchProfile(name, names) => {
                format!("--widths {name}: no such profile; there are {names}")
            }
            Self::NotABase(address) => format!(
                "--base {address}: not a web address; give all of it, like https://example.org/news/1"
            ),
            Self::BaseOfOneFile => {
                "--base is the address of one saved page; name one file with it".to_owned()
            }
            Self::NotAsked(why) => format!("the terminal could not be queried: {why}"),
            Self::NoneToAsk => "there is no terminal to query".to_owned(),
            Self::NotUsed => "the terminal could not be used".to_owned(),
            Self::Imported {
                new,
                changed,
                known,
                remarks,
            } => {
                let [new, changed, known] = [new, changed, known].map(|count| thousands(*count));
                let remarks = counted_in_english(*remarks, "remark", "remarks");
                format!("{new} new, {changed} changed, {known} known already, {remarks}")
            }
            Self::Importing {
                stories,
                rate,
                left,
            } => {
                let stories = counted_in_english(*stories, "story", "stories");
                let left = left.map_or_else(String::new, |left| format!(", {left} s left"));
                format!("{stories}, {} a second{left}", thousands(*rate))
            }
            Self::NothingRead(why) => format!("{why}; nothing was read"),
            Self::NoFilesIn => "no files in it; nothing was read".to_owned(),
            Self::PassedOver => "a pipe or a device; passed over".to_owned(),
            Self::NotThere(id) => format!("{id}: no such story"),
            Self::Changed(origin) => {
                format!("{origin}: changed since it was listed; start the reader again")
            }
            Self::Gone(id) => format!("{id}: no longer in the library"),
            Self::NoTitle => "(no title)".to_owned(),
            Self::NoDate => "no date".to_owned(),
            Self::NoLink => "(no link)".to_owned(),
            Self::Entries(count) => counted_in_english(*count, "entry", "entries"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_one() {
        let imported = |remarks| Shell::Imported {
            new: 1_200,
            changed: 1,
            known: 0,
            remarks,
        };
        for (said, hindi, english) in [
            (
                imported(1),
                "1,200 नई, 1 बदली, 0 पहले से, 1 टिप्पणी",
                "1,200 new, 1 changed, 0 known already, 1 remark",
            ),
            (
                imported(2),
                "1,200 नई, 1 बदली, 0 पहले से, 2 टिप्पणियाँ",
                "1,200 new, 1 changed, 0 known already, 2 remarks",
            ),
            (Shell::Entries(1), "1 ख़बर", "1 entry"),
        ] {
            assert_eq!(said.say(Language::Hindi), hindi);
            assert_eq!(said.say(Language::English), english);
        }
    }
}
