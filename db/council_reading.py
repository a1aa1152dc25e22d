"""Directorates, teams and topics read, and found by what is typed of their names."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import TYPE_CHECKING

from spoc_tui.casework import topics as topic_words
from spoc_tui.casework.choosing import choose
from spoc_tui.casework.council import Directorate, Team, Topic
from spoc_tui.casework.errors import NotFound

if TYPE_CHECKING:
    from db.store import Store


class CouncilReading:
    """The ways to read the council's side of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def directorates(self, *, retired: bool = False) -> list[Directorate]:
        """Directorates, then partners, by name."""
        rows = self._store.connection.execute(
            "SELECT * FROM directorate WHERE removed_at IS NULL "
            "AND (? OR retired_on IS NULL) ORDER BY partner, name",
            [retired],
        )
        return [
            Directorate(row["uid"], row["name"], bool(row["partner"]), _day(row["retired_on"]))
            for row in rows
        ]

    def teams(self, *, retired: bool = False) -> list[Team]:
        """Teams by directorate and name, the partners' last."""
        return self._teams("? OR team.retired_on IS NULL", retired)

    def team(self, uid: str) -> Team:
        """The team of a uid, retired or not; NotFound if there is none or it was removed."""
        self.standing("team", uid)
        return self._teams("team.uid = ?", uid)[0]

    def topic(self, uid: str) -> Topic:
        """The topic of a uid, retired or not; NotFound if there is none or it was removed."""
        self.standing("topic", uid)
        return self._topics("topic.uid = ?", uid)[0]

    def topics(self, *, retired: bool = False) -> list[Topic]:
        """Topics by name."""
        return self._topics("? OR topic.retired_on IS NULL", retired)

    def find_directorate(self, typed: str, *, retired: bool = False) -> Directorate:
        """The directorate or partner meant, by name or uid; Ambiguous or NotFound otherwise."""
        return choose(
            typed,
            self.directorates(retired=retired),
            lambda found: (found.name, found.uid),
            () if retired else self.directorates(retired=True),
            what="directorate",
            field="directorate",
        )

    def find_team(self, typed: str, *, retired: bool = False) -> Team:
        """The team that was meant, by name or uid; Ambiguous or NotFound otherwise."""
        return choose(
            typed,
            self.teams(retired=retired),
            lambda team: (team.name, team.uid, f"{team.directorate} {team.name}"),
            () if retired else self.teams(retired=True),
            what="team",
            field="team",
        )

    def find_topic(self, typed: str, *, retired: bool = False) -> Topic:
        """The topic that was meant, by code, name or uid; Ambiguous or NotFound otherwise."""
        return choose(
            typed,
            self.topics(retired=retired),
            lambda topic: (topic.code, topic.name, topic.uid),
            () if retired else self.topics(retired=True),
            what="topic",
            field="topic",
        )

    def suggest(self, subject: str) -> Topic | None:
        """The topic that the subject's words suggest."""
        return topic_words.suggest(subject, self.topics())

    def standing(self, table: str, uid: str) -> sqlite3.Row:
        row = self._store.row(table, uid)
        if row["removed_at"]:
            raise NotFound(f"The {table} {row['name']} was removed.")
        return row

    def _teams(self, where: str, value: object) -> list[Team]:
        rows = self._store.connection.execute(
            "SELECT team.*, d.name AS directorate_name, d.partner FROM team "
            "JOIN directorate AS d ON d.uid = team.directorate "
            f"WHERE team.removed_at IS NULL AND ({where}) ORDER BY d.partner, d.name, team.name",
            [value],
        )
        return [_team_of(row) for row in rows]

    def _topics(self, where: str, value: object) -> list[Topic]:
        rows = self._store.connection.execute(
            "SELECT topic.*, team.name AS team_name FROM topic "
            "LEFT JOIN team ON team.uid = topic.team "
            f"WHERE topic.removed_at IS NULL AND ({where}) ORDER BY topic.name",
            [value],
        )
        return [_topic_of(row) for row in rows]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _team_of(row: sqlite3.Row) -> Team:
    return Team(
        uid=row["uid"],
        name=row["name"],
        directorate_uid=row["directorate"],
        directorate=row["directorate_name"],
        partner=bool(row["partner"]),
        inbox=row["inbox"],
        phone=row["phone"],
        lead=row["lead"],
        retired_on=_day(row["retired_on"]),
    )


def _topic_of(row: sqlite3.Row) -> Topic:
    return Topic(
        uid=row["uid"],
        code=row["code"],
        name=row["name"],
        words=tuple(word for word in (w.strip() for w in row["words"].split(",")) if word),
        team_uid=row["team"],
        team=row["team_name"],
        acknowledge_days=row["acknowledge_days"],
        answer_days=row["answer_days"],
        reply_days=row["reply_days"],
        retired_on=_day(row["retired_on"]),
    )
