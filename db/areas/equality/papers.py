"""Reads the facts that the papers of equality are made of."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, cast

from db.areas.equality import assessed
from db.areas.equality.by_group import by_group
from db.areas.equality.proposing import characteristics, proposed, sayings
from db.connection import by_name
from db.organisations.unnamed import unnamed_in
from db.records.survivors import survivor
from spoc_tui.casework.equality.papers import (
    ACTIONS,
    PROPOSALS,
    ActionsFacts,
    FormFacts,
    Proposal,
    ProposalsFacts,
    YearFacts,
)
from spoc_tui.casework.kinds.catalogue import all_kinds

if TYPE_CHECKING:
    from db.connection import Connection
    from db.store import Store
    from spoc_tui.casework.equality.assessment import Assessment
    from spoc_tui.casework.equality.publication import Publication
    from spoc_tui.casework.equality.purpose import Purpose
    from spoc_tui.casework.kinds.paper import AreaPaper, Narrowed, Paper
    from spoc_tui.settings import Settings

_RECOMMENDING = """SELECT r.uid, r.reference, r.subject FROM record AS r
    JOIN json_each(:kinds) AS j ON j.value = r.kind WHERE r.open AND r.removed_at IS NULL
    ORDER BY r.kind, r.reference"""
_SAYING = f"""SELECT DISTINCT {survivor("o")} AS whose FROM organisation AS o
    WHERE o.removed_at IS NULL AND (o.tags <> '' OR EXISTS (SELECT 1 FROM source_entry AS s
        WHERE s.organisation = o.uid AND s.removed_at IS NULL))"""


def facts(
    store: Store, kind: str, reference: str, paper: Paper, year: int | None = None
) -> FormFacts:
    """The facts of the form of an assessment, as of today."""
    one = cast("Assessment", store.declared(kind).get(reference).record)
    ticked = {each.group.uid for each in one.impacts}
    its = [each for each in characteristics(store.connection) if each.is_open or each.uid in ticked]
    unnamed = unnamed_in(store.connection, _said(one))
    return FormFacts(paper, one, tuple(its), unnamed, store.today(), store.signed_for(paper))


def area_facts(
    store: Store, paper: AreaPaper, of: Narrowed, settings: Settings | None = None
) -> ActionsFacts | YearFacts | ProposalsFacts:
    """The facts of a paper of the area."""
    today = store.today()
    if paper == PROPOSALS:
        return ProposalsFacts(paper, tuple(_proposals(store)), today, store.signed_for(paper))
    assessments = cast("list[Assessment]", store.declared("assessment").page(limit=-1))
    assessments.sort(key=lambda one: (one.on, one.reference))
    unassessed = tuple(_unassessed(store.connection))
    said = [words for one in assessments for words in _said(one)]
    unnamed = unnamed_in(store.connection, [*said, *(subject for _, subject in unassessed)])
    if paper == ACTIONS:
        return ActionsFacts(paper, tuple(assessments), unnamed, today, store.signed_for(paper))
    begins = of.year if of.year is not None else today.year - (today < date(today.year, 4, 1))
    since, until = date(begins, 4, 1), min(date(begins + 1, 3, 31), today)
    publications = cast("list[Publication]", store.declared("publication").page(limit=-1))
    publications.sort(key=lambda one: (one.published, one.reference))
    return YearFacts(
        paper,
        since,
        until,
        by_group(store.connection, since, until),
        tuple(assessments),
        tuple(publications),
        unassessed,
        unnamed,
        today,
        store.signed_for(paper),
    )


def _unassessed(connection: Connection) -> Iterator[tuple[str, str]]:
    """What comes to a recommendation, is open and has no assessment: its reference and subject."""
    kinds = [kind.code for kind in all_kinds() if kind.assessed_in]
    rows = connection.execute(_RECOMMENDING, {"kinds": json.dumps(kinds)}).fetchall()
    its = assessed.assessments(connection, [row["uid"] for row in rows])
    yield from ((row["reference"], row["subject"]) for row in rows if row["uid"] not in its)


def _said(one: Assessment) -> Iterator[str]:
    """All words of an assessment that go out."""
    yield from (one.title, one.summary, one.evidence, one.affected, one.mitigation, one.why)
    yield from (each.words for each in one.impacts)
    yield from (each.action for each in one.actions)


def _proposals(store: Store) -> Iterator[Proposal]:
    """What is proposed of each organisation that is not tagged so, by its name."""
    purposes = cast("list[Purpose]", store.declared("purpose").page(limit=-1))
    its = {one.read_as(one.organisation): one for one in purposes}
    of = characteristics(store.connection)
    there = {row["whose"] for row in by_name(store.connection.execute(_SAYING))}
    found = []
    for uid, said in sayings(store.connection, there).items():
        one = its.get(uid)
        if one is not None and not one.is_open:
            continue
        offers = one.proposed if one is not None else proposed(said, of)
        if offers:
            name = store.organisations.get(uid).name
            reference = one.reference if one is not None else ""
            found += [Proposal(name, reference, *each.words.split(": ", 1)) for each in offers]
    yield from sorted(found, key=lambda each: each.organisation.casefold())
