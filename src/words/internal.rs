//! Messages about failures of the program itself. They never blame a publisher or the user.

use super::Language;

/// What the program was doing when it failed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Doing {
    /// Storing marks or a reading position.
    Marks,
    /// Answering a query of the library.
    Library,
    /// Reading an article for display.
    Article,
    /// Reading the input.
    Input,
    /// Fetching news.
    Refresh,
    /// Fetching the page of an article.
    FullPage,
    /// Changing the feeds that are followed.
    Feeds,
    /// Writing the manual.
    Manual,
    /// Reading the configuration again.
    Configuration,
    /// Reading a theme.
    Theme,
}

/// Returns a message that says what failed, and where to find the details.
pub fn internal_error(doing: Doing, language: Language) -> String {
    match language {
        Language::Hindi => {
            let doing = match doing {
                Doing::Marks => "निशान लगाते समय",
                Doing::Library => "संग्रह में खोजते समय",
                Doing::Article => "यह ख़बर पढ़ते समय",
                Doing::Input => "फ़ाइलें पढ़ते समय",
                Doing::Refresh => "ख़बरें लाते समय",
                Doing::FullPage => "पूरा पन्ना लाते समय",
                Doing::Feeds => "फ़ीड बदलते समय",
                Doing::Manual => "पुस्तिका बनाते समय",
                Doing::Configuration => "सेटिंग पढ़ते समय",
                Doing::Theme => "थीम पढ़ते समय",
            };
            format!("{doing} newsreader की अपनी गड़बड़ी; ब्योरा लॉग में है (newsreader doctor)")
        }
        Language::English => {
            let doing = match doing {
                Doing::Marks => "keeping marks",
                Doing::Library => "searching the library",
                Doing::Article => "reading this story",
                Doing::Input => "reading the files",
                Doing::Refresh => "fetching the news",
                Doing::FullPage => "fetching the full page",
                Doing::Feeds => "changing the feeds",
                Doing::Manual => "writing the manual",
                Doing::Configuration => "reading the configuration",
                Doing::Theme => "reading the theme",
            };
            format!(
                "an error of newsreader itself while {doing}; details are in the log (newsreader doctor)"
            )
        }
    }
}
