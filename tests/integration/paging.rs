//! Lists of a library that are longer than what is in memory: they go on to their end, their counts are
//! right, and commands that mark rows mark all of them.

use crate::support::{Reader, noon};
use newsreader::app::library::{Answers, ListCount, ListPage, ListView, Totals};
use newsreader::app::{Answer, Effect, Message};
use newsreader::article::{Article, ArticleId, Block, Listing, PageStart, RichText, Source};
use newsreader::search::{Condition, LibraryQuery, SortOrder};
use newsreader::store::{Order, ReadRanges, Store};
use std::collections::HashMap;

/// The rows in memory at the start, and in each page after it.
const FIRST: usize = 200;
const PAGE: usize = 100;

/// The app over a library that answers at once.
struct Library {
    reader: Reader,
    store: Store,
    changes: HashMap<u64, ReadRanges>,
    /// Pages that were requested.
    pages: usize,
    _folder: tempfile::TempDir,
}

/// The query of a list as it is looked at.
fn asked(query: &str, view: ListView) -> LibraryQuery {
    let mut asked = LibraryQuery::new(query);
    asked.sort = view.sort.or(asked.sort);
    if view.hides_read {
        asked.with(Condition::Unread(true))
    } else {
        asked
    }
}

/// Articles, the newest first; every third is of the second publisher.
fn stories(count: usize) -> Vec<Article> {
    let story = |number: usize| Article {
        headline: format!("ख़बर {number}"),
        published: Some(noon() - chrono::Duration::hours(i64::try_from(number).unwrap())),
        source: Some(Source {
            name: if number.is_multiple_of(3) {
                "दूसरा"
            } else {
                "पहला"
            }
            .to_owned(),
            url: None,
        }),
        ..Article::default()
    };
    (0..count)
        .map(|number| story(number).identified())
        .collect()
}

impl Library {
    fn of(count: usize) -> Self {
        Self::with(stories(count))
    }

    fn with(stories: Vec<Article>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(&folder.path().join("library.db")).unwrap();
        // The oldest first, as an import does.
        let oldest_first: Vec<Article> = stories.iter().rev().cloned().collect();
        store.put(&oldest_first).unwrap();
        let mut reader = Reader::of_library(80, 24, stories);
        let mut listings = Vec::new();
        store
            .listings(&LibraryQuery::default(), FIRST, |listing| {
                listings.push(listing);
                true
            })
            .unwrap();
        let last = listings.last().map(|listing: &Listing| listing.id);
        reader.send(Message::Answered(Answer::Arrived(listings)));
        let mut library = Self {
            reader,
            store,
            changes: HashMap::new(),
            pages: 0,
            _folder: folder,
        };
        let counted = library.count(String::new(), (last, FIRST), ListView::default());
        library.answer(counted);
        library
    }

    fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            self.reader.press(key);
            self.serve();
        }
        self
    }

    /// Chooses a list by its query.
    fn choose(&mut self, query: &str) -> &mut Self {
        self.reader.press("&");
        for c in query.chars() {
            let key = newsreader::key::Key::char(c);
            let message = self.reader.model.message_of(key);
            self.reader.send(message);
        }
        self.press("Enter")
    }

    fn answer(&mut self, answer: Answer) {
        self.reader.send(Message::Answered(answer));
        self.serve();
    }

    /// Answers all requests.
    fn serve(&mut self) {
        while !self.reader.effects.is_empty() {
            for effect in std::mem::take(&mut self.reader.effects) {
                if let Some(answer) = self.perform(effect) {
                    self.reader.send(Message::Answered(answer));
                }
            }
        }
    }

    #[expect(clippy::too_many_lines, reason = "a table: an arm for each effect")]
    fn perform(&mut self, effect: Effect) -> Option<Answer> {
        Some(match effect {
            Effect::Search {
                question,
                generation,
                view,
            } => {
                let asked = asked(&question, view);
                let rows = self
                    .store
                    .answers(&asked, Order::Best, PageStart::First, PAGE);
                let rows = rows.unwrap();
                Answer::Found {
                    generation,
                    answers: Answers {
                        question,
                        view,
                        listings: rows.listings,
                        is_whole: rows.is_end,
                        is_partial: rows.is_partial,
                    },
                }
            }
            Effect::LoadRows { query, start, view } => {
                self.pages += 1;
                let asked = asked(&query, view);
                let rows = self
                    .store
                    .answers(&asked, Order::Best, start, PAGE)
                    .unwrap();
                Answer::Rows(ListPage {
                    query,
                    view,
                    start,
                    listings: rows.listings,
                    is_end: rows.is_end,
                    above: rows.above,
                    found: rows.found,
                })
            }
            Effect::CountRows {
                query,
                last,
                held,
                view,
            } => self.count(query, (last, held), view),
            Effect::SaveView(query, view) => {
                let ListView { sort, hides_read } = view;
                self.store.set_list_view(&query, sort, hides_read).unwrap();
                return None;
            }
            Effect::SetMarks(marks) => {
                self.store.set_marks(&marks).unwrap();
                return None;
            }
            Effect::LoadMarks(ids) => Answer::Marked(self.store.marks_of(&ids).unwrap()),
            Effect::MarkRead {
                change,
                query,
                part,
                view,
            } => {
                let query = asked(&query, view);
                let read = self.store.mark_read(&query, part).unwrap();
                self.changes.insert(change, read.ranges);
                Answer::MarkedRead(change, read.rows)
            }
            Effect::UndoRead(change) => {
                let ranges = self.changes.remove(&change).unwrap();
                self.store.mark_unread(&ranges).unwrap();
                Answer::MarksChanged
            }
            _ => return None,
        })
    }

    fn count(
        &self,
        query: String,
        (last, held): (Option<ArticleId>, usize),
        view: ListView,
    ) -> Answer {
        let asked = asked(&query, view);
        let below = match last.filter(|_| !asked.is_ranked()) {
            Some(last) => Some(self.store.count_below(&asked, last).unwrap()),
            None => {
                let all = self.store.count_answers(&asked, Order::Best).unwrap();
                all.map(|all| all.saturating_sub(held))
            }
        };
        let (articles, unread) = self.store.totals().unwrap();
        let totals = query.is_empty().then_some(Totals { articles, unread });
        let all = asked.clone().without_read_marks();
        let count = |query| self.store.count_in_order(query).unwrap();
        let hidden = view.hides_read.then(|| count(&all) - count(&asked));
        Answer::Counted(ListCount {
            query,
            view,
            last,
            hidden,
            below,
            totals,
        })
    }

    fn unread_in_store(&self) -> usize {
        self.store.totals().unwrap().1
    }

    fn selected(&self) -> &str {
        self.reader.selected_story()
    }

    /// The number of the selected row and of all rows, as the status line shows them.
    fn place(&self) -> (usize, usize) {
        let (rows, may_have_more) = self.reader.model.row_count();
        assert!(!may_have_more, "counted");
        (self.reader.model.selected_row(), rows)
    }

    /// Goes down the list to its end and returns every headline that was selected.
    fn walk(&mut self) -> Vec<String> {
        let mut headlines = vec![self.selected().to_owned()];
        loop {
            self.press("j");
            if headlines.last().is_some_and(|last| last == self.selected()) {
                return headlines;
            }
            headlines.push(self.selected().to_owned());
        }
    }
}

#[test]
fn every_list_goes_on_to_its_end_with_each_article_once() {
    // If the last page is full, an empty one follows.
    for count in [FIRST + PAGE, FIRST + PAGE + 1, FIRST] {
        let mut library = Library::of(count);
        assert_eq!(library.place(), (1, count));
        let all = library.walk();
        let expected: Vec<String> = (0..count).map(|number| format!("ख़बर {number}")).collect();
        assert_eq!(all, expected);
        library.choose("is:unread");
        assert_eq!(library.place(), (1, count));
        assert_eq!(library.walk(), expected);
    }
}

#[test]
fn reading_articles_of_the_unread_list_skips_no_other() {
    let mut library = Library::of(350);
    library.choose("is:unread");
    let mut headlines = Vec::new();
    loop {
        headlines.push(library.selected().to_owned());
        library.press("m j");
        if headlines
            .last()
            .is_some_and(|last| last == library.selected())
        {
            break;
        }
    }
    assert_eq!(headlines.len(), 350);
    assert_eq!(library.unread_in_store(), 0);
    assert_eq!(library.place(), (350, 350), "what is shown stays");
}

