//! The HTTP client with a server that behaves well and one that does not.

use crate::server::{Asked, Server, answer, drip, redirect};
use newsreader::fetch_error::FetchError;
use newsreader::sync::{AllowedHost, Client, ClientSettings, FetchRequest, FetchResponse};
use std::io::{self, Write};
use std::sync::Arc;
use std::time::Duration;
use url::Url;

pub(crate) const FEED: &[u8] = include_bytes!("../fixtures/sync/feed.xml");

/// Returns a request for an address that the user typed.
fn typed(address: &str) -> FetchRequest {
    let url = Url::parse(address).unwrap();
    let typed = AllowedHost::from_user_input(&url);
    FetchRequest::feed(url, typed)
}

/// Returns settings with short limits for tests.
fn short() -> ClientSettings {
    ClientSettings {
        read_timeout: Duration::from_millis(400),
        total_timeout: Duration::from_millis(1_200),
        max_bytes: 1 << 20,
        ..ClientSettings::default()
    }
}

fn fetch(address: &str) -> Result<FetchResponse, FetchError> {
    let fetched = Client::new(&short()).fetch(&typed(address));
    fetched.map_err(|failure| failure.error)
}

#[expect(clippy::too_many_lines, reason = "a table of behaviours")]
fn behave(asked: &Asked, out: &mut dyn Write) -> io::Result<()> {
    let path = asked.path.as_str();
    match path {
        "/feed" => answer(out, "200 OK", "Content-Type: application/rss+xml\r\n", FEED),
        "/etag" if asked.header("if-none-match") == Some("\"1\"") => {
            answer(out, "304 Not Modified", "ETag: \"1\"\r\n", b"")
        }
        "/etag" => answer(
            out,
            "200 OK",
            "ETag: \"1\"\r\nLast-Modified: Tue, 24 Nov 2026 05:00:00 GMT\r\nSet-Cookie: a=b\r\nCache-Control: max-age=60\r\n",
            FEED,
        ),
        "/gzip" => answer(
            out,
            "200 OK",
            "Content-Encoding: gzip\r\n",
            include_bytes!("../fixtures/sync/feed.xml.gz"),
        ),
        "/brotli" => answer(
            out,
            "200 OK",
            "Content-Encoding: br\r\n",
            include_bytes!("../fixtures/sync/feed.xml.br"),
        ),
        "/bomb/gzip" => answer(
            out,
            "200 OK",
            "Content-Encoding: gzip\r\n",
            include_bytes!("../fixtures/sync/bomb.gz"),
        ),
        "/bomb/brotli" => answer(
            out,
            "200 OK",
            "Content-Encoding: br\r\n",
            include_bytes!("../fixtures/sync/bomb.br"),
        ),
        "/not/gzip" => answer(out, "200 OK", "Content-Encoding: gzip\r\n", FEED),
        "/moved" => redirect(out, "301 Moved Permanently", "/feed"),
        "/moved/twice" => redirect(out, "308 Permanent Redirect", "/moved"),
        "/for/now" => redirect(out, "302 FoundFeed", "/moved"),
        "/loop" => redirect(out, "302 FoundFeed", "/loop"),
        "/to/file" => redirect(out, "302 FoundFeed", "file:///etc/passwd"),
        "/to/control" => redirect(out, "302 FoundFeed", "http://a\u{1}b\u{1b}[31m/"),
        "/to/nowhere" => redirect(out, "302 FoundFeed", "http://"),
        "/wait" => answer(out, "429 Too Many Requests", "Retry-After: 90\r\n", b""),
        "/busy" => answer(out, "503 Service Unavailable", "Retry-After: 7\r\n", b""),
        "/gone" => answer(out, "410 Gone", "", b""),
        "/none" => answer(out, "404 Not FoundFeed", "", b"<html>"),
        "/locked" => answer(out, "403 Forbidden", "", b""),
        "/odd" => answer(out, "418 Teapot", "", b""),
        "/silent" => {
            std::thread::sleep(Duration::from_secs(5));
            Ok(())
        }
        "/slow/head" => {
            out.write_all(b"HTTP/1.1 200 OK\r\nX: ")?;
            drip(out, b'x', Duration::from_millis(50))
        }
        "/slow/body" => {
            out.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n")?;
            drip(out, b' ', Duration::from_millis(50))
        }
        "/endless" => {
            out.write_all(b"HTTP/1.1 200 OK\r\n\r\n")?;
            loop {
                out.write_all(&[b' '; 8_192])?;
            }
        }
        "/endless/head" => {
            out.write_all(b"HTTP/1.1 200 OK\r\n")?;
            loop {
                out.write_all(b"X-More: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\r\n")?;
            }
        }
        "/short" => {
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n",
                FEED.len() + 99
            );
            out.write_all(head.as_bytes())?;
            out.write_all(FEED)
        }
        "/huge" => out.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n<rss>"),
        "/no/http" => out.write_all(b"SSH-2.0-OpenSSH_9.0\r\n"),
        "/empty" => Ok(()),
        _ if path.starts_with("/reset") => {
            out.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n<rss><channel>")
        }
        _ if path.starts_with("/to?") => {
            let target = path.trim_start_matches("/to?");
            redirect(out, "302 FoundFeed", target)
        }
        _ if path.starts_with("/count/") => {
            let count: usize = path.trim_start_matches("/count/").parse().unwrap();
            redirect(out, "301 Moved", &format!("/count/{}", count + 1))
        }
        _ => answer(out, "500 Oops", "", b""),
    }
}

