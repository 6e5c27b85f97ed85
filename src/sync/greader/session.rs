//! A session with a server: requests that carry the login, and renew it when it has ended.

use super::super::client::{ApiForm, ApiResponse, Client};
use super::auth_token::AuthToken;
use super::client_login::{send_login, token_of};
use super::endpoint::{API, Endpoint, form};
use super::id_list::{IdList, IdListBuilder};
use super::item_id::ItemId;
use super::json_answer::{accepted, confirmed, list_of, may_be_logged_out, object, parse, text};
use super::server_feed::ServerFeed;
use super::server_story::ServerStory;
use super::tag::{IdStream, TagEdit};
use crate::account_error::AccountError;
use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The maximum number of stories that one request asks for.
pub const STORIES_AT_ONCE: usize = 100;

/// The maximum number of stories that one request marks.
pub const EDITS_AT_ONCE: usize = 250;

/// The numbers of ids to ask for at once, the second where a server refuses the first.
const IDS_AT_ONCE: [&str; 2] = ["50000", "1000"];

/// Returns the password, from wherever the user keeps it.
pub type PasswordSource = Box<dyn Fn() -> Result<String, AccountError> + Send + Sync>;

/// A field of a form or a query.
pub(super) type FormField<'a> = (&'a str, &'a str);

/// What asks for JSON, in a form or a query.
const JSON: FormField<'_> = ("output", "json");

/// How ids are sent.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum IdForm {
    /// As Google's reader sent them.
    Long,
    /// As the server lists them.
    Listed,
}

/// A session with the server of an account.
pub struct ServerSession {
    client: Arc<Client>,
    endpoint: Endpoint,
    user: String,
    auth: Mutex<AuthToken>,
    /// The token of writes, once it was asked for.
    write_token: Mutex<Option<String>>,
    password: Option<PasswordSource>,
    /// The form of ids in which the server was seen to understand them.
    id_form: Mutex<Option<IdForm>>,
}

impl fmt::Debug for ServerSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServerSession")
            .field("endpoint", &self.endpoint)
            .finish_non_exhaustive()
    }
}

impl ServerSession {
    /// Returns a session with the server at `endpoint`, whose address the user typed.
    pub fn new(
        client: Arc<Client>,
        endpoint: Endpoint,
        user: String,
        auth: AuthToken,
        password: Option<PasswordSource>,
    ) -> Self {
        Self {
            client,
            endpoint,
            user,
            auth: Mutex::new(auth),
            write_token: Mutex::new(None),
            password,
            id_form: Mutex::new(None),
        }
    }

    /// Returns the token, which a request may have renewed.
    pub fn auth(&self) -> AuthToken {
        locked(&self.auth).clone()
    }

    /// Returns the feeds that the server follows.
    ///
    /// # Errors
    /// Returns an error if the server cannot be asked, or refuses.
    pub fn feeds(&self) -> Result<Vec<ServerFeed>, AccountError> {
        let request = "subscription/list";
        let response = self.get(request, &[JSON])?;
        let answer = object(&response, request)?;
        let feeds = list_of(&answer, "subscriptions", request)?;
        Ok(feeds.iter().filter_map(ServerFeed::of).collect())
    }

    /// Returns the ids of the stories of a stream.
    ///
    /// # Errors
    /// Returns an error if the server cannot be asked, or refuses.
    pub fn ids(&self, stream: IdStream) -> Result<IdList, AccountError> {
        let [most, fewer] = IDS_AT_ONCE;
        match self.ids_by(stream, most) {
            Err(AccountError::Refused(400 | 413 | 422, _)) => self.ids_by(stream, fewer),
            listed => listed,
        }
    }

    fn ids_by(&self, stream: IdStream, count: &str) -> Result<IdList, AccountError> {
        let request = "stream/items/ids";
        let name = stream.name();
        let (mut list, mut continuation) = (IdListBuilder::default(), None::<String>);
        loop {
            let mut query = vec![JSON, ("s", name.as_str()), ("n", count), ("r", "o")];
            query.extend(stream.excluded().map(|tag| ("xt", tag)));
            query.extend(continuation.as_deref().map(|after| ("c", after)));
            let response = self.get(request, &query)?;
            continuation = list.add(&object(&response, request)?)?;
            if continuation.is_none() {
                return Ok(list.finish());
            }
        }
    }

