//! The built program as the tests run it: alone in an environment of its own, with its output as text.
//!
//! Nothing of the caller's environment reaches it but `PATH` and the folder for temporary files: home, cache, data
//! and state lie in a temporary folder, and the locale is English unless a test sets another.

use serde_json::Value;
use std::ffi::{OsStr, OsString};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use tempfile::TempDir;

/// The path of the program under test.
pub(crate) const PATH: &str = env!("CARGO_BIN_EXE_newsreader");

pub(crate) const ENGLISH: &str = "en_US.UTF-8";
pub(crate) const HINDI: &str = "hi_IN.UTF-8";

/// Arguments of `setpriv` that make its command run as nobody.
const AS_NOBODY: [&str; 4] = [
    "setpriv",
    "--reuid=65534",
    "--regid=65534",
    "--clear-groups",
];

/// The variables of the program's environment, with every folder of its own below `home`.
pub(crate) fn environment(home: &Path) -> Vec<(OsString, OsString)> {
    let mut variables: Vec<(OsString, OsString)> = ["PATH", "TMPDIR"]
        .iter()
        .filter_map(|name| Some((name.into(), std::env::var_os(name)?)))
        .collect();
    for name in [
        "HOME",
        "XDG_CACHE_HOME",
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "XDG_STATE_HOME",
    ] {
        variables.push((name.into(), home.into()));
    }
    for (name, value) in [
        ("LC_ALL", ENGLISH),
        ("TERM", "xterm-256color"),
        ("BROWSER", "true"),
        // A zone by its rule, since a machine may lack the files of zones.
        ("TZ", "IST-5:30"),
    ] {
        variables.push((name.into(), value.into()));
    }
    variables
}

/// The words of a command line that runs the program within another one, such as a multiplexer, and keeps what
/// that sets of the terminal.
pub(crate) fn words_within(home: &Path) -> Vec<String> {
    let kept = |name: &OsStr| name == "TERM" || name == "PATH" || name == "TMPDIR";
    let variables = environment(home)
        .into_iter()
        .filter(|(name, _)| !kept(name));
    let assignments = variables.map(|(name, value)| {
        let [name, value] = [name, value].map(|part| part.into_string().unwrap());
        format!("{name}={value}")
    });
    std::iter::once("env".to_owned())
        .chain(assignments)
        .chain([PATH.to_owned()])
        .collect()
}

/// One run of the program that is being prepared.
pub(crate) struct Program {
    arguments: Vec<OsString>,
    library: Option<PathBuf>,
    /// Variables over those of [`environment`].
    variables: Vec<(OsString, OsString)>,
    input: Option<Vec<u8>>,
    home: Option<PathBuf>,
    folder: PathBuf,
    name: OsString,
    /// The command that the program is an argument of.
    launcher: Vec<String>,
}

impl Program {
    pub(crate) fn new(arguments: &[&str]) -> Self {
        Self {
            arguments: arguments.iter().map(OsString::from).collect(),
            library: None,
            variables: Vec::new(),
            input: None,
            home: None,
            folder: env!("CARGO_MANIFEST_DIR").into(),
            name: PATH.into(),
            launcher: Vec::new(),
        }
    }

    /// Puts `--library` before the other arguments.
    pub(crate) fn library(mut self, path: &Path) -> Self {
        self.library = Some(path.to_owned());
        self
    }

    /// Sets what the program reads from standard input, which is empty otherwise.
    pub(crate) fn input(mut self, bytes: &[u8]) -> Self {
        self.input = Some(bytes.to_vec());
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.variables
            .push((name.into(), value.as_ref().to_owned()));
        self
    }

    pub(crate) fn locale(self, locale: &str) -> Self {
        self.env("LC_ALL", locale)
    }

    /// Uses a home that outlives the run.
    pub(crate) fn home(mut self, path: &Path) -> Self {
        self.home = Some(path.to_owned());
        self
    }

    /// Runs in `path` instead of the package's folder.
    pub(crate) fn folder(mut self, path: &Path) -> Self {
        self.folder = path.to_owned();
        self
    }

    /// Sets the name by which the program is called.
    pub(crate) fn called(mut self, name: &str) -> Self {
        self.name = name.into();
        self
    }

