"""What goes out about one contract: the alert to the sector, and a joint bid on one page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spoc_tui.casework.buying.steps import Part, Reserved
from spoc_tui.casework.dates.when import show_day, show_day_and_time
from spoc_tui.casework.money import show_money
from spoc_tui.casework.text import counted
from spoc_tui.reports.documents.document import Section
from spoc_tui.reports.documents.plain_paper import paper, tabled

if TYPE_CHECKING:
    from spoc_tui.casework.buying.opportunity import Opportunity
    from spoc_tui.casework.buying.papers import OpportunityFacts
    from spoc_tui.reports.documents.document import Document

NOT_SAID = "not said"
IN_CONFIDENCE = (
    "This was told in confidence. Do not pass it on before it is published: whoever hears of it "
    "before others has an advantage."
)


def alert(facts: OpportunityFacts) -> Document:
    """What is bought, until when to ask and to bid, and what is asked of social value."""
    one = facts.opportunity
    sections = [tabled("What is to be bought", list(_what(facts)), (28, 72))]
    if one.confidential:
        sections.insert(0, Section("In confidence", lines=(IN_CONFIDENCE,)))
    if one.what_for:
        sections.append(Section("What is wanted", lines=tuple(one.what_for.splitlines())))
    sections.append(tabled("Social value", list(_value(one)), (28, 72)))
    sections.append(Section("What to do", lines=tuple(_to_do())))
    title = f"Contract to come: {one.title}"
    return paper(title, "For the voluntary sector.", facts.today, facts.officer, sections)


def _what(facts: OpportunityFacts) -> Iterator[tuple[str, str]]:
    one = facts.opportunity
    yield "What", one.title
    yield "Buyer", one.team.name
    yield "Notice", ", ".join(filter(None, (one.notice.words, one.notice_id)))
    yield "Estimate", _estimate(one)
    if one.reserved:
        yield "Reserved for", ", ".join(Reserved(each).words for each in one.reserved)
    if one.questions_by:
        yield "Questions until", show_day_and_time(one.questions_by)
    yield "Closes", _closes(facts)
    if one.starts or one.ends:
        days = (show_day(each) if each else NOT_SAID for each in (one.starts, one.ends))
        yield "Contract", " to ".join(days)
    yield "Reference", one.reference


def _estimate(one: Opportunity) -> str:
    if one.estimate is None:
        return NOT_SAID
    tax = one.tax.words if one.tax else "with or without VAT: not said"
    return f"{show_money(one.estimate)}, {tax}"


def _closes(facts: OpportunityFacts) -> str:
    one = facts.opportunity
    if one.closes is None:
        return NOT_SAID
    left = facts.working_days
    days = f", {counted(left, 'working day')} from today" if left is not None else ", it is over"
    moved = "; it was another day before" if one.deadlines else ""
    return f"{show_day_and_time(one.closes)} (London){days}{moved}"


def weight(one: Opportunity) -> str:
    """“10 %”, “12.50 %”, or that it is not said."""
    if one.weight is None:
        return NOT_SAID
    whole, rest = divmod(one.weight, 100)
    return f"{whole}{f'.{rest:02}' if rest else ''} %"


def _value(one: Opportunity) -> Iterator[tuple[str, str]]:
    yield "Weight", weight(one)
    yield "Question", one.question or NOT_SAID
    says = {True: "yes", False: "no: say in your own words what you mean by it", None: NOT_SAID}
    yield "Says what it means", says[one.defined]


def _to_do() -> Iterator[str]:
    yield "Say if you may bid, alone or with others: whoever asks early finds partners."
    yield "A small organisation may be a partner in a bid that another leads."
    yield "Read the notice itself before you decide: it counts, and this page does not."


def joint_bid(facts: OpportunityFacts) -> Document:
    """Who leads, who is in it with what, until when."""
    one = facts.opportunity
    rows = [
        (each.organisation.name, each.part.words, each.brings or "not said yet")
        for each in sorted(one.bidding, key=lambda each: (each.part is not Part.LEAD, each.on))
    ]
    heads = ("Organisation", "Part", "Brings")
    interested = [each for each in one.bidders if each.part is Part.INTERESTED]
    sections = [
        tabled("The contract", list(_what(facts)), (28, 72)),
        tabled("Who bids, and with what", rows, (32, 16, 52), heads),
        tabled("Social value", list(_value(one)), (28, 72)),
        Section("Still to be settled", lines=tuple(_open(one, len(interested)))),
    ]
    title = f"Joint bid: {one.title}"
    return paper(title, "For those who bid together.", facts.today, facts.officer, sections)


def _open(one: Opportunity, interested: int) -> Iterator[str]:
    if not any(each.part is Part.LEAD for each in one.bidders):
        yield "Nobody leads it yet."
    silent = sum(not each.brings for each in one.bidding)
    if silent:
        yield f"Of {counted(silent, 'organisation')} it is not said what it brings."
    if interested:
        yield f"{counted(interested, 'more organisation')} may join."
    yield "Who signs the contract, who is paid by whom, and who answers for what."
