"""Which spaces fit what a group asks for: by ward, by how many they hold, by price."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from spoc_tui.casework.money import show_money
from spoc_tui.casework.premises.space import Space
from spoc_tui.casework.text import compared


class Wanted(NamedTuple):
    """What is asked of a space; None and blank: anything does."""

    ward: str = ""
    people: int | None = None
    budget: int | None = None
    """At most so many pence for an hour."""


class Fit(NamedTuple):
    """A space that fits, and what is not known of it that was asked for."""

    space: Space
    unknown: tuple[str, ...]
    other_ward: bool
    """Whether it is in another ward, or in one that is not known."""

    @property
    def words(self) -> str:
        """“SPC-26-0001 Elm Hall, Main hall: Strood North, 40 people, £12.00 an hour”."""
        one = self.space
        parts = [one.ward or "ward not known"]
        parts.append(f"{one.capacity:,} people" if one.capacity is not None else "size not known")
        if one.price is not None:
            parts.append(f"{show_money(one.price)} an hour" if one.price else "free")
        else:
            parts.append("price not known")
        return f"{one.reference} {one.subject}: {', '.join(parts)}"


def fitting(spaces: Iterable[Space], wanted: Wanted) -> list[Fit]:
    """The open spaces that are large and cheap enough, as far as that is known: those of the ward
    first, then of which more is known, the cheapest and then the smallest first.
    """
    found = [_fit(one, wanted) for one in spaces if one.is_open and _may_do(one, wanted)]
    return sorted(
        found,
        key=lambda fit: (
            fit.other_ward,
            len(fit.unknown),
            fit.space.price if fit.space.price is not None else 10**12,
            fit.space.capacity or 0,
            fit.space.reference,
        ),
    )


def _may_do(one: Space, wanted: Wanted) -> bool:
    small = None not in (one.capacity, wanted.people) and one.capacity < wanted.people  # type: ignore[operator]
    dear = None not in (one.price, wanted.budget) and one.price > wanted.budget  # type: ignore[operator]
    return not (small or dear)


def _fit(one: Space, wanted: Wanted) -> Fit:
    unknown = []
    if wanted.people is not None and one.capacity is None:
        unknown.append("size")
    if wanted.budget is not None and one.price is None:
        unknown.append("price")
    elsewhere = bool(wanted.ward) and compared(one.ward) != compared(wanted.ward)
    return Fit(one, tuple(unknown), elsewhere)
