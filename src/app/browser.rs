//! Opening an address in the browser.

use super::action::Action;
use super::effect::Effect;
use crate::article::{untracked_address, web_url};
use crate::words::Phrase;

/// Opens an address in the browser without what only tracks the click, and tells the user which; refuses anything
/// but http and https.
pub(super) fn open(address: &str) -> Vec<Action> {
    match untracked_address(address) {
        Some(clean) => begin(Phrase::OpeningUntracked(clean.as_str().into()), clean),
        None => open_original(address),
    }
}

/// Opens an address as it was published.
pub(super) fn open_original(address: &str) -> Vec<Action> {
    match web_url(address) {
        Some(url) => begin(Phrase::Opening(url.as_str().into()), url.into()),
        None => vec![Action::Warn(Phrase::NotAnAddress(address.into()))],
    }
}

/// Copies an address without what only tracks the click.
pub(super) fn copy(address: String) -> Action {
    Action::Perform(Effect::Copy(untracked_address(&address).unwrap_or(address)))
}

fn begin(say: Phrase, address: String) -> Vec<Action> {
    vec![
        Action::Say(say),
        Action::Perform(Effect::OpenAddress(address)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_opened() {
        let url = "https://example.org/a".to_owned();
        let open_it = Action::Perform(Effect::OpenAddress(url.clone()));
        assert_eq!(open(&url).last(), Some(&open_it));
        for address in ["file:///etc/passwd", "javascript:alert(1)", "example.org"] {
            let refused = Action::Warn(Phrase::NotAnAddress(address.into()));
            assert_eq!(open(address), vec![refused]);
        }
    }

    #[test]
    fn what_tracks_is_left_out_and_the_original_can_be_opened() {
        let tracked = "https://example.org/a?id=1&utm_source=rss";
        let clean = "https://example.org/a?id=1".to_owned();
        let expected = vec![
            Action::Say(Phrase::OpeningUntracked(clean.as_str().into())),
            Action::Perform(Effect::OpenAddress(clean.clone())),
        ];
        assert_eq!(open(tracked), expected);
        assert_eq!(
            copy(tracked.to_owned()),
            Action::Perform(Effect::Copy(clean))
        );
        let original = Action::Perform(Effect::OpenAddress(tracked.to_owned()));
        assert_eq!(open_original(tracked).last(), Some(&original));
        let odd = "mailto:a@example.org".to_owned();
        assert_eq!(copy(odd.clone()), Action::Perform(Effect::Copy(odd)));
    }
}
