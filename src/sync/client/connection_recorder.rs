//! Records whether a request made a new connection.
//!
//! A server may close a kept connection at any moment, even while a request is on its way. The
//! server has then not processed the request, so it is repeated. The HTTP library does not report
//! whether it used a kept connection, but it calls its connector only to make a new one.

use std::cell::Cell;
use std::io::ErrorKind;
use ureq::Error;
use ureq::unversioned::transport::{ConnectionDetails, Connector, DefaultConnector, Transport};

thread_local! {
    /// Whether this thread has made a connection since its last request began.
    static MADE: Cell<bool> = const { Cell::new(false) };
}

/// The HTTP library's own connector, which also records its calls.
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

/// Makes a request; returns its result and whether it used a kept connection.
pub(super) fn record<T>(request: impl FnOnce() -> T) -> (T, bool) {
    MADE.set(false);
    let response = request();
    (response, !MADE.get())
}

/// Whether the connection was closed before a response came.
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
