//! XML as feeds really send it, into a small tree.
//!
//! A strict parser gives up a whole feed for one bare `&`, one `<br>` without an end, one connection
//! that broke off. Here each of these costs what it touches: an end tag without a beginning is passed
//! over, a beginning without an end is closed by its parent's end, an `<item>` inside an open one
//! closes that one, and what is cut off counts as closed. Entities that a document declares itself are
//! not expanded: nothing can grow.

use super::super::effort;
use super::{entity, mend};
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::collections::HashMap;

/// How deep elements are nested before deeper ones are only gone through for their text.
const DEEPEST: usize = 100;

/// The most elements that one document is read to.
const MOST_ELEMENTS: usize = 1_000_000;

/// One element.
#[derive(Debug, Default)]
pub(crate) struct Element {
    /// The name, lower case, behind the vocabulary's usual prefix: `title`, `dc:creator`, `media:group`.
    /// RSS and Atom themselves have none; XHTML has `html:`, an unknown vocabulary `?:`.
    pub(crate) name: String,
    /// The attributes, lower case, as they were written otherwise.
    pub(crate) attributes: Vec<(String, String)>,
    /// What is inside.
    pub(crate) children: Vec<Node>,
}

/// Something inside an element.
#[derive(Debug)]
pub(crate) enum Node {
    /// Text, its entities and CDATA sections resolved.
    Text(String),
    /// An element.
    Element(Element),
}

/// A document, and what had to be done to read it.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    /// Holds all elements of the outermost level.
    pub(crate) root: Element,
    /// Sentences.
    pub(crate) repairs: Vec<String>,
}

impl Element {
    /// Returns an attribute's value.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Returns the elements directly inside.
    pub(crate) fn elements(&self) -> impl DoubleEndedIterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Returns the elements of that name directly inside.
    pub(crate) fn named<'a>(&'a self, name: &'a str) -> impl DoubleEndedIterator<Item = &'a Self> {
        self.elements().filter(move |element| element.name == name)
    }

    /// Whether anything but white space is inside.
    pub(crate) fn says_anything(&self) -> bool {
        self.children.iter().any(|node| match node {
            Node::Text(text) => !text.trim().is_empty(),
            Node::Element(_) => true,
        })
    }

    /// Returns all text inside, at any depth.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        self.gather(&mut text);
        text
    }

    fn gather(&self, text: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(piece) => text.push_str(piece),
                Node::Element(element) => element.gather(text),
            }
        }
    }

    /// Returns what is inside as HTML, text escaped.
    pub(crate) fn inner_html(&self) -> String {
        let mut html = String::new();
        self.write_html(&mut html);
        html
    }

    fn write_html(&self, html: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(text) => html.push_str(&entity::escape(text)),
                Node::Element(element) => {
                    let name = element.name.rsplit(':').next().unwrap_or_default();
                    html.push('<');
                    html.push_str(name);
                    for (name, value) in &element.attributes {
                        for piece in [" ", name, "=\"", &entity::escape(value), "\""] {
                            html.push_str(piece);
                        }
                    }
                    html.push('>');
                    element.write_html(html);
                    if !matches!(name, "br" | "img" | "hr") {
                        for piece in ["</", name, ">"] {
                            html.push_str(piece);
                        }
                    }
                }
            }
        }
    }
}

/// Reads `text`; never fails.
pub(crate) fn read(text: &str) -> Tree {
    let (text, repairs) = mend::mended(text);
    let mut reader = Reader::from_str(&text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut builder = Builder {
        repairs,
        ..Builder::default()
    };
    let mut elements = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => builder.start(&start, false),
            Ok(Event::Empty(start)) => builder.start(&start, true),
            Ok(Event::End(end)) => builder.end(end.name().as_ref()),
            Ok(Event::Text(text)) => builder.text(&text),
            Ok(Event::CData(text)) => builder.text(&text),
            Ok(Event::GeneralRef(name)) => builder.text(&entity::resolve(&name)),
            Ok(Event::Eof) => break,
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
            Err(error) => {
                builder.repairs.push(format!(
                    "not well-formed XML ({error}); what stood before that was read"
                ));
                break;
            }
        }
        elements += 1;
        if effort::is_spent_by(2) {
            break;
        }
        if elements > 4 * MOST_ELEMENTS {
            builder.repairs.push(format!(
                "more than {MOST_ELEMENTS} elements; the rest was not read"
            ));
            break;
        }
    }
    builder.finish()
}

