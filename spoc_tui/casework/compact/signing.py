"""Who signs a compact, and who withdraws: a line for each time, so that whoever withdrew may sign
again and both are known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from spoc_tui.casework.compact.steps import Role
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.kinds import party
from spoc_tui.casework.kinds.act import Change, act
from spoc_tui.casework.kinds.fields import Linked, choice, day, line, link, number, text
from spoc_tui.casework.kinds.record import RecordRow
from spoc_tui.casework.kinds.rows import numbered
from spoc_tui.casework.kinds.running_out import Term
from spoc_tui.casework.records.require import require_order
from spoc_tui.casework.text import compared

if TYPE_CHECKING:
    from spoc_tui.casework.compact.compact import Compact
    from spoc_tui.casework.kinds.now import Now
    from spoc_tui.casework.kinds.party import Party


@dataclass(frozen=True, kw_only=True, repr=False)
class Signature(RecordRow):
    """That somebody signed a compact, and until when it holds for them."""

    role: Role = choice("Role", Role, "council, sector or partner", needed=True)
    organisation: Linked | None = link("Organisation", "organisation", column=0)
    team: Linked | None = link("Team", "team", "of the council, or a partner’s")
    called: str = line("In words", "who it is, where they are on no list", searched=True)
    contact: Linked | None = link("Signed by", "contact", "who signed for them", personal=True)
    signed: date = day("Signed", "the day", needed=True, past=True)
    withdrew: date | None = day("Withdrew", "the day", past=True)
    why: str = text("Why", "why they withdrew")

    @property
    def who(self) -> str:
        """As a paper or a sentence calls them."""
        return next((one.name for one in (self.organisation, self.team) if one), self.called)

    @property
    def term(self) -> Term:
        """From when until when it holds."""
        return Term(self.signed, self.withdrew)

    @property
    def stands(self) -> bool:
        """Whether it holds for them now."""
        return self.withdrew is None


def signatory(one: Compact, of: Signature | Party) -> str:
    """The key that one signatory has: an organisation by what it is read as, merged or not."""
    if of.organisation is not None:
        return one.read_as(of.organisation)
    return of.team.uid if of.team else compared(of.called)


def _is_one(one: Compact, there: Signature, new: Signature) -> bool:
    """Whether both are of one signatory: also where one is in words as the other is called."""
    if signatory(one, there) == signatory(one, new):
        return True
    names = {compared(new.who), *map(compared, one.also_called(new.organisation))}
    its = {compared(there.who), *map(compared, one.also_called(there.organisation))}
    in_words = bool(there.called or new.called)
    return in_words and bool(names & its)


def standing(one: Compact) -> list[Signature]:
    """The signatures that hold, each signatory once: of two that were merged, the first."""
    found: dict[str, Signature] = {}
    for each in one.signatures:
        if each.stands:
            found.setdefault(signatory(one, each), each)
    return list(found.values())


@act(
    "A signatory signs",
    "signature",
    asks={
        "role": choice("Role", Role, "council, sector or partner", needed=True),
        "organisation": link("Organisation", "organisation"),
        "team": link("Team", "team", "of the council, or a partner’s"),
        "called": line("In words", "who it is, where they are on no list"),
        "contact": link("Signed by", "contact", "who signed for them"),
        "on": day("On", "blank: today", past=True),
    },
)
def sign_up(
    one: Compact,
    now: Now,
    *,
    role: Role,
    organisation: Linked | None,
    team: Linked | None,
    called: str,
    contact: Linked | None,
    on: date | None,
) -> Change:
    """Somebody signs it; whoever withdrew may sign again. Whoever was asked has answered by it."""
    new = Signature(
        role=role,
        organisation=organisation,
        team=team,
        called=called,
        contact=contact,
        signed=on or now.today,
    )
    if not new.who:
        raise BadInput("Say who signs.", field="organisation")
    if organisation is not None and team is not None:
        raise BadInput("Name the organisation that signs, or the team; not both.", field="team")
    its = [each for each in one.signatures if _is_one(one, each, new)]
    for each in its:
        if each.stands:
            raise BadInput(
                f"{each.who} signed already, on {show_day(each.signed)}. It counts once.",
                field="organisation" if organisation else "team" if team else "called",
            )
        require_order(each.withdrew, new.signed, f"{new.who} withdrew after that", "on")
    again = " again" if its else ""
    text = f"{new.who}, {role.words}{again}, {show_day(new.signed)}"
    asked = tuple(_answered(one, new, now))
    return Change({"signatures": (*one.signatures, new)}, text=text, then=asked)


def _answered(one: Compact, new: Signature, now: Now) -> Iterator[Party]:
    """Who was asked to sign, and has by this."""
    for each in one.parties:
        if each.is_silent and signatory(one, each) == signatory(one, new):
            asked = each.asked or new.signed
            yield party.answer(each, "signed", max(asked, new.signed))


def _lines(one: Compact) -> str:
    return numbered(one.signatures)


def require_signatures(one: Compact) -> None:
    """Refuses where nobody's signature holds."""
    if not any(each.stands for each in one.signatures):
        raise Refused(f"{one.reference} has no signature that holds: put down who signs first.")


@act(
    "A signatory withdraws",
    "withdrawn",
    needs=require_signatures,
    recalls=_lines,
    asks={
        "number": number("Number", "of the signature", needed=True, least=1, most=1_000),
        "why": text("Why", "what they said", needed=True),
        "on": day("On", "blank: today", past=True),
    },
)
def withdraw(one: Compact, now: Now, *, number: int, why: str, on: date | None) -> Change:
    """Somebody is no longer bound by it. Their signature stays on record, with its last day."""
    if number > len(one.signatures):
        there = len(one.signatures)
        raise BadInput(f"They are numbered 1 to {there}.", field="number")
    of = one.signatures[number - 1]
    if of.withdrew is not None:
        raise Refused(f"{of.who} withdrew on {show_day(of.withdrew)}.")
    day = on or now.today
    require_order(of.signed, day, f"{of.who} cannot withdraw before signing", "on")
    changed = replace(of, withdrew=day, why=why)
    signatures = (*one.signatures[: number - 1], changed, *one.signatures[number:])
    return Change({"signatures": signatures}, text=f"{of.who}: {why}")


def names_of(signatures: Iterable[Signature]) -> list[str]:
    """Who they are, in the order in which they signed."""
    return [each.who for each in sorted(signatures, key=lambda each: each.signed)]
