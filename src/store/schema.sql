-- Version 6 of the library: what only this file knows. What can be made anew of its stories is in index.sql.
CREATE TABLE article (
    -- Never given again: groups of the same story are named by it.
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id INTEGER NOT NULL UNIQUE,
    headline TEXT NOT NULL,
    topic TEXT, section TEXT, source TEXT, url TEXT, origin TEXT NOT NULL,
    published INTEGER, published_text TEXT,
    -- The number of the first story of a group of near duplicates.
    same INTEGER NOT NULL,
    -- What the user did with it: 2 for a star, and the byte of the text where reading stopped.
    marks INTEGER NOT NULL DEFAULT 0,
    place INTEGER NOT NULL DEFAULT 0,
    opened INTEGER
);
CREATE INDEX article_by_time ON article (published DESC, number DESC);
CREATE INDEX article_by_source ON article (source COLLATE NOCASE, published DESC, number DESC);
CREATE INDEX article_by_same ON article (same);
CREATE INDEX article_by_opened ON article (opened DESC) WHERE opened IS NOT NULL;
CREATE INDEX article_by_star ON article (published DESC, number DESC) WHERE marks & 2 = 2;

-- The unread articles, in the order of lists; one that has no row here is read. An article without a date has
-- the least integer for it.
CREATE TABLE unread (
    published INTEGER NOT NULL, number INTEGER NOT NULL, same INTEGER NOT NULL,
    PRIMARY KEY (published DESC, number DESC)
) WITHOUT ROWID;
-- What `unread` held before all of it became read: undoing that exchanges both tables.
CREATE TABLE swept (
    published INTEGER NOT NULL, number INTEGER NOT NULL, same INTEGER NOT NULL,
    PRIMARY KEY (published DESC, number DESC)
) WITHOUT ROWID;

-- The stories themselves, apart, so that a list reads nothing of them: a byte of version, then
-- deflated JSON.
CREATE TABLE story (number INTEGER PRIMARY KEY, body BLOB NOT NULL);

CREATE TABLE tag (name TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (name, number)) WITHOUT ROWID;

-- What the user did with stories whose text was lost: it is given back when the story comes again.
CREATE TABLE orphaned (
    id INTEGER PRIMARY KEY,
    marks INTEGER NOT NULL,
    place INTEGER NOT NULL,
    opened INTEGER
);

-- Bundled stories that the person took out: they do not come back.
CREATE TABLE hidden (id INTEGER PRIMARY KEY);

-- Searches that were kept as lists, in the order of `position`; one that was never moved has none.
CREATE TABLE saved (query TEXT PRIMARY KEY, name TEXT, position INTEGER);

-- How the user looks at a list, which is known by its query: its order, and whether read stories are hidden.
CREATE TABLE list_view (query TEXT PRIMARY KEY, sort TEXT, hides_read INTEGER NOT NULL) WITHOUT ROWID;
