"""The members of a group imported from a list: all of them, or none where a row is refused."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from db.kinds.looking_up import Finder, now_of
from spoc_tui.casework.choosing import choose
from spoc_tui.casework.errors import BadInput, NotFound, SpocError
from spoc_tui.casework.groups.member import Member, Seat
from spoc_tui.casework.kinds.fields import Linked, fields_of
from spoc_tui.casework.kinds.reading import read_fields
from spoc_tui.casework.kinds.rows import row_words
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.records.require import require_open
from spoc_tui.casework.text import counted
from spoc_tui.registers.members import ListedMember, open_members

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.groups.group import Group


@dataclass(frozen=True)
class RowsIn:
    """What became of a list of rows of a record."""

    reference: str
    added: tuple[Any, ...]
    there: int
    """How many were on the record already."""
    refused: tuple[RefusedRow, ...]
    dry_run: bool


def run_import(store: Store, reference: str, path: Path, *, dry_run: bool = False) -> RowsIn:
    """Adds the members of a list to a group, as one act; what it has already stays. With `dry_run`
    it only says what would be.

    BadInput, with each row that is refused and why, where there is one: then nothing is written.
    """
    groups = store.declared("group")
    group = cast("Group", groups.get(reference).record)
    require_open(group, "change it")
    added, refused, there = list[Member](), list[RefusedRow](), 0
    for row in open_members(path):
        if isinstance(row, RefusedRow):
            refused.append(row)
            continue
        try:
            new = _member(store, row)
            if _is_there(group, new, added):
                there += 1
            else:
                added.append(new)
        except SpocError as error:
            refused.append(RefusedRow(row.line, str(error)))
    found = RowsIn(group.reference, tuple(added), there, tuple(refused), dry_run)
    if dry_run:
        return found
    if refused:
        lines = "\n".join(f"line {one.line}: {one.why}" for one in refused)
        raise BadInput(
            f"Nothing was imported: {counted(len(refused), 'row')} cannot be taken as it "
            f"stands.\n{lines}",
            field="file",
        )
    if added:
        groups.add_rows(group.uid, "members", added)
    return found


def _member(store: Store, row: ListedMember) -> Member:
    """The member that a row says; a SpocError says what of it is not known."""
    sits_for = row.typed.get("organisation", "")
    person = row.typed.get("person", "")
    if not sits_for:
        raise BadInput("It names no organisation.")
    seat = row.typed.get("seat") or Seat.MEMBER.value
    typed = {
        "seat": seat,
        "starts": row.typed.get("starts", ""),
        "ends": row.typed.get("ends", ""),
    }
    values = read_fields(fields_of(Member), typed, now=now_of(store), find=Finder(store))
    new = Member(**{**values, **_sits_for(store, sits_for, person)})
    new.term.check()
    if new.organisation is not None and new.ends is None:
        stands = store.organisations.get(new.organisation.uid).state
        if stands == "closed":
            raise BadInput(f"{new.name} is closed. Give the day until which it was a member.")
    return new


def _sits_for(store: Store, typed: str, person: str) -> dict[str, Linked | None]:
    """The organisation, or else the team, that has this name; and who sits there for it."""
    try:
        organisation = store.organisations.find(typed)
    except NotFound:
        try:
            team = store.council.find_team(typed)
        except NotFound:
            raise NotFound(
                f"“{typed[:60]}” is no organisation and no team on record. Put it on record first, "
                "or write its name as it is there."
            ) from None
        if person:
            raise BadInput(f"{team.name} is a team: nobody sits there by name.") from None
        return {"team": Linked(team.uid, team.name)}
    named = Linked(organisation.uid, organisation.name)
    if not person:
        return {"organisation": named}
    people = [one for one in store.organisations.contacts(named.uid) if one.left_on is None]
    try:
        found = choose(person, people, lambda one: (one.name,), what="such person", field="person")
    except NotFound:
        raise NotFound(
            f"Nobody of that name is on record at {named.name}. Add them there first, or "
            "leave the cell blank."
        ) from None
    return {"organisation": named, "person": Linked(found.uid, found.name)}


def _is_there(group: Group, new: Member, added: list[Member]) -> bool:
    """Whether a member is in the group, or higher up in the list; BadInput where one is who differs
    in nothing but the days.
    """
    for one in (*group.members, *added):
        if _seat(group, one) != _seat(group, new):
            continue
        if (one.starts, one.ends) == (new.starts, new.ends):
            return True
        if one.term.is_running(new.starts) or new.term.is_running(one.starts):
            raise BadInput(
                f"{new.name} has that seat already on other days: {row_words(one)}. Change them on "
                "the group, or in the list."
            )
    return False


def _seat(group: Group, one: Member) -> tuple[str, ...]:
    return (
        group.read_as(one.organisation),
        one.team.uid if one.team else "",
        one.person.uid if one.person else "",
        one.seat,
    )
