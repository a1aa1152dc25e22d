"""The acts of every kind on whose records somebody is asked: asked, reminded, heard, told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.errors import NotFound, Refused
from spoc_tui.casework.kinds import party
from spoc_tui.casework.kinds.act import Act, Change, act
from spoc_tui.casework.kinds.fields import Linked, choice, day, line, link, named, text, whom
from spoc_tui.casework.kinds.party import Party
from spoc_tui.casework.kinds.record import DeclaredRecord
from spoc_tui.casework.records.references import in_full
from spoc_tui.casework.records.require import require_order
from spoc_tui.casework.records.worded import Worded
from spoc_tui.casework.text import shortened

if TYPE_CHECKING:
    from spoc_tui.casework.kinds.kind import Kind
    from spoc_tui.casework.kinds.now import Now

WHO_FIELD = whom("Who", "number or name of who was asked", needed=True)
SOME = whom("Who", "number or name of who was asked; blank: all of them")
ON = day("On", "blank: today", past=True)
ANSWER_LENGTH = 200
"""How much of an answer the timeline says."""


def _needs(may: Callable[[Party], bool], why: str) -> Callable[[DeclaredRecord], None]:
    """Refuses what makes sense on none of those who were asked."""

    def need(one: DeclaredRecord) -> None:
        if not any(map(may, one.parties)):
            raise Refused(f"On {in_full(one)} {why}.")

    return need


@act(
    "Ask somebody",
    "asked",
    asks={
        "role": choice("Role", Worded, "what they are on this record", needed=True),
        "organisation": link("Organisation", "organisation"),
        "contact": link("Person", "contact", "whom at it"),
        "team": link("Team", "team", "of the council, or a partner's"),
        "called": line("In words", "who it is, where they are on no list"),
        "on": ON,
    },
)
def ask(
    one: DeclaredRecord,
    now: Now,
    *,
    role: Worded,
    organisation: Linked | None,
    contact: Linked | None,
    team: Linked | None,
    called: str,
    on: date | None,
) -> Change:
    """Ask somebody, and wait for their answer."""
    new = Party(
        role=role.value, organisation=organisation, contact=contact, team=team, called=called
    )
    asked = party.ask(one.parties, new, on or now.today)
    return Change(text=f"{asked.who}, {role.words}", then=(asked,))


@act(
    "Remind who was asked",
    "reminded",
    needs=_needs(lambda one: one.is_silent, "no answer is awaited"),
    asks={"who": SOME, "on": ON},
)
def remind(one: DeclaredRecord, now: Now, *, who: str, on: date | None) -> Change:
    """Ask somebody again who has not answered yet, or all who have not."""
    silent = [each for each in one.parties if each.is_silent]
    meant = [party_of(one, who)] if who else silent
    return _of_each([party.remind(each, on or now.today) for each in meant])


@act(
    "They answered",
    "answer in",
    on_closed=True,
    needs=_needs(lambda one: one.asked is not None and one.answered is None, "nobody is to answer"),
    asks={"who": WHO_FIELD, "said": text("Answer", "what they said"), "on": ON},
)
def answer(one: DeclaredRecord, now: Now, *, who: str, said: str, on: date | None) -> Change:
    """Record the answer of somebody who was asked."""
    answered = party.answer(party_of(one, who), said, on or now.today)
    words = f"{answered.who}: {shortened(said, ANSWER_LENGTH)}" if said else answered.who
    return Change(text=words, then=(answered,))


@act(
    "Excuse who was asked",
    "excused",
    on_closed=True,
    needs=_needs(
        lambda one: one.is_silent or one.waits_to_hear, "nothing is awaited of anybody, nor owed"
    ),
    asks={
        "who": WHO_FIELD,
        "why": text("Why", "why no answer is expected, or they are not told", needed=True),
    },
)
def excuse(one: DeclaredRecord, now: Now, *, who: str, why: str) -> Change:
    """No answer is expected of them, or they are not told what came of it, for a reason."""
    excused = party.excuse(party_of(one, who), why)
    return Change(text=f"{excused.who}: {why}", then=(excused,))


@act(
    "Tell what came of it",
    "outcome told",
    on_closed=True,
    needs=_needs(lambda one: one.asked is not None and one.told is None, "nobody is to be told"),
    asks={"who": SOME, "on": ON},
)
def tell(one: DeclaredRecord, now: Now, *, who: str, on: date | None) -> Change:
    """They heard what came of it: one of them, or all who have not yet."""
    return _of_each([party.tell(each, on or now.today) for each in _to_tell(one, who)])


def _to_tell(one: DeclaredRecord, who: str) -> list[Party]:
    """Who is told: the one that is named, or all who were asked and are not excused."""
    if who:
        return [party_of(one, who)]
    waiting = [each for each in one.parties if each.asked is not None and each.told is None]
    return [each for each in waiting if not each.excused] or waiting


def _of_each(parties: list[Party]) -> Change:
    """What was done with each of these."""
    return Change(text="; ".join(each.who for each in parties), then=tuple(parties))


@cache
def asking_acts(kind: Kind[Any]) -> tuple[Act[Any], ...]:
    """These acts, of a kind on whose records somebody is asked: in one of its roles, and told once
    there is an outcome, on its day or later.
    """
    role = choice("Role", kind.roles or Worded, "what they are on this record", needed=True)

    def need(one: DeclaredRecord) -> None:
        tell.check(one)
        if kind.outcome(one) is None:
            raise Refused(f"Nothing came of {one.named} yet that could be told: {kind.comes_by}.")

    def tell_it(one: DeclaredRecord, now: Now, *, who: str, on: date | None) -> Change:
        names = ", ".join(each.who for each in _to_tell(one, who))
        told = f"{names} cannot have been told before that"
        require_order(kind.outcome(one), on or now.today, told, "on")
        return tell.function(one, now, who=who, on=on)

    return (
        replace(ask, asks={**ask.asks, **named({"role": role})}),
        remind,
        *(() if kind.answered_by else (answer,)),
        excuse,
        replace(tell, needs=need, function=tell_it),
    )


def party_of(one: DeclaredRecord, typed: str) -> Party:
    """Who was meant of those on a record: by number, id or a name of theirs; Ambiguous or NotFound
    else.
    """
    from spoc_tui.casework.choosing import choose

    number = typed.strip().removesuffix(".")
    for each in one.parties:
        if each.number and number == str(each.number):
            return each
    if number.isdecimal():
        there = ", ".join(f"{each.number}. {each.who}" for each in one.parties if each.number)
        raise NotFound(f"On {in_full(one)} nobody has the number {number}: {there}.", field="who")
    return choose(
        typed,
        one.parties,
        lambda each: (
            each.who,
            *(part.name for part in (each.contact, each.organisation, each.team) if part),
            *one.also_called(each.organisation),
            each.uid,
        ),
        what="such party",
        field="who",
        uid=lambda each: each.uid,
    )
