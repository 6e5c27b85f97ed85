//! The dialects as data: one switch for each thing in which servers differ.

/// How one kind of server speaks the API.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dialect {
    pub(crate) name: &'static str,
    /// The path of the API below the server's base.
    pub(crate) api: &'static str,
    pub(crate) login: Login,
    pub(crate) authorization: Authorization,
    pub(crate) token: Token,
    pub(crate) ids: Ids,
    pub(crate) short_ids: ShortIds,
    pub(crate) nothing_found: NothingFound,
    /// The name of the user in `user/…/state/…`.
    pub(crate) user: &'static str,
    pub(crate) pages: Pages,
    /// The most ids in one answer, and how many where the request has no `n`.
    pub(crate) page_limit: usize,
    pub(crate) page_default: usize,
    pub(crate) order: Order,
    pub(crate) tags: Tags,
    pub(crate) repeated: Repeated,
    pub(crate) all_read: AllRead,
    pub(crate) names: Names,
    pub(crate) text: Text,
    /// The body of an answer to a write that was done.
    pub(crate) done: &'static str,
    pub(crate) line_end: &'static str,
    pub(crate) unknown: Unknown,
    /// How many fields of a form count, all `i` apart: `max_input_vars` of PHP.
    pub(crate) fields: usize,
}

/// How a login that fails is answered.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Login {
    /// 400 for a name that no user can have, 401 for a wrong password, in words.
    BadRequestForName,
    /// 401 with an error in JSON.
    JsonError,
    /// 403 with `Error=BadAuthentication`, as the first of these servers did it.
    Forbidden,
}

/// What a request must have to be let in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Authorization {
    /// The header for reads and writes.
    Header,
    /// The header in its exact spelling for reads, `T` and no header for all POST requests.
    ExactHeaderOrT,
}

/// What `token` answers.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Token {
    /// 57 letters that stay the same.
    Letters57,
    /// The token of the login.
    SameAsLogin,
    /// A new one, which is good for so many writes.
    ForWrites(usize),
}

/// The form of ids.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Ids {
    /// The crawl time in microseconds.
    Micros,
    /// 1, 2, 3.
    Serial,
    /// 64 bits with the highest set: lists have them as a signed number.
    Signed,
    /// 24 hexadecimal digits.
    Opaque,
}

/// How a request's ids that are not in the long form are read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum ShortIds {
    AsListed,
    /// As hexadecimal numbers, though the lists have them in decimal: they name other stories.
    Hexadecimal,
}

/// The answer to a request for stories none of which is there.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum NothingFound {
    EmptyList,
    BadRequest,
}

/// How the next page of ids is asked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Pages {
    /// By the last id, whose story the server takes from the head of the next page without looking at it.
    AfterLast,
    /// By the last id, which is the first of the next page again.
    FromLast,
    /// By the number of ids so far.
    Offset,
}

/// By what the streams are sorted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Order {
    Crawled,
    Published,
}

/// What `edit-tag` does with several tags, and with labels.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Tags {
    /// Only the last `a` and the last `r` count; labels are put on stories.
    LastWithLabels,
    /// All count; a label is an error of the server, and so are read and kept-unread together.
    AllWithoutLabels,
    /// All count, labels too.
    All,
}

/// What a mark does that a story has already.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Repeated {
    Nothing,
    /// Read once more is unread, starred once more is not.
    TakesAway,
}

/// Whether a server has `mark-all-as-read`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum AllRead {
    Known,
    Unknown,
}

/// How titles and names are written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Names {
    Plain,
    /// `&`, `<`, `>` in their full-width forms, and in feeds' titles `/` and others too.
    FullWidth,
    /// With the entities of HTML.
    Escaped,
}

/// Where a story's text is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Text {
    Summary,
    SummaryAndContent,
}

/// The answer where there is nothing.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Unknown {
    /// 400 within the API, a page of the server elsewhere.
    BadRequest,
    /// An empty list and 200 within the API, 404 elsewhere.
    EmptyList,
    /// 404 in HTML everywhere.
    NotFoundPage,
}

/// `FreshRSS` 1.25.
pub(crate) const FRESHRSS: Dialect = Dialect {
    name: "FreshRSS",
    api: "/api/greader.php",
    login: Login::BadRequestForName,
    authorization: Authorization::Header,
    token: Token::Letters57,
    ids: Ids::Micros,
    short_ids: ShortIds::AsListed,
    nothing_found: NothingFound::EmptyList,
    user: "-",
    pages: Pages::AfterLast,
    page_limit: usize::MAX,
    page_default: 20,
    order: Order::Crawled,
    tags: Tags::LastWithLabels,
    repeated: Repeated::Nothing,
    all_read: AllRead::Known,
    names: Names::FullWidth,
    text: Text::Summary,
    done: "OK",
    line_end: "\n",
    unknown: Unknown::BadRequest,
    fields: 1_000,
};

/// Miniflux 2.3.
pub(crate) const MINIFLUX: Dialect = Dialect {
    name: "Miniflux",
    api: "",
    login: Login::JsonError,
    authorization: Authorization::ExactHeaderOrT,
    token: Token::SameAsLogin,
    ids: Ids::Serial,
    short_ids: ShortIds::AsListed,
    nothing_found: NothingFound::EmptyList,
    user: "1",
    pages: Pages::Offset,
    page_limit: 10_000,
    page_default: 10_000,
    order: Order::Published,
    tags: Tags::AllWithoutLabels,
    repeated: Repeated::Nothing,
    all_read: AllRead::Known,
    names: Names::Plain,
    text: Text::SummaryAndContent,
    done: "OK",
    line_end: "\n",
    unknown: Unknown::EmptyList,
    fields: usize::MAX,
};

/// Miniflux 2.2, as Debian 13 has it: marks are not idempotent, ids in the form of its own lists name other stories,
/// and to mark all as read is answered and not done.
pub(crate) const MINIFLUX_2_2: Dialect = Dialect {
    name: "Miniflux 2.2",
    repeated: Repeated::TakesAway,
    short_ids: ShortIds::Hexadecimal,
    nothing_found: NothingFound::BadRequest,
    all_read: AllRead::Unknown,
    ..MINIFLUX
};

/// A server on purpose unlike the others, put together from what further ones do.
pub(crate) const COMMA: Dialect = Dialect {
    name: "Comma",
    api: "",
    login: Login::Forbidden,
    authorization: Authorization::Header,
    token: Token::ForWrites(3),
    ids: Ids::Signed,
    short_ids: ShortIds::AsListed,
    nothing_found: NothingFound::EmptyList,
    user: "1005921515",
    pages: Pages::FromLast,
    page_limit: 1_000,
    page_default: 20,
    order: Order::Crawled,
    tags: Tags::All,
    repeated: Repeated::Nothing,
    all_read: AllRead::Known,
    names: Names::Escaped,
    text: Text::Summary,
    done: "",
    line_end: "\r\n",
    unknown: Unknown::NotFoundPage,
    fields: usize::MAX,
};

/// The same with ids that are no numbers of 64 bits and answers in JSON to writes.
pub(crate) const OPAQUE: Dialect = Dialect {
    name: "Opaque",
    api: "/greader",
    ids: Ids::Opaque,
    names: Names::Plain,
    token: Token::ForWrites(1),
    done: "{\"result\":\"OK\"}",
    ..COMMA
};
