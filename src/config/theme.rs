//! Themes by name: those that come with the program, `[theme]` of the configuration, and files beside it.

pub mod base16;
pub mod theme_file;

use super::text::read_text;
use crate::app::settings::THEMES;
use crate::text::nearest::nearest;
use crate::ui::theme::contrast::{TerminalColours, WeakLook};
use crate::ui::theme::{Look, Theme, ThemeLayer};
use crate::words::{ConfigFault, ThemeFault};
use std::fs;
use std::path::{Path, PathBuf};
use theme_file::ThemeFile;

/// The theme that the terminal's background chooses.
pub const AUTO: &str = "auto";
/// The theme of the table `[theme]` in the configuration.
pub const OWN: &str = "own";
/// The themes that come with the program; `either` is not offered, `auto` chooses it where the background is unknown.
const BUILT_IN: [(&str, &str); 6] = [
    ("dark", include_str!("../../assets/themes/dark.toml")),
    ("light", include_str!("../../assets/themes/light.toml")),
    (
        "high-contrast",
        include_str!("../../assets/themes/high-contrast.toml"),
    ),
    ("paper", include_str!("../../assets/themes/paper.toml")),
    ("none", include_str!("../../assets/themes/none.toml")),
    (EITHER, include_str!("../../assets/themes/either.toml")),
];
const EITHER: &str = "either";
/// The folder of themes, beside the configuration.
const FOLDER: &str = "themes";
/// The endings of files of themes.
const ENDINGS: [&str; 3] = ["toml", "yaml", "yml"];
/// The length in bytes beyond which a theme is not read.
const LONGEST: usize = 64 << 10;
/// The number of themes that can lie on each other.
const DEEPEST: usize = 8;
/// The number of files of themes that are offered.
const MOST_FILES: usize = 500;

/// Where the themes of a user are.
#[derive(Clone, Debug, Default)]
pub struct Themes {
    /// The folder of the configuration.
    pub folder: Option<PathBuf>,
    /// The table `[theme]`.
    pub own: Option<ThemeFile>,
}

/// A theme that was found by its name.
#[derive(Clone, Debug)]
pub struct LoadedTheme {
    /// The name.
    pub name: String,
    /// The theme of the program on which the files lie; `None` for the one that the background chooses.
    base: Option<&'static str>,
    /// The files, the lowest first.
    pub files: Vec<ThemeFile>,
}

impl Themes {
    /// Loads the theme with this name, which may be the path of a file.
    ///
    /// # Errors
    /// Returns an error if there is no such theme, or if it is based on itself.
    pub fn load(&self, name: &str) -> Result<LoadedTheme, ConfigFault> {
        LoadedTheme::of_layers(name, |name| self.file(name))
    }

    /// Returns the theme with this name if it is made of built-in themes and the table `[theme]` alone: it does not
    /// touch the disk, so that a key can be answered with it.
    pub fn at_hand(&self, name: &str) -> Option<LoadedTheme> {
        let unread = || ConfigFault::Theme(ThemeFault::Unknown(name.to_owned(), None));
        let own = |name: &str| {
            let own = self.own.clone().filter(|_| name == OWN);
            own.ok_or_else(unread)
        };
        LoadedTheme::of_layers(name, own).ok()
    }

    fn file(&self, name: &str) -> Result<ThemeFile, ConfigFault> {
        if name == OWN {
            return self.own.clone().ok_or_else(|| self.unknown(name));
        }
        let path = self.path_of(name).ok_or_else(|| self.unknown(name))?;
        Ok(ThemeFile::read(&path, LONGEST))
    }

    fn unknown(&self, name: &str) -> ConfigFault {
        let names = self.names();
        let near = nearest(name, names.iter().map(String::as_str));
        ConfigFault::Theme(ThemeFault::Unknown(
            name.to_owned(),
            near.map(str::to_owned),
        ))
    }

