//! Opening an address in the browser.

use super::action::Action;
use super::effect::Effect;
use crate::words::Phrase;

/// Opens an address in the browser and tells the user which; refuses anything but http and https.
pub(super) fn open(address: &str) -> Vec<Action> {
    let url = url::Url::parse(address).ok();
    match url.filter(|url| matches!(url.scheme(), "http" | "https")) {
        Some(url) => vec![
            Action::Say(Phrase::Opening(url.as_str().into())),
            Action::Perform(Effect::OpenAddress(url.into())),
        ],
        None => vec![Action::Warn(Phrase::NotAnAddress(address.into()))],
    }
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
}
