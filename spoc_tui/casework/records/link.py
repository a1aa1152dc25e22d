"""A link between two records: what the one says of the other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.records.worded import Worded

ANY_RECORD = "record"
"""What a link goes to, where that may be a record of any kind."""


class Says(Worded):
    """The bearing of a link: what a record says of the one that it is linked to."""

    ABOUT = "about"
    FOR = "for"
    AGAINST = "against"
    MIXED = "mixed"
    MATCHES = "matches"
    CAME_OF = "came-of"

    @property
    def words(self) -> str:
        return {
            "for": "speaks for",
            "against": "speaks against",
            "mixed": "speaks for and against",
        }.get(self.value, self.value.replace("-", " "))

    @property
    def words_back(self) -> str:
        """The words of the link from the other record's side."""
        return {
            Says.ABOUT: "is what this is about:",
            Says.FOR: "has for it",
            Says.AGAINST: "has against it",
            Says.MIXED: "has for and against it",
            Says.MATCHES: "matches",
            Says.CAME_OF: "led to",
        }[self]

    @property
    def is_evidence(self) -> bool:
        """Whether it speaks for or against, so that there is one verdict on each record."""
        return self in (Says.FOR, Says.AGAINST, Says.MIXED)


class RecordLink(NamedTuple):
    """One record linked to another, by their uids."""

    of: str
    """Which record says something."""
    to: str
    """Which record it says it of."""
    says: Says
    words: str = ""
    on: date | None = None
    """Since when it holds; None: it was only offered."""
    publish: bool | None = None
    """Whether it may be published; None: not asked yet."""
    offered: date | None = None
    """When the program offered it, for the officer to say."""
    declined: date | None = None
    """When the officer declined it: it is not offered again."""
    uid: str = ""

    @property
    def publish_words(self) -> str:
        """“may be published”, “not to be published”; blank while it was not asked."""
        return {True: "may be published", False: "not to be published", None: ""}[self.publish]

    @property
    def is_in_force(self) -> bool:
        return self.on is not None and self.declined is None

    def means_the_same(self, other: RecordLink) -> bool:
        """Whether it links the same two records in the same respect; a match has no direction."""
        if self.says.is_evidence and other.says.is_evidence:
            return (self.of, self.to) == (other.of, other.to)
        ends = (other.of, other.to)
        same = (self.of, self.to) == ends
        if self.says is Says.MATCHES:
            same = same or (self.to, self.of) == ends
        return same and self.says is other.says


class DescribedLink(NamedTuple):
    """A link of a record, from its side: what the one says of the other."""

    link: RecordLink
    words: str
    """“speaks for”; of what the other says, “has for it”."""
    uid: str
    """That of the other record."""
    kind: str
    name: str
    """The other's reference and subject."""
    reference: str = ""
    """The other's; blank: it has none."""

    @property
    def is_from_this_record(self) -> bool:
        """Whether it is this record that says it, and not the other."""
        return self.link.of != self.uid


def check_link(
    new: RecordLink, kept: Iterable[RecordLink], *, called: str, undone: date | None = None
) -> RecordLink | None:
    """The kept link whose place the new one takes, which was only offered or was declined; None
    where it is a new one.

    `called` is the record it goes to, `undone` when that was undone. Refused for a link to itself,
    to what was undone, or twice; BadInput for what speaks for and against without saying why.
    """
    if new.of == new.to:
        raise Refused(f"{called} cannot be linked to itself.")
    if undone is not None:
        raise Refused(
            f"{called} was undone on {show_day(undone)}. Redo that before you link to it."
        )
    before = next((one for one in kept if new.means_the_same(one)), None)
    if before is not None and before.is_in_force:
        since = f", since {show_day(before.on)}" if before.on else ""
        raise Refused(
            f"The link “{before.says.words} {called}” is there already{since}. "
            + (
                "Take that away first (“unlink”); what speaks both for and against is mixed, and "
                "says why."
                if before.says.is_evidence and before.says is not new.says
                else "Nothing was linked twice."
            )
        )
    if new.says is Says.MIXED and not new.words.strip():
        raise BadInput("Say what speaks for it, and what against.", field="words")
    return before


def accept(link: RecordLink, today: date) -> RecordLink:
    """A link that was offered, taken; Refused where it was taken already."""
    if link.is_in_force:
        raise Refused("That link is there already.")
    return link._replace(on=today, declined=None)


def decline(link: RecordLink, today: date) -> RecordLink:
    """A link that was offered, not taken; Refused where it was taken."""
    if link.is_in_force:
        raise Refused("That link is there already. Undo it instead.")
    if link.declined is not None:
        raise Refused(f"It was declined already, on {show_day(link.declined)}.")
    return link._replace(declined=today)
