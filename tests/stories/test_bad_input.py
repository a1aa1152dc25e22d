"""What is refused of stories and their issues, and that nothing is half written by it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from factories import FixedClock, dump, make_issue, make_organisation, make_story

from db.store import Store
from spoc_tui.casework.errors import SpocError

Given = Mapping[str, str]
NOTHING: Given = {}


def story(store: Store, **typed: str) -> str:
    return make_story(store, **typed).uid


def drafted(store: Store, words: str = "Come and bowl.", **typed: str) -> str:
    uid = story(store, **typed)
    store.declared("story").act(uid, "draft", {"words": words})
    return uid


def approved(store: Store, given: Given = NOTHING, **typed: str) -> str:
    """One for an issue, of an organisation that may be named."""
    make_issue(store)
    store.organisations.edit(store.organisations.find("Rook Lane").uid, {"named_on": "today"})
    uid = drafted(store, **{"issue": "ISS-26-0001", **typed})
    store.declared("story").act(uid, "approve", given)
    return uid


def of_nobody_named(store: Store) -> str:
    uid = approved(store)
    store.organisations.edit(store.organisations.find("Rook Lane").uid, {"named_on": ""})
    return uid


def before_an_election(store: Store, **typed: str) -> str:
    uid = approved(store, **typed)
    period = {"out_on": "2026-05-20", "election_from": "2026-05-01", "election_until": "2026-05-21"}
    store.declared("issue").edit("ISS-26-0001", period)
    return uid


def sent(store: Store) -> str:
    uid = approved(store)
    store.declared("story").act(uid, "send")
    return uid


def out(store: Store) -> str:
    uid = sent(store)
    store.declared("story").act(uid, "publish")
    return uid


@pytest.mark.parametrize(
    ("make", "act", "given", "says", "field"),
    [
        (lambda s: approved(s, words_allowed="2"), "send", {}, "1 word too many", None),
        (
            drafted,
            "approve",
            {"text_on": "2024-04-01"},
            "Consent to the text is of Mon 1 Apr 2024, and held until Wed 1 Apr 2026",
            "text_on",
        ),
        (
            lambda s: drafted(s, picture="A green"),
            "approve",
            {"picture_on": "2023-01-02"},
            "Consent to the picture is of Mon 2 Jan 2023",
            "picture_on",
        ),
        (drafted, "approve", {"text_on": "tomorrow"}, "to come", "text_on"),
        (story, "approve", {}, "has no words yet", None),
        (
            lambda s: approved(s, {"web_only": "yes"}),
            "send",
            {},
            "the web only, not to print",
            None,
        ),
        (lambda s: approved(s, child="yes"), "send", {}, "a child is in it, and no parent", None),
        (lambda s: approved(s, picture="A green"), "send", {}, "no consent to the picture", None),
        (lambda s: approved(s, people="Ann"), "send", {}, "no consent of the people in it", None),
        (of_nobody_named, "send", {}, "has not agreed to be named", None),
        (
            lambda s: before_an_election(s, candidate="yes"),
            "send",
            {},
            "before an election, and one in it stands",
            None,
        ),
        (before_an_election, "send", {}, "say whether one in it stands for it", None),
        (drafted, "send", {}, "they have not approved it", None),
        (lambda s: approved(s, issue=""), "send", {}, "Say for which issue", "issue"),
        (approved, "send", {"on": "yesterday"}, "before they approved it", "on"),
        (sent, "draft", {"words": "Other."}, "went to Communications on", None),
        (sent, "publish", {"on": "yesterday"}, "not out before it was sent", "on"),
        (sent, "tell", {}, "is not out yet", None),
        (out, "close", {"why": "No."}, "is out since", None),
        (out, "tell", {"on": "yesterday"}, "cannot know before it is out", "on"),
        (story, "resume", {}, "is not held", None),
        (story, "hold", {}, "cannot be left blank", "why"),
    ],
)
def test_an_act_that_makes_no_sense_is_refused(
    store: Store,
    make: Callable[[Store], str],
    act: str,
    given: Given,
    says: str,
    field: str | None,
) -> None:
    make_organisation(store)
    uid = make(store)
    before = dump(store)
    with pytest.raises(SpocError, match=says) as refused:
        store.declared("story").act(uid, act, given)
    assert refused.value.field == field
    assert dump(store) == before


@pytest.mark.parametrize(
    ("typed", "says", "field"),
    [
        ({"organisation": "Nobody at all"}, "Nobody at all", "organisation"),
        ({"angle": ""}, "cannot be left blank", "angle"),
        ({"words_allowed": "many"}, "not a whole number", "words_allowed"),
        ({"issue": "ISS-26-0009"}, "ISS-26-0009", "issue"),
        ({"page": "0"}, "at least 1", "page"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    store: Store, typed: Given, says: str, field: str
) -> None:
    make_organisation(store)
    before = dump(store)
    with pytest.raises(SpocError, match=says) as refused:
        make_story(store, **typed)
    assert refused.value.field == field
    assert dump(store) == before


def test_a_story_is_there_once_in_an_issue(store: Store) -> None:
    club, issue = make_organisation(store), make_issue(store).reference
    first = make_story(store, issue=issue)
    with pytest.raises(SpocError, match=f"{first.reference} tells that of Rook Lane"):
        make_story(store, club.uid, "bowls  FOR all", issue=issue)
    make_story(store, club.uid, "Bowls in the rain", issue=issue)


def test_a_consent_that_became_too_old_is_no_consent(store: Store, clock: FixedClock) -> None:
    make_organisation(store)
    uid = approved(store, {"text_on": "2024-05-01"})
    clock.advance(days=60)
    with pytest.raises(SpocError, match="a consent held until Fri 1 May 2026"):
        store.declared("story").act(uid, "send")


def test_a_consent_is_to_hold_on_the_day_on_which_the_issue_is_out(store: Store) -> None:
    make_organisation(store)
    uid = approved(store, {"text_on": "2024-06-01"})
    stories, issues = store.declared("story"), store.declared("issue")
    issues.edit("ISS-26-0001", {"out_on": "2026-06-02"})
    with pytest.raises(SpocError, match="holds until Mon 1 Jun 2026, and the issue is out on Tue"):
        stories.act(uid, "send")
    later = make_issue(store, "Summer", out_on="2026-07-01").reference
    issues.edit("ISS-26-0001", {"out_on": "2026-06-01"})
    before = dump(store)
    with pytest.raises(SpocError, match="out on Wed 1 Jul 2026: ask them again") as refused:
        stories.act(uid, "send", {"issue": later})
    assert refused.value.field == "issue"
    assert dump(store) == before
    stories.act(uid, "send")
    issues.edit("ISS-26-0001", {"out_on": "2026-06-20"})
    (due,) = stories.dues(stories.get(uid).record)
    assert due.what == "consent"
    assert "the issue is out on Sat 20 Jun 2026" in due.words


def test_two_issues_to_come_are_not_called_alike(store: Store) -> None:
    make_organisation(store)
    first = make_issue(store, "Spring")
    with pytest.raises(SpocError, match=f"There is an issue Spring already: {first.reference}"):
        make_issue(store, "spring")
    assert make_story(store, issue="spring").issue.uid == first.uid  # type: ignore[union-attr]
    store.declared("issue").act(first.uid, "send")
    store.declared("issue").act(first.uid, "publish")
    make_issue(store, "Spring")


def test_other_words_are_to_be_approved_again(store: Store) -> None:
    make_organisation(store)
    uid = approved(store)
    case: Any = store.declared("story").act(uid, "draft", {"words": "Come and win."})
    assert (case.record.approved, case.record.text_on) == (None, None)
    assert case.record.status.value == "drafted"
    assert "they approved other words" in case.timeline[-1].text


def test_an_issue_that_moves_keeps_its_stories_and_says_so(store: Store) -> None:
    make_organisation(store)
    approved(store)
    issues = store.declared("issue")
    moved = issues.act("ISS-26-0001", "move", {"copy_by": "+40", "why": "printers"})
    assert moved.timeline[-1].text == "from Sat 2 May 2026 to Tue 12 May 2026: printers"
    (due,) = issues.dues(moved.record)
    assert (due.what, due.words) == ("copy", "1 of 1 story approved")


def test_stories_that_were_sent_are_out_with_their_issue(store: Store) -> None:
    make_organisation(store)
    uid = sent(store)
    store.declared("issue").act("ISS-26-0001", "publish")
    one: Any = store.declared("story").get(uid).record
    assert one.status.value == "published"
    (due,) = store.declared("story").dues(one)
    assert due.what == "tell group"
    store.declared("story").act(uid, "tell", {"how": "by post"})
    assert not store.declared("story").get(uid).record.is_open


def test_an_issue_before_an_election_says_so(store: Store) -> None:
    make_issue(store, out_on="2026-05-20", election_from="2026-05-01", election_until="2026-05-21")
    issues = store.declared("issue")
    whats = {due.what: due for due in issues.dues(issues.get("ISS-26-0001").record)}
    assert not whats["with care"].presses
    with pytest.raises(SpocError, match="cannot end before it begins"):
        issues.edit("ISS-26-0001", {"election_until": "2026-04-01"})
