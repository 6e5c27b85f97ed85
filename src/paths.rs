//! Where the program keeps what it writes, by the customs of the system.

use etcetera::BaseStrategy as _;
use std::path::PathBuf;

/// Returns the folder for what can be made again; `None` where there is no home.
pub fn cache() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    Some(base.cache_dir().join("newsreader"))
}

/// Returns the folder for what tells how the program has run; `None` where there is no home.
pub fn state() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    let folder = base.state_dir().unwrap_or_else(|| base.data_dir());
    Some(folder.join("newsreader"))
}

/// Returns the person's own library; `None` where there is no home.
pub fn library() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    Some(base.data_dir().join("newsreader").join("library.db"))
}
