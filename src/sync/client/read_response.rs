//! Reads a response: its status and headers, and its body up to the limit.

use super::super::fetch_failure::{FetchFailure, classify};
use super::super::schedule;
use super::{Client, FetchRequest, FetchResponse, inflate};
use crate::fetch_error::FetchError;
use std::io::Read as _;
use ureq::Body;
use ureq::http::header::{CACHE_CONTROL, CONTENT_ENCODING, ETAG, LAST_MODIFIED, RETRY_AFTER};
use ureq::http::{HeaderName, Response};
use url::Url;

/// The maximum length of an `ETag` or `Last-Modified` that is kept, in bytes. Every later request
/// repeats it.
const LONGEST_MARK: usize = 1_000;

impl Client {
    pub(super) fn read(
        &self,
        mut http: Response<Body>,
        url: Url,
        request: &FetchRequest,
    ) -> Result<FetchResponse, FetchFailure> {
        let headers = http.headers();
        let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
        let mark = |name| {
            let kept = |value: &&str| !value.is_empty() && value.len() <= LONGEST_MARK;
            text(name).filter(kept).map(str::to_owned)
        };
        let status = http.status().as_u16();
        let mut response = FetchResponse {
            url,
            moved: None,
            bytes: None,
            is_partial: false,
            charset: http.body().charset().map(str::to_owned),
            etag: mark(ETAG),
            last_modified: mark(LAST_MODIFIED),
            lifetime: text(CACHE_CONTROL).and_then(schedule::lifetime),
            downgraded: false,
        };
        let is_conditional = request.etag.is_some() || request.last_modified.is_some();
        if status == 304 && is_conditional {
            return Ok(response);
        }
        if let Some(error) = of_status(status) {
            let now = chrono::Utc::now().timestamp();
            let retry_after =
                text(RETRY_AFTER).and_then(|header| schedule::retry_after(header, now));
            return Err(FetchFailure { error, retry_after });
        }
        let encoding = text(CONTENT_ENCODING).map(str::to_owned);
        let (mut bytes, mut is_partial) = self.body(http.body_mut(), &response.url)?;
        let broke_off;
        (bytes, broke_off) = inflate::decompressed(bytes, encoding.as_deref(), self.max_bytes)?;
        is_partial |= broke_off;
        response.bytes = Some(bytes);
        response.is_partial = is_partial;
        if is_partial {
            // Without these two values, the next request fetches the whole body.
            (response.etag, response.last_modified) = (None, None);
        }
        Ok(response)
    }

    /// Reads the body. If the connection is lost, returns the part that arrived and `true`.
    pub(super) fn body(&self, body: &mut Body, url: &Url) -> Result<(Vec<u8>, bool), FetchFailure> {
        let too_long = || FetchError::TooLong(self.max_bytes >> 20);
        if body.content_length().is_some_and(|n| n > self.max_bytes) {
            return Err(too_long().into());
        }
        let mut reader = body.with_config().limit(self.max_bytes).reader();
        let (mut bytes, mut chunk) = (Vec::new(), vec![0; 32 << 10]);
        loop {
            if self.is_cancelled() {
                return Err(FetchError::Cancelled.into());
            }
            match reader.read(&mut chunk) {
                Ok(0) => return Ok((bytes, false)),
                Ok(count) => bytes.extend(chunk.iter().take(count)),
                Err(error) => {
                    let error = ureq::Error::from(error);
                    if matches!(error, ureq::Error::BodyExceedsLimit(_)) {
                        return Err(too_long().into());
                    }
                    let error = classify(&error, url.host_str().unwrap_or_default());
                    // If a compressed body breaks off, the decompressor reports an error.
                    let broke_off = matches!(
                        error,
                        FetchError::ConnectionLost
                            | FetchError::Incomplete
                            | FetchError::BadCompression
                    );
                    if broke_off && !bytes.is_empty() {
                        return Ok((bytes, true));
                    }
                    return Err(error.into());
                }
            }
        }
    }
}

fn of_status(status: u16) -> Option<FetchError> {
    match status {
        200..=299 => None,
        401 | 403 => Some(FetchError::AccessDenied),
        404 => Some(FetchError::NotFound),
        410 => Some(FetchError::Gone),
        429 => Some(FetchError::TooManyRequests),
        500..=599 => Some(FetchError::ServerError(status)),
        _ => Some(FetchError::Status(status)),
    }
}
