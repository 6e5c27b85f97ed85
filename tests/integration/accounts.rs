//! Accounts on servers, through the real program: over each dialect of the model, over a real Miniflux where it can
//! be had, and over any server that `NEWSREADER_TEST_GREADER=URL,NAME,PASSWORD` names.

mod any_server;
mod bare_client;
mod bed;
mod compared;
mod conflicts;
mod daemons;
mod editing;
mod histories;
mod interrupted;
mod large;
mod life;
mod miniflux;
mod outages;
mod pages;
mod raw;
mod reader;
mod refusals;
mod removal;
mod secrets;
mod shared_stories;

/// Declares a test for each case and each dialect of the model.
macro_rules! over_each_dialect {
    ($($case:ident)*) => {
        crate::accounts::over_each_dialect! { @ freshrss FRESHRSS $($case)* }
        crate::accounts::over_each_dialect! { @ miniflux MINIFLUX $($case)* }
        crate::accounts::over_each_dialect! { @ miniflux_2_2 MINIFLUX_2_2 $($case)* }
        crate::accounts::over_each_dialect! { @ comma COMMA $($case)* }
        crate::accounts::over_each_dialect! { @ opaque OPAQUE $($case)* }
    };
    (@ $module:ident $dialect:ident $($case:ident)*) => {
        mod $module {
            $(
                #[test]
                fn $case() {
                    super::$case(&crate::greader::ModelServer::start(crate::greader::$dialect));
                }
            )*
        }
    };
}
use over_each_dialect;
