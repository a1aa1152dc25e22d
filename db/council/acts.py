"""Directorates, teams and topics: the starting set, and everything the officer may change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any, TypeVar

from db.council.reading import CouncilReading, T
from db.records.uids import natural_uid
from spoc_tui.casework.council.council import (
    DAYS,
    TERM,
    CouncilRecord,
    Directorate,
    Succeeded,
    Team,
)
from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.text import clean_line, compared
from spoc_tui.casework.typed_values import read_yes

S = TypeVar("S", bound=Succeeded)


class Council(CouncilReading):
    """The council's side of a store."""

    def add_starting_set(self) -> None:
        """Adds what a new desk starts with; not an act of the officer's, and not undone.

        The same on every desk. Nothing where there is a history already, whichever process began
        it.
        """
        from spoc_tui.casework.council.starting_set import DIRECTORATES, PARTNERS, TOPICS
        from spoc_tui.casework.council.starting_themes import THEMES

        with self._store.beginning("The starting set of teams and topics") as is_first:
            if not is_first:
                return
            teams = {}
            for partner, group in ((False, DIRECTORATES), (True, PARTNERS)):
                for name, team_names in group:
                    uid = self._begin("directorate", name, {"name": name, "partner": int(partner)})
                    for team_name in team_names:
                        values = {"name": team_name, "directorate": uid}
                        teams[team_name] = self._begin("team", team_name, values)
            for topic in TOPICS:
                self._begin(
                    "topic",
                    topic.code,
                    {
                        "code": topic.code,
                        "name": topic.name,
                        "words": topic.words,
                        "urgent": int(topic.urgent),
                        "team": teams[topic.team],
                    },
                )
            for theme_name, paragraph in THEMES:
                self._begin("theme", theme_name, {"name": theme_name, "paragraph": paragraph})

    def _begin(self, kind: str, key: str, values: Mapping[str, Any]) -> str:
        """Adds a row that every desk begins with, with the same uid everywhere; returns that."""
        return self._store.insert(kind, {"uid": natural_uid(kind, key), **values})

    def add(self, kind: type[T], typed: Mapping[str, str]) -> T:
        """Adds a directorate, team, topic or theme from its fields as typed.

        BadInput, naming the field, where one cannot be used; Refused where the name is taken.
        """
        for field in kind.needed:
            self._needed(kind, field, typed.get(field, ""))
        with self._store.action(f"Added a {kind.called}") as action:
            values = self._values(kind, typed)
            action.label = f"Added the {kind.called} {values['name']}"
            uid = self._store.insert(kind.called, values)
        return self.get(kind, uid)

    def edit(self, kind: type[T], uid: str, typed: Mapping[str, str]) -> T:
        """Changes fields, given as typed; deadlines that rest on a topic's days move.

        Errors as in `add`.
        """
        with self._store.action(f"Edited a {kind.called}") as action:
            before = self.get(kind, uid)
            action.label = f"Edited the {kind.called} {before.name}"
            self._store.update(kind.called, uid, self._values(kind, typed, uid))
            after = self.get(kind, uid)
            if any(getattr(before, field) != getattr(after, field) for field in _days_of(kind)):
                self._store.deadlines.move_all(f"{after.name} has other days now", topic_uid=uid)
        return after

    def retire(self, kind: type[T], uid: str) -> T:
        """Takes it out of the lists it is chosen from; the records that have it keep it."""
        with self._changing(kind, uid, "Retired") as record:
            if record.retired_on:
                raise Refused(f"{record.name} is retired already.")
            if kind is Directorate and any(t.directorate_uid == uid for t in self.teams()):
                raise Refused(f"{record.name} still has teams. Retire them first.")
            self._store.update(kind.called, uid, {"retired_on": self._store.today().isoformat()})
        return self.get(kind, uid)

    def restore(self, kind: type[T], uid: str) -> T:
        """Puts a retired one back into the lists."""
        with self._changing(kind, uid, "Brought back") as record:
            if not record.retired_on:
                raise Refused(f"{record.name} is not retired.")
            if isinstance(record, Team):
                above = self.get(Directorate, record.directorate_uid)
                if above.retired_on:
                    raise Refused(f"{above.name} is retired. Bring it back first.")
            self._store.update(kind.called, uid, {"retired_on": None})
        return self.get(kind, uid)

    def remove(self, kind: type[CouncilRecord], uid: str) -> None:
        """Removes one that was never used; Refused where it is in use (it can be retired)."""
        with self._changing(kind, uid, "Removed"):
            self.require_unused(kind, uid)
            self._store.update(kind.called, uid, {"removed_at": self._store.now_text()})

    def merge(self, kind: type[T], uid: str, into_uid: str) -> T:
        """Merges one into another, to which all that has it goes; returns that one. See
        db/council/merging.py.
        """
        from db.council.merging import merge  # every call loads this module, and few merge

        merge(self._store, kind, uid, into_uid)
        return self.get(kind, into_uid)

    def succeed(self, kind: type[S], uid: str, by: str, until: date) -> S:
        """Another does its work after its last day; that other. See db/council/succession.py."""
        from db.council.succession import succeed  # likewise

        succeed(self._store, kind, uid, by, until)
        return self.get(kind, by)

    def require_unused(self, kind: type[T], uid: str) -> T:
        """One that was never used; Refused where it is in use."""
        record = self.get(kind, uid)
        if self._in_use(kind, uid):
            way_on = "It stays retired" if record.retired_on else "Retire it instead"
            raise Refused(f"{record.name} is in use. {way_on}: its records keep it.")
        return record

    @contextmanager
    def _changing(self, kind: type[T], uid: str, done: str) -> Iterator[T]:
        """An action on one record, read within its transaction; `done` and the name name it."""
        with self._store.action(done) as action:
            record = self.get(kind, uid)
            action.label = f"{done} {record.name}"
            yield record

    def _values(
        self, kind: type[CouncilRecord], typed: Mapping[str, str], uid: str | None = None
    ) -> dict[str, Any]:
        """The columns of fields as typed; `uid` is the row's own, which may keep its name."""
        for field in typed:
            if field not in kind.fields:
                raise BadInput(
                    f"A {kind.called} has no “{field[:60]}”. Fields: {', '.join(kind.fields)}.",
                    field=field,
                )
        return {
            f"valid_{field}" if field in TERM else field: self._value(kind, field, text, uid)
            for field, text in typed.items()
        }

    def _value(self, kind: type[CouncilRecord], field: str, text: str, uid: str | None) -> Any:
        match field:
            case "name" | "code":
                return self._free_name(kind, field, text, uid)
            case "directorate":
                self._needed(kind, field, text)
                return self.find_directorate(text).uid
            case "team":
                return self.find_team(text).uid if text.strip() else None
            case _ if field in TERM:
                if not text.strip():
                    return None
                return self._store.read_day(text, field, Direction.ANY).isoformat()
            case "partner" | "urgent":
                return int(read_yes(text, field=field))
            case "words":
                return clean_line(text, field=field, limit=2_000)
            case _ if field in DAYS:
                return _read_days(text, field)
        return clean_line(text, field=field)

    def _needed(self, kind: type[CouncilRecord], field: str, text: str) -> None:
        if not text.strip():
            raise BadInput(f"Give the {kind.called} a {field}.", field=field)

    def _free_name(self, kind: type[CouncilRecord], field: str, text: str, uid: str | None) -> str:
        """A name that no other of its kind has, however it is written."""
        name = clean_line(text, field=field, limit=100)
        self._needed(kind, field, name)
        rows = self._store.connection.execute(
            f"SELECT uid, {field} AS name, retired_on FROM {kind.called} WHERE removed_at IS NULL"
        )
        for row in rows:
            if row["uid"] != uid and compared(row["name"]) == compared(name):
                of = "" if field == "name" else f" of the {field}"
                retired = ", retired: bring it back, or choose another" if row["retired_on"] else ""
                raise Refused(f"There is a {kind.called}{of} “{row['name']}” already{retired}.")
        return name

    def _in_use(self, kind: type[CouncilRecord], uid: str) -> bool:
        from db.council.merging import references

        connection = self._store.connection
        return any(
            connection.execute(
                f"SELECT 1 FROM {user} WHERE {column} = ? AND removed_at IS NULL LIMIT 1", [uid]
            ).fetchone()
            for user, column in references(connection, kind.called)
        )


def _days_of(kind: type[CouncilRecord]) -> tuple[str, ...]:
    return tuple(field for field in kind.fields if field in DAYS)


def _read_days(text: str, field: str) -> int | None:
    if not text.strip():
        return None
    try:
        days = int(text)
    except ValueError:
        days = -1
    if not 0 <= days <= 250:
        raise BadInput(
            f"“{text.strip()[:20]}” is not a number of working days from 0 to 250. "
            "Blank means the usual standard.",
            field=field,
        )
    return days