    /// Returns the file of the theme with this name: in the folder of themes, or at this path.
    fn path_of(&self, name: &str) -> Option<PathBuf> {
        if name.contains('/') || ENDINGS.iter().any(|ending| has_ending(name, ending)) {
            let path = match name.strip_prefix("~/") {
                Some(below) => crate::paths::home()?.join(below),
                None => self.folder.clone().unwrap_or_default().join(name),
            };
            return Some(path).filter(|path| path.is_file());
        }
        let folder = self.folder.as_ref()?.join(FOLDER);
        let mut paths = ENDINGS.iter();
        paths.find_map(|ending| {
            let path = folder.join(format!("{name}.{ending}"));
            path.is_file().then_some(path)
        })
    }

    /// Returns the names of all themes: those of the program first.
    pub fn names(&self) -> Vec<String> {
        let own = self.own.as_ref().map(|_| OWN);
        let offered = THEMES.into_iter().chain(own);
        let mut names: Vec<String> = offered.map(str::to_owned).collect();
        let folder = self.folder.as_ref().map(|folder| folder.join(FOLDER));
        let entries = folder.and_then(|folder| fs::read_dir(folder).ok());
        let files = entries.into_iter().flatten().flatten().take(MOST_FILES);
        let stems = files.filter_map(|entry| {
            let path = entry.path();
            let ending = path.extension()?.to_str()?;
            let stem = path.file_stem()?.to_str()?;
            let is_name = ENDINGS.contains(&ending) && !stem.contains(char::is_control);
            is_name.then(|| stem.to_owned())
        });
        let mut stems: Vec<String> = stems.filter(|stem| !names.contains(stem)).collect();
        stems.sort_unstable();
        stems.dedup();
        names.append(&mut stems);
        names
    }
}

fn has_ending(name: &str, ending: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|its| its.eq_ignore_ascii_case(ending))
}

impl Default for LoadedTheme {
    /// Returns the theme that the background chooses.
    fn default() -> Self {
        Self {
            name: AUTO.to_owned(),
            base: None,
            files: Vec::new(),
        }
    }
}

impl LoadedTheme {
    /// Returns the theme with this name: `file_of` provides each file, down to a theme that comes with the program.
    fn of_layers(
        name: &str,
        file_of: impl Fn(&str) -> Result<ThemeFile, ConfigFault>,
    ) -> Result<Self, ConfigFault> {
        let mut files = Vec::new();
        let mut next = name.to_owned();
        let base = loop {
            if next == AUTO {
                break None;
            }
            if let Some((name, _)) = BUILT_IN.iter().find(|(name, _)| *name == next) {
                break Some(*name);
            }
            if files.len() == DEEPEST {
                return Err(ConfigFault::Theme(ThemeFault::Loop(name.to_owned())));
            }
            let file = file_of(&next)?;
            next = file.base.clone().unwrap_or_else(|| AUTO.to_owned());
            files.push(file);
        };
        files.reverse();
        let name = name.to_owned();
        Ok(Self { name, base, files })
    }

    /// Returns the theme on a light or a dark background, or on one that is unknown.
    pub fn theme(&self, is_light: Option<bool>) -> Theme {
        let mut layers = layers_of(self.base_on(is_light), 0);
        layers.extend(self.files.iter().map(|file| file.layer.clone()));
        Theme::new(&layers)
    }

