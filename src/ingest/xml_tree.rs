//! Parses XML into a tree, as tolerantly as real feeds need.
//!
//! A strict parser rejects a whole feed for one bare `&`, one `<br>` without an end tag, or a lost
//! connection. Here such an error affects only one element: an unmatched end tag is skipped, an
//! unclosed element ends with its parent, an `<item>` ends an open one, and a truncated element
//! ends with the text. Entities that the document declares are not expanded, so the text cannot
//! grow.

mod element;
mod repair;

pub(super) use element::{XmlElement, XmlNode};

use super::{effort, entity};
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::collections::HashMap;

/// The maximum nesting depth; of deeper elements only the text is kept.
const DEEPEST: usize = 100;

/// The maximum number of elements of a document.
const MOST_ELEMENTS: usize = 1_000_000;

/// A parsed document, and how it was repaired.
#[derive(Debug, Default)]
pub(super) struct XmlTree {
    /// A wrapper element that contains the root elements.
    pub(super) root: XmlElement,
    /// One sentence for each kind of repair.
    pub(super) repairs: Vec<String>,
}

/// Parses `text`; never fails.
pub(super) fn read(text: &str) -> XmlTree {
    let (text, repairs) = repair::repaired(text);
    let mut reader = Reader::from_str(&text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut builder = TreeBuilder {
        repairs,
        ..TreeBuilder::default()
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

/// An element whose end tag has not been read yet.
#[derive(Default)]
struct OpenElement {
    /// The name as written in the document.
    written: String,
    element: XmlElement,
    /// The number of namespaces that were declared before the element.
    namespaces: usize,
}

/// Prefixes and their vocabularies; the last declaration of a prefix is used. Lookups take constant
/// time, because every element needs one.
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

    /// Removes all declarations after the first `count`.
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
struct TreeBuilder {
    root: XmlElement,
    open: Vec<OpenElement>,
    namespaces: Namespaces,
    /// The number of open elements that are nested too deeply to be kept.
    below: usize,
    unmatched: usize,
    repairs: Vec<String>,
}

impl TreeBuilder {
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
                // Whatever namespace the root element has, it is a feed.
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
        let element = XmlElement {
            name: self.name(&written),
            attributes,
            children: Vec::new(),
        };
        if matches!(element.name.as_str(), "item" | "entry") {
            self.close_open_item();
        }
        self.open.push(OpenElement {
            written,
            element,
            namespaces: known,
        });
        if is_empty {
            self.close();
        }
    }

    /// Closes an open item when another one begins, because items are not nested: the end tag was
    /// lost.
    fn close_open_item(&mut self) {
        let is_item = |open: &OpenElement| matches!(open.element.name.as_str(), "item" | "entry");
        if let Some(at) = self.open.iter().position(is_item) {
            self.unmatched += 1;
            while self.open.len() > at {
                self.close();
            }
        }
    }

    /// Returns the name with the usual prefix of its vocabulary.
    fn name(&self, written: &str) -> String {
        let lower = written.to_ascii_lowercase();
        let (prefix, local) = lower.split_once(':').unwrap_or(("", &lower));
        let vocabulary = match self.namespaces.vocabulary(prefix) {
            Some(vocabulary) => vocabulary,
            None if prefix.is_empty() => "",
            None => usual_vocabulary(prefix),
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
            Some(XmlNode::Text(before)) => before.push_str(text),
            _ => element.children.push(XmlNode::Text(text.to_owned())),
        }
    }

    fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        self.namespaces.forget_after(open.namespaces);
        let parent = match self.open.last_mut() {
            Some(parent) => &mut parent.element,
            None => &mut self.root,
        };
        parent.children.push(XmlNode::Element(open.element));
    }

    fn finish(mut self) -> XmlTree {
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
        XmlTree {
            root: self.root,
            repairs: self.repairs,
        }
    }
}

/// Returns the usual prefix of the vocabulary with this address. Case, scheme and final slash may
/// vary.
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

/// Returns the vocabulary for which an undeclared prefix is conventionally used.
fn usual_vocabulary(prefix: &str) -> &'static str {
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

    /// Writes each element with its content in parentheses.
    fn outline(element: &XmlElement) -> String {
        let inner: Vec<String> = element
            .children
            .iter()
            .map(|node| match node {
                XmlNode::Text(text) => text.trim().to_owned(),
                XmlNode::Element(element) => format!("{}({})", element.name, outline(element)),
            })
            .collect();
        inner.join("")
    }

    #[test]
    fn damage_costs_only_its_own_element() {
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
            assert_eq!(outline(&tree.root), expected, "{text}");
            assert_eq!(tree.repairs.len(), repairs, "{text}: {:?}", tree.repairs);
        }
    }
}
