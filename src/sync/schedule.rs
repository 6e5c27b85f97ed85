//! When a feed is to be asked again: what it says itself, else at once; after a fault ever later.

use std::time::{Duration, UNIX_EPOCH};

/// The longest time for which a feed is believed when it asks to be left alone.
const LONGEST: Duration = Duration::from_secs(24 * 3600);

/// The longest time for which the lifetime in an answer's head counts: it is often a setting of the
/// server for all its files, and news does not wait for it.
const LONGEST_LIFETIME: Duration = Duration::from_secs(3600);

/// The wait after the first fault; it doubles with each that follows.
const FIRST_WAIT: Duration = Duration::from_secs(5 * 60);

/// The longest wait that a `Retry-After` can ask for.
const LONGEST_RETRY: Duration = Duration::from_secs(7 * 24 * 3600);

/// How the last request ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RequestResult {
    /// With an answer, new or unchanged.
    Success {
        /// What the feed says of itself.
        ttl: Option<Duration>,
        /// What the head of the answer says.
        lifetime: Option<Duration>,
    },
    /// Before any server was asked: the network is away, or the name is wrong.
    NotSent,
    /// With a fault, the so-manieth in a row, from 1.
    Failure {
        /// How many faults there were since the last answer.
        failures: u32,
        /// What the server asks for.
        retry_after: Option<Duration>,
    },
}

/// Returns how long the feed is to be left alone.
///
/// One that says nothing may be asked at any time: how often is the person's choice, or cron's.
pub fn wait(ended: RequestResult) -> Duration {
    match ended {
        RequestResult::Success { ttl, lifetime } => {
            let ttl = ttl.unwrap_or_default().min(LONGEST);
            ttl.max(lifetime.unwrap_or_default().min(LONGEST_LIFETIME))
        }
        // Nobody was bothered; the person mends the network and asks again.
        RequestResult::NotSent => Duration::ZERO,
        RequestResult::Failure {
            failures,
            retry_after,
        } => {
            let doubled = FIRST_WAIT * 2_u32.pow(failures.saturating_sub(1).min(10));
            let asked = retry_after.unwrap_or_default().min(LONGEST_RETRY);
            doubled.min(LONGEST).max(asked)
        }
    }
}

/// Reads `Retry-After`: seconds, or a date, seen at the second `now` of Unix time.
pub fn retry_after(header: &str, now: i64) -> Option<Duration> {
    let header = header.trim();
    if let Ok(seconds) = header.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let date = httpdate::parse_http_date(header).ok()?;
    let now = UNIX_EPOCH + Duration::from_secs(u64::try_from(now).unwrap_or(0));
    Some(date.duration_since(now).unwrap_or_default())
}

/// Reads the lifetime in `Cache-Control`.
pub fn lifetime(header: &str) -> Option<Duration> {
    let mut directives = header.split(',').map(str::trim);
    if directives
        .clone()
        .any(|name| name.eq_ignore_ascii_case("no-cache") || name.eq_ignore_ascii_case("no-store"))
    {
        return None;
    }
    let seconds = directives.find_map(|directive| {
        let (name, value) = directive.split_once('=')?;
        let is_age = name.trim().eq_ignore_ascii_case("max-age");
        is_age.then(|| value.trim().trim_matches('"').parse().ok())?
    })?;
    Some(Duration::from_secs(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minutes(count: u64) -> Duration {
        Duration::from_secs(count * 60)
    }

    #[test]
    fn a_feed_is_left_alone_as_long_as_it_asks() {
        for (ttl, lifetime, expected) in [
            (None, None, 0),
            (Some(15), None, 15),
            (Some(15), Some(5), 15),
            (None, Some(5), 5),
            (None, Some(60 * 24 * 365), 60),
            (Some(60 * 24 * 30), None, 60 * 24),
        ] {
            let ended = RequestResult::Success {
                ttl: ttl.map(minutes),
                lifetime: lifetime.map(minutes),
            };
            assert_eq!(wait(ended), minutes(expected), "{ttl:?} {lifetime:?}");
        }
    }

    #[test]
    fn after_faults_the_wait_doubles_up_to_a_day() {
        for (failures, retry, expected) in [
            (1, None, 5),
            (2, None, 10),
            (3, Some(120), 120),
            (4, Some(1), 40),
            (9, None, 1280),
            (10, None, 1440),
            (u32::MAX, None, 1440),
            (1, Some(u64::from(u32::MAX)), 7 * 1440),
        ] {
            let ended = RequestResult::Failure {
                failures,
                retry_after: retry.map(minutes),
            };
            assert_eq!(wait(ended), minutes(expected), "{failures} {retry:?}");
        }
    }

    #[test]
    fn a_network_that_is_away_costs_no_wait() {
        assert_eq!(wait(RequestResult::NotSent), Duration::ZERO);
    }

    #[test]
    fn headers_are_read() {
        for (header, expected) in [
            ("120", Some(120)),
            (" 0 ", Some(0)),
            ("Thu, 01 Jan 1970 00:02:00 GMT", Some(110)),
            ("Thursday, 01-Jan-70 00:02:00 GMT", Some(110)),
            ("Thu Jan  1 00:02:00 1970", Some(110)),
            ("Thu, 01 Jan 1970 00:00:00 GMT", Some(0)),
            ("१ जनवरी १९७०", None),
            ("-5", None),
            ("soon", None),
        ] {
            let expected = expected.map(Duration::from_secs);
            assert_eq!(retry_after(header, 10), expected, "{header}");
        }
        for (header, expected) in [
            ("max-age=300", Some(300)),
            ("public, Max-Age = 60", Some(60)),
            ("no-cache, max-age=60", None),
            ("max-age=much", None),
            ("", None),
        ] {
            assert_eq!(lifetime(header), expected.map(Duration::from_secs));
        }
    }
}
