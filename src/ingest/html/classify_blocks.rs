//! What became of the page's blocks once it is known which they are: captions go to their pictures,
//! titles of other stories to the related ones, the page's own lines out.

use super::super::boilerplate::{self, reason};
use super::headline::{ends_with, is_same};
use crate::article::{Article, Block, LeftOut, MarkKind, Related, RichText};
use crate::text::script::count_words;
use std::collections::HashSet;

/// How many blocks from the beginning or the end are the edge of a story, where bylines and dates stand.
const EDGE: usize = 5;

/// The fewest words of a title of another story.
const FEWEST_OF_TITLE: usize = 4;

/// Settles the blocks of `article`, whose other fields are known.
pub(super) fn classify_blocks(article: &mut Article) {
    let blocks = std::mem::take(&mut article.blocks);
    let mut classifier = BlockClassifier {
        last: blocks.len(),
        article,
        at: 0,
        said: HashSet::new(),
        region: None,
        offers: false,
    };
    for block in blocks {
        classifier.take(block);
        classifier.at += 1;
    }
}

struct BlockClassifier<'a> {
    article: &'a mut Article,
    at: usize,
    last: usize,
    /// What was said so far, to know what is said again.
    said: HashSet<String>,
    /// Why what comes now is not the story, until a paragraph that is.
    region: Option<&'static str>,
    /// Whether titles of other stories were announced.
    offers: bool,
}

