"""The second shape: organisations have other names, and everything is found by one search."""

from __future__ import annotations

_WORDS = 'tokenize="unicode61 remove_diacritics 2"'

FINDING = (
    """CREATE TABLE other_name (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        organisation TEXT NOT NULL REFERENCES organisation (uid),
        name TEXT NOT NULL CHECK (name <> ''),
        folded TEXT NOT NULL,
        removed_at TEXT
    ) STRICT""",
    "CREATE INDEX other_name_of ON other_name (organisation)",
    "ALTER TABLE organisation ADD COLUMN ward_folded TEXT NOT NULL DEFAULT ''",
    "UPDATE organisation SET folded = name_key(name), ward_folded = fold(ward)",
    """CREATE INDEX organisation_by_postcode ON organisation (replace(postcode, ' ', ''))
        WHERE postcode <> ''""",
    """CREATE INDEX enquiry_open_of ON enquiry (organisation)
        WHERE status <> 'closed' AND removed_at IS NULL""",
    "DROP TABLE organisation_words",
    f"""CREATE VIRTUAL TABLE organisation_words USING fts5 (folded, ward_folded,
        content="organisation", content_rowid="id", {_WORDS}, prefix="1 2 3")""",
    f"""CREATE VIRTUAL TABLE other_name_words USING fts5 (folded, content="other_name",
        content_rowid="id", {_WORDS}, prefix="1 2 3")""",
    f"""CREATE VIRTUAL TABLE event_words USING fts5 (text, content="event",
        content_rowid="id", {_WORDS}, prefix="2 3")""",
    f"""CREATE VIRTUAL TABLE promise_words USING fts5 (text, content="promise",
        content_rowid="id", {_WORDS}, prefix="2 3")""",
    *(
        f"""CREATE VIRTUAL TABLE {table}_phones USING fts5 (phone_digits, content="{table}",
        content_rowid="id", tokenize="trigram")"""
        for table in ("organisation", "contact", "enquiry")
    ),
    *(
        f"INSERT INTO {index} ({index}) VALUES ('rebuild')"
        for index in (
            "organisation_words",
            "event_words",
            "promise_words",
            "organisation_phones",
            "contact_phones",
            "enquiry_phones",
        )
    ),
)

FINDING_MORE = (
    *(
        f"""CREATE INDEX {table}_by_email ON {table} (lower(email)) WHERE email <> ''"""
        for table in ("organisation", "contact")
    ),
    # Numbers that lost their 0 to a spreadsheet are looked for with it.
    *(
        f"""UPDATE {table} SET phone_digits = phone_digits(phone)
        WHERE phone_digits <> '' AND phone_digits NOT GLOB '0*'"""
        for table in ("organisation", "contact", "enquiry", "payment")
    ),
)

SEVERAL = "instr(substr(email, instr(email, '@') + 1), '@') > 0"
"""SQL: that there are several addresses in the one column."""
SEVERAL_EMAILS = tuple(
    f"CREATE INDEX {table}_of_several_emails ON {table} (id) WHERE {SEVERAL}"
    for table in ("organisation", "contact")
)

# Without the length of each row, which nothing asks for: those without a number are not in it.
PHONES_ALONE = tuple(
    statement
    for table in ("organisation", "contact", "enquiry", "payment")
    for statement in (
        f"DROP TABLE {table}_phones",
        f"""CREATE VIRTUAL TABLE {table}_phones USING fts5 (phone_digits, content="{table}",
        content_rowid="id", tokenize="trigram", columnsize=0)""",
        f"INSERT INTO {table}_phones ({table}_phones) VALUES ('rebuild')",
    )
)
