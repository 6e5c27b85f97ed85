//! Neither the password nor a token is where somebody else could read it.

use super::bed::{Bed as _, addresses, stories};
use super::reader::{NAME, Reader};
use crate::greader::state::PASSWORD;
use crate::greader::{Fault, ModelServer, What};
use std::fs;
use std::path::{Path, PathBuf};

fn files_below(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            files_below(&entry.path(), files);
        } else {
            files.push(entry.path());
        }
    }
}

fn contains(bytes: &[u8], secret: &str) -> bool {
    memchr::memmem::find(bytes, secret.as_bytes()).is_some()
}

/// All that commands of accounts say, when they work and when they fail.
fn outputs(reader: &Reader, server: &ModelServer) -> Vec<String> {
    let (user, password) = server.login();
    let mut outputs = Vec::new();
    let mut keep = |ended: crate::program::Ended| {
        outputs.push(ended.stdout);
        outputs.push(ended.stderr);
    };
    keep(reader.try_add(&server.address(), &user, NAME, &password));
    keep(reader.try_add(&server.address(), &user, "other", "wrong"));
    for arguments in [
        &["sync", "--account", NAME, "--json", "--log", "debug"][..],
        &["accounts", "list", "--json"],
        &["accounts", "list"],
        &["accounts", "check", NAME, "--log", "debug"],
        &["feeds", "list", "--json"],
        &["doctor", "--json"],
        &["export"],
    ] {
        keep(reader.run(arguments));
    }
    reader.mark(&addresses(0..4), "--read");
    keep(reader.run(&["sync", "--account", NAME, "--log", "debug"]));
    // Errors that could quote a request or an answer.
    for what in [
        What::broken(),
        What::unauthorized(),
        What::Half,
        What::login_page(),
    ] {
        reader.mark(&addresses([5]), "--star");
        server.fail(Fault::always("reader/api", what));
        keep(reader.run(&["sync", "--account", NAME, "--json", "--log", "debug"]));
        server.recover();
        reader.mark(&addresses([5]), "--unstar");
    }
    outputs
}

fn secrets_are_in_one_file_that_nobody_else_may_read(server: &ModelServer) {
    let feed = server.feed("एक", "News");
    server.find(feed, stories(0..10));
    let reader = Reader::new();
    let outputs = outputs(&reader, server);
    let session = server.with(|state| state.session());
    let token = session.rsplit('/').next().unwrap();
    for output in &outputs {
        for secret in [PASSWORD, token] {
            assert!(!output.contains(secret), "{output}");
        }
    }
    let mut files = Vec::new();
    files_below(reader.home(), &mut files);
    let holding = |secret: &str| -> Vec<&PathBuf> {
        let read = files.iter();
        read.filter(|path| contains(&fs::read(path).unwrap(), secret))
            .collect()
    };
    assert_eq!(holding(PASSWORD), Vec::<&PathBuf>::new());
    assert_eq!(holding("70ken"), Vec::<&PathBuf>::new());
    let holders = holding(token);
    assert_eq!(holders.len(), 1, "{holders:?}");
    assert!(!holders[0].starts_with(reader.library()));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(holders[0]).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    reader.good(&["accounts", "remove", NAME]);
    let mut files = Vec::new();
    files_below(reader.home(), &mut files);
    let left = files
        .iter()
        .find(|path| contains(&fs::read(path).unwrap(), token));
    assert_eq!(left, None, "the token outlives the account");
}

super::over_each_dialect! {
    secrets_are_in_one_file_that_nobody_else_may_read
}
