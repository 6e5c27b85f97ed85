//! The selected article stays selected, on its row, whatever arrives or is filtered.

use crate::support::{Reader, noon};
use newsreader::app::article_list::{ListRow, rows};
use newsreader::app::{Answer, Message, Model, Options, update};
use newsreader::article::{Article, Listing};
use newsreader::key::Key;
use newsreader::search::Query;
use newsreader::text::width::WidthProfile;
use newsreader::words::Language;
use proptest::prelude::*;
use ratatui::layout::Size;
use std::sync::Arc;

fn listing(number: usize) -> Listing {
    let word = ["रेल", "चाँद", "बारिश", "भूकंप का असर कई शहरों में देर तक महसूस हुआ"][number % 4];
    let article = Article {
        headline: format!("{word} {number}"),
        ..Article::default()
    };
    Listing::from(&article.identified())
}

fn model() -> Model {
    let options = Options {
        language: Language::Hindi,
        measure: 66,
        bundled: false,
        library: false,
        large_headlines: true,
        is_justified: false,
        refresh_every: None,
    };
    let widths = Arc::new(WidthProfile::default());
    Model::new(
        Size {
            width: 60,
            height: 20,
        },
        options,
        widths,
        noon(),
    )
}

#[derive(Clone, Debug)]
enum Step {
    Arrive(usize),
    Filter(&'static str),
    Press(&'static str),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        (1_usize..9).prop_map(Step::Arrive),
        prop::sample::select(vec!["", "रेल", "चाँद", "rel"]).prop_map(Step::Filter),
        prop::sample::select(vec!["j", "k", "Space", "PgUp", "G", "g", "^D", "^U"])
            .prop_map(Step::Press),
    ];
    prop::collection::vec(step, 1..40)
}

/// Returns the number of lines below the last row of the list; 0 while the list goes on below the screen.
fn blank_below(model: &Model) -> isize {
    let column = model.context.list_column();
    let shown = rows(&model.list, column, &model.context.ruler);
    let height = isize::try_from(column.height).unwrap();
    let end = |row: &ListRow<'_>| row.top + isize::try_from(row.height()).unwrap();
    let last = shown
        .last()
        .filter(|row| row.position + 1 == model.list.len());
    last.map_or(0, |row| (height - end(row)).max(0))
}

/// Whether the screen shows half of no headline.
fn has_whole_headlines(model: &Model) -> bool {
    let column = model.context.list_column();
    let shown = rows(&model.list, column, &model.context.ruler);
    shown.iter().all(|row| {
        let end = row.top + isize::try_from(row.headline.len()).unwrap();
        row.top >= 0 && end <= isize::try_from(column.height).unwrap()
    })
}

/// Whether the whole of the first row is on the screen.
fn is_first_seen(model: &Model) -> bool {
    let shown = rows(
        &model.list,
        model.context.list_column(),
        &model.context.ruler,
    );
    shown
        .first()
        .is_none_or(|row| row.position == 0 && row.top >= 0)
}

/// A related story that is far down in the list leads there; a list that fits is shown whole all the same.
#[test]
fn a_list_that_fits_is_shown_whole_wherever_one_goes() {
    let mut reader = Reader::on_bundled(200, 50, "sum");
    reader.press("j j");
    let model = &mut reader.model;
    model.list.select(usize::MAX);
    let column = model.context.list_column();
    model.list.keep_in_view(column, &model.context.ruler);
    assert!(model.list.selected() > 10);
    assert!(is_first_seen(model));
}

/// Half of a headline is misread as a whole one.
#[test]
fn no_headline_is_cut_at_an_edge_of_the_list() {
    for height in 10..40 {
        let mut reader = Reader::on_bundled(100, height, "sum");
        for key in "j j j j j j j j j j k k k k ^D ^U G".split(' ') {
            reader.press(key);
            assert!(has_whole_headlines(&reader.model), "{height} {key}");
        }
    }
}

proptest! {
    #[test]
    fn the_selected_story_stays_selected_on_its_row(steps in steps()) {
        let mut model = model();
        let mut arrived = 0;
        for step in steps {
            let before = model.list.selected_entry().map(|entry| entry.listing.clone());
            let row = model.list.row();
            match step {
                Step::Press(key) => {
                    let message = model.message_of(key.parse::<Key>().unwrap());
                    update(&mut model, message);
                }
                Step::Arrive(count) => {
                    let listings = (arrived..arrived + count).map(listing).collect();
                    arrived += count;
                    update(&mut model, Message::Answered(Answer::Arrived(listings)));
                    if let Some(before) = before {
                        prop_assert_eq!(&model.list.selected_entry().unwrap().listing, &before);
                        prop_assert_eq!(model.list.row(), row);
                    }
                }
                Step::Filter(words) => {
                    model.list.filter(Query::new(words));
                    let column = model.context.list_column();
                    let ruler = model.context.ruler.clone();
                    model.list.keep_in_view(column, &ruler);
                    let fits = before.filter(|b| (0..model.list.len()).any(|p| model.list.entry(p).unwrap().listing.id == b.id));
                    if let Some(before) = fits {
                        prop_assert_eq!(model.list.selected_entry().unwrap().listing.id, before.id);
                        let is_lower = model.list.row() > row;
                        prop_assert!(
                            !is_lower || blank_below(&model) == 0 || is_first_seen(&model),
                            "only a list that is too short below moves it down"
                        );
                    }
                    prop_assert!(blank_below(&model) == 0 || is_first_seen(&model));
                }
            }
            prop_assert!(model.list.is_empty() || model.list.selected() < model.list.len());
            prop_assert!(model.list.row() < 20);
            prop_assert!(has_whole_headlines(&model));
        }
    }
}
