"""The case paper on sign-up times: how long it takes to become a volunteer."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from spoc_tui.casework.text import counted
from spoc_tui.casework.volunteering.papers import share_of_check, stages
from spoc_tui.casework.volunteering.steps import Check
from spoc_tui.reports.documents.plain_paper import paper, tabled

if TYPE_CHECKING:
    from spoc_tui.casework.volunteering.papers import TimesFacts
    from spoc_tui.casework.volunteering.signup import Signup
    from spoc_tui.reports.documents.document import Document, Section

NO_REASON = "no reason said"


def times(facts: TimesFacts) -> Document:
    """What each part of the way took, by check; who gave up and why; who still waits."""
    its = facts.signups
    sections = [_way(its), _by_check(its), _gave_up(its), _barriers(facts), _waiting(facts)]
    says = (
        "A sample of sign-ups, as organisations told of them: nobody is named, and no certificate. "
        "In days, weekends too."
    )
    title = "How long it takes to become a volunteer"
    title += f": {facts.of}" if facts.of else ""
    return paper(title, says, facts.today, facts.officer, sections)


def _way(its: tuple[Signup, ...]) -> Section:
    rows = [
        (
            one.what,
            f"{len(one.days):,}",
            _days(one.half),
            _days(max(one.days, default=None)),
        )
        for one in stages(its)
    ]
    started = sum(one.started is not None for one in its)
    lines = [f"{counted(len(its), 'sign-up')}; {started:,} of them started."]
    share = share_of_check(its)
    if share is not None:
        lines.append(f"Of all those days the check took {share}%.")
    heads = ("Part of the way", "Known of", "Half took at most", "The longest")
    return tabled("Those who started", rows, (40, 16, 24, 20), heads, lines)


def _by_check(its: tuple[Signup, ...]) -> Section:
    rows = []
    for check in (*Check, None):
        of = [one for one in its if one.dbs is check]
        if not of:
            continue
        *_, whole = stages(of)
        checks = next(each for each in stages(of) if each.what.startswith("Check sent"))
        name = check.words if check is not None else "not said"
        rows.append((name, f"{len(of):,}", _days(whole.half), _days(checks.half)))
    heads = ("Check", "Sign-ups", "Half started after at most", "Half of the checks took at most")
    return tabled("By check", rows, (28, 16, 28, 28), heads)


def _gave_up(its: tuple[Signup, ...]) -> Section:
    whose: dict[str, list[Signup]] = defaultdict(list)
    for one in its:
        if one.gave_up is not None:
            whose[one.theme.name if one.theme else NO_REASON].append(one)
    rows = [
        (why, f"{len(of):,}", f"{len({one.read_as(one.organisation) for one in of}):,}")
        for why, of in sorted(whose.items(), key=lambda each: (-len(each[1]), each[0]))
    ]
    heads = ("Why", "Sign-ups", "Organisations")
    return tabled("Those who gave up", rows, (60, 20, 20), heads)


def _barriers(facts: TimesFacts) -> Section:
    rows = [
        (one.theme, f"{one.organisations:,}", f"{one.in_enquiries:,}", f"{one.in_signups:,}")
        for one in facts.barriers
    ]
    heads = ("Theme", "Organisations", "In an enquiry", "In a sign-up")
    lines = ("An organisation counts once with each theme that it named, however often.",)
    title = "What keeps people from volunteering"
    return tabled(title, rows, (46, 18, 18, 18), heads, lines if rows else ())


def _waiting(facts: TimesFacts) -> Section:
    rows = [
        (one.status.words, one.role_kind, _days((facts.today - one.applied).days))
        for one in facts.signups
        if one.is_open and one.started is None and one.gave_up is None
    ]
    return tabled(
        "Those who wait", rows, (30, 40, 30), ("Where it stands", "For what", "Since they applied")
    )


def _days(days: float | None) -> str:
    if days is None:
        return "not known"
    return counted(int(days) if days == int(days) else days, "day")
