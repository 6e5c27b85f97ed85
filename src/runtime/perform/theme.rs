//! Effects that concern the theme.

use super::Performer;
use crate::app::{Answer, ThemeEffect};
use crate::runtime::themes::ThemeNews;
use crate::terminal::screen::Screen;
use std::io::Write;

impl Performer {
    /// Performs an effect that concerns the theme.
    pub(super) fn perform_theme<W: Write>(
        &mut self,
        effect: ThemeEffect,
        screen: &mut Screen<W>,
    ) -> Vec<Answer> {
        match effect {
            ThemeEffect::Set(name) => {
                self.themes.choose(&name, &self.answers);
                let warning = self.theme_warning();
                return self.show_theme(screen).into_iter().chain(warning).collect();
            }
            ThemeEffect::Preview(name) => self.themes.preview(&name),
            ThemeEffect::Restore => self.themes.restore(),
            ThemeEffect::LoadAll => self.themes.load_all(&self.answers),
        }
        self.show_theme(screen)
    }

    /// Takes what a thread found out about themes.
    pub(in crate::runtime) fn take_themes<W: Write>(
        &mut self,
        news: ThemeNews,
        screen: &mut Screen<W>,
    ) -> Vec<Answer> {
        let is_chosen = matches!(news, ThemeNews::Chosen(_));
        let answer = self.themes.take(news);
        let mut answers = self.show_theme(screen);
        answers.extend(answer);
        answers.extend(is_chosen.then(|| self.theme_warning()).flatten());
        answers
    }

    /// Returns the remark about roles that the theme hides.
    fn theme_warning(&self) -> Option<Answer> {
        let warning = self.themes.warning()?;
        let said = warning.say(self.article_index.language());
        Some(Answer::Remark(said.into()))
    }

    /// Draws pictures in the colours of the theme's page from now on.
    fn show_theme<W: Write>(&mut self, screen: &mut Screen<W>) -> Vec<Answer> {
        let theme = self.themes.drawn();
        let page = (theme.is_light, theme.page());
        let is_other = self.print.set_page(page);
        let print = is_other.then(|| self.set_print(screen));
        print.into_iter().collect()
    }
}
