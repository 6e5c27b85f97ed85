//! Where a request goes, and whether it is let in.

use crate::greader::Shared;
use crate::greader::dialect::{Authorization, Login, Token, Unknown};
use crate::greader::http::{Reply, Request};
use crate::greader::state::{State, USER};
use crate::greader::{reads, writes};
use serde_json::json;

/// Answers a request as the dialect says.
pub(super) fn answer(shared: &Shared, request: &Request) -> Reply {
    let dialect = shared.dialect;
    let below_base = request.path.strip_prefix(&shared.base);
    let Some(path) = below_base.and_then(|path| path.strip_prefix(dialect.api)) else {
        return elsewhere(dialect.unknown);
    };
    let mut state = shared.state.lock().unwrap();
    if !state.is_api_on && dialect.unknown == Unknown::BadRequest && path.contains('/') {
        return Reply::text("503 Service Unavailable", "Service Unavailable!");
    }
    if path == "/accounts/ClientLogin" {
        return log_in(shared, &state, request);
    }
    let Some(call) = path.strip_prefix("/reader/api/0/") else {
        return match (dialect.unknown, path) {
            (Unknown::BadRequest, "") => Reply::text("200 OK", "OK"),
            (Unknown::BadRequest, _) => Reply::text("400 Bad Request", "Bad Request!"),
            (Unknown::EmptyList | Unknown::NotFoundPage, _) => elsewhere(dialect.unknown),
        };
    };
    if let Some(refusal) = refuse(shared, &mut state, request, call) {
        return refusal;
    }
    let reply = match request.method.as_str() {
        "POST" => writes::answer(dialect, &mut state, request, call),
        _ => reads::answer(dialect, &mut state, request, call),
    };
    reply.unwrap_or_else(|| match dialect.unknown {
        Unknown::BadRequest => Reply::text("400 Bad Request", "Bad Request!"),
        Unknown::EmptyList => Reply::json("200 OK", &json!([])),
        Unknown::NotFoundPage => elsewhere(dialect.unknown),
    })
}

/// The answer outside the API.
fn elsewhere(unknown: Unknown) -> Reply {
    match unknown {
        Unknown::BadRequest => Reply::html(
            "200 OK",
            "<!DOCTYPE html><html><head><title>Login</title></head><body>Login</body></html>",
        ),
        Unknown::EmptyList => Reply::text("404 Not Found", "404 page not found\n"),
        Unknown::NotFoundPage => Reply::html(
            "404 Not Found",
            "<!DOCTYPE html><html><head><title>Not found</title></head><body>Not found</body></html>",
        ),
    }
}

fn log_in(shared: &Shared, state: &State, request: &Request) -> Reply {
    let dialect = shared.dialect;
    let name = request.either("Email").unwrap_or_default();
    let password = request.either("Passwd").unwrap_or_default();
    let can_be_name = |letter: char| letter.is_ascii_alphanumeric() || "_.@-".contains(letter);
    if dialect.login == Login::BadRequestForName && !name.chars().all(can_be_name) {
        return Reply::text("400 Bad Request", "Bad Request!");
    }
    if !state.is_api_on || name != USER || password != state.password {
        return match dialect.login {
            Login::BadRequestForName => Reply::text("401 Unauthorized", "Unauthorized!")
                .with_header("Google-Bad-Token: true"),
            Login::JsonError => Reply::json(
                "401 Unauthorized",
                &json!({"error_message": "access unauthorized"}),
            ),
            Login::Forbidden => Reply::text("403 Forbidden", "Error=BadAuthentication\r\n"),
        };
    }
    let (session, end) = (state.session(), dialect.line_end);
    let second = match dialect.login {
        Login::BadRequestForName => "null",
        Login::JsonError | Login::Forbidden => &session,
    };
    let body = format!("SID={session}{end}LSID={second}{end}Auth={session}{end}");
    Reply::text("200 OK", body)
}

/// The answer to who may not come in; nothing for who may.
fn refuse(shared: &Shared, state: &mut State, request: &Request, call: &str) -> Option<Reply> {
    let dialect = shared.dialect;
    let is_post = request.method == "POST";
    let session = state.session();
    let header = request.header("authorization").unwrap_or_default();
    let token = request.either("T").unwrap_or_default().trim();
    let is_let_in = match dialect.authorization {
        Authorization::ExactHeaderOrT if is_post => token == session,
        Authorization::ExactHeaderOrT => header == format!("GoogleLogin auth={session}"),
        Authorization::Header => header
            .strip_prefix("GoogleLogin auth=")
            .is_some_and(|auth| auth == session),
    };
    let is_write = is_post && call != "stream/items/contents";
    let is_token_good = match dialect.token {
        Token::ForWrites(_) if is_write => {
            let is_good = state.writes_left > 0 && token == write_token(state);
            state.writes_left = state.writes_left.saturating_sub(1);
            is_good
        }
        Token::Letters57 if matches!(call, "edit-tag" | "mark-all-as-read") => {
            token.is_empty() || token == letters(&session)
        }
        Token::ForWrites(_) | Token::Letters57 | Token::SameAsLogin => true,
    };
    if is_let_in && is_token_good {
        return None;
    }
    let (header, body) = match dialect.login {
        Login::BadRequestForName => ("Google-Bad-Token: true", "Unauthorized!"),
        Login::JsonError | Login::Forbidden => ("X-Reader-Google-Bad-Token: true", "Unauthorized"),
    };
    Some(Reply::text("401 Unauthorized", body).with_header(header))
}

/// The token that a client gets for its writes.
pub(super) fn token(shared: crate::greader::Dialect, state: &mut State) -> Reply {
    let end = shared.line_end;
    match shared.token {
        Token::Letters57 => Reply::text("200 OK", format!("{}{end}", letters(&state.session()))),
        Token::SameAsLogin => Reply::text("200 OK", state.session()),
        Token::ForWrites(count) => {
            state.serial += 1;
            state.writes_left = count;
            Reply::text("200 OK", format!("{}{end}", write_token(state)))
        }
    }
}

fn letters(session: &str) -> String {
    let digest = session.rsplit('/').next().unwrap();
    format!("{digest:Z<57}")
}

fn write_token(state: &State) -> String {
    format!("//70ken{:012}", state.serial)
}
