//! The names by which the API calls states and labels of stories.

/// The prefix of the states.
const STATE: &str = "user/-/state/com.google/";

/// The prefix of labels and folders.
const LABEL: &str = "user/-/label/";

/// The tag of stories that are read.
pub(super) const READ: &str = "user/-/state/com.google/read";

/// A set of stories whose ids a server lists.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum IdStream {
    /// Stories that are not read.
    Unread,
    /// Starred stories.
    Starred,
    /// All stories that the server has.
    All,
}

impl IdStream {
    /// Returns the name of the stream.
    pub(super) fn name(self) -> String {
        match self {
            Self::Unread | Self::All => format!("{STATE}reading-list"),
            Self::Starred => format!("{STATE}starred"),
        }
    }

    /// Returns the tag of the stories that are left out.
    pub(super) fn excluded(self) -> Option<&'static str> {
        match self {
            Self::Unread => Some(READ),
            Self::Starred | Self::All => None,
        }
    }
}

/// A change of one tag of stories.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TagEdit {
    /// Marks as read.
    AddRead,
    /// Marks as unread.
    RemoveRead,
    /// Stars.
    AddStar,
    /// Removes the star.
    RemoveStar,
}

impl TagEdit {
    /// Returns the field of the form and the tag.
    pub(super) fn field(self) -> (&'static str, String) {
        let star = || format!("{STATE}starred");
        match self {
            Self::AddRead => ("a", READ.to_owned()),
            Self::RemoveRead => ("r", READ.to_owned()),
            Self::AddStar => ("a", star()),
            Self::RemoveStar => ("r", star()),
        }
    }
}

/// Returns the tag of a label or folder.
pub(super) fn label(name: &str) -> String {
    format!("{LABEL}{name}")
}

/// A tag of a story or a feed, as servers send it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Tag<'a> {
    /// A state, such as `read`.
    State(&'a str),
    /// A label or folder.
    Label(&'a str),
    /// A word that the publisher gave the story.
    Plain(&'a str),
}

impl<'a> Tag<'a> {
    /// Takes a tag apart. The user is `-` or a number or a name.
    pub(super) fn of(text: &'a str) -> Self {
        let Some((_user, rest)) = text
            .strip_prefix("user/")
            .and_then(|rest| rest.split_once('/'))
        else {
            return Self::Plain(text);
        };
        if let Some(name) = rest.strip_prefix("label/") {
            return Self::Label(name);
        }
        Self::State(rest.rsplit('/').next().unwrap_or(rest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_taken_apart_whoever_the_user_is() {
        for (text, expected) in [
            ("user/-/state/com.google/read", Tag::State("read")),
            ("user/1/state/com.google/starred", Tag::State("starred")),
            ("user/ram/label/दुनिया/खेल", Tag::Label("दुनिया/खेल")),
            ("user/-/label/", Tag::Label("")),
            ("बाढ़", Tag::Plain("बाढ़")),
            ("user/x", Tag::Plain("user/x")),
        ] {
            assert_eq!(Tag::of(text), expected);
        }
    }
}
