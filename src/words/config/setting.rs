//! The settings, with a line of help for each.

use crate::words::Language;

/// The settings, of which each has a line of help.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(
    missing_docs,
    reason = "the match below is the documentation, in two languages"
)]
pub enum SettingId {
    Lang,
    Library,
    Theme,
    Measure,
    Print,
    Font,
    Headlines,
    Justify,
    Mouse,
    Refresh,
    Widths,
    Dense,
    Row,
    Keyboard,
    Log,
}

impl SettingId {
    /// Returns the line of help.
    pub fn help(self, language: Language) -> &'static str {
        let (hindi, english) = self.both();
        match language {
            Language::Hindi => hindi,
            Language::English => english,
        }
    }

    #[expect(clippy::too_many_lines, reason = "a table")]
    fn both(self) -> (&'static str, &'static str) {
        match self {
            Self::Lang => (
                "किस भाषा में बात हो; auto: जो टर्मिनल की भाषा हो",
                "Language of the interface; auto: that of the locale",
            ),
            Self::Library => (
                "संग्रह की फ़ाइल, अपने संग्रह की जगह (या NEWSREADER_LIBRARY)",
                "Library file to use instead of your own (also NEWSREADER_LIBRARY)",
            ),
            Self::Theme => (
                "थीम: गहरी या हल्की पृष्ठभूमि, तेज़ कंट्रास्ट, काग़ज़, बिना रंग, या अपनी; auto: जैसी टर्मिनल की पृष्ठभूमि हो",
                "Theme, by its name or the path of a file; auto: dark or light, as the terminal reports",
            ),
            Self::Measure => (
                "लेख की सबसे लंबी पंक्ति, ख़ानों में",
                "The longest line of an article, in cells",
            ),
            Self::Print => (
                "अक्षर छपाई जैसे दिखें, ख़ानों पर रखे चित्रों से",
                "Set text as in print, with pictures over the cells",
            ),
            Self::Font => (
                "छपाई का फ़ॉन्ट, उसके नाम से; नहीं तो सूची का पहला जो यहाँ हो",
                "Font family for print; by default the best of those installed",
            ),
            Self::Headlines => (
                "लेखों के शीर्षक: छपाई की तरह दो पंक्ति ऊँचे, या बाक़ी पाठ जैसे",
                "Headlines of articles: large, two rows high, or plain",
            ),
            Self::Justify => (
                "लेख की पंक्तियाँ दाएँ किनारे तक, शब्दों के बीच की जगह बढ़ाकर",
                "Make the lines of articles equally long by wider blanks between words",
            ),
            Self::Mouse => (
                "माउस से भी चलाएँ; false: माउस टर्मिनल के लिए रहे, ताकि पाठ चुना जा सके",
                "Use the mouse; false leaves it to the terminal, for selecting text",
            ),
            Self::Refresh => (
                "शुरू में, और फिर हर इतने मिनट पर, जिन फ़ीड की बारी हो उन्हें लाएँ; 0: कभी नहीं",
                "Fetch feeds that are due at the start, and again every MINUTES minutes; 0: never",
            ),
            Self::Widths => (
                "टर्मिनल हर अक्षर को कितने ख़ाने देता है, एक नाम से",
                "Widths of letters in your terminal, by the name of a profile",
            ),
            Self::Dense => (
                "अक्षरों को उतने ही ख़ाने जितने टर्मिनल दे: पंक्तियाँ घनी, पढ़ना कठिन, पर नक़ल किए शब्दों में ख़ाली जगह नहीं",
                "Give letters no more cells than the terminal does: denser lines, harder to read, no blanks in copied words",
            ),
            Self::Row => (
                "सूची की हर ख़बर में क्या कहाँ हो; \\n से नई पंक्ति",
                "What stands where in a row of the list; \\n begins a line",
            ),
            Self::Keyboard => (
                "हिंदी कीबोर्ड में जो अक्षर जिस कुंजी पर है, वह उसी का काम करे; none: नहीं",
                "The Hindi keyboard by whose keys letters of Devanagari count for commands",
            ),
            Self::Log => (
                "लॉग में क्या लिखा जाए, और जो उससे गंभीर हो वह भी; फ़ाइल का नाम newsreader doctor बताता है",
                "The least serious records that the log keeps; newsreader doctor names its file",
            ),
        }
    }
}
