"""Reads the facts that the papers of the survey are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from spoc_tui.casework.survey.form import FormFacts

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.kinds.paper import Paper
    from spoc_tui.casework.survey.round import Round


def facts(
    store: Store, kind: str, reference: str, paper: Paper, year: int | None = None
) -> FormFacts:
    """The facts of the form of a round."""
    one = cast("Round", store.declared(kind).get(reference).record)
    directorates = tuple(each.name for each in store.council.directorates() if not each.partner)
    return FormFacts(paper, one, directorates, store.today(), store.signed)
