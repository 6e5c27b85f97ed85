//! The terms of the search language, and what can be done to all stories that a search finds.

use super::Language;

/// A term of the search language, as completion explains it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(
    missing_docs,
    reason = "the match below is the documentation, in two languages"
)]
pub enum QueryHelp {
    Unread,
    Read,
    Starred,
    Source,
    Feed,
    Folder,
    Account,
    Section,
    Tag,
    Title,
    Since,
    Before,
    Newer,
    Older,
    Sort,
    Author,
    Has,
    Length,
    Language,
    Limit,
}

impl QueryHelp {
    /// Returns the line of help.
    pub fn say(self, language: Language) -> &'static str {
        let (hindi, english) = match self {
            Self::Unread => ("अनपढ़ी ख़बरें", "unread stories"),
            Self::Read => ("पढ़ी हुई ख़बरें", "stories that were read"),
            Self::Starred => ("तारे वाली ख़बरें", "starred stories"),
            Self::Source => (
                "जिस प्रकाशक के नाम में यह हो; कई हों तो bbc,dw",
                "of the publisher with this name; several as bbc,dw",
            ),
            Self::Feed => (
                "इस पते या नाम की फ़ीड से",
                "from the feed with this address or name",
            ),
            Self::Folder => ("जिसकी फ़ीड इस फ़ोल्डर में हो", "from feeds in this folder"),
            Self::Account => ("इस खाते से आई", "brought by this account"),
            Self::Section => ("इस खंड की", "of this section"),
            Self::Tag => ("प्रकाशक के इस शब्द वाली", "with this keyword of the publisher"),
            Self::Title => ("शीर्षक में यह शब्द", "with this word in the headline"),
            Self::Since => (
                "इस दिन से, जैसे 2026-11 या कल",
                "since this day, as in 2026-11 or yesterday",
            ),
            Self::Before => ("इस दिन से पहले की", "before this day"),
            Self::Newer => (
                "इतने समय के भीतर की: 24h, 7d, 2w, 3m (घंटे, दिन, हफ़्ते, महीने)",
                "no older than this: 24h, 7d, 2w, 3m (hours, days, weeks, months)",
            ),
            Self::Older => (
                "इससे पुरानी: 24h, 7d, 2w, 3m (घंटे, दिन, हफ़्ते, महीने)",
                "older than this: 24h, 7d, 2w, 3m (hours, days, weeks, months)",
            ),
            Self::Sort => (
                "क्रम: newest (नई पहले), oldest (पुरानी पहले), best (सटीक पहले), source, length (लंबी पहले)",
                "in this order: newest, oldest, best, source, length (the longest first)",
            ),
            Self::Author => ("इस लेखक की", "by this author"),
            Self::Has => (
                "जिसमें चित्र, वीडियो, ऑडियो, तालिका या कोड हो",
                "with a picture, video, audio, a table or code",
            ),
            Self::Length => (
                "इतने शब्दों की, जैसे >1500 या 300-900",
                "with this many words, as in >1500 or 300-900",
            ),
            Self::Language => (
                "इस भाषा की, जैसे hi या ur",
                "in this language, as in hi or ur",
            ),
            Self::Limit => ("इतनी ही, सबसे नई", "only this many, the newest"),
        };
        match language {
            Language::Hindi => hindi,
            Language::English => english,
        }
    }
}

/// An order of lists.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(missing_docs, reason = "the match below is the documentation")]
pub enum SortName {
    Newest,
    Oldest,
    Best,
    Source,
    Length,
}

impl SortName {
    /// Returns what comes first.
    pub fn say(self, language: Language) -> &'static str {
        let (hindi, english) = match self {
            Self::Newest => ("नई पहले", "newest first"),
            Self::Oldest => ("पुरानी पहले", "oldest first"),
            Self::Best => ("सटीक पहले", "best first"),
            Self::Source => ("स्रोत के क्रम से", "by source"),
            Self::Length => ("लंबी पहले", "longest first"),
        };
        match language {
            Language::Hindi => hindi,
            Language::English => english,
        }
    }
}

/// A change of marks.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(missing_docs, reason = "the names of the marks say it")]
pub enum MarkChange {
    Read,
    Unread,
    Star,
    Unstar,
}

impl MarkChange {
    /// Returns the sentence that this number of stories were changed.
    pub(super) fn say(self, count: &str, language: Language) -> String {
        match (self, language) {
            (Self::Read, Language::Hindi) => format!("{count} पढ़ी हुई; ⟦undo⟧ से वापस"),
            (Self::Unread, Language::Hindi) => format!("{count} फिर अनपढ़ी; ⟦undo⟧ से वापस"),
            (Self::Star, Language::Hindi) => format!("तारा लगा: {count}; ⟦undo⟧ से वापस"),
            (Self::Unstar, Language::Hindi) => format!("तारा हटा: {count}; ⟦undo⟧ से वापस"),
            (Self::Read, Language::English) => format!("{count} marked read; ⟦undo⟧ takes it back"),
            (Self::Unread, Language::English) => {
                format!("{count} marked unread; ⟦undo⟧ takes it back")
            }
            (Self::Star, Language::English) => format!("{count} starred; ⟦undo⟧ takes it back"),
            (Self::Unstar, Language::English) => {
                format!("{count} unstarred; ⟦undo⟧ takes it back")
            }
        }
    }
}
