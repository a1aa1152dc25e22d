"""Whose voice was heard, by the groups that organisations serve, beside the untagged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from spoc_tui.casework.figures.hiding import PublishedCount, parts_of

FEW = 5
"""Fewer organisations than this are not counted in public, for they might be told by them."""


class GroupCounts(NamedTuple):
    """Of the organisations that serve one group, or of those of which nobody knows."""

    tagged: int = 0
    """How many there are."""
    heard: int = 0
    """How many of them were heard from."""
    awarded: int = 0
    """How many of them were given an award."""
    invited: int = 0
    """How many of them were invited to a plan."""
    told_of: int = 0
    """Of how many of them a story came out."""


GIVEN = tuple(name for name in GroupCounts._fields if name != "tagged")
"""The counts of what was heard from, or came to, those organisations."""


class ByGroup(NamedTuple):
    """A period, by group: an organisation is counted with each group that it serves."""

    groups: Mapping[str, GroupCounts]
    """By name, in the order of the list."""
    untagged: GroupCounts
    """Those of which nobody knows whom they serve: that is not that they serve none. Of those that
    are in none of the other counts nobody counts how many there are.
    """
    stale: int
    """Of those heard from, how many were tagged so long ago that it is to be asked again."""

    @property
    def silent(self) -> list[str]:
        """The groups that organisations serve of which none was heard from."""
        return [name for name, one in self.groups.items() if one.tagged and not one.heard]

    def published(self, of: str) -> tuple[dict[str, PublishedCount], PublishedCount]:
        """One of its counts as it may be given out: by group, and of the untagged; small ones are
        hidden, and so that none follows from the others.
        """
        rest = "\ue000"
        counts = {name: getattr(one, of) for name, one in self.groups.items()}
        found = parts_of({**counts, rest: getattr(self.untagged, of)}, hide_few=True, few=FEW)
        return {name: found[name] for name in counts}, found[rest]
