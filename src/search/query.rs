//! Parses queries to the library: words, "phrases", -not, prefix*, `title:`, `source:`, `feed:`,
//! `folder:`, `section:`, `tag:`, `since:`, `before:`, `is:unread`, `is:read` and `is:starred`,
//! with OR between alternatives.
//!
//! No input is an error: terms that cannot be parsed are kept in [`LibraryQuery::ignored`] so that
//! they can be reported, and the other terms still apply.

use super::{aliases, roman, token};

/// The Unicode minus sign, which excludes a word like a hyphen does.
pub const MINUS: char = '\u{2212}';

/// A parsed query.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct LibraryQuery {
    /// Groups of alternatives. A complete result matches at least one clause of every group.
    pub wanted: Vec<Vec<Clause>>,
    /// Clauses that no article may match.
    pub unwanted: Vec<Clause>,
    /// Text that the publisher's name must contain.
    pub source: Option<String>,
    /// The address or the name of a followed feed.
    pub feed: Option<String>,
    /// The folder that the article's feed must be in.
    pub folder: Option<String>,
    /// Text that the section's name must contain.
    pub section: Option<String>,
    /// Text that one of the publisher's keywords must contain.
    pub tag: Option<String>,
    /// Whether to find only unread or only read articles.
    pub unread: Option<bool>,
    /// Whether to find only starred articles.
    pub starred: bool,
    /// The first day of the period, as `2021-12-13` or a prefix of such a date.
    pub since: Option<String>,
    /// The first day after the period.
    pub before: Option<String>,
    /// The terms that could not be parsed.
    pub ignored: Vec<String>,
}

/// A word or phrase.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Clause {
    /// The folded words in order.
    pub words: Vec<String>,
    /// Whether the user marked the last word as a prefix with a star.
    pub is_prefix: bool,
    /// Whether the user is still typing the last word, so that it may be a prefix.
    pub is_open: bool,
    /// Whether only matches in the headline count.
    pub in_title: bool,
    /// The sounds of the word, the most probable first, if the clause is a single word in Latin
    /// letters.
    pub sounds: Vec<String>,
}

impl LibraryQuery {
    /// Parses typed text.
    pub fn new(typed: &str) -> Self {
        let mut query = Self::default();
        let mut joins = false;
        for piece in pieces(typed) {
            if piece == "OR" {
                joins = !query.wanted.is_empty();
                continue;
            }
            let (is_unwanted, rest) = match piece
                .strip_prefix(['-', MINUS])
                .filter(|rest| !rest.is_empty())
            {
                Some(rest) => (true, rest),
                None => (false, piece.as_str()),
            };
            if is_unwanted && is_field(rest) {
                query.ignored.push(piece);
                continue;
            }
            if query.take_field(rest) {
                continue;
            }
            let (in_title, text) = match rest.strip_prefix("title:") {
                Some(text) => (true, text),
                None => (false, rest),
            };
            match Clause::of(text, in_title) {
                None => query.ignored.push(piece),
                Some(clause) if is_unwanted => query.unwanted.push(clause),
                Some(clause) => match query.wanted.last_mut().filter(|_| joins) {
                    Some(alternatives) => alternatives.push(clause),
                    None => query.wanted.push(vec![clause]),
                },
            }
            joins = false;
        }
        query.join_names();
        query
    }

    /// Joins two adjacent words in Latin letters that are one name, so that it is found by its
    /// other names: `new delhi` and नई दिल्ली.
    fn join_names(&mut self) {
        let mut joined: Vec<Vec<Clause>> = Vec::new();
        for next in std::mem::take(&mut self.wanted) {
            let name = match (joined.last().map(Vec::as_slice), next.as_slice()) {
                (Some([one]), [other]) => one.joined_name(other),
                _ => None,
            };
            match (name, joined.last_mut()) {
                (Some(name), Some(last)) => *last = vec![name],
                _ => joined.push(next),
            }
        }
        self.wanted = joined;
    }

    /// Returns whether the query selects all articles.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let ignored = self.ignored.clone();
        *self
            == Self {
                ignored,
                ..Self::default()
            }
    }

    /// Marks the last word as still being typed.
    pub fn leave_open(&mut self) {
        let last = self.wanted.last_mut().and_then(|any| any.last_mut());
        if let Some(clause) = last
            && let [word] = clause.words.as_slice()
            && word.chars().count() > 1
        {
            clause.is_open = true;
        }
    }

    /// Parses a `field:value` term; returns `false` if `piece` is not one.
    fn take_field(&mut self, piece: &str) -> bool {
        let Some((field, value)) = piece.split_once(':').filter(|(_, value)| !value.is_empty())
        else {
            return false;
        };
        let is_date = value.len() <= 10 && value.chars().all(|c| c.is_ascii_digit() || c == '-');
        match field {
            "source" => self.source = Some(value.trim_matches('"').to_owned()),
            "feed" => self.feed = Some(value.trim_matches('"').to_owned()),
            "folder" => self.folder = Some(value.trim_matches('"').to_owned()),
            "section" => self.section = Some(value.trim_matches('"').to_owned()),
            "tag" => self.tag = Some(value.trim_matches('"').to_owned()),
            "is" => match value {
                "unread" => self.unread = Some(true),
                "read" => self.unread = Some(false),
                "starred" => self.starred = true,
                _ => self.ignored.push(piece.to_owned()),
            },
            "since" if is_date => self.since = Some(value.to_owned()),
            "before" if is_date => self.before = Some(value.to_owned()),
            "since" | "before" => self.ignored.push(piece.to_owned()),
            _ => return false,
        }
        true
    }
}

