//! Connections that end unexpectedly.

use crate::client::FEED;
use crate::server::{Asked, Server, answer};
use newsreader::fetch_error::FetchError;
use newsreader::sync::{AllowedHost, Client, ClientSettings, FetchRequest};
use std::io::{self, Read as _, Write};
use url::Url;

fn request(address: &str) -> FetchRequest {
    let url = Url::parse(address).unwrap();
    let typed = AllowedHost::from_user_input(&url);
    FetchRequest::feed(url, typed)
}

fn head(out: &mut dyn Write, headers: &str, length: usize) -> io::Result<()> {
    write!(
        out,
        "HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n{headers}\r\n"
    )
}

fn deflated() -> Vec<u8> {
    let mut packed = Vec::new();
    let level = flate2::Compression::default();
    flate2::read::ZlibEncoder::new(FEED, level)
        .read_to_end(&mut packed)
        .unwrap();
    packed
}

fn behave(asked: &Asked, out: &mut dyn Write) -> io::Result<()> {
    let gzip: &[u8] = include_bytes!("../fixtures/sync/feed.xml.gz");
    let brotli: &[u8] = include_bytes!("../fixtures/sync/feed.xml.br");
    let cut = |bytes: &'static [u8]| &bytes[..bytes.len() - 30];
    let (gzip_head, brotli_head) = ("Content-Encoding: gzip\r\n", "Content-Encoding: br\r\n");
    match asked.path.as_str() {
        path if path.starts_with("/kept") => {
            head(out, "", FEED.len())?;
            out.write_all(FEED)
        }
        // The compressed bytes end too early, and the connection ends properly.
        "/gzip" => answer(out, "200 OK", gzip_head, cut(gzip)),
        "/brotli" => answer(out, "200 OK", brotli_head, cut(brotli)),
        // The connection ends before the promised length.
        "/gzip/short" => {
            head(out, gzip_head, gzip.len())?;
            out.write_all(cut(gzip))
        }
        "/brotli/short" => {
            head(out, brotli_head, brotli.len())?;
            out.write_all(cut(brotli))
        }
        "/gzip/more" => {
            let mut more = gzip.to_vec();
            more.extend(b"and what a proxy wrote behind it");
            answer(out, "200 OK", gzip_head, &more)
        }
        "/deflate" => answer(out, "200 OK", "Content-Encoding: deflate\r\n", &deflated()),
        "/deflate/short" => {
            let packed = deflated();
            let cut = &packed[..packed.len() - 30];
            answer(out, "200 OK", "Content-Encoding: deflate\r\n", cut)
        }
        "/chunks" => {
            out.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;")?;
            out.write_all(&vec![b'x'; 5 << 20])
        }
        _ => Ok(()),
    }
}

#[test]
fn deflate_is_decompressed_although_it_was_not_offered() {
    let server = Server::start(behave);
    let answer = Client::new(&ClientSettings::default()).fetch(&request(&server.url("/deflate")));
    let answer = answer.unwrap();
    assert_eq!(answer.bytes.as_deref(), Some(FEED));
    assert!(!answer.is_partial);
}

/// Each connection answers once, does not announce that it will close, and closes at the first byte of the
/// next request, as servers do that restart or time out.
#[test]
fn a_request_on_a_closed_connection_is_repeated() {
    let server = Server::start(behave);
    let client = Client::new(&ClientSettings::default());
    let paths: Vec<String> = (0..20).map(|number| format!("/kept/{number}")).collect();
    for path in &paths {
        let answer = client.fetch(&request(&server.url(path)));
        assert_eq!(answer.unwrap().bytes.as_deref(), Some(FEED), "{path}");
    }
    assert_eq!(server.paths(), paths, "each was answered once");
}

#[test]
fn a_request_on_a_new_connection_is_made_once() {
    let server = Server::start(behave);
    let client = Client::new(&ClientSettings::default());
    client.fetch(&request(&server.url("/kept"))).unwrap();
    for _ in 0..2 {
        let fault = client.fetch(&request(&server.url("/nothing"))).unwrap_err();
        assert!(
            matches!(
                fault.error,
                FetchError::Incomplete | FetchError::ConnectionLost
            ),
            "{fault:?}"
        );
    }
    assert_eq!(server.paths(), ["/kept", "/nothing", "/nothing"]);
}

#[test]
fn the_decompressed_beginning_is_kept() {
    let server = Server::start(behave);
    let client = Client::new(&ClientSettings::default());
    for path in [
        "/gzip",
        "/brotli",
        "/gzip/short",
        "/brotli/short",
        "/deflate/short",
    ] {
        let answer = client.fetch(&request(&server.url(path))).unwrap();
        let bytes = answer.bytes.clone().unwrap();
        assert!(answer.is_partial, "{path}");
        assert_eq!(answer.remarks().len(), 1, "{path}");
        assert!(FEED.starts_with(&bytes), "{path}");
        assert!(
            bytes.len() > FEED.len() / 2,
            "{path}: {} of {}",
            bytes.len(),
            FEED.len()
        );
    }
    // What follows the compressed bytes is not part of them.
    let answer = client.fetch(&request(&server.url("/gzip/more"))).unwrap();
    assert!(!answer.is_partial);
    assert_eq!(answer.bytes.as_deref(), Some(FEED));
}

#[test]
fn a_body_without_a_chunk_is_reported() {
    let server = Server::start(behave);
    let client = Client::new(&ClientSettings::default());
    let fault = client
        .fetch(&request(&server.url("/chunks")))
        .unwrap_err()
        .error;
    assert_eq!(fault, FetchError::NotHttp);
}
