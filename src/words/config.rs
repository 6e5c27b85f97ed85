//! The configuration: the words of `newsreader config`, a line of help for each setting, and what is wrong
//! with a file.

mod fault;
mod setting;

pub use fault::{ConfigExpected, ConfigFault};
pub use setting::SettingId;

use super::Language;

/// A word or sentence of `newsreader config`.
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(missing_docs, reason = "the match below says it, in two languages")]
pub enum ConfigWord {
    FromDefault,
    FromFile(usize),
    FromEnvironment(String),
    FromOption(String),
    /// The first line of `config default`.
    Intro,
    /// The values that a setting takes.
    Values(String),
    /// This file is there and has no fault.
    Faultless(String),
    /// This file is not there.
    NoFile(String),
    NoPlace,
    /// No key is left for this command.
    Keyless(String),
    /// A role of a theme that is hard to read.
    WeakLook {
        place: String,
        look: &'static str,
        /// The colours of the text and behind it.
        colours: (String, String),
        /// Its contrast and the one that it should have.
        ratios: (String, String),
    },
    /// What `[theme]` is for, in `config default`.
    ThemeIntro,
    /// What `[keys]` is for, in `config default`.
    KeysIntro,
    /// The heading of the commands without keys.
    KeylessIntro,
    /// The editor cannot be started: its name.
    NoEditor(String),
}

impl ConfigWord {
    /// Returns the words in `language`.
    pub fn say(&self, language: Language) -> String {
        match language {
            Language::Hindi => self.in_hindi(),
            Language::English => self.in_english(),
        }
    }

    fn in_hindi(&self) -> String {
        match self {
            Self::FromDefault => "कुछ न कहने पर".to_owned(),
            Self::FromFile(line) => format!("फ़ाइल, पंक्ति {line}"),
            Self::FromEnvironment(name) => format!("परिवेश से: {name}"),
            Self::FromOption(name) => format!("विकल्प से: --{name}"),
            Self::Intro => {
                "newsreader की सेटिंग। किसी पंक्ति से # हटाएँ और मान बदलें; बाक़ी वैसा ही रहता है।".to_owned()
            }
            Self::Values(values) => format!("इनमें से: {values}"),
            Self::Faultless(path) => format!("{path}: सब ठीक है"),
            Self::NoFile(path) => format!("{path}: यह फ़ाइल नहीं है; सब कुछ वैसा है जैसा कुछ न कहने पर"),
            Self::NoPlace => {
                "सेटिंग के लिए कोई घर (home) फ़ोल्डर नहीं है; फ़ाइल का नाम दें: --config FILE".to_owned()
            }
            Self::WeakLook {
                place,
                look,
                colours: (ink, ground),
                ratios: (ratio, least),
            } => format!(
                "{place}: {look}: {ground} पर {ink} का कंट्रास्ट {ratio}:1 ही है; आँखों को {least}:1 चाहिए"
            ),
            Self::ThemeIntro => {
                "अपनी थीम: यहाँ या themes/NAME.toml में (theme = \"NAME\"); जो न लिखें वह base जैसा रहता है।\n# रंग: \"#rrggbb\", 0 से 255, red, bright-red …, default; और bold, dim, italic, underline, reverse, strike।\n# उदाहरण: link = { fg = \"#1d5372\", underline = true }; केवल रंग: link = 25। ये सब हैं:".to_owned()
            }
            Self::Keyless(name) => format!("{name}: इस आदेश के लिए कोई कुंजी नहीं बची"),
            Self::KeysIntro => {
                "कुंजियाँ: \"कुंजी\" = \"आदेश\"; \"none\" से कुंजी ख़ाली हो जाती है।\n# एक के बाद एक: \"g g\" = \"top\"; कई आदेश: \", b\" = [\"open\", \"next-unread\"]।\n# किसी एक हिस्से के लिए: [keys.list], [keys.article], [keys.related], [keys.dialog]।\n# preset: newsreader, newsboat, eilmeldung, vim, less, mutt, या किसी फ़ाइल का नाम।".to_owned()
            }
            Self::KeylessIntro => "इन आदेशों की कोई कुंजी नहीं है:".to_owned(),
            Self::NoEditor(name) => {
                format!("{name}: यह संपादक शुरू नहीं हो सका; $VISUAL या $EDITOR में कोई और लिखें")
            }
        }
    }

    fn in_english(&self) -> String {
        match self {
            Self::FromDefault => "default".to_owned(),
            Self::FromFile(line) => format!("file, line {line}"),
            Self::FromEnvironment(name) => format!("environment, {name}"),
            Self::FromOption(name) => format!("option --{name}"),
            Self::Intro => {
                "Settings of newsreader. Take the # from a line and change its value; all else stays.".to_owned()
            }
            Self::Values(values) => format!("One of: {values}"),
            Self::Faultless(path) => format!("{path}: no faults"),
            Self::NoFile(path) => {
                format!("{path}: no such file; every setting has its default")
            }
            Self::NoPlace => {
                "there is no home folder for a configuration; name a file: --config FILE".to_owned()
            }
            Self::WeakLook {
                place,
                look,
                colours: (ink, ground),
                ratios: (ratio, least),
            } => format!(
                "{place}: {look}: {ink} on {ground} has a contrast of {ratio}:1; eyes need {least}:1"
            ),
            Self::ThemeIntro => {
                "A theme of your own: here, or in themes/NAME.toml (theme = \"NAME\"); what it does not say is as in its base.\n# Colours: \"#rrggbb\", 0 to 255, red, bright-red …, default; and bold, dim, italic, underline, reverse, strike.\n# For example link = { fg = \"#1d5372\", underline = true }; a colour only: link = 25. These are all:".to_owned()
            }
            Self::Keyless(name) => format!("{name}: no key is left for this command"),
            Self::KeysIntro => {
                "Keys: \"key\" = \"command\"; \"none\" leaves a key without a command.\n# One after another: \"g g\" = \"top\"; several commands: \", b\" = [\"open\", \"next-unread\"].\n# In one pane: [keys.list], [keys.article], [keys.related], [keys.dialog].\n# preset: newsreader, newsboat, eilmeldung, vim, less, mutt, or the name of a file.".to_owned()
            }
            Self::KeylessIntro => "Commands without a key:".to_owned(),
            Self::NoEditor(name) => {
                format!("{name}: this editor cannot be started; name another in $VISUAL or $EDITOR")
            }
        }
    }
}
