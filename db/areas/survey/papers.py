"""Reads the facts that the papers of the survey are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.areas.survey.results import reported
from spoc_tui.casework.survey.papers import ResultsFacts

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.kinds.paper import Paper


def facts(
    store: Store, kind: str, reference: str, paper: Paper, year: int | None = None
) -> ResultsFacts:
    """The facts of a paper of a round, as of today."""
    return ResultsFacts(paper, reported(store, reference), store.today(), store.signed)
