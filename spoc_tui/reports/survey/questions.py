"""What was answered to each question: ratings as bars and numbers, themes, quotations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spoc_tui.casework.survey.breakdown import FEW
from spoc_tui.casework.survey.distribution import Distribution
from spoc_tui.casework.survey.results import NOT_COUNTED, is_few
from spoc_tui.casework.text import counted
from spoc_tui.reports.charts.text import longest_name
from spoc_tui.reports.documents.as_text import LINE_WIDTH
from spoc_tui.reports.documents.document import Section, Table
from spoc_tui.reports.documents.plain_paper import tabled
from spoc_tui.reports.fitting import short
from spoc_tui.reports.survey.charts import rated_chart, themes_chart
from spoc_tui.reports.survey.said import net_of, rated_in_short

if TYPE_CHECKING:
    from spoc_tui.casework.survey.papers import Reported
    from spoc_tui.casework.survey.respondents import Quote
    from spoc_tui.casework.survey.results import QuestionResult

LONGEST_HEADING = 240
FEW_RATED = f"Under {FEW} rated it: how is not said."
FEW_WROTE = f"Under {FEW} wrote something: what is not said."


def heading(one: QuestionResult) -> str:
    """“1. How do you view …?”"""
    return f"{one.number}. {short(one.question.words, LONGEST_HEADING)}"


def in_words(one: QuestionResult) -> Section:
    """A question of a round that is known in words only."""
    known = one.question.summary or "Nothing is known of what was answered."
    return Section(heading(one), lines=(f"In words only, {NOT_COUNTED}: {known}",))


def question_sections(of: Reported, one: QuestionResult, *, in_full: bool) -> Iterator[Section]:
    """Its ratings, of each directorate, its themes, and words that may be quoted."""
    if one.rated is not None:
        yield _rated(one, one.rated, in_full=in_full)
        if one.by_directorate:
            yield _by_directorate(one, in_full=in_full)
    if not one.question.how.takes_words or (one.rated is not None and not one.wrote):
        return
    of_few = is_few(one.wrote) and not in_full
    first = one.rated is None
    title = heading(one) if first else f"{one.number}: what was said"
    if of_few or not one.themes:
        lines = (FEW_WROTE,) if of_few else tuple(_wrote(one))
        yield Section(title, lines=lines, part=not first)
    else:
        rows = [(each.theme, f"{each.mentions:,}", f"{one.share(each)}%") for each in one.themes]
        heads = ("", "Organisations", "Of who wrote")
        section = tabled(title, rows, (60, 20, 20), heads, _wrote(one), sums=(1, 2), part=not first)
        yield Section(
            section.title,
            section.table,
            section.lines,
            chart=themes_chart(one),
            chart_for_table=_is_all_drawn(one),
            part=section.part,
        )
    if one.quotes and not of_few:
        said = [(_who(of, each), of.words(each)) for each in one.quotes]
        yield tabled(f"{one.number}: in their words", said, (28, 72), ("Who", "Said"), part=True)


def _who(of: Reported, one: Quote) -> str:
    return f"{of.who(one)}, of {one.directorate}" if one.directorate else of.who(one)


def _is_all_drawn(one: QuestionResult) -> bool:
    """Whether plain text has each theme in full at its bar."""
    chart = themes_chart(one)
    if chart is None or len(chart.rows) < len(one.themes):
        return False
    return max(len(each.theme) for each in one.themes) <= longest_name(chart, LINE_WIDTH)


def _rated(one: QuestionResult, rated: Distribution, *, in_full: bool) -> Section:
    title = heading(one)
    if not rated.rated:
        return Section(title, lines=("Nobody rated it.", *_off_scale(rated)))
    if is_few(rated.rated) and not in_full:
        return Section(title, lines=(FEW_RATED,))
    rows = tuple(
        (rating, f"{count:,}", f"{rated.share(place)}%")
        for place, (rating, count) in enumerate(zip(rated.scale, rated.counts, strict=True))
    )
    number, median, net = rated_in_short(rated, in_full=True)
    few = f" ({FEW_RATED[:-1].lower()} in papers)" if is_few(rated.rated) else ""
    line = f"Rated by {number}{few}. Median: {median}. Net: {net}."
    return Section(
        title,
        Table(rows, (50, 25, 25), ("Rating", "Number", "Share"), sums=(1, 2)),
        (line, *_off_scale(rated)),
        chart=rated_chart(one, rated),
        chart_for_table=True,
    )


def _off_scale(rated: Distribution) -> tuple[str, ...]:
    if not rated.off_scale:
        return ()
    return (f"{counted(rated.off_scale, 'rating')} not on its scale: not counted.",)


def _by_directorate(one: QuestionResult, *, in_full: bool) -> Section:
    rows = []
    for name, rated in one.by_directorate:
        number, median, _ = rated_in_short(rated, in_full=in_full)
        few = is_few(rated.rated) and not in_full
        counts = ["" if few else f"{count:,}" for count in rated.counts]
        rows.append((name, number, *counts, median, "" if few else net_of(rated)))
    scale = one.question.ratings
    each = 36 // len(scale)
    widths = (100 - 10 - each * len(scale) - 16 - 10, 10, *(each for _ in scale), 16, 10)
    heads = ("", "Rated by", *scale, "Median", "Net")
    sums = tuple(range(1, 2 + len(scale)))
    lines = (f"Where under {FEW} rated a directorate, how is not said.",) if not in_full else ()
    return tabled(f"{one.number}: by directorate", rows, widths, heads, lines, sums=sums, part=True)


def _wrote(one: QuestionResult) -> Iterator[str]:
    """Of how many the themes are, what is not coded, and how alike it was coded."""
    if not one.wrote:
        yield "Nobody wrote anything."
        return
    yield f"{one.wrote:,} wrote something; each counts once under a theme."
    if one.uncoded:
        yield f"Of {one.uncoded:,} of them the words are not under themes yet."
    if one.no_theme:
        yield f"Of {one.no_theme:,} the words fit no theme."
    if one.agreement.answers:
        yield f"{one.agreement.words[:1].upper()}{one.agreement.words[1:]}."
