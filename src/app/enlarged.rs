//! A table or code of the open article over the whole screen, scrolled both ways.

mod find;

use super::action::Action;
use super::command::{ArticleCommand, Command, FindCommand, HitCommand, Motion, ShowCommand};
use super::context::Context;
use super::effect::Effect;
use super::prompt::Prompt;
use crate::article::{Article, Block};
use crate::document::{BlockPlace, EnlargedBlock};
use crate::key::{Key, KeyCode};
use crate::search::Query;
use crate::text::measure::Measure as _;
use crate::words::{KeyTable, Phrase};
use std::ops::Range;
use std::sync::Arc;

/// The keys that scroll to the right. In an article, they open something.
const RIGHT: [Key; 3] = [
    Key::plain(KeyCode::Right),
    Key::plain(KeyCode::Char('l')),
    Key::plain(KeyCode::Tab),
];
/// The keys that scroll to the left. In an article, they go back.
const LEFT: [Key; 3] = [
    Key::plain(KeyCode::Left),
    Key::plain(KeyCode::Char('h')),
    Key::plain(KeyCode::BackTab),
];

/// The number of cells by which a key scrolls sideways where there are no columns.
const STEP: usize = 8;

/// The state of the view.
#[derive(Clone, Debug, PartialEq)]
pub struct Enlarged {
    article: Arc<Article>,
    /// The index of the block in the article.
    block: usize,
    /// The number of links before the block.
    links: usize,
    /// The block, laid out.
    pub view: EnlargedBlock,
    /// The first line on the screen below the head.
    pub top: usize,
    /// The number of units that are scrolled away on the left, after the first column.
    pub left: usize,
    /// The hits of the search in the article, as byte ranges of the laid out text.
    pub hits: Vec<Range<usize>>,
    query: Query,
    /// The index of the hit that was visited last.
    pub hit: Option<usize>,
    /// The line in which a search is typed.
    pub prompt: Option<Prompt>,
    /// The number typed so far, by which the next movement is repeated.
    pub count: Option<usize>,
}

/// What a key did.
#[derive(Debug, PartialEq)]
pub enum EnlargedStep {
    /// The view stays, with what the key asks of other features.
    Stays(Vec<Action>),
    /// The view closes.
    Closes,
}

impl Enlarged {
    /// Returns the view of a block of `article` at a position in it, with the words of `query` marked;
    /// `None` if the block is neither a table nor code.
    pub fn open(
        article: &Arc<Article>,
        (block, place): (usize, BlockPlace),
        query: &Query,
        context: &Context,
    ) -> Option<Self> {
        let mut enlarged = Self {
            article: Arc::clone(article),
            block,
            links: place.links,
            view: EnlargedBlock::default(),
            top: 0,
            left: 0,
            hits: Vec::new(),
            query: query.clone(),
            hit: None,
            prompt: None,
            count: None,
        };
        if !enlarged.relayout(context) {
            return None;
        }
        enlarged.go_to(place, context);
        Some(enlarged)
    }

    /// Scrolls to a position of the article.
    fn go_to(&mut self, place: BlockPlace, context: &Context) {
        let first = self.view.document.lines.first();
        let offset = first.map_or(0, |line| line.start) + place.offset;
        if place.is_hit {
            let hit = self.hits.iter().position(|hit| hit.start >= offset);
            if let Some(index) = hit {
                self.show_hit(index, context);
            }
        } else if place.offset > 0 {
            let row = self.row_of(offset).unwrap_or_default();
            self.scroll_to(row, context);
        }
    }

    /// Lays the block out again after a change of size or widths; returns whether there is one.
    pub fn relayout(&mut self, context: &Context) -> bool {
        let (ruler, language) = (&context.ruler, context.options.language);
        let screen = context.enlarged_area().width.into();
        let block = self.article.blocks.get(self.block);
        let laid_out = |block| EnlargedBlock::of(block, (screen, self.links), language, ruler);
        let Some(view) = block.and_then(laid_out) else {
            return false;
        };
        self.view = view;
        self.find_hits();
        self.hit = self.hit.filter(|hit| *hit < self.hits.len());
        self.scroll_to(self.top, context);
        self.left = self.left.min(self.most_left(context));
        true
    }

