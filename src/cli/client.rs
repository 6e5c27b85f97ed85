//! The HTTP client of the commands.

use crate::sync::{Client, ClientSettings};
use crate::words::Language;
use anyhow::{Result, anyhow};
use std::sync::Arc;

/// Creates a client with the settings of the environment.
///
/// # Errors
///
/// If a setting, such as a proxy, cannot be understood.
pub(super) fn client(language: Language) -> Result<Arc<Client>> {
    let setting =
        ClientSettings::from_environment().map_err(|fault| anyhow!(fault.say(language)))?;
    Ok(Arc::new(Client::new(&setting)))
}
