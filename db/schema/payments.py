"""The fifth shape: complaints of delayed payments, what was paid, and the reference rates added."""

from __future__ import annotations

_WORDS = 'tokenize="unicode61 remove_diacritics 2"'

# An event and a promise hang on one record, of whichever kind: their tables are made anew, since
# SQLite takes no NOT NULL away. Their ids stay, by which their words are indexed.
_EVENT = (
    """CREATE TABLE event_now (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        enquiry TEXT REFERENCES enquiry (uid),
        payment TEXT REFERENCES payment (uid),
        kind TEXT NOT NULL,
        at TEXT NOT NULL,
        text TEXT NOT NULL DEFAULT '',
        channel TEXT,
        whom TEXT NOT NULL DEFAULT '',
        from_status TEXT,
        to_status TEXT,
        removed_at TEXT,
        CHECK ((enquiry IS NULL) <> (payment IS NULL))
    ) STRICT""",
    """INSERT INTO event_now (id, uid, enquiry, kind, at, text, channel, whom, from_status,
        to_status, removed_at) SELECT id, uid, enquiry, kind, at, text, channel, whom, from_status,
        to_status, removed_at FROM event""",
    "DROP TABLE event",
    "ALTER TABLE event_now RENAME TO event",
    "CREATE INDEX event_of ON event (enquiry, at) WHERE enquiry IS NOT NULL",
    "CREATE INDEX event_of_payment ON event (payment, at) WHERE payment IS NOT NULL",
)
_PROMISE = (
    """CREATE TABLE promise_now (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        enquiry TEXT REFERENCES enquiry (uid),
        payment TEXT REFERENCES payment (uid),
        number INTEGER NOT NULL,
        text TEXT NOT NULL CHECK (text <> ''),
        due TEXT NOT NULL,
        made_at TEXT NOT NULL,
        kept_at TEXT,
        withdrawn_at TEXT,
        withdrawn_why TEXT NOT NULL DEFAULT '',
        removed_at TEXT,
        CHECK ((enquiry IS NULL) <> (payment IS NULL)),
        UNIQUE (enquiry, number),
        UNIQUE (payment, number)
    ) STRICT""",
    """INSERT INTO promise_now (id, uid, enquiry, number, text, due, made_at, kept_at, withdrawn_at,
        withdrawn_why, removed_at) SELECT id, uid, enquiry, number, text, due, made_at, kept_at,
        withdrawn_at, withdrawn_why, removed_at FROM promise""",
    "DROP TABLE promise",
    "ALTER TABLE promise_now RENAME TO promise",
    """CREATE INDEX promise_open ON promise (due)
        WHERE kept_at IS NULL AND withdrawn_at IS NULL AND removed_at IS NULL""",
)

PAYMENTS = (
    """CREATE TABLE payment (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        reference TEXT NOT NULL UNIQUE,
        organisation TEXT REFERENCES organisation (uid),
        caller TEXT NOT NULL DEFAULT '',
        phone TEXT NOT NULL DEFAULT '',
        phone_digits TEXT NOT NULL DEFAULT '',
        invoice TEXT NOT NULL DEFAULT '',
        invoice_key TEXT NOT NULL DEFAULT '',
        what_for TEXT NOT NULL DEFAULT '',
        purchase_order TEXT NOT NULL DEFAULT '',
        amount_pence INTEGER NOT NULL CHECK (amount_pence > 0),
        paid_pence INTEGER NOT NULL DEFAULT 0 CHECK (paid_pence BETWEEN 0 AND amount_pence),
        kind TEXT NOT NULL DEFAULT 'contract',
        terms TEXT NOT NULL DEFAULT 'unknown',
        performed TEXT,
        received TEXT,
        invoiced TEXT,
        accepted TEXT,
        agreed TEXT,
        disputed_on TEXT,
        disputed_why TEXT NOT NULL DEFAULT '',
        directorate TEXT REFERENCES directorate (uid),
        team TEXT REFERENCES team (uid),
        status TEXT NOT NULL DEFAULT 'logged' CHECK (status IN
            ('logged', 'with-finance', 'escalated', 'promised', 'paid', 'told', 'closed')),
        logged_at TEXT NOT NULL,
        finance_team TEXT REFERENCES team (uid),
        finance_at TEXT,
        replied_at TEXT,
        answer TEXT NOT NULL DEFAULT '',
        escalated_at TEXT,
        promised_for TEXT,
        promised_at TEXT,
        told_at TEXT,
        closed_at TEXT,
        outcome TEXT CHECK (outcome IN ('paid', 'withdrawn', 'not-owed')),
        outcome_reason TEXT NOT NULL DEFAULT '',
        decided_by TEXT NOT NULL DEFAULT '',
        follow_up_on TEXT,
        formal_stage INTEGER CHECK (formal_stage IN (1, 2)),
        formal_began TEXT,
        formal_acknowledged TEXT,
        formal_answered TEXT,
        removed_at TEXT,
        CHECK (organisation IS NOT NULL OR caller <> ''),
        CHECK ((status = 'closed') = (closed_at IS NOT NULL)),
        CHECK ((status = 'closed') = (outcome IS NOT NULL)),
        CHECK ((formal_stage IS NULL) = (formal_began IS NULL))
    ) STRICT""",
    """CREATE INDEX payment_open ON payment (status, received)
        WHERE status <> 'closed' AND removed_at IS NULL""",
    "CREATE INDEX payment_of ON payment (organisation, logged_at)",
    "CREATE INDEX payment_by_invoice ON payment (invoice_key) WHERE invoice_key <> ''",
    """CREATE TABLE paid_in (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        payment TEXT NOT NULL REFERENCES payment (uid),
        amount_pence INTEGER NOT NULL CHECK (amount_pence > 0),
        paid_on TEXT NOT NULL,
        removed_at TEXT
    ) STRICT""",
    "CREATE INDEX paid_in_of ON paid_in (payment)",
    """CREATE TABLE reference_rate (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        day TEXT NOT NULL,
        percent TEXT NOT NULL,
        removed_at TEXT
    ) STRICT""",
    "CREATE UNIQUE INDEX reference_rate_by_day ON reference_rate (day) WHERE removed_at IS NULL",
    *_EVENT,
    *_PROMISE,
    f"""CREATE VIRTUAL TABLE payment_words USING fts5 (invoice, what_for, purchase_order, caller,
        content="payment", content_rowid="id", {_WORDS}, prefix="2 3")""",
    """CREATE VIRTUAL TABLE payment_phones USING fts5 (phone_digits, content="payment",
        content_rowid="id", tokenize="trigram")""",
)
