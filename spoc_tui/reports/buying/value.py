"""What goes out about social value: how to say it, needs by ward, and gaps of the policy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.organisations.unnamed import AN_ORGANISATION
from spoc_tui.casework.text import counted
from spoc_tui.reports.buying.contract import NOT_SAID, weight
from spoc_tui.reports.documents.document import Section
from spoc_tui.reports.documents.plain_paper import paper, tabled

if TYPE_CHECKING:
    from spoc_tui.casework.buying.need import Need
    from spoc_tui.casework.buying.opportunity import Opportunity
    from spoc_tui.casework.buying.papers import NeedsFacts, TendersFacts
    from spoc_tui.reports.documents.document import Document

_STEPS = (
    ("What changes", "Who is better off by your work, and how you know. One sentence, no jargon."),
    ("For whom, where", "How many people, in which wards, since when."),
    ("What shows it", "A count, a letter, a visit: something that the buyer can see."),
    ("What is beyond the contract", "What you do anyway that the buyer would not pay for."),
    ("What you promise", "A quantity with a unit, for whom, by when. Only what you can keep."),
)
_OTHERWISE = (
    "Answer the question that is asked, in its order and its words.",
    "Put no price on what is no money, unless the tender says by which list.",
    "If the question does not say what it means, say what you mean by social value, then answer.",
    "Ask while questions may be asked: the answer goes to all who bid.",
)


def say_it(facts: TendersFacts) -> Document:
    """How an organisation says what a contract with it does for the area."""
    asked = [
        (one.title, weight(one), one.question) for one in reversed(facts.tenders) if one.question
    ]
    heads = ("Tender", "Weight", "Question as it was asked")
    sections = [
        tabled("Say in your own words", _STEPS, (30, 70)),
        Section("And", lines=_OTHERWISE),
        tabled("What tenders asked so far", asked, (30, 12, 58), heads),
    ]
    title = "How to say your social value"
    return paper(title, "For organisations that bid.", facts.today, facts.officer, sections)


def needs(facts: NeedsFacts) -> Document:
    """By ward, what organisations could use."""
    rows = [
        (ward, facts.without_names(one.what), _whose(one, facts), _until(one))
        for ward, its in facts.wards
        for one in its
    ]
    lines = ["Bidders may offer these. Whoever offers one asks the officer first: it may be met."]
    if facts.kept_back:
        lines.append(
            f"{counted(facts.kept_back, 'more need')} may not be quoted, or was not asked."
        )
    heads = ("Ward", "What is wanted", "By whom", "Until")
    section = tabled("Needs by ward", rows, (20, 40, 25, 15), heads, lines)
    title = "What local organisations could use"
    return paper(title, "For procurement, to quote.", facts.today, facts.officer, [section])


def _whose(one: Need, facts: NeedsFacts) -> str:
    agreed = one.read_as(one.organisation) in facts.named
    return one.organisation.name if agreed else AN_ORGANISATION


def _until(one: Need) -> str:
    return show_day(one.until) if one.until else "any time"


def gaps(facts: TendersFacts) -> Document:
    """What tenders showed of the policy."""
    its = facts.tenders
    rows = [
        ("Tenders on record", f"{len(its):,}"),
        ("With the weight on record", f"{sum(one.weight is not None for one in its):,}"),
        ("That say what social value is", f"{sum(one.defined is True for one in its):,}"),
        ("That do not", f"{sum(one.defined is False for one in its):,}"),
        ("Where that is not known", f"{sum(one.defined is None for one in its):,}"),
    ]
    lacking = [
        (one.reference, one.title, weight(one), one.question or NOT_SAID)
        for one in its
        if one.defined is False
    ]
    against = [
        (one.reference, one.title, f"{each.reference}: {each.what}", each.words)
        for one in its
        for each in one.gaps
    ]
    sections = [
        tabled("In figures", rows, (50, 50)),
        tabled(
            *("Tenders that do not say what it is", lacking, (16, 30, 12, 42)),
            ("Reference", "Tender", "Weight", "Question as it was asked"),
        ),
        tabled(
            *("What speaks against a commitment or recommendation", against, (16, 26, 32, 26)),
            ("Reference", "Tender", "Against", "What it lacks"),
        ),
        Section("How to read it", lines=tuple(_read(its))),
    ]
    title = "Gaps of the policy on social value"
    return paper(title, "For whoever writes the policy.", facts.today, facts.officer, sections)


def _read(its: tuple[Opportunity, ...]) -> Iterator[str]:
    yield "Only tenders that came to the officer are counted: not all that there were."
    if its:
        yield f"The first was heard of on {show_day(its[0].heard)}."
    yield "A weight that is not on record may still have been in the tender."
