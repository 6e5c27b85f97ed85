//! The phrases in English.

use super::Phrase;
use crate::words::number::{counted_in_english as counted, thousands as grouped};
use crate::words::{Language, MarkChange};
use std::borrow::Cow;

impl Phrase {
    #[expect(clippy::too_many_lines, reason = "a table")]
    pub(super) fn in_english(&self) -> Cow<'static, str> {
        match self {
            Self::Image => "image".into(),
            Self::Video => "video".into(),
            Self::Audio => "audio".into(),
            Self::Embed => "embedded".into(),
            Self::File => "file".into(),
            Self::Comments => "Comments".into(),
            Self::ReadingMinutes(minutes) => format!("{minutes} min read").into(),
            Self::RelatedStories => "Related stories".into(),
            Self::LeftOut(count, keys) => {
                let lines = counted(*count, "line of the page was", "lines of the page were");
                let keys = keys.as_ref().map(|keys| format!(" ({keys})"));
                format!("{lines} not the story{}", keys.unwrap_or_default()).into()
            }
            Self::Remark(a) => a.to_string().into(),
            Self::Opened(a) => format!("opened in the browser: {a}").into(),
            Self::Opening(a) => format!("opening in the browser: {a}").into(),
            Self::OpeningUntracked(a) => {
                format!("opening without tracking (⟦open-original⟧ with it): {a}").into()
            }
            Self::Copied => "copied to tmux, and to the clipboard if the terminal allows it".into(),
            Self::NotCopied => "copying failed: the terminal could not be reached".into(),
            Self::SentToClipboard => "sent to the terminal's clipboard".into(),
            Self::Measuring => "measuring the terminal".into(),
            Self::Measured(a, b) => format!("measured: {a} of {b} letters match the rules").into(),
            Self::NoPrint => {
                "this terminal cannot show pictures, so print is not available (newsreader doctor)".into()
            }
            Self::NoPrintInTmux => {
                "tmux passes no pictures on, so there is no print (newsreader doctor)".into()
            }
            Self::PrintAwaited => {
                "the line is slow: print begins as soon as the terminal answers".into()
            }
            Self::PrintNeedsGround => {
                "is the background dark or light? :set theme dark, or light, and print begins".into()
            }
            Self::PrintUnanswered => {
                "the terminal did not answer; ⟦measure-widths⟧ asks again, --print kitty or sixel needs no answer"
                    .into()
            }
            Self::TooSlowForPrint(a) => {
                format!("the line is slow ({a} ms a page), so print is off; ⟦toggle-print⟧ turns it on again")
                    .into()
            }
            Self::NoFontFor(n) => {
                format!("no font has {n} of these letters; their words stay in the terminal's own").into()
            }
            Self::NoParagraph => "no paragraph here; ⟦open⟧ opens a story".into(),
            Self::NotMeasured => {
                "the terminal did not answer; widths are guessed from its name".into()
            }
            Self::Advised(advice) => advice.say(Language::English).into(),
            Self::NoRemarks => "nothing was said yet".into(),
            Self::OnePane => "one pane at a time at this width; ⟦open⟧ opens a story".into(),
            Self::NothingBehind => "no earlier story; ⟦close⟧ quits".into(),
            Self::NothingAhead => "no later story".into(),
            Self::OpenFirst => "open a story first with ⟦open⟧".into(),
            Self::NoStories => "there are no stories".into(),
            Self::NoMoreLinks => "there are no more links".into(),
            Self::NothingToPick => "nothing on the screen can be opened".into(),
            Self::NothingLeftOut => "nothing was left out of the page".into(),
            Self::LastStory => "this is the last story".into(),
            Self::LoadingRows => "loading more of the list …".into(),
            Self::Marking => "marking all of the list as read …".into(),
            Self::FirstStory => "this is the first story".into(),
            Self::NoHits => "no matches".into(),
            Self::MarksAlready(change) => match change {
                MarkChange::Read => "read already".into(),
                MarkChange::Unread => "unread already".into(),
                MarkChange::Star => "starred already".into(),
                MarkChange::Unstar => "not starred".into(),
            },
            Self::Removing => "removing …".into(),
            Self::Removed(0, 0) => "no story was found, so none was removed".into(),
            Self::Removed(0, kept) => {
                let kept = counted(*kept, "starred story stays", "starred stories stay");
                format!("nothing was removed: {kept}").into()
            }
            Self::Removed(count, kept) => {
                let kept = match kept {
                    0 => String::new(),
                    kept => format!(", {} starred stay", grouped(*kept)),
                };
                let count = counted(*count, "story", "stories");
                format!("{count} removed{kept}; ⟦undo⟧ brings back").into()
            }
            Self::BringingBack => "bringing them back …".into(),
            Self::BroughtBack(count) => {
                format!("{} back", counted(*count, "story is", "stories are")).into()
            }
            Self::RemoveStories(count, kept) => {
                let kept = match kept {
                    0 => String::new(),
                    kept => format!(" {} starred stay.", grouped(*kept)),
                };
                let count = counted(*count, "story", "stories");
                format!("Remove {count} from the library?{kept}").into()
            }
            Self::MoreStories(count) => format!("and {} more", grouped(*count)).into(),
            Self::RemoveTitle => "remove stories".into(),
            Self::RemoveKeys => "⟦open⟧ removes them   ⟦back⟧ keeps them".into(),
            Self::Sorted(order) => order.say(Language::English).into(),
            Self::NoSuchOrder(a) => {
                format!("“{a}” is no order: newest, oldest, best, source or length").into()
            }
            Self::BestNeedsWords => "only a search for words has best stories".into(),
            Self::ReadHidden => "read stories are hidden; ⟦hide-read⟧ shows them".into(),
            Self::ReadShown => "read stories are shown".into(),
            Self::HiddenStories(count) => format!("{} hidden", grouped(*count)).into(),
            Self::OnlyInList => "this works in the list; ⟦back⟧ leads there".into(),
            Self::NoUnread => "no unread story in this direction".into(),
            Self::UnboundKey(a) => format!("{a} does nothing here; ⟦help⟧ lists the keys").into(),
            Self::BoundElsewhere(a, table) => {
                format!("{a} works only {}; ⟦help⟧ lists the keys", table.say(Language::English)).into()
            }
            Self::UnboundInBox(a) => format!("{a} does nothing in this dialog; ⟦search⟧ filters it").into(),
            Self::NothingMatches => "no matches; ⟦back⟧ shows all".into(),
            Self::MoreKeys(count) => format!("… {count} more").into(),
            Self::CommandLineKeys => "Tab completes   ↑ earlier   Enter runs   Esc leaves".into(),
            Self::WrongCall(fault) => fault.say(Language::English).into(),
            Self::RangeNotUnderstood(fault) => {
                format!("nothing was done: {}", fault.why(Language::English)).into()
            }
            Self::RangeWithoutPage(count) => {
                format!("{} found, but none has an address", counted(*count, "story", "stories")).into()
            }
            Self::RangeEmpty => "no story was found".into(),
            Self::OpeningPages(count) => {
                format!("opening {}", counted(*count, "page", "pages")).into()
            }
            Self::OpenPages(count) => {
                format!("Open {} in the browser?", counted(*count, "page", "pages")).into()
            }
            Self::ConfirmTitle => "many pages".into(),
            Self::ConfirmKeys => "⟦open⟧ opens them   ⟦back⟧ none".into(),
            Self::MarksChanged(change, count) => {
                change.say(&counted(*count, "story", "stories"), Language::English).into()
            }
            Self::SettingIs(name, value) => format!("{name} = {value}").into(),
            Self::SettingSet(name, value) => format!("{name} = {value} from now on, in this run").into(),
            Self::ThemeSet(name) => format!("theme = \"{name}\" in this run; this line in config.toml keeps it").into(),
            Self::WrongSetting(fault) => fault.say(Language::English).into(),
            Self::SettingAtStart(name) => {
                format!("{name} counts from the start of the program; set it in config.toml").into()
            }
            Self::ConfigurationFaults(count, first) => {
                format!("{count} faults in the configuration (⟦messages⟧ lists them): {first}").into()
            }
            Self::ConfigurationRead(changed, later) => {
                let changed = match changed.as_slice() {
                    [] => "the configuration was read again".to_owned(),
                    changed => format!("read again: {}", changed.join(", ")),
                };
                match later.as_slice() {
                    [] => changed.into(),
                    later => format!("{changed}; from the next start: {}", later.join(", ")).into(),
                }
            }
            Self::NoSetting => "which setting? as in :set measure 72; Tab lists them".into(),
            Self::EscCancels => "Esc cancels".into(),
            Self::NarrowKeys => "Enter applies   Esc shows all".into(),
            Self::ImagesKeys => "⟦open⟧ opens   ⟦search⟧ filters   ⟦back⟧ back".into(),
            Self::LinesKeys => "⟦search⟧ filters   ⟦back⟧ closes".into(),
            Self::NoSuchLetter => "no link has that letter".into(),
            Self::NoLinks => "this article has no links".into(),
            Self::SelectFirst => "select a link first with ⟦next-stop⟧".into(),
            Self::NotHere(a) => format!("that story is not here: {a}").into(),
            Self::SameStory => "that story is already open".into(),
            Self::NotAnAddress(a) => format!("not a web address: {a}").into(),
            Self::NoPage => "this story has no address".into(),
            Self::NoImages => "this story has no images".into(),
            Self::AllStories => "all stories".into(),
            Self::BundledStories => "bundled stories".into(),
            Self::Unread(a) => format!("{} unread", grouped(*a)).into(),
            Self::SearchHint => "search".into(),
            Self::HelpHint => "help".into(),
            Self::SelectHint => "select".into(),
            Self::ReadHint => "read".into(),
            Self::UnboundInView(a) => format!("{a} does nothing here; ⟦back⟧ goes back").into(),
            Self::KeysInView => "←→ columns, ⟦top⟧ ⟦bottom⟧ ends, ⟦next-hit-or-unread⟧ ⟦previous-hit⟧ hits, 20↓ counts".into(),
            Self::ScrollHint => "scroll".into(),
            Self::OpensImage(a) => format!("{a} opens it").into(),
            Self::EnlargeHint => "enlarge".into(),
            Self::CopyHint => "copy".into(),
            Self::BackHint => "back".into(),
            Self::LinksHint => "links".into(),
            Self::RelatedHint => "related".into(),
            Self::PageHint => "page".into(),
            Self::ImageHint => "image".into(),
            Self::CloseHint => "quit".into(),
            Self::WholeListHint => "whole list".into(),
            Self::EndSearchHint => "end search".into(),
            Self::TooSmall => "terminal too small".into(),
            Self::ReadingInput => "reading".into(),
            Self::NothingFound => "no stories found; ⟦back⟧ shows all".into(),
            Self::NothingToRead => "there is nothing to read; ⟦close⟧ quits".into(),
            Self::Loading => "loading the article …".into(),
            Self::HelpTitle => "keys".into(),
            Self::RemarksTitle => "messages".into(),
            Self::ImagesTitle => "images".into(),
            Self::AddressTitle => "address".into(),
            Self::NoBrowser => "no browser could be started; ⟦copy⟧ copies the address".into(),
            Self::OfferTitle => "that story is not here".into(),
            Self::OfferClosest => "the closest story here:".into(),
            Self::OfferKeys => "⟦open⟧ read   ⟦back⟧ back".into(),
            Self::NoTerminal => {
                "standard output is not a terminal; try: newsreader show PATH".into()
            }
            Self::DumbTerminal => "this terminal (TERM=dumb) shows lines only; try: newsreader show PATH".into(),
            Self::NoSuchFile => {
                "no such file, and no such command; newsreader --help lists the commands".into()
            },
            Self::CloseKeys => "⟦back⟧ closes".into(),
            Self::NoRelated(_, 0) => "this story has no related stories".into(),
            Self::NoRelated(a, 1) => format!("there is no related story {a}; there is only 1").into(),
            Self::NoRelated(a, b) => format!("there is no related story {a}; there are {b}").into(),
            Self::NoLink(_, 0) => "this article has no links".into(),
            Self::NoLink(a, 1) => format!("there is no link {a}; there is only 1").into(),
            Self::NoLink(a, b) => format!("there is no link {a}; there are {b}").into(),
            Self::ToldElsewhere => "the same story from another source".into(),
            Self::Sources(count) => format!("{count} sources").into(),
            Self::OnlyInLibrary => {
                "this needs a library: start newsreader without a path, or keep stories with ⟦keep⟧".into()
            }
            Self::FiltersInstead => "no library: this only filters the list".into(),
            Self::MarkedRead(count) => {
                let stories = counted(*count, "story", "stories");
                format!("{stories} marked read; ⟦undo⟧ undoes it").into()
            }
            Self::AllReadAlready => "all were read already".into(),
            Self::Undone(count) => {
                counted(*count, "story restored", "stories restored").into()
            }
            Self::NothingToUndo => "there is nothing to undo".into(),
            Self::StoryKept => "the story is in your library".into(),
            Self::SearchKept(query) => format!("saved to your lists (⟦lists⟧): {query}").into(),
            Self::SearchForgotten(name) => {
                format!("no longer among your lists: {name}; ⟦undo⟧ brings it back").into()
            }
            Self::SearchRenamed(name) => format!("renamed: {name}").into(),
            Self::SearchMoved(place) => format!("now number {place} of your searches").into(),
            Self::NoSuchPlace(a) => format!("“{a}” is no number of a place, such as 1").into(),
            Self::NotKept => "only a kept search has a name and a place; ⟦keep⟧ keeps one".into(),
            Self::KeptAlready => "the story is in your library already".into(),
            Self::NotUnderstood(fault) => fault.say(Language::English).into(),
            Self::NothingUnderstood(fault) => fault.why(Language::English).into(),
            Self::OnlySomeWords => "no story has all of these words; these have some".into(),
            Self::Lists => "lists".into(),
            Self::ListKeys => "⟦open⟧ shows   ⟦search⟧ filters   ⟦undo⟧ undo   ⟦back⟧ back".into(),
            Self::SavedListKeys => "⟦open⟧ shows   ⟦search⟧ filters   ⟦edit-feed⟧ names   ⟦remove-feed⟧ removes   ⟦next-story⟧ ⟦previous-story⟧ move   ⟦undo⟧ undo   ⟦back⟧ back".into(),
            Self::UnreadStories => "unread stories".into(),
            Self::StarredStories => "starred stories".into(),
            Self::Section(name) => format!("section: {name}").into(),
            Self::Tagged(name) => format!("keyword: {name}").into(),
            Self::Publisher(name) => format!("source: {name}").into(),
            Self::Folder(name) => format!("folder: {name}").into(),
            Self::Feed(name) => format!("feed: {name}").into(),
            Self::Account(name) => format!("account: {name}").into(),
            Self::SavedSearch(query) => format!("search: {query}").into(),
            Self::Recovered(aside, stories, 0) => format!(
                "the library was damaged; {} saved, the old file is {aside}",
                counted(*stories, "story was", "stories were")
            )
            .into(),
            Self::Recovered(aside, stories, awaited) => format!(
                "the library was damaged; {} saved, and the marks of {} for when they come again; the old file is {aside}",
                counted(*stories, "story was", "stories were"),
                counted(*awaited, "other", "others")
            )
            .into(),
            Self::ReadMarksLost(count) => format!(
                "because of the damage it is unknown whether you had read {}; some may be unread again",
                counted(*count, "story", "stories")
            )
            .into(),
            Self::Refreshed(said) => said.to_string().into(),
            Self::RefreshStopped => "stopped; what had arrived is in the library".into(),
            Self::NoFeed => "this story is from no feed; ⟦refresh-all⟧ fetches all feeds".into(),
            Self::FeedsTitle => "feeds".into(),
            Self::FeedsKeys => "⟦open⟧ stories   ⟦add-feed⟧ add   ⟦edit-feed⟧ edit   ⟦remove-feed⟧ remove   ⟦refresh⟧ fetch   ⟦topics⟧ topics   ⟦undo⟧ undo   ⟦back⟧ back".into(),
            Self::FeedRemoved(said) => format!("{said}; ⟦undo⟧ takes that back").into(),
            Self::NoFeedsYet => "no feeds: ⟦add-feed⟧ adds one, ⟦topics⟧ offers topics".into(),
            Self::FeedKeys => "⟦open⟧ edit   ⟦back⟧ back to the feeds".into(),
            Self::FeedTitle => "Name".into(),
            Self::FeedFolder => "Folder".into(),
            Self::FeedPages => "Full text".into(),
            Self::FeedAddress => "Address".into(),
            Self::PagesNever => "never: as the feed gives it".into(),
            Self::PagesOnOpen => "when a story is opened".into(),
            Self::PagesAlways => "when a story arrives, to be read offline".into(),
            Self::FeedOffersTitle => "feeds of this page".into(),
            Self::FeedOffersKeys => "⟦open⟧ follow   ⟦search⟧ narrow   ⟦back⟧ cancel".into(),
            Self::InputKeys => "Enter keeps   Esc leaves it as it was".into(),
            Self::LookingForFeed(a) => format!("looking for the feed of {a} …").into(),
            Self::InFeedsOnly => "this works in the list of feeds: ⟦feeds⟧".into(),
            Self::StarterTitle => "whose news do you want?".into(),
            Self::StarterKeys => "⟦page-down⟧ chooses   ⟦open⟧ fetches   ⟦search⟧ narrows   ⟦back⟧ back".into(),
            Self::StarterWhy => "The feeds of the groups that you choose are followed, and their stories fetched whole. Nothing is fetched before you choose.".into(),
            Self::Welcome => "add news".into(),
            Self::NewStories(count) => format!("{} new", grouped(*count)).into(),
            Self::NothingChosen => "no group is chosen; ⟦page-down⟧ chooses".into(),
            Self::RefreshHint => "refresh".into(),
            Self::EmptyLibrary => "there is no story in your library yet; ⟦refresh-all⟧ fetches today's".into(),
            Self::Hit(a, b) => format!("hit {a} of {b}").into(),
            Self::HitFromEnd(a, b) => format!("hit {a} of {b}, past the end and on from the top").into(),
            Self::HitFromTop(a, b) => format!("hit {a} of {b}, past the top and on from the end").into(),
        }
    }
}
