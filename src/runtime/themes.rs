//! The theme in force: chosen by name or by the terminal's background, in the colours that the terminal has, and the
//! one that the user looks at while choosing.

use super::{LoopEvent, worker};
use crate::app::Answer;
use crate::config::fault::LocatedFault;
use crate::config::theme::{AUTO, LoadedTheme, Themes};
use crate::print::Rgb;
use crate::terminal::answers::is_light;
use crate::ui::theme::contrast::TerminalColours;
use crate::ui::theme::{ColourDepth, Theme};
use crate::words::{ConfigFault, ThemeFault};
use std::sync::mpsc::SyncSender;

/// Which theme a session begins with, and where the others are.
#[derive(Clone, Debug, Default)]
pub struct ThemeSetup {
    /// Where the user's themes are.
    pub themes: Themes,
    /// The theme.
    pub chosen: LoadedTheme,
    /// Whether the user wants no colours unless a theme is named (`NO_COLOR`).
    pub is_colourless: bool,
}

/// What a thread found out about themes.
#[derive(Clone, Debug)]
pub(super) enum ThemeNews {
    /// All themes of the user.
    Known(Vec<LoadedTheme>),
    /// The configuration was read again: where the themes are, and the one that it names.
    Configured(Themes, LoadedTheme),
    /// The theme that is to be in force from now on.
    Chosen(Result<LoadedTheme, ConfigFault>),
}

/// The state of themes.
pub(super) struct ThemeState {
    setup: ThemeSetup,
    /// The themes of files, once they were read.
    known: Vec<LoadedTheme>,
    /// The theme that the user looks at.
    preview: Option<LoadedTheme>,
    depth: ColourDepth,
    terminal: TerminalColours,
    /// Whether the background is light, as the environment says.
    assumed: Option<bool>,
    drawn: Theme,
    /// The looks that were replaced because they could not be read.
    hidden: Vec<&'static str>,
}

impl ThemeState {
    /// Returns the state at the start.
    pub(super) fn new(
        setup: ThemeSetup,
        depth: ColourDepth,
        terminal: TerminalColours,
        assumed: Option<bool>,
    ) -> Self {
        let mut state = Self {
            setup,
            known: Vec::new(),
            preview: None,
            depth,
            terminal,
            assumed,
            drawn: Theme::new(&[]),
            hidden: Vec::new(),
        };
        state.update();
        state
    }

    /// Returns the theme in which the next frame is drawn.
    pub(super) fn drawn(&self) -> &Theme {
        &self.drawn
    }

    fn update(&mut self) {
        let is_light = self.terminal.ground.map(is_light).or(self.assumed);
        let loaded = self.preview.as_ref().unwrap_or(&self.setup.chosen);
        let colourless = (loaded.name == AUTO && self.setup.is_colourless)
            .then(|| self.setup.themes.at_hand("none"))
            .flatten();
        let loaded = colourless.as_ref().unwrap_or(loaded);
        let theme = loaded.theme(is_light).reduced(self.depth);
        let base = loaded.base(is_light).reduced(self.depth);
        (self.drawn, self.hidden) = theme.legible(&base, self.terminal);
        if loaded.files.is_empty() {
            // Few colours are no fault of the user.
            self.hidden.clear();
        }
    }

    /// Returns the sentence about looks that could not be read, if there are any.
    pub(super) fn warning(&self) -> Option<ConfigFault> {
        let names = self.hidden.join(", ");
        (!names.is_empty()).then_some(ConfigFault::Theme(ThemeFault::Hidden(names)))
    }

    /// Returns what is wrong with the files of the theme in force.
    pub(super) fn faults(&self) -> impl Iterator<Item = &LocatedFault> {
        let files = self.setup.chosen.files.iter();
        files.flat_map(|file| &file.faults)
    }

    /// Notes colours that the terminal reported.
    pub(super) fn coloured(&mut self, text: Option<Rgb>, ground: Option<Rgb>) {
        let before = self.terminal;
        self.terminal.text = text.or(before.text);
        self.terminal.ground = ground.or(before.ground);
        if self.terminal != before {
            self.update();
        }
    }

    /// Puts a theme into force, or asks a thread for it; returns an answer if none comes from a thread.
    pub(super) fn choose(&mut self, name: &str, events: &SyncSender<LoopEvent>) -> Option<Answer> {
        self.preview = None;
        match self.at_hand(name) {
            Some(theme) => self.take(ThemeNews::Chosen(Ok(theme))),
            None => {
                let (themes, name) = (self.setup.themes.clone(), name.to_owned());
                let failure = ThemeNews::Chosen(Err(ConfigFault::Theme(ThemeFault::Internal)));
                let task = move || {
                    worker::trip("themes");
                    Some(ThemeNews::Chosen(themes.load(&name)))
                };
                let failed = worker::run("themes", events, Some(failure), task);
                failed.and_then(|failure| self.take(failure))
            }
        }
    }

    /// Shows a theme until another is shown or chosen; one that is not known yet is not shown.
    pub(super) fn preview(&mut self, name: &str) {
        self.preview = self.at_hand(name);
        self.update();
    }

    /// Shows the theme in force again.
    pub(super) fn restore(&mut self) {
        self.preview = None;
        self.update();
    }

    /// Returns a theme for which no file needs to be read: a key must not wait for the disk.
    fn at_hand(&self, name: &str) -> Option<LoadedTheme> {
        let known = self.known.iter().find(|theme| theme.name == name);
        known.cloned().or_else(|| self.setup.themes.at_hand(name))
    }

    /// Lets a thread read all themes. Without it, only those that are known already are offered.
    pub(super) fn load_all(&self, events: &SyncSender<LoopEvent>) {
        let themes = self.setup.themes.clone();
        let task = move || {
            let names = themes.names().into_iter();
            let known = names.filter_map(|name| themes.load(&name).ok());
            Some(ThemeNews::Known(known.collect()))
        };
        let _logged = worker::run("themes", events, None, task);
    }