    /// Handles a key.
    pub fn press(&mut self, key: Key, context: &Context) -> EnlargedStep {
        if self.prompt.is_some() {
            return self.type_key(key, context);
        }
        // `h` and `l`, which scroll whatever is bound, lie on keys of an English keyboard.
        let english = context.keymap.english(key).unwrap_or(key);
        let count = self.count.take();
        if RIGHT.contains(&english) {
            self.scroll_right(context);
            return EnlargedStep::Stays(Vec::new());
        }
        if LEFT.contains(&english) {
            self.scroll_left(context);
            return EnlargedStep::Stays(Vec::new());
        }
        // Esc leads back whatever it is bound to, as it does where text is typed.
        if key == Key::plain(KeyCode::Esc) {
            return EnlargedStep::Closes;
        }
        match context.keymap.command_in(KeyTable::Article, key) {
            Some(Command::Digit(digit)) => self.count = Some(typed(count, digit)),
            Some(Command::Move(motion)) => self.moved(motion, count.unwrap_or(1), context),
            Some(Command::Find(FindCommand::Search)) => self.begin_search(context),
            Some(Command::Hit(hit)) => {
                let phrase = self.next_hit(hit == HitCommand::NextHitOrUnread, context);
                return EnlargedStep::Stays(vec![Action::Say(phrase)]);
            }
            Some(Command::Show(ShowCommand::Help)) => {
                return EnlargedStep::Stays(vec![Action::Say(Phrase::KeysInView)]);
            }
            Some(Command::Article(ArticleCommand::Copy | ArticleCommand::CopyParagraph)) => {
                let text = self.article.blocks.get(self.block).map(copied);
                let copy = text.map(|text| Action::Perform(Effect::Copy(text)));
                return EnlargedStep::Stays(copy.into_iter().collect());
            }
            Some(Command::Quit) => return EnlargedStep::Stays(vec![Action::Quit]),
            Some(Command::Pane(_) | Command::Close) => return EnlargedStep::Closes,
            Some(_) | None => {
                let key = key.to_string();
                return EnlargedStep::Stays(vec![Action::Say(Phrase::UnboundInView(key.into()))]);
            }
        }
        EnlargedStep::Stays(Vec::new())
    }

    /// Scrolls by lines.
    pub fn scroll(&mut self, lines: isize, context: &Context) {
        self.scroll_to(self.top.saturating_add_signed(lines), context);
    }

    /// Moves `times` times.
    fn moved(&mut self, motion: Motion, times: usize, context: &Context) {
        let times = times.min(self.rows() + 1).cast_signed();
        let page = self.height(context).cast_signed();
        match motion {
            Motion::Down => self.scroll(times, context),
            Motion::Up => self.scroll(-times, context),
            Motion::PageDown => self.scroll(page * times, context),
            Motion::PageUp => self.scroll(-page * times, context),
            Motion::HalfPageDown => self.scroll(page * times / 2, context),
            Motion::HalfPageUp => self.scroll(-page * times / 2, context),
            Motion::Top => self.scroll_to(0, context),
            Motion::Bottom => self.scroll_to(usize::MAX, context),
        }
    }

    fn scroll_to(&mut self, top: usize, context: &Context) {
        let rows = self.rows().saturating_sub(self.height(context));
        self.top = top.min(rows);
    }

    /// Returns whether anything is hidden on the left and on the right.
    pub fn hidden_sides(&self, context: &Context) -> (bool, bool) {
        let screen = usize::from(context.enlarged_area().width) * context.ruler.cell();
        (self.left > 0, self.view.width > self.left + screen)
    }

    /// Returns the number of lines below the head.
    pub fn rows(&self) -> usize {
        self.view
            .document
            .lines
            .len()
            .saturating_sub(self.view.head)
    }

    /// Returns the number of lines below the head that the screen shows.
    pub fn height(&self, context: &Context) -> usize {
        let height = usize::from(context.enlarged_area().height);
        height.saturating_sub(self.view.head).max(1)
    }