impl BlockClassifier<'_> {
    fn take(&mut self, block: Block) {
        let is_pointer = self.is_pointer(&block);
        match block {
            Block::Image {
                url,
                alt,
                caption,
                credit,
            } => {
                self.offers = false;
                self.picture(url, alt, caption, credit);
            }
            Block::List { ordered, items } => self.list(ordered, items),
            Block::Paragraph(text)
                if is_pointer && boilerplate::also_read(&text.text).is_none() =>
            {
                self.relate(&text);
            }
            Block::Paragraph(text) => self.words(text, Block::Paragraph),
            Block::Subheading(text) => self.words(text, Block::Subheading),
            Block::Quote(text) => self.words(text, Block::Quote),
        }
    }

    fn is_edge(&self) -> bool {
        self.at < EDGE || self.at + EDGE > self.last
    }

    fn words(&mut self, text: RichText, kind: fn(RichText) -> Block) {
        let words = count_words(&text.text);
        if let Some(title) = boilerplate::also_read(&text.text) {
            self.also_read(&text, title);
            return;
        }
        if self.offers && is_linked(&text) {
            self.relate(&text);
            return;
        }
        self.offers = false;
        if let Some(reason) = boilerplate::section_heading(&boilerplate::folded(&text.text)) {
            self.leave_out(text.text, reason);
            self.region = Some(reason);
            return;
        }
        if self.region.is_some() && (words >= 20 || (words >= 12 && !is_linked(&text))) {
            self.region = None;
        }
        let reason = self.region.or_else(|| self.reason(&text, words));
        if let Some(reason) = reason {
            self.leave_out(text.text, reason);
        } else if self.is_caption(&text.text, words) {
            // It went to its picture.
        } else if boilerplate::ends_with_photographer(&text.text) {
            self.leave_out(text.text, reason::UNOWNED_CAPTION);
        } else {
            self.said.insert(text.text.clone());
            self.article.blocks.push(kind(text));
        }
    }

    /// Why words are not the story's, if they are not.
    fn reason(&self, text: &RichText, words: usize) -> Option<&'static str> {
        let line = &text.text;
        // A caption or a sentence set large; whole paragraphs are not repeated by a page.
        if (40..300).contains(&line.len()) && self.said.contains(line) {
            return Some(reason::SAID_ALREADY);
        }
        let headline = &self.article.headline;
        if is_same(line, headline) || (self.is_edge() && ends_with(line, headline)) {
            return Some(reason::HEADLINE_AGAIN);
        }
        let section = self.article.section.as_deref();
        if self.at < EDGE && section.is_some_and(|section| is_same(line, section)) {
            return Some("section; the page tells it");
        }
        if self.is_edge() && boilerplate::is_only_date(line) {
            return Some("date line; the page tells the date of the story");
        }
        let folded = boilerplate::folded(line);
        if self.is_edge()
            && (boilerplate::byline(line, &folded, words).is_some()
                || self.names_author(line, words))
        {
            return Some("byline; the page tells the names of the authors");
        }
        boilerplate::page_line(line).or_else(|| boilerplate::site_line(&folded, words))
    }

    /// Whether a paragraph that is one link leads to another story of the site: its title, set between
    /// two paragraphs. A link to elsewhere may be what the story speaks of, a heading heads what follows.
    fn is_pointer(&self, block: &Block) -> bool {
        let Block::Paragraph(text) = block else {
            return false;
        };
        let is_title = count_words(&text.text) >= FEWEST_OF_TITLE;
        is_title && is_linked(text) && self.leads_on(text)
    }

    /// Whether a text leads to another page of the site.
    fn leads_on(&self, text: &RichText) -> bool {
        let own = self.article.url.as_deref().unwrap_or_default();
        let page = |url: &str| url.split('#').next().map(str::to_owned);
        let is_other = |url: String| host(&url) == host(own) && page(&url) != page(own);
        host(own).is_some() && link(text).is_some_and(is_other)
    }

    /// Whether a short line has little in it beside the names of the authors.
    fn names_author(&self, line: &str, words: usize) -> bool {
        let named = self
            .article
            .authors
            .iter()
            .filter(|name| line.contains(name.as_str()));
        let of_names: usize = named.map(|name| count_words(name)).sum();
        of_names > 0 && words <= of_names + 3
    }

    /// A label like `ये भी पढ़ें`, with the title behind it or in what follows.
    fn also_read(&mut self, text: &RichText, title: &str) {
        if count_words(title) >= 3 {
            let url = link(text);
            self.article.related.push(Related {
                title: title.to_owned(),
                url,
            });
        } else {
            self.leave_out(text.text.clone(), "heading of related stories");
        }
        self.offers = true;
    }

    fn relate(&mut self, text: &RichText) {
        let url = link(text);
        self.article.related.push(Related {
            title: text.text.clone(),
            url,
        });
    }

    /// The line under the picture before it: it says so, or the picture says the same.
    fn is_caption(&mut self, line: &str, words: usize) -> bool {
        let Some(Block::Image {
            alt,
            caption,
            credit,
            ..
        }) = self.article.blocks.last_mut()
        else {
            return false;
        };
        if words > 60 {
            return false;
        }
        let (told, whose) = boilerplate::split_credit(line);
        let is_told_again = [&*alt, &*caption]
            .into_iter()
            .flatten()
            .any(|known| is_same(known, line));
        if is_told_again {
            caption.get_or_insert_with(|| line.to_owned());
            return true;
        }
        let is_credit = whose.is_some() && (told.is_empty() || caption.is_none());
        if is_credit {
            *credit = whose.map(str::to_owned);
            if !told.is_empty() {
                *caption = Some(told.to_owned());
            }
        }
        is_credit
    }

    fn picture(
        &mut self,
        url: String,
        alt: Option<String>,
        caption: Option<String>,
        credit: Option<String>,
    ) {
        let told = caption.as_deref().or(alt.as_deref()).unwrap_or_default();
        if let Some(reason) = boilerplate::not_of_article(told, &url, false) {
            self.leave_out(url, reason);
            return;
        }
        let (caption, whose) = match caption {
            Some(line) => {
                let (words, whose) = boilerplate::split_credit(&line);
                (Some(words.to_owned()), whose.map(str::to_owned))
            }
            None => (None, None),
        };
        let picture = Block::Image {
            url,
            alt,
            caption: caption.filter(|caption| !caption.is_empty()),
            credit: credit.or(whose),
        };
        if self
            .article
            .blocks
            .iter()
            .any(|block| is_same_image(block, &picture))
        {
            self.left_out_picture(picture);
            return;
        }
        self.article.blocks.push(picture);
    }

    fn list(&mut self, ordered: bool, items: Vec<RichText>) {
        // A word or two may stand before the link: `Interview:`.
        let is_link =
            |item: &&RichText| linked(item) * 10 >= item.text.len() * 6 || is_labelled_link(item);
        let linked = items.iter().filter(is_link).count();
        let titles = items
            .iter()
            .filter(|item| count_words(&item.text) >= 4)
            .count();
        let is_announced = self.offers && linked * 2 >= items.len();
        let leads_on = || items.iter().all(|item| self.leads_on(item));
        let is_several = linked >= 2 || (linked == 1 && leads_on());
        let is_offer = linked == items.len() && is_several && titles * 2 >= linked;
        if is_announced || is_offer {
            for item in &items {
                self.relate(item);
            }
            return;
        }
        self.offers = false;
        let (mut kept, mut out) = (Vec::new(), Vec::new());
        for item in items {
            let words = count_words(&item.text);
            match self.region.or_else(|| self.reason(&item, words)) {
                Some(reason) => out.push((item.text, reason)),
                None => kept.push(item),
            }
        }
        for (text, reason) in out {
            self.leave_out(text, reason);
        }
        if !kept.is_empty() {
            self.article.blocks.push(Block::List {
                ordered,
                items: kept,
            });
        }
    }

    fn left_out_picture(&mut self, picture: Block) {
        if let Block::Image { url, .. } = picture {
            self.leave_out(url, "picture shown once already");
        }
    }

    fn leave_out(&mut self, text: String, reason: &str) {
        let reason = reason.to_owned();
        self.article.left_out.push(LeftOut { text, reason });
    }
}

