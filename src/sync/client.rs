//! One request and what comes of it: redirects followed step by step, everything bounded.
//!
//! Redirects are followed here and not by the HTTP library, so that each step passes the guard, and so
//! that a permanent one can be told from a passing one. Three sets of connections are kept: one that
//! opens public addresses only, one for hosts that the person typed, and one for those among them
//! that are private by their spelling, which no proxy needs to know; a connection of one set is never
//! lent to a request of another.

mod connection_recorder;
mod inflate;
mod request;
mod settings;

pub use request::{FetchRequest, FetchResponse};
pub use settings::ClientSettings;

use super::fetch_failure::{FetchFailure, classify};
use super::guard::{self, AllowedHost, PublicResolver, TrustedAddresses, TrustedResolver};
use super::schedule;
use crate::fetch_error::FetchError;
use base64::Engine as _;
use connection_recorder::ConnectionRecorder;
use settings::certificates;
use std::io::Read as _;
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use ureq::config::Config;
use ureq::http::header::{
    AUTHORIZATION, CACHE_CONTROL, CONTENT_ENCODING, ETAG, IF_MODIFIED_SINCE, IF_NONE_MATCH,
    LAST_MODIFIED, LOCATION, RETRY_AFTER,
};
use ureq::http::{HeaderMap, HeaderName, Response};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::typestate::WithoutBody;
use ureq::{Agent, Body, Proxy, RequestBuilder};
use url::Url;

/// The most redirects of one request.
const MOST_REDIRECTS: usize = 10;

/// The longest `ETag` or `Last-Modified` that is kept: it travels with every later request.
const LONGEST_MARK: usize = 1_000;

/// Makes requests.
#[derive(Debug)]
pub struct Client {
    public: Agent,
    typed: Agent,
    near: Agent,
    whole: Duration,
    longest: u64,
    trusted: TrustedAddresses,
    cancelled: AtomicBool,
}

impl Client {
    /// Returns a client with `setting`.
    pub fn new(setting: &ClientSettings) -> Self {
        let proxy = if setting.proxied {
            Proxy::try_from_env()
        } else {
            None
        };
        let named = proxy
            .as_ref()
            .map(|proxy| (proxy.host().to_owned(), proxy.port()));
        let config = |proxy| Self::config(setting, proxy);
        let public = PublicResolver {
            proxy: named.clone(),
            ..PublicResolver::default()
        };
        let trusted = TrustedAddresses::default();
        let open = |proxy| {
            let resolver = TrustedResolver {
                trusted: trusted.clone(),
                proxy: named.clone(),
                ..TrustedResolver::default()
            };
            Agent::with_parts(config(proxy), ConnectionRecorder::default(), resolver)
        };
        Self {
            public: Agent::with_parts(config(proxy.clone()), ConnectionRecorder::default(), public),
            typed: open(proxy),
            near: open(None),
            whole: setting.whole,
            longest: setting.longest,
            trusted,
            cancelled: AtomicBool::new(false),
        }
    }

    fn config(setting: &ClientSettings, proxy: Option<Proxy>) -> Config {
        let roots = setting.roots.as_deref().map(certificates);
        let tls = TlsConfig::builder()
            .root_certs(roots.map_or(RootCerts::WebPki, RootCerts::from))
            .build();
        Agent::config_builder()
            .user_agent(setting.user_agent())
            .proxy(proxy)
            .tls_config(tls)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_resolve(Some(setting.connect))
            .timeout_connect(Some(setting.connect))
            .timeout_recv_response(Some(setting.silence))
            .timeout_per_read(Some(setting.silence))
            .timeout_global(Some(setting.whole))
            .input_buffer_size(32 << 10)
            .output_buffer_size(8 << 10)
            .max_idle_connections(64)
            .max_idle_connections_per_host(2)
            .build()
    }

    /// Trusts the host that the user typed in `url` by these private addresses; without any, by those that it
    /// has when it is next asked.
    pub(super) fn trust(&self, url: &Url, addresses: Option<&[IpAddr]>) {
        self.trusted.set(url, addresses);
    }

