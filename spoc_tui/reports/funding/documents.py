"""The papers of money as documents: what ends when, models elsewhere, the sheet of a joint bid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.funding.figures import ENDING_MONTHS
from spoc_tui.casework.funding.papers import by_size, notice_words
from spoc_tui.casework.kinds.clocks import after
from spoc_tui.casework.money import show_money
from spoc_tui.casework.records.signed import Signed, anchor_of
from spoc_tui.casework.text import counted
from spoc_tui.reports.documents.document import Document, Section, Table
from spoc_tui.reports.fitting import short

if TYPE_CHECKING:
    from spoc_tui.casework.funding.award import Award
    from spoc_tui.casework.funding.model import Model
    from spoc_tui.casework.funding.papers import BidFacts, MoneyFacts

NOTHING = "Nothing."
LONGEST = 400
LONGEST_NAME = 120
NOT_SUSTAINABLE = (
    "The National Council for Voluntary Organisations told the Task Group that no model is "
    "completely sustainable: it is a matter of finding the most sustainable one (6.9). The report "
    "recommends that the compact address sustainable funding (2a)."
)
GUIDANCE = (
    "Notice is counted from the first day without the money: at least three months, by the Best "
    "Value Statutory Guidance of 2011, whose place after the guidance of 2024 is unconfirmed. Each "
    "award shows its own working."
)


def endings(facts: MoneyFacts) -> Document:
    """What ends in six months with nothing after, then all that runs, then what is not known."""
    ahead = after("Today", facts.today, ENDING_MONTHS, "months").day
    running = [one for one in facts.awards if one.is_open and one.last is not None]
    soon = [one for one in running if one.last and one.last <= ahead and not one.is_renewed]
    unknown = [one for one in facts.awards if one.is_open and one.last is None]
    sections = [
        _ending(f"Ends by {show_day(ahead)}, with nothing after", soon, facts),
        *([_sizes(soon, facts)] if soon else []),
        _ending("All that runs", running, facts),
    ]
    if unknown:
        rows = ((one.reference, one.who, one.funder, show_money(one.amount)) for one in unknown)
        heads = ("Award", "Organisation", "Funder", "Amount")
        sections.append(
            tabled("Of which the end is not known", rows, (18, 38, 26, 18), heads, sums=(3,))
        )
    title = f"What ends when: {facts.of}" if facts.of else "What ends when"
    notice = "For those who commission, and for whom it concerns."
    return document_of(title, notice, facts.today, facts.officer, sections)


def _ending(title: str, awards: Sequence[Award], facts: MoneyFacts) -> Section:
    rows = (
        (
            show_day(one.last) if one.last else "",
            f"{one.who} ({one.reference})",
            facts.department(one),
            show_money(one.amount),
            notice_words(one, facts.today),
        )
        for one in awards
    )
    lines = [f"{counted(len(awards), 'award')}, {show_money(sum(one.amount for one in awards))}."]
    heads = ("Last day", "Organisation", "Funder", "Amount", "Notice")
    return tabled(title, rows, (16, 28, 22, 12, 22), heads, lines if awards else (), sums=(3,))


def _sizes(awards: Sequence[Award], facts: MoneyFacts) -> Section:
    rows = ((band, f"{count:,}", show_money(sum_)) for band, count, sum_ in by_size(awards, facts))
    heads = ("Size of organisation", "Awards", "Amount")
    return tabled("By size of organisation", rows, (50, 20, 30), heads, (GUIDANCE,), sums=(1, 2))


def models_elsewhere(facts: MoneyFacts) -> Document:
    """Each model: what it is, who pays, how much, since when, where it was read, is it still so."""
    rows = (
        (f"{one.place}: {one.what}", one.who_pays, one.sum_words, one.years_words, _still(one))
        for one in facts.models
    )
    heads = ("Model", "Who pays", "Sum", "Years", "Still so?")
    sections = [
        Section("What is looked for", lines=(NOT_SUSTAINABLE,)),
        tabled("Models elsewhere", rows, (30, 18, 22, 12, 18), heads),
    ]
    for one in facts.models:
        lines = [
            *one.described.splitlines(),
            f"Source: {one.source}, read {show_day(one.read_on)}.",
        ]
        lines += [f"For Medway: {one.notes}"] if one.notes else []
        sections.append(Section(f"{one.place}: {one.what}", lines=tuple(lines), part=True))
    notice = "For the Cabinet and for whoever writes the compact (recommendation 2a)."
    title = "Sustainable funding: models elsewhere"
    return document_of(title, notice, facts.today, facts.officer, sections)


def _still(one: Model) -> str:
    said = {True: "yes", False: "no", None: "not known"}[one.still_so]
    looked = f"looked at {show_day(one.looked_at)}"
    return f"{said}, {looked}" if one.reviewed else f"{said}, not looked at since it was read"


def joint_bid(facts: BidFacts) -> Document:
    """One page for those who bid together."""
    one = facts.bid
    closes = f"{show_day(one.closes.day)}" if one.closes else "not known"
    rows = [
        ("Fund", one.fund),
        ("Funder", one.funder),
        ("Asked for", one.asked_words or "not known"),
        ("Also", one.also),
        ("How it is decided", one.stages),
        ("Closes", closes),
        ("Who leads", one.lead),
        ("Where it stands", one.status.words),
    ]
    partners = (
        (each.who, each.answer or _answered(each.answered, each.excused)) for each in one.parties
    )
    sections = [
        Section(one.reference, Table(tuple(row for row in rows if row[1]), (26, 74))),
        tabled("Partners", partners, (40, 60), ("Partner", "What they bring")),
    ]
    if one.notes:
        sections.append(Section("Notes", lines=tuple(one.notes.splitlines())))
    title = f"Joint bid: {one.fund}"
    return document_of(title, "For those who bid together.", facts.today, facts.officer, sections)


def _answered(on: date | None, excused: str) -> str:
    if excused:
        return f"not with us: {excused}"
    return f"answered {show_day(on)}" if on else "asked, no answer yet"


def tabled(
    title: str,
    rows: Iterable[Sequence[str]],
    widths: tuple[int, ...],
    heads: tuple[str, ...],
    lines: Iterable[str] = (),
    *,
    sums: tuple[int, ...] = (),
) -> Section:
    """A table of rows, long cells shortened, with lines beneath; it is said where there is none."""
    found = tuple(tuple(short(cell, LONGEST) for cell in row) for row in rows)
    if not found:
        return Section(title, lines=(NOTHING, *lines))
    return Section(title, Table(found, widths, heads, sums=sums), lines=tuple(lines))


def document_of(
    title: str, notice: str, today: date, officer: str, sections: Sequence[Section]
) -> Document:
    """A paper of money, signed, as at a day."""
    by = short(officer, LONGEST_NAME)
    return Document(
        title=short(title, LONGEST_NAME),
        notice=notice,
        written=f"As at {show_day(today)}; written by {by}.",
        author=Signed(by, anchor_of(officer)),
        day=today,
        sections=tuple(sections),
    )