impl Clause {
    fn of(text: &str, in_title: bool) -> Option<Self> {
        let (words, goes_on) = token::asked(text);
        let sounds = match words.as_slice() {
            [] => return None,
            [word] => roman::sounds_of_latin(word),
            _ => Vec::new(),
        };
        Some(Self {
            is_prefix: goes_on || text.ends_with('*'),
            is_open: false,
            words,
            in_title,
            sounds,
        })
    }
}

impl Clause {
    /// Returns the clause of a name that consists of this word and `next`, if it has other names.
    fn joined_name(&self, next: &Self) -> Option<Self> {
        let ([first], [second]) = (self.words.as_slice(), next.words.as_slice()) else {
            return None;
        };
        let is_plain = first.is_ascii() && !self.is_prefix && !next.is_prefix;
        let is_name = is_plain && !aliases(&format!("{first} {second}")).is_empty();
        (is_name && self.in_title == next.in_title).then(|| Self {
            words: vec![first.clone(), second.clone()],
            sounds: Vec::new(),
            ..self.clone()
        })
    }
}

/// Whether a term is a condition, which cannot be negated.
fn is_field(piece: &str) -> bool {
    LibraryQuery::default().take_field(piece)
}

/// Splits the query at blanks outside of quotation marks.
fn pieces(typed: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut is_quoted = false;
    for c in typed.chars() {
        let is_mark = matches!(c, '"' | '“' | '”');
        is_quoted ^= is_mark;
        if c.is_whitespace() && !is_quoted {
            pieces.push(String::new());
        } else if let Some(piece) = pieces.last_mut() {
            piece.push(if is_mark { '"' } else { c });
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_parsed_as_users_write_them() {
        let query = LibraryQuery::new(
            "\"रेल बजट\" -चुनाव राष्ट्र* modi OR मोदी title:भूकंप since:2021-12 source:BBC since:कल ***",
        );
        let words: Vec<Vec<String>> = query
            .wanted
            .iter()
            .map(|any| any.iter().map(|c| c.words.join(" ")).collect())
            .collect();
        assert_eq!(
            words,
            [
                vec!["रेल बजट"],
                vec!["राष्ट्र"],
                vec!["modi", "मोदी"],
                vec!["भूकंप"]
            ]
        );
        assert!(query.wanted[1][0].is_prefix && query.wanted[3][0].in_title);
        assert_eq!(query.wanted[2][0].sounds, ["modi"]);
        assert_eq!(query.unwanted[0].words, ["चुनाव"]);
        assert_eq!(
            (query.since.as_deref(), query.source.as_deref()),
            (Some("2021-12"), Some("BBC"))
        );
        assert_eq!(query.ignored, ["since:कल", "***"]);
    }

    #[test]
    fn marks_sections_and_keywords_are_parsed_by_name() {
        let query = LibraryQuery::new(
            "is:unread is:starred section:खेल tag:\"रेल बजट\" is:new feed:\"https://a.example/f?a=1:2\" folder:समाचार",
        );
        assert_eq!(query.feed.as_deref(), Some("https://a.example/f?a=1:2"));
        assert_eq!(query.folder.as_deref(), Some("समाचार"));
        assert_eq!((query.unread, query.starred), (Some(true), true));
        assert_eq!(query.section.as_deref(), Some("खेल"));
        assert_eq!(query.tag.as_deref(), Some("रेल बजट"));
        assert_eq!(query.ignored, ["is:new"]);
        let opposite = LibraryQuery::new("रेल -source:BBC");
        assert_eq!(
            (opposite.source, opposite.ignored),
            (None, vec!["-source:BBC".to_owned()])
        );
        assert!(query.wanted.is_empty());
    }

    #[test]
    fn no_input_is_an_error() {
        for typed in [
            "",
            "\"",
            "- -",
            "OR OR",
            "NEAR(",
            "'; DROP TABLE",
            "title:",
            "*",
            "\\",
        ] {
            let _read = LibraryQuery::new(typed);
        }
    }
}
