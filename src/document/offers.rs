//! The suggestions below an article.

use super::setter::{Indent, Marker, Setter, Span};
use super::{Role, TargetKind};
use crate::article::{Offer, Why};
use crate::text::measure::Measure;
use crate::words::{Language, Phrase, day};

impl<M: Measure> Setter<'_, M> {
    pub(super) fn related(&mut self, related: &[Offer]) {
        if related.is_empty() {
            return;
        }
        self.blank();
        let heading = Phrase::RelatedStories.say(self.setting.language);
        self.line(&heading, Role::RelatedHeading);
        let left = self.measure.width(&format!("{}  ", related.len()));
        for (index, story) in related.iter().enumerate() {
            let target = Some(self.target(TargetKind::Related(index)));
            let number = format!("{}  ", index + 1);
            let marker = Marker {
                text: &number,
                role: Role::Number,
                target,
                on_every_line: false,
            };
            let title = Span::linked(&story.title, Role::RelatedTitle, target);
            self.paragraph(
                &[title],
                Indent {
                    left,
                    marker: Some(marker),
                    ..Indent::default()
                },
            );
            let note = note(story, self.setting.language);
            if !note.is_empty() {
                let note = Span::linked(&note, Role::Note, target);
                self.paragraph(
                    &[note],
                    Indent {
                        left,
                        ..Indent::default()
                    },
                );
            }
        }
        self.blank();
    }
}

/// Returns the line below a suggestion: publisher, date, reason.
fn note(offer: &Offer, language: Language) -> String {
    let day = offer.published.map(|at| day(&at, language));
    let why = Some(reason(&offer.why, language)).filter(|why| !why.is_empty());
    let parts = [offer.source.clone(), day, why];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Returns the reason for a suggestion in words; empty for a suggestion by the publisher.
pub fn reason(why: &Why, language: Language) -> String {
    match why {
        Why::ByPublisher => String::new(),
        Why::Same => Phrase::ToldElsewhere.say(language).into_owned(),
        Why::Shares(words) => words.join(", "),
    }
}
