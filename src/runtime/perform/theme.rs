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
                let mut answers = Vec::from_iter(self.themes.choose(&name, &self.answers));
                answers.extend(self.show_theme(screen));
                answers.extend(self.theme_warning());
                return answers;
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

    /// Returns the remark about the files of the theme, and about roles that it hides.
    fn theme_warning(&self) -> Option<Answer> {
        let language = self.article_index.language();
        let faults = self.themes.faults().map(|fault| fault.say(language));
        let hidden = self.themes.warning().map(|warning| warning.say(language));
        let said: Vec<_> = faults
            .chain(hidden)
            .map(|said| said.as_str().into())
            .collect();
        (!said.is_empty()).then_some(Answer::ConfigurationFaults(said))
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
