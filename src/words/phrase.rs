//! Phrases of the interface; each language has a file of its own.

mod english;
mod hindi;

use super::{Advice, Language};
use crate::text::clean_text::CleanText;
use std::borrow::Cow;

/// A phrase of the interface; text from outside is in it as [`CleanText`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Phrase {
    /// The label of an image card.
    Image,
    /// The reading time of an article, in minutes.
    ReadingMinutes(usize),
    /// The heading above the suggestions.
    RelatedStories,
    /// The number of lines that were left out of the page.
    LeftOut(usize),
    /// A remark on the input, verbatim.
    Remark(CleanText),
    /// The browser was started with this address.
    Opened(CleanText),
    /// The browser is being started with this address.
    Opening(CleanText),
    /// Text is in a paste buffer of tmux, which may forward it to the clipboard.
    Copied,
    /// Copying failed.
    NotCopied,
    /// Text was sent to the terminal for its clipboard.
    SentToClipboard,
    /// The terminal is being measured.
    Measuring,
    /// The terminal was measured: the number of answers that the rules explain, and of all.
    Measured(usize, usize),
    /// The terminal does not report its cursor position.
    NotMeasured,
    /// The terminal does not support pictures.
    NoPrint,
    /// The connection to the terminal is too slow for print.
    TooSlowForPrint,
    /// The number of characters without a font.
    NoFontFor(usize),
    /// There is no paragraph to copy.
    NoParagraph,
    /// Advice about the environment.
    Advised(Advice),
    /// There are no remarks on the input.
    NoRemarks,
    /// There is only one pane on the screen.
    OnePane,
    /// The history has no earlier article.
    NothingBehind,
    /// The history has no later article.
    NothingAhead,
    /// The command needs an open article.
    OpenFirst,
    /// The list is empty.
    NoStories,
    /// There is no further link.
    NoMoreLinks,
    /// No visible element can be opened.
    NothingToPick,
    /// Nothing was left out of the page.
    NothingLeftOut,
    /// This is the last article.
    LastStory,
    /// Rows of the list are being read before the command can run.
    LoadingRows,
    /// The library is marking the rows of a list.
    Marking,
    /// This is the first article.
    FirstStory,
    /// The search has no match.
    NoHits,
    /// There is no unread article in this direction.
    NoUnread,
    /// A key without a command.
    UnboundKey(CleanText),
    /// A key without a command in a dialog of rows.
    UnboundInBox(CleanText),
    /// No row of the dialog matches the filter.
    NothingMatches,
    /// The keys of a dialog while its filter is typed.
    NarrowKeys,
    /// The keys of the dialog of images.
    ImagesKeys,
    /// The keys of a dialog of lines.
    LinesKeys,
    /// A letter that labels nothing.
    NoSuchLetter,
    /// The article has no links.
    NoLinks,
    /// Nothing is selected.
    SelectFirst,
    /// A suggested article is not available here.
    NotHere(CleanText),
    /// A suggested article is the open one.
    SameStory,
    /// An address that must not be opened in a browser.
    NotAnAddress(CleanText),
    /// The article has no address.
    NoPage,
    /// The article has no images.
    NoImages,
    /// The name of the list of all articles.
    AllStories,
    /// The name of the list of the bundled articles.
    BundledStories,
    /// The number of unread articles.
    Unread(usize),
    /// The hint for the search key.
    SearchHint,
    /// The hint for the help key.
    HelpHint,
    /// The hint for the arrow keys in a list.
    SelectHint,
    /// The hint for Enter in a list.
    ReadHint,
    /// The hint for the arrow keys in an article.
    ScrollHint,
    /// The hint for Esc.
    BackHint,
    /// The hint for Tab in an article.
    LinksHint,
    /// The hint for digits.
    RelatedHint,
    /// The hint for `o`.
    PageHint,
    /// The hint for `i`.
    ImageHint,
    /// The hint for `q`.
    CloseHint,
    /// The screen is too small.
    TooSmall,
    /// The input is being read.
    ReadingInput,
    /// No article matches the filter.
    NothingFound,
    /// There are no articles.
    NothingToRead,
    /// An article is being loaded.
    Loading,
    /// The title of the help screen.
    HelpTitle,
    /// The title of the list of remarks.
    RemarksTitle,
    /// The title of the list of images.
    ImagesTitle,
    /// The title of the dialog with an address.
    AddressTitle,
    /// No browser could be started.
    NoBrowser,
    /// The title of the dialog that suggests an article.
    OfferTitle,
    /// The text before the most similar article.
    OfferClosest,
    /// The keys of the dialog that suggests an article.
    OfferKeys,
    /// The keys of a dialog.
    CloseKeys,
    /// Standard output is not a terminal.
    NoTerminal,
    /// The terminal supports only lines of text (`TERM=dumb`).
    DumbTerminal,
    /// A path that does not exist.
    NoSuchFile,
    /// The number of a suggestion that does not exist, and how many there are.
    NoRelated(usize, usize),
    /// The number of a link that does not exist, and how many there are.
    NoLink(usize, usize),
    /// Another publisher has the same article.
    ToldElsewhere,
    /// The number of publishers with an article.
    Sources(u16),
    /// The command needs a library.
    OnlyInLibrary,
    /// The number of articles that were marked as read.
    MarkedRead(usize),
    /// All articles were read already.
    AllReadAlready,
    /// The number of articles whose marks were restored.
    Undone(usize),
    /// There is no change to undo.
    NothingToUndo,
    /// The article was added to the library.
    StoryKept,
    /// A search was saved as a list.
    SearchKept(CleanText),
    /// The article is already in the library.
    KeptAlready,
    /// A part of a query that was not understood.
    NotUnderstood(CleanText),
    /// The title of the dialog of lists.
    Lists,
    /// The keys of the dialog of lists.
    ListKeys,
    /// The name of the list of unread articles.
    UnreadStories,
    /// The name of the list of starred articles.
    StarredStories,
    /// The name of a list by section.
    Section(CleanText),
    /// The name of a list by keyword.
    Tagged(CleanText),
    /// The name of a list by publisher.
    Publisher(CleanText),
    /// The name of a list of the feeds in a folder.
    Folder(CleanText),
    /// The name of a list by feed.
    Feed(CleanText),
    /// The name of a saved search.
    SavedSearch(CleanText),
    /// A damaged library was recovered: the path of the damaged file, the number of articles
    /// recovered, and of those of which only the marks were.
    Recovered(CleanText, usize, usize),
    /// The number of articles of a damaged library that may have been read, which is unknown.
    ReadMarksLost(usize),
    /// The result of a refresh.
    Refreshed(CleanText),
    /// A refresh was aborted.
    RefreshStopped,
    /// The article did not come from a feed.
    NoFeed,
    /// The title of the dialog of feeds.
    FeedsTitle,
    /// The keys of the dialog of feeds.
    FeedsKeys,
    /// The title of the dialog of the starter pack.
    StarterTitle,
    /// The keys of the dialog of the starter pack.
    StarterKeys,
    /// The explanation of the starter pack.
    StarterWhy,
    /// The hint for `R` on the first start.
    Welcome,
    /// The number of new articles in a running refresh.
    NewStories(usize),
    /// Nothing was chosen.
    NothingChosen,
    /// The hint for `R`.
    RefreshHint,
    /// The library is empty.
    EmptyLibrary,
    /// The number of the current match, and of all.
    Hit(usize, usize),
    /// The same after the search wrapped past the end of the article.
    HitFromEnd(usize, usize),
    /// The same after the search wrapped past its top.
    HitFromTop(usize, usize),
}

impl Phrase {
    /// Returns the phrase in `language`.
    pub fn say(&self, language: Language) -> Cow<'static, str> {
        match language {
            Language::Hindi => self.in_hindi(),
            Language::English => self.in_english(),
        }
    }
}