/// An element that has begun.
#[derive(Default)]
struct Open {
    /// As the document wrote it.
    written: String,
    element: Element,
    /// How many namespaces were known before it.
    namespaces: usize,
}

/// Prefixes and the vocabularies they stand for; the last one counts. Each element looks one up, whatever
/// the number that a document declares.
#[derive(Default)]
struct Namespaces {
    vocabularies: HashMap<String, Vec<&'static str>>,
    declared: Vec<String>,
}

impl Namespaces {
    fn count(&self) -> usize {
        self.declared.len()
    }

    fn declare(&mut self, prefix: &str, vocabulary: &'static str) {
        let known = self.vocabularies.entry(prefix.to_owned()).or_default();
        known.push(vocabulary);
        self.declared.push(prefix.to_owned());
    }

    /// Forgets all but the first `count` declarations.
    fn forget_after(&mut self, count: usize) {
        for prefix in self.declared.drain(count.min(self.declared.len())..) {
            if let Some(known) = self.vocabularies.get_mut(&prefix) {
                known.pop();
            }
        }
    }

    fn vocabulary(&self, prefix: &str) -> Option<&'static str> {
        self.vocabularies.get(prefix)?.last().copied()
    }
}

#[derive(Default)]
struct Builder {
    root: Element,
    open: Vec<Open>,
    namespaces: Namespaces,
    /// Elements that are open below the deepest level.
    below: usize,
    unmatched: usize,
    repairs: Vec<String>,
}

impl Builder {
    fn start(&mut self, start: &BytesStart<'_>, is_empty: bool) {
        let written = start.name().as_ref().to_owned();
        if !written.starts_with(|c: char| c.is_alphabetic() || c == '_') {
            self.text(&format!("<{}>", &**start));
            return;
        }
        if self.open.len() >= DEEPEST {
            self.below += usize::from(!is_empty);
            return;
        }
        let known = self.namespaces.count();
        let mut attributes = Vec::new();
        for attribute in start.html_attributes().with_checks(false).flatten() {
            let name = attribute.key.as_ref().to_ascii_lowercase();
            let value = entity::unescape(&attribute.value);
            if name == "xmlns" {
                // Whatever the outermost element calls itself, a feed is in it.
                let vocabulary = match vocabulary(&value) {
                    "?" if self.open.is_empty() => "",
                    vocabulary => vocabulary,
                };
                self.namespaces.declare("", vocabulary);
            } else if let Some(prefix) = name.strip_prefix("xmlns:") {
                self.namespaces.declare(prefix, vocabulary(&value));
            } else {
                attributes.push((name, value.into_owned()));
            }
        }
        let element = Element {
            name: self.name(&written),
            attributes,
            children: Vec::new(),
        };
        if matches!(element.name.as_str(), "item" | "entry") {
            self.close_open_item();
        }
        self.open.push(Open {
            written,
            element,
            namespaces: known,
        });
        if is_empty {
            self.close();
        }
    }

    /// Items do not stand inside one another: the end of the one before was lost.
    fn close_open_item(&mut self) {
        let is_item = |open: &Open| matches!(open.element.name.as_str(), "item" | "entry");
        if let Some(at) = self.open.iter().position(is_item) {
            self.unmatched += 1;
            while self.open.len() > at {
                self.close();
            }
        }
    }

    /// The element's name behind its vocabulary's usual prefix.
    fn name(&self, written: &str) -> String {
        let lower = written.to_ascii_lowercase();
        let (prefix, local) = lower.split_once(':').unwrap_or(("", &lower));
        let vocabulary = match self.namespaces.vocabulary(prefix) {
            Some(vocabulary) => vocabulary,
            None if prefix.is_empty() => "",
            None => usual(prefix),
        };
        if vocabulary.is_empty() {
            local.to_owned()
        } else {
            format!("{vocabulary}:{local}")
        }
    }

    fn end(&mut self, written: &str) {
        let written = written.trim();
        if self.below > 0 {
            self.below -= 1;
            return;
        }
        let Some(at) = self.open.iter().rposition(|open| open.written == written) else {
            self.unmatched += 1;
            return;
        };
        self.unmatched += self.open.len() - at - 1;
        while self.open.len() > at {
            self.close();
        }
    }

