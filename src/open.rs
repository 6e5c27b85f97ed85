//! Opens addresses in a browser, never through a shell.

use crate::article::web_url;
use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, Stdio};

/// Why an address was not opened.
#[derive(Debug, thiserror::Error)]
pub enum BrowserError {
    /// The address is neither http nor https.
    #[error("{0}: not an http or https address")]
    NotWeb(String),
    /// No browser is available.
    #[error("no browser could be started ($BROWSER is not set, no display)")]
    NoBrowser,
    /// The browser could not be started.
    #[error("no browser could be started ({0})")]
    NotStarted(#[from] std::io::Error),
}

/// Browsers that draw in the terminal, as this program does.
const TEXT_BROWSERS: [&str; 6] = ["lynx", "w3m", "links", "links2", "elinks", "browsh"];

/// Starts the browser with `address`; its output is discarded.
///
/// # Errors
///
/// If the address is neither http nor https, or no browser can be started.
pub fn in_browser(address: &str, environment: &Environment) -> Result<(), BrowserError> {
    let url = web_address(address)?;
    if environment.browser.is_none() && !environment.has_display {
        return Err(BrowserError::NoBrowser);
    }
    for mut command in environment.commands(&url) {
        let silent = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        if let Ok(mut browser) = silent.spawn() {
            // A browser that has ended must be waited for, or it stays in the process table.
            std::thread::spawn(move || browser.wait());
            return Ok(());
        }
    }
    let mut options = webbrowser::BrowserOptions::new();
    options.with_suppress_output(true);
    webbrowser::open_browser_with_options(webbrowser::Browser::Default, url.as_str(), &options)?;
    Ok(())
}

/// Parses an address that may be opened.
///
/// # Errors
///
/// If the address is neither http nor https.
pub fn web_address(address: &str) -> Result<url::Url, BrowserError> {
    web_url(address).ok_or_else(|| BrowserError::NotWeb(address.to_owned()))
}

/// The environment variables that decide which browser is used.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    /// The value of `$BROWSER`.
    pub browser: Option<OsString>,
    /// Whether there is a graphical display on which a window can open.
    pub has_display: bool,
}

impl Environment {
    /// Reads the environment of this process.
    pub fn of_process() -> Self {
        let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let windows =
            cfg!(any(target_os = "macos", target_os = "windows")) || is_set("WSL_DISTRO_NAME");
        Self {
            browser: std::env::var_os("BROWSER").filter(|value| !value.is_empty()),
            has_display: windows || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY"),
        }
    }

    /// Returns a description of the browser for the user.
    pub fn describe(&self) -> Option<String> {
        match &self.browser {
            Some(browser) => Some(browser.to_string_lossy().into_owned()),
            None => self.has_display.then(|| "default".to_owned()),
        }
    }

    /// Returns the command that opens `address` in the first browser named by `$BROWSER`, if that
    /// browser draws in the terminal and must borrow it from us.
    pub fn text_browser(&self, address: &url::Url) -> Option<Command> {
        let command = self.commands(address).into_iter().next()?;
        let name = Path::new(command.get_program()).file_name()?;
        TEXT_BROWSERS
            .iter()
            .any(|browser| name == *browser)
            .then_some(command)
    }

    /// Returns the commands of `$BROWSER` that open `address`.
    ///
    /// The variable holds commands separated by colons, in which `%s` is replaced by the address.
    /// Each is split into arguments before the address is inserted, with quotation marks and
    /// backslashes as a shell has them, and no shell sees it. A command with an unclosed quotation
    /// mark is ignored.
    fn commands(&self, address: &url::Url) -> Vec<Command> {
        let setting = self
            .browser
            .as_ref()
            .map(|browser| browser.to_string_lossy());
        let commands = setting.iter().flat_map(|setting| setting.split(':'));
        commands
            .filter_map(|command| {
                let mut words = shlex::split(command)?.into_iter();
                let mut command = Command::new(words.next()?);
                let mut is_filled = false;
                for word in words {
                    is_filled |= word.contains("%s");
                    command.arg(word.replace("%s", address.as_str()));
                }
                if !is_filled {
                    command.arg(address.as_str());
                }
                Some(command)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_opened() {
        let environment = Environment {
            browser: None,
            has_display: false,
        };
        for address in [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "-h",
            "mailto:a@b.c",
            "data:,x",
        ] {
            assert!(
                matches!(
                    in_browser(address, &environment),
                    Err(BrowserError::NotWeb(_))
                ),
                "{address}"
            );
        }
        let page = in_browser("https://example.org/", &environment);
        assert!(matches!(page, Err(BrowserError::NoBrowser)));
    }

    #[test]
    fn a_text_browser_is_started_without_a_shell() {
        let page = url::Url::parse("https://example.org/a?b=$(id)").unwrap();
        let started = |browser: &str| {
            let environment = Environment {
                browser: Some(browser.into()),
                has_display: false,
            };
            let command = environment.text_browser(&page)?;
            let arguments = command
                .get_args()
                .map(|word| word.to_string_lossy().into_owned());
            Some(arguments.collect::<Vec<_>>())
        };
        let address = page.as_str().to_owned();
        assert_eq!(started("/usr/bin/w3m:firefox"), Some(vec![address.clone()]));
        assert_eq!(
            started("lynx -nopause %s"),
            Some(vec!["-nopause".to_owned(), address])
        );
        assert_eq!(started("firefox %s"), None);
    }

    #[test]
    fn quotation_marks_and_backslashes_keep_blanks() {
        let page = url::Url::parse("https://example.org/").unwrap();
        for (setting, expected) in [
            (
                "'/opt/my browser/run' --new %s",
                &["/opt/my browser/run", "--new", "https://example.org/"][..],
            ),
            (
                "/opt/my\\ browser/run",
                &["/opt/my browser/run", "https://example.org/"],
            ),
            (
                "b \"--u=%s x\" --end",
                &["b", "--u=https://example.org/ x", "--end"],
            ),
        ] {
            let environment = Environment {
                browser: Some(setting.into()),
                has_display: false,
            };
            let commands = environment.commands(&page);
            let words: Vec<_> = std::iter::once(commands[0].get_program())
                .chain(commands[0].get_args())
                .collect();
            assert_eq!(words, expected, "{setting}");
        }
    }

    #[test]
    fn the_first_command_that_starts_is_used() {
        let environment = Environment {
            browser: Some("/none/browser:'unclosed:true".into()),
            has_display: false,
        };
        assert!(in_browser("https://example.org/", &environment).is_ok());
    }
}
