//! A server for tests: it answers each request by a function of the request, and records them.

use super::super::client::{ApiResponse, Client, ClientSettings};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use url::Url;

/// A request: its method and path with the query, its `Authorization`, its body.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Asked {
    pub(super) line: String,
    pub(super) authorization: String,
    pub(super) body: String,
}

/// An answer: the status, more header lines, the body.
pub(super) type Given = (u16, String, String);

/// Answers a request.
pub(super) type Answerer = Box<dyn Fn(&Asked) -> Given + Send>;

/// A response with this status and body, and nothing unusual.
pub(super) fn response(status: u16, body: &str) -> ApiResponse {
    ApiResponse {
        url: Url::parse("https://example.org/").unwrap(),
        status,
        is_bad_token: false,
        wants_http_login: false,
        redirect: None,
        bytes: body.as_bytes().to_vec(),
    }
}

/// A server on loopback; it ends with the test.
pub(super) struct StubServer {
    pub(super) url: Url,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl StubServer {
    pub(super) fn start(answer: Answerer) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let record = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let stream = stream.unwrap();
                let Some(request) = request_of(&stream) else {
                    continue;
                };
                record.lock().unwrap().push(request.clone());
                let (status, headers, body) = answer(&request);
                let length = body.len();
                let head = format!(
                    "HTTP/1.1 {status} x\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n"
                );
                let mut stream = stream;
                let _closed = stream.write_all((head + &body).as_bytes());
            }
        });
        Self {
            url: Url::parse(&url).unwrap(),
            asked,
        }
    }

    /// Returns the requests so far.
    pub(super) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// Returns the first lines of the requests so far.
    pub(super) fn lines(&self) -> Vec<String> {
        self.asked().into_iter().map(|asked| asked.line).collect()
    }
}

pub(super) fn client() -> Arc<Client> {
    Arc::new(Client::new(&ClientSettings::default()))
}

/// Returns an answer without further headers.
pub(super) fn given(status: u16, body: &str) -> Given {
    (status, String::new(), body.to_owned())
}

fn request_of(stream: &TcpStream) -> Option<Asked> {
    let mut reader = BufReader::new(stream);
    let mut asked = Asked::default();
    let (mut line, mut length) = (String::new(), 0);
    reader.read_line(&mut line).ok()?;
    asked.line = line.rsplit_once(" HTTP/")?.0.to_owned();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(": ") else {
            break;
        };
        match name.to_ascii_lowercase().as_str() {
            "authorization" => asked.authorization = value.to_owned(),
            "content-length" => length = value.parse().ok()?,
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    asked.body = String::from_utf8(body).ok()?;
    Some(asked)
}
