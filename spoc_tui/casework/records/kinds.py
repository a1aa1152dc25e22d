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
    leads_to=("feedback", "payment", "enquiry", "meeting", "scheme"),
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
    leads_to=("feedback", "enquiry", "meeting", "decision", "story"),
)
DECLARED_KINDS = (
    RecordKind("group", "GRP", "group", "Groups", "group", "groups"),
    RecordKind("meeting", "MTG", "meeting", "Meetings", "meeting", "groups"),
    RecordKind("decision", "DEC", "decision", "Decisions", "decision", "groups"),
    RecordKind("window", "SEC", "window", "Windows", "window", "planning"),
    RecordKind("scheme", "SCH", "scheme", "Schemes", "scheme", "planning"),
    RecordKind("pilot", "PIL", "pilot", "Pilots", "pilot", "planning"),
    RecordKind("bid", "BID", "bid", "Bids", "bid", "money"),
    RecordKind("award", "AWD", "award", "Awards", "award", "money"),
    RecordKind("model", "MDL", "model", "Models", "model", "money"),
    RecordKind("space", "SPC", "space", "Spaces", "space", "premises"),
    RecordKind("request", "REQ", "request", "Requests", "request", "premises"),
    RecordKind("holding", "HLD", "holding", "Holdings", "holding", "premises"),
    RecordKind("transfer", "TRF", "transfer", "Transfers", "transfer", "premises"),
    RecordKind("nomination", "NOM", "nomination", "Nominations", "nomination", "premises"),
    RecordKind("listing", "LST", "listing", "Listings", "listing", "premises"),
    RecordKind("disposal", "DSP", "disposal", "Disposals", "disposal", "premises"),
    RecordKind("relief", "REL", "rates claim", "Rates claims", "relief", "premises"),
    RecordKind("compact", "CPT", "compact", "Compacts", "compact", "compact"),
    RecordKind("commitment", "COM", "commitment", "Commitments", "commitment", "compact"),
    RecordKind("invitation", "INV", "invitation", "Invitations", "invitation", "codesign"),
    RecordKind("event", "EVT", "event", "Events", "event", "codesign"),
    RecordKind("briefing", "BRF", "briefing", "Briefings", "briefing", "codesign"),
    RecordKind(
        *("characteristic", "CHR", "characteristic", "Characteristics"),
        *("characteristic", "equality"),
    ),
    RecordKind(
        *("assessment", "DIA", "impact assessment", "Impact assessments"),
        *("assessment", "equality"),
    ),
    RecordKind("purpose", "PUR", "purpose", "Purposes", "purpose", "equality"),
    RecordKind("publication", "EQP", "publication", "Publications", "publication", "equality"),
    RecordKind("service", "SVC", "service", "Services", "service", "prescribing"),
    RecordKind("assurance", "ASR", "assurance", "Assurances", "assurance", "prescribing"),
    RecordKind("opportunity", "OPP", "opportunity", "Opportunities", "opportunity", "buying"),
    RecordKind("offer", "OFR", "offer", "Offers", "offer", "buying"),
    RecordKind("need", "NED", "need", "Needs", "need", "buying"),
    RecordKind("role", "ROL", "role", "Roles", "role", "volunteering"),
    RecordKind("signup", "SGN", "sign-up", "Sign-ups", "signup", "volunteering"),
    RecordKind("course", "CRS", "course", "Courses", "course", "volunteering"),
    RecordKind(
        *("stafftime", "STF", "entry of staff time", "Staff time"),
        *("stafftime", "volunteering"),
    ),
    RecordKind("mentoring", "MEN", "mentorship", "Mentorships", "mentoring", "volunteering"),
    RecordKind("issue", "ISS", "issue", "Issues", "issue", "stories"),
    RecordKind("story", "STY", "story", "Stories", "story", "stories"),
    RecordKind("round", "RND", "round", "Rounds", "round", "survey"),
    RecordKind("response", "RSP", "response", "Responses", "response", "survey"),
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
_PACKAGES = {"money": "funding"}
"""The areas that are not called as their package: sums of money have that name."""


def package_of_area(area: str) -> str:
    """The package of an area's files on every layer."""
    return _PACKAGES.get(area, area)


PACKAGE_OF = {
    "enquiry": "enquiries",
    "payment": "payments",
    "feedback": "feedback",
    "organisation": "organisations",
    **{kind.code: package_of_area(kind.area) for kind in DECLARED_KINDS},
}
"""By the code of a kind, and of organisations, the package of its files on every layer."""
KIND_OF_TABLE = {kind.table: kind for kind in RECORD_KINDS}
"""By table, the kind whose records it holds."""
TABLE_OF = {kind.code: kind.table for kind in RECORD_KINDS}
"""By the code of a kind, its table."""


_OTHER_TABLES = frozenset(("event",))
"""Codes that a table has for its name that holds something else."""


def told_as(kind: RecordKind) -> str:
    """What the history calls the table of a kind: its code, unless another table is called so."""
    return kind.table if kind.code in _OTHER_TABLES else kind.code


def is_declared(table: str) -> bool:
    """Whether a declaration says what is in a table, or in the one that the history calls so."""
    own = tuple(f"{kind.table}_" for kind in DECLARED_KINDS)
    told = table in DECLARED_CODES and table not in _OTHER_TABLES
    return told or table == PARTY or f"{table}_".startswith(own)


CHASED_TODAY = "chased today"
"""As a row says it."""


def is_day_of(moment: datetime | None, today: date) -> bool:
    """Whether something happened today, such as the last chase of a record."""
    return moment is not None and london_date(moment) == today
