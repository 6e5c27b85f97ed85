//! The meaning of a run, never its look.

/// The meaning of a run of text.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Role {
    /// The words above the headline, which name a topic or series.
    Kicker,
    /// The headline.
    Headline,
    /// The standfirst.
    Summary,
    /// Authors and time.
    Byline,
    /// A heading within the article.
    Subheading,
    /// The article's text.
    Body,
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Words that are struck through.
    Struck,
    /// Code.
    Code,
    /// A link.
    Link,
    /// The number that opens a link or a suggestion.
    Number,
    /// A quotation.
    Quote,
    /// A quote bar, a bullet, the number of an item.
    Marker,
    /// The label of an image card.
    CardLabel,
    /// The caption of a picture.
    Caption,
    /// The owner of a picture and the host from which it comes.
    Credit,
    /// The heading above the suggestions.
    RelatedHeading,
    /// The title of a suggestion.
    RelatedTitle,
    /// A note added by the program, such as how much of the page was left out.
    Note,
}
