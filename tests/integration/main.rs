//! The integration tests, in one binary because each would link the crate anew.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop"
)]
#![expect(clippy::string_slice, reason = "a test that cuts a letter should fail")]
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a test looks for one case among many"
)]
#![expect(clippy::print_stderr, reason = "a test that is passed over says so")]

mod accounting;
mod accounts;
mod architecture;
mod beginnings;
mod cli;
mod client;
mod command_line;
mod config;
mod connections;
mod consent;
mod damage;
mod dialogs;
mod engines;
mod feeds_at_hand;
mod followed;
mod gate;
mod glossary;
mod greader;
mod hindi;
mod hostile;
mod identity;
mod ingest;
mod keys;
mod kills;
mod library;
mod manual;
mod material;
mod model_terminal;
mod multiplexers;
mod near_duplicates;
mod nothing_lost;
mod notices;
mod outputs;
mod pages;
mod paging;
mod picture_screen;
mod picture_terminal;
mod print;
mod print_frames;
mod program;
mod pty;
mod queries;
mod reading_life;
mod recovery;
mod refresh;
mod relay;
mod reload;
mod round_trip;
mod rows;
mod screens;
mod scripts;
mod selection;
mod server;
mod stored;
mod support;
mod sync;
mod terminal;
mod themes;
mod two_panes;
mod unicode;
mod workers;
