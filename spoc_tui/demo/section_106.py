"""The demo's section 106: a pilot with two windows, and six schemes. All plainly made up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from spoc_tui.casework.organisations.wards import COUNCIL_MEMBERS
from spoc_tui.demo.diary import Diary

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.demo.telling_kinds import Act

GROWTH, LOW = "Rochester West and Borstal", "Cuxton, Halling and Riverside"
SCHEMES = (
    ("A kitchen for the hall at Elm Road", GROWTH, "village-hall", "38,000"),
    ("Two rooms to hire at the new centre", GROWTH, "meeting-room", "120,000"),
    ("A ramp and a wide door for the chapel", GROWTH, "church", "9,500"),
    ("Heating for the village hall", LOW, "village-hall", "14,000"),
    ("A shed for the men’s group", LOW, "other", "6,000"),
    ("A hearing loop in the church room", LOW, "church", "2,200"),
)
"""What, for which ward, of which kind, at about what cost."""


def told(diary: Diary, regulars: list[int]) -> Iterator[tuple[datetime, Act]]:
    """The shelf is filled before any application; one window is answered and agreed, another is
    open.
    """
    pilot = _Pilot(diary, regulars)
    first = diary.length
    yield diary.at(first - 1, 10, 5), pilot.begin
    yield diary.at(first - 4, 11, 10), pilot.open_first
    yield diary.at(first - 12, 9, 40), pilot.answer_first
    yield diary.at(10, 14, 20), pilot.agree_first
    yield diary.at(4, 9, 25), pilot.open_second
    yield diary.at(2, 16, 5), pilot.hear_second


class _Pilot:
    """The pilot, with the organisations that suggested something: the nth of them."""

    def __init__(self, diary: Diary, regulars: list[int]) -> None:
        self._diary = diary
        self._voices = regulars[: len(SCHEMES)]
        self._schemes: list[str] = []
        self._first = self._second = self._pilot = ""

    def begin(self, store: Store, organisations: Sequence[str]) -> None:
        """The councillors, the pilot, and the schemes."""
        members = store.organisations.add(COUNCIL_MEMBERS, anyway=True).uid
        for name, ward in (("Cllr Orla Made-Up", GROWTH), ("Cllr Ivo Invented", LOW)):
            store.organisations.add_contact(members, name, role="councillor", wards=ward)
        pilots = store.declared("pilot")
        self._pilot = pilots.add({"title": "Pilot of section 106"}).record.uid
        for words in ("Two sites chosen", "Views sent from both", "Evaluation to Cabinet"):
            by = self._diary.ago(-40).isoformat()
            pilots.add_row(self._pilot, "milestones", {"words": words, "by": by})
        schemes = store.declared("scheme")
        for nth, (what, ward, facility, cost) in zip(self._voices, SCHEMES, strict=True):
            typed = {"what": what, "ward": ward, "facility": facility, "cost": cost}
            more = {"organisation": organisations[nth], "necessary": "yes", "direct": "yes"}
            need = "Asked for at three meetings of the ward; nothing like it within a mile."
            self._schemes.append(schemes.add({**typed, **more, "need": need}).record.uid)

    def open_first(self, store: Store, organisations: Sequence[str]) -> None:
        """Where much is built: a site notice, and a letter to the neighbours two days after."""
        self._first = self._open(store, "MC/26/0001", "Land off Elm Road", GROWTH, "137", "growth")
        typed = {"kind": "neighbours", "on": "+2"}
        store.declared("window").act(self._first, "add-notice", typed)
        self._ask(store, self._first, organisations)

    def answer_first(self, store: Store, organisations: Sequence[str]) -> None:
        """Those asked answer, and the views go."""
        windows = store.declared("window")
        for one in self._schemes[:2]:
            store.declared("scheme").act(one, "put-forward", {"window": self._first})
        windows.act(self._first, "answer", {"who": "1", "said": "The kitchen before the rooms."})
        windows.act(self._first, "answer", {"who": "3", "said": "Both; no interest to declare."})
        for act in ("collate", "send", "acknowledge"):
            windows.act(self._first, act)

    def agree_first(self, store: Store, organisations: Sequence[str]) -> None:
        """The agreement has one of the two schemes, and the other is dropped; one is told."""
        windows, schemes = store.declared("window"), store.declared("scheme")
        words = {"answer": "yes", "words": "They asked for the drawings."}
        windows.act(self._first, "developer", words)
        windows.act(self._first, "agree", {"amount": "31,000"})
        schemes.act(self._schemes[0], "secure", {"amount": "31,000"})
        schemes.act(self._schemes[1], "close", {"why": "The centre is built without them."})
        (action,) = schemes.by_uids([self._schemes[1]])[self._schemes[1]].actions  # type: ignore[attr-defined]
        store.feedback.told(action.uid, everybody=True)

    def open_second(self, store: Store, organisations: Sequence[str]) -> None:
        """Where little is built: its days run."""
        where = "Behind the old forge"
        self._second = self._open(store, "MC/26/0002", where, LOW, "12", "low-development")
        self._ask(store, self._second, organisations)

    def hear_second(self, store: Store, organisations: Sequence[str]) -> None:
        """One has answered; two schemes are put forward."""
        for one in self._schemes[3:5]:
            store.declared("scheme").act(one, "put-forward", {"window": self._second})
        said = {"who": "1", "said": "The heating, before another winter."}
        store.declared("window").act(self._second, "answer", said)

    def _open(
        self, store: Store, application: str, site: str, ward: str, homes: str, role: str
    ) -> str:
        typed = {"application": application, "site": site, "wards": ward, "dwellings": homes}
        more = {"opened": "today", "notice": "site", "homes": "net", "team": "S106 officer"}
        uid = store.declared("window").add({**typed, **more}).record.uid
        site_typed = {"role": role, "ward": ward, "window": uid}
        store.declared("pilot").add_row(self._pilot, "sites", site_typed)
        return uid

    def _ask(self, store: Store, window: str, organisations: Sequence[str]) -> None:
        """Two of the consortium, and the councillor of the ward."""
        windows = store.declared("window")
        for nth in self._voices[:2]:
            typed = {"role": "consortium", "organisation": organisations[nth]}
            windows.act(window, "ask", typed)
        windows.act(window, "ask-councillors")
