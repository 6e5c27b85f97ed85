//! Reasons for leaving a line out of an article; these texts are stored in `Article::left_out`.

use crate::article::LeftOut;

pub(in crate::ingest) const ABOUT_AUTHOR: &str = "about the author";
pub(in crate::ingest) const ADVERTISEMENT: &str = "advertisement";
pub(in crate::ingest) const COMMENTS: &str = "comments";
pub(in crate::ingest) const CONSENT: &str = "consent to be watched";
pub(in crate::ingest) const COUNTER: &str = "counter of the page";
pub(in crate::ingest) const DISCLAIMER: &str = "disclaimer";
pub(in crate::ingest) const HEADLINE_AGAIN: &str = LeftOut::HEADLINE_AGAIN;
pub(in crate::ingest) const HELPERS: &str = "names of those who helped";
pub(in crate::ingest) const KEYWORDS: &str = "keywords of the page";
pub(in crate::ingest) const LABEL: &str = "label of the page";
pub(in crate::ingest) const LINK: &str = "link to another page";
pub(in crate::ingest) const NAVIGATION: &str = "navigation";
pub(in crate::ingest) const OTHER_ARTICLES: &str = "list of other stories";
pub(in crate::ingest) const REQUEST: &str = "request of the site";
pub(in crate::ingest) const REPEATED: &str = "said once already";
pub(in crate::ingest) const SHARE_BAR: &str = "share bar";
pub(in crate::ingest) const SUMMARY_LABEL: &str = "label of the summary";
pub(in crate::ingest) const UNOWNED_CAPTION: &str = "caption without its picture";
