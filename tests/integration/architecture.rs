//! The house rules that no linter knows: who may import whom, who may touch the world.

mod imports;

use imports::{Imports, Module, circles};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Each module and what it may import, from the inside out. `lib.rs` says why.
const ARROWS: [(&str, &[&str]); 23] = [
    ("account_error", &["fetch_error"]),
    ("article", &["text"]),
    ("fetch_error", &[]),
    ("key", &[]),
    ("panics", &[]),
    ("text", &[]),
    ("words", &["account_error", "fetch_error", "text"]),
    ("document", &["article", "key", "text", "words"]),
    ("print", &["text"]),
    ("ingest", &["article", "panics", "text", "words"]),
    ("search", &["article", "text"]),
    ("bundled", &["article", "ingest", "search", "words"]),
    (
        "app",
        &[
            "article", "key", "text", "document", "print", "search", "words",
        ],
    ),
    (
        "ui",
        &["app", "article", "text", "document", "print", "words"],
    ),
    ("paths", &[]),
    (
        "config",
        &["app", "key", "paths", "print", "text", "ui", "words"],
    ),
    (
        "terminal",
        &["key", "panics", "paths", "print", "text", "words"],
    ),
    ("open", &["article"]),
    (
        "store",
        &[
            "account_error",
            "article",
            "fetch_error",
            "search",
            "text",
            "words",
        ],
    ),
    (
        "sync",
        &[
            "account_error",
            "article",
            "bundled",
            "fetch_error",
            "ingest",
            "panics",
            "store",
            "text",
            "words",
        ],
    ),
    (
        "runtime",
        &[
            "account_error",
            "app",
            "article",
            "bundled",
            "config",
            "fetch_error",
            "ingest",
            "key",
            "open",
            "panics",
            "store",
            "sync",
            "terminal",
            "text",
            "ui",
            "words",
            "print",
            "paths",
            "search",
        ],
    ),
    (
        "cli",
        &[
            "account_error",
            "app",
            "article",
            "bundled",
            "config",
            "document",
            "fetch_error",
            "ingest",
            "open",
            "panics",
            "paths",
            "print",
            "runtime",
            "search",
            "store",
            "sync",
            "terminal",
            "text",
            "ui",
            "words",
        ],
    ),
    ("main", &["cli"]),
];

/// Modules that know nothing of the world.
const PURE: [&str; 12] = [
    "account_error",
    "article",
    "fetch_error",
    "key",
    "text",
    "words",
    "document",
    "ingest",
    "search",
    "app",
    "ui",
    "print",
];

/// What touches the world.
const WORLD: [&str; 9] = [
    "std::fs",
    "std::env",
    "std::net",
    "std::thread",
    "std::process",
    "SystemTime",
    "Instant::now",
    "Local::now",
    "Utc::now",
];

/// Folders in which files import each other in circles, still to be mended.
const WITH_CIRCLES: [&str; 1] = ["store"];

/// The features of `app`: each knows the vocabulary and the values, and no other feature.
const FEATURES: [&str; 17] = [
    "article",
    "browser",
    "command_line",
    "count",
    "dialog",
    "enlarged",
    "feeds",
    "history",
    "list",
    "lists",
    "marks",
    "mouse",
    "paging",
    "range",
    "refresh",
    "related",
    "search",
];

/// The vocabulary of `app`, and the values that several features hold.
const VOCABULARY: [&str; 24] = [
    "action",
    "areas",
    "article_list",
    "call",
    "candidate",
    "command",
    "configuration",
    "context",
    "effect",
    "hints",
    "hits",
    "input_line",
    "keymap",
    "library",
    "message",
    "news",
    "prompt",
    "query_completion",
    "query_terms",
    "row_template",
    "settings",
    "status_line",
    "testing",
    "views",
];