    /// Returns these stories, at most [`STORIES_AT_ONCE`], in any order and without those that the
    /// server no longer has.
    ///
    /// # Errors
    /// Returns an error if the server cannot be asked, or refuses.
    pub fn stories(&self, ids: &[ItemId]) -> Result<Vec<ServerStory>, AccountError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let known = *locked(&self.id_form);
        let form = known.unwrap_or(IdForm::Long);
        let mut stories = self.stories_by(ids, form)?;
        if stories.is_empty() && known.is_none() {
            stories = self.stories_by(ids, IdForm::Listed)?;
            if !stories.is_empty() {
                *locked(&self.id_form) = Some(IdForm::Listed);
            }
        } else if !stories.is_empty() {
            *locked(&self.id_form) = Some(form);
        }
        Ok(stories)
    }

    fn stories_by(&self, ids: &[ItemId], form: IdForm) -> Result<Vec<ServerStory>, AccountError> {
        let request = "stream/items/contents";
        let sent = sent_ids(ids, form);
        let mut fields = vec![JSON];
        fields.extend(sent.iter().map(|id| ("i", id.as_ref())));
        let response = match self.post(request, &fields, ApiForm::Question) {
            Err(AccountError::Refused(404 | 405 | 501, _)) => self.get(request, &fields),
            response => response,
        };
        let response = match response {
            // Some servers refuse if they have none of the stories.
            Err(AccountError::Refused(400 | 404, _)) => return Ok(Vec::new()),
            response => response?,
        };
        let answer = object(&response, request)?;
        let items = list_of(&answer, "items", request)?;
        let stories = items.iter().filter_map(ServerStory::of);
        // A server that misreads an id sends another story.
        let asked: HashSet<&ItemId> = ids.iter().collect();
        Ok(stories.filter(|story| asked.contains(&story.id)).collect())
    }

    /// Changes a tag of these stories, at most [`EDITS_AT_ONCE`].
    ///
    /// # Errors
    /// Returns an error if the server cannot be asked, or does not confirm the change.
    pub fn edit(&self, ids: &[ItemId], edit: TagEdit) -> Result<(), AccountError> {
        if ids.is_empty() {
            return Ok(());
        }
        let (name, tag) = edit.field();
        let mut fields = vec![(name, tag.as_str())];
        let form = locked(&self.id_form).unwrap_or(IdForm::Long);
        let sent = sent_ids(ids, form);
        fields.extend(sent.iter().map(|id| ("i", id.as_ref())));
        self.write("edit-tag", &fields)
    }

    /// Sends a change, and makes sure that it was made.
    pub(super) fn write(
        &self,
        request: &str,
        fields: &[FormField<'_>],
    ) -> Result<(), AccountError> {
        let response = self.post(request, fields, ApiForm::Change)?;
        confirmed(&response, request).map_err(|error| self.without_secrets(error))
    }

    /// Makes a GET request; logs in again once if the login has ended.
    fn get(&self, request: &str, query: &[FormField<'_>]) -> Result<ApiResponse, AccountError> {
        let auth = self.auth();
        let mut response = self.send(request, query, None, &auth)?;
        if may_be_logged_out(&response) {
            self.renew(&auth, &response)?;
            response = self.send(request, query, None, &self.auth())?;
        }
        self.checked(response)
    }

    /// Posts a form with the token of writes. If that is refused, asks for a new one once, then logs
    /// in again once.
    pub(super) fn post(
        &self,
        request: &str,
        fields: &[FormField<'_>],
        form_of: fn(String) -> ApiForm,
    ) -> Result<ApiResponse, AccountError> {
        let asks_for_json = fields.contains(&JSON);
        let query = if asks_for_json { &[JSON][..] } else { &[] };
        for attempt in 0..3 {
            let auth = self.auth();
            let token = self.write_token()?;
            let token = [("T", token.as_str())];
            let form = form(token.into_iter().chain(fields.iter().copied()));
            let response = self.send(request, query, Some(form_of(form)), &auth)?;
            if attempt == 2 || !may_be_logged_out(&response) {
                return self.checked(response);
            }
            *locked(&self.write_token) = None;
            if attempt == 1 {
                self.renew(&auth, &response)?;
            }
        }
        Err(AccountError::LoggedOut)
    }

    /// Returns the token of writes. Where the server has none, that of the login has to do.
    fn write_token(&self) -> Result<String, AccountError> {
        if let Some(token) = locked(&self.write_token).clone() {
            return Ok(token);
        }
        let given = match self.get("token", &[]) {
            // A server may refuse any request that it does not know. If the login has ended, it refuses
            // the change too.
            Err(AccountError::Refused(..) | AccountError::LoggedOut) => None,
            response => token_in(&response?),
        };
        let token = given.unwrap_or_else(|| self.auth());
        let token = token.reveal().to_owned();
        *locked(&self.write_token) = Some(token.clone());
        Ok(token)
    }

    /// Logs in again, unless another request has done so since it used `used`.
    fn renew(&self, used: &AuthToken, response: &ApiResponse) -> Result<(), AccountError> {
        if self.auth() != *used {
            return Ok(());
        }
        let Some(password) = &self.password else {
            accepted(response).map_err(|error| self.without_secrets(error))?;
            return Err(AccountError::LoggedOut);
        };
        let login = send_login(&self.client, &self.endpoint, &self.user, &password()?)?;
        let Some(auth) = token_of(&login) else {
            let is_refused = matches!(login.status, 400 | 401 | 403);
            return match accepted(&login) {
                Err(AccountError::LoginPage) => Err(AccountError::LoginPage),
                Err(_) if is_refused => Err(AccountError::WrongPassword),
                Err(error) => Err(error.without_text()),
                Ok(()) => Err(AccountError::BadAnswer("accounts/ClientLogin".to_owned())),
            };
        };
        *locked(&self.auth) = auth;
        *locked(&self.write_token) = None;
        Ok(())
    }

    fn send(
        &self,
        request: &str,
        query: &[FormField<'_>],
        form: Option<ApiForm>,
        auth: &AuthToken,
    ) -> Result<ApiResponse, AccountError> {
        let path = format!("{API}/{request}");
        self.endpoint
            .send(&self.client, (&path, query), form, Some(auth))
    }

    fn checked(&self, response: ApiResponse) -> Result<ApiResponse, AccountError> {
        match accepted(&response) {
            Ok(()) => Ok(response),
            Err(error) => Err(self.without_secrets(error)),
        }
    }

    /// Returns the error without a text that repeats a token.
    fn without_secrets(&self, error: AccountError) -> AccountError {
        let auth = self.auth();
        let token = locked(&self.write_token).clone().unwrap_or_default();
        let secrets = [auth.reveal(), token.as_str()];
        let mut secrets = secrets.iter().filter(|secret| !secret.is_empty());
        if let AccountError::Refused(_, text) = &error
            && secrets.any(|secret| text.contains(*secret))
        {
            return error.without_text();
        }
        error
    }
}

fn sent_ids(ids: &[ItemId], form: IdForm) -> Vec<Cow<'_, str>> {
    let sent = |id: &'_ ItemId| match form {
        IdForm::Long => id.long_form().map(Cow::Owned),
        IdForm::Listed => None,
    };
    ids.iter()
        .map(|id| sent(id).unwrap_or(Cow::Borrowed(id.as_str())))
        .collect()
}

/// Returns the token of writes in an answer: its whole text, or a field of that name in JSON.
fn token_in(response: &ApiResponse) -> Option<AuthToken> {
    let body = String::from_utf8_lossy(&response.bytes);
    match parse(&response.bytes) {
        Some(serde_json::Value::String(token)) => AuthToken::from_answer(&token),
        Some(answer) if answer.is_object() => AuthToken::from_answer(&text(&answer, "token")?),
        Some(_) | None => AuthToken::from_answer(&body),
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Answerer, Asked, StubServer, client, given};
    use super::*;

    fn session(server: &StubServer, password: Option<PasswordSource>) -> ServerSession {
        let endpoint = Endpoint {
            api: server.url.clone(),
            is_insecure_allowed: false,
        };
        let auth = AuthToken::new("old".to_owned());
        ServerSession::new(client(), endpoint, "ram".to_owned(), auth, password)
    }

    fn has(asked: &Asked, line: &str) -> bool {
        asked.line.ends_with(line)
    }

    /// A server whose old login has ended; the token of writes is `T` and that of the login.
    fn renewing() -> Answerer {
        Box::new(|asked| {
            let is_new = asked.authorization == "GoogleLogin auth=new";
            if has(asked, "accounts/ClientLogin") {
                return if asked.body.contains("Passwd=se%26cret") {
                    given(200, "SID=new\nAuth=new\n")
                } else {
                    given(401, "Unauthorized!")
                };
            }
            match (
                is_new,
                has(asked, "token"),
                asked.body.starts_with("T=Tnew&"),
            ) {
                (false, ..) => (401, "Google-Bad-Token: true\r\n".to_owned(), String::new()),
                (true, true, _) => given(200, "Tnew\n"),
                (true, false, true) => given(200, "OK"),
                (true, false, false) => given(200, r#"{"subscriptions": []}"#),
            }
        })
    }

    #[test]
    fn a_login_that_has_ended_is_renewed_once() {
        let server = StubServer::start(renewing());
        let password = || Ok("se&cret".to_owned());
        let one = session(&server, Some(Box::new(password)));
        assert_eq!(one.feeds(), Ok(Vec::new()));
        assert_eq!(one.auth().reveal(), "new");
        let ids = [ItemId::parse("1").unwrap(), ItemId::parse("2").unwrap()];
        assert_eq!(one.edit(&ids, TagEdit::AddRead), Ok(()));
        let asked = server.asked();
        let body = "T=Tnew&a=user%2F-%2Fstate%2Fcom.google%2Fread\
             &i=tag%3Agoogle.com%2C2005%3Areader%2Fitem%2F0000000000000001\
             &i=tag%3Agoogle.com%2C2005%3Areader%2Fitem%2F0000000000000002";
        assert_eq!(asked.last().unwrap().body, body);
        let list = "GET /reader/api/0/subscription/list?output=json";
        let expected = [
            list,
            "POST /accounts/ClientLogin",
            list,
            "GET /reader/api/0/token",
            "POST /reader/api/0/edit-tag",
        ];
        assert_eq!(server.lines(), expected);
    }

    #[test]
    fn without_a_password_the_user_has_to_log_in_again() {
        let server = StubServer::start(renewing());
        let ids = [ItemId::parse("1").unwrap()];
        assert_eq!(session(&server, None).feeds(), Err(AccountError::LoggedOut));
        let edited = session(&server, None).edit(&ids, TagEdit::AddRead);
        assert_eq!(edited, Err(AccountError::LoggedOut));
        let wrong = || Ok("wrong".to_owned());
        let wrong = session(&server, Some(Box::new(wrong)));
        assert_eq!(wrong.feeds(), Err(AccountError::WrongPassword));
    }

    #[test]
    fn a_token_of_writes_that_has_expired_is_replaced() {
        let given_tokens = Mutex::new(0);
        let server = StubServer::start(Box::new(move |asked| {
            if has(asked, "token") {
                let mut count = given_tokens.lock().unwrap();
                *count += 1;
                return given(200, &format!("t{count}"));
            }
            if asked.body.starts_with("T=t2&") {
                given(200, "OK")
            } else {
                let header = "X-Reader-Google-Bad-Token: true\r\n".to_owned();
                (400, header, "old token".to_owned())
            }
        }));
        let ids = [ItemId::parse("1").unwrap()];
        assert_eq!(session(&server, None).edit(&ids, TagEdit::AddStar), Ok(()));
        assert_eq!(server.lines().len(), 4);
    }

    #[test]
    fn an_error_never_repeats_a_token() {
        let server = StubServer::start(Box::new(|asked| {
            given(400, &format!("bad {}", asked.authorization))
        }));
        let refused = session(&server, None).feeds();
        assert_eq!(refused, Err(AccountError::Refused(400, String::new())));
    }

    #[test]
    fn an_answer_of_a_login_page_is_no_answer() {
        let page = "<!DOCTYPE html><html><form>";
        let server = StubServer::start(Box::new(|_| given(200, page)));
        let ids = [ItemId::parse("1").unwrap()];
        let one = session(&server, None);
        assert_eq!(one.feeds(), Err(AccountError::LoginPage));
        assert_eq!(
            one.edit(&ids, TagEdit::AddRead),
            Err(AccountError::LoginPage)
        );
    }
}