#[test]
fn responses_are_decompressed() {
    let server = Server::start(behave);
    for path in ["/feed", "/gzip", "/brotli"] {
        let answer = fetch(&server.url(path)).unwrap();
        assert_eq!(answer.bytes.as_deref(), Some(FEED), "{path}");
        assert!(!answer.is_partial && answer.moved.is_none());
    }
    let asked = &server.asked()[0];
    assert_eq!(asked.header("cookie"), None);
    assert_eq!(asked.header("accept-encoding"), Some("gzip, br"));
    let name = concat!("newsreader/", env!("CARGO_PKG_VERSION"));
    assert_eq!(asked.header("user-agent"), Some(name));
}

#[test]
fn unchanged_responses_are_not_sent_again() {
    let server = Server::start(behave);
    let client = Client::new(&short());
    let mut request = typed(&server.url("/etag"));
    let first = client.fetch(&request).unwrap();
    assert_eq!(first.lifetime, Some(Duration::from_secs(60)));
    (request.etag, request.last_modified) = (first.etag, first.last_modified);
    assert_eq!(client.fetch(&request).unwrap().bytes, None);
    let second = server.asked()[1].clone();
    let date = Some("Tue, 24 Nov 2026 05:00:00 GMT");
    assert_eq!(second.header("if-modified-since"), date);
    assert_eq!(second.header("cookie"), None, "cookies are never kept");
}

#[test]
fn redirects_are_followed_and_permanent_ones_reported() {
    let server = Server::start(behave);
    let there = Some(Url::parse(&server.url("/feed")).unwrap());
    for (path, moved) in [
        ("/moved", &there),
        ("/moved/twice", &there),
        ("/for/now", &None),
    ] {
        let answer = fetch(&server.url(path)).unwrap();
        assert_eq!(&answer.moved, moved, "{path}");
        assert_eq!(Some(answer.url), there);
    }
}

#[test]
fn redirects_end_after_ten() {
    let server = Server::start(behave);
    for path in ["/loop", "/count/0"] {
        assert_eq!(
            fetch(&server.url(path)).unwrap_err(),
            FetchError::TooManyRedirects(10)
        );
    }
    assert_eq!(server.asked().len(), 22);
}

