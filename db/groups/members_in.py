"""The members of a group imported from a list: all of them, or none where a row is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from db.kinds.looking_up import Finder, now_of
from spoc_tui.casework.choosing import choose
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput, NotFound, SpocError
from spoc_tui.casework.groups.member import Member, Seat
from spoc_tui.casework.kinds.fields import Linked, fields_of
from spoc_tui.casework.kinds.reading import read_fields
from spoc_tui.casework.kinds.rows import row_words
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.records.require import require_open
from spoc_tui.casework.text import clean_line, compared, counted
from spoc_tui.registers.members import ListedMember, open_members

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.groups.group import Group


class NewPerson(NamedTuple):
    """Somebody whom a list names and who is not on record at their organisation yet."""

    name: str
    organisation: Linked

    @property
    def key(self) -> str:
        """In place of their uid until they have one: however often a list names them, they are
        one.
        """
        return f"new at {self.organisation.uid}: {compared(_untitled(self.name))}"


@dataclass(frozen=True)
class RowsIn:
    """The outcome of importing a list of rows of a record."""

    reference: str
    added: tuple[Any, ...]
    people: tuple[NewPerson, ...]
    """Those who are put on record with them."""
    there: int
    """How many were on the record already."""
    refused: tuple[RefusedRow, ...]
    dry_run: bool


def run_import(store: Store, reference: str, path: Path, *, dry_run: bool = False) -> RowsIn:
    """Adds the members of a list to a group, and who sits there for them where they are not on
    record, as one act; what it has already stays. With `dry_run` it only says what would be.

    BadInput, with each row that is refused and why, where there is one: then nothing is written.
    """
    groups = store.declared("group")
    group = cast("Group", groups.get(reference).record)
    require_open(group, "change it")
    added, refused, there = list[Member](), list[RefusedRow](), 0
    people = dict[str, NewPerson]()
    for row in open_members(path):
        if isinstance(row, RefusedRow):
            refused.append(row)
            continue
        try:
            new, person = _member(store, row)
            if _is_there(group, new, added):
                there += 1
                continue
            added.append(new)
            if person is not None:
                people.setdefault(person.key, person)
        except SpocError as error:
            refused.append(RefusedRow(row.line, str(error)))
    found = RowsIn(
        group.reference,
        _seated(added, {key: Linked("", one.name) for key, one in people.items()}),
        tuple(people.values()),
        there,
        tuple(refused),
        dry_run,
    )
    if dry_run:
        return found
    if refused:
        lines = "\n".join(f"line {one.line}: {one.why}" for one in refused)
        raise BadInput(
            f"Nothing was imported: {counted(len(refused), 'row')} cannot be taken as it "
            f"stands.\n{lines}",
            field="file",
        )
    if not added:
        return found
    with store.action(f"Imported members of {group.reference}"):
        known = {key: _put_on_record(store, one) for key, one in people.items()}
        seated = _seated(added, known)
        groups.add_rows(group.uid, "members", seated)
    return replace(found, added=seated)


def _seated(members: Iterable[Member], people: Mapping[str, Linked]) -> tuple[Member, ...]:
    """Members with those people in the place of the keys that they had until then."""
    return tuple(
        replace(one, person=people.get(one.person.uid, one.person)) if one.person else one
        for one in members
    )


def _put_on_record(store: Store, one: NewPerson) -> Linked:
    made = store.organisations.add_contact(one.organisation.uid, one.name)
    return Linked(made.uid, made.name)


def _member(store: Store, row: ListedMember) -> tuple[Member, NewPerson | None]:
    """The member that a row says, and who sits there for it where they are not on record; a
    SpocError says what of it is not known.
    """
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
    links, somebody = _sits_for(store, sits_for, person)
    new = Member(**{**values, **links})
    new.term.check()
    if new.organisation is not None and new.ends is None:
        stands = store.organisations.get(new.organisation.uid).state
        if stands == "closed":
            raise BadInput(f"{new.name} is closed. Give the day until which it was a member.")
    return new, somebody


def _sits_for(
    store: Store, typed: str, person: str
) -> tuple[dict[str, Linked | None], NewPerson | None]:
    """The organisation, or else the team, that has this name; who sits there for it, and whether
    they are to be put on record.
    """
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
        return {"team": Linked(team.uid, team.name)}, None
    named = Linked(organisation.uid, organisation.name)
    if not person:
        return {"organisation": named}, None
    somebody = clean_line(person, field="person")
    people = store.organisations.contacts(named.uid)
    here = [one for one in people if one.left_on is None]
    try:
        found = choose(
            _untitled(somebody), here, lambda one: (_untitled(one.name),), what="", field="person"
        )
    except NotFound:
        for gone in people:
            if compared(_untitled(gone.name)) == compared(_untitled(somebody)):
                assert gone.left_on is not None
                raise BadInput(
                    f"The person in it left {named.name} on {show_day(gone.left_on)}. Leave the "
                    "cell blank, or take that back first."
                ) from None
        new = NewPerson(somebody, named)
        return {"organisation": named, "person": Linked(new.key, new.name)}, new
    return {"organisation": named, "person": Linked(found.uid, found.name)}, None


_TITLES = frozenset(("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev", "revd", "cllr", "sir"))


def _untitled(name: str) -> str:
    """A name without the titles before it: by those a person is not told from another."""
    words = name.split()
    while len(words) > 1 and words[0].rstrip(".").casefold() in _TITLES:
        words.pop(0)
    return " ".join(words)


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
