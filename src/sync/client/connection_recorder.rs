//! Connections as the HTTP library makes them, and whether a request had a new one.
//!
//! A server may close a connection that is kept for the next request at any moment, also while that request
//! is on its way: then nothing was asked, and it is asked again. The library does not say whether the
//! connection was kept; that none was made says so.

use std::cell::Cell;
use std::io::ErrorKind;
use ureq::Error;
use ureq::unversioned::transport::{ConnectionDetails, Connector, DefaultConnector, Transport};

thread_local! {
    /// Whether this thread made a connection since the last request began.
    static MADE: Cell<bool> = const { Cell::new(false) };
}

/// The library's own connector, which notes that it was asked for a connection.
#[derive(Debug, Default)]
pub(super) struct ConnectionRecorder(DefaultConnector);

impl Connector<()> for ConnectionRecorder {
    type Out = Box<dyn Transport>;

    fn connect(
        &self,
        details: &ConnectionDetails<'_>,
        chained: Option<()>,
    ) -> Result<Option<Self::Out>, Error> {
        MADE.set(true);
        self.0.connect(details, chained)
    }
}

/// Makes a request; returns its answer and whether it had a connection that was kept.
pub(super) fn record<T>(request: impl FnOnce() -> T) -> (T, bool) {
    MADE.set(false);
    let answer = request();
    (answer, !MADE.get())
}

/// Whether a connection ended before it content an answer.
pub(super) fn was_closed(error: &Error) -> bool {
    let Error::Io(error) = error else {
        return false;
    };
    matches!(
        error.kind(),
        ErrorKind::UnexpectedEof
            | ErrorKind::ConnectionReset
            | ErrorKind::ConnectionAborted
            | ErrorKind::BrokenPipe
    )
}
