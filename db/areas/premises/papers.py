"""Reads the facts that the papers of premises are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spoc_tui.casework.council.dated_figures import figure_on
from spoc_tui.casework.errors import NotFound
from spoc_tui.casework.premises import dated
from spoc_tui.casework.premises.papers import PremisesFacts

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.kinds.paper import Paper


def facts(
    store: Store, kind: str, reference: str, paper: Paper, year: int | None = None
) -> PremisesFacts:
    """The facts of a paper of premises, as of today: of one record, or of all that are open."""
    records = store.declared(kind)
    found = (
        records.page(limit=-1, open_only=True) if paper.of_all else [records.get(reference).record]
    )
    return PremisesFacts(
        paper, tuple(found), _figures(store), store.today(), store.signed_for(paper)
    )


def _figures(store: Store) -> dict[str, str]:
    """What the figures of premises are today, in words; those that are not known are left out."""
    known, today = store.dated_figures.all(), store.today()
    found = {}
    for name in (*{one.name: None for one in dated.FIGURES}, dated.RIGHT_TO_BUY):
        try:
            found[name] = figure_on(known, name, today).figure
        except NotFound:
            continue
    return {name: f"{one.value.words} ({one.source})" for name, one in found.items()}
