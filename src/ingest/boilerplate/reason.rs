//! Reasons for leaving a line out of an article; these texts are stored in `Article::left_out`, in English, and
//! translated where they are shown (`words::translated`).

use crate::article::LeftOut;

pub(in crate::ingest) const HEADLINE_AGAIN: &str = LeftOut::HEADLINE_AGAIN;

/// Defines the reasons, and the list of all of them for the test of their translations.
macro_rules! reasons {
    ($($name:ident = $text:literal;)*) => {
        $(pub(in crate::ingest) const $name: &str = $text;)*

        #[cfg(test)]
        const ALL: &[&str] = &[HEADLINE_AGAIN, $($name),*];
    };
}

reasons! {
    ABOUT_AUTHOR = "about the author";
    ADVERTISEMENT = "advertisement";
    ASIDE = "aside of the page";
    AUTHORS_KNOWN = "byline; the page tells the names of the authors";
    BESIDE_STORY = "part of the page beside the story";
    BESIDE_TEXT = "part beside the text";
    BYLINE_WITHOUT_NAME = "byline without a name";
    COMMENTS = "comments";
    CONSENT = "consent to be watched";
    COPYRIGHT = "copyright";
    COUNTER = "counter of the page";
    DATELESS = "date line that tells no date";
    DATE_KNOWN = "date line; the page tells the date of the story";
    DATE_READ = "date line; read as the date of the story";
    DISCLAIMER = "disclaimer";
    FILMS = "list of videos";
    FILM_CAPTION = "caption of a film";
    FILM_TITLE = "title of a film";
    FOOTER = "footer of the page";
    FORM = "form";
    GALLERY = "gallery of pictures";
    HEADER = "header of the page";
    HELPERS = "names of those who helped";
    KEYWORDS = "keywords of the page";
    LABEL = "label of the page";
    LABEL_OF_RELATED = "label of the related story above it";
    LABEL_OF_SITE = "label of the site, which returns";
    LABEL_OF_STORY = "label of the story in brief";
    LINK = "link to another page";
    LOCAL_NEWS = "news of the reader's town";
    MENU = "menu of the site";
    NAMED_UNLIKE_STORY = "part named unlike a story";
    NAVIGATION = "navigation";
    NOT_DECLARED = "not in the publisher's own text of the story";
    OTHER_ARTICLES = "list of other stories";
    PATH = "path of the page";
    PICTURE_AGAIN = "picture shown once already";
    PICTURE_BELOW = "picture below the story, of the site or a sponsor";
    PICTURE_OF_AUTHOR = "picture of the author";
    PICTURE_OF_SITE = "picture of the site or a sponsor";
    PICTURE_TOO_SMALL = "picture too small to be the story's";
    PICTURE_WITHOUT_ADDRESS = "picture without a web address";
    PLACE = "place beside the byline";
    POPULAR = "list of popular stories";
    RELATED_HEADING = "heading of related stories";
    RELATED_HEADING_ALONE = "heading of related stories, with none under it";
    REPEATED = "said once already";
    REQUEST = "request of the site";
    SECTION_KNOWN = "section; the page tells it";
    SECTION_OF_SITE = "section of the site";
    SHARE_BAR = "share bar";
    SIGNS = "line of signs";
    SITE_NAME = "name of the site";
    SUMMARY_LABEL = "label of the summary";
    TITLE_AGAIN = "title of another story, again";
    UNOWNED_CAPTION = "caption without its picture";
    UNOWNED_CREDIT = "credit without its picture";
}

#[cfg(test)]
mod tests {
    use super::ALL;
    use crate::words::{Language, translated};

    #[test]
    fn every_reason_is_translated() {
        for reason in ALL {
            assert_ne!(translated(reason, Language::Hindi), *reason, "{reason}");
        }
    }
}
