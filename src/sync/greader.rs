//! The client of the Google Reader API, by which servers such as `FreshRSS` and Miniflux share
//! feeds and marks.
//!
//! The API was never specified, and each server speaks a dialect of it. This module sends what all
//! of them take, reads what any of them sends, and tells a refusal from an answer that only looks
//! like one: some servers answer requests that they do not know with success. It holds no state
//! besides the tokens; what is kept in the library is decided by its callers.

mod auth_token;
mod candidate;
mod client_login;
mod endpoint;
mod id_list;
mod item_id;
mod json_answer;
mod log_in;
mod server_feed;
mod server_story;
mod session;
mod subscriptions;
mod tag;
#[cfg(test)]
mod testing;

pub use auth_token::AuthToken;
pub use endpoint::{Endpoint, server_address};
pub use id_list::IdList;
pub use item_id::ItemId;
pub use log_in::{LoggedIn, log_in};
pub use server_feed::ServerFeed;
pub use server_story::ServerStory;
pub use session::{EDITS_AT_ONCE, PasswordSource, STORIES_AT_ONCE, ServerSession};
pub use tag::{IdStream, TagEdit};
