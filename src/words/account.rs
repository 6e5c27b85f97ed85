//! Messages about accounts at servers.

use super::Language;
use super::number::{counted_in_english, counted_in_hindi};

/// A message about an account.
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(
    missing_docs,
    reason = "the match below is the documentation, in two languages"
)]
pub enum AccountNews {
    /// The question for the user's name at a server.
    AskUser,
    /// The question for the password.
    AskPassword,
    /// There is no terminal to ask on.
    NoTerminal,
    /// A name or password that was asked for was empty.
    NothingTyped,
    NotAnAddress(String),
    /// Another account has this name.
    NameTaken(String),
    Added {
        name: String,
        server: Option<String>,
        feeds: usize,
        unread: usize,
    },
    /// The login of a known account was renewed.
    Renewed(String),
    /// The same account is known by this name.
    AlreadyJoined(String),
    NoAccounts,
    NoSuchAccount(String),
    /// The account works, with these numbers at the server.
    Works {
        name: String,
        feeds: usize,
        unread: usize,
    },
    Removed {
        name: String,
        stories: usize,
    },
    /// Marks that cannot be sent and would be lost with the account: their number.
    UnsentMarks(usize),
    /// The numbers of a row of the list of accounts.
    Counts {
        feeds: usize,
        stories: usize,
        unread: usize,
    },
    Waiting(usize),
    NeverSynced,
    Synced(String),
    Insecure,
    /// The result of a sync.
    Exchanged {
        sent: usize,
        received: usize,
    },
    /// The token could not be stored, for this reason.
    TokenNotKept(String),
}

impl AccountNews {
    /// Returns the message as a sentence or part of one, without a full stop.
    pub fn say(&self, language: Language) -> String {
        match language {
            Language::Hindi => self.in_hindi(),
            Language::English => self.in_english(),
        }
    }

    #[expect(clippy::too_many_lines, reason = "a table")]
    fn in_english(&self) -> String {
        let count = counted_in_english;
        match self {
            Self::AskUser => "User name: ".to_owned(),
            Self::AskPassword => "Password (for the API): ".to_owned(),
            Self::NoTerminal => {
                "no terminal to ask on; give --user NAME and --password-stdin".to_owned()
            }
            Self::NothingTyped => "nothing was typed".to_owned(),
            Self::NotAnAddress(typed) => {
                format!("{typed} is not a web address; expected one like https://rss.example.org")
            }
            Self::NameTaken(name) => {
                format!("another account is called {name}; choose a name with --name")
            }
            Self::Added {
                name,
                server,
                feeds,
                unread,
            } => {
                let feeds = count(*feeds, "feed", "feeds");
                let unread = count(*unread, "unread story", "unread stories");
                let server = server
                    .as_deref()
                    .map_or_else(String::new, |name| format!(" ({name})"));
                format!("{name}{server}: {feeds}, {unread}; to bring them: newsreader sync")
            }
            Self::Renewed(name) => format!("{name}: the login was renewed"),
            Self::AlreadyJoined(name) => format!("this account is already joined as {name}"),
            Self::NoAccounts => {
                "no accounts yet; add one with: newsreader accounts add ADDRESS".to_owned()
            }
            Self::NoSuchAccount(name) => {
                format!("no account is called {name}; to see them: newsreader accounts list")
            }
            Self::Works {
                name,
                feeds,
                unread,
            } => {
                let feeds = count(*feeds, "feed", "feeds");
                let unread = count(*unread, "unread story", "unread stories");
                format!("{name}: everything works; {feeds}, {unread} at the server")
            }
            Self::Removed { name, stories } => {
                let stories = count(*stories, "story", "stories");
                format!("{name}: removed with {stories}; starred stories stay")
            }
            Self::UnsentMarks(marks) => {
                let marks = count(*marks, "mark", "marks");
                format!(
                    "the server does not know {marks} yet; --force removes the account all the same"
                )
            }
            Self::Counts {
                feeds,
                stories,
                unread,
            } => {
                let feeds = count(*feeds, "feed", "feeds");
                let stories = count(*stories, "story", "stories");
                format!(
                    "{feeds}, {stories}, {} unread",
                    super::number::thousands(*unread)
                )
            }
            Self::Waiting(marks) => format!("{} to send", count(*marks, "mark", "marks")),
            Self::NeverSynced => "not synced yet".to_owned(),
            Self::Synced(at) => format!("synced {at}"),
            Self::Insecure => "not encrypted".to_owned(),
            Self::Exchanged { sent, received } => {
                let sent = count(*sent, "mark", "marks");
                format!(
                    "{sent} sent, {} received",
                    super::number::thousands(*received)
                )
            }
            Self::TokenNotKept(why) => format!("the token could not be kept: {why}"),
        }
    }

