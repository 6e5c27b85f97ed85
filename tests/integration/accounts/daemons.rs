//! The processes of a real server: `PostgreSQL` in a folder of its own, and Miniflux on a free port.

use super::raw::agent;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The name and the password of the administrator.
pub(super) const ADMIN: &str = "administrator";

/// A server process that ends with the test.
pub(super) struct Daemon(Child);

impl Drop for Daemon {
    fn drop(&mut self) {
        // SIGINT lets `PostgreSQL` remove what it holds in memory that processes share.
        let pid = rustix::process::Pid::from_child(&self.0);
        let _sent = rustix::process::kill_process(pid, rustix::process::Signal::INT);
        let _ended = self.0.wait();
    }
}

/// The folder of `PostgreSQL`'s programs, of the newest version that is installed.
pub(super) fn postgres_programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?.flatten();
    let folders = versions.map(|version| version.path().join("bin"));
    folders.filter(|bin| bin.join("initdb").exists()).max()
}

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// A command that ends with this process and is not run by the superuser, whom `PostgreSQL` refuses.
fn command(program: &Path) -> Command {
    let mut command = Command::new("setpriv");
    command.arg("--pdeathsig=INT");
    if is_root() {
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
    }
    command
        .arg(program)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

fn until(mut is_reached: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_secs(60);
    while !is_reached() {
        assert!(Instant::now() < end, "a server does not start");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Starts a database server whose socket is in `folder`.
pub(super) fn start_database(programs: &Path, folder: &Path) -> Daemon {
    #[cfg(unix)]
    if is_root() {
        std::os::unix::fs::chown(folder, Some(65_534), Some(65_534)).unwrap();
    }
    let data = folder.join("data");
    let status = command(&programs.join("initdb"))
        .args(["-U", "newsreader", "--auth=trust", "--no-sync"])
        .args(["-E", "UTF8", "--locale=C", "-D"])
        .arg(&data)
        .status();
    assert!(status.unwrap().success(), "initdb");
    let started = command(&programs.join("postgres"))
        .arg("-D")
        .arg(&data)
        .arg("-k")
        .arg(folder)
        .args(["-c", "listen_addresses=", "-c", "fsync=off"])
        .spawn();
    let database = Daemon(started.unwrap());
    let psql = programs.join("psql");
    until(|| run_sql(&psql, folder, "SELECT 1").is_some());
    database
}

/// Runs a statement and returns its rows; nothing where it fails.
pub(super) fn run_sql(psql: &Path, folder: &Path, statement: &str) -> Option<String> {
    let output = Command::new(psql)
        .args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"])
        .args(["-U", "newsreader", "-d", "postgres", "-c", statement, "-h"])
        .arg(folder)
        .output()
        .ok()?;
    let is_good = output.status.success();
    is_good.then(|| String::from_utf8(output.stdout).unwrap())
}

/// Starts Miniflux over the database whose socket is in `folder`, and returns its address.
pub(super) fn start_miniflux(program: &Path, folder: &Path) -> (Daemon, String) {
    // Two servers that start at once could both find the port free.
    static STARTING: Mutex<()> = Mutex::new(());
    let _one_at_a_time = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
    for _ in 0..5 {
        // Another program may take the port before the server does.
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let listen = listener.local_addr().unwrap().to_string();
        drop(listener);
        let database = format!(
            "host={} user=newsreader dbname=postgres sslmode=disable",
            folder.display()
        );
        let mut command = Command::new("setpriv");
        command.arg("--pdeathsig=INT").arg(program);
        let started = command
            .env_clear()
            .env("DATABASE_URL", database)
            .envs([("ADMIN_USERNAME", ADMIN), ("ADMIN_PASSWORD", ADMIN)])
            .envs(
                [
                    "RUN_MIGRATIONS",
                    "CREATE_ADMIN",
                    "DISABLE_SCHEDULER_SERVICE",
                ]
                .map(|name| (name, "1")),
            )
            .env("FETCHER_ALLOW_PRIVATE_NETWORKS", "1")
            .env("LISTEN_ADDR", &listen)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let mut daemon = Daemon(started.unwrap());
        let address = format!("http://{listen}");
        let mut has_ended = false;
        until(|| {
            has_ended = daemon.0.try_wait().unwrap().is_some();
            let answer = agent().get(format!("{address}/healthcheck")).call();
            has_ended || answer.is_ok_and(|answer| answer.status() == 200)
        });
        // A server that found the port taken ends, while the one that took it answers.
        std::thread::sleep(Duration::from_millis(200));
        if !has_ended && daemon.0.try_wait().unwrap().is_none() {
            return (daemon, address);
        }
    }
    panic!("Miniflux does not start");
}
