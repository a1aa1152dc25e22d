"""Reads the facts that the papers of buying are made of."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, cast

from db.organisations.unnamed import named_and_not
from spoc_tui.casework.buying.papers import NEEDS, NeedsFacts, OpportunityFacts, TendersFacts
from spoc_tui.casework.text import fold

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.buying.need import Need
    from spoc_tui.casework.buying.opportunity import Opportunity
    from spoc_tui.casework.kinds.paper import AreaPaper, Narrowed, Paper
    from spoc_tui.settings import Settings

NO_WARD = "Anywhere, or not said"


def facts(
    store: Store, kind: str, reference: str, paper: Paper, year: int | None = None
) -> OpportunityFacts:
    """The facts of a paper of an opportunity, as of today."""
    one, today = cast("Opportunity", store.declared(kind).get(reference).record), store.today()
    left = store.days.count(today, one.closes.day) if one.closes else None
    is_over = one.closes is not None and one.closes.day < today
    return OpportunityFacts(paper, one, today, store.signed_for(paper), None if is_over else left)


def area_facts(
    store: Store, paper: AreaPaper, of: Narrowed, settings: Settings | None = None
) -> NeedsFacts | TendersFacts:
    """The needs that may be quoted; or the tenders that there were."""
    today = store.today()
    if paper != NEEDS:
        found = cast("list[Opportunity]", store.declared("opportunity").page(limit=-1))
        its = sorted(
            (one for one in found if one.notice.is_tender), key=lambda one: (one.heard, one.uid)
        )
        return TendersFacts(paper, tuple(its), today, store.signed_for(paper))
    needs = cast("list[Need]", store.declared("need").page(open_only=True, limit=-1))
    wanted = [one for one in needs if one.until is None or one.until >= today]
    named, unnamed = named_and_not(store, {one.organisation.uid for one in wanted})
    wards: dict[str, list[Need]] = defaultdict(list)
    quoted = [one for one in wanted if one.quote]
    for one in sorted(quoted, key=lambda one: (fold(one.what), one.uid)):
        for ward in one.ward_names or (NO_WARD,):
            wards[ward].append(one)
    by_ward = sorted(wards.items(), key=lambda pair: (pair[0] == NO_WARD, fold(pair[0])))
    return NeedsFacts(
        paper,
        tuple((ward, tuple(its)) for ward, its in by_ward),
        len(wanted) - len(quoted),
        named,
        unnamed,
        today,
        store.signed_for(paper),
    )
