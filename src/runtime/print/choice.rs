//! What the user chose for print, and the protocol that follows from it.

use super::abilities::{kitty_of, protocol_of};
use crate::terminal::calibrate::Findings;
use crate::terminal::graphics::Protocol;

/// The user's settings for print.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct PrintSetting {
    /// Whether print is used, and by which picture protocol.
    pub choice: PrintChoice,
    /// The font family to prefer.
    pub family: Option<String>,
}

/// When text is set as in print.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum PrintChoice {
    /// If the terminal supports pictures and answers soon enough.
    #[default]
    Auto,
    /// Never.
    Off,
    /// By this picture protocol, whatever the terminal reports.
    By(Protocol),
}

impl PrintChoice {
    /// Returns the choice with this name in a configuration.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "auto" => Some(Self::Auto),
            "off" => Some(Self::Off),
            "kitty" => Some(Self::By(Protocol::Kitty)),
            "sixel" => Some(Self::By(Protocol::Sixel)),
            "iterm2" => Some(Self::By(Protocol::Iterm2)),
            _ => None,
        }
    }

    /// Returns the picture protocol that print would use. Where the background is unknown, only a
    /// protocol with transparency is chosen: other pictures would be boxes on it.
    pub(super) fn protocol(self, findings: &Findings, is_ground_known: bool) -> Option<Protocol> {
        match self {
            Self::Off | Self::Auto => protocol_of(findings)
                .filter(|protocol| is_ground_known || protocol.has_transparency()),
            Self::By(Protocol::Kitty) => Some(kitty_of(findings)),
            Self::By(protocol) => Some(protocol),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal::outer_terminal::OuterTerminal;

    #[test]
    fn an_unknown_background_gives_no_boxes() {
        let past_tmux = Findings {
            outer: Some(OuterTerminal {
                name: Some("kitty(0.41.1)".to_owned()),
                is_passing: true,
                ..OuterTerminal::default()
            }),
            ..Findings::default()
        };
        let sixel = Findings {
            has_sixel: true,
            ..Findings::default()
        };
        let auto = |findings, is_known| PrintChoice::Auto.protocol(findings, is_known);
        assert_eq!(auto(&past_tmux, false), Some(Protocol::KittyThroughTmux(0)));
        assert_eq!(auto(&sixel, false), None);
        assert_eq!(auto(&sixel, true), Some(Protocol::Sixel));
    }
}
