"""The members of a group from a list: who sits there for them is put on record where they are
not.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from db.kinds.importing import Taken
from db.kinds.looking_up import Finder, now_of
from spoc_tui.casework.choosing import choose
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput, Faults, NotFound, SpocError
from spoc_tui.casework.groups.member import Member, Seat, check_members
from spoc_tui.casework.kinds.coming_in import Asked, Held
from spoc_tui.casework.kinds.fields import Linked, fields_of
from spoc_tui.casework.kinds.reading import read_fields
from spoc_tui.casework.kinds.rows import row_words
from spoc_tui.casework.organisations.closed import require_ended
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.organisations.people import untitled
from spoc_tui.casework.records.require import require_open
from spoc_tui.casework.text import clean_line, compared
from spoc_tui.registers.field_rows import FieldRow, OpenedRows, open_field_rows
from spoc_tui.registers.members import COLUMNS

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.groups.group import Group


def opened(path: Path) -> OpenedRows:
    """The list, opened. BadInput where it is none."""
    return open_field_rows(path, COLUMNS)


class Lines:
    """Adds members to a group. What the officer says is, by a name in the list, the organisation it
    is.
    """

    def __init__(self, store: Store, asked: Asked, rows: Sequence[FieldRow | RefusedRow]) -> None:
        self._store = store
        self._group = cast("Group", store.declared("group").get(asked.given["group"]).record)
        require_open(self._group, "change it")
        self._known = {
            compared(name): store.organisations.find(of).uid for name, of in asked.said.items()
        }
        self._added: list[Member] = []

    def what(self, row: FieldRow) -> str:
        """Which organisation or team; a person is not named of a line that does not come in."""
        return row["organisation"]

    def take(self, row: FieldRow) -> Taken:
        """Adds one, unless it has the seat already."""
        new, put_there = self._member(row)
        if self._is_there(new):
            return Taken(new.name, self._group.reference, there=True)
        check_members((*self._group.members, *self._added, new))
        self._added.append(new)
        why = f"{new.person.name} is put on record there" if put_there and new.person else ""
        return Taken(row_words(new), self._group.reference, why)

    def done(self) -> Sequence[str]:
        """Writes those that were taken."""
        if self._added:
            self._store.declared("group").add_rows(self._group.uid, "members", self._added)
        return ()

    def _member(self, row: FieldRow) -> tuple[Member, bool]:
        """The member that a row says, and whether who sits there for it was put on record; a
        SpocError says all that is wrong with it.
        """
        faults = Faults()
        told = {"seat": row["seat"] or Seat.MEMBER.value} | {
            name: row[name] for name in ("starts", "ends")
        }
        now, find = now_of(self._store), Finder(self._store)
        values: dict[str, Any] = {}
        for name, field in fields_of(Member).items():
            given = {name: told.get(name, "")}
            read = partial(read_fields, {name: field}, given, now=now, find=find)
            values |= faults.of(read) or {}
        held: Held | None = None
        try:
            place = self._place(row["organisation"], row["person"])
        except Held as error:
            held = error
        except SpocError as error:
            faults.add(error)
        faults.refuse()
        if held is not None:
            raise held
        person, put_there = None, False
        if place["organisation"] is not None and row["person"]:
            person, put_there = self._person(place["organisation"], row["person"])
        new = Member(**{**values, **place, "person": person})
        new.term.check()
        if new.organisation is not None:
            stands = self._store.organisations.get(new.organisation.uid).state
            require_ended(new.name, stands, new.ends)
        return new, put_there

    def _place(self, typed: str, person: str) -> dict[str, Linked | None]:
        """The organisation, or else the team, that has this name."""
        if not typed:
            raise BadInput("It names no organisation.")
        try:
            uid = self._known.get(compared(typed), typed)
            organisation = self._store.organisations.find(uid)
        except NotFound:
            try:
                team = self._store.council.find_team(typed)
            except NotFound:
                raise Held(
                    f"“{typed[:60]}” is no organisation and no team on record. Put it on record "
                    "first, or write its name as it is there.",
                    called=typed,
                ) from None
            if person:
                raise BadInput(f"{team.name} is a team: nobody sits there by name.") from None
            return {"organisation": None, "team": Linked(team.uid, team.name)}
        return {"organisation": Linked(organisation.uid, organisation.name)}

    def _person(self, at: Linked, named: str) -> tuple[Linked, bool]:
        """Who of an organisation has this name, and whether they were put on record for it."""
        somebody = clean_line(named, field="person")
        people = self._store.organisations.contacts(at.uid)
        here = [one for one in people if one.left_on is None]
        try:
            found = choose(
                untitled(somebody), here, lambda one: (untitled(one.name),), what="", field="person"
            )
        except NotFound:
            for gone in people:
                if compared(untitled(gone.name)) == compared(untitled(somebody)):
                    assert gone.left_on is not None
                    raise Held(
                        f"The person in it left {at.name} on {show_day(gone.left_on)}. Leave the "
                        "cell blank, or take that back first."
                    ) from None
            made = self._store.organisations.add_contact(at.uid, somebody)
            return Linked(made.uid, made.name), True
        return Linked(found.uid, found.name), False

    def _is_there(self, new: Member) -> bool:
        """Whether a member is in the group, or higher up in the list; Held where one is who differs
        in nothing but the days.
        """
        for one in (*self._group.members, *self._added):
            if _seat(self._group, one) != _seat(self._group, new):
                continue
            if (one.starts, one.ends) == (new.starts, new.ends):
                return True
            if one.term.is_running(new.starts) or new.term.is_running(one.starts):
                raise Held(
                    f"{new.name} has that seat already on other days: {row_words(one)}. Change "
                    "them on the group, or in the list."
                )
        return False


def _seat(group: Group, one: Member) -> tuple[str, ...]:
    return (
        group.read_as(one.organisation),
        one.team.uid if one.team else "",
        one.person.uid if one.person else "",
        one.seat,
    )
