"""What a story needs before it may go out: their consents, each of its day, and what else stands in
its way.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.kinds.fields import day, named
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from datetime import date

    from spoc_tui.casework.stories.story import Story

ASKED = {
    "text_on": day("Consent to the text", "when they agreed; blank: today", past=True),
    "picture_on": day("Consent to the picture", "of whose it is; blank: as it was", past=True),
    "people_on": day("Consent of the people", "of all in it; blank: as it was", past=True),
    "parent_on": day("Consent of a parent", "of each child’s; blank: as it was", past=True),
}
"""By field, each consent as it is asked."""
FIELDS = named(ASKED)
"""The same, each with its name."""


def word_count(words: str) -> int:
    """How many words these are, as a text program counts them."""
    return len(words.split())


def ends_before_it_is_out(one: Story) -> str:
    """That a consent holds no more on the day on which its issue is out, in words; blank: all do,
    as far as that day is known.
    """
    out_on = one.its_issue.out_on if one.its_issue is not None else None
    if one.came_out is not None or one.holds_until is None or out_on is None:
        return ""
    if one.holds_until >= out_on:
        return ""
    return (
        f"a consent holds until {show_day(one.holds_until)}, and the issue is out on "
        f"{show_day(out_on)}: ask them again"
    )


def lacking_consents(one: Story) -> list[str]:
    """The consents that a story needs and lacks, or will as it is out, in words."""
    return [*_lacking_consents(one)]


def _lacking_consents(one: Story) -> Iterator[str]:
    if one.text_on is None:
        yield "no consent to the text"
    if one.picture and one.picture_on is None:
        yield "no consent to the picture"
    if one.people and one.people_on is None:
        yield "no consent of the people in it"
    if one.child and one.parent_on is None:
        yield "a child is in it, and no parent agreed"
    if one.web_only:
        yield "they agreed to the web only, not to print"
    if ends := ends_before_it_is_out(one):
        yield ends


def lacking(one: Story, today: date | None = None) -> list[str]:
    """All that stands in the way of a story that is to go out; where a day is given, too, what does
    on that day.
    """
    return [*_lacking(one, today)]


def _lacking(one: Story, today: date | None) -> Iterator[str]:
    if not one.words:
        yield "no words yet"
    if one.over:
        room = f"{one.words_allowed:,}" if one.words_allowed else ""
        yield f"{counted(one.over, 'word')} too many: there is room for {room}"
    if one.approved is None:
        yield "they have not approved it"
    else:
        yield from _lacking_consents(one)
    if (
        today is not None
        and one.holds_until is not None
        and one.holds_until < today
        and not ends_before_it_is_out(one)
    ):
        yield f"a consent held until {show_day(one.holds_until)}: ask them again"
    if not one.may_be_named:
        yield f"{one.organisation.name} has not agreed to be named"
    if one.is_of_election and one.candidate is not False:
        yield (
            "the issue is out before an election, and one in it stands for it"
            if one.candidate
            else "the issue is out before an election: say whether one in it stands for it"
        )
