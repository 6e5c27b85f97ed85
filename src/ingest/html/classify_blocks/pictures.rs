//! Moves captions and credits to their pictures, and recognises a picture that was shown already.

use super::super::super::boilerplate::{self, reason};
use super::super::super::markup::{append, cut_marks, loses_link};
use super::super::headline::is_same;
use super::BlockClassifier;
use crate::article::{Block, Image, RichText};

impl BlockClassifier<'_> {
    /// Whether a line is the caption of the picture before it: it names a photographer, or repeats
    /// the picture's alternative text.
    pub(super) fn is_caption(&mut self, text: &RichText, line: &str, words: usize) -> bool {
        let Some(Block::Image(Image {
            alt,
            caption,
            caption_marks,
            credit,
            ..
        })) = self.article.blocks.last_mut()
        else {
            return false;
        };
        if words > 60 {
            return false;
        }
        let (shown_text, credit_name) = boilerplate::split_credit(line);
        let is_repetition = [&*alt, &*caption]
            .into_iter()
            .flatten()
            .any(|known| is_same(known, line));
        if is_repetition {
            if caption.is_none() {
                *caption = Some(line.to_owned());
                caption_marks.clone_from(&text.marks);
            }
            return true;
        }
        let is_credit = credit_name.is_some() && (shown_text.is_empty() || caption.is_none());
        if is_credit && loses_link(line, shown_text, &text.marks) {
            let mut whole = RichText {
                text: caption.take().unwrap_or_default(),
                marks: std::mem::take(caption_marks),
            };
            append(&mut whole, " ", text.clone());
            *caption = Some(whole.text);
            *caption_marks = whole.marks;
        } else if is_credit {
            *credit = credit_name.map(str::to_owned);
            if !shown_text.is_empty() {
                *caption = Some(shown_text.to_owned());
                caption_marks.clone_from(&text.marks);
                cut_marks(line, shown_text, caption_marks);
            }
        }
        is_credit
    }

    pub(super) fn picture(&mut self, mut image: Image) {
        let shown_text = image.caption.as_deref().or(image.alt.as_deref());
        let reason = boilerplate::not_of_article(shown_text.unwrap_or_default(), &image.url, false);
        if let Some(reason) = reason {
            self.leave_out(image.url, reason);
            return;
        }
        if let Some(line) = image.caption.take() {
            let (words, credit_name) = boilerplate::split_credit(&line);
            let is_cut = !loses_link(&line, words, &image.caption_marks);
            let words = if is_cut { words } else { &line };
            cut_marks(&line, words, &mut image.caption_marks);
            let credit_name = credit_name.filter(|_| is_cut).map(str::to_owned);
            image.credit = image.credit.or(credit_name);
            image.caption = Some(words.to_owned()).filter(|words| !words.is_empty());
        }
        let picture = Block::Image(image);
        let names = image_names(&picture);
        if names.iter().any(|name| self.pictures.contains(name)) {
            self.left_out_picture(picture);
            return;
        }
        self.pictures.extend(names);
        self.article.blocks.push(picture);
    }

    fn left_out_picture(&mut self, picture: Block) {
        if let Block::Image(Image { url, .. }) = picture {
            self.leave_out(url, reason::PICTURE_AGAIN);
        }
    }
}

/// Whether two pictures have the same file name, as two sizes of one picture do.
pub(in crate::ingest::html) fn is_same_image(one: &Block, other: &Block) -> bool {
    let (one, other) = (image_names(one), image_names(other));
    one.iter().any(|name| other.contains(name))
}

/// Returns the names by which a picture is recognised: its address without the size, and its file
/// name. In the address of a program that resizes pictures, a parameter names the picture.
pub(super) fn image_names(block: &Block) -> Vec<String> {
    let Block::Image(image) = block else {
        return Vec::new();
    };
    let path = path(&image.url);
    let parameters = picture_parameters(&image.url).join("&");
    let file = path.rsplit('/').next().unwrap_or_default();
    // Short names such as `1.jpg` are used for different pictures.
    let file = (file.len() >= 8).then(|| format!("{file}?{parameters}"));
    let address = format!("{path}?{parameters}");
    std::iter::once(address).chain(file).collect()
}

/// Returns the values of the parameters of an address that name a picture: paths and addresses.
fn picture_parameters(url: &str) -> Vec<&str> {
    let query = url.split_once('?').map_or("", |(_, query)| query);
    let values = query.split('&').filter_map(|pair| pair.split_once('='));
    let is_path = |value: &&str| value.contains('/') || value.to_ascii_lowercase().contains("%2f");
    values.map(|(_, value)| value).filter(is_path).collect()
}

fn path(url: &str) -> String {
    url.split(['?', '#']).next().unwrap_or_default().to_owned()
}
