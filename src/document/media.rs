//! Layout of pictures, films and sound: framed cards.

use super::block::host;
use super::setter::{Indent, Setter, Span};
use super::table::spans;
use super::{Frame, Role, TargetKind};
use crate::article::{Image, Media, MediaKind, RichText};
use crate::text::measure::Measure;
use crate::words::Phrase;

impl<M: Measure> Setter<'_, M> {
    /// Lays out an image as a card with its number and kind, caption, host and key.
    pub(super) fn image(&mut self, image: &Image) {
        let target = self.target(TargetKind::Image(image.url.clone()));
        let number = self.images();
        let label = format!(" {number} ▸ {} ", Phrase::Image.say(self.setting.language));
        let alt = || image.alt.clone().map(RichText::plain);
        let caption = image.rich_caption().or_else(alt);
        let below = [image.credit.clone(), host(&image.url)];
        let has_below = self.card(&label, target, caption.as_ref(), below);
        let keys = self.setting.with_keys.and_then(|keys| keys.open_image);
        if let Some(keys) = keys.filter(|_| has_below) {
            let keys = keys.to_string().into();
            let key = Phrase::OpensImage(keys).say(self.setting.language);
            self.at_right_end(&key, Role::Number, 2 * self.measure.cell());
        }
        self.edge(Frame::Bottom, &[]);
        self.blank();
    }

    /// Lays out a film, sound or a file as a card with the number of its link, its kind and length,
    /// its title and host.
    pub(super) fn media(&mut self, media: &Media) {
        let target = self.target(TargetKind::Link(media.url.clone()));
        let kind = match media.media {
            MediaKind::Video => Phrase::Video,
            MediaKind::Audio => Phrase::Audio,
            MediaKind::Embed => Phrase::Embed,
            MediaKind::File => Phrase::File,
        };
        let kind = kind.say(self.setting.language).into_owned();
        let label = [Some(kind), media.seconds.map(length), media.bytes.map(size)];
        let label = label.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let label = format!(" [{}] ▸ {label} ", self.links());
        let site = media.site.clone().or_else(|| host(&media.url));
        let title = media.title.clone().map(RichText::plain);
        self.card(&label, target, title.as_ref(), [None, site]);
        self.edge(Frame::Bottom, &[]);
        self.blank();
    }

    /// Lays out a card without its lower edge: the label on the upper edge, a caption, and a line
    /// below it. Returns whether there is such a line.
    fn card(
        &mut self,
        label: &str,
        target: usize,
        caption: Option<&RichText>,
        below: [Option<String>; 2],
    ) -> bool {
        let span = |text, role| Span::linked(text, role, Some(target));
        self.blank();
        self.edge(Frame::Top, &[span(label, Role::CardLabel)]);
        let inset = 2 * self.measure.cell();
        let inside = Indent {
            left: inset,
            right: inset,
            marker: None,
            frame: Some(Frame::Sides),
        };
        if let Some(caption) = caption.filter(|caption| !caption.text.is_empty()) {
            let mut pieces = self.pieces_of(caption, Role::Caption);
            for (_, style) in &mut pieces {
                style.target = style.target.or(Some(target));
            }
            self.paragraph(&spans(&pieces), inside);
        }
        let below = below.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        if !below.is_empty() {
            self.paragraph(&[span(&below, Role::Credit)], inside);
        }
        !below.is_empty()
    }
}

/// Returns a length in time as players show it: `4:05`, `1:02:03`.
fn length(seconds: u64) -> String {
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    match minutes / 60 {
        0 => format!("{minutes}:{seconds:02}"),
        hours => format!("{hours}:{:02}:{seconds:02}", minutes % 60),
    }
}

/// Returns a size in megabytes with one decimal, or in kilobytes if it is less than one megabyte.
fn size(bytes: u64) -> String {
    let kilobytes = bytes.div_ceil(1_000);
    if kilobytes < 1_000 {
        return format!("{kilobytes} KB");
    }
    let tenths = bytes.saturating_add(50_000) / 100_000;
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_and_sizes_are_short() {
        for (seconds, expected) in [(5, "0:05"), (245, "4:05"), (3_723, "1:02:03")] {
            assert_eq!(length(seconds), expected);
        }
        for (bytes, expected) in [
            (1, "1 KB"),
            (999_000, "999 KB"),
            (12_345_678, "12.3 MB"),
            (34_567_890, "34.6 MB"),
            (999_960, "1.0 MB"),
            (u64::MAX, "18446744073709.5 MB"),
        ] {
            assert_eq!(size(bytes), expected);
        }
    }
}
