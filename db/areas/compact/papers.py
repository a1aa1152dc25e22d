"""Reads the facts that the papers of the compact are made of."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

from db.organisations.unnamed import named_and_not
from spoc_tui.casework.compact.papers import (
    LETTER,
    CommitmentFacts,
    CompactFacts,
    PromisedFacts,
)
from spoc_tui.casework.compact.steps import Side
from spoc_tui.casework.council.council import Directorate, Team
from spoc_tui.casework.kinds.clocks import before

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.store import Store
    from spoc_tui.casework.compact.commitment import Commitment
    from spoc_tui.casework.compact.compact import Compact
    from spoc_tui.casework.kinds.paper import AreaPaper, Narrowed, Paper
    from spoc_tui.settings import Settings


def facts(
    store: Store, kind: str, reference: str, paper: Paper, year: int | None = None
) -> CompactFacts | CommitmentFacts:
    """The facts of a paper of a compact, or of a letter about a commitment, as of today."""
    record = store.declared(kind).get(reference).record
    today = store.today()
    if paper == LETTER:
        one = cast("Commitment", record)
        its = (
            cast("Compact", store.declared("compact").get(one.compact.uid).record)
            if one.compact
            else None
        )
        answer_by = today + timedelta(days=store.standards.against_days)
        unnamed = _unnamed(store, [one])[1]
        return CommitmentFacts(paper, one, its, answer_by, unnamed, today, store.signed_for(paper))
    compact = cast("Compact", record)
    commitments = _commitments(store, compact)
    named, unnamed = _unnamed(store, commitments, compact)
    if year is None:
        since, until = before("Until", today, 12, "months").day + timedelta(days=1), today
    else:
        since, until = date(year, 1, 1), date(year, 12, 31)
    return CompactFacts(
        paper, compact, commitments, since, until, named, unnamed, today, store.signed_for(paper)
    )


def area_facts(
    store: Store, paper: AreaPaper, of: Narrowed, settings: Settings | None = None
) -> PromisedFacts:
    """What the council promised and goes on, of one directorate where it is narrowed."""
    found = cast("list[Commitment]", store.declared("commitment").page(open_only=True, limit=-1))
    directorates = _directorates(store)
    called = store.council.find_directorate(of.directorate).name if of.directorate else ""
    its = [
        one
        for one in found
        if one.side is Side.COUNCIL
        and (not called or (one.team and directorates.get(one.team.uid, "") == called))
    ]
    its.sort(key=lambda one: (one.principle, one.reference))
    unnamed = _unnamed(store, its)[1]
    return PromisedFacts(
        paper, tuple(its), directorates, called, unnamed, store.today(), store.signed_for(paper)
    )


def _commitments(store: Store, compact: Compact) -> tuple[Commitment, ...]:
    """Those that stand in a compact; of the only one that is open, those that stand in none too."""
    its = store.declared("commitment")
    found = its.linking("compact", compact.uid)
    others = store.declared("compact").page(open_only=True)
    if [one.uid for one in others] == [compact.uid]:
        found += [one for one in its.page(limit=-1) if one.compact is None]  # type: ignore[attr-defined]
    sides = list(Side)
    return tuple(
        sorted(
            cast("list[Commitment]", found),
            key=lambda one: (sides.index(one.side), one.began_at, one.uid),
        )
    )


def _unnamed(
    store: Store, commitments: Iterable[Commitment], compact: Compact | None = None
) -> tuple[frozenset[str], tuple[str, ...]]:
    """Of the organisations that commitments, what speaks of them, and a compact have to do with:
    the uids of those that agreed to be named, and the names of those that did not, also by their
    first two words, the longest first.
    """
    uids = {each.organisation for one in commitments for each in one.evidence}
    uids |= {one.organisation.uid for one in commitments if one.organisation}
    if compact is not None:
        uids |= {each.organisation.uid for each in compact.signatures if each.organisation}
    return named_and_not(store, uids)


def _directorates(store: Store) -> dict[str, str]:
    """By team, what its directorate is called."""
    names = {one.uid: one.name for one in store.council.listed(Directorate, retired=True)}
    return {
        one.uid: names.get(one.directorate_uid, "")
        for one in store.council.listed(Team, retired=True)
    }
