"""The letter, what we heard, the events with their calendar, and who was briefed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import icalendar
import pytest
from cli_desk import Cli
from factories import (
    FixedClock,
    make_briefing,
    make_event,
    make_invitation,
    make_organisation,
)

from db.areas.codesign.papers import area_facts, facts
from db.store import Store
from spoc_tui.casework.codesign import papers
from spoc_tui.casework.kinds.paper import Narrowed
from spoc_tui.reports.codesign.papers import data, document, file_name
from spoc_tui.reports.documents.formats import DocumentFormat, written

SECRET = "Quiet Corner Counselling"


def text_of(made: Any) -> str:
    return written(document(made), DocumentFormat.MARKDOWN).decode()


@pytest.fixture
def heard(store: Store, clock: FixedClock) -> str:
    """A plan on which one spoke who agreed to be named, one who did not, and a person."""
    make_organisation(store, SECRET)
    make_organisation(store, "Strood Scouts", named_on="2026-01-01", size="micro")
    plan, its = make_invitation(store, closes="+30").uid, store.declared("invitation")
    for who in (SECRET, "Strood Scouts"):
        its.act(plan, "ask", {"role": "sector", "organisation": who})
    its.act(plan, "ask", {"role": "residents", "called": "Ida Fenn"})
    its.act(plan, "ask", {"role": "residents", "called": "Al Poe"})
    its.act(plan, "answer", {"who": "1", "said": "We at Quiet  corner have no room."})
    its.act(plan, "answer", {"who": "2", "said": "Ida Fenn said: trees."})
    clock.advance(days=40)
    its.act(plan, "answer", {"who": "3", "said": "Benches."})
    its.act(plan, "respond", {"number": "1", "effect": "changed", "came": f"{SECRET} has one."})
    its.act(plan, "conclude", {"changed": "yes", "words": f"Rooms, as {SECRET} said."})
    return plan


def test_what_we_heard_says_what_became_of_each_voice_and_names_nobody_who_did_not_agree(
    store: Store, heard: str
) -> None:
    said = text_of(facts(store, "invitation", heard, papers.HEARD))
    assert "| an organisation | We at an organisation have no room. | changed |" in said
    assert "| Strood Scouts | somebody said: trees. | not said yet |" in said
    assert "| somebody | Benches. |" in said
    assert "**Invited:** 4" in said
    assert "**Answered:** 3, 1 of them late" in said
    assert "**Micro or small among them:** 1" in said
    assert "**Told what changed:** 0 of 4" in said
    assert "Something changed, 3 voices" in said
    assert "Rooms, as an organisation said." in said
    for name in ("Quiet", "Fenn", "Poe"):
        assert name not in said


def test_a_plan_without_a_voice_is_shown_with_none(store: Store) -> None:
    plan = make_invitation(store).uid
    conclusion = {"changed": "no", "words": "Nobody was asked."}
    store.declared("invitation").act(plan, "conclude", conclusion)
    said = text_of(facts(store, "invitation", plan, papers.HEARD))
    assert "None: nobody who was invited said anything." in said
    assert "Nothing changed, no voices" in said


@pytest.mark.parametrize(
    ("stage", "says"),
    [
        ("before-drafting", "Nothing is written yet"),
        ("draft", "it can still change"),
        ("final", "all but decided"),
    ],
)
def test_the_letter_says_by_when_they_hear_what_changed(
    store: Store, stage: str, says: str
) -> None:
    plan = make_invitation(store, stage=stage, closes="2026-06-01", how="in writing")
    made = facts(store, "invitation", plan.uid, papers.LETTER)
    said = text_of(made)
    assert says in said
    assert "by Mon 29 Jun 2026 what changed" in said
    assert "Thu 2 Apr 2026 to Mon 1 Jun 2026" in said
    assert file_name(made, "docx") == "letter-housing-strategy-2026-04-02.docx"


def test_events_to_come_are_listed_and_open_in_calendars(store: Store, clock: FixedClock) -> None:
    make_organisation(store)
    fair = make_event(store, name="Fair; all, welcome", when="2026-04-10 18:30", place="The hall")
    make_event(store, name="Whole day", when="2026-05-01")
    make_event(store, name="Over", when="today")
    store.declared("event").act(fair.uid, "go", {"team": "Planning"})
    clock.advance(days=1)
    made: Any = area_facts(store, papers.EVENTS, Narrowed())
    said = text_of(made)
    assert "| Fri 10 Apr 2026 at 18:30 | Fair; all, welcome, Rook Lane Bowls Club |" in said
    assert "2 events; to 1 of them nobody goes yet." in said
    assert "Over" not in said
    content, left = data(made, "ics")
    assert left == []
    (first, second) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert str(first["summary"]) == "Fair; all, welcome, Rook Lane Bowls Club"
    assert first.decoded("dtstart").isoformat() == "2026-04-10T18:30:00+01:00"
    assert second.decoded("dtstart").isoformat() == "2026-05-01"
    again, _ = data(area_facts(store, papers.CALENDAR, Narrowed()), "ics")  # type: ignore[arg-type]
    assert again == content


def test_who_was_briefed_says_who_never_was(store: Store) -> None:
    make_organisation(store)
    shown = '[{"organisation": "Rook Lane"}]'
    make_briefing(store, "Planning", on="2025-11-03", people="9", shown=shown)
    said = text_of(area_facts(store, papers.BRIEFED, Narrowed()))
    row = "| Planning | Mon 3 Nov 2025 | 9 | Rook Lane Bowls Club | Tue 3 Nov 2026 |"
    assert row in said
    assert "| Finance | never |" in said
    one = area_facts(store, papers.BRIEFED, Narrowed(directorate="Planning"))
    said = text_of(one)
    assert "Finance" not in said
    assert "All briefings" in said
    assert file_name(one, "docx") == "briefed-planning-2026-04-02.docx"


@pytest.mark.slow
def test_the_verbs_write_them(cli: Cli, store: Store, heard: str, tmp_path: Path) -> None:
    for verb in (("invitation", "letter", heard), ("invitation", "what-we-heard", heard)):
        file = tmp_path / f"{verb[1]}.docx"
        cli.text("codesign", *verb, "--output", str(file))
        assert file.stat().st_size > 1_000
    make_event(store, "Strood Scouts", when="2030-05-01")
    for name in ("events.docx", "calendar.ics", "briefed.html"):
        file = tmp_path / name
        cli.text("codesign", name.partition(".")[0], "--output", str(file))
        assert file.stat().st_size > 300