    #[expect(clippy::too_many_lines, reason = "a table")]
    fn in_hindi(&self) -> String {
        let count = counted_in_hindi;
        match self {
            Self::AskUser => "उपयोगकर्ता का नाम: ".to_owned(),
            Self::AskPassword => "पासवर्ड (API का): ".to_owned(),
            Self::NoTerminal => {
                "पूछने के लिए टर्मिनल नहीं है; --user और --password-stdin से बताएँ".to_owned()
            }
            Self::NothingTyped => "कुछ नहीं लिखा गया".to_owned(),
            Self::NotAnAddress(typed) => {
                format!("{typed} वेब का पता नहीं है; ऐसा पता चाहिए: https://rss.example.org")
            }
            Self::NameTaken(name) => {
                format!("{name} नाम का खाता पहले से है; --name से दूसरा नाम चुनें")
            }
            Self::Added {
                name,
                server,
                feeds,
                unread,
            } => {
                let feeds = count(*feeds, "फ़ीड", "फ़ीड");
                let unread = count(*unread, "अनपढ़ी ख़बर", "अनपढ़ी ख़बरें");
                let server = server
                    .as_deref()
                    .map_or_else(String::new, |name| format!(" ({name})"));
                format!("{name}{server}: {feeds}, {unread}; लाने के लिए: newsreader sync")
            }
            Self::Renewed(name) => format!("{name}: लॉगिन नया हो गया"),
            Self::AlreadyJoined(name) => format!("यह खाता {name} नाम से पहले से जुड़ा है"),
            Self::NoAccounts => {
                "अभी कोई खाता नहीं; जोड़ने के लिए: newsreader accounts add पता".to_owned()
            }
            Self::NoSuchAccount(name) => {
                format!("{name} नाम का कोई खाता नहीं; देखने के लिए: newsreader accounts list")
            }
            Self::Works {
                name,
                feeds,
                unread,
            } => {
                let feeds = count(*feeds, "फ़ीड", "फ़ीड");
                let unread = count(*unread, "अनपढ़ी ख़बर", "अनपढ़ी ख़बरें");
                format!("{name}: सब ठीक चल रहा है; सर्वर पर {feeds}, {unread}")
            }
            Self::Removed { name, stories } => {
                let stories = count(*stories, "ख़बर", "ख़बरें");
                format!("{name}: {stories} के साथ हटाया गया; तारे वाली ख़बरें रहती हैं")
            }
            Self::UnsentMarks(marks) => {
                let marks = count(*marks, "निशान", "निशान");
                format!("{marks} सर्वर तक नहीं पहुँचे हैं; फिर भी हटाना हो तो --force")
            }
            Self::Counts {
                feeds,
                stories,
                unread,
            } => {
                let feeds = count(*feeds, "फ़ीड", "फ़ीड");
                let stories = count(*stories, "ख़बर", "ख़बरें");
                format!(
                    "{feeds}, {stories}, {} अनपढ़ी",
                    super::number::lakhs(*unread)
                )
            }
            Self::Waiting(marks) => format!("{} भेजने बाक़ी", count(*marks, "निशान", "निशान")),
            Self::NeverSynced => "अभी मिलान नहीं हुआ".to_owned(),
            Self::Synced(at) => format!("पिछला मिलान {at}"),
            Self::Insecure => "संपर्क सुरक्षित नहीं".to_owned(),
            Self::Exchanged { sent, received } => {
                let sent = (*sent > 0).then(|| format!("{} भेजे", count(*sent, "निशान", "निशान")));
                let received =
                    (*received > 0).then(|| format!("{} मिले", count(*received, "निशान", "निशान")));
                sent.into_iter()
                    .chain(received)
                    .collect::<Vec<_>>()
                    .join(", ")
            }
            Self::TokenNotKept(why) => format!("टोकन रखा नहीं जा सका: {why}"),
        }
    }
}
