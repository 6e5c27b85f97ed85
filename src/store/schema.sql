-- Version 2 of the library.
CREATE TABLE article (
    -- Never given again: groups of the same story are named by it.
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id INTEGER NOT NULL UNIQUE,
    headline TEXT NOT NULL,
    topic TEXT, section TEXT, source TEXT, url TEXT, origin TEXT NOT NULL,
    published INTEGER, published_text TEXT,
    -- The number of the story that was there first of those that tell the same.
    same INTEGER NOT NULL,
    -- What the person did with it: bits of Mark, and the byte of the text where reading stopped.
    marks INTEGER NOT NULL DEFAULT 0,
    place INTEGER NOT NULL DEFAULT 0,
    opened INTEGER
);
CREATE INDEX article_by_time ON article (published DESC, number DESC);
CREATE INDEX article_by_same ON article (same);
CREATE INDEX article_by_opened ON article (opened DESC) WHERE opened IS NOT NULL;
CREATE INDEX article_by_marks ON article (marks) WHERE marks <> 0;

-- The stories themselves, apart, so that a list reads nothing of them: a byte of version, then
-- deflated JSON.
CREATE TABLE story (number INTEGER PRIMARY KEY, body BLOB NOT NULL);

-- Words as search folds them; deleting by number needs no text.
CREATE VIRTUAL TABLE word USING fts5 (title, body, content='', contentless_delete=1, tokenize='ascii');
-- What a transaction of an import changes is sorted once, and parts of the index are joined half as
-- often as they would be.
INSERT INTO word (word, rank) VALUES ('hashsize', 16777216);
INSERT INTO word (word, rank) VALUES ('automerge', 8);

CREATE TABLE term (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE,
    sound TEXT, skeleton TEXT,
    stories INTEGER NOT NULL
);
CREATE INDEX term_by_sound ON term (sound) WHERE sound IS NOT NULL;
CREATE INDEX term_by_skeleton ON term (skeleton) WHERE skeleton IS NOT NULL;

-- How often each term stands in a story: what ranks answers and compares stories.
CREATE TABLE vector (number INTEGER PRIMARY KEY, terms BLOB NOT NULL);

-- Keys that stories which tell the same are likely to share.
CREATE TABLE twin (key INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (key, number)) WITHOUT ROWID;

CREATE TABLE tag (name TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (name, number)) WITHOUT ROWID;

-- Bundled stories that the person took out: they do not come back.
CREATE TABLE hidden (id INTEGER PRIMARY KEY);

-- Searches that were kept as lists.
CREATE TABLE saved (query TEXT PRIMARY KEY);

-- One row: how many stories there are, and their words together. Counting them would read an index.
CREATE TABLE total (stories INTEGER NOT NULL, words INTEGER NOT NULL);
INSERT INTO total VALUES (0, 0);
