//! Scripts of keys, and the effects and screens that they lead to.

use crate::support::{Reader, bundled};
use newsreader::app::{Effect, Pane};
use newsreader::article::{Article, Block, Mark, MarkKind, Related, RichText};
use newsreader::words::{Language, Phrase};

const MONSOON: &str = "मानसून भारत तक कैसे पहुँचता है";
const FOG: &str = "उत्तर भारत में सर्दियों का कोहरा कैसे बनता है";

fn reader() -> Reader {
    Reader::on_bundled(80, 24, "sum")
}

#[test]
fn back_from_a_related_article_returns_to_the_same_line() {
    let mut reader = reader();
    reader.press("j j Enter Space j j");
    let line = reader.top_line();
    assert_eq!(reader.open_story(), MONSOON);
    reader.press("1").wait();
    assert_eq!(reader.open_story(), FOG);
    reader.press("Space Backspace");
    assert_eq!(reader.open_story(), MONSOON);
    assert_eq!(reader.top_line(), line);
    reader.press("Esc");
    assert_eq!(reader.model.context.focus, Pane::List);
    assert_eq!(reader.selected_story(), MONSOON);
}

#[test]
fn a_digit_opens_a_related_article_when_another_key_follows() {
    let mut reader = reader();
    reader.press("j j Enter 1 backspace");
    assert_eq!(reader.open_story(), MONSOON);
    assert!(reader.effects.is_empty());
}

#[test]
fn history_goes_back_and_forward() {
    let mut reader = reader();
    reader.press("Enter J J");
    assert_eq!(reader.open_story(), MONSOON);
    reader.press("H H L");
    assert_eq!(reader.open_story(), bundled()[1].headline);
}

#[test]
fn an_image_opens_in_the_browser() {
    let mut reader = reader();
    reader.press("j j Enter i");
    let Some(Effect::OpenAddress(address)) = reader.effects.last() else {
        panic!()
    };
    assert!(address.starts_with("https://commons.wikimedia.org/"));
}

#[test]
fn the_list_is_filtered_in_any_spelling() {
    for (typed, found) in [
        ("/हिन्दी", 2),
        ("/हिंदी", 2),
        ("/chandrayaan", 1),
        ("/रेल", 1),
        ("/xyzzy", 0),
    ] {
        let mut reader = reader();
        reader.press(typed);
        assert_eq!(reader.model.list.len(), found, "{typed}");
        reader.press("Esc");
        assert_eq!(reader.model.list.len(), 15);
    }
}

#[test]
fn a_search_scrolls_to_its_hit() {
    let mut reader = reader();
    reader.press("j j Enter /नीनो Enter");
    let page = reader.model.article.page().unwrap();
    assert_eq!(page.hits.len(), 1);
    let line = page.document.line_of(page.hits[0].start);
    assert!(page.in_sight().contains(&line));
}

#[test]
fn resizing_keeps_the_words_at_the_top() {
    let mut reader = reader();
    reader.press("j j Enter Space");
    let place = reader.model.article.page().unwrap().offset;
    for (width, height) in [(60, 20), (200, 50), (31, 9), (80, 24)] {
        reader.resize(width, height);
        let page = reader.model.article.page().unwrap();
        assert_eq!(page.offset, place);
        let line = page.document.line_of(place);
        assert!(page.in_sight().contains(&line), "{width}x{height}");
    }
}

#[test]
fn reading_on_at_the_end_opens_the_next_story() {
    let mut reader = reader();
    reader.press("Enter G Space");
    assert_eq!(reader.open_story(), bundled()[1].headline);
}

#[test]
fn q_closes_the_dialog_then_the_article_then_the_program() {
    let mut reader = reader();
    reader.press("Enter ? q q");
    assert!(reader.effects.is_empty());
    assert_eq!(reader.model.context.focus, Pane::List);
    reader.press("q");
    assert_eq!(reader.effects, [Effect::Quit]);
}

/// A user who presses `&` goes on typing: the letters must not be commands.
#[test]
fn keys_after_an_ampersand_are_text_also_without_a_library() {
    for (keys, unread) in [("& r e l A o", 15), ("Enter & r e l A o", 14)] {
        let mut reader = reader();
        reader.press(keys);
        assert!(reader.effects.is_empty());
        assert_eq!(reader.model.context.focus, Pane::List);
        assert_eq!(reader.model.list.query().typed(), "relAo");
        reader.press("Backspace Backspace Enter");
        assert_eq!(reader.model.list.query().typed(), "rel");
        assert_eq!(reader.model.list.len(), 1);
        assert_eq!(reader.model.unread(), unread);
    }
}

