//! The texts of `newsreader doctor`.

use super::Language;

/// A label or a value in the report.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(
    missing_docs,
    reason = "the match below is the documentation, in two languages"
)]
pub enum Label {
    Terminal,
    Unnamed,
    Within,
    Answered,
    NotAnswered,
    Widths,
    Named,
    ByEnvironment,
    ByDefault,
    Measured,
    LikeThese,
    LikeNone,
    Explicit,
    Clusters,
    Yes,
    No,
    Unknown,
    Letter,
    Advance,
    Allotment,
    Colours,
    Background,
    Light,
    Dark,
    Pictures,
    Cell,
    Browser,
    NoBrowser,
    Fonts,
    NoFonts,
    Print,
    PrintNoPictures,
    PrintNotThrough,
    PrintNotPassed,
    PrintNoFont,
    ScriptsWithoutFont,
    Kept,
    LogFile,
    Advice,
    NoAdvice,
    Picture,
}

impl Label {
    /// Returns the text.
    pub fn say(self, language: Language) -> &'static str {
        let (hindi, english) = self.both();
        match language {
            Language::Hindi => hindi,
            Language::English => english,
        }
    }

    fn both(self) -> (&'static str, &'static str) {
        match self {
            Self::Terminal => ("टर्मिनल", "terminal"),
            Self::Unnamed => ("नाम नहीं बताता", "does not say its name"),
            Self::Within => ("के भीतर", "within"),
            Self::Answered => ("जवाब मिला", "answered in"),
            Self::NotAnswered => ("जवाब नहीं मिला", "no answer"),
            Self::Widths => ("चौड़ाई", "widths"),
            Self::Named => ("--widths से", "as named by --widths"),
            Self::ByEnvironment => ("नाम से अनुमान", "guessed by its name"),
            Self::ByDefault => ("अनुमान: कोड पॉइंट का जोड़", "guessed: the sum of code points"),
            Self::Measured => ("नापी हुई; नियम से मेल", "measured; explained by rules"),
            Self::LikeThese => ("इन जैसी", "like"),
            Self::LikeNone => ("किसी और जैसी नहीं", "like no other known terminal"),
            Self::Explicit => ("कहे ख़ाने मानता है (OSC 66)", "obeys told cells (OSC 66)"),
            Self::Clusters => ("अक्षर-समूह (2027)", "clusters as units (2027)"),
            Self::Yes => ("हाँ", "yes"),
            Self::No => ("नहीं", "no"),
            Self::Unknown => ("पता नहीं", "unknown"),
            Self::Letter => ("अक्षर", "letter"),
            Self::Advance => ("टर्मिनल देता है", "terminal gives"),
            Self::Allotment => ("हम देते हैं", "we give"),
            Self::Colours => ("रंग", "colours"),
            Self::Background => ("पृष्ठभूमि", "background"),
            Self::Light => ("हल्की", "light"),
            Self::Dark => ("गहरी", "dark"),
            Self::Pictures => ("चित्र", "pictures"),
            Self::Cell => ("ख़ाना (पिक्सेल)", "cell (pixels)"),
            Self::Browser => ("ब्राउज़र", "browser"),
            Self::NoBrowser => (
                "कोई नहीं; पता एक डिब्बे में दिखेगा ($BROWSER रखें)",
                "none; addresses are shown in a box (set $BROWSER)",
            ),
            Self::Fonts => ("देवनागरी फ़ॉन्ट", "Devanagari fonts"),
            Self::NoFonts => (
                "नहीं मिले; Noto Sans Devanagari लगाएँ",
                "none found here; install Noto Sans Devanagari",
            ),
            Self::Print
            | Self::PrintNoPictures
            | Self::PrintNotThrough
            | Self::PrintNotPassed
            | Self::PrintNoFont => self.of_print(),
            Self::ScriptsWithoutFont => ("बिना फ़ॉन्ट की लिपियाँ", "scripts without a font"),
            Self::Kept => ("नाप यहाँ रखी है", "measurements are kept in"),
            Self::LogFile => ("लॉग", "log"),
            Self::Advice => ("सलाह", "advice"),
            Self::NoAdvice => ("कुछ बदलने की ज़रूरत नहीं", "nothing needs to be changed"),
            Self::Picture => (
                "दाईं रेखा सीधी है, तो चौड़ाई सही है:",
                "the widths are right if the line on the right is straight:",
            ),
        }
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "only the labels about print come here"
    )]
    fn of_print(self) -> (&'static str, &'static str) {
        match self {
            Self::PrintNoPictures => (
                "नहीं: यह टर्मिनल चित्र नहीं दिखाता (kitty, foot, WezTerm, iTerm2 दिखाते हैं)",
                "no: this terminal shows no pictures (kitty, foot, WezTerm, iTerm2 do)",
            ),
            Self::PrintNotThrough => (
                "नहीं: बीच में चल रहा प्रोग्राम (जैसे tmux) चित्र आगे नहीं भेजता; उसके बाहर चलाएँ, या sixel वाला टर्मिनल और tmux 3.4 लें",
                "no: what runs in between (such as tmux) passes no pictures on; run it outside, or in tmux 3.4 within a terminal that has sixel",
            ),
            Self::PrintNotPassed => (
                "नहीं: tmux चित्र रोकता है; tmux.conf में set -g allow-passthrough on लिखें",
                "no: tmux holds pictures back; write set -g allow-passthrough on into tmux.conf",
            ),
            Self::PrintNoFont => (
                "नहीं: हिंदी का फ़ॉन्ट नहीं मिला; पैकेज fonts-noto-core लगाएँ",
                "no: there is no font for Hindi; the package fonts-noto-core has one",
            ),
            _ => ("छपाई जैसे अक्षर", "letters as in print"),
        }
    }
}
