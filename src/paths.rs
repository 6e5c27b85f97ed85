//! The folders in which the program stores its files, by the conventions of the system.

use etcetera::BaseStrategy as _;
use std::path::PathBuf;

/// Returns the folder for files that can be created again; `None` if there is no home folder.
pub fn cache() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    Some(base.cache_dir().join("newsreader"))
}

/// Returns the path of the configuration; `None` if there is no home folder.
pub fn config() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    Some(base.config_dir().join("newsreader").join("config.toml"))
}

/// Returns the home folder.
pub fn home() -> Option<PathBuf> {
    etcetera::home_dir().ok()
}

/// Returns a path that the user typed without a shell, which would replace `~`.
pub fn typed(path: &str) -> PathBuf {
    let below = path.strip_prefix("~/").zip(home());
    below.map_or_else(|| PathBuf::from(path), |(rest, home)| home.join(rest))
}

/// Returns the folder for the log; `None` if there is no home folder.
pub fn state() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    let folder = base.state_dir().unwrap_or_else(|| base.data_dir());
    Some(folder.join("newsreader"))
}

/// Returns the path of the user's library; `None` if there is no home folder.
pub fn library() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    Some(base.data_dir().join("newsreader").join("library.db"))
}
