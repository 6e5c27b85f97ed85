//! Keys: where they are bound, and what is wrong with the name of a command.

use super::Language;

/// Where keys are bound: in one pane, in dialogs, or everywhere.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[expect(missing_docs, reason = "the names of the panes say it")]
pub enum KeyTable {
    Everywhere,
    List,
    Article,
    Related,
    Dialog,
}

impl KeyTable {
    /// All tables, the widest first.
    pub const ALL: [Self; 5] = [
        Self::Everywhere,
        Self::List,
        Self::Article,
        Self::Related,
        Self::Dialog,
    ];

    /// Returns the name in a configuration, as in `[keys.list]`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Everywhere => "everywhere",
            Self::List => "list",
            Self::Article => "article",
            Self::Related => "related",
            Self::Dialog => "dialog",
        }
    }

    /// Returns the table with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.name() == name)
    }

    /// Returns the words that say where.
    pub fn say(self, language: Language) -> &'static str {
        let (hindi, english) = match self {
            Self::Everywhere => ("हर जगह", "everywhere"),
            Self::List => ("सूची में", "in the list"),
            Self::Article => ("ख़बर में", "in a story"),
            Self::Related => ("संबंधित ख़बरों में", "in related stories"),
            Self::Dialog => ("बॉक्स में", "in a dialog"),
        };
        match language {
            Language::Hindi => hindi,
            Language::English => english,
        }
    }
}

/// What is wrong with a command that was typed or bound.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum CallFault {
    /// There is no command of this name; the nearest name, if one is near.
    Unknown(String, Option<String>),
    /// The command of this name takes no argument.
    TakesNothing(&'static str),
}

impl CallFault {
    /// Returns the fault as a sentence.
    pub fn say(&self, language: Language) -> String {
        match (self, language) {
            (Self::Unknown(name, None), Language::Hindi) => {
                format!("{name}: ऐसा कोई आदेश नहीं है")
            }
            (Self::Unknown(name, Some(near)), Language::Hindi) => {
                format!("{name}: ऐसा कोई आदेश नहीं है; क्या आपका मतलब यह था: {near}?")
            }
            (Self::TakesNothing(name), Language::Hindi) => {
                format!("{name} के आगे कुछ नहीं लिखा जाता")
            }
            (Self::Unknown(name, None), Language::English) => format!("{name}: no such command"),
            (Self::Unknown(name, Some(near)), Language::English) => {
                format!("{name}: no such command; did you mean {near}?")
            }
            (Self::TakesNothing(name), Language::English) => {
                format!("{name} takes nothing after its name")
            }
        }
    }
}
