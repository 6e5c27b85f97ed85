//! What a run means; never how it looks.

/// The meaning of a run of text.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Role {
    /// The words above the headline.
    Kicker,
    /// The headline.
    Headline,
    /// The standfirst.
    Summary,
    /// Who and when.
    Byline,
    /// A heading within the story.
    Subheading,
    /// The story's own words.
    Body,
    /// Words that are stressed.
    Emphasis,
    /// Words that are stressed strongly.
    Strong,
    /// Letters to be read one by one.
    Code,
    /// Words that lead somewhere.
    Link,
    /// The number by which a link or a related story is followed.
    Number,
    /// Words of somebody else.
    Quote,
    /// A bar, a bullet, the number of an item.
    Marker,
    /// The label of a card.
    CardLabel,
    /// The line under a picture.
    Caption,
    /// Whose a picture is, and from which host.
    Credit,
    /// The heading above the related stories.
    RelatedHeading,
    /// The title of a related story.
    RelatedTitle,
    /// What is said beside the story: how much was left out of the page.
    Note,
}
