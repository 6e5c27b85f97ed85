//! What is wrong with the arguments, in Hindi; in English the parser of the arguments says it itself.

/// What is wrong with the arguments, as they were typed or are to be.
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(missing_docs, reason = "the match below is the documentation")]
pub enum Usage {
    Unknown(String),
    UnknownCommand(String),
    Unfit { argument: String, value: String },
    NoValue(String),
    UnexpectedValue { argument: String, value: String },
    Missing(String),
    MissingCommand,
    Twice(String),
    NotTogether(String, String),
    NotUnicode,
}

impl Usage {
    /// Returns the sentence in Hindi.
    pub fn in_hindi(&self) -> String {
        match self {
            Self::Unknown(argument) => format!("{argument}: यहाँ ऐसा कोई विकल्प या मान नहीं है"),
            Self::UnknownCommand(name) => format!("{name}: ऐसा कोई आदेश नहीं है"),
            Self::Unfit { argument, value } => format!("{argument}: {value} यहाँ ठीक नहीं है"),
            Self::NoValue(argument) => format!("{argument}: इसके साथ कोई मान चाहिए"),
            Self::UnexpectedValue { argument, value } => {
                format!("{argument}: {value} इसके साथ नहीं आता")
            }
            Self::Missing(arguments) => format!("यह भी चाहिए: {arguments}"),
            Self::MissingCommand => "कोई आदेश भी चाहिए".to_owned(),
            Self::Twice(argument) => format!("{argument}: एक ही बार लिखा जा सकता है"),
            Self::NotTogether(argument, other) => {
                format!("{argument}: {other} के साथ नहीं लिखा जा सकता")
            }
            Self::NotUnicode => "कोई अक्षर UTF-8 में नहीं है".to_owned(),
        }
    }
}

/// Returns what to choose from.
pub fn one_of(values: &str) -> String {
    format!("इनमें से चुनें: {values}")
}

/// Returns between what numbers lie that are taken.
pub fn between(least: &str, most: &str) -> String {
    format!("{least} से {most} तक की कोई संख्या चाहिए")
}

/// What is said where something else than a number was typed.
pub const NUMBER: &str = "कोई संख्या चाहिए";

/// Returns what was perhaps meant.
pub fn did_you_mean(values: &str) -> String {
    format!("क्या आपका मतलब यह था: {values}?")
}

/// What stands over the forms of a command.
pub const USAGE: &str = "प्रयोग";
/// What stands over options.
pub const OPTIONS: &str = "विकल्प";
/// What stands over what is typed without the name of an option.
pub const ARGUMENTS: &str = "क्या दें";
/// What stands over commands.
pub const COMMANDS: &str = "आदेश";
/// What stands for one command.
pub const COMMAND: &str = "आदेश";
/// What stands before the value that an option has where nothing is said.
pub const DEFAULT: &str = "न कहने पर";
/// What stands before the values that an option takes.
pub const VALUES: &str = "इनमें से";
/// How more is learnt.
pub const MORE: &str = "मदद के लिए: --help";
