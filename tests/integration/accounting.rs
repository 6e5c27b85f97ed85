//! Whether every sentence that a page shows is in its article or among what was left out.
//!
//! `NEWSREADER_ACCOUNT_FOR=FOLDER cargo test --test integration the_letters_of_pages -- --nocapture` prints, over all
//! pages of a folder, how much text is in each class, and the rest.

use dom_query::{Document, NodeRef};
use icu_normalizer::ComposingNormalizerBorrowed;
use newsreader::article::{Article, Block};
use newsreader::ingest;
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

/// Returns the pages of a folder and of those within it.
fn pages(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(pages(&path));
        } else if path.extension().is_some_and(|end| end == "html")
            && !path.ends_with("expected.html")
        {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn account_of(path: &Path) -> Option<Account> {
    let bytes = fs::read(path).ok()?;
    let parsed = ingest::parse(&bytes, &path.display().to_string());
    let html = String::from_utf8_lossy(&bytes);
    Some(account(&html, parsed.articles.first()?))
}

#[test]
fn no_sentence_of_a_page_is_lost_in_silence() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/ingest");
    let pages = pages(&folder);
    assert!(pages.len() >= 4, "{pages:?}");
    let mut shown = 0;
    for page in pages {
        let account = account_of(&page).unwrap_or_default();
        shown += account
            .letters
            .get(&TextClass::InTheArticle)
            .copied()
            .unwrap_or_default();
        assert_eq!(account.rest, Vec::<String>::new(), "{page:?}");
    }
    assert!(shown > 1_000, "{shown}");
}

/// Counts the letters of the fixtures or, as a tool, of the pages of another folder, and prints them by class.
#[test]
fn the_letters_of_pages_are_counted_by_class() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/ingest");
    let folder = env::var_os("NEWSREADER_ACCOUNT_FOR").map_or(fixtures, PathBuf::from);
    let mut sum: BTreeMap<TextClass, usize> = BTreeMap::new();
    let pages = pages(&folder);
    assert!(!pages.is_empty(), "no pages in {folder:?}");
    for page in pages {
        let Some(account) = account_of(&page) else {
            continue;
        };
        for (class, letters) in &account.letters {
            *sum.entry(*class).or_default() += letters;
        }
        if !account.rest.is_empty() {
            eprintln!("{}", page.display());
        }
        for text in account.rest {
            eprintln!("    {}", text.chars().take(160).collect::<String>());
        }
    }
    eprintln!("{sum:#?}");
    let in_article = sum.get(&TextClass::InTheArticle).copied();
    assert!(in_article.unwrap_or_default() > 1_000, "{sum:?}");
}