    /// Takes what a thread found out.
    pub(super) fn take(&mut self, news: ThemeNews) -> Option<Answer> {
        match news {
            ThemeNews::Known(known) => {
                let names = known.iter().map(|theme| theme.name.clone()).collect();
                self.known = known;
                Some(Answer::Themes(names))
            }
            ThemeNews::Configured(themes, theme) => {
                self.setup.themes = themes;
                // What was read of files may be out of date.
                self.known.clear();
                if theme.name == self.setup.chosen.name {
                    self.setup.chosen = theme;
                    self.update();
                }
                None
            }
            ThemeNews::Chosen(Ok(theme)) => {
                let name = theme.name.clone();
                self.setup.chosen = theme;
                self.update();
                Some(Answer::ThemeFound(name))
            }
            ThemeNews::Chosen(Err(fault)) => {
                let kept = self.setup.chosen.name.clone();
                Some(Answer::NoTheme(fault, kept))
            }
        }
    }
}

/// The beginnings of the names of terminals that show any red, green and blue, or turn it into what they show.
const FULL: [&str; 12] = [
    "kitty", "foot", "WezTerm", "ghostty", "iTerm2", "Konsole", "VTE", "tmux ", "contour",
    "mlterm", "XTerm(", "xterm.js",
];
/// The beginnings of the values of `TERM` for consoles with few colours.
const FEW: [&str; 5] = ["linux", "vt", "ansi", "cons25", "cygwin"];

/// Returns how many colours the terminal has: by the name that it reported and by the environment.
pub(super) fn depth_of(
    reported: Option<&str>,
    setting: impl Fn(&str) -> Option<String>,
) -> ColourDepth {
    let term = setting("TERM").unwrap_or_default();
    let declared = setting("COLORTERM").unwrap_or_default();
    let is_full = ["truecolor", "24bit"].contains(&declared.as_str())
        || term.ends_with("-direct")
        || [
            "xterm-kitty",
            "alacritty",
            "foot",
            "xterm-ghostty",
            "wezterm",
        ]
        .contains(&term.as_str())
        || reported.is_some_and(|name| FULL.iter().any(|full| name.starts_with(full)));
    let is_few = FEW.iter().any(|few| term.starts_with(few)) || term.ends_with("-16color");
    match (is_full, is_few) {
        (true, _) => ColourDepth::Full,
        (false, true) => ColourDepth::Sixteen,
        (false, false) => ColourDepth::Palette,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_many_colours_there_are_is_known_by_name_and_environment() {
        for (reported, term, declared, expected) in [
            (None, "linux", "", ColourDepth::Sixteen),
            (None, "xterm-256color", "", ColourDepth::Palette),
            (None, "xterm-256color", "truecolor", ColourDepth::Full),
            (Some("kitty(0.41.1)"), "xterm", "", ColourDepth::Full),
            (Some("odd 1"), "screen", "", ColourDepth::Palette),
            (None, "xterm-direct", "", ColourDepth::Full),
        ] {
            let setting = |name: &str| match name {
                "TERM" => Some(term.to_owned()),
                "COLORTERM" => Some(declared.to_owned()),
                _ => None,
            };
            assert_eq!(depth_of(reported, setting), expected, "{term} {declared}");
        }
    }

    #[test]
    fn a_preview_ends_where_it_began() {
        let mut state = ThemeState::new(
            ThemeSetup::default(),
            ColourDepth::Full,
            TerminalColours::default(),
            Some(false),
        );
        let before = state.drawn().clone();
        state.preview("paper");
        assert_ne!(*state.drawn(), before);
        state.restore();
        assert_eq!(*state.drawn(), before);
        state.preview("no such theme");
        assert_eq!(*state.drawn(), before);
        let (events, _) = std::sync::mpsc::sync_channel(1);
        state.choose("light", &events);
        state.preview("dark");
        state.restore();
        assert_eq!(
            Some(state.drawn()),
            crate::config::theme::built_in("light").as_ref()
        );
    }

    #[test]
    fn a_key_never_reads_the_file_of_a_theme() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mine.toml");
        std::fs::write(&path, "base = \"paper\"\n").unwrap();
        let path = path.to_str().unwrap();
        let mut state = ThemeState::new(
            ThemeSetup::default(),
            ColourDepth::Full,
            TerminalColours::default(),
            Some(false),
        );
        let before = state.drawn().clone();
        state.preview(path);
        assert_eq!(*state.drawn(), before);
        let (events, news) = std::sync::mpsc::sync_channel(1);
        assert_eq!(state.choose(path, &events), None);
        assert_eq!(*state.drawn(), before);
        let Ok(LoopEvent::Themes(news)) = news.recv() else {
            panic!("no theme was read");
        };
        let found = Answer::ThemeFound(path.to_owned());
        assert_eq!(state.take(news), Some(found));
        assert_ne!(*state.drawn(), before);
    }

    #[test]
    fn no_color_counts_where_no_theme_is_named() {
        let setup = ThemeSetup {
            is_colourless: true,
            ..ThemeSetup::default()
        };
        let terminal = TerminalColours::default();
        let mut state = ThemeState::new(setup, ColourDepth::Full, terminal, Some(false));
        let none = crate::config::theme::built_in("none");
        assert_eq!(Some(state.drawn()), none.as_ref());
        state.coloured(None, Some([255; 3]));
        assert_eq!(Some(state.drawn()), none.as_ref());
        let (events, _) = std::sync::mpsc::sync_channel(1);
        state.choose("dark", &events);
        assert_ne!(Some(state.drawn()), none.as_ref());
    }
}
