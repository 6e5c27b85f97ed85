//! A web server on loopback that answers as a test says, well or badly.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A request as it was received.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) path: String,
    head: String,
}

impl Asked {
    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (named, value) = line.split_once(':')?;
            named.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

/// The two directions of a connection.
pub(crate) trait Stream: Read + Write + Send {}
impl<T: Read + Write + Send> Stream for T {}

/// The first byte of a TLS connection (RFC 8446, section 5.1).
const TLS_HANDSHAKE: u8 = 22;

/// The function that answers requests.
type Handler = dyn Fn(&Asked, &mut dyn Write) -> io::Result<()> + Send + Sync;

/// How a connection becomes a stream: as it is, or in TLS.
type Wrap = dyn Fn(TcpStream) -> Box<dyn Stream> + Send + Sync;

/// A server that lives as long as the test.
pub(crate) struct Server {
    address: SocketAddr,
    scheme: &'static str,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    /// Starts a server on a free port of 127.0.0.1.
    pub(crate) fn start(
        handler: impl Fn(&Asked, &mut dyn Write) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        Self::start_on("127.0.0.1", handler)
    }

    /// Starts a server on a free port of `ip`.
    pub(crate) fn start_on(
        ip: &str,
        handler: impl Fn(&Asked, &mut dyn Write) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        Self::listen(ip, "http", Arc::new(|stream| Box::new(stream)), handler)
    }

    /// Starts a server that speaks TLS as `config` says.
    pub(crate) fn start_secure(
        config: Arc<rustls::ServerConfig>,
        handler: impl Fn(&Asked, &mut dyn Write) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        let wrap = move |stream| -> Box<dyn Stream> {
            let connection = rustls::ServerConnection::new(Arc::clone(&config)).unwrap();
            Box::new(rustls::StreamOwned::new(connection, stream))
        };
        Self::listen("127.0.0.1", "https", Arc::new(wrap), handler)
    }

    fn listen(
        ip: &str,
        scheme: &'static str,
        wrap: Arc<Wrap>,
        handler: impl Fn(&Asked, &mut dyn Write) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind((ip, 0)).unwrap();
        let server = Self {
            address: listener.local_addr().unwrap(),
            scheme,
            asked: Arc::default(),
        };
        let asked = Arc::clone(&server.asked);
        let handler: Arc<Handler> = Arc::new(handler);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let asked = Arc::clone(&asked);
                let (handler, wrap) = (Arc::clone(&handler), Arc::clone(&wrap));
                // In many tests the client goes away.
                std::thread::spawn(move || drop(converse(&mut *wrap(stream), &asked, &*handler)));
            }
        });
        server
    }

    /// The address of `path` here.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}://{}{path}", self.scheme, self.address)
    }

    /// The port.
    pub(crate) fn port(&self) -> u16 {
        self.address.port()
    }

    /// All requests so far.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// The paths of all requests so far.
    pub(crate) fn paths(&self) -> Vec<String> {
        self.asked().into_iter().map(|asked| asked.path).collect()
    }
}

fn converse(
    stream: &mut dyn Stream,
    asked: &Mutex<Vec<Asked>>,
    handler: &Handler,
) -> io::Result<()> {
    let (mut head, mut byte) = (Vec::new(), [0]);
    // Unread bytes make the system reset the connection when it is closed.
    while !head.ends_with(b"\r\n\r\n") && !head.starts_with(b"GET /reset") {
        if stream.read(&mut byte)? == 0 {
            return Ok(());
        }
        head.push(byte[0]);
        // A client that begins with TLS waits for an answer that a plain server has not.
        if head.starts_with(&[TLS_HANDSHAKE]) {
            return Ok(());
        }
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    let request = Asked { path, head };
    asked.lock().unwrap().push(request.clone());
    handler(&request, stream)?;
    stream.flush()?;
    if request.path.starts_with("/kept") {
        // Closed as soon as the next request shows that the client reuses it.
        let _next = stream.read(&mut byte)?;
    }
    Ok(())
}

/// Writes a response with its length.
pub(crate) fn answer(
    out: &mut dyn Write,
    status: &str,
    headers: &str,
    body: &[u8],
) -> io::Result<()> {
    write!(
        out,
        "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n{headers}\r\n",
        body.len()
    )?;
    out.write_all(body)
}

/// Writes a redirect.
pub(crate) fn redirect(out: &mut dyn Write, status: &str, target: &str) -> io::Result<()> {
    answer(out, status, &format!("Location: {target}\r\n"), b"")
}

/// Writes `byte` again and again, with a pause after each, until the client has enough.
pub(crate) fn drip(out: &mut dyn Write, byte: u8, pause: Duration) -> io::Result<()> {
    loop {
        out.write_all(&[byte])?;
        out.flush()?;
        std::thread::sleep(pause);
    }
}
