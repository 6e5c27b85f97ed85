//! The HTTP client: makes requests and follows redirects, within limits on size and time.
//!
//! The client follows redirects itself rather than leaving them to the HTTP library, so that each
//! hop passes the guard and permanent redirects are recognised. There are three connection pools:
//! one for public addresses, one for hosts that the user typed, and one, without a proxy, for typed
//! hosts that are evidently private. A request never uses a connection from another pool.

mod api_request;
mod call;
mod connection_recorder;
mod credentials;
mod inflate;
mod read_response;
mod request;
mod settings;

pub use api_request::{ApiForm, ApiRequest, ApiResponse};
pub use request::{FetchRequest, FetchResponse};
pub use settings::ClientSettings;

use super::fetch_failure::{FetchFailure, classify};
use super::guard::{self, AllowedHost, PublicResolver, TrustedAddresses, TrustedResolver};
use crate::fetch_error::FetchError;
use connection_recorder::ConnectionRecorder;
use credentials::{credentials, without_credentials};
use settings::certificates;
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use ureq::config::Config;
use ureq::http::header::{AUTHORIZATION, IF_MODIFIED_SINCE, IF_NONE_MATCH, LOCATION};
use ureq::http::{HeaderMap, Response};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::typestate::WithoutBody;
use ureq::{Agent, Body, Proxy, RequestBuilder};
use url::Url;

/// The maximum number of redirects that a request follows.
const MOST_REDIRECTS: usize = 10;

/// An HTTP client.
#[derive(Debug)]
pub struct Client {
    public: Agent,
    allowed: Agent,
    unproxied: Agent,
    total_timeout: Duration,
    max_bytes: u64,
    trusted: TrustedAddresses,
    cancelled: AtomicBool,
}

impl Client {
    /// Returns a client with these settings.
    pub fn new(settings: &ClientSettings) -> Self {
        let proxy = if settings.use_proxy {
            Proxy::try_from_env()
        } else {
            None
        };
        let named = proxy
            .as_ref()
            .map(|proxy| (proxy.host().to_owned(), proxy.port()));
        let config = |proxy| Self::config(settings, proxy);
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
            allowed: open(proxy),
            unproxied: open(None),
            total_timeout: settings.total_timeout,
            max_bytes: settings.max_bytes,
            trusted,
            cancelled: AtomicBool::new(false),
        }
    }

    fn config(settings: &ClientSettings, proxy: Option<Proxy>) -> Config {
        let roots = settings.roots.as_deref().map(certificates);
        let tls = TlsConfig::builder()
            .root_certs(roots.map_or(RootCerts::WebPki, RootCerts::from))
            .build();
        Agent::config_builder()
            .user_agent(settings.user_agent())
            .accept_encoding("gzip, br")
            .proxy(proxy)
            .tls_config(tls)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_resolve(Some(settings.connect_timeout))
            .timeout_connect(Some(settings.connect_timeout))
            .timeout_recv_response(Some(settings.read_timeout))
            .timeout_per_read(Some(settings.read_timeout))
            .timeout_global(Some(settings.total_timeout))
            .input_buffer_size(32 << 10)
            .output_buffer_size(8 << 10)
            .max_idle_connections(64)
            .max_idle_connections_per_host(2)
            .build()
    }

    /// Trusts the host of `url`, which the user typed, at these private addresses; if `None`, at
    /// the addresses to which it resolves next.
    pub(super) fn trust(&self, url: &Url, addresses: Option<&[IpAddr]>) {
        self.trusted.set(url, addresses);
    }

    /// Returns the private addresses at which the host of `url` is trusted, if the user typed it
    /// and it was resolved.
    pub fn trusted(&self, url: &Url) -> Option<Vec<IpAddr>> {
        self.trusted.of(url)
    }

    /// Aborts all requests, and makes all later ones fail.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
        self.public.clone().shutdown();
        self.allowed.clone().shutdown();
        self.unproxied.clone().shutdown();
    }

    /// Returns whether [`Client::cancel`] was called.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// Fetches an address.
    ///
    /// # Errors
    /// Returns an error if there is no usable response.
    pub fn fetch(&self, request: &FetchRequest) -> Result<FetchResponse, FetchFailure> {
        let fetched = self.follow(request);
        match fetched {
            Err(_) if self.is_cancelled() => Err(FetchError::Cancelled.into()),
            Ok(response) if response.is_partial && self.is_cancelled() => {
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
            guard::check(&url, &request.allowed)?;
            let response = self.request_once(&url, request)?;
            let status = response.status().as_u16();
            if !matches!(status, 301 | 302 | 303 | 307 | 308) {
                let mut response = self.read(response, without_credentials(url), request)?;
                response.moved = moved;
                response.downgraded = downgraded;
                return Ok(response);
            }
            if began.elapsed() > self.total_timeout {
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

    /// Returns the connection pool for `url`.
    fn agent_for(&self, url: &Url, allowed: &AllowedHost) -> &Agent {
        if guard::check(url, &AllowedHost::none()).is_err() {
            &self.unproxied
        } else if allowed.covers(url) {
            &self.allowed
        } else {
            &self.public
        }
    }

    /// Makes one request. Repeats it on a new connection if the server had closed the kept
    /// connection.
    fn request_once(
        &self,
        url: &Url,
        request: &FetchRequest,
    ) -> Result<Response<Body>, FetchFailure> {
        if self.is_cancelled() {
            return Err(FetchError::Cancelled.into());
        }
        let agent = self.agent_for(url, &request.allowed);
        let host = url.host_str().unwrap_or_default();
        let (response, was_kept) =
            connection_recorder::record(|| build_request(agent, url, request).call());
        let response = match response {
            Err(error)
                if was_kept && connection_recorder::was_closed(&error) && !self.is_cancelled() =>
            {
                let anew = build_request(agent, url, request).config();
                // No kept connection is this young, so the client makes a new one.
                anew.max_idle_age(Duration::ZERO).build().call()
            }
            response => response,
        };
        response.map_err(|error| classify(&error, host).into())
    }
}

/// Builds the request for `url`. Credentials are sent only to the origin that the user gave them
/// for.
fn build_request(agent: &Agent, url: &Url, request: &FetchRequest) -> RequestBuilder<WithoutBody> {
    let plain = without_credentials(url.clone());
    let mut builder = agent.get(plain.as_str()).header("Accept", request.accept);
    let marks = [
        (IF_NONE_MATCH, &request.etag),
        (IF_MODIFIED_SINCE, &request.last_modified),
    ];
    for (name, mark) in marks {
        if let Some(mark) = mark {
            builder = builder.header(name, mark);
        }
    }
    if let Some(credentials) = credentials(&request.url)
        && request.url.origin() == url.origin()
    {
        builder = builder.header(AUTHORIZATION, credentials);
    }
    builder
}

/// Returns the target of a redirect, if it is an http or https address.
fn target(url: &Url, headers: &HeaderMap) -> Option<Url> {
    let location = headers.get(LOCATION)?.as_bytes();
    let mut next = url.join(String::from_utf8_lossy(location).trim()).ok()?;
    next.set_fragment(None);
    Some(without_credentials(next)).filter(|next| matches!(next.scheme(), "http" | "https"))
}
