//! The dialog of the feeds that a page names, one of which the user follows.

use super::rules::DialogRules;
use crate::app::action::Action;
use crate::app::command::DialogCommand;
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::news::{FeedOffer, FeedRequest};

/// The feeds of a page.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FeedOffersDialog {
    /// The feeds.
    pub offers: Vec<FeedOffer>,
}

impl DialogRules for FeedOffersDialog {
    fn rows(&self, _context: &Context) -> Option<Vec<String>> {
        let text = |offer: &FeedOffer| format!("{} {}", offer.title, offer.address);
        Some(self.offers.iter().map(text).collect())
    }

    fn command(&mut self, command: DialogCommand, row: usize) -> Option<Vec<Action>> {
        let offer = self.offers.get(row).or_else(|| self.offers.last())?;
        (command == DialogCommand::Accept).then(|| {
            let request = FeedRequest::Follow(offer.address.clone());
            vec![Action::CloseDialog, Action::Perform(Effect::Feeds(request))]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_feed_is_followed() {
        let offer = |address: &str| FeedOffer {
            address: address.to_owned(),
            title: "Example".into(),
            headlines: Vec::new(),
        };
        let offers = vec![
            offer("https://example.org/1"),
            offer("https://example.org/2"),
        ];
        let mut dialog = FeedOffersDialog { offers };
        let follow = FeedRequest::Follow("https://example.org/2".to_owned());
        let actions = dialog.command(DialogCommand::Accept, 1);
        assert_eq!(
            actions.unwrap().last(),
            Some(&Action::Perform(Effect::Feeds(follow)))
        );
    }
}
