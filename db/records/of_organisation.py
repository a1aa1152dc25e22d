"""SQL: an organisation's records of every kind, and what belongs to them.

Each statement begins with ITS and is given the organisation as `:uid`; what was merged into it
counts as itself. A record's line in the index is read as `r`, what belongs to it as `h`.
"""

from __future__ import annotations

from db.connection import Connection
from db.records.survivors import with_merged
from spoc_tui.casework.records.event import EventKind
from spoc_tui.casework.records.kinds import CASE_KINDS, FEEDBACK, RecordKind


def begin_with(uid: str) -> str:
    """SQL: `its`, an organisation and all that was merged into it, where a statement begins."""
    return f"WITH its (uid) AS MATERIALIZED (SELECT uid FROM {with_merged(uid)}) "


SPOKEN = (EventKind.LOGGED, EventKind.VOICE, EventKind.TOLD)
"""What is said and told: of feedback, which many may have said, it belongs to the voice alone."""


def _said_by(those: str) -> str:
    """SQL: the uids of the feedback that any of `those` organisations said."""
    return f"""SELECT t.feedback FROM telling AS t JOIN voice AS v ON v.uid = t.voice
    WHERE t.removed_at IS NULL AND v.removed_at IS NULL AND v.organisation IN {those}"""


def own_of(those: str) -> str:
    """SQL: the uids of the records of `those` organisations, and of the feedback they said."""
    return f"SELECT uid FROM record WHERE organisation IN {those} UNION {_said_by(those)}"


_SAID = _said_by("its")
ITS_FEEDBACK = f"{_SAID} UNION SELECT uid FROM feedback WHERE organisation IN its"
"""The uids of the feedback that it said, or owes."""
ITS = f"""{begin_with(":uid")}, own (uid) AS MATERIALIZED ({own_of("its")}) """
_OWN = "FROM own JOIN record AS r ON r.uid = own.uid AND r.removed_at IS NULL"

ON_FEEDBACK = f"r.kind = '{FEEDBACK.code}'"
"""Whether record `r` is feedback."""
ANEW = f"{ON_FEEDBACK} AND h.kind = '{EventKind.REOPENED}' AND h.whom <> ''"
"""Whether event `h` is a new voice that opened closed feedback again."""

# Which voices an act was about, the history alone knows for good: a telling is wiped when the
# action is opened again.
_OWN_VOICES = """FROM change AS made
    JOIN change AS wrote ON wrote.action = made.action AND wrote.tbl = 'telling'
    JOIN telling AS t ON t.uid = wrote.record AND t.feedback = h.record
    JOIN voice AS v ON v.uid = t.voice LEFT JOIN contact AS c ON c.uid = v.contact
    WHERE made.record = h.uid AND v.organisation IN its"""
_SPOKEN = ", ".join(f"'{kind}'" for kind in SPOKEN)
SAID_ON_SQL = f"(SELECT min(v.said_on) {_OWN_VOICES})"
"""The day on which it said what event `h` on feedback writes down."""
_OWN_NAMES = f"""(SELECT group_concat(who, '; ') FROM (
    SELECT DISTINCT coalesce(c.name || ', ', '') || (SELECT name FROM organisation WHERE uid = :uid)
    AS who {_OWN_VOICES}))"""
"""Those of the organisation whom event `h` on feedback is about, by name; null: none of them."""
_EXCUSES = f"""(SELECT 'not told: ' || group_concat(excuse, '; ') FROM (
    SELECT DISTINCT json_extract(wrote.after, '$.excused') AS excuse {_OWN_VOICES}
    AND json_extract(wrote.after, '$.excused') <> ''))"""
WHOM = f"""CASE WHEN NOT {ON_FEEDBACK} THEN h.whom
    WHEN h.kind = '{EventKind.LOGGED}' THEN coalesce({_OWN_NAMES}, h.whom)
    WHEN h.kind = '{EventKind.CLOSED}' OR h.whom <> '' THEN coalesce({_OWN_NAMES}, '')
    ELSE '' END"""
"""Whom event `h` was with: of feedback only those of the organisation, or who said what it owes."""
TEXT = f"""CASE WHEN NOT {ON_FEEDBACK} THEN h.text
    WHEN h.kind = '{EventKind.CLOSED}' THEN coalesce({_EXCUSES}, '')
    WHEN {ANEW} AND {_OWN_NAMES} IS NULL
    THEN 'somebody else said it too' ELSE h.text END"""
"""What event `h` says: of feedback nothing that another said, nor that another was not told."""


def how_many(connection: Connection, organisation_uid: str) -> dict[RecordKind, int]:
    """How many records of each kind are the organisation's, closed ones too."""
    found = connection.execute(
        f"{ITS} SELECT r.kind, count(*) {_OWN} GROUP BY r.kind", {"uid": organisation_uid}
    )
    counts = dict(found.fetchall())
    return {kind: counts.get(kind.code, 0) for kind in CASE_KINDS}


def promises(columns: str, where: str) -> str:
    """SQL: the promises on its records, whatever kind these are of."""
    return _hanging("promise", columns, where)


def events(columns: str) -> str:
    """SQL: what happened on its records. Of feedback, what was said and told only where it was
    the organisation that said it, or was told; and that it was logged, where it is to do it.
    """
    logged = f"h.kind = '{EventKind.LOGGED}' AND r.organisation IN its"
    its_own = f"h.kind NOT IN ({_SPOKEN}) OR EXISTS (SELECT 1 {_OWN_VOICES}) OR {logged}"
    return _hanging("event", columns, f"(NOT {ON_FEEDBACK} OR {its_own})")


def contacts(columns: str, where: str) -> str:
    """SQL: the same, but of feedback only what it said itself, or was told."""
    spoken = f"(h.kind IN ({_SPOKEN}) OR {ANEW}) AND EXISTS (SELECT 1 {_OWN_VOICES})"
    return _hanging("event", columns, f"{where} AND (NOT {ON_FEEDBACK} OR {spoken})")


def with_record(columns: str, where: str) -> str:
    """SQL: events, of whichever organisation, with the records that they are on."""
    return f"SELECT {columns} FROM event AS h JOIN record AS r ON r.uid = h.record WHERE {where}"


def _hanging(part: str, columns: str, where: str) -> str:
    # From the few records of an organisation to what belongs to them: SQLite, left alone, would
    # look through all that ever happened.
    return (
        f"SELECT {columns} {_OWN} CROSS JOIN {part} AS h ON h.record = r.uid "
        f"WHERE h.removed_at IS NULL AND {where}"
    )
