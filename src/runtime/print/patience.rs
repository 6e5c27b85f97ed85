//! How many pages of pictures may be late before print is switched off.

use super::choice::PrintChoice;
use std::time::Duration;

/// The maximum time that a page of pictures may take. If it takes longer, the connection is slow;
/// even a terminal that draws with one busy processor takes less.
const SOON: Duration = Duration::from_millis(500);
/// The number of consecutive late pages after which print is switched off. One is not enough,
/// because a terminal that has just started is busy.
const LATE_PAGES: u8 = 3;

/// The number of further late pages after which print is switched off; `None` if the user decided
/// about print, or if the connection has proved fast.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Patience(Option<u8>);

impl Patience {
    /// The patience of a user who decided, or of a fast connection.
    pub(super) const NO_LIMIT: Self = Self(None);

    /// Returns the patience with which print begins.
    pub(super) fn with(choice: PrintChoice) -> Self {
        Self((choice == PrintChoice::Auto).then_some(LATE_PAGES))
    }

    /// Whether it is still being measured how soon pages arrive.
    pub(super) fn is_limited(self) -> bool {
        self.0.is_some()
    }

    /// Returns the patience that is left after a page that took this long.
    pub(super) fn after(self, took: Duration) -> Self {
        Self(
            self.0
                .filter(|_| took > SOON)
                .map(|left| left.saturating_sub(1)),
        )
    }

    pub(super) fn is_at_its_end(self) -> bool {
        self.0 == Some(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn late_pages_switch_print_off_and_one_in_time_settles_it() {
        let (late, soon) = (SOON * 2, SOON / 2);
        for (pages, is_off) in [
            (&[late; 3][..], true),
            (&[late; 2], false),
            (&[late, late, soon, late, late, late], false),
            (&[soon, late, late, late], false),
        ] {
            let start = Patience(Some(LATE_PAGES));
            let left = pages.iter().fold(start, |left, took| left.after(*took));
            assert_eq!(left.is_at_its_end(), is_off, "{pages:?}");
        }
        assert_eq!(Patience(None).after(late), Patience(None));
    }
}
