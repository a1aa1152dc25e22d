"""Directorates, teams and topics read, and found by what is typed of their names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from db.connection import Row
from spoc_tui.casework.choosing import choose
from spoc_tui.casework.council import topics as topic_words
from spoc_tui.casework.council.council import CouncilRecord, Directorate, Team, Theme, Topic
from spoc_tui.casework.errors import NotFound

if TYPE_CHECKING:
    from db.store import Store

T = TypeVar("T", bound=CouncilRecord)


@dataclass(frozen=True)
class KindReading:
    """How records of a kind are read, and by which names one is found."""

    select: str
    order: str
    of: Callable[[Row], Any]
    names: Callable[[Any], tuple[str, ...]]


class CouncilReading:
    """The ways to read the council's side of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def listed(self, kind: type[T], *, retired: bool = False) -> list[T]:
        """All of a kind, in the order in which they are shown."""
        return self._read(kind, f"? OR {kind.called}.retired_on IS NULL", retired)

    def get(self, kind: type[T], uid: str) -> T:
        """The one of a uid, retired or not; NotFound if there is none, or it was removed or merged
        into another.
        """
        found = self._read(
            kind, f"{kind.called}.uid = ? AND {kind.called}.merged_into IS NULL", uid
        )
        if found:
            return found[0]
        row = self._store.row(kind.called, uid)
        if row["merged_into"]:
            into = self._store.row(kind.called, row["merged_into"])["name"]
            raise NotFound(f"The {kind.called} {row['name']} was merged into {into}.")
        raise NotFound(f"The {kind.called} {row['name']} was removed.")

    def find(
        self, kind: type[T], typed: str, *, retired: bool = False, field: str | None = None
    ) -> T:
        """The one that was meant, by name or uid; Ambiguous or NotFound of that field (or its kind)
        otherwise.
        """
        return choose(
            typed,
            self.listed(kind, retired=retired),
            READING[kind].names,
            () if retired else self.listed(kind, retired=True),
            what=kind.called,
            field=field or kind.called,
        )

    def directorates(self, *, retired: bool = False) -> list[Directorate]:
        """Directorates, then partners, by name."""
        return self.listed(Directorate, retired=retired)

    def teams(self, *, retired: bool = False) -> list[Team]:
        """Teams by directorate and name, the partners' last."""
        return self.listed(Team, retired=retired)

    def topics(self, *, retired: bool = False) -> list[Topic]:
        """Topics by name."""
        return self.listed(Topic, retired=retired)

    def themes(self, *, retired: bool = False) -> list[Theme]:
        """Themes by name."""
        return self.listed(Theme, retired=retired)

    def team(self, uid: str) -> Team:
        """The team of a uid. See `get`."""
        return self.get(Team, uid)

    def topic(self, uid: str) -> Topic:
        """The topic of a uid. See `get`."""
        return self.get(Topic, uid)

    def find_directorate(self, typed: str, *, retired: bool = False) -> Directorate:
        """The directorate or partner that was meant. See `find`."""
        return self.find(Directorate, typed, retired=retired)

    def find_team(self, typed: str, *, retired: bool = False) -> Team:
        """The team that was meant, by its directorate and name too. See `find`."""
        return self.find(Team, typed, retired=retired)

    def find_topic(self, typed: str, *, retired: bool = False) -> Topic:
        """The topic that was meant, by its code too. See `find`."""
        return self.find(Topic, typed, retired=retired)

    def suggest(self, subject: str) -> Topic | None:
        """The topic that the subject's words suggest."""
        return topic_words.suggest(subject, self.topics())

    def _read(self, kind: type[T], where: str, value: object) -> list[T]:
        reading = READING[kind]
        rows = self._store.connection.execute(
            f"{reading.select} WHERE {kind.called}.removed_at IS NULL AND ({where}) "
            f"ORDER BY {reading.order}",
            [value],
        )
        return [reading.of(row) for row in rows]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _directorate_of(row: Row) -> Directorate:
    return Directorate(
        uid=row["uid"],
        name=row["name"],
        partner=bool(row["partner"]),
        retired_on=_day(row["retired_on"]),
        **_term_of(row),
    )


def _team_of(row: Row) -> Team:
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
        **_term_of(row),
    )


def _term_of(row: Row) -> dict[str, Any]:
    return {
        "valid_from": _day(row["valid_from"]),
        "valid_until": _day(row["valid_until"]),
        "succeeded_by": row["successor"] or "",
    }


def _theme_of(row: Row) -> Theme:
    return Theme(
        uid=row["uid"],
        name=row["name"],
        paragraph=row["paragraph"],
        retired_on=_day(row["retired_on"]),
    )


def _topic_of(row: Row) -> Topic:
    return Topic(
        uid=row["uid"],
        code=row["code"],
        name=row["name"],
        words=tuple(word for word in (w.strip() for w in row["words"].split(",")) if word),
        team_uid=row["team"],
        team=row["team_name"],
        team_retired=row["team_retired_on"] is not None,
        urgent=bool(row["urgent"]),
        acknowledge_days=row["acknowledge_days"],
        answer_days=row["answer_days"],
        reply_days=row["reply_days"],
        retired_on=_day(row["retired_on"]),
    )


_SUCCESSOR = "(SELECT name FROM {0} AS after WHERE after.uid = {0}.succeeded_by) AS successor"
READING: dict[type[CouncilRecord], KindReading] = {
    Directorate: KindReading(
        f"SELECT directorate.*, {_SUCCESSOR.format('directorate')} FROM directorate",
        "partner, name COLLATE NOCASE",
        _directorate_of,
        lambda directorate: (directorate.name, directorate.uid),
    ),
    Team: KindReading(
        f"SELECT team.*, d.name AS directorate_name, d.partner, {_SUCCESSOR.format('team')} "
        "FROM team JOIN directorate AS d ON d.uid = team.directorate",
        "d.partner, d.name COLLATE NOCASE, team.name COLLATE NOCASE",
        _team_of,
        lambda team: (team.name, team.uid, f"{team.directorate} {team.name}"),
    ),
    Theme: KindReading(
        "SELECT * FROM theme",
        "name COLLATE NOCASE",
        _theme_of,
        lambda theme: (theme.name, theme.uid),
    ),
    Topic: KindReading(
        "SELECT topic.*, team.name AS team_name, team.retired_on AS team_retired_on "
        "FROM topic LEFT JOIN team ON team.uid = topic.team",
        "topic.name COLLATE NOCASE",
        _topic_of,
        lambda topic: (topic.code, topic.name, topic.uid),
    ),
}
