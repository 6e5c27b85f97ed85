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
    /// Returns the advice as a sentence.
    pub fn say(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::TmuxInKitty, Language::Hindi) => {
                "kitty में tmux पर्दा ख़ुद बनाए तो हिंदी खिसकती है, ^L से ठीक होगी; या set -g allow-passthrough on (kitty 0.28)"
            }
            (Self::TmuxInKitty, Language::English) => {
                "in kitty tmux shifts Hindi when it redraws; ^L sets it right, or set -g allow-passthrough on (kitty 0.28)"
            }
            (Self::Zellij, Language::Hindi) => {
                "zellij मात्राएँ और हलंत मिटा देता है; हिंदी के लिए zellij के बाहर चलाएँ"
            }
            (Self::Zellij, Language::English) => {
                "zellij discards vowel signs; run newsreader outside zellij for Hindi"
            }
            (Self::Screen, Language::Hindi) => {
                "GNU screen हर मात्रा को अलग ख़ाना देता है; tmux में या सीधे चलाएँ"
            }
            (Self::Screen, Language::English) => {
                "GNU screen gives each vowel sign a cell; run newsreader in tmux or without"
            }
            (Self::XtermForPictures, Language::Hindi) => {
                "xterm -ti vt340 से शुरू करें: तब हिंदी छपाई जैसी दिखेगी"
            }
            (Self::XtermForPictures, Language::English) => {
                "start it as xterm -ti vt340: then Hindi looks as in print"
            }
            (Self::TmuxBands, Language::Hindi) => {
                "tmux 3.7 लगाएँ, या ऐसा फ़ॉन्ट आकार जिसमें पंक्ति की ऊँचाई 6 पिक्सेल से पूरी बँटे: तब हिंदी छपाई जैसी दिखेगी"
            }
            (Self::TmuxBands, Language::English) => {
                "for print take tmux 3.7, or a font size whose line is a multiple of 6 pixels high"
            }
            (Self::UrxvtBoxes, Language::Hindi) => {
                "ख, आ, ओ, औ की जगह डिब्बे दिखें, तो urxvt -letsp 3 से शुरू करें"
            }
            (Self::UrxvtBoxes, Language::English) => {
                "if ख, आ, ओ and औ are boxes, start it as urxvt -letsp 3"
            }
            (Self::NotUtf8, Language::Hindi) => {
                "यह टर्मिनल UTF-8 नहीं समझता: इसे UTF-8 में शुरू करें, जैसे LC_ALL=C.UTF-8 के साथ"
            }
            (Self::NotUtf8, Language::English) => {
                "this terminal does not read UTF-8: start it in UTF-8, for example with LC_ALL=C.UTF-8"
            }
            (Self::Fonts, Language::Hindi) => {
                "ऊपर की लिपियों के फ़ॉन्ट लगाएँ, जैसे fonts-noto-core और fonts-noto-cjk"
            }
            (Self::Fonts, Language::English) => {
                "install fonts for the scripts above, such as fonts-noto-core and fonts-noto-cjk"
            }
        }
    }
}