    /// Runs as nobody, since the superuser may write everywhere.
    pub(crate) fn as_nobody(mut self) -> Self {
        self.launcher = AS_NOBODY.map(str::to_owned).to_vec();
        self
    }

    /// Lets no file grow beyond `blocks` of 512 bytes: that is how a full disk looks from within.
    pub(crate) fn with_file_size_limit(mut self, blocks: u32) -> Self {
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
        self.launcher = vec!["sh".to_owned(), "-c".to_owned(), script];
        self
    }

    /// The command, for a test that starts it by itself; `home` must be set.
    pub(crate) fn command(&self) -> Command {
        let home = self.home.as_deref().expect("a command needs a home");
        let mut command = match self.launcher.split_first() {
            Some((launcher, rest)) => {
                let mut command = Command::new(launcher);
                command.args(rest).arg(PATH);
                command
            }
            None => Command::new(PATH),
        };
        #[cfg(unix)]
        if self.launcher.is_empty() {
            use std::os::unix::process::CommandExt as _;
            command.arg0(&self.name);
        }
        if let Some(library) = &self.library {
            command.arg("--library").arg(library);
        }
        command
            .args(&self.arguments)
            .current_dir(&self.folder)
            .env_clear()
            .envs(environment(home))
            .envs(self.variables.iter().cloned())
            .stdin(Stdio::null());
        command
    }

    /// Starts the program with its outputs as pipes.
    pub(crate) fn start(self) -> Running {
        self.try_start().unwrap()
    }

    fn try_start(mut self) -> std::io::Result<Running> {
        let own_home = tempfile::tempdir()?;
        self.home.get_or_insert_with(|| own_home.path().to_owned());
        let mut command = self.command();
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        if self.input.is_some() {
            command.stdin(Stdio::piped());
        }
        let mut child = command.spawn()?;
        let writer = self.input.take().map(|input| {
            let mut stdin = child.stdin.take().unwrap();
            // A program that has seen enough closes its input.
            std::thread::spawn(move || drop(stdin.write_all(&input)))
        });
        Ok(Running {
            child,
            writer,
            _home: own_home,
            described: format!("{:?}", self.arguments),
        })
    }

    /// Runs the program to its end.
    pub(crate) fn run(self) -> Ended {
        self.start().wait()
    }

    /// Runs the program to its end; nothing where its launcher is missing or refuses.
    pub(crate) fn run_if_possible(self) -> Option<Ended> {
        let ended = self.try_start().ok()?.wait();
        ended.status.success().then_some(ended)
    }
}

/// The program while it runs.
pub(crate) struct Running {
    pub(crate) child: Child,
    writer: Option<std::thread::JoinHandle<()>>,
    _home: TempDir,
    described: String,
}

impl Running {
    /// Waits for the first line of standard output.
    pub(crate) fn first_line(&mut self) -> String {
        let mut line = String::new();
        let stdout = self.child.stdout.as_mut().unwrap();
        BufReader::new(stdout).read_line(&mut line).unwrap();
        line
    }

    /// Closes the reading end of standard output.
    pub(crate) fn close_output(&mut self) {
        drop(self.child.stdout.take());
    }

    pub(crate) fn kill(mut self) {
        // It may have come to its end by itself.
        let _ended = self.child.kill();
        self.child.wait().unwrap();
    }

    /// Waits for the end.
    ///
    /// # Panics
    ///
    /// If the program panicked or its output is not UTF-8.
    pub(crate) fn wait(self) -> Ended {
        let output = self.child.wait_with_output().unwrap();
        if let Some(writer) = self.writer {
            writer.join().unwrap();
        }
        let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
        let ended = Ended {
            status: output.status,
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        };
        assert!(
            !ended.stderr.contains("panicked at"),
            "{}: {}",
            self.described,
            ended.stderr
        );
        ended
    }
}

/// A run that came to its end.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) status: ExitStatus,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ended {
    /// The exit code; nothing after a signal.
    pub(crate) fn code(&self) -> Option<i32> {
        self.status.code()
    }

    /// The values of JSON Lines on standard output.
    pub(crate) fn rows(&self) -> Vec<Value> {
        let lines = self.stdout.lines();
        lines
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    /// Returns standard output of a run that must have succeeded.
    pub(crate) fn printed(self) -> String {
        assert!(self.status.success(), "{self:?}");
        self.stdout
    }
}
