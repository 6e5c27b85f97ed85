//! Whether every sentence that a page, a scraped text or an entry of a feed shows is in its article or among what was
//! left out.
//!
//! `NEWSREADER_ACCOUNT_FOR=FOLDER cargo test --test integration the_letters_of -- --nocapture` prints, over all files
//! of a folder, how much text is in each class, and the rest.

mod entries;
mod lines;

use dom_query::{Document, NodeRef};
use icu_normalizer::ComposingNormalizerBorrowed;
use newsreader::article::{Article, Block};
use newsreader::ingest;
use newsreader::words::{Language, translated};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The minimum number of characters of a sentence; shorter texts without its punctuation are labels.
const FEWEST: usize = 40;

/// The number of letters by which the beginning of a region is recognised.
const BEGINNING: usize = 100;

/// Where the text of a page is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum TextClass {
    InTheArticle,
    LeftOut,
    /// Within a region whose beginning was left out.
    InALeftOutRegion,
    /// A link that is not in the article: menus, lists of other articles.
    Links,
    /// A few words without a sentence's end that are not in the article: labels, buttons.
    Labels,
    /// A line of a text that is the article's date.
    Dates,
    /// A line of a text with the name of an author.
    Byline,
    /// A line of a text whose end is in the article, after a label: an author's name, the title of a related story.
    BehindALabel,
    /// A line of a text whose words are in several places: a caption and its credit, a title and its related story.
    Apart,
    Rest,
}

/// The number of letters of a page's visible text in each class, and the sentences of the rest.
#[derive(Debug, Default)]
struct Account {
    letters: BTreeMap<TextClass, usize>,
    rest: Vec<String>,
}

fn account(html: &str, article: &Article) -> Account {
    let left_out: Vec<String> = article
        .left_out
        .iter()
        .map(|part| part.text.clone())
        .collect();
    let (shown, left_out) = (letters(&strings(article)), letters(&left_out.join(" ")));
    let document = Document::from(html);
    let mut account = Account::default();
    for text in document.root().descendants() {
        let words = text.text();
        if !text.is_text() || words.trim().is_empty() || is_hidden(&text) {
            continue;
        }
        let own = letters(&words);
        // The credit of a caption is a field of its own.
        let without_credit = words.split_once('(').map(|(caption, _)| letters(caption));
        let has_caption = without_credit.is_some_and(|own| own.len() > 20 && shown.contains(&own));
        let class = if shown.contains(&own) || has_caption {
            TextClass::InTheArticle
        } else if left_out.contains(&own) {
            TextClass::LeftOut
        } else if text
            .ancestors_it(None)
            .any(|node| node.has_name("a") || node.has_name("button"))
        {
            TextClass::Links
        } else if words.trim().chars().count() < FEWEST {
            TextClass::Labels
        } else if text.ancestors_it(None).any(|node| begins(&node, &left_out)) {
            TextClass::InALeftOutRegion
        } else {
            account.rest.push(words.trim().to_owned());
            TextClass::Rest
        };
        *account.letters.entry(class).or_default() += own.chars().count();
    }
    account
}

/// Whether the beginning of an element's text was left out.
fn begins(node: &NodeRef<'_>, left_out: &str) -> bool {
    let beginning: String = letters(&node.text()).chars().take(BEGINNING).collect();
    beginning.chars().count() == BEGINNING && left_out.contains(&beginning)
}

fn is_hidden(text: &NodeRef<'_>) -> bool {
    let names = [
        "script", "style", "noscript", "template", "head", "svg", "select", "iframe", "textarea",
        "math",
    ];
    text.ancestors_it(None).any(|node| {
        let style = node
            .attr_or("style", "")
            .replace(' ', "")
            .to_ascii_lowercase();
        names.iter().any(|name| node.has_name(name))
            || node.has_attr("hidden")
            || style.contains("display:none")
            || style.contains("visibility:hidden")
    })
}

/// Returns all texts of an article but those left out.
fn strings(article: &Article) -> String {
    let mut article = article.clone();
    article.left_out.clear();
    let pictures = article
        .blocks
        .iter()
        .filter(|block| !matches!(block, Block::Rule));
    let mut all = serde_json::to_string(&article)
        .unwrap_or_default()
        .replace("\\n", " ")
        .replace("\\\"", " ");
    for text in pictures.flat_map(Block::texts) {
        all.push(' ');
        all.push_str(text);
    }
    all
}

