//! Ids, streams and names as they are written in requests and answers.

use crate::greader::dialect::{Dialect, Ids, Names, ShortIds};
use crate::greader::state::HeldStory;

const LONG: &str = "tag:google.com,2005:reader/item/";

/// A stream or a tag that a request names.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Stream {
    ReadingList,
    Read,
    KeptUnread,
    Starred,
    Label(String),
    Feed(String),
    Other,
}

impl Dialect {
    /// The stream of a name; the user may be `-` or the user's own.
    pub(super) fn stream(self, name: &str) -> Stream {
        if let Some(feed) = name.strip_prefix("feed/") {
            return Stream::Feed(feed.to_owned());
        }
        let rest = name.strip_prefix("user/").and_then(|rest| {
            let own = rest.strip_prefix("-/");
            own.or_else(|| rest.strip_prefix(self.user)?.strip_prefix('/'))
        });
        let Some(rest) = rest else {
            return Stream::Other;
        };
        if let Some(label) = rest.strip_prefix("label/") {
            return Stream::Label(label.to_owned());
        }
        match rest.strip_prefix("state/com.google/") {
            Some("reading-list") => Stream::ReadingList,
            Some("read") => Stream::Read,
            Some("kept-unread" | "tracking-kept-unread") => Stream::KeptUnread,
            Some("starred") => Stream::Starred,
            _ => Stream::Other,
        }
    }

    /// The full name of a state.
    pub(super) fn state_name(self, state: &str) -> String {
        format!("user/{}/state/com.google/{state}", self.user)
    }

    /// The full name of a label.
    pub(super) fn label_name(self, label: &str) -> String {
        format!("user/{}/label/{label}", self.user)
    }

    /// An id as a list of ids has it.
    pub(super) fn short_id(self, id: u128) -> String {
        match self.ids {
            Ids::Micros | Ids::Serial => id.to_string(),
            Ids::Signed => u64::try_from(id).unwrap().cast_signed().to_string(),
            Ids::Opaque => format!("{id:024x}"),
        }
    }

    /// An id as a story with its text has it.
    pub(super) fn long_id(self, id: u128) -> String {
        match self.ids {
            Ids::Opaque => format!("{LONG}{id:024x}"),
            Ids::Micros | Ids::Serial | Ids::Signed => format!("{LONG}{id:016x}"),
        }
    }

    /// The id that a request names, in each of the forms that this server takes.
    pub(super) fn parse_id(self, text: &str) -> Option<u128> {
        let hexadecimal = |digits: &str| u128::from_str_radix(digits, 16).ok();
        if let Some(digits) = text.strip_prefix(LONG) {
            return hexadecimal(digits);
        }
        match self.ids {
            Ids::Micros => {
                let is_decimal = text.bytes().all(|byte| byte.is_ascii_digit());
                if is_decimal && !text.starts_with('0') {
                    text.parse().ok()
                } else {
                    hexadecimal(text)
                }
            }
            Ids::Serial if text.len() == 16 || self.short_ids == ShortIds::Hexadecimal => {
                hexadecimal(text)
            }
            Ids::Serial => text.parse().ok(),
            Ids::Signed => match text.parse::<i64>() {
                Ok(number) => Some(u128::from(number.cast_unsigned())),
                Err(_) => hexadecimal(text),
            },
            Ids::Opaque => (text.len() == 24).then(|| hexadecimal(text))?,
        }
    }

    /// The title of a story as this server writes it.
    pub(crate) fn written_title(self, title: &str) -> String {
        match self.names {
            Names::Plain => title.to_owned(),
            Names::FullWidth => full_width(title, &[]),
            Names::Escaped => escaped(title),
        }
    }

    /// The title of a feed as this server writes it.
    pub(crate) fn written_name(self, name: &str) -> String {
        match self.names {
            Names::Plain => name.to_owned(),
            Names::FullWidth => full_width(
                name,
                &[
                    ('?', '？'),
                    ('\\', '＼'),
                    ('/', '／'),
                    (',', '，'),
                    (';', '；'),
                ],
            ),
            Names::Escaped => escaped(name),
        }
    }
}

fn full_width(text: &str, further: &[(char, char)]) -> String {
    let always = [('&', '＆'), ('<', '＜'), ('>', '＞')];
    let replace = |letter: char| {
        let mut pairs = always.iter().chain(further);
        let pair = pairs.find(|(from, _)| *from == letter);
        pair.map_or(letter, |(_, to)| *to)
    };
    text.chars().map(replace).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#039;")
}

/// Whether a story belongs to a stream.
pub(super) fn is_in(story: &HeldStory, stream: &Stream, folder: &str) -> bool {
    match stream {
        Stream::ReadingList => true,
        Stream::Read => story.is_read,
        Stream::KeptUnread => !story.is_read,
        Stream::Starred => story.is_starred,
        Stream::Label(label) => folder == label || story.labels.contains(label),
        Stream::Feed(number) => story.feed.to_string() == *number,
        Stream::Other => false,
    }
}