    /// Returns the private addresses by which the host of `url` is trusted, if it was asked as one that the
    /// user typed.
    pub(super) fn trusted(&self, url: &Url) -> Option<Vec<IpAddr>> {
        self.trusted.of(url)
    }

    /// Breaks off all requests at once, and makes all later ones fail.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
        self.public.clone().shutdown();
        self.typed.clone().shutdown();
        self.near.clone().shutdown();
    }

    /// Returns whether [`Client::cancel`] was called.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// Fetches what `request` asks for.
    ///
    /// # Errors
    /// Where nothing came that can be used.
    pub fn fetch(&self, request: &FetchRequest) -> Result<FetchResponse, FetchFailure> {
        let fetched = self.follow(request);
        match fetched {
            Err(_) if self.is_cancelled() => Err(FetchError::Cancelled.into()),
            Ok(answer) if answer.is_partial && self.is_cancelled() => {
                Err(FetchError::Cancelled.into())
            }
            fetched => fetched,
        }
    }

    fn follow(&self, request: &FetchRequest) -> Result<FetchResponse, FetchFailure> {
        let began = Instant::now();
        let mut url = request.url.clone();
        let (mut moved, mut for_good, mut downgraded) = (None, true, false);
        for _ in 0..=MOST_REDIRECTS {
            guard::check(&url, &request.typed)?;
            let response = self.ask(&url, request)?;
            let status = response.status().as_u16();
            if !matches!(status, 301 | 302 | 303 | 307 | 308) {
                let mut answer = self.read(response, without_credentials(url), request)?;
                answer.moved = moved;
                answer.downgraded = downgraded;
                return Ok(answer);
            }
            if began.elapsed() > self.whole {
                return Err(FetchError::TooSlow.into());
            }
            let next = target(&url, response.headers()).ok_or(FetchError::BadRedirect)?;
            let falls = url.scheme() == "https" && next.scheme() == "http";
            downgraded |= falls;
            for_good &= matches!(status, 301 | 308) && !falls;
            if for_good {
                moved = Some(next.clone());
            }
            url = next;
        }
        Err(FetchError::TooManyRedirects(MOST_REDIRECTS).into())
    }

    /// Makes one request, and makes it once more where it had a connection that the server had closed.
    fn ask(&self, url: &Url, request: &FetchRequest) -> Result<Response<Body>, FetchFailure> {
        if self.is_cancelled() {
            return Err(FetchError::Cancelled.into());
        }
        let agent = if guard::check(url, &AllowedHost::none()).is_err() {
            &self.near
        } else if request.typed.covers(url) {
            &self.typed
        } else {
            &self.public
        };
        let host = url.host_str().unwrap_or_default();
        let (answer, was_kept) = connection_recorder::record(|| asked(agent, url, request).call());
        let answer = match answer {
            Err(error)
                if was_kept && connection_recorder::was_closed(&error) && !self.is_cancelled() =>
            {
                let anew = asked(agent, url, request).config();
                // None that is kept is young enough.
                anew.max_idle_age(Duration::ZERO).build().call()
            }
            answer => answer,
        };
        answer.map_err(|error| classify(&error, host).into())
    }

    fn read(
        &self,
        mut response: Response<Body>,
        url: Url,
        request: &FetchRequest,
    ) -> Result<FetchResponse, FetchFailure> {
        let headers = response.headers();
        let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
        let mark = |name| {
            let kept = |value: &&str| !value.is_empty() && value.len() <= LONGEST_MARK;
            text(name).filter(kept).map(str::to_owned)
        };
        let status = response.status().as_u16();
        let mut answer = FetchResponse {
            url,
            moved: None,
            bytes: None,
            is_partial: false,
            charset: response.body().charset().map(str::to_owned),
            etag: mark(ETAG),
            last_modified: mark(LAST_MODIFIED),
            lifetime: text(CACHE_CONTROL).and_then(schedule::lifetime),
            downgraded: false,
        };
        let is_conditional = request.etag.is_some() || request.last_modified.is_some();
        if status == 304 && is_conditional {
            return Ok(answer);
        }
        if let Some(error) = of_status(status) {
            let now = chrono::Utc::now().timestamp();
            let retry_after =
                text(RETRY_AFTER).and_then(|header| schedule::retry_after(header, now));
            return Err(FetchFailure { error, retry_after });
        }
        let is_deflated =
            text(CONTENT_ENCODING).is_some_and(|encoding| encoding.eq_ignore_ascii_case("deflate"));
        let (mut bytes, mut is_partial) = self.body(response.body_mut(), &answer.url)?;
        if is_deflated {
            let (inflated, broke_off) = inflate::inflate(&bytes, self.longest)?;
            (bytes, is_partial) = (inflated, is_partial || broke_off);
        }
        answer.bytes = Some(bytes);
        answer.is_partial = is_partial;
        if is_partial {
            // The next request is to bring the whole.
            (answer.etag, answer.last_modified) = (None, None);
        }
        Ok(answer)
    }

    /// Reads a body; what came before a connection broke off is handed over, and said to be a part.
    fn body(&self, body: &mut Body, url: &Url) -> Result<(Vec<u8>, bool), FetchFailure> {
        let too_long = || FetchError::TooLong(self.longest >> 20);
        if body.content_length().is_some_and(|n| n > self.longest) {
            return Err(too_long().into());
        }
        let mut reader = body.with_config().limit(self.longest).reader();
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
                    let fault = classify(&error, url.host_str().unwrap_or_default());
                    // What is packed breaks off where what it is packed in does.
                    let broke_off = matches!(
                        fault,
                        FetchError::ConnectionLost
                            | FetchError::Incomplete
                            | FetchError::BadCompression
                    );
                    if broke_off && !bytes.is_empty() {
                        return Ok((bytes, true));
                    }
                    return Err(fault.into());
                }
            }
        }
    }
}

