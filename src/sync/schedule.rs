//! When a feed is due again: as the feed and the server ask; after errors, with growing delays.

use std::time::{Duration, UNIX_EPOCH};

/// The maximum delay that a feed can ask for.
const LONGEST: Duration = Duration::from_secs(24 * 3600);

/// The maximum `max-age` that is respected. It is often a server's default for all its files, and
/// must not delay news.
const LONGEST_LIFETIME: Duration = Duration::from_secs(3600);

/// The delay after the first error; it doubles with each further error.
const FIRST_WAIT: Duration = Duration::from_secs(5 * 60);

/// The maximum delay that `Retry-After` can ask for.
const LONGEST_RETRY: Duration = Duration::from_secs(7 * 24 * 3600);

/// The result of the last request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RequestResult {
    /// A response, whether the feed had changed or not.
    Success {
        /// The delay that the feed asks for.
        ttl: Option<Duration>,
        /// The `max-age` of the response.
        lifetime: Option<Duration>,
    },
    /// No server was reached: the network is down, or the name is wrong.
    NotSent,
    /// A failure of any kind other than `NotSent`.
    Failure {
        /// The number of errors since the last response, from 1.
        failures: u32,
        /// The delay that the server asks for.
        retry_after: Option<Duration>,
    },
}

/// Returns the delay before the next request.
///
/// If the feed asks for no delay there is none: the user, or cron, decides how often to refresh.
pub fn wait(result: RequestResult) -> Duration {
    match result {
        RequestResult::Success { ttl, lifetime } => {
            let ttl = ttl.unwrap_or_default().min(LONGEST);
            ttl.max(lifetime.unwrap_or_default().min(LONGEST_LIFETIME))
        }
        // The failure was no burden on any server, and the user may have repaired the network.
        RequestResult::NotSent => Duration::ZERO,
        RequestResult::Failure {
            failures,
            retry_after,
        } => {
            let doubled = FIRST_WAIT * 2_u32.pow(failures.saturating_sub(1).min(10));
            let requested = retry_after.unwrap_or_default().min(LONGEST_RETRY);
            doubled.min(LONGEST).max(requested)
        }
    }
}

/// Parses `Retry-After`: seconds, or an HTTP date. `now` is in seconds of Unix time.
pub fn retry_after(header: &str, now: i64) -> Option<Duration> {
    let header = header.trim();
    if let Ok(seconds) = header.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let date = httpdate::parse_http_date(header).ok()?;
    let now = UNIX_EPOCH + Duration::from_secs(u64::try_from(now).unwrap_or(0));
    Some(date.duration_since(now).unwrap_or_default())
}

/// Parses `max-age` in `Cache-Control`.
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
    fn the_delay_is_what_the_feed_asks_for() {
        for (ttl, lifetime, expected) in [
            (None, None, 0),
            (Some(15), None, 15),
            (Some(15), Some(5), 15),
            (None, Some(5), 5),
            (None, Some(60 * 24 * 365), 60),
            (Some(60 * 24 * 30), None, 60 * 24),
        ] {
            let result = RequestResult::Success {
                ttl: ttl.map(minutes),
                lifetime: lifetime.map(minutes),
            };
            assert_eq!(wait(result), minutes(expected), "{ttl:?} {lifetime:?}");
        }
    }

    #[test]
    fn the_delay_doubles_with_each_error_up_to_a_day() {
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
            let result = RequestResult::Failure {
                failures,
                retry_after: retry.map(minutes),
            };
            assert_eq!(wait(result), minutes(expected), "{failures} {retry:?}");
        }
    }

    #[test]
    fn without_a_network_there_is_no_delay() {
        assert_eq!(wait(RequestResult::NotSent), Duration::ZERO);
    }

    #[test]
    fn headers_are_parsed() {
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
