"""An organisation as text: what to know before saying hello, and all that is known of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from rich.table import Table
from textual.content import Content

from db.organisations.glance import Glance
from screens.widgets.case_view import facts_table
from screens.widgets.list_source import one_line
from spoc_tui.casework.dates import when
from spoc_tui.casework.lists.facts import describe_field
from spoc_tui.casework.organisations.fields import describe_organisation, prefers
from spoc_tui.casework.organisations.organisation import (
    Contact,
    Fact,
    Merged,
    Organisation,
    OtherName,
)
from spoc_tui.casework.records.every_kind import in_words
from spoc_tui.casework.records.promise import Promise

if TYPE_CHECKING:
    from db.lists.differences import Difference
    from db.lists.known import Entry

FactLine = tuple[str, str]
KeyName = Callable[[str], str]
"""The key of a command, by its name."""

OVERDUE_SHOWN = 3
PEOPLE_SHOWN = 5
MOST_NAMED = 10
"""How many other names, branches and promises are named."""
PROFILE_FIELDS = (
    "kind",
    "purpose",
    "size",
    "income",
    "staff",
    "volunteers",
    "incomes",
    "challenges",
)
"""The fields that are asked of every organisation."""
BLANK_LINE = ("", "")
"""The line between two groups."""


def headline(organisation: Organisation) -> str:
    """Whether it is still there, its name, where it is, and whether it is new to the council."""
    new = "not previously known to the council" if organisation.not_known_before else ""
    parts = (organisation.state_described.upper(), organisation.name, organisation.ward, new)
    return " · ".join(one_line(part) for part in parts if part)


def hello(glance: Glance, today: date, key: KeyName) -> Content:
    """Overdue promises, what is open, when we last spoke: a line each, what matters first in it."""
    lines = [
        Content.styled(_overdue(reference, one, today), "bold $text-error")
        for reference, one in glance.overdue_promises[:OVERDUE_SHOWN]
    ]
    if (more := len(glance.overdue_promises) - OVERDUE_SHOWN) > 0:
        lines.append(Content.styled(f"!! and {more:,} more, promised and overdue", "bold"))
    for kind in [*glance.of_kinds][::-1]:  # what they said, before what they wait for
        found = glance.of_kinds[kind]
        for described, late in in_words(kind).greeting(found, glance.organisation.uid, today):
            lines.append(Content.styled(described, "bold $text-error" if late else "bold"))
    spoken = Content.assemble(_open(glance), " · ", _last_contact(glance, today, key))
    return Content("\n").join([*lines, spoken])


def _open(glance: Glance) -> Content:
    """How many records are open; some kinds have said it in lines of their own."""
    late = glance.late_count
    counts = [in_words(kind).counted(len(found)) for kind, found in glance.of_kinds.items()]
    if glance.records:
        counts.append(f"other records open: {len(glance.records):,}")
    also = "".join(f" · {count}" for count in counts if count)
    if not glance.open_count:
        other = glance.of_kinds or glance.records
        return Content(f"No enquiry open{also}" if other else "Nothing open")
    overdue = (f", {late:,} overdue", "bold $text-error") if late else ", none overdue"
    return Content.assemble(f"{glance.open_count:,} open", overdue, also)


def _last_contact(glance: Glance, today: date, key: KeyName) -> Content:
    if not glance.last_contacts:
        return Content(f"no contact yet: {key('call')} logs a call with them")
    last = glance.last_contacts[0]
    day = when.show_day(when.london_date(last.at), today)
    return Content(f"last contact {day}, {last.words}: {one_line(last.subject)}")


def known(
    glance: Glance,
    *,
    other_names: Sequence[OtherName],
    branches: Sequence[Organisation],
    merged: Sequence[Merged],
    facts: Sequence[Fact],
    entries: Sequence[Entry],
    differences: Sequence[Difference],
    today: date,
    key: KeyName,
) -> Table:
    """All that is known of it, in two columns; what is not known is named in one line."""
    organisation = glance.organisation
    groups = (
        _reach(organisation, key),
        _people(glance.people, today, key),
        _promises(glance, today),
        _profile(organisation),
        _ties(organisation, other_names, branches, merged, today),
        _differences(differences, key),
        _sources(facts, today),
        _listed("in the lists", [one.described(today) for one in entries]),
    )
    return facts_table(_spaced(groups))


def _spaced(groups: Sequence[Iterator[FactLine]]) -> Iterator[FactLine]:
    """The groups that have something, with a blank line between them."""
    begun = False
    for group in groups:
        for place, line in enumerate(group):
            if begun and not place:
                yield BLANK_LINE
            begun = True
            yield line


def _reach(organisation: Organisation, key: KeyName) -> Iterator[FactLine]:
    address = ", ".join(filter(None, (organisation.address, organisation.postcode)))
    lines = (
        ("phone", organisation.phone),
        ("e-mail", organisation.email),
        ("web", organisation.web),
        ("address", address),
        ("ward", organisation.ward),
    )
    found = [(name, one_line(value)) for name, value in lines if value]
    yield from found or [("reach", f"No way to reach it is known yet: {key('edit')} adds one.")]


def _people(people: Sequence[Contact], today: date, key: KeyName) -> Iterator[FactLine]:
    if not people:
        yield "people", f"Nobody is known there yet: {key('person')} adds a person."
    for place, person in enumerate(people[:PEOPLE_SHOWN]):
        yield "" if place else "people", one_line(_person(person, today))
    if (more := len(people) - PEOPLE_SHOWN) > 0:
        yield "", f"and {more:,} more: {key('people')} lists them all"


def _person(person: Contact, today: date) -> str:
    parts = [person.name, person.role]
    if person.left_on is not None:
        parts.append(f"left {when.show_day(person.left_on, today)}")
    else:
        parts += [person.phone, person.email, prefers(person)]
    return ", ".join(filter(None, parts))


def _promises(glance: Glance, today: date) -> Iterator[FactLine]:
    late = glance.overdue_promises
    promises = [
        _promise(*one, today) + (", overdue" if one in late else "") for one in glance.promises
    ]
    yield from _listed("promised", promises)


def _promise(reference: str, promise: Promise, today: date) -> str:
    by = when.show_day_and_time(promise.by, today)
    return f"{one_line(promise.text)}, by {by} ({reference})"


def _overdue(reference: str, promise: Promise, today: date) -> str:
    by = when.show_day_and_time(promise.by, today)
    return f"!! Promised by {by} ({reference}): {one_line(promise.text)}"


def _profile(one: Organisation) -> Iterator[FactLine]:
    described = describe_organisation(one)
    if how := described["volunteers"]:
        described["volunteers"] = f"{how} dependent on them"
    lines = [(describe_field(field), described[field]) for field in PROFILE_FIELDS]
    yield from ((name, one_line(value)) for name, value in lines if value)
    if missing := [name for name, value in lines if not value]:
        yield "not known", ", ".join(missing)


def _ties(
    one: Organisation,
    other_names: Sequence[OtherName],
    branches: Sequence[Organisation],
    merged: Sequence[Merged],
    today: date,
) -> Iterator[FactLine]:
    yield from _listed("numbers", [number.text for number in one.identifiers])
    yield from _listed("also called", [other.name for other in other_names])
    days = [when.show_day(when.london_date(gone.at), today) for gone in merged]
    yield from _listed("merged", [f"{m.name}, {day}" for m, day in zip(merged, days, strict=True)])
    if one.parent:
        yield "part of", one_line(one.parent)
    yield from _listed("branches", [branch.name for branch in branches])
    for name, words in (("member of", one.memberships), ("tags", one.tags)):
        if words:
            yield name, one_line(", ".join(words))
    if one.notes:
        yield "notes", one.notes
    published, in_name = (_agreed(on, today) for on in (one.published_on, one.named_on))
    yield "agreed", f"to be published: {published}; to be named: {in_name}"


def _agreed(on: date | None, today: date) -> str:
    return f"yes, {when.show_day(on, today)}" if on else "no"


def _sources(facts: Sequence[Fact], today: date) -> Iterator[FactLine]:
    """Each source with its day, and the fields that are from it."""

    def told(fact: Fact) -> tuple[str, date]:
        return fact.source, when.london_date(fact.at)

    for place, ((source, day), found) in enumerate(groupby(sorted(facts, key=told), told)):
        fields = ", ".join(dict.fromkeys(describe_field(fact.field) for fact in found))
        described = f"{fields}: {source}, {when.show_day(day, today)}"
        yield "" if place else "from", one_line(described)


def _differences(differences: Sequence[Difference], key: KeyName) -> Iterator[FactLine]:
    """The differences of lists from what is recorded here."""
    yield from _listed(
        "differs",
        [f"{describe_field(one.field)}: {one.source} says {one.listed}" for one in differences],
    )
    if differences:
        yield "", f"{key('differences_here')} takes or leaves what the lists say"


def _listed(name: str, things: Sequence[str]) -> Iterator[FactLine]:
    """A thing a line, the first with the name."""
    for place, thing in enumerate(things[:MOST_NAMED]):
        yield "" if place else name, one_line(thing)
    if (more := len(things) - MOST_NAMED) > 0:
        yield "", f"and {more:,} more"
