"""The sixth shape: what the sector said, what is done about it, and who has been told."""

from __future__ import annotations

_WORDS = 'tokenize="unicode61 remove_diacritics 2"'

# Events and promises hang on a feedback action as well: their CHECK names exactly one of three.
_EVENT = (
    """CREATE TABLE event_now (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        enquiry TEXT REFERENCES enquiry (uid),
        payment TEXT REFERENCES payment (uid),
        feedback TEXT REFERENCES feedback (uid),
        kind TEXT NOT NULL,
        at TEXT NOT NULL,
        text TEXT NOT NULL DEFAULT '',
        channel TEXT,
        whom TEXT NOT NULL DEFAULT '',
        from_status TEXT,
        to_status TEXT,
        removed_at TEXT,
        CHECK ((enquiry IS NOT NULL) + (payment IS NOT NULL) + (feedback IS NOT NULL) = 1)
    ) STRICT""",
    """INSERT INTO event_now (id, uid, enquiry, payment, kind, at, text, channel, whom,
        from_status, to_status, removed_at) SELECT id, uid, enquiry, payment, kind, at, text,
        channel, whom, from_status, to_status, removed_at FROM event""",
    "DROP TABLE event",
    "ALTER TABLE event_now RENAME TO event",
    "CREATE INDEX event_of ON event (enquiry, at) WHERE enquiry IS NOT NULL",
    "CREATE INDEX event_of_payment ON event (payment, at) WHERE payment IS NOT NULL",
    "CREATE INDEX event_of_feedback ON event (feedback, at) WHERE feedback IS NOT NULL",
)
_PROMISE = (
    """CREATE TABLE promise_now (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        enquiry TEXT REFERENCES enquiry (uid),
        payment TEXT REFERENCES payment (uid),
        feedback TEXT REFERENCES feedback (uid),
        number INTEGER NOT NULL,
        text TEXT NOT NULL CHECK (text <> ''),
        due TEXT NOT NULL,
        made_at TEXT NOT NULL,
        kept_at TEXT,
        withdrawn_at TEXT,
        withdrawn_why TEXT NOT NULL DEFAULT '',
        removed_at TEXT,
        CHECK ((enquiry IS NOT NULL) + (payment IS NOT NULL) + (feedback IS NOT NULL) = 1),
        UNIQUE (enquiry, number),
        UNIQUE (payment, number),
        UNIQUE (feedback, number)
    ) STRICT""",
    """INSERT INTO promise_now (id, uid, enquiry, payment, number, text, due, made_at, kept_at,
        withdrawn_at, withdrawn_why, removed_at) SELECT id, uid, enquiry, payment, number, text,
        due, made_at, kept_at, withdrawn_at, withdrawn_why, removed_at FROM promise""",
    "DROP TABLE promise",
    "ALTER TABLE promise_now RENAME TO promise",
    """CREATE INDEX promise_open ON promise (due)
        WHERE kept_at IS NULL AND withdrawn_at IS NULL AND removed_at IS NULL""",
)