    fn most_left(&self, context: &Context) -> usize {
        let cell = context.ruler.cell();
        let screen = usize::from(context.enlarged_area().width) * cell;
        let hidden = self.view.width.saturating_sub(screen);
        if hidden == 0 {
            return 0;
        }
        let fixed = self.view.fixed();
        let mut offsets = self.view.columns.iter().skip(1).map(|left| left - fixed);
        // The last column is shown from its beginning, even if it is wider than the screen.
        let last = offsets.clone().next_back();
        let column = offsets.find(|offset| *offset >= hidden).or(last);
        column.unwrap_or_else(|| hidden.next_multiple_of(STEP * cell))
    }

    fn scroll_right(&mut self, context: &Context) {
        let step = self.left + STEP * context.ruler.cell();
        let fixed = self.view.fixed();
        let mut offsets = self.view.columns.iter().skip(1).map(|left| left - fixed);
        let next = offsets.find(|offset| *offset > self.left).unwrap_or(step);
        self.left = next.min(self.most_left(context));
    }

    fn scroll_left(&mut self, context: &Context) {
        let step = self.left.saturating_sub(STEP * context.ruler.cell());
        let fixed = self.view.fixed();
        let mut offsets = self.view.columns.iter().skip(1).map(|left| left - fixed);
        let before = offsets.rfind(|offset| *offset < self.left);
        self.left = before.unwrap_or(step);
    }
}

/// Returns the number that results from typing one more digit.
fn typed(before: Option<usize>, digit: u8) -> usize {
    before
        .unwrap_or(0)
        .saturating_mul(10)
        .saturating_add(digit.into())
}

