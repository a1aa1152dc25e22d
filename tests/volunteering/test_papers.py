"""Roles, the card on checks, sign-up times, thanks, hours: nobody is named, nothing guessed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cli_desk import Cli
from factories import FixedClock, in_memory, make_enquiry, make_organisation
from volunteering_made import make_volunteering

from db.areas.volunteering.papers import area_facts
from db.store import Store
from spoc_tui.casework.kinds.paper import AreaPaper, Narrowed
from spoc_tui.casework.volunteering import papers
from spoc_tui.reports.documents.formats import DocumentFormat, written
from spoc_tui.reports.volunteering.papers import document, file_name

SECRET = "Quiet Corner Counselling"


def text_of(store: Store, paper: AreaPaper, **of: Any) -> str:
    made = document(area_facts(store, paper, Narrowed(**of)))
    return written(made, DocumentFormat.MARKDOWN).decode()


@pytest.fixture
def desk() -> Store:
    """Some volunteering on Wednesday 2 December 2026, of three organisations."""
    store = in_memory(FixedClock(datetime(2026, 12, 2, 10, tzinfo=UTC)))
    make_organisation(store, SECRET)
    agreed = {"published_on": "2026-01-01", "named_on": "2026-01-01"}
    make_organisation(store, "Strood Scouts", **agreed)
    its = store.declared("signup")
    for applied, sent, back, whose in (
        ("2026-09-01", "2026-09-11", "2026-10-21", "Strood Scouts"),
        ("2026-10-02", "2026-10-03", "2026-10-23", SECRET),
    ):
        days = {"applied": applied, "check_sent": sent, "check_back": back}
        one = make_volunteering(
            store, "signup", organisation=whose, dbs="enhanced", role_kind="Driver", **days
        )
        its.act(one.uid, "start", {"on": "2026-11-10"})
    lost = make_volunteering(store, "signup", organisation=SECRET, applied="2026-11-01")
    given = {"theme": "Signing up as a volunteer", "words": "Too many forms."}
    its.act(lost.uid, "give-up", given)
    make_volunteering(store, "signup", organisation=SECRET, applied="2026-11-22")
    return store


def test_the_case_paper_says_what_the_check_took(desk: Store) -> None:
    said = text_of(desk, papers.TIMES)
    assert "4 sign-ups; 2 of them started." in said
    assert "| Check sent to check back | 2 | 30 days | 40 days |" in said
    assert "| Applied to started | 2 | 54.5 days | 70 days |" in said
    assert "Of all those days the check took 55%." in said
    assert "| enhanced | 2 | 54.5 days | 30 days |" in said
    assert "| Signing up as a volunteer | 1 | 1 |" in said
    assert "| applied | Driver | 10 days |" in said
    assert SECRET not in said
    assert "forms" not in said
    of_one = text_of(desk, papers.TIMES, organisation="Strood Scouts")
    assert "1 sign-up; 1 of them started." in of_one


def test_the_case_paper_counts_organisations_by_what_keeps_people_from_it(desk: Store) -> None:
    for name in (SECRET, SECRET, "Strood Scouts"):
        asked = make_enquiry(desk, organisation_uid=desk.organisations.find(name).uid).enquiry.uid
        desk.enquiries.edit(asked, {"themes": "Signing up as a volunteer, Free training"})
    said = text_of(desk, papers.TIMES)
    assert "| Signing up as a volunteer | 2 | 2 | 1 |" in said
    assert "Free training" not in said
    assert SECRET not in said
    of_one = text_of(desk, papers.TIMES, organisation="Strood Scouts")
    assert "| Signing up as a volunteer | 1 | 1 | 0 |" in of_one


def test_roles_are_of_those_who_agreed_to_be_published(desk: Store) -> None:
    make_volunteering(desk, "role", organisation="Strood Scouts", places="3", when="Mondays")
    make_volunteering(desk, "role", organisation=SECRET, what="Listener")
    make_volunteering(desk, "role", organisation="Strood Scouts", closes="2026-12-01", what="Gone")
    said = text_of(desk, papers.ROLES)
    assert "| Driver | Strood Scouts | Mondays | check: basic | 3 places |" in said
    assert "1 more role is open, of organisations that have not agreed" in said
    for name in (SECRET, "Listener", "Gone"):
        assert name not in said


def test_thanks_are_of_those_who_agreed_to_be_named(desk: Store) -> None:
    mentored = make_volunteering(desk, "mentoring", organisation=SECRET)
    desk.declared("mentoring").act(mentored.uid, "match", {"mentor": "Strood Scouts"})
    said = text_of(desk, papers.THANKS)
    assert said.count("Strood Scouts") == 2
    assert "1 more has not agreed" in said
    assert "From Wed 3 Dec 2025 on." in said
    assert SECRET not in said
    for one in desk.declared("signup").page(limit=-1):
        if one.started:  # type: ignore[attr-defined]
            days = {"applied": "2025-01-01", "check_sent": "", "check_back": ""}
            desk.declared("signup").act(one.uid, "reopen", {"why": "a wrong year"})
            desk.declared("signup").edit(one.uid, days)
            desk.declared("signup").act(one.uid, "start", {"on": "2025-12-02"})
    assert "Their volunteers started\n\nNone that agreed" in text_of(desk, papers.THANKS)


def test_the_card_says_when_and_by_whom_each_fact_is_said(desk: Store) -> None:
    said = text_of(desk, papers.CHECK)
    assert "From Tue 1 Sep 2026: who teaches, trains or looks after children" in said
    assert "on more than 3 days in 30, or overnight" in said
    assert "unconfirmed, check before you rely on it" in said
    assert "Checked on Fri 26 Jun 2026." in said
    assert "£49.50" in said
    assert "| free |" in said
    assert "| 30 days |" in said
    assert "A certificate has no expiry." in said


def test_hours_are_by_directorate(desk: Store) -> None:
    make_volunteering(desk, "stafftime", on="2026-03-31", hours="7", minutes="45")
    make_volunteering(desk, "stafftime", on="2026-06-30", hours="8", minutes="30", people="3")
    make_volunteering(desk, "stafftime", on="2025-06-30", hours="9")
    said = text_of(desk, papers.HOURS, year=2026)
    assert "| Housing and Community Services | 16 hours 15 minutes | 3 | Tue 30 Jun 2026 |" in said
    assert "16 hours 15 minutes in all" in said
    made = area_facts(desk, papers.HOURS, Narrowed(year=2026))
    assert file_name(made, "docx") == "staff-hours-2026-2026-12-02.docx"


@pytest.mark.parametrize("paper", [one.name for one in papers.AREA_PAPERS])
def test_each_paper_is_written(cli: Cli, store: Store, tmp_path: Path, paper: str) -> None:
    make_organisation(store)
    make_volunteering(store, "signup")
    file = tmp_path / "paper.md"
    cli.text("volunteering", paper, "--output", str(file))
    assert file.read_text(encoding="utf-8").startswith("# ")
