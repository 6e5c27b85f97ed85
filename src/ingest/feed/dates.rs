//! The dates of a feed. One without a time zone is in the zone of the feed's other dates, or of its language and
//! country: software that forgets the zone writes the publisher's own time.

use crate::article::Timestamp;
use crate::ingest::date::{self, LocalZone, WrittenDate, WrittenZone};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// The number of entries whose dates are compared to find the zone of a feed.
pub(super) const COMPARED: usize = 50;

/// Reads the dates of one feed.
#[derive(Debug, Default)]
pub(super) struct FeedDates {
    language: String,
    zone: Option<LocalZone>,
    /// The number of dates in each zone that was not understood.
    unknown: RefCell<BTreeMap<String, usize>>,
}

impl FeedDates {
    /// Finds the zone of a feed from the texts of its entries' dates, of its own dates, and its language tag.
    pub(super) fn new(
        language: Option<&str>,
        entries: impl Iterator<Item = String>,
        own: impl Iterator<Item = String>,
    ) -> Self {
        let language = language.unwrap_or_default().to_owned();
        let read = |text: String| date::read(&text, &language);
        let entries: Vec<WrittenDate> = entries.filter_map(read).collect();
        // Software writes UTC by default for the feed as a whole, so that says nothing of its place.
        let of_feed = own
            .filter_map(|text| read(text)?.stated_offset())
            .find(|offset| offset.local_minus_utc() != 0)
            .map(LocalZone::fixed);
        let zone = common_zone(&entries)
            .or(of_feed)
            .or_else(|| LocalZone::of_language(&language));
        Self {
            language,
            zone,
            unknown: RefCell::default(),
        }
    }

    /// Reads a date.
    pub(super) fn read(&self, text: &str) -> Option<Timestamp> {
        let date = date::read(text, &self.language)?;
        if let WrittenZone::Unknown(name) = &date.zone {
            let mut unknown = self.unknown.borrow_mut();
            *unknown.entry(name.clone()).or_default() += 1;
        }
        date.at(self.zone)
    }

    /// Returns a remark about the zones that were not understood.
    pub(super) fn remark(&self) -> Option<String> {
        let unknown = self.unknown.borrow();
        if unknown.is_empty() {
            return None;
        }
        let names: Vec<&str> = unknown.keys().map(String::as_str).take(5).collect();
        let how = match self.zone {
            Some(_) => "that of the feed was taken",
            None => "only the day was read",
        };
        let count: usize = unknown.values().sum();
        let dates = if count == 1 {
            "1 date".to_owned()
        } else {
            format!("{count} dates")
        };
        Some(format!(
            "time zone not understood in {dates} ({}); {how}",
            names.join(", ")
        ))
    }
}

/// Returns the zone that nine of ten dates state, of those that state one. If these are few, they are exceptions.
fn common_zone(dates: &[WrittenDate]) -> Option<LocalZone> {
    let stated: Vec<_> = dates
        .iter()
        .filter_map(WrittenDate::stated_offset)
        .collect();
    let first = stated.first()?;
    let same = stated.iter().filter(|offset| *offset == first).count();
    let are_enough = stated.len() * 4 >= dates.len();
    (are_enough && same * 10 >= stated.len() * 9).then(|| LocalZone::fixed(*first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_without_a_zone_takes_that_of_the_feed() {
        let bare = "Tue, 09 Nov 2021 08:12:31";
        let (india, utc) = ("2021-11-09T08:12:31+05:30", "2021-11-09T08:12:31+00:00");
        let (plus, zero) = ("09 Nov 2021 01:00 +0530", "09 Nov 2021 01:00 GMT");
        for (language, entries, own, expected) in [
            (None, vec![], vec![], utc),
            (Some("hi-IN"), vec![], vec![], india),
            (None, vec![plus], vec![], india),
            (Some("hi"), vec![zero], vec![], utc),
            (Some("hi"), vec![bare], vec![zero], india),
            (Some("en"), vec![bare], vec![plus], india),
            (None, vec![plus, zero], vec![], utc),
            (None, vec![plus, bare, bare, bare, bare], vec![], utc),
        ] {
            let texts = |list: &[&str]| {
                list.iter()
                    .map(|text| (*text).to_owned())
                    .collect::<Vec<_>>()
            };
            let (entries, own) = (texts(&entries), texts(&own));
            let dates = FeedDates::new(
                language,
                entries.clone().into_iter(),
                own.clone().into_iter(),
            );
            let date = dates.read(bare).map(|date| date.to_rfc3339());
            assert_eq!(
                date.as_deref(),
                Some(expected),
                "{language:?} {entries:?} {own:?}"
            );
        }
    }

    #[test]
    fn unknown_zones_are_reported() {
        let dates = FeedDates::default();
        dates.read("Tue, 09 Nov 2021 08:12:31 QQT");
        dates.read("Tue, 09 Nov 2021 08:12:31 GMT");
        assert_eq!(
            dates.remark().as_deref(),
            Some("time zone not understood in 1 date (QQT); only the day was read")
        );
    }
}
