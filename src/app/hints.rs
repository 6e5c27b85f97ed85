//! Letters on the links, images and cards in sight; typing one opens its target.

use crate::key::{Key, KeyCode};

/// The letters of labels, the home row first.
const LETTERS: &str = "asdfghjklewiomnvcrut";

/// Labels on the links, images and cards of the open article.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Hints {
    /// Each label, with the index of its target in the document.
    pub labels: Vec<(String, usize)>,
    /// The letters typed so far.
    pub typed: String,
}

/// The effect of a key on the hints.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum HintStep {
    /// The typed letters are the label of this target.
    Picked(usize),
    /// One letter was typed, and the label has another.
    Unfinished,
    /// No label begins with the typed letters.
    Unknown,
    /// The key is not a letter, so the hints disappear.
    Cancelled,
}

impl Hints {
    /// Returns hints on these targets, which are indices into the document's links, images and
    /// cards.
    pub fn on(targets: Vec<usize>) -> Self {
        Self {
            labels: labels(targets.len()).into_iter().zip(targets).collect(),
            typed: String::new(),
        }
    }

    /// Applies a key.
    pub fn press(&mut self, key: Key) -> HintStep {
        let KeyCode::Char(letter) = key.code else {
            return HintStep::Cancelled;
        };
        self.typed.push(letter.to_ascii_lowercase());
        let mut labels = self.labels.iter();
        if let Some((_, target)) = labels.find(|(label, _)| *label == self.typed) {
            return HintStep::Picked(*target);
        }
        let mut labels = self.labels.iter();
        if labels.any(|(label, _)| label.starts_with(&self.typed)) {
            HintStep::Unfinished
        } else {
            HintStep::Unknown
        }
    }
}

/// Returns `count` labels: one letter each if there are enough letters, else two letters.
fn labels(count: usize) -> Vec<String> {
    if count <= LETTERS.len() {
        return LETTERS.chars().take(count).map(String::from).collect();
    }
    let pairs = LETTERS.chars().flat_map(|first| {
        LETTERS
            .chars()
            .map(move |second| format!("{first}{second}"))
    });
    pairs.take(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_picks_where_there_are_few_targets() {
        let mut hints = Hints::on(vec![7, 9]);
        assert_eq!(hints.press(Key::char('S')), HintStep::Picked(9));
        let mut hints = Hints::on(vec![7, 9]);
        assert_eq!(hints.press(Key::char('z')), HintStep::Unknown);
        let mut hints = Hints::on(vec![7, 9]);
        let esc = Key::plain(KeyCode::Esc);
        assert_eq!(hints.press(esc), HintStep::Cancelled);
    }

    #[test]
    fn two_letters_pick_where_there_are_many() {
        let mut hints = Hints::on((0..30).collect());
        assert_eq!(hints.press(Key::char('s')), HintStep::Unfinished);
        assert_eq!(hints.press(Key::char('a')), HintStep::Picked(20));
    }
}
