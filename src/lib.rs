//! `newsreader`: a terminal news reader for Hindi and every other script.
//!
//! # The picture
//!
//! ```text
//!           keys, size, ticks                         answers
//! terminal ───────────────────► Message ◄──────────────────────────────┐
//!                                  │                                   │
//!                                  ▼                                   │
//!                     app::update(&mut Model, Message)                 │
//!                          │                 └──► Vec<Effect> ──► runtime::perform
//!                          ▼                                           │
//!             ui::view(&Model, &Theme, &mut Buffer)   files · library · feeds · browser · terminal
//!                          │
//!                          ▼
//!                  terminal::screen
//! ```
//!
//! # The modules, from the inside out
//!
//! Arrows go inward only; `tests/integration/architecture.rs` holds the table and fails on others.
//!
//! 1. Values: [`article`] (the exchange format), [`key`], [`panics`] (those that are caught), [`text`] (clusters,
//!    widths, words, lines), [`words`] (what the interface says), [`document`] (an article set at a width).
//! 2. Knowledge: [`print`](mod@print) (words into glyphs and pictures), [`ingest`] (bytes into articles), [`search`]
//!    (words however they are spelt).
//! 3. Application: [`app`] (state machine), [`ui`] (view). No input, no output.
//! 4. Shell: [`paths`], [`terminal`], [`open`] (browsers), [`bundled`] (stories in the binary), [`runtime`] (the
//!    loop), [`store`] (the library), [`sync`] (the net), [`cli`] (arguments).
//!
//! # What holds
//!
//! - `app` and everything it imports do no input or output, read no clock and no environment, and
//!   start no thread. Time arrives in a message.
//! - `ui` gets `&Model`: it changes nothing.
//! - `text::wrap`, `text::truncate` and `document` are generic over [`text::measure::Measure`]: nobody
//!   but a `Measure` knows what a unit is, or that a word is the sum of its clusters.
//! - Only `text::width` asks Unicode for a width. Only `ui::paint` writes text into a buffer. Only
//!   `runtime::perform` carries out effects. Only `terminal` writes to the terminal.
//! - One thread writes marks (`runtime::librarian`), one stories that come (`runtime::courier`), each
//!   by a connection of its own; no key waits for either.
//! - What a person did with a story stays with it, whatever becomes of the story's text.
//! - What can be read of a damaged library comes into a new one, and the old one is put aside. What is
//!   not a library of ours is not touched.
//! - Only `sync::client` makes requests, and each passes `sync::guard` on every hop.
//! - [`ingest`] never fails and never panics: whatever the bytes, articles and problems. It looks at one clock,
//!   the processor time of its thread, so that no input keeps it for minutes (`ingest::effort`).
//! - Widths are measured, then fitted, never guessed where a terminal answers: what was seen wins
//!   over the rules, and a frame of which nothing is certain still lands where it was meant.
//! - A picture lies over the cells that hold its text, never instead of them: what is seen can be
//!   selected as soon as frames are at rest, and what `ui::paint` covers is covered in both. In tmux
//!   alone letters that stand for it, or blanks, take the text's place (`terminal::graphics`).
//! - All text from outside passes `text::sanitize` before anything keeps it. What of it is said to the user
//!   (remarks, notices, names of files and lists, errors that quote their input) is [`text::clean_text`], which
//!   only that gate makes. Behind it `ui::paint`, `terminal::screen` and `cli::output`, through which every
//!   command prints, draw a mark for what a terminal obeys.
//! - Keys are what `terminal::decoder` takes for keys: an answer of the terminal is none, however late.
//! - `document` knows roles, not colours; the theme knows colours, not articles.
//!
//! # Where to change what
//!
//! | To … | touch |
//! |---|---|
//! | add a command | a row in `app/command.rs`, an arm in its pane under `app/update/`, a line in `words/help.rs` |
//! | add an input format | `ingest/<format>.rs`, a line in `ingest/detect.rs`, a file in `tests/fixtures/ingest` |
//! | read one more element of feeds | a name in a table of `ingest/feed/xml/names.rs` |
//! | read one more field of pages | a name in a table of `ingest/html/meta.rs`, or a field of `ingest/json_ld/story.rs` |
//! | teach a part that pages have beside the story | a name in `ingest/html/prune.rs`, or a line in `ingest/html/labels.rs` |
//! | teach a publisher's habit | a table in `ingest/plain/furniture.rs` or beside it, or a rule of `ingest/plain.rs` or beside it with its reason |
//! | teach a spelling | `search/fold.rs` and `search/canonical.rs`, of other scripts `search/letter.rs`, a case in its table; what a word is: `search/token.rs`; what else it stands for: `store/variants.rs` |
//! | support an odd terminal | a probe in `text/calibration.rs`; for one that does not answer, a row in `text/width/profiles.rs` and in `tests/fixtures/width/measured.tsv` |
//! | ask the terminal something new | a sequence in `terminal/sequence.rs`, an answer in `terminal/answers.rs`, the question in `terminal/calibrate.rs` |
//! | fuzz another reader of strangers' bytes | a row of `TARGETS` in `tests/fuzz/targets.rs`, inputs in `tests/fuzz/corpus`; what must hold of all: `tests/fuzz/oracle.rs` |
//! | ask the library something else | `search/query.rs`, `store/prepare.rs`; a new column: `store/schema.sql` or `index.sql`, `VERSION` in `store.rs`, a step in `store/migrate.rs` |
//! | read more of a library into the list, or other rows | `app/paging.rs`, `runtime/rows.rs`, `store/list.rs` |
//! | offer another list in `v` | `runtime/lists.rs`, its query in `search/query.rs` and `store/condition.rs` |
//! | save more of a damaged library | a table in `store/repair/table.rs`, its rows in `store/repair/salvage.rs`, a way to damage it in `tests/integration/damage/variants.rs` |
//! | weigh answers differently | `store/rank.rs`; what counts as the same story: `store/near_duplicate.rs` |
//! | know a thing by another name | a line of `assets/words/aliases.tsv` |
//! | tell a fault of the net apart | a variant in `words/fault.rs`, its sign in `sync/fault.rs`, a case in `tests/integration/client.rs` |
//! | ask servers more or less often | `sync/schedule.rs` |
//! | offer another feed at the start | `assets/feeds.opml` |
//! | set another script from right to left | `text/direction.rs`; the order of its words: `print/order.rs` |
//! | prefer another font | a list in `runtime/fonts.rs` |
//! | show pictures by one more protocol | a variant in `terminal/graphics.rs`, its question in `terminal/calibrate.rs`, the model in `tests/integration/picture_screen.rs` |
//! | say something new | a variant in `words/phrase.rs`, in commands `words/shell.rs`, a line in each of its languages |
//! | add an option | its field in `cli/arguments.rs` or beside its command, its line in `words/manual.rs` |
//! | lay another box over the page | a variant in `app/overlay.rs`, its rows in `app/boxes.rs`, its lines in `ui/overlay.rs` |
//! | change a colour | `ui/theme.rs` |
//! | ask something new of the world | a variant in `app/effect.rs`, an arm in `runtime/perform.rs` |
//!
//! # Words
//!
//! *Cluster*: what a reader calls a letter, an extended grapheme cluster. *Cell*: a place on the
//! screen. *Advance*: the cells by which a terminal moves after a cluster; *allotment*: the cells we
//! give it. *Word*: what stands between two places where a line may end. *Run*: a piece of a line in
//! one role. *Place*: a byte offset into a document's text, the same at every width. *Listing*: what
//! a list shows of an article. *Near duplicate*: a story that another publisher prints in nearly the
//! same words; a list has one row for both. *Overlay*: cells of one row and what is drawn over them.
//! *Furniture*: what a site puts round its stories.

#![cfg_attr(
    test,
    allow(clippy::string_slice, reason = "a test that cuts a letter should fail")
)]

pub mod article;
pub mod key;
pub mod panics;
pub mod text;
pub mod words;

pub mod document;
pub mod print;

pub mod ingest;
pub mod search;

pub mod app;
pub mod ui;

pub mod bundled;
pub mod cli;
pub mod open;
pub mod paths;
pub mod runtime;
pub mod store;
pub mod sync;
pub mod terminal;
