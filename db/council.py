"""Directorates, teams and topics: the starting set, and everything the officer may change."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from db.council_reading import CouncilReading
from spoc_tui.casework.council import Directorate, Team, Topic
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.text import clean_line, fold

if TYPE_CHECKING:
    pass

DAYS = ("acknowledge_days", "answer_days", "reply_days")


class Council(CouncilReading):
    """The council's side of a store."""

    def add_starting_set(self) -> None:
        """What a new desk starts with; not an act of the officer's, and not undone.

        Nothing where there is a history already, whichever process began it.
        """
        from spoc_tui.casework.starting_set import DIRECTORATES, PARTNERS, TOPICS

        with self._store.action("The starting set of teams and topics", kind="setup"):
            # Another process may have been first, while this one waited for the lock.
            if not self._store.is_new:
                return
            teams = {}
            for partner, group in ((False, DIRECTORATES), (True, PARTNERS)):
                for name, team_names in group:
                    uid = self._store.insert("directorate", {"name": name, "partner": int(partner)})
                    for team_name in team_names:
                        teams[team_name] = self._store.insert(
                            "team", {"name": team_name, "directorate": uid}
                        )
            for topic in TOPICS:
                self._store.insert(
                    "topic",
                    {
                        "code": topic.code,
                        "name": topic.name,
                        "words": topic.words,
                        "team": teams[topic.team],
                    },
                )

    def add_directorate(self, name: str, *, partner: bool = False) -> Directorate:
        """Adds a directorate, or a partner outside the council."""
        with self._store.action("Added") as action:
            name = self._free_name("directorate", "name", name)
            action.label = f"Added {name}"
            uid = self._store.insert("directorate", {"name": name, "partner": int(partner)})
        return Directorate(uid, name, partner)

    def rename_directorate(self, uid: str, name: str) -> Directorate:
        """Gives a directorate or partner another name."""
        with self._store.action("Renamed a directorate") as action:
            before = self.standing("directorate", uid)["name"]
            name = self._free_name("directorate", "name", name, uid)
            action.label = f"Renamed {before} to {name}"
            self._store.update("directorate", uid, {"name": name})
        return next(d for d in self.directorates(retired=True) if d.uid == uid)

    def add_team(self, typed: Mapping[str, str]) -> Team:
        """Adds a team from fields as typed: name, directorate, inbox, phone, lead."""
        if not typed.get("name", "").strip():
            raise BadInput("Give the team a name.", field="name")
        if not typed.get("directorate", "").strip():
            raise BadInput("Say which directorate the team belongs to.", field="directorate")
        with self._store.action("Added a team") as action:
            values = self._team_values(typed, None)
            action.label = f"Added the team {values['name']}"
            uid = self._store.insert("team", values)
        return self.team(uid)

    def edit_team(self, uid: str, typed: Mapping[str, str]) -> Team:
        """Changes a team's fields, given as typed."""
        with self._store.action("Edited a team") as action:
            action.label = f"Edited the team {self.team(uid).name}"
            self._store.update("team", uid, self._team_values(typed, uid))
        return self.team(uid)

    def add_topic(self, typed: Mapping[str, str]) -> Topic:
        """Adds a topic from fields as typed: code, name, team, words, and the three days."""
        for field in ("code", "name"):
            if not typed.get(field, "").strip():
                raise BadInput(f"Give the topic a {field}.", field=field)
        with self._store.action("Added a topic") as action:
            values = self._topic_values(typed, None)
            action.label = f"Added the topic {values['name']}"
            uid = self._store.insert("topic", values)
        return self.topic(uid)

    def edit_topic(self, uid: str, typed: Mapping[str, str]) -> Topic:
        """Changes a topic's fields, given as typed; deadlines that rest on its days move."""
        with self._store.action("Edited a topic") as action:
            topic = self.topic(uid)
            action.label = f"Edited the topic {topic.name}"
            values = self._topic_values(typed, uid)
            self._store.update("topic", uid, values)
            if any(name in values and values[name] != getattr(topic, name) for name in DAYS):
                self._store.deadlines.move_all(f"{topic.name} has other days now", topic_uid=uid)
        return self.topic(uid)

    def retire(self, table: str, uid: str) -> None:
        """Takes a directorate, team or topic out of the lists it is chosen from."""
        with self._changing(table, uid, "Retired") as row:
            if row["retired_on"]:
                raise Refused(f"{row['name']} is retired already.")
            if table == "directorate" and any(t.directorate_uid == uid for t in self.teams()):
                raise Refused(f"{row['name']} still has teams. Retire them first.")
            self._store.update(table, uid, {"retired_on": self._store.today().isoformat()})

    def restore(self, table: str, uid: str) -> None:
        """Puts a retired directorate, team or topic back into the lists."""
        with self._changing(table, uid, "Brought back") as row:
            if not row["retired_on"]:
                raise Refused(f"{row['name']} is not retired.")
            self._store.update(table, uid, {"retired_on": None})

    def remove(self, table: str, uid: str) -> None:
        """Removes one that was never used; Refused where it is in use (it can be retired)."""
        with self._changing(table, uid, "Removed") as row:
            if self._in_use(table, uid):
                raise Refused(f"{row['name']} is in use. Retire it instead: its records keep it.")
            self._store.update(table, uid, {"removed_at": self._store.now_text()})

    @contextmanager
    def _changing(self, table: str, uid: str, done: str) -> Iterator[sqlite3.Row]:
        """An action on one row, read within its transaction; `done` and the name name it."""
        with self._store.action(done) as action:
            row = self.standing(table, uid)
            action.label = f"{done} {row['name']}"
            yield row

    def _team_values(self, typed: Mapping[str, str], uid: str | None) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for field, text in typed.items():
            if field == "name":
                values["name"] = self._free_name("team", "name", text, uid)
            elif field == "directorate":
                values["directorate"] = self.find_directorate(text).uid
            elif field in ("inbox", "phone", "lead"):
                values[field] = clean_line(text, field=field)
            else:
                raise BadInput(
                    f"A team has no “{field}”. Fields: name, directorate, inbox, phone, lead.",
                    field=field,
                )
        return values

    def _topic_values(self, typed: Mapping[str, str], uid: str | None) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for field, text in typed.items():
            if field in ("code", "name"):
                values[field] = self._free_name("topic", field, text, uid)
            elif field == "words":
                values["words"] = clean_line(text, field="words", limit=2_000)
            elif field == "team":
                values["team"] = self.find_team(text).uid if text.strip() else None
            elif field in DAYS:
                values[field] = _read_days(text, field)
            else:
                raise BadInput(
                    f"A topic has no “{field}”. Fields: code, name, team, words, "
                    f"{', '.join(DAYS)}.",
                    field=field,
                )
        return values

    def _free_name(self, table: str, column: str, text: str, uid: str | None = None) -> str:
        """A name that no other row of the table has, however it is written."""
        name = clean_line(text, field=column, limit=100)
        if not name:
            raise BadInput(f"Give the {table} a {column}.", field=column)
        rows = self._store.connection.execute(
            f"SELECT uid, {column} FROM {table} WHERE removed_at IS NULL"
        )
        if any(fold(row[column]) == fold(name) and row["uid"] != uid for row in rows):
            raise Refused(f"There is a {table} “{name}” already.")
        return name

    def _in_use(self, table: str, uid: str) -> bool:
        users = {
            "directorate": (("team", "directorate"),),
            "team": (("enquiry", "team"), ("routing", "team"), ("topic", "team")),
            "topic": (("enquiry", "topic"),),
        }[table]
        return any(
            self._store.connection.execute(
                f"SELECT 1 FROM {user} WHERE {column} = ? AND removed_at IS NULL",
                [uid],
            ).fetchone()
            for user, column in users
        )


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
