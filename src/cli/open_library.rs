//! Opening the library for a command. A damaged library is recovered first, and the user is told.

use super::report;
use crate::store::{Error, Store};
use crate::words::Language;
use anyhow::Result;
use std::path::Path;

/// Opens an existing library.
pub(super) fn existing(library: &Path, language: Language) -> Result<Store> {
    let (store, recovered) = Store::open_and_recover(library)?;
    report::recovered(recovered, language);
    Ok(store)
}

/// Opens the library, or returns `None` if there is none.
pub(super) fn if_any(library: &Path, language: Language) -> Result<Option<Store>> {
    match Store::open_and_recover(library) {
        Ok((store, recovered)) => {
            report::recovered(recovered, language);
            Ok(Some(store))
        }
        Err(Error::Missing(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Opens the library, or creates it.
pub(super) fn or_new(library: &Path, language: Language) -> Result<Store> {
    let (store, recovered) = Store::open_or_recover(library)?;
    report::recovered(recovered, language);
    Ok(store)
}