/// Whether nearly all of a text leads elsewhere.
fn is_linked(text: &RichText) -> bool {
    linked(text) * 10 >= text.text.len() * 8
}

/// Whether a text is a label in bold and a link behind it, and nothing else: `Interview:` and a title.
fn is_labelled_link(text: &RichText) -> bool {
    let marks = text.marks.iter();
    let bold = marks.filter(|mark| mark.kind == MarkKind::Strong && mark.start == 0);
    let label = bold.map(|mark| mark.end).max().unwrap_or_default();
    let starts = text.marks.iter().find_map(|mark| match mark.kind {
        MarkKind::Link { .. } => Some(mark.start),
        _ => None,
    });
    label > 0
        && starts.is_some_and(|start| (label..=label + 2).contains(&start))
        && label + linked(text) + 2 >= text.text.len()
}

/// The site that an address belongs to.
fn host(url: &str) -> Option<&str> {
    url.split('/').nth(2).filter(|host| !host.is_empty())
}

/// How much of a text leads elsewhere.
fn linked(text: &RichText) -> usize {
    let links = text
        .marks
        .iter()
        .filter(|mark| matches!(mark.kind, MarkKind::Link { .. }));
    links.map(|mark| mark.end - mark.start).sum()
}

/// The first address that a text leads to.
fn link(text: &RichText) -> Option<String> {
    text.marks.iter().find_map(|mark| match &mark.kind {
        MarkKind::Link { url } => Some(url.clone()),
        _ => None,
    })
}

/// Whether two pictures are one in two sizes: their files have one name, whatever is before and behind.
pub(super) fn is_same_image(one: &Block, other: &Block) -> bool {
    match (one, other) {
        (Block::Image { url: one, .. }, Block::Image { url: other, .. }) => {
            let (one, other) = (path(one), path(other));
            let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
            // `1.jpg` names many a picture.
            one == other || (name(&one).len() >= 8 && name(&one) == name(&other))
        }
        _ => false,
    }
}

fn path(url: &str) -> String {
    url.split(['?', '#']).next().unwrap_or_default().to_owned()
}
