"""The Chief Finance Officer's pack as a document: complaints, what is owed, and how it was worked
out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spoc_tui.casework.dates.when import london_date, show_day
from spoc_tui.casework.money import show_pounds
from spoc_tui.casework.payments.days_to_pay import WOULD_FALL
from spoc_tui.casework.payments.late_payment import INDICATIVE
from spoc_tui.casework.payments.pack import (
    Pack,
    PackedCase,
    Total,
    by_band,
    by_directorate,
    claimable_total,
    grand_total,
)
from spoc_tui.casework.payments.payment import Payment
from spoc_tui.casework.payments.totals import Totals
from spoc_tui.casework.records.event import Event
from spoc_tui.casework.text import fold
from spoc_tui.reports.documents.document import Document, Section, Table
from spoc_tui.reports.fitting import short
from spoc_tui.reports.payments.pack_facts import ASSUMED_RATE, MAY_CHANGE, described, facts, notes

NOTICE = "For the Chief Finance Officer; for use within the council."
LONGEST_TITLE = 100
LIST_WIDTHS = (14, 25, 18, 10, 17, 16)
CLAIM_WIDTHS = (14, 22, 17, 8, 11, 16, 12)
STILL_CLAIMABLE = "Interest still claimable: paid late, and not closed"
FACT_WIDTHS = (18, 82)
WORKING_WIDTHS = (16, 24, 60)
EVENT_WIDTHS = (17, 27, 56)
TOTAL_WIDTHS = (26, 13, 15, 13, 17, 16)
"""Of the columns, in hundredths of the page."""


def payment_pack(pack: Pack) -> Document:
    """The whole pack; it takes as many pages as it needs.

    Of what the officer was told in confidence nothing is in it: no phone number, no note.
    """
    cases = pack.longest_first
    each = [section for one in cases for section in _case(one, pack)]
    return Document(
        title=_title(pack),
        notice=f"{NOTICE} {INDICATIVE}",
        written=f"As at {show_day(pack.today)}; written by {pack.officer}.",
        author=pack.officer,
        day=pack.today,
        sections=(*_summary(pack), *each) if pack.of_all else tuple(each),
    )


def file_name(pack: Pack, ending: str) -> str:
    """`payment-pack-pay-26-0001-2026-04-02.docx`, or with `all-open` for its reference."""
    what = "all-open" if pack.of_all else fold(pack.cases[0].payment.reference).replace(" ", "-")
    return f"payment-pack-{what}-{pack.today.isoformat()}.{ending}"


def _title(pack: Pack) -> str:
    if not pack.of_all:
        (one,) = pack.cases
        stands = "paid in full" if one.is_paid else "outstanding"
        return f"Payment {stands}: {one.payment.reference}"
    owed, paid = len(pack.owed), len(pack.claimable)
    late = f"; {paid:,} paid late" if paid else ""
    return f"Payments outstanding: {owed:,} open complaint{'' if owed == 1 else 's'}{late}"


def _summary(pack: Pack) -> Iterator[Section]:
    """Those still owed in a list, and what they add up to; those that were paid late."""
    if pack.owed:
        yield from _outstanding(pack)
    if pack.claimable:
        yield _paid_late(pack)


def _outstanding(pack: Pack) -> Iterator[Section]:
    heads = ("Reference", "Who", "Since", "Days late", "Outstanding", "Can be claimed")
    rows = tuple(
        (
            one.payment.reference,
            short(one.payment.who, 80),
            show_day(one.payment.asked_since or london_date(one.payment.logged_at)),
            f"{one.calculation.days_late:,}" if one.calculation.relevant_day else "–",
            show_pounds(one.calculation.outstanding),
            f"{show_pounds(one.calculation.total)}{_assumed(one)}"
            if one.calculation.entitled
            else "–",
        )
        for one in pack.owed
    )
    every = grand_total(pack)
    yield Section(
        "The complaints, the longest late first",
        Table(rows, LIST_WIDTHS, heads, (3, 4, 5)),
        _may_change(every),
    )
    yield Section("Totals by directorate", _totals("Directorate", [*by_directorate(pack), every]))
    yield Section(
        "Totals by days to pay",
        _totals("Days to pay", [*by_band(pack), every]),
        (WOULD_FALL,),
    )


def _paid_late(pack: Pack) -> Section:
    """What can be claimed on those that were paid, and late."""
    heads = ("Reference", "Who", "Paid on", "Days late", "Interest", "Compensation", "In all")
    rows = [
        (
            one.payment.reference,
            short(one.payment.who, 80),
            show_day(one.payment.paid_on) if one.payment.paid_on else "",
            f"{one.calculation.days_late:,}",
            *map(show_pounds, (one.calculation.interest, one.calculation.compensation)),
            f"{show_pounds(one.calculation.total)}{_assumed(one)}",
        )
        for one in pack.claimable
    ]
    every = claimable_total(pack)
    sums = map(show_pounds, (every.of.interest, every.of.compensation))
    claimed = f"{show_pounds(every.of.claimed)}{_of_them(every.of)}"
    rows.append((every.name, f"{every.of.count:,}", "", "", *sums, claimed))
    table = Table(tuple(rows), CLAIM_WIDTHS, heads, (3, 4, 5, 6), total=True)
    ended = "Interest ended on the day of payment. These sums are in none of the totals above."
    return Section(STILL_CLAIMABLE, table, (ended, *_may_change(every)))


def _assumed(one: PackedCase) -> str:
    return MAY_CHANGE if one.calculation.claims_on_assumed_rate else ""


def _of_them(of: Totals) -> str:
    """Shown with a total in which a sum may still change."""
    return f" ({of.assumed_described})" if of.assumed else ""


def _may_change(total: Total) -> tuple[str, ...]:
    """That some of the sums rest on an assumed rate, where they do."""
    assumed, count = total.of.assumed, total.of.count
    if not assumed:
        return ()
    if assumed == count:
        return (ASSUMED_RATE,)
    rests = "rests" if assumed == 1 else "rest"
    return (
        f"{assumed:,} of {count:,} {rests} on an assumed rate: a base rate is not known yet, and "
        "what can be claimed there, and the totals with it, may still change.",
    )


def _totals(of: str, totals: Sequence[Total]) -> Table:
    heads = (of, "Complaints", "Outstanding", "Interest", "Compensation", "In all")
    rows = tuple(
        (
            name,
            f"{of.count:,}",
            *map(show_pounds, (of.outstanding, of.interest, of.compensation)),
            f"{show_pounds(of.in_all)}{_of_them(of)}",
        )
        for name, of in totals
    )
    return Table(rows, TOTAL_WIDTHS, heads, (1, 2, 3, 4, 5), total=True)


def _case(one: PackedCase, pack: Pack) -> Iterator[Section]:
    """One complaint: the facts, the working, what was asked of whom, and the timeline."""
    payment, calculation = one.payment, one.calculation
    known = tuple((name, text[:1].upper() + text[1:]) for name, text in facts(one, pack) if text)
    yield Section(
        short(f"{payment.reference}: {payment.who}{_paid(payment)}", LONGEST_TITLE),
        Table(known, FACT_WIDTHS),
        tuple(notes(one)),
    )
    working = tuple((line.what, line.result, line.working) for line in calculation.working)
    yield Section(
        "How it was worked out",
        Table(working, WORKING_WIDTHS, ("What", "Result", "Working")),
        (INDICATIVE,),
        part=True,
    )
    asked = tuple((_day(event), event.words, described(event)) for event in one.asked)
    yield Section(
        "What was asked of whom",
        Table(asked, EVENT_WIDTHS, ("When", "What", "Of whom")) if asked else None,
        () if asked else ("Nobody in the council has been asked yet.",),
        part=True,
    )
    events = tuple((_day(event), event.words, described(event)) for event in one.timeline)
    yield Section("Timeline", Table(events, EVENT_WIDTHS, ("When", "What", "In words")), part=True)


def _paid(payment: Payment) -> str:
    return f", paid in full on {show_day(payment.paid_on)}" if payment.paid_on else ""


def _day(event: Event) -> str:
    return show_day(london_date(event.at))
