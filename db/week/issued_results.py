"""Issued results of rounds: kept as they went out, beside the issued weeks; a correction is a new
issue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, cast

from db.areas.survey.results import reported
from db.week.issued_weeks import IssuedWeek, Made, WeekIssues, kept_as, one_moment
from spoc_tui.casework.figures.told_apart import ToldApart
from spoc_tui.casework.survey.breakdown import FEW
from spoc_tui.casework.survey.papers import RESULTS, ResultsFacts
from spoc_tui.casework.survey.round import said_early
from spoc_tui.casework.week.periods import Period
from spoc_tui.reports.survey.formats import ResultsFormat, results_written

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.survey.results import Results
    from spoc_tui.casework.survey.round import Round
    from spoc_tui.casework.week.summary import OwnWords


class ResultsIssues(WeekIssues):
    """The issued results of a round, or of all: RND-26-0002-R1."""

    paper = "survey"
    listed_by = "spoc survey results --issued"
    told_apart = (
        ToldApart("pulse.n", FEW, "that answered", "that answered", "what {} answered"),
        ToldApart(
            code="pulse.rated",
            few=FEW,
            one="rating of question {}",
            several="ratings of question {}",
            tells="how {} rated it",
        ),
        ToldApart(
            code="pulse.wrote",
            few=FEW,
            one="answer in words to question {}",
            several="answers in words to question {}",
            tells="what {} wrote",
        ),
    )
    always_hides_few = True

    def __init__(
        self, store: Store, reference: str | None = None, beside: str | None = None
    ) -> None:
        super().__init__(store)
        self._beside = beside
        if reference is not None:
            one = cast("Round", store.declared("round").get(reference).record)
            self.about, self.prefix = one.uid, one.reference
            self.period = Period(one.opened, max(one.last_day or one.opened, one.opened))

    def of(self, period: Period | None = None) -> list[IssuedWeek]:
        """The issues of the round, the latest first, whatever its last day was then."""
        return self._read("1 ORDER BY number DESC, uid DESC")

    def remarks_on(self, issued: IssuedWeek) -> list[str]:
        one = cast("Round", self._store.declared("round").get(self.about).record)
        early = said_early(one, self._store.today())
        return [*([early] if early else []), *super().remarks_on(issued)]

    def _reference(self, period: Period, number: int) -> str:
        return f"{self.prefix}-R{number}"

    def _made(
        self,
        period: Period,
        own: OwnWords,
        reference: str,
        *,
        hide_few: bool,
        named: bool,
        tell: Callable[[str], None],
    ) -> Made:
        store = self._store
        tell("Counting")
        with one_moment(store.connection):
            found = reported(store, self.about, self._beside)
        facts = ResultsFacts(
            RESULTS,
            found,
            store.today(),
            store.signed_for(RESULTS),
            remarks=own.remarks,
            changed=own.changed,
            issued=reference,
        )
        tell("Writing every form of it")
        forms = {str(form): kept_as(results_written(facts, form), form) for form in ResultsFormat}
        return Made(dict(figures_of(found.results)), forms)


def figures_of(its: Results) -> Iterator[tuple[str, float | None]]:
    """The figures that are kept with an issue, by their codes."""
    yield from (("pulse.n", its.n), ("pulse.asked", len(its.round.asked)), ("pulse.rate", its.rate))
    for one in its.questions:
        if one.rated is not None:
            yield f"pulse.rated.{one.number}", one.rated.rated
            yield f"pulse.net.{one.number}", one.rated.net
        yield f"pulse.wrote.{one.number}", one.wrote