#[test]
fn g_jumps_to_the_last_row_and_loads_the_rows_above_it() {
    let mut library = Library::of(2_000);
    library.press("G");
    assert_eq!(library.selected(), "ख़बर 1999");
    assert_eq!(library.place(), (2_000, 2_000));
    assert!(library.pages <= 3, "{} pages", library.pages);
    for _ in 0..450 {
        library.press("k");
    }
    assert_eq!(library.selected(), "ख़बर 1549");
    assert_eq!(library.place(), (1_550, 2_000));
    library.press("g");
    assert_eq!(library.selected(), "ख़बर 0");
    assert_eq!(library.place(), (1, 2_000));
    library.press("j");
    assert_eq!(library.selected(), "ख़बर 1");
}

#[test]
fn all_of_a_list_is_marked_also_beyond_the_rows_in_memory() {
    for count in [1_000, 1_001] {
        let mut library = Library::of(count);
        library.press("A");
        assert_eq!(library.unread_in_store(), 0);
        assert_eq!(library.reader.model.unread(), 0);
        assert!(library.reader.screen().contains("पढ़ी हुईं"));
        library.press("u");
        assert_eq!(library.unread_in_store(), count);
        assert_eq!(library.reader.model.unread(), count);
        assert!(
            !library
                .reader
                .model
                .list
                .is_read(library.reader.model.list.ends().unwrap().0)
        );
    }
}

#[test]
fn marking_the_list_of_one_publisher_marks_no_other_article() {
    let mut library = Library::of(900);
    library.choose("source:दूसरा");
    assert_eq!(library.place(), (1, 300));
    library.press("A");
    assert_eq!(library.unread_in_store(), 600);
    library.press("u");
    assert_eq!(library.unread_in_store(), 900);
}

#[test]
fn rows_above_and_below_are_marked_to_the_ends_of_the_list() {
    let mut library = Library::of(1_000);
    for _ in 0..9 {
        library.press("j");
    }
    library.press(">");
    assert_eq!(library.unread_in_store(), 10);
    library.press("u G");
    assert_eq!(library.unread_in_store(), 1_000);
    library.press("k <");
    assert_eq!(library.unread_in_store(), 2);
}

#[test]
fn the_next_unread_article_is_found_beyond_the_rows_in_memory() {
    let mut library = Library::of(3_000);
    library.press("G k m g A u");
    assert_eq!(library.unread_in_store(), 2_999);
    // All but the second to last article are read.
    library.press("A G k m g");
    assert_eq!(library.unread_in_store(), 1);
    let before = library.pages;
    library.press("n");
    assert_eq!(library.selected(), "ख़बर 2998");
    assert!(library.pages - before <= 3);
    library.press("n");
    assert_eq!(library.selected(), "ख़बर 2998", "there is no other");
}

#[test]
fn a_filter_reads_the_whole_list() {
    let mut library = Library::of(1_000);
    library.press("/999");
    assert_eq!(library.selected(), "ख़बर 999");
    library.press("Enter Esc G /3");
    assert_eq!(library.reader.model.list.len(), 271);
}

#[test]
fn answers_to_words_go_on_after_the_ranked_ones() {
    let mut library = Library::of(1_000);
    library.choose("ख़बर");
    assert_eq!(library.place(), (1, 1_000));
    let mut headlines = library.walk();
    assert_eq!(headlines.len(), 1_000);
    headlines.sort();
    headlines.dedup();
    assert_eq!(headlines.len(), 1_000, "each once");
    library.press("g A");
    assert_eq!(library.unread_in_store(), 0);
}

#[test]
fn g_jumps_to_the_last_answer_to_words() {
    let mut library = Library::of(2_000);
    library.choose("ख़बर");
    library.press("G");
    assert_eq!(library.place(), (2_000, 2_000));
    assert!(library.pages <= 4, "{} pages", library.pages);
    let mut seen = std::collections::HashSet::new();
    loop {
        seen.insert(library.selected().to_owned());
        let before = library.selected().to_owned();
        library.press("k");
        if library.selected() == before {
            break;
        }
    }
    assert_eq!(seen.len(), 2_000);
}

#[test]
fn the_best_answer_stays_first_however_far_the_list_is_read() {
    let mut library = Library::of(1_000);
    library.choose("ख़बर");
    let first = library.selected().to_owned();
    library.press("j j");
    let third = library.selected().to_owned();
    library.press("G g");
    assert_eq!(library.selected(), first);
    library.press("j j");
    assert_eq!(library.selected(), third);
}

#[test]
fn an_undone_mark_brings_the_article_back_to_the_unread_list() {
    let mut library = Library::of(1_000);
    library.choose("is:unread");
    for _ in 0..9 {
        library.press("j");
    }
    library.press("> G g u");
    assert_eq!(library.unread_in_store(), 1_000);
    assert_eq!(library.place().1, 1_000);
}

