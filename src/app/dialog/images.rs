//! The dialog of the images of an article.

use super::rules::DialogRules;
use crate::app::action::Action;
use crate::app::command::DialogCommand;
use crate::app::context::Context;
use crate::article::{Article, Block, Image};

/// The images of the open article; the user can open one in the browser.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ImagesDialog {
    /// The images, in reading order.
    pub images: Vec<ImageRow>,
}

/// An image in the dialog.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ImageRow {
    /// The address of the image.
    pub url: String,
    /// The caption of the image, else its alternative text, else its address.
    pub words: String,
}

impl ImagesDialog {
    /// Returns the dialog of the images of an article.
    pub fn new(article: &Article) -> Self {
        let images = article.blocks.iter().filter_map(|block| match block {
            Block::Image(Image {
                url, alt, caption, ..
            }) => {
                let words = [caption, alt].into_iter().flatten();
                let words = words.map(String::as_str).find(|words| !words.is_empty());
                Some(ImageRow {
                    url: url.clone(),
                    words: words.unwrap_or(url).to_owned(),
                })
            }
            Block::Paragraph(_)
            | Block::Subheading(_)
            | Block::Quote(_)
            | Block::List { .. }
            | Block::Table(_)
            | Block::Code { .. }
            | Block::Media(_)
            | Block::Rule => None,
        });
        Self {
            images: images.collect(),
        }
    }

    /// Opens the image in a row; the last image if there is no such row.
    fn open(&self, row: usize) -> Vec<Action> {
        let image = self.images.get(row).or_else(|| self.images.last());
        let open = image.map(|image| Action::OpenAddress(image.url.clone()));
        std::iter::once(Action::CloseDialog).chain(open).collect()
    }
}

impl DialogRules for ImagesDialog {
    fn rows(&self, _context: &Context) -> Option<Vec<String>> {
        let images = self.images.iter();
        Some(images.map(|image| image.words.clone()).collect())
    }

    fn command(&mut self, command: DialogCommand, row: usize) -> Option<Vec<Action>> {
        match command {
            DialogCommand::Accept | DialogCommand::OpenImage => Some(self.open(row)),
            DialogCommand::Digit(digit) => Some(self.open(usize::from(digit).saturating_sub(1))),
            DialogCommand::Move(_)
            | DialogCommand::Back
            | DialogCommand::Close
            | DialogCommand::Filter
            | DialogCommand::Remove
            | DialogCommand::Undo
            | DialogCommand::Add
            | DialogCommand::Edit
            | DialogCommand::Offer
            | DialogCommand::Shift(_)
            | DialogCommand::Refresh
            | DialogCommand::Copy => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(number: usize, caption: Option<&str>) -> Block {
        Block::Image(Image {
            url: format!("https://example.org/{number}.jpg"),
            caption: caption.map(str::to_owned),
            ..Image::default()
        })
    }

    #[test]
    fn an_image_without_words_is_named_by_its_address() {
        let article = Article {
            blocks: vec![
                image(1, Some("a bridge")),
                image(2, Some("")),
                image(3, None),
            ],
            ..Article::default()
        };
        let words: Vec<String> = ImagesDialog::new(&article)
            .images
            .into_iter()
            .map(|image| image.words)
            .collect();
        let urls = ["https://example.org/2.jpg", "https://example.org/3.jpg"];
        assert_eq!(words, ["a bridge", urls[0], urls[1]]);
    }

    #[test]
    fn a_digit_opens_the_nth_image_or_the_last() {
        let article = Article {
            blocks: vec![image(1, None), image(2, None)],
            ..Article::default()
        };
        let mut dialog = ImagesDialog::new(&article);
        let open = |number| {
            let url = format!("https://example.org/{number}.jpg");
            Some(vec![Action::CloseDialog, Action::OpenAddress(url)])
        };
        assert_eq!(dialog.command(DialogCommand::Digit(1), 0), open(1));
        assert_eq!(dialog.command(DialogCommand::Digit(9), 0), open(2));
        assert_eq!(dialog.command(DialogCommand::OpenImage, 1), open(2));
    }
}
