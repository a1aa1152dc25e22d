"""The form, the page of a year, the return and the actions: none names an organisation that did not
agree, and no count of under five is in one.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cli_desk import Cli
from equality_made import make_equality
from factories import (
    FixedClock,
    make_compact,
    make_enquiry,
    make_organisation,
    team,
)

from db.areas.equality.papers import area_facts, facts
from db.kinds.starter import load_starter
from db.store import Store
from spoc_tui.casework.equality import papers
from spoc_tui.casework.kinds.paper import AreaPaper, Narrowed
from spoc_tui.reports.documents.formats import DocumentFormat, written
from spoc_tui.reports.equality.papers import document, file_name

FEW = {0: ("Sex",), 1: ("Sex", "Disability")}
"""By number, whom else an organisation serves."""
SECRET = "Quiet Corner Counselling"


def text_of(made: Any) -> str:
    return written(document(made), DocumentFormat.MARKDOWN).decode()


def of_area(store: Store, paper: AreaPaper) -> str:
    return text_of(area_facts(store, paper, Narrowed()))


@pytest.fixture
def begun(store: Store) -> Store:
    load_starter(store, "equality")
    return store


def test_appendix_4_comes_out_as_its_form(begun: Store) -> None:
    made = facts(begun, "assessment", "DIA-26-0001", papers.FORM)
    said = text_of(made)
    assert file_name(made, "docx") == (
        "impact-assessment-voluntary-sector-task-group-report-2026-04-02.docx"
    )
    assert "- **Lead officer:** Head of Health and Wellbeing Services" in said
    headings = [line[3:] for line in said.splitlines() if line.startswith("## ")]
    assert [one[:1] for one in headings[1:]] == [str(number) for number in range(1, 9)]
    rows = [line for line in said.splitlines() if line.startswith("| ")][2:12]
    ticked = {row.split("|")[1].strip() for row in rows if row.count("✓") == 2}
    assert ticked == {"Age", "Disability", "Ethnicity", "Socio-economic disadvantage"}
    assert len(rows) == 10
    assert all(row.split("|")[2].strip() == "–" for row in rows)
    assert "To proceed with the change (Thu 4 Jun 2020)." in said
    assert "Authorising officer, Tue 16 Jun 2020." in said
    for name in ("Elliott", "Williams"):
        assert name not in said


def test_no_public_paper_names_who_did_not_agree(begun: Store) -> None:
    make_organisation(begun, SECRET)
    make_organisation(begun, "Strood Scouts", named_on="2026-01-01")
    words = f"As {SECRET.upper()} and Strood Scouts said."
    make_compact(begun, f"A compact with {SECRET}")
    its = begun.declared("assessment")
    one = make_equality(
        begun,
        "assessment",
        title=f"{SECRET} moves",
        impacts=f'[{{"group": "Age", "effects": "advance", "words": "{SECRET}"}}]',
        **dict.fromkeys(("summary", "evidence", "affected", "mitigation"), words),
    )
    planning = team(begun, "Planning").name
    its.act(one.uid, "plan", {"what": f"Ring {SECRET}", "owner": planning, "due": "+9"})
    its.act(one.uid, "recommend", {"recommendation": "proceed", "why": words})
    its.act(one.uid, "authorise", {"by": "Director"})
    form = facts(begun, "assessment", one.uid, papers.FORM)
    public = (papers.ACTIONS, papers.PAGE, papers.RETURN)
    made = [form, *(area_facts(begun, paper, Narrowed()) for paper in public)]
    for each in made:
        assert "quiet" not in f"{text_of(each)}{file_name(each, 'docx')}".casefold()
    assert text_of(form).count("an organisation and Strood Scouts said") == 5
    assert "Ring an organisation" in of_area(begun, papers.ACTIONS)
    assert "A compact with an organisation" in of_area(begun, papers.RETURN)


def test_the_page_hides_counts_of_under_five_and_says_who_is_silent(
    begun: Store, clock: FixedClock
) -> None:
    def serving(name: str, *groups: str) -> str:
        club = make_organisation(begun, name, anyway=True).uid
        rows = ", ".join(
            f'{{"group": "{one}", "source": "so", "on": "2026-04-01"}}' for one in groups
        )
        make_equality(begun, "purpose", organisation=club, serves=f"[{rows}]")
        return club

    for number in range(6):
        club = serving(f"Hall number {number}", "Age", *FEW.get(number, ()))
        if number < 5:
            make_enquiry(begun, organisation_uid=club)
    serving("Faith together", "Religion/belief")
    for number in range(7):
        other = make_organisation(begun, f"Kiln number {number}", anyway=True).uid
        make_enquiry(begun, organisation_uid=other)
    said = of_area(begun, papers.PAGE)
    assert "| Age | 6 | 5 | 0 |" in said
    assert "| Sex | under 5 | under 5 | 0 |" in said
    assert "| Disability | under 5 | under 5 | 0 |" in said
    assert "| Untagged | not counted | 7 | 0 |" in said
    assert "Nobody was heard from who serves: Religion/belief." in said
    assert "Untagged is that nobody knows" in said
    for digit in "1234":
        assert f"| {digit} |" not in said


def test_the_actions_of_all_are_listed_by_team_with_what_is_late(
    begun: Store, clock: FixedClock
) -> None:
    its, one = begun.declared("assessment"), make_equality(begun, "assessment")
    for owner, days in (("Planning", "+3"), ("Accounts Payable", "+40")):
        given = {"what": f"Ask {owner}", "owner": team(begun, owner).name, "due": days}
        its.act(one.uid, "plan", {**given, "group": "Age"})
    clock.advance(days=10)
    said = of_area(begun, papers.ACTIONS)
    assert "2 actions open, 1 late." in said
    assert said.index("Accounts Payable") < said.index("Ask Planning")
    assert ", late" in said
    shown: Any = its.get(one.uid).record
    assert [each.owner for each in shown.actions] == [
        each.owner for each in begun.feedback.all()[::-1]
    ]


def test_the_return_has_what_was_published_assessed_and_not_assessed(begun: Store) -> None:
    make_equality(begun, "publication", place="the website")
    compact = make_compact(begun)
    assert "| CPT-26-0001 | Medway Compact, version 1 |" in of_area(begun, papers.RETURN)
    one = make_equality(begun, "assessment", matter=compact.reference)
    for act, given in (
        ("recommend", {"recommendation": "proceed"}),
        ("authorise", {"by": "Director"}),
    ):
        begun.declared("assessment").act(one.uid, act, given)
    said = of_area(begun, papers.RETURN)
    assert "CPT-26-0001" not in said
    assert "| DIA-26-0002 | A market moves | Director, Thu 2 Apr 2026 |" in said
    assert "| information | Thu 2 Apr 2026 | Thu 1 Apr 2027 | the website |" in said


@pytest.mark.parametrize("ending", ["md", "html", "docx"])
def test_they_are_written_in_every_form(
    begun: Store, cli: Cli, tmp_path: Path, ending: str
) -> None:
    for verb in (("assessment", "form", "DIA-26-0001"), ("page",), ("return",), ("actions",)):
        file = tmp_path / f"{verb[0]}.{ending}"
        cli.text("equality", *verb, "--output", str(file))
        assert file.stat().st_size > 200
