//! The elements of an XML tree.

use crate::ingest::entity;

/// An element.
#[derive(Debug, Default)]
pub(in crate::ingest) struct XmlElement {
    /// The name in lower case with the usual prefix of its vocabulary: `title`, `dc:creator`, `media:group`.
    /// RSS and Atom have no prefix, XHTML has `html:`, an unknown vocabulary `?:`.
    pub(in crate::ingest) name: String,
    /// The attributes: names in lower case, values as they are written.
    pub(in crate::ingest) attributes: Vec<(String, String)>,
    /// The child elements and the text of the element.
    pub(in crate::ingest) children: Vec<XmlNode>,
}

/// A child of an element: text or another element.
#[derive(Debug)]
pub(in crate::ingest) enum XmlNode {
    /// Text, with entities and CDATA sections resolved.
    Text(String),
    Element(XmlElement),
}

impl XmlElement {
    /// Returns the value of an attribute.
    pub(in crate::ingest) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Returns the child elements.
    pub(in crate::ingest) fn elements(&self) -> impl DoubleEndedIterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            XmlNode::Element(element) => Some(element),
            XmlNode::Text(_) => None,
        })
    }

    /// Returns the child elements with this name.
    pub(in crate::ingest) fn named<'a>(
        &'a self,
        name: &'a str,
    ) -> impl DoubleEndedIterator<Item = &'a Self> {
        self.elements().filter(move |element| element.name == name)
    }

    /// Whether the element contains more than white space.
    pub(in crate::ingest) fn is_not_empty(&self) -> bool {
        self.children.iter().any(|node| match node {
            XmlNode::Text(text) => !text.trim().is_empty(),
            XmlNode::Element(_) => true,
        })
    }

    /// Returns the text of the element and of all its descendants.
    pub(in crate::ingest) fn text(&self) -> String {
        let mut text = String::new();
        self.collect_text(&mut text);
        text
    }

    fn collect_text(&self, text: &mut String) {
        for node in &self.children {
            match node {
                XmlNode::Text(piece) => text.push_str(piece),
                XmlNode::Element(element) => element.collect_text(text),
            }
        }
    }

    /// Returns the content of the element as HTML.
    pub(in crate::ingest) fn inner_html(&self) -> String {
        let mut html = String::new();
        self.write_html(&mut html);
        html
    }

    fn write_html(&self, html: &mut String) {
        for node in &self.children {
            match node {
                XmlNode::Text(text) => html.push_str(&entity::escape(text)),
                XmlNode::Element(element) => {
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
