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
//! Imports go inward only; `tests/integration/architecture.rs` has the table and fails on others.
//!
//! 1. Values: [`article`] (the exchange format), [`fetch_error`] (why fetching failed), [`account_error`] (why an account's
//!    server could not be used), [`key`], [`panics`] (those that are caught), [`text`] (clusters, widths, words, lines), [`words`] (the texts of the interface),
//!    [`document`] (an article laid out at a width).
//! 2. Knowledge: [`print`](mod@print) (words into glyphs and pictures), [`ingest`] (bytes into articles), [`search`]
//!    (words in all their spellings).
//! 3. Application: [`app`] (state machine), [`ui`] (view). No input, no output.
//! 4. Shell: [`paths`], [`config`] (settings and keys of the user), [`terminal`], [`open`] (browsers), [`bundled`] (stories in the binary), [`runtime`] (the
//!    loop), [`store`] (the library), [`sync`] (the net), [`cli`] (arguments).
//!
//! # Invariants
//!
//! - `app` and everything it imports do no I/O, read no clock and no environment, and start no thread. Time
//!   arrives in a message.
//! - `ui` gets `&Model`: it changes nothing.
//! - `text::wrap`, `text::truncate` and `document` are generic over [`text::measure::Measure`]: only a
//!   `Measure` knows what a unit is, or whether a word is as wide as the sum of its clusters.
//! - Only `text::width` asks Unicode for a width. Only `ui::paint` writes text into a buffer. Only
//!   `runtime::perform` carries out effects. Only `terminal` writes to the terminal.
//! - One thread writes marks (`runtime::library_worker`), another stores fetched articles
//!   (`runtime::fetch_worker`), each by its own connection; no key waits for either.
//! - The user's marks on an article are kept, whatever becomes of the article's text.
//! - A damaged library is put aside, and everything that can be read of it goes into a new one. A file that is
//!   not a library of ours is never changed.
//! - Only `sync::client` makes requests, and each passes `sync::guard` on every hop.
//! - [`ingest`] never fails and never panics: any bytes give articles and problems. Its one clock is the processor
//!   time of its thread, so that no input occupies it for minutes (`ingest::effort`).
//! - Widths are measured where a terminal answers: a measurement overrides the rules, and a frame whose widths
//!   are uncertain still puts every cluster into its own cells.
//! - A picture lies over the cells that hold its text, never instead of them: what is visible can be selected as
//!   soon as frames are at rest, up to the ends of lines where the terminal cannot set a run of letters in given
//!   cells (`ui::paint::beneath`), and what `ui::paint` covers is covered in both. Only within tmux do placeholders
//!   or blanks replace the text (`terminal::graphics`).
//! - All text from outside passes `text::sanitize` before anything stores it. Whatever is shown of it to the user
//!   outside of articles (remarks, notices, file names, list names, errors that quote their input) is
//!   [`text::clean_text`], which only that gate creates. As a second line of defence `ui::paint`,
//!   `terminal::screen` and `cli::output`, through which every command prints, replace terminal controls by marks.
//! - Only `terminal::decoder` decides what is a key: an answer of the terminal never becomes one, however late.
//! - `document` knows roles, not colours; the theme knows colours, not articles.
//!
//! # Where to change what
//!
//! | To … | touch |
//! |---|---|
//! | add a command | a variant in a group of `app/command.rs`, a row in `app/keymap/table.rs`, a line in `words/help.rs`; `assets/CONTRIBUTING.md` has the steps |
//! | add an input format | `ingest/<format>.rs`, a row in `ingest/detect.rs`, a file in `tests/fixtures/ingest` |
//! | add a kind of block | a variant in `article/block.rs`, `ingest/clean.rs`, `document/block.rs`, the schema in `assets`, the generator in `tests/integration/round_trip.rs` |
//! | read one more element of feeds | a name in a table of `ingest/feed/xml_fields.rs` |
//! | read one more field of pages | a name in a table of `ingest/html/meta_tags.rs`, or a field of `ingest/json/page_description.rs` |
//! | leave out a part of pages that is not the article | a name in `ingest/boilerplate/element_name.rs` |
//! | leave out a line of a site | a table in `ingest/boilerplate/`, or a rule in `ingest/text.rs` or beside it; `assets/CONTRIBUTING.md` has the steps |
//! | match another spelling | `search/fold.rs` and `search/canonical.rs`, for other scripts `search/letter.rs`, a case in its table; where words end: `search/token.rs`; other forms of a word: `store/variants.rs` |
//! | support an odd terminal | a probe in `text/calibration.rs`; for one that does not answer, a row in `text/width/profiles.rs` and in `tests/fixtures/width/measured.tsv` |
//! | query the terminal for something new | a sequence in `terminal/sequence.rs`, an answer in `terminal/answers.rs`, the query in `terminal/calibrate.rs` |
//! | fuzz another parser of untrusted input | a row of `TARGETS` in `tests/fuzz/targets.rs`, inputs in `tests/fuzz/corpus`; what must hold for all: `tests/fuzz/oracle.rs` |
//! | add a term to the query language | `search/query/condition.rs`, `store/condition.rs`, its line of help in `app/query_terms.rs` and `words/query.rs`; a new column: `store/schema.sql` or `index.sql`, `VERSION` in `store.rs`, a step in `store/migrate.rs` |
//! | change how a list is paged | `app/paging.rs`, `runtime/rows.rs`, `store/list/page.rs`; its orders: `store/list/order.rs`; how each list is looked at: `app/views.rs` |
//! | offer another list in `v` | `runtime/lists.rs`, its query in `search/query.rs` and `store/condition.rs` |
//! | recover more of a damaged library | a table in `store/repair/table.rs`, its rows in `store/repair/salvage.rs`, a way to damage it in `tests/integration/damage/variants.rs` |
//! | rank answers differently | `store/rank.rs`; what counts as a near duplicate: `store/near_duplicate.rs` |
//! | add an alias of a name | a line of `assets/words/aliases.tsv` |
//! | distinguish another fetch error | a variant in `fetch_error.rs`, its sentence in `words/fetch_error.rs`, the rule that recognises it in `sync/fetch_failure.rs`, a case in `tests/integration/client.rs` |
//! | get along with another server of accounts | what differs in its answers: `sync/greader/json_answer.rs` and beside it; where its API is: `sync/greader/candidate.rs` |
//! | change how marks here and at a server become one | `store/accounts/reconcile.rs` and its table; what a sync asks for: `sync/account.rs`, `sync/account/compare.rs` |
//! | distinguish another error of accounts | a variant in `account_error.rs`, its sentence in `words/account_error.rs` |
//! | fetch feeds more or less often | `sync/schedule.rs` |
//! | change what one can do with feeds in the reader | a variant in `app/news.rs` (`FeedRequest`), `app/feeds.rs`, `app/dialog/feeds.rs`, `runtime/feed_worker.rs` |
//! | offer another feed at the start | `assets/feeds.opml` |
//! | support another right-to-left script | `text/direction.rs`; the order of its words: `print/order.rs` |
//! | prefer another font | a list in `runtime/fonts.rs` |
//! | support another picture protocol | a variant in `terminal/graphics.rs`, its query in `terminal/calibrate.rs`, the model in `tests/integration/picture_screen.rs` |
//! | add a message to the user | a variant in `words/phrase.rs`, in commands `words/shell.rs`, a line in each of its languages |
//! | change how keys are read from a configuration | `config/file.rs`; how they are bound: `app/keymap.rs`; the keys of other programs: `assets/keys` and `config/preset.rs`; a Devanagari keyboard: `app/keymap/layout.rs` |
//! | let a command take an argument on the command line | `app/command/argument_kind.rs`, `with_argument` in `app/router/calls.rs`; what completes it: `app/command_line/completion.rs`, searches `app/query_completion.rs` |
//! | let a setting change while the program runs | `app/router/settings.rs`; what concerns the terminal is an effect in `runtime/perform.rs` |
//! | add a setting | a row in `app/settings.rs`, its line in `words/config/setting.rs`, its option in `cli/arguments.rs` |
//! | change the manual | `assets/manual`; its tables come from those of the program by `cli/manual.rs` |
//! | add an option | its field in `cli/arguments.rs` or beside its command, its line in `words/cli_help.rs` |
//! | add a dialog | a file in `app/dialog/` and one in `ui/dialog/`, a line in the lists of `app/dialog.rs` and `ui/dialog.rs`, its words |
//! | add a feature | a file in `app/`, its state in `app/model.rs`, its commands in `app/router/commands.rs`, a line in the table of `tests/integration/architecture.rs` |
//! | change a colour | a file of `assets/themes`; how a role is called and what it takes from another: `ui/theme/look.rs`; how a theme is read: `config/theme.rs` |
//! | show another field in a row of the list | a variant and its name in `app/row_template.rs`, its value in `ui/list.rs` |
//! | ask something new of the runtime | a variant in `app/effect.rs`, an arm in `runtime/perform.rs`, its report in `app/message.rs` and `app/router/answers.rs` |
//!
//! # Words
//!
//! One word per thing; `tests/integration/glossary.rs` lists the words that these replaced.
//!
//! | word | meaning |
//! |---|---|
//! | account | the user's place at a server that fetches feeds and keeps marks for several machines |
//! | advance, allotment | the columns by which a terminal moves after a cluster; the cells that we reserve for it |
//! | app, user | the program; who uses it |
//! | article | a parsed story; users and their texts say story |
//! | article index | the map from an article's id to the bytes from which it can be read again |
//! | boilerplate | text that a site puts around its articles |
//! | call | a command with the number before its name and the argument after it |
//! | cell | a position of the terminal's grid |
//! | cluster | an extended grapheme cluster, what users call a letter |
//! | dialog | what lies over the page and takes the keys: help, messages, lists, feeds, … |
//! | effect, answer | a request of `app` to the shell; its result |
//! | library, query, listing | the user's SQLite file; a search in it; what a list shows of an article |
//! | library worker, fetch worker | the threads that own the library and make requests for a running app |
//! | left out, reason | what a page carries besides the article; the constant in `ingest/boilerplate/reason.rs` that is stored with it |
//! | mark | of an article: read or starred; of a text: a range with a meaning, such as a link |
//! | near duplicate | an article that another publisher prints in nearly the same words |
//! | notice | a sentence in the status line |
//! | offset, position | a byte offset into a document's text, the same at every width; a point on the screen or the index of a row |
//! | outer terminal | the terminal in which tmux is displayed |
//! | overlay | cells of one row and the text that is drawn over them in print |
//! | print, cells | the two ways to set text: shaped with a font into pictures, or by the terminal |
//! | problem, remark, fetch error | what was wrong with an input; the sentence that reports it; why an address could not be fetched |
//! | run, role | a part of a line with one meaning; the meaning |
//! | similarity | how alike two articles are |
//! | word | the text between two positions at which a line may break |

#![cfg_attr(
    test,
    allow(clippy::string_slice, reason = "a test that cuts a letter should fail")
)]

pub mod account_error;
pub mod article;
pub mod fetch_error;
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
pub mod config;
pub mod open;
pub mod paths;
pub mod runtime;
pub mod store;
pub mod sync;
pub mod terminal;
