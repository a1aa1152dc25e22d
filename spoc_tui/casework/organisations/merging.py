"""Which of two organisations' facts one organisation keeps, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.organisations.fields import ORGANISATION
from spoc_tui.casework.text import compared
from spoc_tui.casework.typed_values import is_unknown

COMBINED = ("incomes", "challenges", "tags", "memberships", "notes")
"""Fields of which both may be kept."""
CONSENTS = ("published_on", "named_on")
"""What an organisation has agreed to: one of the two that did not, and the one did not."""


class MergeSide(StrEnum):
    """Whose value is kept: the survivor's, the merged one's, or both together."""

    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"


Typed = Mapping[str, str]
"""An organisation's fields as `organisation_typed` shows them."""


def usual_side(field: str, ours: str, theirs: str) -> MergeSide:
    """Whose value of a field is kept unless the officer says otherwise.

    What one does not know is taken from the other; lists and notes are combined; a consent holds
    only where both gave it; *not known before* only where neither was in a list.
    """
    if ours == theirs:
        return MergeSide.OURS
    if field in CONSENTS:
        return MergeSide.OURS if theirs or not ours else MergeSide.THEIRS
    if field == "not_known_before":
        return MergeSide.THEIRS if theirs == "no" else MergeSide.OURS
    if field == "state" or is_unknown(theirs):
        return MergeSide.OURS
    if is_unknown(ours):
        return MergeSide.THEIRS
    return MergeSide.BOTH if field in COMBINED else MergeSide.OURS


def combined(ours: Iterable[str], theirs: Iterable[str]) -> list[str]:
    """The words of both, each once, however it is written."""
    parts: dict[str, str] = {}
    for part in (*ours, *theirs):
        parts.setdefault(compared(part), part)
    return list(parts.values())


def sides(ours: Typed, theirs: Typed, taken: Mapping[str, str]) -> dict[str, MergeSide]:
    """Whose value of each field is kept; `taken` are the officer's own choices, by field.

    BadInput for a field or a side that there is not.
    """
    chosen = {field: usual_side(field, ours[field], theirs[field]) for field in ORGANISATION}
    for field, side in taken.items():
        if field not in ORGANISATION:
            raise BadInput(
                f"An organisation has no “{field[:60]}”. Fields: {', '.join(ORGANISATION)}.",
                field="take",
            )
        chosen[field] = read_side(field, side)
    return chosen


def read_side(field: str, side: str) -> MergeSide:
    """A side as it is named; BadInput where the field cannot have that one."""
    possible = sides_of(field)
    if side not in possible:
        raise BadInput(f"Of {field}, choose one of: {', '.join(possible)}.", field="take")
    return MergeSide(side)


def sides_of(field: str) -> tuple[MergeSide, ...]:
    """The sides a field may be taken from."""
    return tuple(MergeSide) if field in COMBINED else (MergeSide.OURS, MergeSide.THEIRS)


def require_mergeable(
    survivor: str, merged: str, *, same: bool, states: tuple[str, str], related: bool
) -> None:
    """Refused, in words, where `merged` cannot be merged into `survivor` (their names).

    `states` are theirs in that order; `related`: one is a branch of the other, or beneath it.
    """
    if same:
        raise Refused(f"{survivor} cannot be merged with itself: name another.")
    for name, state in zip((survivor, merged), states, strict=True):
        if state == "merged":
            raise Refused(f"{name} is merged into another already: merge with that one.")
    if related:
        raise Refused(
            f"{survivor} and {merged} are an organisation and its branch. If they are one and the "
            "same, take the branch out of it first: edit what it is part of."
        )
