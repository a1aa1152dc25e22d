"""A round beside an earlier one: only those who answered both, and overall beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from spoc_tui.casework.survey.breakdown import FEW
from spoc_tui.casework.survey.results import NOT_COUNTED, is_few
from spoc_tui.casework.text import counted
from spoc_tui.reports.documents.document import Section
from spoc_tui.reports.documents.plain_paper import tabled
from spoc_tui.reports.fitting import short
from spoc_tui.reports.survey.said import UNDER, rated_in_short

if TYPE_CHECKING:
    from spoc_tui.casework.survey.beside import Beside, Change, Matched
    from spoc_tui.casework.survey.distribution import Distribution
    from spoc_tui.casework.survey.results import Results

LONGEST_QUESTION = 60
WIDTHS = (26, 8, 14, 14, 14, 12, 12)
HEADS = (
    *("", "In both", "Of both, then", "Of both, now", "Up, same, down"),
    *("Of all, then", "Of all, now"),
)
HOW = (
    "“Both” are the organisations that rated the question in both rounds: change is theirs alone. "
    "“All” are all who rated it in either. Ratings are medians, with the net. Where few others "
    "rated it, how both did is hidden: it would tell how those few did."
)


def beside_sections(now: Results, other: Beside, *, in_full: bool) -> Iterator[Section]:
    """The earlier round, and each rated question beside it."""
    then = other.then
    title = f"Beside {then.round.title} ({then.round.reference})"
    if other.why_not:
        words = [_in_words(one, in_full=in_full) for one in other.changes]
        line = f"n = {then.n:,} then, {now.n:,} now. Then is known in words only: {NOT_COUNTED}."
        heads = ("", "Known then", "Change", "Now")
        yield tabled(title, words, (28, 40, 14, 18), heads, (line,))
        return
    few = is_few(other.matched_n) and not in_full
    both = f"{UNDER} organisations" if few else counted(other.matched_n, "organisation")
    lines = [f"{both} answered both rounds; {then.n:,} answered then, {now.n:,} now.", HOW]
    rows = [_row(one, in_full=in_full) for one in other.changes if not one.why_not]
    lines += [
        f"Question {one.now.number} is not compared: {one.why_not}."
        for one in other.changes
        if one.why_not
    ]
    if rows:
        spoken = tuple(
            _spoken(one, row)
            for one, row in zip((c for c in other.changes if not c.why_not), rows, strict=True)
        )
        yield replace(tabled(title, rows, WIDTHS, HEADS, lines, sums=(1,)), spoken=spoken)
    else:
        yield Section(title, lines=tuple(lines))


def _asked(one: Change) -> str:
    return f"{one.now.number}. {short(one.now.question.words, LONGEST_QUESTION)}"


def _row(one: Change, *, in_full: bool) -> tuple[str, ...]:
    then = one.then.rated if one.then is not None else None
    assert one.matched is not None  # where nothing says why it is not compared
    assert then is not None
    assert one.now.rated is not None
    return (
        _asked(one),
        *_both(one.matched, then, one.now.rated, in_full=in_full),
        median_and_net(then, in_full=in_full),
        median_and_net(one.now.rated, in_full=in_full),
    )


def _spoken(one: Change, row: tuple[str, ...]) -> str:
    """“1. How …? Of 7 in both rounds: poor then, ok now; 2 went up, 4 the same, 1 down.”"""
    asked, n = row[:2]
    before, after, all_then, all_now = map(_aloud, (*row[2:4], *row[5:]))
    of_all = f"Of all who rated it: {all_then} then, {all_now} now."
    assert one.matched is not None
    if n == UNDER:
        return f"{asked} In both rounds {UNDER} rated it: how is not said. {of_all}"
    if not one.matched.n:
        return f"{asked} None rated it in both rounds. {of_all}"
    its = one.matched
    moved = f"{its.better:,} went up, {its.same:,} the same, {its.worse:,} down"
    return f"{asked} Of {n} in both rounds: {before} then, {after} now; {moved}. {of_all}"


def _aloud(cell: str) -> str:
    """“ok (net −8%)”; “nobody”."""
    if cell == "–":
        return "nobody"
    median, _, net = cell.partition(", net ")
    return f"{median} (net {net})" if net else median


def _both(
    one: Matched, then: Distribution, now: Distribution, *, in_full: bool
) -> tuple[str, str, str, str]:
    """Where few others rated it in either round, all less those in both would tell how."""
    if is_few(one.n) and not in_full:
        return UNDER, "hidden", "hidden", "hidden"
    if not in_full and any(0 < of.rated - one.n < FEW for of in (then, now)):
        return f"{one.n:,}", "hidden", "hidden", "hidden"
    moves = f"{one.better:,}, {one.same:,}, {one.worse:,}" if one.n else "–"
    before, after = (median_and_net(its, in_full=True) for its in (one.then, one.now))
    return f"{one.n:,}", before, after, moves


def _in_words(one: Change, *, in_full: bool) -> tuple[str, ...]:
    assert one.now.rated is not None  # only rated questions are beside another round
    known = one.then.question.summary or "nothing is known" if one.then else one.why_not
    return _asked(one), known, NOT_COUNTED, median_and_net(one.now.rated, in_full=in_full)


def median_and_net(one: Distribution, *, in_full: bool) -> str:
    """“ok, net −8%”; “hidden”; “–” where nobody rated it."""
    number, median, net = rated_in_short(one, in_full=in_full)
    if number == UNDER:
        return median
    return f"{median}, net {net}" if one.rated and one.net is not None else median
