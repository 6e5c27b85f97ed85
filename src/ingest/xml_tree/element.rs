//! Elements of XML.

use crate::ingest::entity;

/// One element.
#[derive(Debug, Default)]
pub(in crate::ingest) struct XmlElement {
    /// The name, lower case, behind the vocabulary's usual prefix: `title`, `dc:creator`, `media:group`.
    /// RSS and Atom themselves have none; XHTML has `html:`, an unknown vocabulary `?:`.
    pub(in crate::ingest) name: String,
    /// The attributes, lower case, as they were written otherwise.
    pub(in crate::ingest) attributes: Vec<(String, String)>,
    /// What is inside.
    pub(in crate::ingest) children: Vec<XmlNode>,
}

/// Something inside an element.
#[derive(Debug)]
pub(in crate::ingest) enum XmlNode {
    /// Text, its entities and CDATA sections resolved.
    Text(String),
    /// An element.
    Element(XmlElement),
}

impl XmlElement {
    /// Returns an attribute's value.
    pub(in crate::ingest) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Returns the elements directly inside.
    pub(in crate::ingest) fn elements(&self) -> impl DoubleEndedIterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            XmlNode::Element(element) => Some(element),
            XmlNode::Text(_) => None,
        })
    }

    /// Returns the elements of that name directly inside.
    pub(in crate::ingest) fn named<'a>(
        &'a self,
        name: &'a str,
    ) -> impl DoubleEndedIterator<Item = &'a Self> {
        self.elements().filter(move |element| element.name == name)
    }

    /// Whether anything but white space is inside.
    pub(in crate::ingest) fn says_anything(&self) -> bool {
        self.children.iter().any(|node| match node {
            XmlNode::Text(text) => !text.trim().is_empty(),
            XmlNode::Element(_) => true,
        })
    }

    /// Returns all text inside, at any depth.
    pub(in crate::ingest) fn text(&self) -> String {
        let mut text = String::new();
        self.gather(&mut text);
        text
    }

    fn gather(&self, text: &mut String) {
        for node in &self.children {
            match node {
                XmlNode::Text(piece) => text.push_str(piece),
                XmlNode::Element(element) => element.gather(text),
            }
        }
    }

    /// Returns what is inside as HTML, text escaped.
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
