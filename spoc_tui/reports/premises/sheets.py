"""The sheets for groups: how to nominate, who may bid by when, how to claim relief from rates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.premises import dated
from spoc_tui.casework.premises.nomination import Body
from spoc_tui.casework.premises.relief import CAPS, ReliefForm
from spoc_tui.reports.documents.document import Section
from spoc_tui.reports.premises.parts import paper, tabled

if TYPE_CHECKING:
    from spoc_tui.casework.premises.disposal import Disposal
    from spoc_tui.casework.premises.nomination import Nomination
    from spoc_tui.casework.premises.papers import PremisesFacts
    from spoc_tui.casework.premises.relief import Relief
    from spoc_tui.reports.documents.document import Document

INDICATIVE = "Indicative, not legal advice: check the days before you rely on them."
ASKED = (
    "What the land is: an address, a plan or a description of its bounds.",
    "Who owns it and who uses it, as far as you know.",
    "Why it furthers, or in the recent past furthered, the social wellbeing or interests of the "
    "people who live there, and how it could go on doing so.",
    "That your body may nominate: its constitution, or the names of 21 members.",
)


def how_to_nominate(facts: PremisesFacts) -> Document:
    """For a group that nominates: who may, what is asked, and the days of this nomination."""
    one = cast("Nomination", facts.of)
    bodies = ", ".join(each.words for each in Body if each is not Body.PERSON)
    days = [("Received", show_day(one.received.day))]
    days += [("Decided by", show_day(one.decide_by))] if one.decide_by else []
    days += [("Decided", show_day(one.decided))] if one.decided else []
    return paper(
        facts,
        f"Nominating {one.land} as an asset of community value",
        INDICATIVE,
        [
            tabled("Your nomination", days, (30, 70)),
            Section(
                "Who may nominate",
                lines=(
                    f"{bodies[:1].upper()}{bodies[1:]}; with a connection to the place.",
                    "One person alone may not, nor a body that shares its surplus among members.",
                ),
            ),
            Section("What is asked", lines=ASKED),
            Section("What cannot be listed", lines=("Homes, caravan sites, operational land.",)),
            Section(
                "What follows",
                lines=_lines(facts, dated.DECIDED, dated.LISTED, dated.OWNER_REVIEW),
            ),
        ],
    )


def who_may_bid(facts: PremisesFacts) -> Document:
    """For the groups of the ward: it is to be sold, who may bid, by when."""
    one = cast("Disposal", facts.of)
    return paper(
        facts,
        f"{one.property} is to be sold: who may bid, by when",
        INDICATIVE,
        [
            tabled("The days", _days(one), (40, 60)),
            Section("What to do", lines=tuple(_what_to_do(one))),
            Section("How the days were counted", lines=tuple(one.working.splitlines())),
        ],
    )


def _days(one: Disposal) -> Iterator[tuple[str, str]]:
    yield "The council had the owner’s notice", show_day(one.received.day)
    if one.interim_end is not None and one.work_to is not None:
        working = f"; work to {show_day(one.work_to)}" if one.work_to != one.interim_end else ""
        yield "A group asks in writing by", f"{show_day(one.interim_end)}{working}"
    if one.full_end is not None:
        waits = "If one does, the owner waits until" if one.interim_end else "The owner waits until"
        yield waits, show_day(one.full_end)
    if one.protected_end is not None:
        yield "Once the wait is over the owner may sell until", show_day(one.protected_end)


def _what_to_do(one: Disposal) -> Iterator[str]:
    if one.interim_end is None:
        yield (
            "The community right to buy counts for this notice. Ask the council now what your "
            "group is to do, and by when."
        )
        return
    yield (
        "A community interest group (a parish council, a charity, a company limited by guarantee, "
        "a community interest company or a registered society, with a local connection) writes to "
        "the council that it wants to be treated as a potential bidder. It needs no offer yet."
    )
    yield (
        "Do that in the first days: the time that is left for money is counted from the notice, "
        "not from your letter."
    )
    yield "The owner need not sell to you, and may choose another bidder when the time is over."


def how_to_claim(facts: PremisesFacts) -> Document:
    """For a group: which reliefs there are, what each may come to, how to ask."""
    one = cast("Relief", facts.of)
    return paper(
        facts,
        f"Relief from business rates: {one.year}",
        f"For {one.organisation.name}. Ask Revenues before you rely on it.",
        [
            tabled(
                "Which relief",
                (
                    (each.words, facts.figures.get(CAPS.get(each, ""), _OTHERS.get(each, "")))
                    for each in ReliefForm
                ),
                (30, 70),
            ),
            Section(
                "How to ask",
                lines=(
                    "Write to Revenues with the address, the account number of the bill, your "
                    "charity number or constitution, and last year’s accounts.",
                    "Say from which day you use the property, and for what.",
                    "Ask again each year where the council’s letter says that it ends.",
                ),
            ),
            Section(
                "By when",
                lines=_lines(facts, dated.DECIDE_LIMIT, dated.WITHDRAW_NOTICE),
            ),
        ],
    )


def _lines(facts: PremisesFacts, *names: str) -> tuple[str, ...]:
    """What each of these figures is, with its source: “Decided within: 8 weeks (…).” One of none is
    no limit, and its source says so.
    """
    found = []
    for name in names:
        means = facts.figures.get(name, "")
        _, _, what = name.partition(": ")
        if means.startswith("0 "):
            means = means.partition("(")[2].removesuffix(")")
        if means:
            found.append(f"{what[:1].upper()}{what[1:]}: {means}.")
    return tuple(found)


_OTHERS = {
    ReliefForm.SMALL_BUSINESS: "By the rateable value; Revenues has the limits of the year.",
    ReliefForm.HARDSHIP: "As the council decides; ask Revenues.",
}