    /// Returns the looks of the files that are hard to read, each with its file and line, and the names of those
    /// that could not be read at all.
    pub fn weak_looks(&self) -> (Vec<(String, WeakLook)>, Vec<&'static str>) {
        let (mut weak, mut hidden): (Vec<(String, WeakLook)>, Vec<&str>) = Default::default();
        let declared = self.files.iter().any(|file| file.layer.is_light.is_some());
        let backgrounds: &[Option<bool>] = match self.base {
            None if !declared => &[Some(false), Some(true)],
            _ => &[None],
        };
        for is_light in backgrounds {
            let theme = self.theme(*is_light);
            let found = theme.weak_looks(TerminalColours::default());
            let is_shown_by_parent = |one: &WeakLook| {
                let of_parent = one.look.parent();
                let same = |other: &&WeakLook| {
                    Some(other.look) == of_parent
                        && (other.ink, other.ground) == (one.ink, one.ground)
                };
                found.iter().any(|other| same(&other))
            };
            for one in found.iter().filter(|one| !is_shown_by_parent(one)) {
                let is_known = weak.iter().any(|(_, known)| known.look == one.look);
                if let Some(place) = self.place_of(one.look).filter(|_| !is_known) {
                    weak.push((place, *one));
                }
            }
            let base = self.base(*is_light);
            hidden.extend(theme.legible(&base, TerminalColours::default()).1);
        }
        hidden.sort_unstable();
        hidden.dedup();
        (weak, hidden)
    }

    /// Returns the file and the line that say how a look is; `None` if no file of the user does.
    fn place_of(&self, look: Look) -> Option<String> {
        let mut chain = vec![look];
        while let Some(parent) = chain.last().and_then(|look| look.parent()) {
            chain.push(parent);
        }
        chain.push(Look::Plain);
        chain.into_iter().find_map(|look| {
            self.files.iter().rev().find_map(|file| {
                if file.lines.is_empty() && !file.layer.styles.is_empty() {
                    return Some(file.origin.clone());
                }
                let mut lines = file.lines.iter().rev();
                let (_, line) = lines.find(|(its, _)| *its == look)?;
                Some(format!("{}:{line}", file.origin))
            })
        })
    }

    /// Returns the theme of the program on which the files lie.
    pub fn base(&self, is_light: Option<bool>) -> Theme {
        Theme::new(&layers_of(self.base_on(is_light), 0))
    }

    fn base_on(&self, is_light: Option<bool>) -> &'static str {
        let mut declared = self.files.iter().rev();
        let declared = declared.find_map(|file| file.layer.is_light);
        self.base.unwrap_or_else(|| match declared.or(is_light) {
            Some(true) => "light",
            Some(false) => "dark",
            None => EITHER,
        })
    }
}

/// Returns a theme that comes with the program; `None` if it has none of this name.
pub fn built_in(name: &str) -> Option<Theme> {
    let is_there = BUILT_IN.iter().any(|(known, _)| *known == name);
    is_there.then(|| Theme::new(&layers_of(name, 0)))
}

/// Returns the layers of a theme that comes with the program, the lowest first.
fn layers_of(name: &str, depth: usize) -> Vec<ThemeLayer> {
    let found = BUILT_IN.iter().find(|(known, _)| *known == name);
    let Some((_, text)) = found.filter(|_| depth < DEEPEST) else {
        return Vec::new();
    };
    let file = ThemeFile::parse(text, name);
    let base = file.base.as_deref();
    let mut layers = base.map_or_else(Vec::new, |base| layers_of(base, depth + 1));
    layers.push(file.layer);
    layers
}

