//! Stories dated in the future stand at the time when they were fetched; else they would stand above all others
//! until then. The date that the feed gave is kept among what was left out.

use crate::article::{Article, LeftOut, Timestamp};
use chrono::{DateTime, TimeDelta, Utc};

/// A date further ahead than this is wrong. Clocks and time zones of publishers are wrong by hours.
const TOLERANCE: TimeDelta = TimeDelta::days(1);

/// The reason why a date was left out.
const REASON: &str = "date in the future";

/// Sets the dates of `articles` that are in the future to `now`, and returns their number.
pub(super) fn move_to(now: DateTime<Utc>, articles: &mut [Article]) -> usize {
    let is_ahead = |date: &Timestamp| date.to_utc() > now + TOLERANCE;
    let mut count = 0;
    for article in articles {
        article.updated.take_if(|date| is_ahead(date));
        let Some(date) = article.published.filter(is_ahead) else {
            continue;
        };
        article.published = Some(now.with_timezone(date.offset()));
        article.left_out.push(LeftOut {
            text: date.to_rfc3339(),
            reason: REASON.to_owned(),
        });
        count += 1;
    }
    count
}

/// Returns the sentence that reports moved dates.
pub(super) fn remark(count: usize) -> Option<String> {
    match count {
        0 => None,
        1 => Some("1 story is dated in the future; it stands where it was fetched".to_owned()),
        _ => Some(format!(
            "{count} stories are dated in the future; they stand where they were fetched"
        )),
    }
}

/// Returns `incoming` with the time at which its stored version was fetched, if both are dated in the future.
pub(super) fn at_first_fetch(incoming: &Article, stored: &Article) -> Option<Article> {
    let moved = |article: &Article| article.left_out.iter().any(|left| left.reason == REASON);
    let is_same = incoming.published == stored.published;
    (moved(incoming) && moved(stored) && !is_same).then(|| Article {
        published: stored.published,
        ..incoming.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_dates_that_are_far_ahead_are_moved() {
        let at = |text: &str| DateTime::parse_from_rfc3339(text).unwrap();
        let now = at("2026-11-24T12:00:00+00:00").to_utc();
        for (date, moved) in [
            ("2026-11-24T11:00:00+05:30", false),
            ("2026-11-25T11:00:00+00:00", false),
            ("2026-11-26T01:00:00+05:30", true),
            ("2099-01-01T00:00:00+05:30", true),
        ] {
            let mut articles = [Article {
                published: Some(at(date)),
                ..Article::default()
            }];
            assert_eq!(move_to(now, &mut articles), usize::from(moved), "{date}");
            let [article] = articles;
            let expected = if moved { now.fixed_offset() } else { at(date) };
            assert_eq!(article.published, Some(expected));
            assert_eq!(article.left_out.len(), usize::from(moved));
            let mut later = [Article {
                published: Some(at(date)),
                ..Article::default()
            }];
            move_to(now + TimeDelta::hours(1), &mut later);
            let kept = at_first_fetch(&later[0], &article);
            assert_eq!(kept.is_some(), moved);
            assert!(kept.is_none_or(|kept| kept == article));
        }
    }
}
