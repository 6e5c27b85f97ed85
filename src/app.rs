//! The application as a pure state machine: `update(&mut Model, Message) -> Vec<Effect>`.
//!
//! Nothing here reads a file, a clock or the environment, draws, or starts a thread. What happens
//! comes in as a [`Message`]; what is wanted of the world goes out as an [`Effect`], a plain value
//! that a test can compare; the outcome of an effect comes back as an [`Answer`]. Where things
//! stand on the screen ([`areas`]) is decided here too, so that paging and the mouse work without
//! asking the view.

pub mod areas;
pub mod article_pane;
pub mod boxes;
pub mod command;
mod effect;
mod follow;
mod history;
pub mod input_line;
pub mod keymap;
pub mod library;
pub mod list_pane;
pub mod marks;
mod message;
mod model;
mod mouse;
pub mod news;
pub mod overlay;
pub mod paging;
pub mod related_pane;
pub mod status_line;
mod update;

pub use effect::Effect;
pub use message::{Answer, Message};
pub use model::{Count, Letters, Model, Options, Pane, Scope, SearchBar};
pub use update::update;
