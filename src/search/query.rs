//! What a person asks the library, as a value: words, "phrases", -not, prefix*, `title:`, `source:`,
//! `feed:`, `folder:`, `section:`, `tag:`, `since:`, `before:`, `is:unread`, `is:read` and `is:starred`, with OR between
//! what may stand for each other.
//!
//! Nothing that is typed is an error: what is not understood is kept in [`LibraryQuery::ignored`] to be
//! said, and the rest is answered.

use super::{roman, token};

/// Before what is not wanted, as good as a hyphen.
pub const MINUS: char = '\u{2212}';

/// What is looked for.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct LibraryQuery {
    /// Each of these should be in the story; of the alternatives in one, any.
    pub wanted: Vec<Vec<Clause>>,
    /// None of these may be in it.
    pub unwanted: Vec<Clause>,
    /// A part of the publisher's name.
    pub source: Option<String>,
    /// The address of a feed that is followed, or its name.
    pub feed: Option<String>,
    /// The folder that a feed stands in.
    pub folder: Option<String>,
    /// A part of the section's name.
    pub section: Option<String>,
    /// A part of a keyword that the publisher gave.
    pub tag: Option<String>,
    /// Whether the story is unread, or read.
    pub unread: Option<bool>,
    /// Whether only starred stories are wanted.
    pub starred: bool,
    /// The first day, as `2021-12-13`, or a beginning of that.
    pub since: Option<String>,
    /// The day after the last one.
    pub before: Option<String>,
    /// What was not understood.
    pub ignored: Vec<String>,
}

/// Something that stands in a story.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Clause {
    /// Folded words, one after the other.
    pub words: Vec<String>,
    /// Whether the last word may go on.
    pub is_prefix: bool,
    /// Whether the word is still being typed, and so may go on.
    pub is_open: bool,
    /// Whether only headlines are looked at.
    pub in_title: bool,
    /// The sound of a single word in Latin letters.
    pub sound: Option<String>,
}

impl LibraryQuery {
    /// Reads what was typed.
    pub fn new(typed: &str) -> Self {
        let mut question = Self::default();
        let mut joins = false;
        for piece in pieces(typed) {
            if piece == "OR" {
                joins = !question.wanted.is_empty();
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
                question.ignored.push(piece);
                continue;
            }
            if question.take_field(rest) {
                continue;
            }
            let (in_title, text) = match rest.strip_prefix("title:") {
                Some(text) => (true, text),
                None => (false, rest),
            };
            match Clause::of(text, in_title) {
                None => question.ignored.push(piece),
                Some(clause) if is_unwanted => question.unwanted.push(clause),
                Some(clause) => match question.wanted.last_mut().filter(|_| joins) {
                    Some(alternatives) => alternatives.push(clause),
                    None => question.wanted.push(vec![clause]),
                },
            }
            joins = false;
        }
        question
    }

    /// Returns whether nothing is asked that narrows the library: then all stories are meant.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let ignored = self.ignored.clone();
        *self
            == Self {
                ignored,
                ..Self::default()
            }
    }

    /// Lets the last word go on, as one that is still being typed does.
    pub fn leave_open(&mut self) {
        let last = self.wanted.last_mut().and_then(|any| any.last_mut());
        if let Some(clause) = last
            && let [word] = clause.words.as_slice()
            && word.chars().count() > 1
        {
            clause.is_open = true;
        }
    }

    /// Takes `field:value` pieces that are no words.
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
        let sound = match words.as_slice() {
            [] => return None,
            [word] => roman::sound_of_latin(word),
            _ => None,
        };
        Some(Self {
            is_prefix: goes_on || text.ends_with('*'),
            is_open: false,
            words,
            in_title,
            sound,
        })
    }
}

/// Whether a piece names a condition, of which there is no opposite.
fn is_field(piece: &str) -> bool {
    LibraryQuery::default().take_field(piece)
}

/// Cuts at blanks, but not within quotation marks.
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
    fn questions_are_read_as_people_write_them() {
        let question = LibraryQuery::new(
            "\"रेल बजट\" -चुनाव राष्ट्र* modi OR मोदी title:भूकंप since:2021-12 source:BBC since:कल ***",
        );
        let words: Vec<Vec<String>> = question
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
        assert!(question.wanted[1][0].is_prefix && question.wanted[3][0].in_title);
        assert_eq!(question.wanted[2][0].sound.as_deref(), Some("modi"));
        assert_eq!(question.unwanted[0].words, ["चुनाव"]);
        assert_eq!(
            (question.since.as_deref(), question.source.as_deref()),
            (Some("2021-12"), Some("BBC"))
        );
        assert_eq!(question.ignored, ["since:कल", "***"]);
    }

    #[test]
    fn marks_sections_and_keywords_are_asked_for_by_name() {
        let question = LibraryQuery::new(
            "is:unread is:starred section:खेल tag:\"रेल बजट\" is:new feed:\"https://a.example/f?a=1:2\" folder:समाचार",
        );
        assert_eq!(question.feed.as_deref(), Some("https://a.example/f?a=1:2"));
        assert_eq!(question.folder.as_deref(), Some("समाचार"));
        assert_eq!((question.unread, question.starred), (Some(true), true));
        assert_eq!(question.section.as_deref(), Some("खेल"));
        assert_eq!(question.tag.as_deref(), Some("रेल बजट"));
        assert_eq!(question.ignored, ["is:new"]);
        let opposite = LibraryQuery::new("रेल -source:BBC");
        assert_eq!(
            (opposite.source, opposite.ignored),
            (None, vec!["-source:BBC".to_owned()])
        );
        assert!(question.wanted.is_empty());
    }

    #[test]
    fn nothing_that_is_typed_is_an_error() {
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
