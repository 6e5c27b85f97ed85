//! What goes wrong on the way or in the server, as switches.

use crate::greader::http::{Reply, Request};
use crate::greader::state::State;
use std::sync::Arc;

/// A fault for requests whose path has a part, after some that pass, for some or for all.
#[derive(Clone)]
pub(crate) struct Fault {
    part: &'static str,
    passing: usize,
    /// How often it is still met; nothing for always.
    left: Option<usize>,
    what: What,
}

/// What a request meets.
#[derive(Clone)]
pub(crate) enum What {
    /// Another answer, and nothing done.
    Instead(Reply),
    /// The request is done, and half of the answer arrives.
    Half,
    /// The request is done, and the connection closed without an answer.
    DoneButLost,
    /// No answer until the test releases it.
    Hang,
    /// The answer, after which the server's state changes.
    Afterwards(Arc<dyn Fn(&mut State) + Send + Sync>),
}

impl Fault {
    /// A fault that each request meets.
    pub(crate) fn always(part: &'static str, what: What) -> Self {
        Self {
            part,
            passing: 0,
            left: None,
            what,
        }
    }

    /// A fault that one request meets.
    pub(crate) fn once(part: &'static str, what: What) -> Self {
        Self {
            left: Some(1),
            ..Self::always(part, what)
        }
    }

    /// Lets the first `count` requests pass.
    pub(crate) fn after(mut self, count: usize) -> Self {
        self.passing = count;
        self
    }

    pub(crate) fn meet(&mut self, request: &Request) -> Option<What> {
        if !request.path.contains(self.part) || self.left == Some(0) {
            return None;
        }
        if self.passing > 0 {
            self.passing -= 1;
            return None;
        }
        self.left = self.left.map(|left| left - 1);
        Some(self.what.clone())
    }
}

impl What {
    /// An error of the server.
    pub(crate) fn broken() -> Self {
        Self::Instead(Reply::text(
            "500 Internal Server Error",
            "Internal Server Error!",
        ))
    }

    /// The answer that a token is not, or no longer, good.
    pub(crate) fn unauthorized() -> Self {
        Self::Instead(
            Reply::text("401 Unauthorized", "Unauthorized")
                .with_header("X-Reader-Google-Bad-Token: true"),
        )
    }

    /// The page of a proxy that wants a login of its own.
    pub(crate) fn login_page() -> Self {
        Self::Instead(Reply::html(
            "200 OK",
            "<!DOCTYPE html><html><head><title>Sign in</title></head><body><form>Sign in</form></body></html>",
        ))
    }

    /// A change of the state between this request and the next.
    pub(crate) fn afterwards(change: impl Fn(&mut State) + Send + Sync + 'static) -> Self {
        Self::Afterwards(Arc::new(change))
    }
}
