//! What the interface says; each language has a file in which it says it.

mod english;
mod hindi;

use super::{Advice, Language};
use crate::text::clean_text::CleanText;
use std::borrow::Cow;

/// Something that the interface says; what others wrote is in it as [`CleanText`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Phrase {
    /// The kind of a card that stands for a picture.
    Image,
    /// How long a story takes to read, in minutes.
    ReadingMinutes(usize),
    /// The heading above the stories that a story offers.
    RelatedStories,
    /// How many lines of the page are not the story.
    LeftOut(usize),
    /// A remark on the input, as it is.
    Remark(CleanText),
    /// The browser was started.
    Opened(CleanText),
    /// The browser is about to be started.
    Opening(CleanText),
    /// Words are in a buffer of tmux, and on the clipboard as far as tmux puts them there.
    Copied,
    /// Words could not be copied.
    NotCopied,
    /// Words were sent to the terminal for its clipboard.
    SentToClipboard,
    /// The terminal is being measured.
    Measuring,
    /// The terminal was measured: so many answers fit the rules, of so many.
    Measured(usize, usize),
    /// The terminal does not say where its cursor stands.
    NotMeasured,
    /// The terminal shows no pictures.
    NoPrint,
    /// The line to the terminal is too slow for print.
    TooSlowForPrint,
    /// So many letters have no font.
    NoFontFor(usize),
    /// There is no paragraph to copy.
    NoParagraph,
    /// What surrounds the program spoils something.
    Advised(Advice),
    /// There was nothing to say about the input.
    NoRemarks,
    /// There is no other pane on the screen.
    OnePane,
    /// There is no way back.
    NothingBehind,
    /// There is no way forward.
    NothingAhead,
    /// The key needs an open story.
    OpenFirst,
    /// There is nothing to open.
    NoStories,
    /// There is no further link.
    NoMoreLinks,
    /// Nothing in sight can be opened.
    NothingToPick,
    /// All of the page is the story.
    NothingLeftOut,
    /// There is no story after this one.
    LastStory,
    /// More rows of the list are read before what was asked for can be done.
    LoadingRows,
    /// The library marks the rows of a list.
    Marking,
    /// There is no story before this one.
    FirstStory,
    /// What is searched for is not there.
    NoHits,
    /// There is no unread story there.
    NoUnread,
    /// A key that does nothing.
    UnboundKey(CleanText),
    /// A key that does nothing in a box of rows.
    UnboundInBox(CleanText),
    /// What the box is narrowed by fits no row.
    NothingMatches,
    /// The keys of a box while what narrows it is typed.
    NarrowKeys,
    /// The keys of the box of pictures.
    ImagesKeys,
    /// The keys of a box of lines.
    LinesKeys,
    /// A letter that stands on nothing.
    NoSuchLetter,
    /// The article leads nowhere.
    NoLinks,
    /// Nothing is selected.
    SelectFirst,
    /// A related story is not here.
    NotHere(CleanText),
    /// A related story is the open one.
    SameStory,
    /// Something that no browser may be asked to open.
    NotAnAddress(CleanText),
    /// A story without an address.
    NoPage,
    /// A story without images.
    NoImages,
    /// The name of the list of all stories.
    AllStories,
    /// The name of the list of the bundled stories.
    BundledStories,
    /// How many stories are unread.
    Unread(usize),
    /// What the search key does.
    SearchHint,
    /// What the help key does.
    HelpHint,
    /// What the arrows do.
    SelectHint,
    /// What Enter does in a list.
    ReadHint,
    /// What the arrows do in an article.
    ScrollHint,
    /// What Esc does.
    BackHint,
    /// What Tab does in an article.
    LinksHint,
    /// What digits do.
    RelatedHint,
    /// What `o` does.
    PageHint,
    /// What `i` does.
    ImageHint,
    /// What `q` does.
    CloseHint,
    /// The screen is too small for anything else.
    TooSmall,
    /// The input is being read.
    ReadingInput,
    /// The filter fits no story.
    NothingFound,
    /// There are no stories.
    NothingToRead,
    /// An article is being read.
    Loading,
    /// The title of the help screen.
    HelpTitle,
    /// The title of the list of remarks.
    RemarksTitle,
    /// The title of the list of images.
    ImagesTitle,
    /// The title of a box with an address.
    AddressTitle,
    /// No browser could be started.
    NoBrowser,
    /// The title of the box that offers a story.
    OfferTitle,
    /// The sentence before the closest story.
    OfferClosest,
    /// The keys of the box that offers a story.
    OfferKeys,
    /// The keys of a box.
    CloseKeys,
    /// Standard output is not a terminal.
    NoTerminal,
    /// The terminal is one of lines only.
    DumbTerminal,
    /// A path that leads nowhere.
    NoSuchFile,
    /// A related story that is not there, and how many there are.
    NoRelated(usize, usize),
    /// A link that is not there, and how many there are.
    NoLink(usize, usize),
    /// Another publisher tells the same story.
    ToldElsewhere,
    /// How many publishers tell a story.
    Sources(u16),
    /// The key needs a library.
    OnlyInLibrary,
    /// So many stories were marked as read.
    MarkedRead(usize),
    /// There was nothing left to be marked as read.
    AllReadAlready,
    /// The marks of so many stories are as they were.
    Undone(usize),
    /// No mark was changed.
    NothingToUndo,
    /// A story was put into the library.
    StoryKept,
    /// A search was kept as a list.
    SearchKept(CleanText),
    /// The story is in the library.
    KeptAlready,
    /// A part of a question that means nothing.
    NotUnderstood(CleanText),
    /// The title of the box of lists.
    Lists,
    /// The keys of the box of lists.
    ListKeys,
    /// The name of the list of unread stories.
    UnreadStories,
    /// The name of the list of starred stories.
    StarredStories,
    /// The name of a list of one section.
    Section(CleanText),
    /// The name of a list of one keyword.
    Tagged(CleanText),
    /// The name of a list of one publisher.
    Publisher(CleanText),
    /// The name of a list of the feeds of a folder.
    Folder(CleanText),
    /// The name of a list of one feed.
    Feed(CleanText),
    /// The name of a list that is a search.
    SavedSearch(CleanText),
    /// The library was damaged: where the damaged file lies, how many stories were read of it, and of how
    /// many others only the marks.
    Recovered(CleanText, usize, usize),
    /// Damage hides of so many articles whether they were read.
    ReadMarksLost(usize),
    /// What is said of a refresh that ended.
    Refreshed(CleanText),
    /// A refresh was broken off.
    RefreshStopped,
    /// The story came from no feed.
    NoFeed,
    /// The title of the box of feeds.
    FeedsTitle,
    /// The keys of the box of feeds.
    FeedsKeys,
    /// The title of the box of the starter pack.
    StarterTitle,
    /// The keys of the box of the starter pack.
    StarterKeys,
    /// What the starter pack is, and what choosing does.
    StarterWhy,
    /// What `R` does at the first start.
    Welcome,
    /// So many new stories in a refresh that goes on.
    NewStories(usize),
    /// Nothing was chosen.
    NothingChosen,
    /// What `R` does.
    RefreshHint,
    /// There is no story in the library.
    EmptyLibrary,
    /// Which of how many hits the page shows.
    Hit(usize, usize),
    /// The same, where the way forward led past the end of the article.
    HitFromEnd(usize, usize),
    /// The same, where the way back led past its top.
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
