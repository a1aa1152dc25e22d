"""The plain text of organisations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import london_date, show_day, show_day_and_time, show_moment
from spoc_tui.casework.organisations.fields import describe_organisation, prefers
from spoc_tui.cli.organisations.shapes import in_short
from spoc_tui.cli.words import not_listed, row

if TYPE_CHECKING:
    from spoc_tui.casework.organisations.organisation import Contact, Merged, Organisation
    from spoc_tui.cli.organisations.shapes import Whole


MOST_ENTRIES = 1_000
"""How much of a timeline is shown at most."""


def listed(found: Sequence[Organisation], more: int) -> str:
    """Organisations, one a line; `more` there are."""
    if not found:
        return "There is no such organisation."
    lines = [_line(one) for one in found]
    return "\n".join(lines + ([not_listed(more, len(found) + more)] if more else []))


def whole(of: Whole) -> str:
    """An organisation in full, as `spoc organisation show` prints it."""
    organisation, glance = of.glance.organisation, of.glance
    late = f", {glance.late_count} of them late" if glance.late_count else ""
    parts = [organisation.name, *map(_merged, of.merged), *_profile(of)]
    parts += map(_person, glance.people)
    if glance.last_contacts:
        last = glance.last_contacts[0]
        described = f"{show_day(london_date(last.at))}, {last.words}: {last.subject}"
        parts.append(row("last contact", described, 18))
    if glance.open_count:
        parts += ["", f"Open enquiries: {glance.open_count}{late}"]
        parts += [
            f"  {one.reference}  {one.title} ({one.status.words}, answer by "
            f"{show_day(one.answer_by)})"
            for one in glance.open_enquiries
        ]
    for short, found in in_short(glance.of_kinds):
        if found:
            parts += ["", f"{short.heading}: {len(found)}"]
        for one in found:
            stands = short.line(one, organisation.uid, of.today)
            parts.append(f"  {one.reference}  {one.subject} ({stands})")
    if glance.records:
        parts += ["", f"What else is open: {len(glance.records)}"]
        parts += [f"  {one.reference}  {one.subject} ({one.stands})" for one in glance.records]
    if glance.promises:
        parts += ["", "Promises to keep"]
        parts += [
            f"  {reference}  {promise.text}, by {show_day_and_time(promise.by)}"
            + (" (overdue)" if (reference, promise) in glance.overdue_promises else "")
            for reference, promise in glance.promises
        ]
    if of.facts:
        parts += ["", "Where it is known from"]
        parts += [
            f"  {_label(fact.field):<18}{fact.source}, {show_moment(fact.at)}" for fact in of.facts
        ]
    if of.entries:
        parts += ["", "In the lists"]
        parts += [f"  {entry.described(of.today)}" for entry in of.entries]
    if of.timeline:
        parts += ["", "Timeline"]
        parts += [
            f"  {show_moment(entry.at)}  {entry.reference}  {entry.words}"
            + (f" ({entry.whom})" if entry.whom else "")
            + (f": {' '.join(entry.text.split())}" if entry.text else "")
            for entry in of.timeline
        ]
        if of.earlier:
            said = not_listed(of.earlier, of.earlier + len(of.timeline), MOST_ENTRIES, "--timeline")
            parts.append(f"  {said}")
    return "\n".join(parts)


def _profile(of: Whole) -> Iterator[str]:
    described = describe_organisation(of.glance.organisation)
    described.pop("name")
    for field, text in described.items():
        if text:
            yield row(_label(field), text, 18)
    parts = (
        ("numbers", [identifier.text for identifier in of.glance.organisation.identifiers]),
        ("also called", [other.name for other in of.other_names]),
        ("branches", [branch.name for branch in of.branches]),
    )
    for label, names in parts:
        if names:
            yield row(label, "; ".join(names), 18)


def _merged(one: Merged) -> str:
    return row("merged", f"{one.name}, merged into it on {show_moment(one.at)}", 18)


def _label(field: str) -> str:
    return field.replace("_", " ")


def _person(person: Contact) -> str:
    left = f"left {show_day(person.left_on)}" if person.left_on else ""
    marks = (person.name, person.role, person.phone, person.email, prefers(person), left)
    return row("person", ", ".join(filter(None, marks)), 18)


def _line(of: Organisation) -> str:
    where = ", ".join(filter(None, (of.state_described, of.ward, of.postcode)))
    return "  ".join(filter(None, (of.name, f"({where})" if where else "", of.phone)))
