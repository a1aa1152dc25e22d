"""The demo’s equality: whom some organisations serve, an assessment of the compact with its
actions, and one that waits to be authorised. All plainly made up.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from db.records.listing import list_records
from spoc_tui.casework.equality.starter import GROUPS
from spoc_tui.casework.records.listing import Filters
from spoc_tui.demo.diary import Diary

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.demo.telling_kinds import Act

SERVED = (
    ("Age",),
    ("Age", "Socio-economic disadvantage"),
    ("Disability",),
    ("Ethnicity", "Socio-economic disadvantage"),
    ("Age", "Disability"),
    ("Sex",),
    ("Age",),
)
"""Whom each of the regulars serves, as far as anybody knows."""
TAGS = "disabled people, women, dancing"
"""The free tags of the first of them: two propose whom it serves."""
_COMPACT = {
    "title": "The made-up compact",
    "lead": "Head of Made-up Affairs",
    "team": "VCS Commissioning",
    "summary": "What council and sector promise one another is written down and reviewed.",
    "evidence": "A survey of the sector, and three meetings of its network.",
    "affected": "Small groups without staff hear of it last.",
    "mitigation": "Somebody goes to see them; what is written is read aloud where that is asked.",
}
_MARKET = {
    "title": "The made-up market moves to another street",
    "lead": "Head of Made-up Markets",
    "summary": "Forty stalls move; two bus stops do not.",
    "affected": "Whoever cannot walk far from the bus.",
}


def told(diary: Diary, regulars: list[int]) -> Iterator[tuple[datetime, Act]]:
    """The list is begun with, some are tagged, and two changes are assessed."""
    its = _Equality(diary, regulars)
    yield diary.at(diary.length - 1, 14, 40), its.begin
    yield diary.at(18, 14, 25), its.tag
    yield diary.at(11, 11, 50), its.assess
    yield diary.at(6, 15, 35), its.assess_the_market


class _Equality:
    """The regulars that are tagged, and the days on which it is told."""

    def __init__(self, diary: Diary, regulars: list[int]) -> None:
        self._diary = diary
        self._serving = regulars[: len(SERVED)]

    def _day(self, days: int) -> str:
        return (self._diary.today + timedelta(days=days)).isoformat()

    def begin(self, store: Store, organisations: Sequence[str]) -> None:
        """The list to choose from; what the council published last."""
        for one in GROUPS:
            store.declared("characteristic").add(one._asdict())
        published = {
            "what": "information",
            "published": self._day(-250),
            "place": "made-up.example",
        }
        store.declared("publication").add(published)

    def tag(self, store: Store, organisations: Sequence[str]) -> None:
        """Whom some serve, as they said; of the others nobody knows."""
        for nth, groups in zip(self._serving, SERVED, strict=True):
            serves = [
                {"group": one, "source": "its made-up constitution", "on": "today"}
                for one in groups
            ]
            typed = {"organisation": organisations[nth], "serves": json.dumps(serves)}
            store.declared("purpose").add(typed)
        store.organisations.edit(organisations[self._serving[0]], {"tags": TAGS})

    def assess(self, store: Store, organisations: Sequence[str]) -> None:
        """The compact, with two actions, as it was authorised."""
        found, _ = list_records(store, Filters(kinds=("compact",), open_only=False, limit=1))
        impacts = [
            {"group": "Age", "effects": "advance, foster"},
            {"group": "Disability", "effects": "adverse, advance", "words": "long papers"},
        ]
        typed = {**_COMPACT, "on": "today", "impacts": json.dumps(impacts)}
        its = store.declared("assessment")
        one = its.add({**typed, "matter": found[0].uid}).record.uid
        for what, owner, days in (
            ("Print it in large letters", "VCS Commissioning", 20),
            ("Say in the magazine where it is read aloud", "Medway Matters", 45),
        ):
            given = {"what": what, "owner": owner, "due": self._day(days), "group": "Disability"}
            its.act(one, "plan", given)
        its.act(one, "recommend", {"recommendation": "proceed"})
        its.act(one, "authorise", {"by": "Director of Made-up Services"})

    def assess_the_market(self, store: Store, organisations: Sequence[str]) -> None:
        """A draft that says whom it is worse for, and not yet what is done about it."""
        impacts = [
            {"group": "Age", "effects": "adverse", "words": "two bus stops away"},
            {"group": "Disability", "effects": "adverse", "words": "likewise"},
        ]
        typed = {**_MARKET, "on": "today", "impacts": json.dumps(impacts)}
        store.declared("assessment").add(typed)
