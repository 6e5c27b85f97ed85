//! Errors in arguments, in Hindi; in English clap words them.

/// An error in the arguments.
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
    /// Returns the error as a Hindi sentence.
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

/// Returns the message that lists the valid values.
pub fn one_of(values: &str) -> String {
    format!("इनमें से चुनें: {values}")
}

/// Returns the message that states the range of valid numbers.
pub fn between(least: &str, most: &str) -> String {
    format!("{least} से {most} तक की कोई संख्या चाहिए")
}

/// The error for a value that is not a number.
pub const NUMBER: &str = "कोई संख्या चाहिए";

/// Returns the message that suggests what the user may have meant.
pub fn did_you_mean(values: &str) -> String {
    format!("क्या आपका मतलब यह था: {values}?")
}

/// The heading of the usage line in `--help`.
pub const USAGE: &str = "प्रयोग";
/// The heading above the options in `--help`.
pub const OPTIONS: &str = "विकल्प";
/// The heading above the positional arguments in `--help`.
pub const ARGUMENTS: &str = "क्या दें";
/// The heading above the commands in `--help`.
pub const COMMANDS: &str = "आदेश";
/// The placeholder for a command in a usage line.
pub const COMMAND: &str = "आदेश";
/// The label before the default value of an option.
pub const DEFAULT: &str = "न कहने पर";
/// The label before the possible values of an option.
pub const VALUES: &str = "इनमें से";
/// The line below an error that refers to `--help`.
pub const MORE: &str = "मदद के लिए: --help";
