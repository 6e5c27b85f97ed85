-- By which stories are found, ranked and compared: all of it made of the stories, by words as
-- `search::token` cuts and `search::fold` spells them. Where those change, so does the version.

-- Deleting by number needs no text.
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
CREATE TABLE near_duplicate (key INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (key, number)) WITHOUT ROWID;

-- One row: how many stories there are, and their words together. Counting them would read an index.
CREATE TABLE total (stories INTEGER NOT NULL, words INTEGER NOT NULL);
INSERT INTO total VALUES (0, 0);

-- What a text has besides words: their number, a bit for each kind of content, the language, the authors.
CREATE TABLE fact (
    number INTEGER PRIMARY KEY,
    words INTEGER NOT NULL,
    content INTEGER NOT NULL,
    -- In lower case; empty if it is not known.
    language TEXT NOT NULL
);
CREATE INDEX fact_by_words ON fact (words DESC, number DESC);
CREATE TABLE author (name TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (name, number)) WITHOUT ROWID;

-- Stories of earlier versions whose facts are still to be written.
CREATE TABLE undescribed (number INTEGER PRIMARY KEY) WITHOUT ROWID;
