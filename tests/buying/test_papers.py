"""The alert, a joint bid, how to say social value, needs by ward, gaps of the policy."""

from __future__ import annotations

from typing import Any

from buying_made import make_buying
from factories import make_commitment, make_organisation

from db.areas.buying.papers import area_facts, facts
from db.store import Store
from spoc_tui.casework.buying import papers
from spoc_tui.casework.kinds.paper import Narrowed
from spoc_tui.reports.buying.papers import document, file_name
from spoc_tui.reports.documents.formats import DocumentFormat, written


def text_of(made: Any) -> str:
    return written(document(made), DocumentFormat.MARKDOWN).decode()


def test_the_alert_says_until_when_and_what_is_asked(store: Store) -> None:
    one = make_buying(
        *(store, "opportunity"),
        **{"estimate": "96000", "closes": "2026-04-20 12:00", "weight": "12.5", "defined": "no"},
        confidential="yes",
    )
    found = facts(store, "opportunity", one.reference, papers.ALERT)
    said = text_of(found)
    assert "£96,000, with or without VAT: not said" in said
    assert "Mon 20 Apr 2026 at 12:00 (London)" in said
    assert "12.50 %" in said
    assert "Do not pass it on before it is published" in said
    assert file_name(found, "docx").startswith("alert-meals-at-home-")


def test_a_joint_bid_says_who_brings_what(store: Store) -> None:
    make_organisation(store)
    make_organisation(store, "Strood Scouts")
    one, its = make_buying(store, "opportunity").uid, store.declared("opportunity")
    led = {"organisation": "Rook Lane", "part": "lead", "brings": "A kitchen"}
    its.act(one, "part", led)
    its.act(one, "part", {"organisation": "Strood Scouts", "part": "partner"})
    said = text_of(facts(store, "opportunity", one, papers.JOINT_BID))
    assert "| Rook Lane Bowls Club | lead | A kitchen |" in said
    assert "| Strood Scouts | partner | not said yet |" in said
    assert "Of 1 organisation it is not said what it brings." in said


def test_only_needs_that_may_be_quoted_are_and_nobody_is_named_who_did_not_agree(
    store: Store,
) -> None:
    make_organisation(store)
    make_organisation(store, "Strood Scouts", named_on="2026-01-01")
    make_buying(store, "need", quote="yes", ward="Luton", what="A plumber for Rook Lane Bowls Club")
    scouts = {"organisation": "Strood Scouts", "quote": "yes", "what": "Tents"}
    make_buying(store, "need", **scouts)
    make_buying(store, "need", what="Accounts")
    make_buying(store, "need", what="Paint", quote="yes", until="2026-01-01")
    said = text_of(area_facts(store, papers.NEEDS, Narrowed()))
    assert "| Luton | A plumber for an organisation | an organisation | any time |" in said
    assert "| Strood Scouts |" in said
    assert "1 more need may not be quoted" in said
    assert "Paint" not in said


def test_gaps_are_counted_and_said_against_what(store: Store) -> None:
    commitment = make_commitment(store, "They say what it is")
    one = make_buying(store, "opportunity", defined="no", question="What will you do?", weight="10")
    make_buying(store, "opportunity", notice="pipeline", title="All of it")
    lacks = {"record": commitment.reference, "words": "No definition"}
    store.declared("opportunity").act(one.uid, "gap", lacks)
    said = text_of(area_facts(store, papers.GAPS, Narrowed()))
    assert "**Tenders on record:** 1" in said
    assert f"{commitment.reference}: They say what it is | No definition |" in said
    said = text_of(area_facts(store, papers.SAY_IT, Narrowed()))
    assert "| Meals at home | 10 % | What will you do? |" in said