#[test]
fn no_redirect_reaches_a_private_network() {
    let server = Server::start(behave);
    let other = Server::start(behave);
    let port = other.port();
    for target in [
        format!("http://127.0.0.1:{port}/feed"),
        format!("http://localhost:{port}/feed"),
        format!("http://0x7f.1:{port}/feed"),
        format!("http://2130706433:{port}/feed"),
        format!("http://[::ffff:7f00:1]:{port}/feed"),
        format!("http://[::1]:{port}/feed"),
        format!("//127.1:{port}/feed"),
        "http://169.254.169.254/latest/meta-data/".to_owned(),
        "http://10.0.0.1/".to_owned(),
        "http://[fd00::1]/".to_owned(),
        "http://[64:ff9b::a00:1]/".to_owned(),
    ] {
        let fault = fetch(&server.url(&format!("/to?{target}"))).unwrap_err();
        assert!(
            matches!(fault, FetchError::PrivateAddress(_)),
            "{target}: {fault:?}"
        );
    }
    assert_eq!(other.paths(), Vec::<String>::new());
    let url = Url::parse(&server.url("/feed")).unwrap();
    let stranger = FetchRequest::feed(url, AllowedHost::none());
    let refused = Client::new(&short()).fetch(&stranger).unwrap_err();
    assert_eq!(
        refused.error,
        FetchError::PrivateAddress("127.0.0.1".to_owned())
    );
}

#[test]
fn errors_are_told_apart() {
    let server = Server::start(behave);
    for (path, expected) in [
        ("/gone", FetchError::Gone),
        ("/none", FetchError::NotFound),
        ("/locked", FetchError::AccessDenied),
        ("/odd", FetchError::Status(418)),
        ("/busy", FetchError::ServerError(503)),
        ("/wait", FetchError::TooManyRequests),
        ("/silent", FetchError::NoResponse),
        ("/slow/head", FetchError::NoResponse),
        ("/slow/body", FetchError::TooSlow),
        ("/endless", FetchError::TooLong(1)),
        ("/endless/head", FetchError::NotHttp),
        ("/huge", FetchError::TooLong(1)),
        ("/bomb/gzip", FetchError::TooLong(1)),
        ("/bomb/brotli", FetchError::TooLong(1)),
        ("/no/http", FetchError::NotHttp),
        ("/empty", FetchError::Incomplete),
        ("/to/file", FetchError::BadRedirect),
        ("/to/nowhere", FetchError::BadRedirect),
        ("/to/control", FetchError::NotHttp),
    ] {
        assert_eq!(fetch(&server.url(path)).unwrap_err(), expected, "{path}");
    }
    let announced = fetch(&server.url("/not/gzip")).unwrap();
    assert_eq!(announced.bytes.as_deref(), Some(FEED));
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = closed.local_addr().unwrap().port();
    drop(closed);
    let fault = fetch(&format!("http://127.0.0.1:{port}/")).unwrap_err();
    assert_eq!(fault, FetchError::Refused("127.0.0.1".to_owned()));
    let fault = fetch("http://no-such-host.invalid/").unwrap_err();
    assert_eq!(
        fault,
        FetchError::NoSuchHost("no-such-host.invalid".to_owned())
    );
}

#[test]
fn the_delay_of_the_server_is_read() {
    let server = Server::start(behave);
    let client = Client::new(&short());
    for (path, seconds) in [("/wait", 90), ("/busy", 7)] {
        let failure = client.fetch(&typed(&server.url(path))).unwrap_err();
        assert_eq!(failure.retry_after, Some(Duration::from_secs(seconds)));
    }
}

#[test]
fn the_beginning_of_a_lost_response_is_kept() {
    let server = Server::start(behave);
    let answer = fetch(&server.url("/short")).unwrap();
    assert!(answer.is_partial);
    assert_eq!(answer.bytes.as_deref(), Some(FEED));
    match fetch(&server.url("/reset")) {
        Ok(answer) => assert!(answer.is_partial),
        // The reset may overtake the bytes.
        Err(fault) => assert!(
            matches!(fault, FetchError::ConnectionLost | FetchError::Incomplete),
            "{fault:?}"
        ),
    }
}

