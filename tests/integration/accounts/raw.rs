//! The API as a bare client speaks it, for tests that look at a server themselves.

use serde_json::Value;

/// A client with a session.
pub(super) struct RawClient {
    agent: ureq::Agent,
    api: String,
    auth: String,
}

/// The answer to a request.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct RawAnswer {
    pub(super) status: u16,
    pub(super) body: String,
}

impl RawAnswer {
    pub(super) fn json(&self) -> Value {
        let value = serde_json::from_str(&self.body);
        value.unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// Pairs as a form or a query has them.
pub(super) fn encoded(pairs: &[(&str, &str)]) -> String {
    let mut encoder = url::form_urlencoded::Serializer::new(String::new());
    encoder.extend_pairs(pairs).finish()
}

pub(super) fn agent() -> ureq::Agent {
    let config = ureq::Agent::config_builder().http_status_as_error(false);
    config.build().new_agent()
}

fn received(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> RawAnswer {
    let mut answer = answer.unwrap();
    RawAnswer {
        status: answer.status().as_u16(),
        body: answer
            .body_mut()
            .with_config()
            .limit(1 << 30)
            .read_to_string()
            .unwrap(),
    }
}

impl RawClient {
    /// Logs in; nothing where the server does not let it.
    pub(super) fn log_in(api: &str, user: &str, password: &str) -> Option<Self> {
        let mut client = Self {
            agent: agent(),
            api: api.to_owned(),
            auth: String::new(),
        };
        let form = [("Email", user), ("Passwd", password)];
        let answer = client.post("/accounts/ClientLogin", &form);
        let auth = answer
            .body
            .lines()
            .find_map(|line| line.strip_prefix("Auth="))?;
        auth.trim().clone_into(&mut client.auth);
        (answer.status == 200).then_some(client)
    }

    fn header(&self) -> String {
        format!("GoogleLogin auth={}", self.auth)
    }

    pub(super) fn get(&self, path: &str, query: &[(&str, &str)]) -> RawAnswer {
        let address = format!("{}{path}?{}", self.api, encoded(query));
        let request = self.agent.get(&address);
        received(request.header("Authorization", self.header()).call())
    }

    /// Posts a form as it is, without a token.
    pub(super) fn post(&self, path: &str, form: &[(&str, &str)]) -> RawAnswer {
        let request = self.agent.post(format!("{}{path}", self.api));
        let request = request
            .header("Authorization", self.header())
            .content_type("application/x-www-form-urlencoded");
        received(request.send(encoded(form)))
    }

    /// Posts a form with a token for writes.
    pub(super) fn write(&self, path: &str, form: &[(&str, &str)]) -> RawAnswer {
        let token = self.get("/reader/api/0/token", &[]).body;
        let mut fields = vec![("T", token.trim())];
        fields.extend(form);
        self.post(&format!("/reader/api/0/{path}"), &fields)
    }

    /// All ids of a stream.
    pub(super) fn ids(&self, stream: &str, excluded: &str) -> std::collections::BTreeSet<String> {
        let mut ids = std::collections::BTreeSet::new();
        let mut from = String::new();
        loop {
            let mut query = vec![("output", "json"), ("s", stream), ("n", "1000"), ("r", "o")];
            query.extend((!excluded.is_empty()).then_some(("xt", excluded)));
            query.extend((!from.is_empty()).then_some(("c", from.as_str())));
            let page = self.get("/reader/api/0/stream/items/ids", &query).json();
            let refs = page["itemRefs"].as_array().cloned().unwrap_or_default();
            ids.extend(
                refs.iter()
                    .map(|item| item["id"].as_str().unwrap().to_owned()),
            );
            match page["continuation"].as_str() {
                Some(next) if !refs.is_empty() => next.clone_into(&mut from),
                _ => return ids,
            }
        }
    }
}
