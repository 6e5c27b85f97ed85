//! Image lines as blocks.

use crate::article::{Article, Block, Image};

/// Returns an image as a block. Sites repeat the headline in the alternative text; what remains
/// without it is the caption.
pub(super) fn image_block(alt: &str, url: &str, article: &Article) -> Block {
    let headline = article.headline.as_str();
    let mut caption = alt.to_owned();
    // A text shorter than the headline cannot contain it, so it need not be searched.
    if !headline.is_empty() && alt.len() >= headline.len() {
        if let Some(kicker) = &article.kicker {
            caption = caption.replace(&format!("{kicker}: {headline}"), " ");
        }
        caption = caption.replace(headline, " ");
    }
    let caption = caption.split_whitespace().collect::<Vec<_>>().join(" ");
    let caption = caption.trim_matches(['-', '|', ':', ',', ' ']).to_owned();
    Block::Image(Image {
        url: url.to_owned(),
        alt: (!alt.is_empty()).then(|| alt.to_owned()),
        caption: (!caption.is_empty()).then_some(caption),
        ..Image::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_headline_is_taken_out_of_a_caption() {
        let article = Article {
            kicker: Some("मौसम".to_owned()),
            headline: "नदी का पानी बढ़ा".to_owned(),
            ..Article::default()
        };
        for (alt, expected) in [
            ("मौसम: नदी का पानी बढ़ा - पुल पर लोग", Some("पुल पर लोग")),
            ("नदी का पानी बढ़ा", None),
            ("पुल", Some("पुल")),
        ] {
            let Block::Image(Image { caption, .. }) = image_block(alt, "u", &article) else {
                panic!("an image becomes an image");
            };
            assert_eq!(caption.as_deref(), expected, "{alt}");
        }
    }
}
