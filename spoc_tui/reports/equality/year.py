"""A year of equality: whose voice was heard, by group, beside those of whom nobody knows; and the
evidence for the yearly publication. Counts of under five are hidden.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.equality.by_group import FEW
from spoc_tui.casework.text import counted
from spoc_tui.reports.documents.document import Section
from spoc_tui.reports.documents.plain_paper import paper, tabled

if TYPE_CHECKING:
    from spoc_tui.casework.equality.papers import YearFacts
    from spoc_tui.reports.documents.document import Document

HOW = (
    "An organisation is counted with each group that it serves by its purpose; no person is "
    "counted, and none is tagged.",
    "Untagged is that nobody knows whom an organisation serves: not that it serves none of them.",
    f"Counts of under {FEW} are hidden, and others where they would tell those.",
)
COLUMNS = (
    ("tagged", "Serve it"),
    ("heard", "Heard from"),
    ("awarded", "Awards began"),
    ("invited", "Invited to plans"),
    ("told_of", "A story came out"),
)
"""What is counted of each group, and its heading."""


def page(facts: YearFacts) -> Document:
    """Whose voice was heard, and whose was not."""
    sections = [
        _by_group(facts),
        _silent(facts),
        _standing(facts),
        Section("How to read it", lines=HOW),
    ]
    return _paper(f"Equality, {_period(facts)}", "For the annual review.", facts, sections)


def evidence(facts: YearFacts) -> Document:
    """What was assessed, planned and published, and whose voice was heard."""
    rows = (
        (
            one.reference,
            facts.without_names(one.title),
            f"{one.authoriser}, {show_day(one.authorised)}",
            one.recommendation.words if one.recommendation else "",
        )
        for one in facts.assessments
        if one.authorised is not None and facts.since <= one.authorised <= facts.until
    )
    heads = ("Assessment", "Of", "Authorised", "Recommendation")
    published = (
        (
            one.what.words,
            show_day(one.published),
            show_day(one.next_by) if one.next_by else "not known",
            one.place,
        )
        for one in facts.publications
        if one.is_open or one.published >= facts.since
    )
    sections = [
        tabled("Published", published, (20, 20, 20, 40), ("What", "On", "Next by", "Where")),
        tabled("Assessed in the year", rows, (18, 36, 26, 20), heads),
        tabled(
            "With no assessment",
            ((reference, facts.without_names(of)) for reference, of in facts.unassessed),
            (24, 76),
            ("Record", "Of"),
            ["Compacts, transfers and pilots that go on, and that no assessment is of."],
        ),
        _standing(facts),
        _by_group(facts),
        Section(
            "How to read it",
            lines=(
                *HOW,
                "SI 2017/353: information yearly, objectives every four years. The intervals are "
                "dated figures: check them before you rely on them. Not legal advice.",
            ),
        ),
    ]
    title = f"Evidence for the equality return, {_period(facts)}"
    return _paper(title, "For the corporate return.", facts, sections)


def _paper(title: str, notice: str, facts: YearFacts, sections: list[Section]) -> Document:
    return paper(title, notice, facts.today, facts.officer, sections)


def _period(facts: YearFacts) -> str:
    return f"{show_day(facts.since)} to {show_day(facts.until)}"


def _by_group(facts: YearFacts) -> Section:
    found = {of: facts.by_group.published(of) for of, _ in COLUMNS}
    rows = [
        (name, *(found[of][0][name].described for of, _ in COLUMNS))
        for name in facts.by_group.groups
    ]
    untagged = [found[of][1].described for of, _ in COLUMNS]
    if rows:
        rows.append(("Untagged", "not counted", *untagged[1:]))
    heads = ("Organisations that serve", *(heading for _, heading in COLUMNS))
    sums = tuple(range(1, len(heads)))
    return tabled("Whose voice was heard", rows, (30, 14, 14, 14, 14, 14), heads, sums=sums)


def _silent(facts: YearFacts) -> Section:
    silent = facts.by_group.silent
    lines = [f"Nobody was heard from who serves: {', '.join(silent)}."] if silent else []
    if not silent:
        lines.append("Of each group that any organisation serves somebody was heard from.")
    without = [name for name, one in facts.by_group.groups.items() if not one.tagged]
    if without:
        lines.append(f"No organisation is tagged as serving: {', '.join(without)}.")
    if facts.by_group.stale:
        many = counted(facts.by_group.stale, "organisation")
        few = f"Under {FEW} organisations" if facts.by_group.stale < FEW else many
        lines.append(f"{few} heard from have tags so old that they are asked again.")
    return Section("Whose was not", lines=tuple(lines))


def _standing(facts: YearFacts) -> Section:
    return Section("Impact assessments", lines=tuple(_assessed(facts)))


def _assessed(facts: YearFacts) -> Iterator[str]:
    standing = [one for one in facts.assessments if one.is_open]
    waiting = sum(one.authorised is None for one in standing)
    owed = [each for one in facts.assessments for each in one.actions]
    late = sum(each.is_late(facts.today) for each in owed)
    still = sum(each.is_owed for each in owed)
    done = sum(each.done_at is not None for each in owed)
    on_record = counted(len(standing), "assessment")
    yield f"{on_record} on record, {waiting:,} of them not authorised yet."
    yield f"Of their actions {still:,} open ({late:,} late), {done:,} done."