/// Returns the text of a block as other programs take it: the cells of a table with tabs between
/// them.
fn copied(block: &Block) -> String {
    match block {
        Block::Table(table) => {
            let rows = table.head.iter().chain(&table.rows);
            let line = |row: &Vec<crate::article::TableCell>| {
                let cells: Vec<String> = row
                    .iter()
                    .map(|cell| cell.0.text.replace('\n', " "))
                    .collect();
                cells.join("\t")
            };
            rows.map(line).collect::<Vec<_>>().join("\n")
        }
        Block::Code { text, .. } => text.clone(),
        Block::Paragraph(_)
        | Block::Subheading(_)
        | Block::Quote(_)
        | Block::List { .. }
        | Block::Image(_)
        | Block::Media(_)
        | Block::Rule => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::context;
    use crate::article::{DataTable, RichText, TableCell};

    fn article() -> Arc<Article> {
        let cell = |text: String| TableCell(RichText::plain(text));
        let row = |name: &str| {
            (0..9)
                .map(|n| cell(format!("{name} in column {n}")))
                .collect()
        };
        let table = DataTable {
            head: vec![row("head")],
            rows: (0..99).map(|n| row(&format!("row {n}"))).collect(),
            ..DataTable::default()
        };
        Arc::new(Article {
            blocks: vec![Block::Rule, Block::Table(table)],
            ..Article::default()
        })
    }

    fn opened(place: BlockPlace) -> Enlarged {
        Enlarged::open(&article(), (1, place), &Query::default(), &context()).unwrap()
    }

    fn press(enlarged: &mut Enlarged, key: &str, context: &Context) -> EnlargedStep {
        enlarged.press(key.parse().unwrap(), context)
    }

    #[test]
    fn arrows_scroll_by_columns_and_stop_at_the_last() {
        let (context, mut enlarged) = (context(), opened(BlockPlace::default()));
        let columns = enlarged.view.columns.clone();
        press(&mut enlarged, "→", &context);
        assert_eq!(enlarged.left, columns[2] - columns[1]);
        for _ in 0..20 {
            press(&mut enlarged, "→", &context);
        }
        let screen = usize::from(context.enlarged_area().width);
        assert!(enlarged.view.width - enlarged.left <= screen);
        press(&mut enlarged, "G", &context);
        assert_eq!(enlarged.top, 99 - enlarged.height(&context));
        for _ in 0..20 {
            press(&mut enlarged, "h", &context);
        }
        assert_eq!(enlarged.left, 0);
    }

    #[test]
    fn a_table_is_copied_with_tabs_and_escape_closes() {
        let (context, mut enlarged) = (context(), opened(BlockPlace::default()));
        let EnlargedStep::Stays(actions) = press(&mut enlarged, "Y", &context) else {
            panic!("closed");
        };
        let [Action::Perform(Effect::Copy(text))] = actions.as_slice() else {
            panic!("{actions:?}");
        };
        assert!(text.starts_with("head in column 0\thead in column 1\t"));
        assert_eq!(text.lines().count(), 100);
        assert_eq!(press(&mut enlarged, "Esc", &context), EnlargedStep::Closes);
        let rule = (0, BlockPlace::default());
        assert!(Enlarged::open(&article(), rule, &Query::default(), &context).is_none());
    }

    #[test]
    fn words_of_the_search_are_marked() {
        let (context, article) = (context(), article());
        let query = Query::new("row 7 ");
        let enlarged =
            Enlarged::open(&article, (1, BlockPlace::default()), &query, &context).unwrap();
        assert!(!enlarged.hits.is_empty());
    }

    #[test]
    fn the_view_opens_where_the_user_is_in_the_table() {
        let top = opened(BlockPlace::default());
        let row_70 = top.view.document.text.find("row 70 in column 4").unwrap();
        let first = top.view.document.lines[0].start;
        let mut place = BlockPlace {
            offset: row_70 - first,
            ..BlockPlace::default()
        };
        assert_eq!((top.top, opened(place).top, opened(place).left), (0, 70, 0));
        place.is_hit = true;
        let query = Query::new("row 70 in column 4");
        let at_hit = Enlarged::open(&article(), (1, place), &query, &context()).unwrap();
        assert!((60..=70).contains(&at_hit.top), "{}", at_hit.top);
        assert!(at_hit.left > 0, "column 4 is beyond the edge");
    }

    #[test]
    fn devanagari_is_text_in_the_search_and_stands_for_keys_elsewhere() {
        let (context, mut enlarged) = (context(), opened(BlockPlace::default()));
        // The key of `j` in InScript.
        press(&mut enlarged, "र", &context);
        assert_eq!(enlarged.top, 1);
        for key in ["/", "च", "ी", "न"] {
            press(&mut enlarged, key, &context);
        }
        let typed = enlarged.prompt.as_ref().map(|prompt| prompt.line.text());
        assert_eq!(typed, Some("चीन"));
    }

    #[test]
    fn words_are_found_and_movements_counted() {
        let (context, mut enlarged) = (context(), opened(BlockPlace::default()));
        for key in ["2", "0", "j", "5", "Esc"] {
            let step = press(&mut enlarged, key, &context);
            let is_closed = step == EnlargedStep::Closes;
            assert_eq!(is_closed, key == "Esc");
        }
        assert_eq!((enlarged.top, enlarged.count), (20, None));
        for key in ["/", "4", "1", " ", "i", "n"] {
            press(&mut enlarged, key, &context);
        }
        assert_eq!(enlarged.hits.len(), 9 * 100 + 9, "in, and 41");
        press(&mut enlarged, "Esc", &context);
        assert_eq!((enlarged.top, enlarged.hits.len()), (20, 0));
        for key in ["/", "r", "o", "w", " ", "7", "Enter"] {
            press(&mut enlarged, key, &context);
        }
        assert!(enlarged.prompt.is_none());
        let said = |step| match step {
            EnlargedStep::Stays(actions) => actions,
            EnlargedStep::Closes => panic!("closed"),
        };
        let total = enlarged.hits.len();
        let step = said(press(&mut enlarged, "n", &context));
        let index = enlarged.hit.unwrap();
        assert_eq!(step, [Action::Say(Phrase::Hit(index + 1, total))]);
        let step = said(press(&mut enlarged, "N", &context));
        assert_eq!(step, [Action::Say(Phrase::Hit(index, total))]);
        let step = said(press(&mut enlarged, "?", &context));
        assert_eq!(step, [Action::Say(Phrase::KeysInView)]);
    }
}
