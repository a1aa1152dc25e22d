"""Groups that are met again and again, in the few words that tests need of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from db.areas.groups import agenda
from db.store import Store
from spoc_tui.casework.feedback.agenda import GroupAgenda
from spoc_tui.casework.groups.group import Group, next_due


@dataclass(frozen=True)
class Met:
    """A group, and when it meets next."""

    group: Group
    next_due: date | None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.group, name)


class Groups:
    """The groups of a store; every act returns the group as it stands after it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._groups = store.declared("group")

    def get(self, uid: str) -> Met:
        return self._met(cast("Group", self._groups.get(uid).record))

    def add(self, name: str, every: str, starts: date, notes: str = "") -> Met:
        typed = {"name": name, "rule": every, "starts": starts.isoformat(), "notes": notes}
        return self.get(self._groups.add({**typed, "form": "check-in"}).record.uid)

    def edit(self, uid: str, typed: dict[str, str]) -> Met:
        self._groups.edit(uid, typed)
        return self.get(uid)

    def held(self, uid: str, on: date | None = None, notes: str = "") -> Met:
        return self._act(uid, "hold", {"on": on.isoformat() if on else "", "notes": notes})

    def skip(self, uid: str, why: str) -> Met:
        return self._act(uid, "skip", {"why": why})

    def end(self, uid: str) -> Met:
        return self._act(uid, "close", {})

    def all(self, *, ended: bool = False) -> list[Met]:
        return [Met(*pair) for pair in agenda.by_next(self._store, ended=ended)]

    def find(self, name: str) -> Met:
        return self.get(name)

    def agenda(self, uid: str) -> GroupAgenda:
        return agenda.agenda(self._store, uid)

    def _act(self, uid: str, act: str, given: dict[str, str]) -> Met:
        self._groups.act(uid, act, given)
        return self.get(uid)

    def _met(self, group: Group) -> Met:
        return Met(group, next_due(group, self._store.days))
