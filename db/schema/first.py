"""The first shape of the database, as plain DDL."""

from __future__ import annotations

# Every audited row has a uid, by which records point to each other, and a mark that hides it when
# it was undone; blank text is "not known". Moments are UTC ISO text, dates ISO text.

FIRST = (
    """CREATE TABLE organisation (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL CHECK (name <> ''),
        folded TEXT NOT NULL,
        kind TEXT NOT NULL DEFAULT '',
        purpose TEXT NOT NULL DEFAULT '',
        address TEXT NOT NULL DEFAULT '',
        postcode TEXT NOT NULL DEFAULT '',
        ward TEXT NOT NULL DEFAULT '',
        phone TEXT NOT NULL DEFAULT '',
        phone_digits TEXT NOT NULL DEFAULT '',
        email TEXT NOT NULL DEFAULT '',
        web TEXT NOT NULL DEFAULT '',
        notes TEXT NOT NULL DEFAULT '',
        state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'closed', 'merged')),
        added_at TEXT NOT NULL,
        removed_at TEXT
    ) STRICT""",
    "CREATE INDEX organisation_by_name ON organisation (folded)",
    "CREATE INDEX organisation_by_phone ON organisation (phone_digits) WHERE phone_digits <> ''",
    """CREATE TABLE identifier (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        organisation TEXT NOT NULL REFERENCES organisation (uid),
        scheme TEXT NOT NULL,
        number TEXT NOT NULL,
        linked INTEGER NOT NULL DEFAULT 0,
        removed_at TEXT
    ) STRICT""",
    "CREATE INDEX identifier_by_number ON identifier (number, scheme)",
    "CREATE INDEX identifier_of ON identifier (organisation)",
    """CREATE TABLE source_entry (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        organisation TEXT NOT NULL REFERENCES organisation (uid),
        source TEXT NOT NULL,
        key TEXT NOT NULL,
        seen_at TEXT NOT NULL,
        facts TEXT NOT NULL CHECK (json_valid(facts)),
        row TEXT NOT NULL CHECK (json_valid(row)),
        removed_at TEXT
    ) STRICT""",
    """CREATE UNIQUE INDEX source_entry_by_key ON source_entry (source, key)
        WHERE removed_at IS NULL""",
    "CREATE INDEX source_entry_of ON source_entry (organisation)",
    """CREATE TABLE contact (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        organisation TEXT NOT NULL REFERENCES organisation (uid),
        name TEXT NOT NULL CHECK (name <> ''),
        folded TEXT NOT NULL,
        role TEXT NOT NULL DEFAULT '',
        phone TEXT NOT NULL DEFAULT '',
        phone_digits TEXT NOT NULL DEFAULT '',
        email TEXT NOT NULL DEFAULT '',
        left_on TEXT,
        removed_at TEXT
    ) STRICT""",
    "CREATE INDEX contact_of ON contact (organisation)",
    "CREATE INDEX contact_by_phone ON contact (phone_digits) WHERE phone_digits <> ''",
    """CREATE TABLE directorate (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL CHECK (name <> ''),
        partner INTEGER NOT NULL DEFAULT 0 CHECK (partner IN (0, 1)),
        retired_on TEXT,
        removed_at TEXT
    ) STRICT""",
    """CREATE TABLE team (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        directorate TEXT NOT NULL REFERENCES directorate (uid),
        name TEXT NOT NULL CHECK (name <> ''),
        inbox TEXT NOT NULL DEFAULT '',
        phone TEXT NOT NULL DEFAULT '',
        lead TEXT NOT NULL DEFAULT '',
        retired_on TEXT,
        removed_at TEXT
    ) STRICT""",
    """CREATE TABLE topic (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        code TEXT NOT NULL CHECK (code <> ''),
        name TEXT NOT NULL CHECK (name <> ''),
        words TEXT NOT NULL DEFAULT '',
        team TEXT REFERENCES team (uid),
        acknowledge_days INTEGER CHECK (acknowledge_days >= 0),
        answer_days INTEGER CHECK (answer_days >= 0),
        reply_days INTEGER CHECK (reply_days >= 0),
        retired_on TEXT,
        removed_at TEXT
    ) STRICT""",
    """CREATE TABLE enquiry (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        reference TEXT NOT NULL UNIQUE,
        organisation TEXT REFERENCES organisation (uid),
        contact TEXT REFERENCES contact (uid),
        caller TEXT NOT NULL DEFAULT '',
        phone TEXT NOT NULL DEFAULT '',
        phone_digits TEXT NOT NULL DEFAULT '',
        channel TEXT NOT NULL,
        urgency TEXT NOT NULL,
        subject TEXT NOT NULL CHECK (subject <> ''),
        detail TEXT NOT NULL DEFAULT '',
        topic TEXT REFERENCES topic (uid),
        team TEXT REFERENCES team (uid),
        status TEXT NOT NULL
            CHECK (status IN ('new', 'with-team', 'waiting', 'answered', 'closed')),
        outcome TEXT
            CHECK (outcome IN ('resolved', 'partly', 'not-council', 'withdrawn', 'unreachable')),
        outcome_reason TEXT NOT NULL DEFAULT '',
        received_at TEXT NOT NULL,
        clock_from TEXT NOT NULL,
        acknowledge_by TEXT NOT NULL,
        acknowledge_by_typed INTEGER NOT NULL DEFAULT 0,
        acknowledged_at TEXT,
        answer_by TEXT NOT NULL,
        answer_by_typed INTEGER NOT NULL DEFAULT 0,
        answer TEXT NOT NULL DEFAULT '',
        answered_at TEXT,
        told_at TEXT,
        closed_at TEXT,
        waiting_since TEXT,
        waiting_for TEXT NOT NULL DEFAULT '',
        follow_up_on TEXT,
        removed_at TEXT,
        CHECK ((status = 'closed') = (closed_at IS NOT NULL)),
        CHECK ((status = 'closed') = (outcome IS NOT NULL)),
        CHECK (closed_at IS NULL OR told_at IS NOT NULL OR outcome_reason <> '')
    ) STRICT""",
    """CREATE INDEX enquiry_open ON enquiry (status, answer_by)
        WHERE status <> 'closed' AND removed_at IS NULL""",
    "CREATE INDEX enquiry_of ON enquiry (organisation, received_at)",
    """CREATE INDEX enquiry_by_received ON enquiry (received_at, status)
        WHERE removed_at IS NULL""",
    "CREATE INDEX enquiry_by_phone ON enquiry (phone_digits) WHERE phone_digits <> ''",
    """CREATE TABLE routing (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        enquiry TEXT NOT NULL REFERENCES enquiry (uid),
        team TEXT NOT NULL REFERENCES team (uid),
        sent_at TEXT NOT NULL,
        reply_by TEXT NOT NULL,
        reply_by_typed INTEGER NOT NULL DEFAULT 0,
        reason TEXT NOT NULL DEFAULT '',
        acknowledged_at TEXT,
        replied_at TEXT,
        ended_at TEXT,
        ended_why TEXT NOT NULL DEFAULT '',
        removed_at TEXT
    ) STRICT""",
    "CREATE INDEX routing_of ON routing (enquiry)",
    """CREATE UNIQUE INDEX routing_open ON routing (enquiry)
        WHERE replied_at IS NULL AND ended_at IS NULL AND removed_at IS NULL""",
    """CREATE TABLE event (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        enquiry TEXT NOT NULL REFERENCES enquiry (uid),
        kind TEXT NOT NULL,
        at TEXT NOT NULL,
        text TEXT NOT NULL DEFAULT '',
        channel TEXT,
        whom TEXT NOT NULL DEFAULT '',
        from_status TEXT,
        to_status TEXT,
        removed_at TEXT
    ) STRICT""",
    "CREATE INDEX event_of ON event (enquiry, at)",
    """CREATE TABLE promise (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        enquiry TEXT NOT NULL REFERENCES enquiry (uid),
        number INTEGER NOT NULL,
        text TEXT NOT NULL CHECK (text <> ''),
        due TEXT NOT NULL,
        made_at TEXT NOT NULL,
        kept_at TEXT,
        withdrawn_at TEXT,
        withdrawn_why TEXT NOT NULL DEFAULT '',
        removed_at TEXT,
        UNIQUE (enquiry, number)
    ) STRICT""",
    """CREATE INDEX promise_open ON promise (due)
        WHERE kept_at IS NULL AND withdrawn_at IS NULL AND removed_at IS NULL""",
    """CREATE TABLE holiday (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        day TEXT NOT NULL,
        name TEXT NOT NULL CHECK (name <> ''),
        removed_at TEXT
    ) STRICT""",
    # Not audited: what is half typed, and the numbers that are never used twice.
    """CREATE TABLE draft (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        started_at TEXT NOT NULL,
        saved_at TEXT NOT NULL,
        fields TEXT NOT NULL CHECK (json_valid(fields))
    ) STRICT""",
    """CREATE TABLE counter (
        kind TEXT NOT NULL,
        year INTEGER NOT NULL,
        desk TEXT NOT NULL,
        last INTEGER NOT NULL,
        PRIMARY KEY (kind, year, desk)
    ) STRICT""",
    # The history: append-only. Values lie beside the chained hash, which rests on their digest.
    """CREATE TABLE action (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        desk TEXT NOT NULL,
        number INTEGER NOT NULL,
        sitting TEXT NOT NULL,
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        label TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('act', 'undo', 'redo', 'setup')),
        undoes TEXT REFERENCES action (uid),
        records INTEGER NOT NULL,
        digest TEXT NOT NULL,
        hash TEXT NOT NULL,
        UNIQUE (desk, number),
        CHECK ((kind IN ('undo', 'redo')) = (undoes IS NOT NULL))
    ) STRICT""",
    "CREATE INDEX action_undoes ON action (undoes) WHERE undoes IS NOT NULL",
    """CREATE TABLE change (
        id INTEGER PRIMARY KEY,
        action TEXT NOT NULL REFERENCES action (uid) DEFERRABLE INITIALLY DEFERRED,
        tbl TEXT NOT NULL,
        record TEXT NOT NULL,
        before TEXT,
        after TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX change_of_action ON change (action)",
    "CREATE INDEX change_of_record ON change (record)",
    "CREATE TABLE current_action (id INTEGER PRIMARY KEY CHECK (id = 1), uid TEXT) STRICT",
    "INSERT INTO current_action (id) VALUES (1)",
    # Search over external content: the folded names, and the words of enquiries.
    """CREATE VIRTUAL TABLE organisation_words USING fts5 (folded, content="organisation",
        content_rowid="id", tokenize="unicode61 remove_diacritics 2", prefix="1 2 3")""",
    """CREATE VIRTUAL TABLE contact_words USING fts5 (folded, content="contact",
        content_rowid="id", tokenize="unicode61 remove_diacritics 2", prefix="1 2 3")""",
    """CREATE VIRTUAL TABLE enquiry_words USING fts5 (subject, detail, answer, caller,
        content="enquiry", content_rowid="id", tokenize="unicode61 remove_diacritics 2",
        prefix="2 3")""",
)

URGENT_TOPICS = (
    "ALTER TABLE topic ADD COLUMN urgent INTEGER NOT NULL DEFAULT 0 CHECK (urgent IN (0, 1))",
    "UPDATE topic SET urgent = 1 WHERE code = 'safeguarding'",
)
