//! The measurements of a terminal, cached for the next start. Each terminal has a file in the cache
//! folder; the file name is derived from the environment variables that identify the terminal.
//!
//! If the file is missing, damaged or about another terminal, the terminal is measured again.

use super::calibrate::Findings;
use crate::paths;
use crate::text::calibration::profile_of;
use crate::text::width::{ExplicitWidth, WidthProfile};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Environment variables by which terminals identify themselves.
const NAMES: [&str; 6] = [
    "TERM",
    "TERM_PROGRAM",
    "TERM_PROGRAM_VERSION",
    "VTE_VERSION",
    "KONSOLE_VERSION",
    "XTERM_VERSION",
];
/// Environment variables whose presence helps to identify a terminal; their values change with each
/// session.
const MARKS: [&str; 5] = ["KITTY_PID", "WT_SESSION", "STY", "ZELLIJ", "TMUX"];

/// The cached measurements of a terminal.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct ProfileCache {
    /// The terminal's own name and version.
    pub name: Option<String>,
    /// Clusters with the number of cells that the terminal gives them.
    pub seen: Vec<(String, usize)>,
    /// The support for OSC 66: 0 none, 1 widths only, 2 full.
    pub explicit: u8,
    /// Whether the user has already seen the advice about this terminal.
    pub is_advised: bool,
}

impl ProfileCache {
    /// Returns the findings that are worth caching.
    pub fn of(findings: &Findings) -> Self {
        Self {
            name: findings.name.clone(),
            seen: findings.seen.clone(),
            explicit: match findings.explicit {
                ExplicitWidth::No => 0,
                ExplicitWidth::WidthOnly => 1,
                ExplicitWidth::Full => 2,
            },
            is_advised: false,
        }
    }

    /// Returns the measured width profile.
    pub fn profile(&self) -> Option<WidthProfile> {
        profile_of(&self.seen, self.explicit())
    }

    /// Returns the terminal's support for OSC 66.
    pub fn explicit(&self) -> ExplicitWidth {
        match self.explicit {
            0 => ExplicitWidth::No,
            1 => ExplicitWidth::WidthOnly,
            _ => ExplicitWidth::Full,
        }
    }

    /// Loads the file at `path`.
    pub fn load(path: &Path) -> Option<Self> {
        serde_json::from_slice(&std::fs::read(path).ok()?).ok()
    }

    /// Saves to `path`. If that fails, the next start measures again.
    pub fn save(&self, path: &Path) {
        let written = || -> std::io::Result<()> {
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder)?;
            }
            // Written to a temporary file and renamed, so that no reader sees an incomplete file.
            let beside = path.with_extension(format!("{}.part", std::process::id()));
            std::fs::write(&beside, serde_json::to_vec(self)?)?;
            std::fs::rename(beside, path)
        };
        let _asked_again_then = written();
    }
}

/// Returns the path of the cache file for the terminal that the environment describes.
pub fn cache_path(setting: impl Fn(&str) -> Option<String>) -> Option<PathBuf> {
    let mut hash = Sha256::new();
    for name in NAMES {
        hash.update(setting(name).unwrap_or_default());
        hash.update([0]);
    }
    for name in MARKS {
        hash.update([u8::from(setting(name).is_some())]);
    }
    let mut name = String::new();
    for byte in hash.finalize().iter().take(8) {
        let written = write!(name, "{byte:02x}");
        debug_assert!(written.is_ok(), "a string takes everything");
    }
    Some(paths::cache()?.join("widths").join(name + ".json"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::calibration::all_probes;

    #[test]
    fn what_was_measured_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("widths/x.json");
        let kitty = WidthProfile::named("kitty").unwrap();
        let seen = all_probes()
            .map(|c| (c.to_owned(), kitty.advance(c)))
            .collect();
        let memory = ProfileCache {
            name: Some("kitty(0.40)".to_owned()),
            seen,
            explicit: 2,
            is_advised: true,
        };
        memory.save(&path);
        let again = ProfileCache::load(&path).unwrap();
        assert_eq!(again, memory);
        let profile = again.profile().unwrap();
        assert_eq!(
            (profile.advance("स्त्री"), profile.explicit()),
            (1, ExplicitWidth::Full)
        );
        std::fs::write(&path, "{\"name\":").unwrap();
        assert_eq!(ProfileCache::load(&path), None);
    }
}