#[test]
fn cancelling_aborts_at_once() {
    let server = Server::start(behave);
    let client = Arc::new(Client::new(&ClientSettings::default()));
    let request = typed(&server.url("/slow/body"));
    let worker = {
        let client = Arc::clone(&client);
        std::thread::spawn(move || client.fetch(&request))
    };
    while server.asked().is_empty() {
        std::thread::yield_now();
    }
    client.cancel();
    let fault = worker.join().unwrap().unwrap_err().error;
    assert_eq!(fault, FetchError::Cancelled);
    let later = client.fetch(&typed(&server.url("/feed"))).unwrap_err();
    assert_eq!(later.error, FetchError::Cancelled);
}

#[test]
fn credentials_are_sent_to_their_own_host_only() {
    let other = Server::start_on("127.0.0.2", behave);
    let target = other.url("/feed");
    let server = Server::start(move |asked, out| match asked.path.as_str() {
        "/away" => redirect(out, "302 FoundFeed", &target),
        _ => answer(out, "200 OK", "", FEED),
    });
    let address = server.url("/feed").replace("//", "//ram:secret@");
    let answer = fetch(&address).unwrap();
    assert_eq!(answer.url.as_str(), server.url("/feed"));
    let sent = server.asked()[0].header("authorization").map(str::to_owned);
    assert_eq!(sent.as_deref(), Some("Basic cmFtOnNlY3JldA=="));
    fetch(&address.replace("/feed", "/away")).unwrap_err();
    assert_eq!(other.paths(), Vec::<String>::new());
}

/// Returns the TLS configuration of a server, and the certificate of the authority that signed its own.
fn certificate(name: &str, until: i32) -> (Arc<rustls::ServerConfig>, Vec<u8>) {
    use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
    let mut authority = CertificateParams::new(Vec::new()).unwrap();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let key = KeyPair::generate().unwrap();
    let root = authority.self_signed(&key).unwrap().pem().into_bytes();
    let issuer = Issuer::new(authority, key);
    let mut leaf = CertificateParams::new(vec![name.to_owned()]).unwrap();
    leaf.not_before = date_time_ymd(2001, 1, 1);
    leaf.not_after = date_time_ymd(until, 1, 2);
    let key = KeyPair::generate().unwrap();
    let signed = leaf.signed_by(&key, &issuer).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![signed.der().clone()],
            rustls::pki_types::PrivateKeyDer::try_from(key.serialize_der()).unwrap(),
        )
        .unwrap();
    (Arc::new(config), root)
}

#[test]
fn rejected_certificates_are_told_apart() {
    let host = "127.0.0.1";
    let expired = FetchError::CertificateExpired(Some("2002-01-02".to_owned()));
    for (name, until, knows_the_authority, expected) in [
        (host, 2100, true, None),
        (host, 2002, true, Some(expired)),
        (
            "other.example",
            2100,
            true,
            Some(FetchError::CertificateForOtherName(host.to_owned())),
        ),
        (
            host,
            2100,
            false,
            Some(FetchError::CertificateUnknownIssuer),
        ),
    ] {
        let (config, root) = certificate(name, until);
        let server = Server::start_secure(config, behave);
        let setting = ClientSettings {
            roots: knows_the_authority.then_some(root),
            ..ClientSettings::default()
        };
        let fetched = Client::new(&setting).fetch(&typed(&server.url("/feed")));
        assert_eq!(fetched.err().map(|failure| failure.error), expected);
    }
}

#[test]
fn a_server_without_tls_is_reported() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        stream.write_all(b"SSH-2.0-OpenSSH_9.0\r\n").unwrap();
    });
    let fault = fetch(&format!("https://127.0.0.1:{port}/")).unwrap_err();
    assert!(
        matches!(fault, FetchError::NoTls | FetchError::ConnectionLost),
        "{fault:?}"
    );
    server.join().unwrap();
}
