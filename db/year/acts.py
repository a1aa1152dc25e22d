"""Where what is done for a recommendation is on record: steps that have a day of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from spoc_tui.casework.year.done import THE_POST, THE_SECTOR


def _said(words: str) -> str:
    return f"'{words}'"


_WHOSE = """CASE WHEN w.partner OR w.name IS NULL OR w.name = t.name THEN t.name
    ELSE t.name || ' (' || w.name || ')' END"""


class DatedActs(NamedTuple):
    """The acts of a table, by the columns of their days."""

    number: str
    """Of which recommendation they are, if their words name no other."""
    kind: str
    table: str
    what: str
    """SQL: what the record `r` is called."""
    days: Mapping[str, str]
    """By column of a day, SQL of the words of the step."""
    pence: Mapping[str, str] = {}
    """By such a column, SQL of the sum of the step."""
    rows: str = ""
    """The table of rows on the record, `d`, that have the days; blank: the record has them."""
    team: str = "NULL"
    """SQL: whose it is."""
    by: str = _said(THE_POST)
    """SQL: by whom it is where no team is on record."""
    named_in: str = "''"
    """SQL: the words that may name another recommendation."""
    where: str = "1"
    at: bool = False
    """Whether the columns hold moments in place of days."""

    @property
    def statements(self) -> list[str]:
        """A SELECT for each day, of uid, reference, what, step, pence, day, whose and words; asked
        for the days `first` and `until`, or for the moments `start` and `end`.
        """
        return [self._statement(day, step) for day, step in self.days.items()]

    def _statement(self, day: str, step: str) -> str:
        rows = f"JOIN {self.rows} AS d ON d.record = r.uid AND d.removed_at IS NULL"
        of, joined = ("d", rows) if self.rows else ("r", "")
        within = ">= :start AND {0} < :end" if self.at else "BETWEEN :first AND :until"
        return f"""SELECT r.uid, r.reference, {self.what} AS what, {step} AS step,
            {self.pence.get(day, "NULL")} AS pence, {of}.{day} AS day,
            coalesce({_WHOSE}, nullif({self.by}, ''), '{THE_POST}') AS whose,
            {self.named_in} AS words
        FROM {self.table} AS r {joined} LEFT JOIN team AS t ON t.uid = {self.team}
        LEFT JOIN directorate AS w ON w.uid = t.directorate
        WHERE {of}.{day} {within.format(f"{of}.{day}")} AND r.removed_at IS NULL
            AND {self.where}"""


_COMPACT = "r.title || CASE r.version WHEN '' THEN '' ELSE ', version ' || r.version END"
_SIDE = f"""CASE d.role WHEN 'sector' THEN '{THE_SECTOR}' WHEN 'partner' THEN 'a partner'
    ELSE 'the council' END"""
_LEADS = f"CASE WHEN r.organisation IS NULL THEN '' ELSE '{THE_SECTOR}' END"
_OWES = f"""CASE r.side WHEN 'sector' THEN '{THE_SECTOR}' ELSE coalesce(
    (SELECT o.name FROM directorate AS o WHERE o.uid = r.directorate), 'the council') END"""
_AWARD = """coalesce(nullif(r.title, ''), nullif(r.programme, ''), 'An award')
    || ', of ' || r.funder"""
ACTS = (
    DatedActs(
        "1",
        "compact",
        "compact_compact",
        _COMPACT,
        {
            "consulted": _said("consultation begun"),
            "agreed": _said("agreed"),
            "signed": _said("signed"),
            "in_force": _said("in force"),
            "reviewed": _said("reviewed"),
            "replaced": _said("replaced"),
        },
    ),
    DatedActs(
        "1",
        "compact",
        "compact_compact",
        _COMPACT,
        {"done": "'milestone reached: ' || d.words"},
        rows="compact_compact_milestones",
        named_in="d.words",
    ),
    DatedActs(
        "1",
        "compact",
        "compact_compact",
        _COMPACT,
        {"signed": _said("a signature")},
        rows="compact_compact_signatures",
        team="d.team",
        by=_SIDE,
    ),
    DatedActs(
        "1",
        "commitment",
        "compact_commitment",
        "r.words",
        {"on_": "'found ' || replace(d.result, '-', ' ')"},
        rows="compact_commitment_assessments",
    ),
    DatedActs(
        "1",
        "compact",
        "compact_compact",
        _COMPACT,
        {"began_at": _said("put on record")},
        at=True,
    ),
    DatedActs(
        "3",
        "pilot",
        "planning_pilot",
        "r.title",
        {"began_at": _said("put on record")},
        at=True,
    ),
    DatedActs(
        "1",
        "commitment",
        "compact_commitment",
        "r.words",
        {"began_at": _said("put on record")},
        at=True,
    ),
    DatedActs(
        "2a",
        "bid",
        "money_bid",
        "r.fund || ', of ' || r.funder",
        {
            "interest": _said("interest registered"),
            "submitted": _said("submitted"),
            "second": _said("stage 2"),
            "decided": "replace(r.outcome, '-', ' ')",
        },
        {"submitted": "r.total", "decided": "r.won"},
        team="r.team",
        by=_LEADS,
    ),
    DatedActs(
        "2a",
        "award",
        "money_award",
        _AWARD,
        {"awarded": _said("awarded")},
        {"awarded": "r.amount"},
        team="r.team",
        by="r.funder",
    ),
    DatedActs(
        "2a",
        "model",
        "money_model",
        "r.what || ', ' || r.place",
        {"read_on": _said("model read"), "reviewed": _said("model looked at again")},
    ),
    DatedActs(
        "2b",
        "assurance",
        "prescribing_assurance",
        "r.words",
        {"asked": "'asked of ' || r.asked_of"},
        named_in="r.asked_in",
    ),
    DatedActs(
        "2b",
        "assurance",
        "prescribing_assurance",
        "r.words",
        {"on_": "'answered; satisfied: ' || d.satisfied"},
        rows="prescribing_assurance_replies",
        team="r.team",
        by="r.asked_of",
        named_in="r.asked_in",
    ),
    DatedActs(
        "2b",
        "service",
        "prescribing_service",
        "r.name",
        {"as_of": _said("asked for room")},
        rows="prescribing_service_readings",
    ),
    DatedActs(
        "2c",
        "invitation",
        "codesign_invitation",
        "r.title",
        {"opened": _said("opened to the sector"), "concluded": _said("concluded")},
        team="r.team",
        where="w.partner",
    ),
    DatedActs(
        "3",
        "window",
        "planning_window",
        "r.site || ', ' || r.application",
        {
            "opened": _said("window opened"),
            "sent": _said("the sector’s views sent"),
            "evaluated": _said("evaluated"),
        },
        team="r.team",
    ),
    DatedActs(
        "3",
        "scheme",
        "planning_scheme",
        "r.what",
        {"put_forward": _said("put forward")},
        by=_said(THE_SECTOR),
    ),
    DatedActs(
        "3",
        "scheme",
        "planning_scheme",
        "r.what",
        {"secured": _said("secured"), "built": _said("built")},
        {"secured": "r.secured_sum"},
        team="(SELECT x.team FROM planning_window AS x WHERE x.uid = r.window)",
    ),
    DatedActs(
        "3",
        "pilot",
        "planning_pilot",
        "r.title",
        {"evaluated": _said("evaluated"), "decided": _said("decided by the Cabinet")},
    ),
    DatedActs(
        "3",
        "pilot",
        "planning_pilot",
        "r.title",
        {"done": "'milestone reached: ' || d.words"},
        rows="planning_pilot_milestones",
        named_in="d.words",
    ),
    DatedActs(
        "4",
        "briefing",
        "codesign_briefing",
        "(SELECT b.name FROM directorate AS b WHERE b.uid = r.directorate)",
        {"on_": _said("briefed")},
    ),
    DatedActs(
        "5",
        "opportunity",
        "buying_opportunity",
        "r.title",
        {
            "heard": _said("contract heard of"),
            "engaged": _said("engagement with the buyer"),
        },
        team="r.team",
        where="r.confidential IS NOT 1",
    ),
    DatedActs(
        "5",
        "opportunity",
        "buying_opportunity",
        "r.title",
        {"sector_told": _said("the sector told")},
        where="r.confidential IS NOT 1",
    ),
    DatedActs(
        "5",
        "offer",
        "buying_offer",
        "r.what",
        {"on_": _said("delivered")},
        {"on_": "d.amount"},
        rows="buying_offer_deliveries",
        by="r.supplier",
    ),
    DatedActs(
        "",
        "feedback",
        "feedback",
        "coalesce(nullif(r.action, ''), 'what the report says')",
        {
            "agreed_at": _said("agreed"),
            "begun_at": _said("begun"),
            "cannot_at": _said("refused"),
            "done_at": _said("done"),
            "told_at": _said("told to those who had said it"),
        },
        team="r.team",
        by=_OWES,
        named_in="r.paragraph",
        at=True,
    ),
)
"""All of them. What is confidential is in no paper; offers of suppliers name the supplier."""
