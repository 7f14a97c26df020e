-- The plans of an archive as tables. Days are ISO 8601; an item is known by the id that it has in its plan.

-- What was made of every file; `decision` is null where nothing was, and the first of several acts in one file.
CREATE TABLE files (
    file TEXT NOT NULL, sha256 TEXT, bytes INTEGER, status TEXT NOT NULL, reason TEXT, reason_text TEXT, decision INTEGER REFERENCES decisions
);
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY, file TEXT NOT NULL, sha256 TEXT NOT NULL, kind TEXT, number TEXT, issued_on TEXT, place TEXT, issuer TEXT,
    subject TEXT, title TEXT, jurisdiction TEXT, period_start TEXT, period_end TEXT, signatory TEXT, pages INTEGER,
    characters INTEGER NOT NULL, characters_read INTEGER NOT NULL, characters_unread INTEGER NOT NULL
);
-- Rows of annexes and tasks with label lines; `results` one a line.
CREATE TABLE activities (
    decision INTEGER NOT NULL REFERENCES decisions, item TEXT NOT NULL, section TEXT, number TEXT, parent TEXT, area TEXT, name TEXT NOT NULL,
    results TEXT NOT NULL, note TEXT, page INTEGER, PRIMARY KEY (decision, item)
) WITHOUT ROWID;
CREATE TABLE indicators (
    decision INTEGER NOT NULL REFERENCES decisions, item TEXT NOT NULL, section TEXT, area TEXT, text TEXT NOT NULL, page INTEGER,
    PRIMARY KEY (decision, item)
) WITHOUT ROWID;
CREATE TABLE tasks (
    decision INTEGER NOT NULL REFERENCES decisions, item TEXT NOT NULL, section TEXT, area TEXT, text TEXT NOT NULL, page INTEGER,
    PRIMARY KEY (decision, item)
) WITHOUT ROWID;
CREATE TABLE duties (
    decision INTEGER NOT NULL REFERENCES decisions, item TEXT NOT NULL, text TEXT NOT NULL, page INTEGER, PRIMARY KEY (decision, item)
) WITHOUT ROWID;
-- Times of activities, tasks and duties (`owner`).
CREATE TABLE milestones (
    decision INTEGER NOT NULL REFERENCES decisions, owner TEXT NOT NULL, item TEXT NOT NULL, deliverable TEXT, text TEXT NOT NULL,
    kind TEXT NOT NULL, first_day TEXT, last_day TEXT, precision TEXT, exclusive INTEGER NOT NULL, times INTEGER, per TEXT, rrule TEXT,
    event TEXT, edtf TEXT, page INTEGER
);
-- Values that indicators, tasks and activities (`owner`) set.
CREATE TABLE measures (
    decision INTEGER NOT NULL REFERENCES decisions, owner TEXT NOT NULL, comparator TEXT NOT NULL, value REAL, value_max REAL, unit TEXT,
    subject TEXT, scope TEXT, due TEXT, text TEXT NOT NULL, page INTEGER
);
-- Who acts: a row for each agency that a phrase names, or one without `agency` where it names none that is known.
-- `role` is lead, coordinating, who or to.
CREATE TABLE agencies (
    decision INTEGER NOT NULL REFERENCES decisions, owner TEXT NOT NULL, role TEXT NOT NULL, agency TEXT, kind TEXT NOT NULL, text TEXT NOT NULL
);
CREATE TABLE citations (
    decision INTEGER NOT NULL REFERENCES decisions, item TEXT NOT NULL, text TEXT NOT NULL, type TEXT, number TEXT, date TEXT, issuer TEXT,
    title TEXT, year INTEGER, key TEXT, self INTEGER NOT NULL, page INTEGER
);
CREATE TABLE findings (
    decision INTEGER NOT NULL REFERENCES decisions, code TEXT NOT NULL, severity TEXT NOT NULL, message TEXT NOT NULL, item TEXT, page INTEGER
);
-- The words of headings, paragraphs, activities, indicators, tasks and duties, marks and all: `words MATCH '"cơ sở dữ liệu"'`.
CREATE VIRTUAL TABLE words USING fts5(text, decision UNINDEXED, item UNINDEXED, tokenize = "unicode61 remove_diacritics 0");
-- What this file was made from.
CREATE TABLE made (fingerprint TEXT NOT NULL, version TEXT NOT NULL, grammars TEXT NOT NULL);
