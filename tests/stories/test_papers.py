"""The request, the copy, the tear-sheet note, the list to Communications and the fair shares."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cli_desk import Cli
from equality_made import make_equality, to_choose_from
from factories import FixedClock, make_enquiry, make_issue, make_organisation, make_story

from db.areas.stories.papers import area_facts, facts
from db.feedback.acts import By
from db.store import Store
from spoc_tui.casework.kinds.paper import Narrowed
from spoc_tui.casework.stories import papers
from spoc_tui.casework.week.periods import week_of
from spoc_tui.casework.week.summary import OwnWords
from spoc_tui.reports.documents.formats import DocumentFormat, written
from spoc_tui.reports.stories.papers import document, file_name


def text_of(made: Any) -> str:
    return written(document(made), DocumentFormat.MARKDOWN).decode()


@pytest.fixture
def ready(store: Store) -> str:
    """A story that may go out, for an issue."""
    make_organisation(store, named_on="2026-01-01", ward="Strood North")
    make_issue(store, out_on="2026-06-01")
    typed = {
        "issue": "ISS-26-0001",
        "words_allowed": "10",
        "picture": "A green",
        "credit": "A. Lee",
    }
    its, uid = store.declared("story"), make_story(store, **typed).uid
    its.act(uid, "ask")
    its.act(uid, "draft", {"words": "Come and bowl.\n\nBring a friend."})
    its.act(uid, "approve", {"picture_on": "2026-03-02"})
    return uid


def test_the_copy_has_words_credits_and_the_consent_line(store: Store, ready: str) -> None:
    made = facts(store, "story", ready, papers.COPY)
    said = text_of(made)
    assert "Come and bowl.\n\nBring a friend." in said
    assert "**Words:** 6 of 10" in said
    assert "**Credit:** A. Lee" in said
    assert "to the text Thu 2 Apr 2026, to the picture Mon 2 Mar 2026; print and web" in said
    assert "all hold until Thu 2 Mar 2028" in said
    assert "Not to go out yet" not in said
    assert file_name(made, "docx") == "copy-bowls-for-all-2026-04-02.docx"
    store.declared("story").edit(ready, {"child": "yes"})
    said = text_of(facts(store, "story", ready, papers.COPY))
    assert "Not to go out yet" in said
    assert "no parent agreed" in said


def test_as_plain_text_the_words_are_there_to_be_pasted(
    cli: Cli, store: Store, ready: str, tmp_path: Path
) -> None:
    long = " ".join(["bowls"] * 30)
    store.declared("story").act(ready, "draft", {"words": f"{long}\n\nBring a friend."})
    file = tmp_path / "copy.txt"
    assert cli.text("stories", "story", "copy", ready, "--output", str(file)) == (
        f"Copy written: {file}\n"
    )
    said = file.read_text(encoding="utf-8")
    assert f"\nBowls for all\n-------------\n\n{long}\n\nBring a friend.\n" in said
    assert "\nWords: 33 of 10\n" in said
    assert "\nCredit: A. Lee\n" in said
    assert "\nConsent: to the picture Mon 2 Mar 2026; print and web; all hold until" in said
    others = [line for line in said.split("\n") if line != long]
    assert max(map(len, others)) <= 72
    shown = cli.text("stories", "story", "copy", ready, "--format", "txt")
    assert shown.rstrip("\n") == said.rstrip("\n")


def test_the_request_says_what_they_are_asked(store: Store, clock: FixedClock, ready: str) -> None:
    said = text_of(facts(store, "story", ready, papers.REQUEST))
    assert "**For:** Winter 2026" in said
    assert "**How long:** up to 10 words" in said
    assert "**Please answer by:** Mon 13 Apr 2026" in said
    assert "For a child a parent is." in said
    store.declared("story").act(ready, "draft", {"words": "Other words."})
    clock.advance(days=30)
    said = text_of(facts(store, "story", ready, papers.REQUEST))
    assert "**Please answer:** as soon as you can: asked on Thu 2 Apr 2026" in said


def test_the_tear_sheet_says_where_it_is(store: Store, ready: str) -> None:
    its = store.declared("story")
    its.act(ready, "send")
    its.act(ready, "publish", {"page": "7"})
    said = text_of(facts(store, "story", ready, papers.TEAR_SHEET))
    assert "“Bowls for all” is in Winter 2026, page 7, out on Thu 2 Apr 2026." in said


def test_the_list_to_communications_says_what_lacks(store: Store, ready: str) -> None:
    make_organisation(store, "Strood Scouts")
    make_story(store, "Strood Scouts", "Knots", issue="ISS-26-0001")
    store.declared("issue").edit("ISS-26-0001", {"sensitive": "yes"})
    store.declared("story").edit(ready, {"candidate": "no"})
    said = text_of(facts(store, "issue", "ISS-26-0001", papers.FOR_COMMUNICATIONS))
    assert "| Bowls for all (STY-26-0001) | Rook Lane Bowls Club | 6 of 10 |" in said
    assert "| nothing |" in said
    assert "no words yet; they have not approved it; Strood Scouts has not agreed" in said
    assert "1 of 2 stories approved" in said
    assert "Before an election" in said


def test_the_shares_name_those_with_none(store: Store, clock: FixedClock, ready: str) -> None:
    make_organisation(store, "Luton Lunch Club", ward="Luton", size="micro")
    to_choose_from(store, "Age", "Disability")
    served = '[{"group": "Disability", "source": "its constitution", "on": "2026-03-02"}]'
    make_equality(store, "purpose", serves=served)
    store.declared("story").act(ready, "publish")
    said = text_of(area_facts(store, papers.SHARES, Narrowed()))
    assert "1 story out from Thu 3 Apr 2025 to Thu 2 Apr 2026." in said
    assert "Wards with none: Luton." in said
    assert "Size bands with none: micro (under £10,000), small" in said
    assert "unknown." not in said
    assert "Groups with none: Age." in said
    assert "| Strood North | 1 | 1 | 1 |" in said
    assert "| Disability | 1 | 1 | under 5 |" in said
    assert "| unknown | 1 | 1 | 1 |" in said
    clock.advance(days=365)
    said = text_of(area_facts(store, papers.SHARES, Narrowed()))
    assert "Wards with none: Luton, Strood North." in said


def test_where_nothing_is_on_record_the_shares_do_not_say_that_each_had_one(store: Store) -> None:
    said = text_of(area_facts(store, papers.SHARES, Narrowed()))
    assert "Wards with none: None is on record." in said
    assert "Groups with none: None is on record." in said


def test_the_verbs_write_them(cli: Cli, store: Store, ready: str, tmp_path: Path) -> None:
    for verb in (
        ("story", "request", ready),
        ("story", "copy", ready),
        ("story", "tear-sheet", ready),
        ("issue", "copy-list", "ISS-26-0001"),
        ("shares",),
    ):
        file = tmp_path / f"{'-'.join(verb[:2])}.docx"
        cli.text("stories", *verb, "--output", str(file))
        assert file.stat().st_size > 1_000


def test_the_one_story_of_a_week_begins_one(cli: Cli, store: Store) -> None:
    make_organisation(store)
    make_enquiry(store)
    week = week_of(store.today())
    none = store.week_issues.issue(week)
    assert (
        "tells no story"
        in cli.run(*("stories", "from-week", none.reference, "--organisation", "Rook Lane")).stderr
    )
    told = OwnWords(story="They mended the gate. It took a day.", changed="A story.")
    issued = store.week_issues.issue(week, told)
    cli.text("stories", "from-week", issued.reference, "--organisation", "Rook Lane")
    one: Any = store.declared("story").get("STY-26-0001").record
    assert one.angle == "They mended the gate"
    assert one.notes == f"They mended the gate. It took a day.\n(told in {issued.reference})"


def test_a_feedback_action_leads_to_one(cli: Cli, store: Store) -> None:
    club = make_organisation(store)
    reference = store.feedback.add("The gate.", [By(club.uid)]).record.reference
    cli.text("stories", "story", "add", "--came-of", reference, "--angle", "The gate is mended")
    one: Any = store.declared("story").get("STY-26-0001")
    assert one.record.organisation.uid == club.uid
    assert [link.reference for link in one.links] == [reference]
