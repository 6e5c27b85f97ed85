//! The table of looks: what an element of the screen or a role of a document is called in a theme, and from which
//! look it takes what a theme does not say.

use crate::document::Role;

/// What an element of the screen or of an article is; a theme gives each a style.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[expect(missing_docs, reason = "the table below has a line for each")]
pub enum Look {
    Plain,
    Accent,
    Dim,
    Faint,
    Title,
    Unread,
    Read,
    Details,
    UnreadMark,
    ReadMark,
    Selected,
    SelectedAside,
    Rule,
    Thumb,
    Key,
    Error,
    Hit,
    CurrentHit,
    Hint,
    Behind,
    Kicker,
    Headline,
    Summary,
    Byline,
    Subheading,
    Body,
    Emphasis,
    Strong,
    Struck,
    Code,
    Link,
    Number,
    Quote,
    Marker,
    CardLabel,
    Caption,
    Credit,
    RelatedHeading,
    RelatedTitle,
    Note,
}

/// How a look is used, which decides the contrast that it needs.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum LookKind {
    /// Text.
    Text,
    /// A sign or a line, which needs less contrast than text.
    Line,
    /// A style that is laid over text of another look.
    Shade,
    /// Text that is not to be read for the moment.
    Behind,
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct LookRow {
    /// The look.
    pub look: Look,
    /// Its name in a theme.
    pub name: &'static str,
    /// The look from which it takes what a theme does not say of it; it stands further up in the table.
    pub parent: Option<Look>,
    /// How it is used.
    pub kind: LookKind,
}

const fn text(look: Look, name: &'static str) -> LookRow {
    LookRow {
        look,
        name,
        parent: None,
        kind: LookKind::Text,
    }
}

impl LookRow {
    const fn like(self, parent: Look) -> Self {
        Self {
            parent: Some(parent),
            ..self
        }
    }

    const fn used_as(self, kind: LookKind) -> Self {
        Self { kind, ..self }
    }
}

/// The number of looks.
pub(super) const COUNT: usize = LOOKS.len();

/// Every look, in the order of the enum.
pub const LOOKS: &[LookRow] = &[
    // The page: its text and its background. The terminal's own colours are those of a page without any.
    text(Look::Plain, "text"),
    text(Look::Accent, "accent"),
    text(Look::Dim, "secondary"),
    text(Look::Faint, "faint").used_as(LookKind::Line),
    // The name above the list, and titles of dialogs.
    text(Look::Title, "title").like(Look::Accent),
    // A row of the list.
    text(Look::Unread, "unread"),
    text(Look::Read, "read"),
    text(Look::Details, "details").like(Look::Dim),
    text(Look::UnreadMark, "unread-mark")
        .like(Look::Accent)
        .used_as(LookKind::Line),
    text(Look::ReadMark, "read-mark")
        .like(Look::Dim)
        .used_as(LookKind::Line),
    text(Look::Selected, "selected").used_as(LookKind::Shade),
    // The selected row of a pane without the focus.
    text(Look::SelectedAside, "selected-aside").used_as(LookKind::Shade),
    // Rules and frames.
    text(Look::Rule, "rule")
        .like(Look::Faint)
        .used_as(LookKind::Line),
    text(Look::Thumb, "scrollbar")
        .like(Look::Faint)
        .used_as(LookKind::Line),
    // A key in a hint.
    text(Look::Key, "key").like(Look::Accent),
    text(Look::Error, "error"),
    text(Look::Hit, "hit").used_as(LookKind::Shade),
    text(Look::CurrentHit, "current-hit").like(Look::Accent),
    // The letters on links.
    text(Look::Hint, "hint").like(Look::Accent),
    // The page behind a dialog.
    text(Look::Behind, "behind")
        .like(Look::Faint)
        .used_as(LookKind::Behind),
    text(Look::Kicker, "kicker").like(Look::Accent),
    text(Look::Headline, "headline"),
    text(Look::Summary, "summary"),
    text(Look::Byline, "byline").like(Look::Dim),
    text(Look::Subheading, "subheading").like(Look::Accent),
    text(Look::Body, "body"),
    text(Look::Emphasis, "emphasis"),
    text(Look::Strong, "strong"),
    text(Look::Struck, "struck").like(Look::Dim),
    text(Look::Code, "code").like(Look::Dim),
    text(Look::Link, "link"),
    text(Look::Number, "number").like(Look::Accent),
    text(Look::Quote, "quote").like(Look::Dim),
    text(Look::Marker, "marker").like(Look::Accent),
    text(Look::CardLabel, "card-label").like(Look::Accent),
    text(Look::Caption, "caption"),
    text(Look::Credit, "credit").like(Look::Dim),
    text(Look::RelatedHeading, "related-heading").like(Look::Accent),
    text(Look::RelatedTitle, "related-title").like(Look::Link),
    text(Look::Note, "note").like(Look::Dim),
];

impl Look {
    /// Returns the look with this name in a theme.
    pub fn named(name: &str) -> Option<Self> {
        let row = LOOKS.iter().find(|row| row.name == name);
        row.map(|row| row.look)
    }

    /// Returns its name in a theme.
    pub fn name(self) -> &'static str {
        LOOKS.get(self as usize).map_or("", |row| row.name)
    }

    /// Returns the look from which it takes what a theme does not say.
    pub fn parent(self) -> Option<Self> {
        LOOKS.get(self as usize).and_then(|row| row.parent)
    }

    /// Returns the look of a role of a document.
    pub fn of(role: Role) -> Self {
        match role {
            Role::Kicker => Self::Kicker,
            Role::Headline => Self::Headline,
            Role::Summary => Self::Summary,
            Role::Byline => Self::Byline,
            Role::Subheading => Self::Subheading,
            Role::Body => Self::Body,
            Role::Emphasis => Self::Emphasis,
            Role::Strong => Self::Strong,
            Role::Struck => Self::Struck,
            Role::Code => Self::Code,
            Role::Link => Self::Link,
            Role::Number => Self::Number,
            Role::Quote => Self::Quote,
            Role::Marker => Self::Marker,
            Role::CardLabel => Self::CardLabel,
            Role::Caption => Self::Caption,
            Role::Credit => Self::Credit,
            Role::RelatedHeading => Self::RelatedHeading,
            Role::RelatedTitle => Self::RelatedTitle,
            Role::Note => Self::Note,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_the_order_of_the_enum_and_parents_stand_first() {
        for (index, row) in LOOKS.iter().enumerate() {
            assert_eq!(row.look as usize, index, "{}", row.name);
            assert_eq!(Look::named(row.name), Some(row.look));
            let parent = row.parent.map(|parent| parent as usize);
            assert!(parent.is_none_or(|parent| parent < index), "{}", row.name);
        }
        assert_eq!(LOOKS.last().map(|row| row.look), Some(Look::Note));
    }
}