impl ThemeFile {
    /// Reads the file at `path`: base16 by its ending, else TOML.
    fn read(path: &Path, longest: usize) -> Self {
        let origin = path.display().to_string();
        let text = match read_text(path, longest) {
            Ok(text) => text,
            Err(fault) => return Self::faulty(&origin, fault),
        };
        let name = path.to_string_lossy();
        if has_ending(&name, "yaml") || has_ending(&name, "yml") {
            base16::parse(&text, &origin)
        } else {
            Self::parse(&text, &origin)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::print::rgb_of;
    use crate::ui::theme::colour::contrast;
    use ratatui::style::{Color, Style};

    fn folder_with(files: &[(&str, &str)]) -> (tempfile::TempDir, Themes) {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(FOLDER)).unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(FOLDER).join(name), text).unwrap();
        }
        let themes = Themes {
            folder: Some(folder.path().to_owned()),
            own: None,
        };
        (folder, themes)
    }

    #[test]
    fn every_theme_of_the_program_is_faultless_and_complete() {
        for (name, text) in BUILT_IN {
            let file = ThemeFile::parse(text, name);
            assert!(file.faults.is_empty(), "{name}: {:?}", file.faults);
            let theme = built_in(name).unwrap();
            assert_ne!(theme.look(Look::Hit), theme.look(Look::CurrentHit));
            for look in [Look::Hit, Look::CurrentHit, Look::Unread, Look::Dim] {
                assert_ne!(theme.look(look), Style::new(), "{name}: {look:?}");
            }
        }
        assert_eq!(built_in("auto"), None);
        assert!(
            THEMES
                .iter()
                .all(|name| Themes::default().load(name).is_ok())
        );
    }

    #[test]
    fn without_colour_nothing_is_coloured() {
        let theme = built_in("none").unwrap();
        for row in crate::ui::theme::look::LOOKS {
            let style = theme.look(row.look);
            assert_eq!((style.fg, style.bg), (None, None), "{}", row.name);
        }
    }

    #[test]
    fn the_background_chooses_where_no_theme_is_named() {
        let auto = Themes::default().load(AUTO).unwrap();
        for (is_light, name) in [(Some(true), "light"), (Some(false), "dark"), (None, EITHER)] {
            assert_eq!(Some(auto.theme(is_light)), built_in(name));
        }
    }

    #[test]
    fn a_file_changes_a_few_looks_of_its_base() {
        let (_folder, themes) = folder_with(&[
            ("mine.toml", "base = \"paper\"\nlink = 4\n"),
            ("more.toml", "base = \"mine\"\n[headline]\nbold = false\n"),
        ]);
        let more = themes.load("more").unwrap();
        assert!(more.files.iter().all(|file| file.faults.is_empty()));
        let theme = more.theme(None);
        let link = Style::new().fg(Color::Indexed(4)).underlined();
        assert_eq!(theme.look(Look::Link), link);
        assert_eq!(theme.look(Look::Headline), Style::new());
        let paper = built_in("paper").unwrap();
        assert_eq!(theme.page(), paper.page());
        assert_eq!(theme.look(Look::Accent), paper.look(Look::Accent));
        let names = themes.names();
        let expected = "auto dark light high-contrast paper none mine more";
        assert_eq!(names.join(" "), expected);
    }

    #[test]
    fn a_theme_at_hand_is_made_without_any_file() {
        let (folder, mut themes) = folder_with(&[("mine.toml", "link = 4\n")]);
        let path = folder.path().join("themes/mine.toml");
        let path = path.to_str().unwrap();
        let own = |base: &str| {
            let text = format!("base = \"{base}\"\nlink = 4\n");
            Some(ThemeFile::parse(&text, "config.toml"))
        };
        for (name, base, is_at_hand) in [
            ("paper", "dark", true),
            (AUTO, "dark", true),
            (OWN, "dark", true),
            (OWN, "mine", false),
            (OWN, path, false),
            (OWN, OWN, false),
            ("mine", "dark", false),
            ("themes/mine.toml", "dark", false),
            (path, "dark", false),
        ] {
            themes.own = own(base);
            let found = themes.at_hand(name);
            assert_eq!(found.is_some(), is_at_hand, "{name} on {base}");
            let is_loaded = themes.load(name).is_ok();
            assert_eq!(is_loaded, base != OWN, "{name} on {base}");
        }
        themes.own = None;
        assert!(themes.at_hand(OWN).is_none());
    }

    #[test]
    fn an_unknown_theme_has_a_nearest_name_and_a_circle_is_named() {
        let (_folder, themes) = folder_with(&[
            ("mine.toml", "base = \"yours\"\n"),
            ("yours.toml", "base = \"mine\"\n"),
        ]);
        let near = Some("paper".to_owned());
        let unknown = ConfigFault::Theme(ThemeFault::Unknown("papre".to_owned(), near));
        assert_eq!(themes.load("papre").unwrap_err(), unknown);
        let circle = ConfigFault::Theme(ThemeFault::Loop("mine".to_owned()));
        assert_eq!(themes.load("mine").unwrap_err(), circle);
        assert!(themes.load("nowhere/else.toml").is_err());
        assert!(themes.load(OWN).is_err());
    }

    #[test]
    fn every_theme_for_one_background_has_contrast_and_high_contrast_has_much() {
        for name in ["dark", "light", "paper", "high-contrast"] {
            let theme = built_in(name).unwrap();
            let weak = theme.weak_looks(TerminalColours::default());
            assert_eq!(weak, [], "{name}");
        }
        let either = built_in(EITHER).unwrap();
        let weak = either.weak_looks(TerminalColours::default());
        assert!(weak.iter().all(|weak| weak.ratio >= 2.9), "{weak:?}");
        let theme = built_in("high-contrast").unwrap();
        for row in crate::ui::theme::look::LOOKS {
            let style = theme.page().patch(theme.look(row.look));
            let [ink, ground] = [style.fg, style.bg].map(|color| rgb_of(color.unwrap()).unwrap());
            assert!(contrast(ink, ground) >= 7.0, "{}", row.name);
        }
    }

    #[test]
    fn what_is_hard_to_read_is_named_with_its_line() {
        let text = "background = 'dark'\naccent = '#505050'\nlink = '#101010'\nrule = '#707070'\n";
        let (folder, themes) = folder_with(&[("mine.toml", text)]);
        let (weak, hidden) = themes.load("mine").unwrap().weak_looks();
        let path = folder.path().join("themes/mine.toml").display().to_string();
        let found: Vec<(String, &str)> = weak
            .iter()
            .map(|(place, weak)| (place.replace(&path, ""), weak.look.name()))
            .collect();
        let expected = [(":2".to_owned(), "accent"), (":3".to_owned(), "link")];
        assert_eq!(found, expected);
        // The accent is seen on the page, but not in a selected row.
        assert_eq!(hidden, ["link", "related-title", "selected"]);
        let none = Themes::default().load("dark").unwrap().weak_looks();
        assert_eq!(none, (Vec::new(), Vec::new()));
    }

    /// Only the headline has the terminal's own colour; as long as the other texts of the row could be read, its
    /// background stayed, on which black is not seen.
    #[test]
    fn the_selected_row_can_be_read_on_the_other_background() {
        let (white, black) = ([255; 3], [0; 3]);
        for (name, _) in BUILT_IN {
            for (text, ground) in [(black, white), ([0xdd; 3], black), ([0xee; 3], [0x1e; 3])] {
                let theme = built_in(name).unwrap();
                let terminal = TerminalColours {
                    text: Some(text),
                    ground: Some(ground),
                };
                let (legible, _) = theme.clone().legible(&theme, terminal);
                for look in [Look::Selected, Look::SelectedAside] {
                    for beneath in [Look::Plain, Look::Unread, Look::Read, Look::Key] {
                        let style = legible.look(beneath).patch(legible.look(look));
                        let style = legible.page().patch(style);
                        let ink = style.fg.and_then(rgb_of).unwrap_or(text);
                        let behind = style.bg.and_then(rgb_of).unwrap_or(ground);
                        let ratio = contrast(ink, behind);
                        assert!(ratio >= 2.0, "{beneath:?} in {look:?} of {name}: {ratio}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_theme_of_ten_megabytes_is_not_read() {
        let long = "link = 4\n".repeat(1_200_000);
        let (_folder, themes) = folder_with(&[("long.toml", &long)]);
        let loaded = themes.load("long").unwrap();
        let faults = &loaded.files[0].faults;
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].what, ConfigFault::TooLong(LONGEST));
        assert_eq!(Some(loaded.theme(Some(true))), built_in("light"));
    }
}
