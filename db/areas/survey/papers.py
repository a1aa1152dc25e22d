"""Reads the facts that the papers of the survey are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from db.areas.survey.results import reported
from spoc_tui.casework.survey.form import FORM, SCRIPT, FormFacts
from spoc_tui.casework.survey.papers import ResultsFacts

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.kinds.paper import Paper
    from spoc_tui.casework.survey.round import Round


def facts(
    store: Store, kind: str, reference: str, paper: Paper, year: int | None = None
) -> FormFacts | ResultsFacts:
    """The facts of a paper of a round, as of today."""
    if paper not in (FORM, SCRIPT):
        return results_facts(store, reference, paper)
    one = cast("Round", store.declared(kind).get(reference).record)
    directorates = tuple(each.name for each in store.council.directorates() if not each.partner)
    return FormFacts(paper, one, directorates, store.today(), store.signed_for(paper))


def results_facts(
    store: Store, reference: str, paper: Paper, beside: str | None = None
) -> ResultsFacts:
    """The facts of a paper of what was answered, as of today; `beside` as `reported` reads it."""
    found = reported(store, reference, beside)
    return ResultsFacts(paper, found, store.today(), store.signed_for(paper))