FEEDBACK = (
    """CREATE TABLE theme (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL CHECK (name <> ''),
        paragraph TEXT NOT NULL DEFAULT '',
        retired_on TEXT,
        removed_at TEXT
    ) STRICT""",
    """CREATE TABLE enquiry_theme (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        enquiry TEXT NOT NULL REFERENCES enquiry (uid),
        theme TEXT NOT NULL REFERENCES theme (uid),
        removed_at TEXT
    ) STRICT""",
    """CREATE UNIQUE INDEX enquiry_theme_pair ON enquiry_theme (enquiry, theme)
        WHERE removed_at IS NULL""",
    "CREATE INDEX enquiry_theme_of ON enquiry_theme (theme) WHERE removed_at IS NULL",
    """CREATE TABLE feedback (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        reference TEXT NOT NULL UNIQUE,
        action TEXT NOT NULL DEFAULT '',
        theme TEXT REFERENCES theme (uid),
        side TEXT NOT NULL DEFAULT 'council' CHECK (side IN ('council', 'sector')),
        directorate TEXT REFERENCES directorate (uid),
        team TEXT REFERENCES team (uid),
        organisation TEXT REFERENCES organisation (uid),
        owner TEXT NOT NULL DEFAULT '',
        due TEXT,
        tell_how TEXT NOT NULL DEFAULT '',
        heard_from TEXT NOT NULL DEFAULT '',
        paragraph TEXT NOT NULL DEFAULT '',
        enquiry TEXT REFERENCES enquiry (uid),
        payment TEXT REFERENCES payment (uid),
        status TEXT NOT NULL DEFAULT 'heard' CHECK (status IN
            ('heard', 'agreed', 'in-progress', 'cannot', 'done', 'told', 'closed')),
        heard_at TEXT NOT NULL,
        agreed_at TEXT,
        begun_at TEXT,
        cannot_at TEXT,
        because TEXT NOT NULL DEFAULT '',
        done_at TEXT,
        done_text TEXT NOT NULL DEFAULT '',
        told_at TEXT,
        closed_at TEXT,
        removed_at TEXT,
        CHECK ((status = 'closed') = (closed_at IS NOT NULL)),
        CHECK (done_at IS NULL OR cannot_at IS NULL),
        CHECK ((cannot_at IS NULL) = (because = ''))
    ) STRICT""",
    """CREATE INDEX feedback_open ON feedback (due)
        WHERE status <> 'closed' AND removed_at IS NULL""",
    "CREATE INDEX feedback_of_theme ON feedback (theme)",
    "CREATE INDEX feedback_from_enquiry ON feedback (enquiry) WHERE enquiry IS NOT NULL",
    "CREATE INDEX feedback_from_payment ON feedback (payment) WHERE payment IS NOT NULL",
    """CREATE TABLE voice (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        said TEXT NOT NULL CHECK (said <> ''),
        said_on TEXT NOT NULL,
        organisation TEXT REFERENCES organisation (uid),
        contact TEXT REFERENCES contact (uid),
        speaker TEXT NOT NULL DEFAULT '',
        removed_at TEXT,
        CHECK (organisation IS NOT NULL OR speaker <> '')
    ) STRICT""",
    "CREATE INDEX voice_of ON voice (organisation) WHERE organisation IS NOT NULL",
    """CREATE TABLE bulletin (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        reference TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        issued_at TEXT NOT NULL,
        audience TEXT NOT NULL DEFAULT '',
        forms TEXT NOT NULL CHECK (json_valid(forms)),
        removed_at TEXT
    ) STRICT""",
    """CREATE TABLE telling (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        feedback TEXT NOT NULL REFERENCES feedback (uid),
        voice TEXT NOT NULL REFERENCES voice (uid),
        told_at TEXT,
        channel TEXT,
        bulletin TEXT REFERENCES bulletin (uid),
        excused TEXT NOT NULL DEFAULT '',
        removed_at TEXT,
        CHECK (told_at IS NULL OR excused = '')
    ) STRICT""",
    "CREATE UNIQUE INDEX telling_pair ON telling (feedback, voice) WHERE removed_at IS NULL",
    "CREATE INDEX telling_of_voice ON telling (voice)",
    """CREATE TABLE check_in (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL CHECK (name <> ''),
        rule TEXT NOT NULL,
        starts TEXT NOT NULL,
        notes TEXT NOT NULL DEFAULT '',
        ended_on TEXT,
        removed_at TEXT
    ) STRICT""",
    """CREATE TABLE check_in_held (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        check_in TEXT NOT NULL REFERENCES check_in (uid),
        due TEXT NOT NULL,
        held_on TEXT,
        notes TEXT NOT NULL DEFAULT '',
        removed_at TEXT
    ) STRICT""",
    "CREATE INDEX check_in_held_of ON check_in_held (check_in)",
    *_EVENT,
    *_PROMISE,
    f"""CREATE VIRTUAL TABLE feedback_words USING fts5 (action, because, done_text, owner,
        content="feedback", content_rowid="id", {_WORDS}, prefix="2 3")""",
    f"""CREATE VIRTUAL TABLE voice_words USING fts5 (said, speaker,
        content="voice", content_rowid="id", {_WORDS}, prefix="2 3")""",
)
