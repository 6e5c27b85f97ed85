//! Addresses opened outside: in a browser, never through a shell.

use std::ffi::OsString;

/// Why an address was not opened.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Only web addresses are opened.
    #[error("{0}: not an http or https address")]
    NotWeb(String),
    /// There is nothing that could show a page here.
    #[error("no browser could be started ($BROWSER is not set, no display)")]
    NoBrowser,
    /// The browser did not start.
    #[error("no browser could be started ({0})")]
    NotStarted(#[from] std::io::Error),
}

/// Browsers that draw in the terminal, where we draw.
const TEXT_BROWSERS: [&str; 6] = ["lynx", "w3m", "links", "links2", "elinks", "browsh"];

/// Starts the browser with `address`; what it prints goes nowhere.
///
/// # Errors
/// For an address that is not http or https, and where no browser can be started.
pub fn in_browser(address: &str, environment: &Environment) -> Result<(), Error> {
    let url = url::Url::parse(address).map_err(|_unparsed| Error::NotWeb(address.to_owned()))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(Error::NotWeb(address.to_owned()));
    }
    if !environment.can_show() {
        return Err(Error::NoBrowser);
    }
    let mut options = webbrowser::BrowserOptions::new();
    options.with_suppress_output(true);
    webbrowser::open_browser_with_options(webbrowser::Browser::Default, url.as_str(), &options)?;
    Ok(())
}

/// What the environment says of browsers.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    /// The value of `$BROWSER`.
    pub browser: Option<OsString>,
    /// Whether there is a display to open a window on.
    pub has_display: bool,
}

impl Environment {
    /// Asks the process's environment.
    pub fn of_process() -> Self {
        let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let windows =
            cfg!(any(target_os = "macos", target_os = "windows")) || is_set("WSL_DISTRO_NAME");
        Self {
            browser: std::env::var_os("BROWSER").filter(|value| !value.is_empty()),
            has_display: windows || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY"),
        }
    }

    /// Whether a browser can be started that does not draw over the reader.
    pub fn can_show(&self) -> bool {
        let Some(browser) = &self.browser else {
            return self.has_display;
        };
        let command = browser.to_string_lossy();
        let first = command.split([':', ' ']).next().unwrap_or_default();
        let name = first.rsplit('/').next().unwrap_or_default();
        !TEXT_BROWSERS.contains(&name)
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
                matches!(in_browser(address, &environment), Err(Error::NotWeb(_))),
                "{address}"
            );
        }
        let page = in_browser("https://example.org/", &environment);
        assert!(matches!(page, Err(Error::NoBrowser)));
    }

    #[test]
    fn a_text_browser_would_draw_over_the_reader() {
        let with = |browser: &str| Environment {
            browser: Some(browser.into()),
            has_display: false,
        };
        assert!(!with("/usr/bin/w3m").can_show());
        assert!(with("firefox %s").can_show());
    }
}
