//! The HTTP client of a worker. The application cancels it when it ends, whatever the worker waits for.

use crate::fetch_error::FetchError;
use crate::sync::{Client, ClientSettings};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Where a worker keeps the client of its current request.
#[derive(Clone, Default)]
pub(super) struct ClientSlot(Arc<Mutex<SlotState>>);

#[derive(Default)]
struct SlotState {
    client: Option<Arc<Client>>,
    is_cancelled: bool,
}

impl ClientSlot {
    /// Returns a new client with the settings of the environment, and keeps it. After [`ClientSlot::cancel`] all of
    /// its requests fail.
    pub(super) fn fill(&self) -> Result<Arc<Client>, FetchError> {
        let client = Arc::new(Client::new(&ClientSettings::from_environment()?));
        let mut state = self.state();
        if state.is_cancelled {
            client.cancel();
        }
        state.client = Some(Arc::clone(&client));
        Ok(client)
    }

    /// Aborts the requests of the client, and those of later ones.
    pub(super) fn cancel(&self) {
        let mut state = self.state();
        state.is_cancelled = true;
        if let Some(client) = state.client.take() {
            client.cancel();
        }
    }

    fn state(&self) -> MutexGuard<'_, SlotState> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_client_is_cancelled_and_so_is_a_later_one() {
        let slot = ClientSlot::default();
        let client = slot.fill().unwrap();
        assert!(!client.is_cancelled());
        slot.cancel();
        assert!(client.is_cancelled());
        assert!(slot.fill().unwrap().is_cancelled());
    }
}