fn letters(text: &str) -> String {
    let composed = ComposingNormalizerBorrowed::new_nfc().normalize(text);
    let letters = composed.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Returns the files of a folder and of those within it that have one of these extensions.
fn files(folder: &Path, extensions: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path, extensions));
        } else if path
            .extension()
            .is_some_and(|end| extensions.iter().any(|own| end == *own))
            && !path.ends_with("expected.html")
        {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The kinds of files by their extensions.
const PAGES: [&str; 1] = ["html"];
const TEXTS: [&str; 1] = ["txt"];
const FEEDS: [&str; 3] = ["xml", "rss", "atom"];

/// Returns the accounts of the articles of a file.
fn accounts_of(path: &Path) -> Vec<Account> {
    let Ok(bytes) = fs::read(path) else {
        return Vec::new();
    };
    let origin = path.display().to_string();
    let is_one_of = |kind: &[&str]| {
        let extension = path.extension();
        extension.is_some_and(|end| kind.iter().any(|own| end == *own))
    };
    if is_one_of(&FEEDS) {
        return entries::accounts(&bytes, &origin);
    }
    let text = String::from_utf8_lossy(&bytes);
    let parsed = ingest::parse(&bytes, &origin);
    let first = parsed.articles.first();
    let account = if is_one_of(&TEXTS) {
        first.map(|article| lines::account(&text, article))
    } else {
        first.map(|article| account(&text, article))
    };
    account.into_iter().collect()
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/ingest")
}

/// Checks that the files of these kinds have no rest, and that most of their letters are shown.
fn check(files: &[PathBuf], fewest: usize, least_shown: usize) {
    assert!(files.len() >= fewest, "{files:?}");
    let mut shown = 0;
    for file in files {
        for account in accounts_of(file) {
            let own = account.letters.get(&TextClass::InTheArticle);
            shown += own.copied().unwrap_or_default();
            assert_eq!(account.rest, Vec::<String>::new(), "{}", file.display());
        }
    }
    assert!(shown >= least_shown, "{shown}");
}

#[test]
fn no_sentence_of_a_page_is_lost_in_silence() {
    check(&files(&fixtures(), &PAGES), 4, 1_000);
}

#[test]
fn no_word_of_a_text_is_lost_in_silence() {
    let mut texts = files(&fixtures(), &TEXTS);
    let stories = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/stories");
    texts.extend(files(&stories, &TEXTS));
    check(&texts, 8, 1_000);
}

#[test]
fn no_sentence_of_an_entry_is_lost_in_silence() {
    check(&files(&fixtures(), &FEEDS), 3, 100);
}

#[test]
fn reasons_are_said_in_hindi() {
    let kinds = [&PAGES[..], &TEXTS, &FEEDS].concat();
    let mut reasons = 0;
    for file in files(&fixtures(), &kinds) {
        let bytes = fs::read(&file).unwrap();
        let parsed = ingest::parse(&bytes, &file.display().to_string());
        for part in parsed.articles.iter().flat_map(|article| &article.left_out) {
            let said = translated(&part.reason, Language::Hindi);
            assert_ne!(said, part.reason, "{}", file.display());
            reasons += 1;
        }
    }
    assert!(reasons > 10, "{reasons}");
}

/// Counts the letters of the fixtures or, as a tool, of the files of another folder, and prints them by class.
#[test]
fn the_letters_of_files_are_counted_by_class() {
    let folder = env::var_os("NEWSREADER_ACCOUNT_FOR").map_or_else(fixtures, PathBuf::from);
    for kind in [&PAGES[..], &TEXTS, &FEEDS] {
        let mut sum: BTreeMap<TextClass, usize> = BTreeMap::new();
        for file in files(&folder, kind) {
            for account in accounts_of(&file) {
                for (class, letters) in &account.letters {
                    *sum.entry(*class).or_default() += letters;
                }
                if !account.rest.is_empty() {
                    eprintln!("{}", file.display());
                }
                for text in account.rest {
                    eprintln!("    {}", text.chars().take(160).collect::<String>());
                }
            }
        }
        eprintln!("{kind:?} {sum:#?}");
        let in_article = sum.get(&TextClass::InTheArticle).copied();
        let is_outside = env::var_os("NEWSREADER_ACCOUNT_FOR").is_some();
        assert!(is_outside || in_article > Some(100), "{sum:?}");
    }
}