/// The files of `app` that put the features together.
const ASSEMBLY: [&str; 3] = ["mode", "model", "router"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// Returns the path below `src` and the text of every source file.
pub(crate) fn source_texts() -> Vec<(String, String)> {
    let src = root().join("src");
    let relative = |path: &Path| path.strip_prefix(&src).unwrap().display().to_string();
    let files = rust_files(&src).into_iter();
    files
        .map(|path| (relative(&path), fs::read_to_string(&path).unwrap()))
        .collect()
}

/// The module of a source file, and its code without comments and the tests at its end.
fn sources() -> Vec<(String, PathBuf, String)> {
    let src = root().join("src");
    let files = rust_files(&src)
        .into_iter()
        .filter(|path| !path.ends_with("src/lib.rs"));
    files
        .map(|path| {
            let first = path
                .strip_prefix(&src)
                .unwrap()
                .iter()
                .next()
                .unwrap()
                .to_str()
                .unwrap();
            let module = first.trim_end_matches(".rs").to_owned();
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
            let code: Vec<&str> = code
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .collect();
            (module, path, code.join("\n"))
        })
        .collect()
}

#[test]
fn imports_go_inward_only() {
    for (module, path, code) in sources() {
        let allowed = ARROWS.iter().find(|(name, _)| *name == module);
        let (_, allowed) = allowed.unwrap_or_else(|| panic!("{module} is not in the table"));
        let imported: BTreeSet<&str> = code
            .match_indices("crate::")
            .map(|(at, _)| {
                code[at + 7..]
                    .split(|c: char| !c.is_alphanumeric() && c != '_')
                    .next()
                    .unwrap()
            })
            .collect();
        for other in imported {
            let fine = other == module || allowed.contains(&other);
            assert!(fine, "{}: {module} may not import {other}", path.display());
        }
    }
}

/// Which file imports which.
fn all_imports() -> Imports {
    let src = root().join("src");
    let files: BTreeMap<Module, String> = sources()
        .into_iter()
        .map(|(_, path, code)| {
            let path = path.strip_prefix(&src).unwrap().with_extension("");
            let names = path.iter().map(|name| name.to_str().unwrap().to_owned());
            (names.collect(), code)
        })
        .collect();
    imports::imports(&files)
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    for circle in circles(&all_imports()) {
        let names: Vec<String> = circle.iter().map(|file| file.join("/")).collect();
        let may = |file: &Module| WITH_CIRCLES.contains(&file[0].as_str());
        assert!(circle.iter().all(may), "a circle: {names:?}");
    }
}

/// What the root of a folder exports is for other folders; used within, it would hide a circle.
#[test]
fn no_file_of_app_or_ui_imports_from_the_root_of_its_folder() {
    for (file, imported) in all_imports() {
        let root = file[..1].to_vec();
        let is_strict = ["app", "ui"].contains(&file[0].as_str()) && file != root;
        let uses_root = is_strict && imported.contains(&root);
        assert!(!uses_root, "{}: imports from the root", file.join("/"));
    }
}

#[test]
fn a_feature_of_app_imports_no_other() {
    for (file, imported) in all_imports() {
        let [top, own, ..] = file.as_slice() else {
            continue;
        };
        if top != "app" || ASSEMBLY.contains(&own.as_str()) {
            continue;
        }
        let is_known = FEATURES.contains(&own.as_str()) || VOCABULARY.contains(&own.as_str());
        assert!(is_known, "app/{own} is in no table");
        let others = imported.iter().filter(|other| other[0] == "app");
        for other in others.filter_map(|other| other.get(1)) {
            let is_allowed = other == own || VOCABULARY.contains(&other.as_str());
            assert!(is_allowed, "{}: imports app/{other}", file.join("/"));
        }
    }
}

#[test]
fn a_dialog_imports_no_other() {
    for (file, imported) in all_imports() {
        let is_dialog = |file: &Module| file.len() == 3 && file[1] == "dialog";
        let shared = ["rules", "view"];
        let is_other = |other: &&Module| {
            is_dialog(other) && other[0] == file[0] && !shared.contains(&other[2].as_str())
        };
        let other = imported.iter().find(is_other);
        assert!(
            !is_dialog(&file) || other.is_none(),
            "{}: imports {other:?}",
            file.join("/")
        );
    }
}

#[test]
fn the_core_does_not_touch_the_world() {
    for (module, path, code) in sources() {
        if PURE.contains(&module.as_str()) {
            for word in WORLD {
                assert!(!code.contains(word), "{}: {word}", path.display());
            }
        }
    }
}

#[test]
fn one_place_for_each_thing() {
    for (_, path, code) in sources() {
        let name = path.display().to_string();
        let only = |word: &str, places: &[&str]| {
            let allowed = places.iter().any(|place| name.contains(place));
            assert!(allowed || !code.contains(word), "{name}: {word}");
        };
        only("unicode_width::", &["text/width/"]);
        only("Effect::OpenAddress(address) =>", &["runtime/perform"]);
        only(
            "\\x1b",
            &["terminal/sequence", "terminal/answers", "terminal/decoder"],
        );
        only(".set_symbol(", &["ui/paint", "graphics/placeholder"]);
    }
}

#[test]
fn every_file_says_what_it_is_for_and_stays_readable() {
    for (_, path, code) in sources() {
        let text = fs::read_to_string(&path).unwrap();
        assert!(
            text.starts_with("//! "),
            "{}: no first sentence",
            path.display()
        );
        let lines = code.lines().count();
        assert!(lines <= 370, "{}: {lines} lines", path.display());
    }
}

#[test]
fn every_test_file_is_declared() {
    for folder in ["tests/integration", "tests/bench", "tests/fuzz"] {
        let folder = root().join(folder);
        for path in rust_files(&folder) {
            let parent = path.parent().unwrap();
            let above = if parent == folder {
                folder.join("main.rs")
            } else {
                parent.with_extension("rs")
            };
            let above = fs::read_to_string(above).unwrap();
            let name = path.file_stem().unwrap().to_str().unwrap();
            assert!(
                name == "main" || above.contains(&format!("mod {name};")),
                "{}",
                path.display()
            );
        }
    }
}

#[test]
fn the_readme_names_every_key() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    for binding in newsreader::app::keymap::table::bindings() {
        for key in binding.keys {
            let is_digit = key.chars().all(|c| c.is_ascii_digit());
            assert!(
                is_digit || readme.contains(&format!("`{key}`")),
                "README.md lacks {key}"
            );
        }
    }
}