    fn text(&mut self, text: &str) {
        let element = match self.open.last_mut() {
            Some(open) => &mut open.element,
            None => &mut self.root,
        };
        match element.children.last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            _ => element.children.push(Node::Text(text.to_owned())),
        }
    }

    fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        self.namespaces.forget_after(open.namespaces);
        let parent = match self.open.last_mut() {
            Some(parent) => &mut parent.element,
            None => &mut self.root,
        };
        parent.children.push(Node::Element(open.element));
    }

    fn finish(mut self) -> Tree {
        if self.unmatched > 0 {
            self.repairs.push(format!(
                "{} tags without a partner; each was closed or passed over",
                self.unmatched
            ));
        }
        if let Some(open) = self.open.last() {
            let name = open.written.clone();
            self.repairs.push(format!(
                "cut off inside <{name}>; what stood before that was read"
            ));
        }
        while !self.open.is_empty() {
            self.close();
        }
        Tree {
            root: self.root,
            repairs: self.repairs,
        }
    }
}

/// The usual prefix of a vocabulary, by its address; addresses differ in case, scheme and slash.
fn vocabulary(address: &str) -> &'static str {
    const KNOWN: [(&str, &str); 22] = [
        ("www.w3.org/2005/atom", ""),
        ("purl.org/atom/ns", ""),
        ("example.com/newformat", ""),
        ("purl.org/rss/1.0/modules/content", "content"),
        ("purl.org/rss/1.0/modules/syndication", "sy"),
        ("purl.org/rss/1.0/modules/", "?"),
        ("purl.org/rss/1.0", ""),
        ("my.netscape.com/", ""),
        ("channel.netscape.com/", ""),
        ("backend.userland.com/", ""),
        ("blogs.law.harvard.edu/", ""),
        ("cyber.law.harvard.edu/", ""),
        ("www.rssboard.org/rss-specification", ""),
        ("www.w3.org/1999/02/22-rdf-syntax-ns", "rdf"),
        ("purl.org/dc/terms", "dcterms"),
        ("purl.org/dc/", "dc"),
        ("search.yahoo.com/mrss", "media"),
        ("www.rssboard.org/media-rss", "media"),
        ("www.itunes.com/dtds/podcast", "itunes"),
        ("www.itunes.com/", "itunes"),
        ("www.w3.org/1999/xhtml", "html"),
        ("www.w3.org/xml/1998/namespace", "xml"),
    ];
    let lower = address.trim().to_ascii_lowercase();
    let bare = lower
        .split_once("://")
        .map_or(lower.as_str(), |(_, rest)| rest);
    if bare.is_empty() {
        return "";
    }
    let known = KNOWN.iter().find(|(start, _)| bare.starts_with(start));
    known.map_or("?", |(_, prefix)| prefix)
}

/// A prefix that a document uses and does not declare.
fn usual(prefix: &str) -> &'static str {
    match prefix {
        "rss" | "atom" | "a10" => "",
        "rdf" => "rdf",
        "content" => "content",
        "dc" => "dc",
        "dcterms" => "dcterms",
        "media" => "media",
        "itunes" => "itunes",
        "sy" => "sy",
        "xhtml" | "html" => "html",
        _ => "?",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each element with its text, depth by brackets.
    fn told(element: &Element) -> String {
        let inner: Vec<String> = element
            .children
            .iter()
            .map(|node| match node {
                Node::Text(text) => text.trim().to_owned(),
                Node::Element(element) => format!("{}({})", element.name, told(element)),
            })
            .collect();
        inner.join("")
    }

    #[test]
    fn what_is_broken_costs_only_itself() {
        for (text, expected, repairs) in [
            ("<a>R&D &amp; &nbsp;&x;</a>", "a(R&D & \u{a0}&x;)", 0),
            ("<a>1 < 2</a><b/>", "a(1 < 2)b()", 1),
            ("<item>x<item>y</item>", "item(x)item(y)", 1),
            ("<a>x<br>y</a>z", "a(xbr(y))z", 1),
            ("<a>x</b>y</a>", "a(xy)", 1),
            ("<a><b>x", "a(b(x))", 1),
            ("<a><![CDATA[<b>&amp;]]></a>", "a(<b>&amp;)", 0),
            (
                "<A xmlns:q='http://purl.org/dc/elements/1.1/'><q:T/></A>",
                "a(dc:t())",
                0,
            ),
            ("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "a(&x;)", 0),
        ] {
            let tree = read(text);
            assert_eq!(told(&tree.root), expected, "{text}");
            assert_eq!(tree.repairs.len(), repairs, "{text}: {:?}", tree.repairs);
        }
    }
}
