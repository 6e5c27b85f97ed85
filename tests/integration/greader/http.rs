//! Requests with their forms, and replies, on a connection that is kept.

use std::io::{self, BufRead, Read as _, Write};

/// A request as it was received.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// The path without its query.
    pub(crate) path: String,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) form: Vec<(String, String)>,
    pub(crate) headers: Vec<(String, String)>,
}

fn pairs(encoded: &[u8]) -> Vec<(String, String)> {
    url::form_urlencoded::parse(encoded).into_owned().collect()
}

impl Request {
    /// Reads a request with its body; nothing where the client has closed the connection.
    pub(crate) fn read(reader: &mut impl BufRead) -> io::Result<Option<Self>> {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let mut words = line.split_whitespace().map(str::to_owned);
        let method = words.next().unwrap_or_default();
        let target = words.next().unwrap_or_default();
        let mut headers = Vec::new();
        loop {
            let mut line = String::new();
            reader.read_line(&mut line)?;
            match line.trim_end().split_once(':') {
                Some((name, value)) => {
                    headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
                }
                None => break,
            }
        }
        let (path, query) = target.split_once('?').unwrap_or((&target, ""));
        let mut request = Self {
            method,
            path: path.to_owned(),
            query: pairs(query.as_bytes()),
            form: Vec::new(),
            headers,
        };
        let length = request.header("content-length");
        let length = length.and_then(|length| length.parse().ok()).unwrap_or(0);
        let mut body = Vec::new();
        reader.take(length).read_to_end(&mut body)?;
        request.form = pairs(&body);
        Ok(Some(request))
    }

    /// The value of a header, by its name in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let (_, value) = headers.find(|(named, _)| named == name)?;
        Some(value)
    }

    /// The last value of a parameter of the query, as servers in PHP have it.
    pub(crate) fn asked(&self, name: &str) -> Option<&str> {
        let mut values = self.query.iter().rev();
        let (_, value) = values.find(|(named, _)| named == name)?;
        Some(value)
    }

    /// The values of a field of the form.
    pub(crate) fn fields<'a>(&'a self, name: &'a str) -> impl DoubleEndedIterator<Item = &'a str> {
        let named = self.form.iter().filter(move |(named, _)| named == name);
        named.map(|(_, value)| value.as_str())
    }

    /// The first value of a field of the form, else of the query.
    pub(crate) fn either(&self, name: &str) -> Option<&str> {
        self.form
            .iter()
            .chain(&self.query)
            .find(|(named, _)| named == name)
            .map(|(_, value)| value.as_str())
    }
}

/// What the server answers.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    status: &'static str,
    kind: &'static str,
    headers: String,
    body: String,
}

impl Reply {
    pub(crate) fn text(status: &'static str, body: impl Into<String>) -> Self {
        Self {
            status,
            kind: "text/plain; charset=UTF-8",
            headers: String::new(),
            body: body.into(),
        }
    }

    pub(crate) fn json(status: &'static str, body: &serde_json::Value) -> Self {
        let kind = "application/json";
        Self {
            kind,
            ..Self::text(status, body.to_string())
        }
    }

    pub(crate) fn html(status: &'static str, body: &str) -> Self {
        let kind = "text/html; charset=utf-8";
        Self {
            kind,
            ..Self::text(status, body)
        }
    }

    /// Adds a header, a line without its end.
    pub(crate) fn with_header(mut self, line: &str) -> Self {
        self.headers.extend([line, "\r\n"]);
        self
    }

    fn head(&self) -> String {
        format!(
            "HTTP/1.1 {}\r\nContent-Type: {}\r\n{}Content-Length: {}\r\n\r\n",
            self.status,
            self.kind,
            self.headers,
            self.body.len()
        )
    }

    pub(crate) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(format!("{}{}", self.head(), self.body).as_bytes())
    }

    /// Writes the head and half of the body; the caller closes the connection.
    pub(crate) fn write_half(&self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(self.head().as_bytes())?;
        out.write_all(&self.body.as_bytes()[..self.body.len() / 2])
    }
}
