"""Who was asked on a record: a signatory, a councillor, a group; what came of it, who was told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.kinds.fields import Linked, day, line, link, text
from spoc_tui.casework.records.require import require_order, require_text
from spoc_tui.casework.text import compared, fold


@dataclass(frozen=True, kw_only=True, repr=False)
class Party:
    """Somebody who is asked on a record, and what became of that."""

    uid: str = ""
    role: str = line("Role", "what they are on this record", needed=True, column=12)
    organisation: Linked | None = link("Organisation", "organisation", column=0)
    contact: Linked | None = link("Person", "contact", "whom at it", personal=True)
    team: Linked | None = link("Team", "team", "of the council, or a partner's")
    called: str = line(
        "In words", "who it is, where they are on no list", searched=True, personal=True
    )
    asked: date | None = day("Asked", past=True, column=10)
    reminded: date | None = day("Reminded", "the last time", past=True)
    answered: date | None = day("Answered", past=True, column=10, group="answer")
    answer: str = text("Answer", "what they said", searched=True, group="answer")
    excused: str = line("Why not", "why no answer is expected, or why they are not told")
    told: date | None = day("Told", "when they heard what came of it", past=True, column=10)
    number: int = field(default=0, compare=False)
    """By which they are named on their record, where they were asked: the how many-th that was, so
    that it stays whoever is asked after; 0: they were not. Where they stand there to be told
    (`Kind.calls_in`), the how many-th they came.
    """

    @property
    def who(self) -> str:
        """“Ann Lee, Strood Scouts”, “Planning”, or as they are called."""
        named = (one.name for one in (self.contact, self.organisation, self.team) if one)
        return ", ".join(named) or self.called

    @property
    def key(self) -> tuple[str, ...]:
        """The value that the same party has, whoever wrote it."""
        uids = (one.uid if one else "" for one in (self.organisation, self.contact, self.team))
        return (self.role, *uids, compared(self.called))

    @property
    def place(self) -> tuple[bool, int, str]:
        """The sort key of parties: who was asked by number, then the others by name."""
        return self.number == 0, self.number, fold(self.who)

    @property
    def is_silent(self) -> bool:
        """Whether an answer is awaited."""
        return self.asked is not None and self.answered is None and not self.excused

    @property
    def waits_to_hear(self) -> bool:
        """Whether they answered, and have not heard what came of it."""
        return self.answered is not None and self.told is None and not self.excused

    def is_late(self, closes: date | None) -> bool:
        """Whether they answered after the last day; a late answer is kept, and marked."""
        return None not in (self.answered, closes) and self.answered > closes  # type: ignore[operator]


def ask(parties: Sequence[Party], new: Party, on: date) -> Party:
    """Somebody is asked, or asked after all who is there already, or is excused; BadInput where
    nobody is named, Refused where they were asked.
    """
    if not new.who:
        raise BadInput("Say who is asked.", field="organisation")
    before = next((one for one in parties if one.key == new.key), new)
    if before.asked is not None and before.excused and before.answered is None:
        return replace(before, excused="")
    if before.asked is not None:
        raise Refused(
            f"{before.who} was asked already, on {show_day(before.asked)}. Remind them instead."
        )
    return replace(before, asked=on, excused="")


def remind(one: Party, on: date) -> Party:
    """They are asked again; Refused where no answer is awaited."""
    _require_silent(one)
    require_order(one.asked, on, f"{one.who} cannot be reminded before being asked", "on")
    return replace(one, reminded=on)


def answer(one: Party, said: str, on: date) -> Party:
    """What they answered; Refused where they answered, were not asked, or are excused."""
    if one.asked is None:
        raise Refused(f"{one.who} was not asked yet.")
    if one.answered is not None:
        raise Refused(f"{one.who} answered already, on {show_day(one.answered)}. Edit that.")
    if one.excused:
        raise Refused(
            f"{one.who} is excused: {one.excused.rstrip('.')}. If that no longer holds, ask them "
            "again first, and then put down their answer."
        )
    require_order(one.asked, on, f"{one.who} cannot have answered before being asked", "on")
    return replace(one, answered=on, answer=said)


def excuse(one: Party, why: str) -> Party:
    """No answer is expected of them, or they are not told, for a reason."""
    if not (one.is_silent or one.waits_to_hear):
        raise Refused(f"Nothing is awaited of {one.who}, nor owed to them.")
    return replace(one, excused=require_text(why, "why they are excused", "why"))


def tell(one: Party, on: date) -> Party:
    """They heard what came of it; Refused where they were told."""
    if one.told is not None:
        raise Refused(f"{one.who} was told already, on {show_day(one.told)}.")
    first = one.answered or one.asked
    require_order(first, on, f"{one.who} cannot have been told before that", "on")
    return replace(one, told=on)


def with_parties(parties: Sequence[Party], changed: Iterable[Party]) -> tuple[Party, ...]:
    """The parties of a record, where some have changed, or are new."""
    now = {one.key: one for one in changed}
    return (*(now.pop(one.key, one) for one in parties), *now.values())


def silent(parties: Iterable[Party]) -> Iterator[Party]:
    """The parties whose answer is awaited, the longest first."""
    waiting = (one for one in parties if one.is_silent)
    yield from sorted(waiting, key=lambda one: (one.reminded or one.asked or date.max, one.place))


def _require_silent(one: Party) -> None:
    if one.asked is None:
        raise Refused(f"{one.who} was not asked yet.")
    if one.answered is not None:
        raise Refused(f"{one.who} answered already, on {show_day(one.answered)}.")
    if one.excused:
        raise Refused(f"No answer is expected of {one.who}: {one.excused}.")
