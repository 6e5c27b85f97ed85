//! Calls of an API: GET or POST with an `Authorization` header.

use super::super::fetch_failure::classify;
use super::super::guard;
use super::credentials::without_credentials;
use super::{
    ApiForm, ApiRequest, ApiResponse, Client, MOST_REDIRECTS, connection_recorder, inflate, target,
};
use crate::fetch_error::FetchError;
use std::time::{Duration, Instant};
use ureq::http::Response;
use ureq::http::header::{ACCEPT, AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, WWW_AUTHENTICATE};
use ureq::{Agent, Body};
use url::Url;

/// The media type of a form.
const FORM: &str = "application/x-www-form-urlencoded";

/// Headers by which servers refuse a token.
const BAD_TOKEN: [&str; 2] = ["x-reader-google-bad-token", "google-bad-token"];

impl Client {
    /// Makes a request to an API, and returns the response whatever its status.
    ///
    /// A redirect is followed only within the host, and never from https to http: the request holds
    /// a secret. A POST stays a POST, except after a 303. Any other redirect is the response.
    ///
    /// # Errors
    /// Returns an error if there is no response, or only a part of one.
    pub fn call(&self, request: &ApiRequest<'_>) -> Result<ApiResponse, FetchError> {
        match self.follow_call(request) {
            Err(_) if self.is_cancelled() => Err(FetchError::Cancelled),
            called => called,
        }
    }

    fn follow_call(&self, request: &ApiRequest<'_>) -> Result<ApiResponse, FetchError> {
        let began = Instant::now();
        let mut url = without_credentials(request.url.clone());
        let mut form = request.form.as_ref();
        for _ in 0..=MOST_REDIRECTS {
            guard::check(&url, request.allowed)?;
            let response = self.call_once(&url, request, form)?;
            let status = response.status().as_u16();
            let next = matches!(status, 301 | 302 | 303 | 307 | 308)
                .then(|| target(&url, response.headers()))
                .flatten();
            let Some(next) = next.clone().filter(|next| is_within(&url, next)) else {
                return self.read_call(response, url, next);
            };
            if began.elapsed() > self.total_timeout {
                return Err(FetchError::TooSlow);
            }
            form = form.filter(|_| status != 303);
            url = next;
        }
        Err(FetchError::TooManyRedirects(MOST_REDIRECTS))
    }

    /// Makes one request. Repeats it on a new connection if the server had closed the kept
    /// connection, but for a change, which may have been made before that.
    fn call_once(
        &self,
        url: &Url,
        request: &ApiRequest<'_>,
        form: Option<&ApiForm>,
    ) -> Result<Response<Body>, FetchError> {
        if self.is_cancelled() {
            return Err(FetchError::Cancelled);
        }
        let agent = self.agent_for(url, request.allowed);
        let authorization = request.authorization.as_deref();
        let text = form.map(ApiForm::text);
        let send = |idle| send(agent, url, (authorization, text), idle);
        let is_change = matches!(form, Some(ApiForm::Change(_)));
        let (response, was_kept) = connection_recorder::record(|| send(None));
        let response = match response {
            Err(error)
                if was_kept
                    && !is_change
                    && connection_recorder::was_closed(&error)
                    && !self.is_cancelled() =>
            {
                // No kept connection is this young, so the client makes a new one.
                send(Some(Duration::ZERO))
            }
            response => response,
        };
        response.map_err(|error| classify(&error, url.host_str().unwrap_or_default()))
    }

    fn read_call(
        &self,
        mut http: Response<Body>,
        url: Url,
        redirect: Option<Url>,
    ) -> Result<ApiResponse, FetchError> {
        let headers = http.headers();
        let encoding = headers.get(CONTENT_ENCODING);
        let encoding = encoding
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned);
        let is_bad_token = BAD_TOKEN.iter().any(|name| headers.contains_key(*name));
        let status = http.status().as_u16();
        let mut response = ApiResponse {
            wants_http_login: headers.contains_key(WWW_AUTHENTICATE),
            url,
            status,
            is_bad_token,
            redirect,
            bytes: Vec::new(),
        };
        let body = self.body(http.body_mut(), &response.url);
        let (bytes, is_partial) = body.map_err(|failure| failure.error)?;
        let (bytes, broke_off) = inflate::decompressed(bytes, encoding.as_deref(), self.max_bytes)?;
        if (is_partial || broke_off) && status < 300 {
            return Err(FetchError::Incomplete);
        }
        response.bytes = bytes;
        Ok(response)
    }
}

/// Sends a request with an `Authorization` header and a form, if there are any.
fn send(
    agent: &Agent,
    url: &Url,
    (authorization, form): (Option<&str>, Option<&str>),
    max_idle: Option<Duration>,
) -> Result<Response<Body>, ureq::Error> {
    let authorization = authorization.map(|value| (AUTHORIZATION, value));
    let headers = [(ACCEPT, "*/*")].into_iter().chain(authorization);
    let Some(form) = form else {
        let mut get = agent.get(url.as_str());
        for (name, value) in headers {
            get = get.header(name, value);
        }
        if let Some(max_idle) = max_idle {
            get = get.config().max_idle_age(max_idle).build();
        }
        return get.call();
    };
    let mut post = agent.post(url.as_str()).header(CONTENT_TYPE, FORM);
    for (name, value) in headers {
        post = post.header(name, value);
    }
    if let Some(max_idle) = max_idle {
        post = post.config().max_idle_age(max_idle).build();
    }
    post.send(form)
}

/// Whether a redirect stays with the server that may know the secret: the same origin, or the same
/// host from http to https, both at their own ports.
fn is_within(from: &Url, to: &Url) -> bool {
    let is_upgrade = from.scheme() == "http"
        && to.scheme() == "https"
        && from.host_str() == to.host_str()
        && from.port().is_none()
        && to.port().is_none();
    from.origin() == to.origin() || is_upgrade
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_stays_with_its_server() {
        for (from, to, expected) in [
            ("https://a.example/x", "https://a.example/x/", true),
            ("http://a.example/x", "https://a.example/x", true),
            ("https://a.example/x", "http://a.example/x", false),
            ("https://a.example/x", "https://b.example/x", false),
            ("https://a.example/x", "https://www.a.example/x", false),
            ("https://a.example/x", "https://a.example:8443/x", false),
            ("http://a.example:8080/x", "https://a.example/x", false),
        ] {
            let url = |address| Url::parse(address).unwrap();
            assert_eq!(is_within(&url(from), &url(to)), expected, "{from} {to}");
        }
    }
}
