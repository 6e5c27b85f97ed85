//! Pictures, films and sound.

use super::super::MEDIA_ATTRIBUTE;
use super::super::media::media_of;
use super::super::picture_source::picture_source;
use super::super::rich_text::one_line;
use super::super::tokens::{HtmlToken, HtmlTokens, attribute};
use super::HtmlBuilder;
use crate::article::{Block, Image};

impl HtmlBuilder<'_> {
    /// Adds what an element shows. If that is not for the reader, the content of the element is
    /// added, which is meant for programs that do not know the element.
    pub(super) fn media(&mut self, name: &str, attributes: &str, inner: &str) {
        if self.code.is_some() {
            return;
        }
        if let Some(media) = media_of(name, attributes, inner, &self.base) {
            self.picture(Block::Media(media));
        } else if name != "iframe" {
            self.pictures_of(inner);
        }
    }

    /// Adds the pictures of `html`.
    pub(super) fn pictures_of(&mut self, html: &str) {
        for token in HtmlTokens::new(html) {
            if let HtmlToken::Start(name, attributes) = token
                && name == "img"
            {
                self.image(attributes);
            }
        }
    }

    /// Adds a picture or a film between paragraphs, or before the list that contains it.
    pub(super) fn picture(&mut self, block: Block) {
        if self.flow.lists.is_empty() {
            self.end_piece();
        }
        self.flow.blocks.push(block);
    }

    pub(super) fn image(&mut self, attributes: &str) {
        // `html::media` puts a film or sound into a picture, which the readability crate keeps.
        if let Some(html) = attribute(attributes, MEDIA_ATTRIBUTE) {
            if let Some(HtmlToken::Whole(name, attributes, inner)) = HtmlTokens::new(&html).next() {
                self.media(&name, attributes, inner);
            }
            return;
        }
        let sets = std::mem::take(&mut self.picture_sets);
        let address = picture_source(|name| attribute(attributes, name), &sets);
        let address = address.and_then(|address| self.base.resolve(&address));
        let of_a_counter = |name| attribute(attributes, name).is_some_and(|v| v == "1" || v == "0");
        let is_counter = of_a_counter("width") || of_a_counter("height");
        self.lacks_picture = address.is_none() && !is_counter;
        let Some(url) = address.filter(|_| !is_counter) else {
            return;
        };
        let alt = attribute(attributes, "alt").map(|alt| one_line(&alt));
        self.picture(Block::Image(Image {
            url,
            alt: alt.filter(|alt| !alt.is_empty()),
            width: pixels(attributes, "width"),
            height: pixels(attributes, "height"),
            ..Image::default()
        }));
    }

    /// Adds the caption to the picture before it.
    pub(super) fn caption(&mut self) {
        match self.flow.blocks.last_mut() {
            Some(Block::Image(Image { caption, .. }))
                if caption.is_none() && !self.flow.lists.has_items() =>
            {
                let line = one_line(&std::mem::take(&mut self.text));
                self.marks.clear();
                self.open.clear();
                *caption = Some(line).filter(|line| !line.is_empty());
            }
            _ => self.end_piece(),
        }
    }
}

/// Returns the value of an attribute that is a number of pixels.
fn pixels(attributes: &str, name: &str) -> Option<u32> {
    let value = attribute(attributes, name)?;
    let number = value.trim().trim_end_matches("px").trim_end();
    number.parse().ok().filter(|pixels| *pixels > 0)
}