#[test]
fn no_rows_are_requested_beyond_the_ends_of_a_list() {
    let mut library = Library::of(300);
    library.press("<");
    assert!(library.reader.screen().contains("यह पहली ख़बर है"));
    library.press("G >");
    assert!(library.reader.screen().contains("यह आख़िरी ख़बर है"));
    assert_eq!(library.unread_in_store(), 300);
}

#[test]
fn another_key_drops_the_command_that_waits_for_rows() {
    let mut library = Library::of(1_000);
    library.reader.press("G j");
    library.serve();
    assert_eq!(library.selected(), "ख़बर 1");
}

#[test]
fn a_list_that_cannot_be_read_further_ends_with_its_last_row() {
    let mut library = Library::of(1_000);
    library.reader.press("G");
    library.reader.effects.clear();
    library.answer(Answer::NoRows(String::new()));
    library.press("G");
    assert_eq!(library.selected(), format!("ख़बर {}", FIRST - 1));
    assert_eq!(library.pages, 0, "not again and again");
}

/// News agencies send the same text to many papers.
#[test]
fn near_duplicates_are_one_row_and_read_together() {
    let words = "कखगघचछजझटठडढतथदधपफबभ".chars();
    let text = words
        .map(|letter| format!("{letter}मलनगर"))
        .collect::<Vec<_>>()
        .join(" ");
    let told_by = |source: &str, hours: i64| {
        Article {
            headline: "बाढ़ से राहत मिली".to_owned(),
            published: Some(noon() - chrono::Duration::hours(hours)),
            source: Some(Source {
                name: source.to_owned(),
                url: None,
            }),
            origin: format!("https://{hours}.example/feed"),
            blocks: vec![Block::Paragraph(RichText {
                text: text.clone(),
                ..RichText::default()
            })],
            ..Article::default()
        }
        .identified()
    };
    let mut library = Library::with(vec![told_by("पहला", 1), told_by("दूसरा", 2)]);
    assert_eq!(library.store.totals().unwrap(), (1, 1));
    assert_eq!(library.place(), (1, 1));
    library.choose("is:unread");
    assert_eq!(library.place(), (1, 1));
    library.press("m");
    assert_eq!(library.store.totals().unwrap(), (1, 0));
    let unread = LibraryQuery::new("is:unread");
    assert_eq!(library.store.count_in_order(&unread).unwrap(), 0);
    library.press("u");
    assert_eq!(library.store.totals().unwrap(), (1, 1));
}

#[test]
fn a_list_in_another_order_is_read_from_its_top_and_on_to_its_end() {
    let mut library = Library::of(1_000);
    library.press("j j S");
    assert_eq!(
        (library.selected(), library.place()),
        ("ख़बर 999", (1, 1_000))
    );
    assert!(library.reader.screen().contains("पुरानी पहले"));
    let expected: Vec<String> = (0..1_000)
        .rev()
        .map(|number| format!("ख़बर {number}"))
        .collect();
    assert_eq!(library.walk(), expected);
    library.press("g A");
    assert_eq!(library.unread_in_store(), 0);
    library.press("u g S");
    // The publishers come in the order of the alphabet: दूसरा, पहला.
    assert_eq!(library.selected(), "ख़बर 0");
    let walked = library.walk();
    assert_eq!(walked.len(), 1_000);
    assert_eq!(walked[333..335], ["ख़बर 999", "ख़बर 1"]);
    library.press("G g");
    assert_eq!((library.selected(), library.place()), ("ख़बर 0", (1, 1_000)));
    // By length, then newest first again.
    library.press("S S");
    assert_eq!(library.selected(), "ख़बर 0");
    assert_eq!(library.store.list_views().unwrap(), []);
}

#[test]
fn each_list_keeps_its_own_order_and_what_it_hides() {
    let mut library = Library::of(400);
    library.choose("source:दूसरा");
    library.press("S .");
    assert_eq!(library.selected(), "ख़बर 399");
    library.press("Esc");
    assert_eq!((library.selected(), library.place()), ("ख़बर 0", (1, 400)));
    library.choose("source:दूसरा");
    assert_eq!(library.selected(), "ख़बर 399");
    let view = ("source:दूसरा".to_owned(), Some(SortOrder::Oldest), true);
    assert_eq!(library.store.list_views().unwrap(), [view]);
}

