//! A model of the servers that speak the Google Reader API, in the dialects that are in use.
//!
//! It keeps feeds, stories and their marks, and answers as [`Dialect`] says, oddities included: what a client has
//! to cope with was read in the sources of the servers and compared with a real one (`accounts::miniflux`).

pub(crate) mod dialect;
pub(crate) mod faults;
pub(crate) mod http;
mod reads;
mod routes;
pub(crate) mod state;
mod wire;
mod writes;

pub(crate) use dialect::{COMMA, Dialect, FRESHRSS, MINIFLUX, MINIFLUX_2_2, OPAQUE};
pub(crate) use faults::{Fault, What};
pub(crate) use http::Request;
pub(crate) use state::{NewStory, State};

use std::io::BufReader;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

/// What connections of a server have in common.
pub(crate) struct Shared {
    dialect: Dialect,
    /// The path in front of everything the server has, empty or `/path`.
    base: String,
    state: Mutex<State>,
    faults: Mutex<Vec<Fault>>,
    requests: Mutex<Vec<Request>>,
    /// Whether requests that hang go on.
    is_released: Mutex<bool>,
    released: Condvar,
}

/// A server that lives as long as the test.
#[derive(Clone)]
pub(crate) struct ModelServer {
    address: SocketAddr,
    shared: Arc<Shared>,
}

impl ModelServer {
    /// Starts a server with an account and nothing in it on a free port of 127.0.0.1.
    pub(crate) fn start(dialect: Dialect) -> Self {
        Self::start_below(dialect, "")
    }

    /// Starts a server whose paths all lie below `base`.
    pub(crate) fn start_below(dialect: Dialect, base: &str) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let server = Self {
            address: listener.local_addr().unwrap(),
            shared: Arc::new(Shared {
                dialect,
                base: base.to_owned(),
                state: Mutex::new(State::new(dialect)),
                faults: Mutex::default(),
                requests: Mutex::default(),
                is_released: Mutex::default(),
                released: Condvar::new(),
            }),
        };
        let shared = Arc::clone(&server.shared);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&shared);
                // In many tests the client goes away.
                std::thread::spawn(move || drop(shared.converse(stream)));
            }
        });
        server
    }

    /// The address that a user would type.
    pub(crate) fn url(&self) -> String {
        format!("http://{}{}", self.address, self.shared.base)
    }

    /// The address of the API itself.
    pub(crate) fn api(&self) -> String {
        format!("{}{}", self.url(), self.shared.dialect.api)
    }

    pub(crate) fn dialect(&self) -> Dialect {
        self.shared.dialect
    }

    /// Reads or changes what the server holds.
    pub(crate) fn with<T>(&self, act: impl FnOnce(&mut State) -> T) -> T {
        act(&mut self.shared.state.lock().unwrap())
    }

    /// Adds a fault; of several for one request the first counts.
    pub(crate) fn fail(&self, fault: Fault) {
        self.shared.faults.lock().unwrap().push(fault);
    }

    /// Removes all faults.
    pub(crate) fn recover(&self) {
        self.shared.faults.lock().unwrap().clear();
        self.release();
    }

    /// Lets all requests that hang go on.
    pub(crate) fn release(&self) {
        *self.shared.is_released.lock().unwrap() = true;
        self.shared.released.notify_all();
    }

    /// All requests so far.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.shared.requests.lock().unwrap().clone()
    }

    /// Forgets the requests so far.
    pub(crate) fn forget_requests(&self) {
        self.shared.requests.lock().unwrap().clear();
    }

    /// How many requests so far have `part` in their path.
    pub(crate) fn count(&self, part: &str) -> usize {
        let requests = self.shared.requests.lock().unwrap();
        let matching = requests
            .iter()
            .filter(|request| request.path.contains(part));
        matching.count()
    }

    /// Waits until the log of requests shows what the caller looks for.
    pub(crate) fn until(&self, mut is_reached: impl FnMut(&[Request]) -> bool) {
        let end = Instant::now() + Duration::from_secs(60);
        while !is_reached(&self.shared.requests.lock().unwrap()) {
            assert!(Instant::now() < end, "no progress");
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}

impl Shared {
    fn converse(&self, stream: TcpStream) -> std::io::Result<()> {
        stream.set_nodelay(true)?;
        let mut writer = stream.try_clone()?;
        let mut reader = BufReader::new(stream);
        while let Some(request) = Request::read(&mut reader)? {
            let fault = self.take_fault(&request);
            self.requests.lock().unwrap().push(request.clone());
            if matches!(fault, Some(What::Hang)) {
                let released = self.is_released.lock().unwrap();
                drop(self.released.wait_while(released, |released| !*released));
            }
            let reply = match &fault {
                Some(What::Instead(reply)) => reply.clone(),
                _ => routes::answer(self, &request),
            };
            match fault {
                Some(What::Half) => return reply.write_half(&mut writer),
                Some(What::DoneButLost) => return Ok(()),
                Some(What::Afterwards(change)) => change(&mut self.state.lock().unwrap()),
                _ => {}
            }
            reply.write(&mut writer)?;
        }
        Ok(())
    }

    /// The fault that this request meets, with its number of times counted down.
    fn take_fault(&self, request: &Request) -> Option<What> {
        let mut faults = self.faults.lock().unwrap();
        faults.iter_mut().find_map(|fault| fault.meet(request))
    }
}
