//! Phrases of the interface. Each language has its own file.

mod english;
mod hindi;

use super::{Advice, CallFault, ConfigFault, KeyTable, Language, MarkChange, QueryFault, SortName};
use crate::text::clean_text::CleanText;
use std::borrow::Cow;

/// A phrase of the interface. Text from outside is a [`CleanText`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Phrase {
    /// The label of an image card.
    Image,
    /// The label of the card of a film.
    Video,
    /// The label of the card of sound.
    Audio,
    /// The label of the card of something interactive on another site.
    Embed,
    /// The label of the card of a file.
    File,
    /// The link to the page where readers discuss the article.
    Comments,
    /// The reading time of an article, in minutes.
    ReadingMinutes(usize),
    /// The heading above the suggestions.
    RelatedStories,
    /// The number of lines that were left out of the page, and the keys that show them.
    LeftOut(usize, Option<CleanText>),
    /// A remark on the input, verbatim.
    Remark(CleanText),
    /// The browser was started with this address.
    Opened(CleanText),
    /// The browser is being started with this address.
    Opening(CleanText),
    /// This address is being opened, without what tracked the click.
    OpeningUntracked(CleanText),
    /// Text is in a paste buffer of tmux, which may forward it to the clipboard.
    Copied,
    /// Copying failed.
    NotCopied,
    /// Text was sent to the terminal for its clipboard.
    SentToClipboard,
    /// The terminal is being measured.
    Measuring,
    /// The terminal was measured: the number of answers that the rules explain, and the number of
    /// all answers.
    Measured(usize, usize),
    /// The terminal does not report its cursor position.
    NotMeasured,
    /// The terminal does not support pictures.
    NoPrint,
    /// tmux does not pass pictures on to its terminal.
    NoPrintInTmux,
    /// The terminal has not answered yet whether it supports pictures.
    PrintAwaited,
    /// The terminal supports pictures, but does not report its background.
    PrintNeedsGround,
    /// The terminal did not answer whether it supports pictures.
    PrintUnanswered,
    /// The connection to the terminal is too slow for print: how long a page takes, in ms.
    TooSlowForPrint(u128),
    /// The number of characters without a font.
    NoFontFor(usize),
    /// There is no paragraph to copy.
    NoParagraph,
    /// Advice about the environment.
    Advised(Advice),
    /// There are no remarks on the input.
    NoRemarks,
    /// Only one pane fits on the screen.
    OnePane,
    /// The history has no earlier article.
    NothingBehind,
    /// The history has no later article.
    NothingAhead,
    /// The command needs an open article.
    OpenFirst,
    /// The list is empty.
    NoStories,
    /// There is no further link in this direction.
    NoMoreLinks,
    /// Nothing on the screen can be opened.
    NothingToPick,
    /// Nothing was left out of the page.
    NothingLeftOut,
    /// This is the last article.
    LastStory,
    /// The command runs as soon as the missing rows of the list have been read.
    LoadingRows,
    /// The library is marking the rows of a list.
    Marking,
    /// This is the first article.
    FirstStory,
    /// The search has no match.
    NoHits,
    /// There is no unread article in this direction.
    NoUnread,
    /// The user pressed this key, which has no command.
    UnboundKey(CleanText),
    /// The user pressed these keys, which have a command only in another pane.
    BoundElsewhere(CleanText, KeyTable),
    /// The user pressed this key, which has no command in a dialog of rows.
    UnboundInBox(CleanText),
    /// A key does nothing while a table or code covers the screen.
    UnboundInView(CleanText),
    /// The keys of a table or code that covers the screen.
    KeysInView,
    /// No row of the dialog matches the filter.
    NothingMatches,
    /// The keys of the command line.
    CommandLineKeys,
    /// What is wrong with a line of the command line.
    WrongCall(CallFault),
    /// A part of the query of a range was not understood, so nothing was done.
    RangeNotUnderstood(QueryFault),
    /// A range has no story with a page.
    RangeEmpty,
    /// None of the stories of a range, of which there are this many, has an address.
    RangeWithoutPage(usize),
    /// This number of pages is being opened.
    OpeningPages(usize),
    /// The question whether to open this number of pages.
    OpenPages(usize),
    /// The title of that question.
    ConfirmTitle,
    /// The keys that answer it.
    ConfirmKeys,
    /// The marks of this number of stories changed.
    MarksChanged(MarkChange, usize),
    /// The stories have these marks already.
    MarksAlready(MarkChange),
    /// There are this many stories besides those that are named.
    MoreStories(usize),
    /// Stories are being removed.
    Removing,
    /// This number of stories was removed, and this number of starred ones stays.
    Removed(usize, usize),
    /// Removed stories are being brought back.
    BringingBack,
    /// This number of removed stories is back.
    BroughtBack(usize),
    /// The question whether to remove this number of stories, while this number of starred ones stays.
    RemoveStories(usize, usize),
    /// The title of that question.
    RemoveTitle,
    /// The keys that answer it.
    RemoveKeys,
    /// The list has this order now.
    Sorted(SortName),
    /// No order has this name.
    NoSuchOrder(CleanText),
    /// The list has no words by which some stories are better than others.
    BestNeedsWords,
    /// Read stories are hidden now.
    ReadHidden,
    /// Read stories are shown again.
    ReadShown,
    /// This number of read stories is hidden.
    HiddenStories(usize),
    /// The command works only while the list has the keys.
    OnlyInList,
    /// A setting has this value.
    SettingIs(&'static str, CleanText),
    /// A setting changed to this value.
    SettingSet(&'static str, CleanText),
    /// The theme of this name is in force from now on.
    ThemeSet(CleanText),
    /// What is wrong with the name or value of a setting.
    WrongSetting(ConfigFault),
    /// The setting counts only from the start of the program.
    SettingAtStart(&'static str),
    /// The number of faults in the configuration, and the first.
    ConfigurationFaults(usize, CleanText),
    /// The configuration was read again; these settings changed, and these will at the next start.
    ConfigurationRead(Vec<&'static str>, Vec<&'static str>),
    /// `:set` needs the name of a setting.
    NoSetting,
    /// This number of sequences go on with a key.
    MoreKeys(usize),
    /// Esc forgets the keys of a sequence.
    EscCancels,
    /// The keys that work while a filter is typed in a dialog.
    NarrowKeys,
    /// The keys that work in the dialog of images.
    ImagesKeys,
    /// The keys that work in a dialog of lines.
    LinesKeys,
    /// The user typed a letter that labels nothing.
    NoSuchLetter,
    /// The article has no links.
    NoLinks,
    /// Nothing is selected.
    SelectFirst,
    /// The suggested article with this title is not available here.
    NotHere(CleanText),
    /// The suggested article is the one that is already open.
    SameStory,
    /// This address must not be opened in a browser.
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
    /// The hint on a card for the key that opens its image.
    OpensImage(CleanText),
    /// The hint for Enter on a table or code.
    EnlargeHint,
    /// The hint for the key that copies.
    CopyHint,
    /// The hint for Esc.
    BackHint,
    /// The hint for Tab in an article.
    LinksHint,
    /// The hint for the digit keys, which open suggestions.
    RelatedHint,
    /// The hint for the `o` key.
    PageHint,
    /// The hint for the `i` key.
    ImageHint,
    /// The hint for the `q` key.
    CloseHint,
    /// The hint for the key that takes the filter away.
    WholeListHint,
    /// The hint for Esc while a search is active in the article.
    EndSearchHint,
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
    /// The title of the dialog that shows an address.
    AddressTitle,
    /// No browser could be started.
    NoBrowser,
    /// The title of the dialog that offers a similar article.
    OfferTitle,
    /// The text above the most similar article.
    OfferClosest,
    /// The keys that work in the dialog that offers a similar article.
    OfferKeys,
    /// The keys that work in a dialog which can only be closed.
    CloseKeys,
    /// Standard output is not a terminal.
    NoTerminal,
    /// The terminal supports only lines of text (`TERM=dumb`).
    DumbTerminal,
    /// This path does not exist.
    NoSuchFile,
    /// There is no suggestion with this number: the number, and how many suggestions there are.
    NoRelated(usize, usize),
    /// There is no link with this number: the number, and how many links there are.
    NoLink(usize, usize),
    /// Another publisher has the same article.
    ToldElsewhere,
    /// The number of publishers with an article.
    Sources(u16),
    /// The command needs a library.
    OnlyInLibrary,
    /// The command searches a library; without one, it filters the list.
    FiltersInstead,
    /// This number of articles was marked as read.
    MarkedRead(usize),
    /// All articles had already been read.
    AllReadAlready,
    /// Marks were restored on this number of articles.
    Undone(usize),
    /// There is no change that can be undone.
    NothingToUndo,
    /// The article was added to the library.
    StoryKept,
    /// The search was saved as a list with this name.
    SearchKept(CleanText),
    /// The article is already in the library.
    KeptAlready,
    /// The saved search with this name was removed.
    SearchForgotten(CleanText),
    /// The saved search has this name now.
    SearchRenamed(CleanText),
    /// The saved search has this place among the others now.
    SearchMoved(usize),
    /// This is no place among the saved searches.
    NoSuchPlace(CleanText),
    /// The list is not a saved search.
    NotKept,
    /// This part of a query was not understood, and the others count.
    NotUnderstood(QueryFault),
    /// This part of a query was not understood, and there is no other.
    NothingUnderstood(QueryFault),
    /// No story has all words of the search; these have some.
    OnlySomeWords,
    /// The title of the dialog of lists.
    Lists,
    /// The keys that work in the dialog of lists if none is a saved search.
    ListKeys,
    /// The keys that work in the dialog of lists, also those for saved searches.
    SavedListKeys,
    /// The name of the list of unread articles.
    UnreadStories,
    /// The name of the list of starred articles.
    StarredStories,
    /// The name of the list for a section.
    Section(CleanText),
    /// The name of the list for a keyword.
    Tagged(CleanText),
    /// The name of the list for a publisher.
    Publisher(CleanText),
    /// The name of the list for a folder of feeds.
    Folder(CleanText),
    /// The name of the list for a feed.
    Feed(CleanText),
    /// The name of the list for an account.
    Account(CleanText),
    /// The name of a saved search.
    SavedSearch(CleanText),
    /// A damaged library was recovered: the path of the damaged file, the number of articles
    /// recovered, and the number of articles of which only the marks were recovered.
    Recovered(CleanText, usize, usize),
    /// A damaged library does not say whether this number of articles has been read.
    ReadMarksLost(usize),
    /// A refresh ended with this result.
    Refreshed(CleanText),
    /// A refresh was aborted.
    RefreshStopped,
    /// The article did not come from a feed.
    NoFeed,
    /// The title of the dialog of feeds.
    FeedsTitle,
    /// The keys that work in the dialog of feeds.
    FeedsKeys,
    /// A feed was removed, as this sentence says.
    FeedRemoved(CleanText),
    /// No feed is followed.
    NoFeedsYet,
    /// The keys of the dialog of one feed.
    FeedKeys,
    /// The label of a feed's name.
    FeedTitle,
    /// The label of a feed's folder.
    FeedFolder,
    /// The label of when a feed's pages are fetched.
    FeedPages,
    /// The label of a feed's address.
    FeedAddress,
    /// The pages of a feed's stories are never fetched.
    PagesNever,
    /// The page of a story is fetched when it is opened.
    PagesOnOpen,
    /// The pages of stories are fetched when they arrive.
    PagesAlways,
    /// The title of the dialog of the feeds that a page names.
    FeedOffersTitle,
    /// The keys of that dialog.
    FeedOffersKeys,
    /// The keys that work while the text of a row is edited.
    InputKeys,
    /// The feed at this address is being looked for.
    LookingForFeed(CleanText),
    /// The command works in the dialog of feeds.
    InFeedsOnly,
    /// The title of the dialog of the starter pack.
    StarterTitle,
    /// The keys that work in the dialog of the starter pack.
    StarterKeys,
    /// The explanation of what the starter pack is.
    StarterWhy,
    /// The hint for the `R` key on the first start.
    Welcome,
    /// The number of new articles in a running refresh.
    NewStories(usize),
    /// The user confirmed the dialog without choosing a group.
    NothingChosen,
    /// The hint for the `R` key.
    RefreshHint,
    /// The library is empty.
    EmptyLibrary,
    /// The number of the current match, and the number of all matches.
    Hit(usize, usize),
    /// The number of the current match and of all, after the search wrapped past the end of the
    /// article.
    HitFromEnd(usize, usize),
    /// The number of the current match and of all, after the search wrapped past the top of the
    /// article.
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
