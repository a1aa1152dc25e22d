"""The JSON shapes of organisations and their people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from spoc_tui.casework.records.kinds import BY_HAND
from spoc_tui.cli.common_keys import shaped
from spoc_tui.cli.every_kind import printed
from spoc_tui.cli.shapes import Shape, day, hour, moment

if TYPE_CHECKING:
    from datetime import date

    from db.lists.known import Entry
    from db.organisations.glance import Glance
    from db.organisations.timeline import TimelineEntry
    from db.store import Store
    from spoc_tui.casework.organisations.organisation import (
        Contact,
        Fact,
        Merged,
        Organisation,
        OtherName,
    )
    from spoc_tui.cli.every_kind import InShort


class Whole(NamedTuple):
    """All that is shown of an organisation."""

    glance: Glance
    other_names: list[OtherName]
    branches: list[Organisation]
    facts: list[Fact]
    timeline: list[TimelineEntry]
    earlier: int
    """How many entries its timeline has before those."""
    merged: list[Merged]
    entries: list[Entry]
    today: date


def read_whole(store: Store, uid: str, entries: int) -> Whole:
    """An organisation with what belongs to it, and so many entries of its timeline."""
    known = store.organisations
    timeline = known.timeline(uid, 0, entries)
    return Whole(
        known.glance(uid),
        known.other_names(uid),
        known.branches(uid),
        known.facts(uid),
        timeline,
        known.timeline_count(uid) - len(timeline),
        known.merged_into(uid),
        store.lists.entries(uid),
        store.today(),
    )


def organisation(of: Organisation) -> Shape:
    """An organisation's profile; null and empty are unknown."""
    return {
        "id": of.uid,
        "name": of.name,
        "kind": of.kind,
        "purpose": of.purpose,
        "address": of.address,
        "postcode": of.postcode,
        "ward": of.ward,
        "phone": of.phone,
        "email": of.email,
        "web": of.web,
        "notes": of.notes,
        "state": of.state,
        "size": of.size.value,
        "income_pence": of.income_pence,
        "staff": of.staff,
        "volunteers": of.volunteers.value,
        "incomes": list(of.incomes),
        "challenges": list(of.challenges),
        "tags": list(of.tags),
        "memberships": list(of.memberships),
        "parent": of.parent,
        "parent_id": of.parent_uid,
        "published_on": day(of.published_on),
        "named_on": day(of.named_on),
        "not_known_before": of.not_known_before,
        "identifiers": [identifier.text for identifier in of.identifiers],
    }


def contact(of: Contact) -> Shape:
    """A person at an organisation."""
    return {
        "id": of.uid,
        "organisation": of.organisation,
        "organisation_id": of.organisation_uid,
        "name": of.name,
        "role": of.role,
        "phone": of.phone,
        "email": of.email,
        "preferred": of.preferred.value,
        "wards": list(of.wards),
        "since": day(of.since),
        "left_on": day(of.left_on),
    }


def in_short(of_kinds: Mapping[str, Sequence[Any]]) -> Iterator[tuple[InShort, Sequence[Any]]]:
    """How each kind written by hand says its records in short, and those of them that there are."""
    for kind in BY_HAND:
        section = printed(kind.code).in_short
        if section is not None:
            yield section, of_kinds.get(kind.code, ())


def merged(of: list[Merged]) -> list[Shape]:
    """Those that were merged into an organisation."""
    return [{"id": one.uid, "name": one.name, "at": moment(one.at)} for one in of]


def whole(store: Store, of: Whole) -> Shape:
    """An organisation with its people, what is open, its timeline, and where facts came from."""
    glance = of.glance
    uid = glance.organisation.uid
    return {
        **organisation(glance.organisation),
        "other_names": [other.name for other in of.other_names],
        "merged": merged(of.merged),
        "branches": [{"id": one.uid, "name": one.name} for one in of.branches],
        "people": [contact(person) for person in glance.people],
        "open": glance.open_count,
        "late": glance.late_count,
        "enquiries": shaped(
            store,
            glance.open_enquiries,
            lambda one: {"urgency": one.urgency.value, "answer_by": day(one.answer_by)},
        ),
        **{
            section.key: shaped(
                store, found, partial(section.shape, organisation_uid=uid, today=of.today)
            )
            for section, found in in_short(glance.of_kinds)
        },
        "records": shaped(store, glance.records, lambda _: {}),
        "promises": [
            {
                "reference": reference,
                "number": promise.number,
                "text": promise.text,
                "due": day(promise.due),
                "due_time": hour(promise.due_time),
                "overdue": (reference, promise) in glance.overdue_promises,
            }
            for reference, promise in glance.promises
        ],
        "last_contact": _last_contact(glance),
        "facts": [
            {"field": fact.field, "value": fact.value, "source": fact.source, "at": moment(fact.at)}
            for fact in of.facts
        ],
        "lists": [
            {
                "source": one.source,
                "key": one.key,
                "seen_at": moment(one.seen_at),
                "gone_on": day(one.gone_on),
                "standing": one.standing,
            }
            for one in of.entries
        ],
        "timeline": [
            {
                "at": moment(entry.at),
                "kind": entry.kind.value,
                "text": entry.text,
                "whom": entry.whom,
                "record": entry.record_kind,
                "reference": entry.reference,
                "subject": entry.subject,
            }
            for entry in of.timeline
        ],
    }


def _last_contact(of: Glance) -> Shape | None:
    """When they were last spoken with, and of what."""
    if not of.last_contacts:
        return None
    last = of.last_contacts[0]
    return {
        "at": moment(last.at),
        "kind": last.kind.value,
        "reference": last.reference,
        "subject": last.subject,
    }
