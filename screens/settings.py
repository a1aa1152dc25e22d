"""The settings: directorates, teams, topics, bank holidays, and where the rest is set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from screens import settings_dialogs as ask
from screens.base import OfficerScreen
from screens.commands import bindings
from screens.widgets.key_line import KeyLine
from screens.widgets.list_source import Column, Row
from screens.widgets.record_list import RecordList
from spoc_tui.casework import when
from spoc_tui.casework.errors import SpocError
from spoc_tui.settings import settings_file

if TYPE_CHECKING:
    from datetime import date

    from db.store import Store
    from screens.dialog import Typed
    from spoc_tui.casework.council import Topic

COLUMNS = (Column("Name", 34), Column("", None))


class SettingsSource:
    """All that can be set, one heading a kind. A key is the kind and the uid."""

    def __init__(self, store: Store) -> None:
        council = store.council
        rows = [Row(None, ("Teams",), "heading")]
        for team in council.teams(retired=True):
            facts = ", ".join(filter(None, (team.directorate, team.inbox, team.phone, team.lead)))
            rows.append(_row("team", team.uid, team.name, facts, team.retired_on))
        rows.append(Row(None, ("Topics",), "heading"))
        for topic in council.topics(retired=True):
            rows.append(_row("topic", topic.uid, topic.name, _of_topic(topic), topic.retired_on))
        rows.append(Row(None, ("Directorates and partners",), "heading"))
        for one in council.directorates(retired=True):
            partner = "partner" if one.partner else "directorate"
            rows.append(_row("directorate", one.uid, one.name, partner, one.retired_on))
        rows.append(Row(None, ("Bank holidays in England",), "heading"))
        rows += _holidays(store)
        self._rows = rows

    def count(self) -> int:
        return len(self._rows)

    def rows(self, offset: int, limit: int) -> Sequence[Row]:
        return self._rows[offset : offset + limit]


def _row(kind: str, uid: str, name: str, facts: str, retired_on: date | None) -> Row:
    if retired_on is not None:
        return Row(f"{kind} {uid}", (name, f"retired {when.show_day(retired_on)}"), "muted", "-")
    return Row(f"{kind} {uid}", (name, facts))


def _of_topic(topic: Topic) -> str:
    named = (("answer", topic.answer_days), ("reply", topic.reply_days))
    days = [f"{name} in {count} days" for name, count in named if count is not None]
    return ", ".join(filter(None, (topic.team or "", *days, ", ".join(topic.words))))


def _holidays(store: Store) -> list[Row]:
    today, added = store.today(), store.holidays.added()
    start, end = today.replace(month=1, day=1), today.replace(year=today.year + 1, month=12, day=31)
    return [
        Row(
            f"holiday {day.isoformat()}",
            (when.show_day(day), name + (", added here" if day in added else "")),
        )
        for day, name in store.days.holidays_between(start, end)
    ]


class SettingsScreen(OfficerScreen):
    """What can be set."""

    CSS_PATH = "settings.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "add", "change", "retire", "remove", "call", "find", "back"
    )

    def compose(self) -> ComposeResult:
        yield Static("", id="headline", markup=False)
        yield RecordList(COLUMNS)
        yield KeyLine()

    def reload(self) -> None:
        standards = self.store.standards
        self.query_one("#headline", Static).update(
            f"Settings · acknowledge in {standards.acknowledge_days}, answer in "
            f"{standards.answer_days}, a team replies in {standards.reply_days} working days\n"
            f"These, the theme and the keys are set in {settings_file()}"
        )
        self.query_one(RecordList).reload(SettingsSource(self.store))

    @property
    def _marked(self) -> tuple[str, str]:
        kind, _, uid = (self.query_one(RecordList).highlighted or "team ").partition(" ")
        return kind, uid

    @work
    async def action_add(self) -> None:
        """Adds one of the kind that is marked."""
        kind, _ = self._marked
        await self.ask_until_done(
            lambda typed, error: ask.add(self.store, kind, typed, error),
            lambda typed: self._add(kind, typed),
        )

    def _add(self, kind: str, typed: Typed) -> str:
        council = self.store.council
        if kind == "holiday":
            day = self.store.read_day(typed["date"], "date")
            moved = self.store.holidays.add(day, typed["name"])
            moves = "; ".join(
                f"{move.reference} {move.what} → {when.show_day(move.after)}" for move in moved
            )
            return f"Saved {typed['name']}, {when.show_day(day)}. " + (
                f"Moved: {moves}." if moves else "No deadline moved."
            )
        if kind == "directorate":
            council.add_directorate(typed["name"], partner=typed["partner"] == "yes")
        elif kind == "team":
            council.add_team(typed)
        else:
            council.add_topic(typed)
        return f"Saved {typed['name']}."

    @on(RecordList.Opened)
    def _opened(self) -> None:
        self.action_change()

    @work
    async def action_change(self) -> None:
        kind, uid = self._marked
        if kind == "holiday":
            self.app.notify("A bank holiday is not edited; u undoes one just added.")
            return

        def act(typed: Typed) -> str:
            council = self.store.council
            if kind == "directorate":
                return f"Saved {council.rename_directorate(uid, typed['name']).name}."
            edit = council.edit_team if kind == "team" else council.edit_topic
            return f"Saved {edit(uid, typed.changed).name}."

        await self.ask_until_done(
            lambda typed, error: ask.edit(self.store, kind, uid, typed, error), act
        )

    def action_retire(self) -> None:
        kind, uid = self._marked
        if kind == "holiday":
            self.app.notify("A bank holiday is not retired; u undoes one just added.")
            return

        def act() -> str:
            council = self.store.council
            if self.store.row(kind, uid)["retired_on"]:
                council.restore(kind, uid)
                return "Saved: it is back in the lists."
            council.retire(kind, uid)
            return "Saved: it is retired. x brings it back."

        self._say_if_wrong(self.try_to(act))

    def action_remove(self) -> None:
        kind, uid = self._marked
        if kind == "holiday":
            return

        def act() -> str:
            self.store.council.remove(kind, uid)
            return "Saved: it is removed. u undoes it."

        self._say_if_wrong(self.try_to(act))

    def _say_if_wrong(self, error: SpocError | None) -> None:
        if error is not None:
            self.say_wrong(error)
