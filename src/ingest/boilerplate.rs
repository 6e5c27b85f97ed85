//! Tables of publishers' habits: what sites write around their articles, in scraped text and on pages.
//!
//! A check takes a line, folded if its table is folded, and returns the reason that is stored with the line
//! when it is left out.
//!
//! | module | lines or elements |
//! |---|---|
//! | `byline`, `date_line`, `town` | names of authors and sites, dates, places above the text |
//! | `caption`, `picture` | lines below pictures; addresses of pictures that are not the article's |
//! | `element_name` | parts of a page by their element, class or id |
//! | `label` | labels of a site: names of sections, offers, counters |
//! | `page_line` | lines that only pages have |
//! | `related_label` | labels before links to other articles |
//! | `request` | requests to the user, with what they offer: follow, download, subscribe |
//! | `section` | headings of other parts of a site |
//! | `whole_line` | lines that are left out if they are exactly these |

mod byline;
mod caption;
mod date_line;
mod element_name;
mod label;
mod matching;
mod page_line;
mod picture;
pub(super) mod reason;
mod related_label;
mod request;
mod section;
mod town;
mod whole_line;

pub(super) use byline::{byline, introduces, is_name_of_site};
pub(super) use caption::{Caption, caption_line, ends_with_photographer, split_credit};
pub(super) use date_line::{date_line, is_labelled_date, is_only_date, is_time, is_undated_time};
pub(super) use element_name::part_named;
pub(super) use label::{local_news_heading, site_label};
pub(super) use matching::ends_sentence;
pub(super) use page_line::{is_age, is_position, page_line};
pub(super) use picture::not_of_article;
pub(super) use related_label::{also_read, announces_several, heads_related, promises_more};
pub(super) use request::{is_request_fragment, site_line};
pub(super) use section::section_heading;
pub(super) use town::{is_town, name_before_town};