/// Returns the request for `url`; credentials go to the host for which they were given and to no other.
fn asked(agent: &Agent, url: &Url, request: &FetchRequest) -> RequestBuilder<WithoutBody> {
    let plain = without_credentials(url.clone());
    let mut asked = agent.get(plain.as_str()).header("Accept", request.accept);
    let marks = [
        (IF_NONE_MATCH, &request.etag),
        (IF_MODIFIED_SINCE, &request.last_modified),
    ];
    for (name, mark) in marks {
        if let Some(mark) = mark {
            asked = asked.header(name, mark);
        }
    }
    if let Some(credentials) = credentials(&request.url)
        && request.url.origin() == url.origin()
    {
        asked = asked.header(AUTHORIZATION, credentials);
    }
    asked
}

/// Where a redirect leads; `None` where that is no address.
fn target(url: &Url, headers: &HeaderMap) -> Option<Url> {
    let location = headers.get(LOCATION)?.as_bytes();
    let mut next = url.join(String::from_utf8_lossy(location).trim()).ok()?;
    next.set_fragment(None);
    Some(without_credentials(next)).filter(|next| matches!(next.scheme(), "http" | "https"))
}

fn without_credentials(mut url: Url) -> Url {
    // Both fail only for addresses without a host, which have no credentials.
    let _no_host = url.set_username("");
    let _no_host = url.set_password(None);
    url
}

fn credentials(url: &Url) -> Option<String> {
    if url.username().is_empty() && url.password().is_none() {
        return None;
    }
    let decoded = |text: &str| {
        let pair = format!("_={}", text.replace('+', "%2B"));
        let value = url::form_urlencoded::parse(pair.as_bytes()).next();
        value
            .map(|(_, value)| value.into_owned())
            .unwrap_or_default()
    };
    let pair = format!(
        "{}:{}",
        decoded(url.username()),
        decoded(url.password().unwrap_or_default())
    );
    let encoded = base64::engine::general_purpose::STANDARD.encode(pair);
    Some(format!("Basic {encoded}"))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_sent_and_not_shown() {
        let url = Url::parse("https://ram:s%C3%BC%2Bss@example.org/feed").unwrap();
        assert_eq!(credentials(&url).unwrap(), "Basic cmFtOnPDvCtzcw==");
        assert_eq!(
            without_credentials(url).as_str(),
            "https://example.org/feed"
        );
    }
}