#[test]
fn read_stories_hide_but_not_under_the_cursor() {
    let mut library = Library::of(900);
    for _ in 0..40 {
        library.press("m j");
    }
    for _ in 0..300 {
        library.press("j");
    }
    assert_eq!(
        (library.selected(), library.place()),
        ("ख़बर 340", (341, 900))
    );
    library.press(".");
    assert_eq!(
        (library.selected(), library.place()),
        ("ख़बर 340", (301, 860))
    );
    let screen = library.reader.screen();
    assert!(screen.contains("40 छिपी"), "{screen}");
    library.press("m");
    assert_eq!(library.selected(), "ख़बर 340");
    // A list of read stories only is empty, and says why.
    library.press("A .");
    assert_eq!(library.place().1, 900);
    library.press(".");
    assert_eq!(library.selected(), "ख़बर 340", "the selected one stays");
    let screen = library.reader.screen();
    assert!(screen.contains("899 छिपी"), "{screen}");
    library.press(". u");
    assert_eq!(library.unread_in_store(), 859);
}

/// Goes through all orders of a list and back, and checks that each has every story once.
fn check_orders(library: &mut Library, query: &str, most: usize) {
    let mut expected: Option<Vec<String>> = None;
    for _ in 0..4 {
        library.press("S");
        let (row, rows) = library.place();
        assert_eq!(row, 1, "{query}");
        let mut walked = library.walk();
        assert_eq!(
            (walked.len(), library.place()),
            (rows, (rows, rows)),
            "{query}"
        );
        walked.sort();
        walked.dedup();
        assert_eq!(walked.len(), rows, "each story once: {query}");
        assert!(rows <= most, "{query}");
        assert_eq!(
            *expected.get_or_insert_with(|| walked.clone()),
            walked,
            "{query}"
        );
        library.press("g");
        assert_eq!(library.place(), (1, rows), "{query}");
    }
}

#[test]
fn every_order_has_each_story_once_and_the_right_count() {
    for count in [1, 15, FIRST - 1, FIRST, FIRST + PAGE + 7] {
        // Ties in time, stories without a date, and a text that several papers print.
        let story = |(number, story): (usize, Article)| {
            let published = story.published.filter(|_| number % 7 != 3);
            let hours = chrono::Duration::hours(i64::try_from(number % 5).unwrap());
            let copied = format!("{} ", number % 4).repeat(90);
            let text = if number % 11 < 2 {
                format!("{copied} बाढ़ से राहत मिली और पानी उतर गया {number}")
            } else {
                format!("अपनी बात {number}")
            };
            Article {
                published: published.map(|at| if number % 2 == 0 { at } else { noon() - hours }),
                blocks: vec![Block::Paragraph(RichText {
                    text,
                    ..RichText::default()
                })],
                ..story
            }
            .identified()
        };
        let stories: Vec<Article> = stories(count).into_iter().enumerate().map(story).collect();
        let mut library = Library::with(stories);
        check_orders(&mut library, "", count);
        library.choose("is:unread");
        check_orders(&mut library, "is:unread", count);
        library.choose("source:पहला");
        if library.reader.model.row_count().0 > 0 {
            check_orders(&mut library, "source:पहला", count);
        }
    }
}

#[test]
fn what_a_search_does_not_understand_is_said_once_and_stays_in_sight() {
    let mut library = Library::of(30);
    library.choose("ख़बर has:foo");
    let said = "has:foo: ऐसा मान नहीं";
    let messages = &library.reader.model.context.messages;
    assert_eq!(messages.len(), 1, "nothing was said while typing");
    library.press("j");
    let screen = library.reader.screen();
    assert!(screen.contains(said), "{screen}");
    library.press("Esc");
    assert!(!library.reader.screen().contains(said));
    // Only some of the words.
    library.choose("12 zzz");
    let screen = library.reader.screen();
    assert!(screen.contains("ये सब शब्द नहीं"), "{screen}");
}

#[test]
fn a_command_that_changes_stories_refuses_an_open_parenthesis() {
    let mut library = Library::of(30);
    library.reader.press(":");
    for c in "read (ख़बर".chars() {
        let message = library
            .reader
            .model
            .message_of(newsreader::key::Key::char(c));
        library.reader.send(message);
    }
    library.press("Enter");
    assert_eq!(library.unread_in_store(), 30);
    let screen = library.reader.screen();
    assert!(screen.contains("( बंद नहीं"), "{screen}");
}
