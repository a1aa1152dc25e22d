"""An impact assessment as the council’s form has it: what is at the top, and eight sections."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.equality.steps import Effect
from spoc_tui.reports.documents.document import Section
from spoc_tui.reports.documents.plain_paper import paper, tabled

if TYPE_CHECKING:
    from spoc_tui.casework.equality.papers import FormFacts
    from spoc_tui.reports.documents.document import Document

TICK, NO_TICK = "✓", "–"
NOT_SAID = "Not filled in."
LAW = (
    "Equality Act 2010, section 149: due regard to the need to eliminate discrimination, to "
    "advance equality of opportunity, and to foster good relations. Socio-economic disadvantage "
    "is on the form as local policy. Indicative, not legal advice."
)
CONSENTS = (
    "The authorising officer is consenting that the recommendation can be implemented, that "
    "sufficient evidence has been obtained and appropriate mitigation is planned, and that the "
    "action plan will be incorporated into the service plan and monitored."
)


def form(facts: FormFacts) -> Document:
    """The form of an assessment, filled in as far as it is."""
    one = facts.assessment
    at_top = [
        ("Title", facts.without_names(one.title)),
        ("Date", show_day(one.on)),
        ("Lead officer", one.lead),
        ("Reference", one.reference),
    ]
    sections = [
        tabled("The assessment", at_top, (24, 76)),
        _said("1 Summary description of the proposed change", one.summary, facts),
        _said("2 Summary of evidence used to support this assessment", one.evidence, facts),
        _grid(facts),
        _said("4 Summary of the likely impacts", one.affected, facts, *_how(facts)),
        _said("5 What mitigates, improves or fosters", one.mitigation, facts),
        _plan(facts),
        Section("7 Recommendation by the lead officer", lines=tuple(_recommended(facts))),
        Section("8 Authorisation", lines=tuple(_authorised(facts))),
    ]
    title = f"Diversity impact assessment: {facts.without_names(one.title)}"
    notice = f"{one.reference}, {one.status.words}."
    return paper(title, notice, facts.today, facts.officer, sections)


def _said(title: str, words: str, facts: FormFacts, *more: str) -> Section:
    lines = [line for line in facts.without_names(words).splitlines() if line.strip()]
    return Section(title, lines=(*lines, *more) or (NOT_SAID,))


def _grid(facts: FormFacts) -> Section:
    """The ten groups, with what is likely of each ticked."""
    effects = {each.group.uid: each.effects for each in facts.assessment.impacts}
    rows = (
        (one.name, *(TICK if each in effects.get(one.uid, ()) else NO_TICK for each in Effect))
        for one in facts.groups
    )
    heads = ("Characteristic", "Adverse impact", "Advance equality", "Foster good relations")
    title = "3 What is the likely impact of the proposed change?"
    return tabled(title, rows, (40, 20, 20, 20), heads, [LAW])


def _how(facts: FormFacts) -> Iterator[str]:
    for each in facts.assessment.impacts:
        if each.words:
            yield f"{each.group.name}: {facts.without_names(each.words)}"


def _plan(facts: FormFacts) -> Section:
    rows = (
        (
            facts.without_names(each.action or each.subject),
            each.owed_by,
            show_day(each.due) if each.due else "no day",
            each.status.words,
        )
        for each in facts.assessment.actions
    )
    heads = ("Action", "Owner", "Due", "Stands")
    return tabled("6 Action plan", rows, (46, 24, 16, 14), heads)


def _recommended(facts: FormFacts) -> Iterator[str]:
    one = facts.assessment
    if one.recommendation is None or one.recommended is None:
        yield "Not recommended yet."
        return
    words = one.recommendation.words
    yield f"{words[:1].upper()}{words[1:]} ({show_day(one.recommended)})."
    if one.why:
        yield f"Why: {facts.without_names(one.why)}"


def _authorised(facts: FormFacts) -> Iterator[str]:
    one = facts.assessment
    if one.authorised is None:
        yield "Not authorised yet."
    else:
        yield f"{one.authoriser}, {show_day(one.authorised)}."
    yield CONSENTS
    if one.reviewed is not None:
        yield f"Reviewed the last time on {show_day(one.reviewed)}."
    if one.review_by is not None:
        yield f"It is reviewed by {show_day(one.review_by)}, and when what it assesses changes."