fn status_line(reader: &Reader) -> String {
    let screen = reader.screen();
    screen
        .trim_end()
        .lines()
        .last()
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn hints_name_what_the_way_out_leads_to() {
    let mut reader = reader();
    reader.model.context.options.language = Language::English;
    assert!(status_line(&reader).contains("q quit"));
    reader.press("/रेल Enter");
    let hints = status_line(&reader);
    assert!(
        hints.contains("q whole list") && !hints.contains("quit"),
        "{hints}"
    );
    reader.press("q");
    assert!(status_line(&reader).contains("q quit"));
    reader.press("Enter /कुंज Enter j");
    let hints = status_line(&reader);
    assert!(hints.contains("Esc end search"), "{hints}");
    reader.press("Esc");
    assert!(status_line(&reader).contains("Esc back"));
}

#[test]
fn hints_offer_links_and_related_stories_only_where_there_are_some() {
    let article = |text: &str| newsreader::ingest::parse(text.as_bytes(), "a.md").articles;
    for (text, url, has_links, has_related) in [
        ("# a\n\nwords\n", None, false, false),
        ("# a\n\n[link](https://example.org/)\n", None, true, false),
        ("# a\n\nwords\n", Some("https://example.org/2"), false, true),
    ] {
        let mut stories = article(text);
        stories[0].related.push(Related {
            title: "a story that is elsewhere".to_owned(),
            url: url.map(str::to_owned),
        });
        let mut reader = Reader::new(80, 24, "sum", stories);
        reader.model.context.options.language = Language::English;
        reader.press("Enter");
        let hints = status_line(&reader);
        assert_eq!(hints.contains("Tab links"), has_links, "{hints}");
        assert_eq!(hints.contains("1-9 related"), has_related, "{hints}");
    }
}

/// A condition such as `is:unread` finds nothing in headlines, and the user must learn why.
#[test]
fn an_ampersand_without_a_library_says_that_it_filters() {
    let said = Phrase::FiltersInstead.say(Language::Hindi);
    for width in [60, 160] {
        let mut reader = Reader::on_bundled(width, 24, "sum");
        reader.press("& i s : u n r e a d");
        assert!(reader.screen().contains(&*said), "{}", reader.screen());
        reader.press("Enter");
        assert!(reader.model.status.is_saying(&Phrase::FiltersInstead));
        reader.press("Esc /रेल");
        assert!(!reader.screen().contains(&*said), "{}", reader.screen());
    }
}

/// A number in the list waits for the next key without a time limit.
#[test]
fn a_digit_in_the_list_repeats_the_next_key() {
    for width in [80, 160] {
        let mut reader = Reader::on_bundled(width, 40, "sum");
        reader.press("5").wait().press("j");
        assert_eq!(reader.selected_story(), bundled()[5].headline, "{width}");
        reader.press("2").wait().wait();
        assert_eq!(reader.model.context.focus, Pane::List);
        assert!(reader.screen().contains(" 2  6/15"));
        reader.press("k 1 0 J");
        assert_eq!(reader.selected_story(), bundled()[13].headline);
        reader.press("9 Esc k");
        assert_eq!(reader.selected_story(), bundled()[12].headline);
        reader.press("0");
        let unbound = Phrase::UnboundKey("0".into());
        assert!(reader.model.status.is_saying(&unbound));
    }
}

#[test]
fn a_digit_waits_only_if_another_key_could_change_its_meaning() {
    let mut with_links = Reader::new(80, 24, "sum", with_links());
    with_links.press("Enter 3");
    assert!(
        with_links.model.count.is_none(),
        "of two links none is the third"
    );
    with_links.press("2");
    assert!(with_links.model.count.is_some(), "2o opens a link");
    with_links.press("Esc");
    let mut stories = with_links_and_related(12);
    stories[0].blocks.clear();
    let stories = stories.into_iter().map(Article::identified).collect();
    let mut many = Reader::new(80, 24, "sum", stories);
    many.press("Enter 1");
    assert!(many.model.count.is_some(), "10 to 12 are related stories");
    many.press("2");
    assert_eq!(many.effects.len(), 1, "and 12 is the last of them");
}

fn with_links_and_related(count: usize) -> Vec<Article> {
    let mut stories = with_links();
    stories[0].related = (1..=count)
        .map(|number| Related {
            title: format!("{number}"),
            url: Some(format!("https://example.org/related/{number}")),
        })
        .collect();
    stories
}

#[test]
fn q_leads_from_an_article_to_the_list_at_every_width() {
    for (width, keys) in [
        (80, "Enter"),
        (100, "Enter"),
        (160, "j j Enter"),
        (160, "j j Enter Tab Tab"),
    ] {
        let mut reader = Reader::on_bundled(width, 40, "sum");
        reader.press(keys);
        if keys.ends_with("Tab") {
            reader.model.context.focus = Pane::Related;
        }
        let open = reader.open_story().to_owned();
        reader.press("q");
        assert!(reader.effects.is_empty(), "{width} {keys}");
        assert_eq!(reader.model.context.focus, Pane::List);
        assert_eq!(reader.selected_story(), open);
        reader.press("q");
        assert_eq!(reader.effects, [Effect::Quit]);
    }
}

#[test]
fn capital_q_quits_from_anywhere() {
    for keys in ["Enter Q", "Enter ? Q", "/रेल Enter Q"] {
        let mut reader = reader();
        reader.press(keys);
        assert_eq!(reader.effects, [Effect::Quit], "{keys}");
    }
}

#[test]
fn esc_is_a_step_back_that_can_be_taken_forward_again() {
    let mut reader = reader();
    reader.press("j j Enter 1").wait();
    assert_eq!(reader.open_story(), FOG);
    reader.press("Esc L");
    assert_eq!(reader.open_story(), FOG);
    // From the list, forward leads to the article that was left.
    reader.press("Esc Esc Esc");
    assert_eq!(reader.model.context.focus, Pane::List);
    reader.press("L");
    assert_eq!(reader.model.context.focus, Pane::Article);
}

#[test]
fn letters_open_targets_in_sight() {
    let mut reader = reader();
    reader.press("j j Enter G f s");
    assert_eq!(reader.open_story(), "हिमालय क्यों हिलता है");
}

fn with_links() -> Vec<Article> {
    let link = |url: &str| MarkKind::Link {
        url: url.to_owned(),
    };
    let text = RichText {
        text: "एक दो".to_owned(),
        marks: vec![
            Mark {
                start: 0,
                end: 6,
                kind: link("https://example.org/1"),
            },
            Mark {
                start: 7,
                end: 13,
                kind: link("javascript:alert(1)"),
            },
        ],
    };
    let related = |title: &str, url: Option<&str>| Related {
        title: title.to_owned(),
        url: url.map(str::to_owned),
    };
    let story = Article {
        headline: "कड़ियाँ".to_owned(),
        blocks: vec![Block::Paragraph(text)],
        related: vec![
            related("दूसरी ख़बर", Some("https://example.org/b?utm_source=x")),
            related("बाहर की ख़बर", Some("https://example.org/c")),
            related("कहीं नहीं", None),
            related("रेल बजट में क्या मिला आम लोगों को", None),
        ],
        ..Article::default()
    };
    let other = Article {
        headline: "और नाम".to_owned(),
        url: Some("https://www.example.org/b".to_owned()),
        ..Article::default()
    };
    let close = Article {
        headline: "रेल बजट में आम लोगों को क्या मिला".to_owned(),
        ..Article::default()
    };
    [story, other, close].map(Article::identified).into()
}

#[test]
fn links_open_by_number_and_only_web_addresses() {
    let mut reader = Reader::new(80, 24, "sum", with_links());
    reader.press("Enter 1 o");
    assert_eq!(
        reader.effects,
        [Effect::OpenAddress("https://example.org/1".to_owned())]
    );
    reader.press("2 o");
    assert_eq!(reader.effects.len(), 1, "a script is no address");
    reader.press("Tab Enter");
    assert_eq!(reader.effects.len(), 2);
}

#[test]
fn a_related_article_is_found_by_address_title_or_similarity() {
    for (key, expected) in [("1", "और नाम"), ("4", "रेल बजट में आम लोगों को क्या मिला")]
    {
        let mut reader = Reader::new(80, 24, "sum", with_links());
        reader.press("Enter").press(key).wait().press("Enter");
        assert_eq!(reader.open_story(), expected);
    }
    let mut reader = Reader::new(80, 24, "sum", with_links());
    reader.press("Enter 2").wait();
    assert_eq!(
        reader.effects,
        [Effect::OpenAddress("https://example.org/c".to_owned())]
    );
    reader.press("3").wait();
    assert_eq!(reader.open_story(), "कड़ियाँ");
    assert!(
        reader.screen().contains("यह ख़बर यहाँ नहीं है"),
        "{}",
        reader.screen()
    );
}

#[test]
fn a_screen_too_small_says_so() {
    let mut reader = reader();
    reader.resize(10, 3);
    let screen = reader.screen();
    assert!(screen.starts_with("टर्मिनल"));
    assert!(screen.contains("छोटा है"), "whole, over its lines: {screen}");
    reader.resize(0, 0).press("j Enter").resize(80, 24);
    assert!(reader.screen().contains("newsreader"));
}

#[test]
fn keys_do_nothing_on_a_screen_without_panes() {
    let mut reader = Reader::on_bundled(10, 3, "sum");
    let unread = reader.model.unread();
    reader.press("Enter j A");
    assert_eq!(reader.model.unread(), unread);
    assert_eq!(reader.model.list.selected(), 0);
    reader.resize(80, 24).press("j Enter");
    assert_eq!(reader.model.unread(), unread - 1);
}
