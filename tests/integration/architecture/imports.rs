//! Which source file imports which: read off `use` declarations and paths, by text.

use std::collections::{BTreeMap, BTreeSet};

/// The path of a module below the crate, such as `app::dialog::help`.
pub(crate) type Module = Vec<String>;

/// The files that each file imports from. The declaration of a child by `mod` is no import.
pub(crate) type Imports = BTreeMap<Module, BTreeSet<Module>>;

/// Returns what each of these files imports, given its code without comments and tests.
pub(crate) fn imports(files: &BTreeMap<Module, String>) -> Imports {
    let of = |(module, code): (&Module, &String)| {
        let mut imported = BTreeSet::new();
        for path in paths(module, code, files) {
            let lengths = (1..=path.len()).rev();
            let mut files = lengths.filter_map(|length| files.get_key_value(&path[..length]));
            if let Some((file, _)) = files.next()
                && file != module
            {
                imported.insert(file.clone());
            }
        }
        (module.clone(), imported)
    };
    files.iter().map(of).collect()
}

/// Returns the files that import each other in a circle, by way of others or directly; each is listed with
/// those that it can be reached from and that it reaches. That a child imports from its own parent is not
/// followed.
pub(crate) fn circles(imports: &Imports) -> BTreeSet<BTreeSet<Module>> {
    let reached = |start: &Module| {
        let (mut seen, mut next) = (BTreeSet::new(), vec![start.clone()]);
        while let Some(file) = next.pop() {
            for other in imports.get(&file).into_iter().flatten() {
                if !file.starts_with(other) && seen.insert(other.clone()) {
                    next.push(other.clone());
                }
            }
        }
        seen
    };
    let reach: BTreeMap<&Module, BTreeSet<Module>> =
        imports.keys().map(|file| (file, reached(file))).collect();
    let in_circle = reach.iter().filter(|(file, seen)| seen.contains(**file));
    in_circle
        .map(|(file, seen)| {
            let back = |other: &&Module| reach[*other].contains(*file);
            seen.iter().filter(back).cloned().collect()
        })
        .collect()
}

/// Returns the paths in the code of a file, from the root of the crate.
fn paths(module: &Module, code: &str, files: &BTreeMap<Module, String>) -> Vec<Module> {
    let mut paths = Vec::new();
    for keyword in ["crate::", "super::", "self::"] {
        for (at, _) in words(code, keyword) {
            let tree = &code[at..];
            let end = tree.find([';', '(', ')', '<', '>', '=', '&', '\'', '"']);
            expand(Vec::new(), &tree[..end.unwrap_or(tree.len())], &mut paths);
        }
    }
    let mut absolute: Vec<Module> = paths
        .into_iter()
        .filter_map(|path| from_root(module, path))
        .collect();
    // A file names its children without a keyword.
    for child in files.keys() {
        if child.len() == module.len() + 1 && child.starts_with(module) {
            let name = format!("{}::", child[module.len()]);
            if words(code, &name).next().is_some() {
                absolute.push(child.clone());
            }
        }
    }
    absolute
}

/// Returns where `word` begins, other than within a longer path or name, or in `pub(in …)`.
fn words<'c>(code: &'c str, word: &'c str) -> impl Iterator<Item = (usize, &'c str)> {
    let is_inside = |before: char| before.is_alphanumeric() || before == '_' || before == ':';
    code.match_indices(word).filter(move |(at, _)| {
        let before = &code[..*at];
        !before.ends_with(is_inside) && !before.ends_with("(in ")
    })
}

/// Expands a tree such as `super::{areas::{Areas, Pane}, model}` into its paths.
fn expand(prefix: Module, tree: &str, paths: &mut Vec<Module>) {
    let tree = tree.trim_start();
    let name: String = tree
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect();
    let rest = &tree[name.len()..];
    let mut path = prefix;
    if !name.is_empty() {
        path.push(name);
    }
    let Some(rest) = rest.strip_prefix("::") else {
        paths.push(path);
        return;
    };
    match rest.strip_prefix('{') {
        None => expand(path, rest, paths),
        Some(group) => {
            for branch in branches(group) {
                expand(path.clone(), branch, paths);
            }
        }
    }
}

/// Returns the branches of a group, after its opening brace and up to its closing one.
fn branches(group: &str) -> Vec<&str> {
    let (mut branches, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                branches.push(&group[start..at]);
                start = at + 1;
                if letter == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    branches.retain(|branch| !branch.trim().is_empty());
    branches
}

/// Returns a path from the root of the crate; `None` for one that leads out of it.
fn from_root(module: &Module, path: Module) -> Option<Module> {
    let mut names = path.into_iter().peekable();
    let mut base = match names.next()?.as_str() {
        "crate" => Vec::new(),
        "self" => module.clone(),
        _ => module.split_last()?.1.to_vec(),
    };
    while names.next_if(|name| name == "super").is_some() {
        base.pop()?;
    }
    base.extend(names);
    Some(base)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(code: &[(&str, &str)]) -> BTreeMap<Module, String> {
        let module = |path: &str| path.split("::").map(str::to_owned).collect();
        code.iter()
            .map(|(path, code)| (module(path), (*code).to_owned()))
            .collect()
    }

    #[test]
    fn a_circle_is_found_through_groups_and_paths() {
        let files = files(&[
            ("a", "mod b; mod c;\npub use b::Thing;"),
            ("a::b", "use super::{c::{self, Other}, d};"),
            ("a::c", "fn f() { crate::e::run() }"),
            ("a::d", ""),
            ("e", "use crate::a::b::Thing;"),
        ]);
        let circles = circles(&imports(&files));
        let names: Vec<String> = circles
            .iter()
            .flat_map(|circle| circle.iter().map(|module| module.join("::")))
            .collect();
        assert_eq!(names, ["a::b", "a::c", "e"]);
    }

    #[test]
    fn a_tree_without_a_way_back_is_no_circle() {
        let files = files(&[
            ("a", "mod b;\nuse b::Thing;"),
            ("a::b", "use super::Own;\nuse crate::c;"),
            ("c", "use std::fmt;"),
        ]);
        assert!(circles(&imports(&files)).is_empty());
    }
}
