"""The compact as text, its annual review, what was promised, the letter: none of them names an
organisation that did not agree to be named.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from cli_desk import Cli
from factories import (
    FixedClock,
    make_commitment,
    make_compact,
    make_enquiry,
    make_organisation,
    make_payment,
    team,
)

from db.areas.compact.papers import area_facts, facts
from db.store import Store
from spoc_tui.casework.compact import papers
from spoc_tui.casework.kinds.paper import Narrowed, Paper
from spoc_tui.casework.records.link import Says
from spoc_tui.reports.compact.papers import document, file_name
from spoc_tui.reports.documents.formats import DocumentFormat, written

SECRET = "Quiet Corner Counselling"


def text_of(made: Any) -> str:
    return written(document(made), DocumentFormat.MARKDOWN).decode()


def paper_of(store: Store, kind: str, uid: str, paper: Paper, year: int | None = None) -> str:
    return text_of(facts(store, kind, uid, paper, year))


@pytest.fixture
def year(store: Store, clock: FixedClock) -> dict[str, str]:
    """A year of a compact: one promise that is kept, one that is not, one that is silent."""
    compacts, commitments = store.declared("compact"), store.declared("commitment")
    secret = make_organisation(store, SECRET).uid
    open_one = make_organisation(store, "Strood Scouts", named_on="2026-01-01").uid
    compact = make_compact(
        store,
        principles='[{"number": "1", "words": "An equal and fair society"}]',
        milestones='[{"words": "A lottery", "by": "2026-05-01"}]',
        words=f"For all of Medway, {SECRET} too.",
    ).uid
    for who in (secret, open_one):
        compacts.act(compact, "sign-up", {"role": "sector", "organisation": who})
    compacts.act(compact, "sign-up", {"role": "partner", "called": "Kent Police"})
    for act in ("sign", "enter"):
        compacts.act(compact, act)
    planning = team(store, "Planning").uid
    typed = {"compact": compact, "team": planning}
    pay = make_commitment(store, principle="1", **typed).uid
    silent = make_commitment(store, "Answer letters", **typed).uid
    tell = make_commitment(
        store, "Tell early", side="sector", organisation=open_one, compact=compact
    )
    payment = make_payment(store, SECRET).uid
    store.links.link(payment, pay, Says.AGAINST, words="Quiet Corner waited 52 days", publish=True)
    enquiry = make_enquiry(store, organisation_uid=secret).enquiry.uid
    store.links.link(enquiry, pay, Says.FOR, words=f"{SECRET} was paid at once")
    store.links.link(enquiry, tell.uid, Says.MIXED, words="Told, and late", publish=True)
    clock.advance(days=200)
    compacts.act(compact, "review")
    views = {"council": "The system was new.", "sector": f"{SECRET} had to borrow."}
    commitments.act(pay, "assess", {"result": "not-kept", "words": "see PAY-26-0001", **views})
    commitments.act(silent, "assess", {"result": "not-tested"})
    return {"compact": compact, "pay": pay, "silent": silent, "tell": tell.uid}


def test_the_review_has_both_views_evidence_by_reference_and_says_what_is_silent(
    store: Store, year: dict[str, str]
) -> None:
    said = paper_of(store, "compact", year["compact"], papers.REVIEW)
    assert "As the council sees it" in said
    assert "| The system was new. | an organisation had to borrow. |" in said
    assert "Found on Mon 19 Oct 2026: not kept: see PAY-26-0001" in said
    on = r"\w{3} \d+ \w{3} 2026"
    for line in (
        rf"Against, {on}: PAY-26-0001 \(an organisation waited 52 days\), not answered\.",
        rf"For, {on}: ENQ-26-0001\.",  # its words were not said to be for publishing
        rf"For and against, {on}: ENQ-26-0001 \(Told, and late\)",
    ):
        assert re.search(line, said)
    assert said.count("Silent: nothing was put on record") == 1
    assert "Silent is not kept" in said
    assert "| The council | 0 | 0 | 1 | 1 |" in said
    assert "| The council | 1 | 1 | 0 | 1 of 2 |" in said
    assert "A lottery" in said
    assert "1 milestone late" in said
    assert "3 signatories" in said


def test_the_text_has_principles_promises_and_who_signed(
    store: Store, year: dict[str, str]
) -> None:
    made = facts(store, "compact", year["compact"], papers.TEXT)
    said = text_of(made)
    assert file_name(made, "docx") == "medway-compact-version-1-2026-10-19.docx"
    assert "| 1 | An equal and fair society |" in said
    assert "| 1 | Pay within 30 days | 1 |" in said
    assert "| 1 | Tell early |" in said
    assert "| Strood Scouts | sector |" in said
    assert "| Kent Police | partner |" in said
    assert "And 1 organisation that did not agree to be named" in said
    assert "It is reviewed by Fri 2 Apr 2027." in said


def test_a_page_says_what_a_directorate_promised(store: Store, year: dict[str, str]) -> None:
    whole = text_of(area_facts(store, papers.PROMISED, Narrowed()))
    planning = team(store, "Planning")
    its = next(
        one.name for one in store.council.directorates() if one.uid == planning.directorate_uid
    )
    of_one = area_facts(store, papers.PROMISED, Narrowed(directorate=its))
    for said in (whole, text_of(of_one)):
        assert "| Pay within 30 days | Planning |" in said
        assert "1 for, 1 against" in said
        assert "| silent |" in said
        assert "Tell early" not in said
    others = next(one.name for one in store.council.directorates() if one.name != its)
    assert "Pay within" not in text_of(
        area_facts(store, papers.PROMISED, Narrowed(directorate=others))
    )


def test_a_letter_raises_a_matter_with_whoever_owes_it(store: Store, year: dict[str, str]) -> None:
    said = paper_of(store, "commitment", year["pay"], papers.LETTER)
    assert "Planning" in said.partition("## What was promised")[0]
    assert "Pay within 30 days" in said
    assert "| PAY-26-0001 | Thu 2 Apr 2026 | an organisation waited 52 days |" in said
    assert "Please say by Wed 18 Nov 2026" in said


@pytest.mark.parametrize(
    "form", [DocumentFormat.MARKDOWN, DocumentFormat.HTML, DocumentFormat.WORD]
)
def test_no_paper_names_whoever_did_not_agree_however_it_came_in(
    store: Store, year: dict[str, str], form: DocumentFormat
) -> None:
    store.declared("compact").act(
        year["compact"], "conclude", {"words": f"{SECRET.upper()} said most."}
    )
    store.declared("commitment").edit(year["pay"], {"shown_by": f"Quiet   Corner {'C' * 3}"})
    for made in (
        facts(store, "compact", year["compact"], papers.REVIEW),
        facts(store, "compact", year["compact"], papers.REVIEW, 2026),
        facts(store, "compact", year["compact"], papers.TEXT),
        facts(store, "commitment", year["pay"], papers.LETTER),
        area_facts(store, papers.PROMISED, Narrowed()),
    ):
        content = written(document(made), form)
        if form is not DocumentFormat.WORD:
            assert "quiet" not in content.decode().casefold()
        else:
            import io
            import zipfile

            with zipfile.ZipFile(io.BytesIO(content)) as whole:
                assert b"quiet" not in whole.read("word/document.xml").lower()


def test_a_merged_signatory_is_one_and_named_once_it_agrees(
    store: Store, year: dict[str, str]
) -> None:
    scouts = store.organisations.find("Strood Scouts").uid
    store.duplicates.merge(scouts, store.organisations.find(SECRET).uid)
    said = paper_of(store, "compact", year["compact"], papers.TEXT)
    assert "Strood Scouts" not in said  # one of the two did not agree
    assert "And 1 organisation that did not agree to be named" in said
    store.organisations.edit(scouts, {"named_on": "today"})
    said = paper_of(store, "compact", year["compact"], papers.TEXT)
    assert said.count("| Strood Scouts | sector |") == 1
    assert "did not agree" not in said


def test_the_verbs_write_them(cli: Cli, store: Store, year: dict[str, str], tmp_path: Path) -> None:
    for verb, name in (
        (("compact", "text", "CPT-26-0001"), "text.docx"),
        (("compact", "review-paper", "CPT-26-0001"), "review.html"),
        (("commitment", "letter", "COM-26-0001"), "letter.docx"),
        (("promised",), "promised.md"),
    ):
        cli.text("compact", *verb, "--output", str(tmp_path / name))
        assert (tmp_path / name).stat().st_size > 500
