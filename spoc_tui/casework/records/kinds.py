"""The kinds of record, each said once."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from spoc_tui.casework.dates.when import london_date


class RecordKind(NamedTuple):
    """A kind of record: what is found, opened, listed and due is of one of these."""

    code: str
    """Its kind in JSON, and in the index of records."""
    prefix: str
    """How its references begin; blank: it has none, nor a timeline, nor promises."""
    called: str
    """As a sentence calls one."""
    heading: str
    """As a list of several is headed."""
    draft: str = ""
    """As what a half-typed one is kept; blank: it is asked for in a dialog, which keeps nothing."""
    area: str = ""
    """Of a declared kind, where it belongs (casework/AREA/CODE.py); blank: it is not declared."""
    share: float = 0
    """Of a list of what was found, how much it may fill where others have more; 0: as little as
    any.
    """
    worked_out: bool = False
    """Whether what is due on its records is worked out as the desk is read."""
    leads_to: tuple[str, ...] = ()
    """Of a kind written by hand, the codes of the kinds that come of one of its records most often,
    the likeliest first; a declared one says it in its declaration.
    """

    @property
    def table(self) -> str:
        """Its table."""
        return f"{self.area}_{self.code}" if self.area else self.code


ENQUIRY = RecordKind(
    "enquiry",
    "ENQ",
    "enquiry",
    "Enquiries",
    "call",
    share=0.15,
    leads_to=("feedback", "payment", "enquiry", "meeting"),
)
PAYMENT = RecordKind(
    "payment",
    "PAY",
    "payment complaint",
    "Payments",
    "payment",
    share=0.1,
    worked_out=True,
    leads_to=("feedback", "payment", "enquiry"),
)
FEEDBACK = RecordKind(
    "feedback",
    "FBK",
    "feedback action",
    "Feedback",
    "feedback",
    worked_out=True,
    leads_to=("feedback", "enquiry", "meeting", "decision"),
)
DECLARED_KINDS = (
    RecordKind("group", "GRP", "group", "Groups", "group", "groups"),
    RecordKind("meeting", "MTG", "meeting", "Meetings", "meeting", "groups"),
    RecordKind("decision", "DEC", "decision", "Decisions", "decision", "groups"),
    RecordKind("issue", "ISS", "issue", "Issues", "issue", "stories"),
)
"""The declared kinds that are kept. What they are called here is frozen, so that no declaration is
imported before one is wanted; tests/kinds/test_frozen.py holds it to the declarations.
"""
BY_HAND = (ENQUIRY, PAYMENT, FEEDBACK)
"""Those that are written by hand: what they say of themselves is in db/SUBJECT/kind.py, and in
the files of that name of the other layers.
"""
RECORD_KINDS = (*BY_HAND, *DECLARED_KINDS)
"""Every kind, in the order in which they are shown."""
CASE_KINDS = tuple(kind for kind in RECORD_KINDS if kind.prefix)
"""Those with a reference, a timeline and promises."""
CASE_CODES = frozenset(kind.code for kind in CASE_KINDS)
"""The codes of those."""
DECLARED_CODES = frozenset(kind.code for kind in DECLARED_KINDS)
"""The codes of the declared ones."""
KIND_OF = {kind.code: kind for kind in RECORD_KINDS}
"""By code, each kind."""
PARTY = "party"
"""The table of who was asked, on records of declared kinds."""
PACKAGE_OF = {
    "enquiry": "enquiries",
    "payment": "payments",
    "feedback": "feedback",
    "organisation": "organisations",
    **{kind.code: kind.area for kind in DECLARED_KINDS},
}
"""By the code of a kind, and of organisations, the package of its files on every layer."""
KIND_OF_TABLE = {kind.table: kind for kind in RECORD_KINDS}
"""By table, the kind whose records it holds."""
TABLE_OF = {kind.code: kind.table for kind in RECORD_KINDS}
"""By the code of a kind, its table."""


def is_declared(table: str) -> bool:
    """Whether a declaration says what is in a table, or what a record of that code is."""
    own = tuple(f"{kind.table}_" for kind in DECLARED_KINDS)
    return table in DECLARED_CODES or table == PARTY or f"{table}_".startswith(own)


CHASED_TODAY = "chased today"
"""As a row says it."""


def is_day_of(moment: datetime | None, today: date) -> bool:
    """Whether something happened today, such as the last chase of a record."""
    return moment is not None and london_date(moment) == today
