//! Passwords from a command of the user, such as that of a password manager.

use crate::account_error::AccountError;
use crate::text::sanitize;
use std::io::Read as _;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// The maximum time that the command may take; it may ask for a passphrase in a window.
const LONGEST: Duration = Duration::from_secs(60);

/// How often the command is looked at.
const LOOK: Duration = Duration::from_millis(20);

/// The maximum length of what is read of its output, in bytes.
const MOST: u64 = 16 << 10;

/// Runs a command, given as its program and arguments, and returns the first line that it prints.
///
/// # Errors
/// Returns an error if it cannot be started, takes too long, fails, or prints nothing.
pub(super) fn password_of(command: &[String]) -> Result<String, AccountError> {
    let failed = |why: String| AccountError::PasswordCommand(why);
    let (program, arguments) = command
        .split_first()
        .ok_or_else(|| failed("password_command = []".to_owned()))?;
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| failed(format!("{program}: {error}")))?;
    let output = child.stdout.take();
    // A pipe holds more than a password has, so the command need not be read while it runs.
    let shown = || sanitize::clean_line(program).into_owned();
    let status = wait(&mut child).ok_or_else(|| AccountError::PasswordSlow(shown()))?;
    if !status.success() {
        return Err(failed(format!("{}: {status}", shown())));
    }
    let mut bytes = Vec::new();
    let read = output.map(|output| output.take(MOST).read_to_end(&mut bytes));
    if let Some(Err(error)) = read {
        return Err(failed(format!("{program}: {error}")));
    }
    let text = String::from_utf8_lossy(&bytes);
    let line = text.lines().next().unwrap_or_default();
    if line.is_empty() {
        return Err(AccountError::PasswordEmpty(shown()));
    }
    Ok(line.to_owned())
}

/// Waits for the end of a command; returns its status, or `None` if it takes too long.
fn wait(child: &mut Child) -> Option<ExitStatus> {
    let began = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) if began.elapsed() < LONGEST => std::thread::sleep(LOOK),
            Ok(None) | Err(_) => {
                // It may have ended by itself in this moment.
                let _ended = child.kill();
                let _ended = child.wait();
                return None;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_is_the_password() {
        let run = |parts: &[&str]| {
            let command: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
            password_of(&command)
        };
        assert_eq!(run(&["printf", "पास wort \\nmore"]).unwrap(), "पास wort ");
        assert_eq!(
            run(&["true"]),
            Err(AccountError::PasswordEmpty("true".to_owned()))
        );
        for parts in [&[][..], &["false"], &["/no/such/program"]] {
            let error = run(parts).unwrap_err();
            assert!(
                matches!(error, AccountError::PasswordCommand(_)),
                "{parts:?}"
            );
        }
    }
}
