"""The results of a round, for the committee."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.survey.breakdown import FEW
from spoc_tui.casework.survey.figures import OF_A_ROUND
from spoc_tui.casework.survey.results import NOT_A_SAMPLE
from spoc_tui.reports.documents.document import Document, Section, Table
from spoc_tui.reports.documents.plain_paper import paper, tabled
from spoc_tui.reports.fitting import short
from spoc_tui.reports.survey.beside import beside_sections
from spoc_tui.reports.survey.groups import group_sections
from spoc_tui.reports.survey.questions import in_words, question_sections
from spoc_tui.reports.survey.said import UNDER, rated_in_short, who_answered

if TYPE_CHECKING:
    from spoc_tui.casework.survey.papers import ResultsFacts
    from spoc_tui.casework.survey.results import Results

DRAFT = "Draft, not issued."
FOR_YOU = "For you alone: what a paper hides as few is shown here."
OTHER_BASE = (
    "Another survey, another base: others were asked, and otherwise. Nothing here is compared with "
    "it."
)
NOT_YET = "It is not said yet what comes of it."
OF_FEW = (
    f"How a question was rated, and its themes, are hidden in papers where under {FEW} rated it or "
    f"wrote to it. Where {FEW} or more did, each rating and each theme is printed, also one that "
    f"under {FEW} gave."
)
LONGEST_QUESTION = 90


def results_page(facts: ResultsFacts) -> Document:
    """The whole paper, with how its figures are worked out."""
    of = facts.reported
    notice = f"Issued as {facts.issued}." if facts.issued else DRAFT
    if facts.in_full:
        notice = FOR_YOU
    return paper(
        f"Pulse survey, {of.title}: what was answered",
        notice,
        facts.today,
        facts.officer,
        list(_sections(facts)),
    )


def _sections(facts: ResultsFacts) -> Iterator[Section]:
    of = facts.reported
    its = of.results
    yield Section("Who answered", lines=(*who_answered(of, in_full=facts.in_full), NOT_A_SAMPLE))
    for title, text in (("What has changed", facts.changed), ("Remarks", facts.remarks)):
        if text:
            yield Section(title, lines=tuple(filter(None, text.splitlines())))
    if its.is_in_words_only:
        for one in its.questions:
            yield in_words(one)
    else:
        if its.rated_questions:
            yield _in_short(its, in_full=facts.in_full)
        for one in its.questions:
            yield from question_sections(of, one, in_full=facts.in_full)
        yield from group_sections(its)
    for other in of.besides:
        yield from beside_sections(its, other, in_full=facts.in_full)
    for each in (its, *(other.then for other in of.besides)):
        yield from _shares(each)
    yield Section("What comes of it", lines=tuple(_came(facts)))
    yield from _explained(facts)


def _in_short(its: Results, *, in_full: bool) -> Section:
    rows = [
        (
            f"{one.number}. {short(one.question.words, LONGEST_QUESTION)}",
            *rated_in_short(one.rated, in_full=in_full),
        )
        for one in its.rated_questions
        if one.rated is not None
    ]
    heads = ("", "Rated by", "Median", "Net")
    section = tabled("The ratings in short", rows, (52, 12, 22, 14), heads, sums=(1, 3))
    return replace(section, spoken=tuple(_spoken(*row) for row in rows))


def _spoken(asked: str, number: str, median: str, net: str) -> str:
    """“1. How …? 7 rated it: median ok, net −8%.”"""
    if number == UNDER:
        return f"{asked} {UNDER.capitalize()} rated it: how is not said."
    if number == "0":
        return f"{asked} Nobody rated it."
    return f"{asked} {number} rated it: median {median}, net {net}."


def _shares(its: Results) -> Iterator[Section]:
    for of in dict.fromkeys(one.of for one in its.shares):
        rows = [(one.words, one.percent) for one in its.shares if one.of == of]
        heads = ("", "Share")
        yield tabled(f"Another survey: {of}", rows, (80, 20), heads, (OTHER_BASE,), sums=(1,))


def _came(facts: ResultsFacts) -> list[str]:
    of = facts.reported
    if of.concluded is None:
        return [NOT_YET]
    return [f"Said on {show_day(of.concluded)}.", *filter(None, of.came.splitlines())]


def _explained(facts: ResultsFacts) -> Iterator[Section]:
    lines = (
        NOT_A_SAMPLE,
        "No organisation is named that did not agree to be, and no person; words are quoted where "
        "who said them agreed, and where they were read and name nobody.",
        "Who answered after the last day counts as the others do.",
        OF_FEW,
    )
    yield Section("How to read it", lines=lines)
    if not facts.in_full:
        rows = tuple((one.name, one.definition) for one in OF_A_ROUND)
        table = Table(rows, (22, 78), ("Figure", "How it is worked out"))
        yield Section("How it is worked out", table, part=True)
