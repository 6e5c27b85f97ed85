//! The time zone of a feed whose dates name none: that of its language and country.

use chrono::{Datelike as _, Duration, FixedOffset, NaiveDate, NaiveDateTime, Weekday};

/// A time zone whose offset may depend on the season.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::ingest) enum LocalZone {
    /// The same offset all year, in seconds.
    Fixed(i32),
    /// This offset in winter, in seconds; an hour more in the summer of the European Union.
    European(i32),
}

/// The zones of countries that have one, in minutes.
#[rustfmt::skip]
const COUNTRIES: [(&str, i32); 52] = [
    ("IN", 330), ("NP", 345), ("BD", 360), ("PK", 300), ("LK", 330), ("BT", 360), ("MV", 300), ("MM", 390), ("AF", 270),
    ("AE", 240), ("OM", 240), ("MU", 240), ("QA", 180), ("KW", 180), ("SA", 180), ("BH", 180), ("IQ", 180), ("YE", 180),
    ("IR", 210), ("TR", 180), ("BY", 180), ("SG", 480), ("MY", 480), ("PH", 480), ("CN", 480), ("TW", 480), ("HK", 480),
    ("MO", 480), ("TH", 420), ("VN", 420), ("KH", 420), ("LA", 420), ("JP", 540), ("KR", 540), ("UZ", 300), ("TJ", 300),
    ("KE", 180), ("ET", 180), ("TZ", 180), ("UG", 180), ("ZA", 120), ("ZW", 120), ("ZM", 120), ("NG", 60), ("GH", 0),
    ("SN", 0), ("IS", 0), ("AR", -180), ("UY", -180), ("PE", -300), ("CO", -300), ("VE", -240),
];

/// The zones of European countries in winter, in hours.
#[rustfmt::skip]
const EUROPE: [(i32, &str); 3] = [
    (0, "GB IE PT"),
    (1, "DE AT CH FR IT ES NL BE LU PL CZ SK HU SI HR RS BA MK ME AL DK NO SE MT LI"),
    (2, "GR FI EE LV LT RO BG CY"),
];

/// Languages that news sites of one country write, with its code.
#[rustfmt::skip]
const LANGUAGES: [(&str, &str); 42] = [
    ("hi", "IN"), ("mr", "IN"), ("ta", "IN"), ("te", "IN"), ("kn", "IN"), ("ml", "IN"), ("gu", "IN"), ("pa", "IN"),
    ("or", "IN"), ("as", "IN"), ("sa", "IN"), ("kok", "IN"), ("mai", "IN"), ("bho", "IN"), ("doi", "IN"), ("mni", "IN"),
    ("ne", "NP"), ("si", "LK"), ("dz", "BT"), ("dv", "MV"), ("my", "MM"), ("th", "TH"), ("lo", "LA"), ("km", "KH"),
    ("vi", "VN"), ("ja", "JP"), ("ko", "KR"), ("tr", "TR"), ("de", "DE"), ("it", "IT"), ("nl", "NL"), ("pl", "PL"),
    ("cs", "CZ"), ("sk", "SK"), ("hu", "HU"), ("sl", "SI"), ("hr", "HR"), ("da", "DK"), ("sv", "SE"), ("el", "GR"),
    ("fi", "FI"), ("bg", "BG"),
];

impl LocalZone {
    /// Returns the zone of a language tag: `hi-IN`, `hi`. A language of many countries has none.
    pub(in crate::ingest) fn of_language(tag: &str) -> Option<Self> {
        let mut parts = tag.trim().split(['-', '_']);
        let main = parts.next().unwrap_or_default().to_ascii_lowercase();
        let region = parts
            .find(|part| part.len() == 2)
            .map(str::to_ascii_uppercase);
        let language = || LANGUAGES.iter().find(|(own, _)| *own == main);
        let country = match &region {
            Some(region) => region.as_str(),
            None => language()?.1,
        };
        let fixed = COUNTRIES.iter().find(|(own, _)| *own == country);
        if let Some((_, minutes)) = fixed {
            return Some(Self::Fixed(minutes * 60));
        }
        let has = |list: &str| list.split(' ').any(|own| own == country);
        let europe = EUROPE.iter().find(|(_, list)| has(list));
        europe.map(|(hours, _)| Self::European(hours * 3600))
    }

    /// Returns the zone of an instant with this offset.
    pub(in crate::ingest) fn fixed(offset: FixedOffset) -> Self {
        Self::Fixed(offset.local_minus_utc())
    }

    /// Returns the offset at a local time, in seconds.
    pub(in crate::ingest) fn offset(self, local: NaiveDateTime) -> i32 {
        match self {
            Self::Fixed(seconds) => seconds,
            Self::European(winter) => {
                // Summer time begins and ends at 01:00 UTC on the last Sundays of March and October.
                let change = |month| {
                    let last = NaiveDate::from_ymd_opt(local.year(), month, 31)?;
                    let since = last.weekday().days_since(Weekday::Sun);
                    (last - Duration::days(i64::from(since))).and_hms_opt(1, 0, 0)
                };
                let utc = local - Duration::seconds(i64::from(winter));
                let is_summer = change(3).is_some_and(|start| utc >= start)
                    && change(10).is_some_and(|end| utc < end + Duration::hours(1));
                winter + if is_summer { 3600 } else { 0 }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_and_countries_have_zones() {
        let at = |tag: &str, local: &str| {
            let zone = LocalZone::of_language(tag)?;
            Some(zone.offset(local.parse().unwrap()) / 60)
        };
        for (tag, minutes) in [
            ("hi-IN", Some(330)),
            ("hi", Some(330)),
            ("en-IN", Some(330)),
            ("en_in", Some(330)),
            ("ne", Some(345)),
            ("pa-Arab-PK", Some(300)),
            ("en", None),
            ("en-US", None),
            ("bn", None),
            ("bn-BD", Some(360)),
            ("", None),
        ] {
            assert_eq!(at(tag, "2021-07-05T05:28:00"), minutes, "{tag}");
        }
        for (local, minutes) in [
            ("2021-07-05T05:28:00", 120),
            ("2021-12-05T05:28:00", 60),
            ("2021-03-28T01:59:00", 60),
            ("2021-03-28T03:00:00", 120),
            ("2021-10-31T01:59:00", 120),
            ("2021-10-31T03:00:00", 60),
        ] {
            assert_eq!(at("de", local), Some(minutes), "{local}");
        }
    }
}
