//! Advice about an environment in which Hindi cannot be displayed correctly.

use super::Language;

/// A piece of advice.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Advice {
    /// tmux runs in kitty, and the two disagree on the cells of clusters.
    TmuxInKitty,
    /// zellij removes vowel signs.
    Zellij,
    /// GNU screen gives every combining sign a cell of its own.
    Screen,
    /// xterm draws combining signs badly, but could show pictures if it was started with another
    /// option.
    XtermForPictures,
    /// tmux counts sixel pictures in bands of six pixels, which do not fit the cells.
    TmuxBands,
    /// urxvt draws wide letters as boxes.
    UrxvtBoxes,
    /// The terminal takes each byte of UTF-8 for a letter.
    NotUtf8,
    /// Print works, but there are scripts for which no font is installed.
    Fonts,
}

impl Advice {
    /// All of them.
    #[cfg(test)]
    const ALL: [Self; 8] = [
        Self::TmuxInKitty,
        Self::Zellij,
        Self::Screen,
        Self::XtermForPictures,
        Self::TmuxBands,
        Self::UrxvtBoxes,
        Self::NotUtf8,
        Self::Fonts,
    ];

    /// Returns the advice as a sentence, short enough for a status line of 80 columns: at its end is what helps.
    pub fn say(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::TmuxInKitty, Language::Hindi) => {
                "tmux में हिंदी खिसके तो ^L, या set -g allow-passthrough on"
            }
            (Self::TmuxInKitty, Language::English) => {
                "if tmux shifts Hindi: ^L, or set -g allow-passthrough on"
            }
            (Self::Zellij, Language::Hindi) => "zellij मात्राएँ मिटा देता है; हिंदी उसके बाहर पढ़ें",
            (Self::Zellij, Language::English) => {
                "zellij discards vowel signs; read Hindi outside of it"
            }
            (Self::Screen, Language::Hindi) => "GNU screen मात्राएँ अलग कर देता है; tmux में या सीधे चलाएँ",
            (Self::Screen, Language::English) => {
                "GNU screen sets vowel signs apart; use tmux, or neither"
            }
            (Self::XtermForPictures, Language::Hindi) => {
                "xterm -ti vt340 से शुरू करें: हिंदी छपाई जैसी दिखेगी"
            }
            (Self::XtermForPictures, Language::English) => {
                "start it as xterm -ti vt340: then Hindi looks as in print"
            }
            (Self::TmuxBands, Language::Hindi) => {
                "छपाई के लिए: tmux 3.7, या पंक्ति की ऊँचाई 6 पिक्सेल से पूरी बँटे"
            }
            (Self::TmuxBands, Language::English) => {
                "for print: tmux 3.7, or lines 6, 12, 18, 24 … pixels high"
            }
            (Self::UrxvtBoxes, Language::Hindi) => {
                "ख, आ, ओ, औ की जगह डिब्बे दिखें, तो urxvt -letsp 3 से शुरू करें"
            }
            (Self::UrxvtBoxes, Language::English) => {
                "if ख, आ, ओ and औ are boxes, start it as urxvt -letsp 3"
            }
            (Self::NotUtf8, Language::Hindi) => "टर्मिनल UTF-8 नहीं समझता: LC_ALL=C.UTF-8 के साथ चलाएँ",
            (Self::NotUtf8, Language::English) => {
                "this terminal is not in UTF-8: start it with LC_ALL=C.UTF-8"
            }
            (Self::Fonts, Language::Hindi) => "फ़ॉन्ट लगाएँ, जैसे fonts-noto-core और fonts-noto-cjk",
            (Self::Fonts, Language::English) => {
                "install fonts, such as fonts-noto-core and fonts-noto-cjk"
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::measure::Measure as _;
    use crate::text::width::WidthProfile;

    #[test]
    fn advice_fits_beside_the_position_at_80_columns() {
        for profile in ["sum", "kitty"] {
            let widths = WidthProfile::named(profile).unwrap();
            for (advice, language) in Advice::ALL
                .into_iter()
                .flat_map(|advice| [Language::Hindi, Language::English].map(|it| (advice, it)))
            {
                let sentence = advice.say(language);
                let width = widths.width(sentence);
                assert!(width <= 60, "{profile}: {width}: {sentence}");
            }
        }
    }
}
