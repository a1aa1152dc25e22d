"""The keys that the JSON of every record has, whatever its kind."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

from spoc_tui.cli.shapes import Shape, day, moment

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.records.listing import Listed


class HasUid(Protocol):
    @property
    def uid(self) -> str: ...


R = TypeVar("R", bound=HasUid)
COMMON = (
    *("id", "reference", "kind", "area", "status", "subject", "organisation", "organisation_id"),
    *("team", "due", "due_at", "due_what", "open", "created_at", "closed_at"),
)
"""The keys, in their order: each means the same of every kind, wherever JSON has a record."""


def common(of: Listed) -> Shape:
    """The common keys of a record; the area of a kind that is written by hand is null."""
    return {
        "id": of.uid,
        "reference": of.reference,
        "kind": of.kind,
        "area": of.area or None,
        "status": of.status,
        "subject": of.subject,
        "organisation": of.organisation,
        "organisation_id": of.organisation_uid,
        "team": of.team,
        "due": day(of.due.day) if of.due else None,
        "due_at": moment(of.due_at),
        "due_what": of.due_what,
        "open": of.is_open,
        "created_at": moment(of.came_at),
        "closed_at": moment(of.closed_at),
    }


def shaped(store: Store, found: Sequence[R], shape: Callable[[R], Shape]) -> list[Shape]:
    """Records as their kind has them, with the common keys before, which nothing of it replaces."""
    commons = common_of(store, [one.uid for one in found])
    return [commons[one.uid] | _own(shape(one)) for one in found]


def _own(shape: Shape) -> Shape:
    return {name: value for name, value in shape.items() if name not in COMMON}


def common_of(store: Store, uids: Collection[str]) -> Mapping[str, Shape]:
    """The common keys of these records, by uid."""
    from db.records.listing import read_listed

    return {uid: common(one) for uid, one in read_listed(store.connection, uids).items()}
