"""The rules of the feedback loop: where an action stands, who waits, what each act refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoc_tui.casework.desk.desk import Band
from spoc_tui.casework.errors import BadInput, Refused, SpocError
from spoc_tui.casework.feedback import handling as rules
from spoc_tui.casework.feedback.board import Month, kept_by_month, next_step, sides, still_waiting
from spoc_tui.casework.feedback.feedback import Feedback, FeedbackCase, FeedbackStatus, Voice
from spoc_tui.casework.records.promise import Promise
from spoc_tui.casework.records.side import Side

TODAY = date(2026, 4, 2)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
NOW = datetime(2026, 4, 2, 9, tzinfo=UTC)
HEARD, AGREED, IN_PROGRESS, CANNOT, DONE, TOLD, CLOSED = FeedbackStatus


def voice(who: str = "Ida", *, org: str = "", **attributes: Any) -> Voice:
    """Who said it: an organisation on record where it has an `org`, its uid."""
    whose = {"organisation_uid": org, "organisation": who} if org else {"speaker": who}
    return Voice(**{"uid": who, "said": "It leaks.", "said_on": TODAY, **whose, **attributes})


def make_feedback(*voices: Voice, **attributes: Any) -> Feedback:
    """An action whose status follows from the facts that are given."""
    names, heard = ("closed", "done", "cannot", "begun", "agreed"), voices or (voice(),)
    facts = {name: f"{name}_at" in attributes for name in names}
    status = rules.status_of(told=not any(one.is_waiting for one in heard), **facts)
    usual = {"uid": "u", "reference": "FBK-26-0001", "heard_at": NOW}
    return Feedback(**{**usual, "status": status, "voices": heard, **attributes})


DONE_ONE = make_feedback(voice("Ida"), voice("Bea"), action="Mend it", done_at=NOW)
CANNOT_ONE = make_feedback(cannot_at=NOW, because="no money")
CLOSED_ONE = make_feedback(voice(told_at=NOW), action="x", done_at=NOW, closed_at=NOW)
STANDS = {
    HEARD: ("", "told"),
    AGREED: ("agreed", "agreed told"),
    IN_PROGRESS: ("begun", "agreed begun", "agreed begun told"),
    CANNOT: ("cannot", "agreed begun cannot"),
    DONE: ("done", "agreed begun done"),
    TOLD: ("cannot told", "agreed begun done told"),
    CLOSED: ("agreed done closed", "cannot told closed"),
}


@pytest.mark.parametrize("status", STANDS)
def test_where_it_stands(status: FeedbackStatus) -> None:
    names = ("closed", "told", "done", "cannot", "begun", "agreed")
    for facts in STANDS[status]:
        assert rules.status_of(**{name: name in facts.split() for name in names}) is status


def test_whatever_the_facts_closed_wins_and_told_needs_something_to_tell() -> None:
    for closed, told, done, cannot, begun, agreed in product((False, True), repeat=6):
        status = rules.status_of(
            closed=closed, told=told, done=done, cannot=cannot, begun=begun, agreed=agreed
        )
        settled = done or cannot
        assert (status is CLOSED) == closed
        assert (status is TOLD) == (not closed and told and settled)
        assert (status in (DONE, CANNOT)) == (not closed and not told and settled)
        assert (status is HEARD) == (not any((closed, settled, begun, agreed)))


VOICES = st.lists(
    st.builds(
        voice,
        who=st.sampled_from(["Ida", "IDA", "Bea", "St. Mary’s", "St Marys"]),
        org=st.sampled_from(["", "", "o1", "o2"]),
        said_on=st.dates(date(2025, 1, 1), TODAY),
        told_at=st.sampled_from([None, NOW]),
        excused=st.sampled_from(["", "", "gone"]),
    ),
    min_size=1,
)


@given(VOICES)
def test_speakers_hold_every_voice_once_and_each_speaker_once(voices: list[Voice]) -> None:
    feedback = make_feedback(*voices, done_at=NOW)
    held = [id(one) for speaker in feedback.speakers for one in speaker.voices]
    assert sorted(held) == sorted(id(one) for one in feedback.voices)
    keys = [{one.key for one in speaker.voices} for speaker in feedback.speakers]
    assert keys == [{key} for key in dict.fromkeys(one.key for one in voices)]


@given(VOICES)
def test_who_waits_is_whoever_has_a_voice_untold_longest_first(voices: list[Voice]) -> None:
    feedback = make_feedback(*voices, done_at=NOW)
    untold = {one.key for one in voices if one.told_at is None and not one.excused}
    assert {one.voices[0].key for one in feedback.waiting} == untold
    assert list(feedback.waiting) == sorted(feedback.waiting, key=lambda one: one.since)
    assert (feedback.status is TOLD) == (not untold)


def test_merged_organisations_are_one_speaker_with_all_their_names() -> None:
    feedback = make_feedback(
        voice("Scouts", org="o"), voice("Scouts", org="o", named="1st", said_on=YESTERDAY), voice()
    )
    scouts, ida = feedback.speakers
    assert (scouts.called, ida.called) == ("Scouts (also as 1st)", "Ida")
    assert (scouts.since, feedback.who) == (YESTERDAY, "Scouts and 1 other")


def test_names_without_letters_are_told_apart() -> None:
    assert len(make_feedback(voice("★"), voice("☆")).speakers) == 2


def test_who_was_told_and_said_it_again_waits_since_then() -> None:
    old = voice(uid="1", said_on=TODAY - timedelta(days=90), told_at=NOW)
    feedback = make_feedback(old, voice(uid="2", said_on=YESTERDAY), done_at=NOW)
    assert feedback.waiting[0].since == YESTERDAY


def test_who_owes_it() -> None:
    for one, owner in (
        (make_feedback(directorate="Finance", team="Revenues"), "Finance, Revenues"),
        (make_feedback(directorate="Planning", team="Planning"), "Planning"),
        (make_feedback(owner_organisation="Quay Rowing"), "Quay Rowing"),
        (make_feedback(owner_typed="the network"), "the network"),
    ):
        assert one.owner == one.owed_by == owner
    assert (NEW.owner, NEW.owed_by) == ("", "the council")


def test_a_day_that_is_past_is_asked_about() -> None:
    for due, anyway in ((None, False), (TODAY, False), (YESTERDAY, True)):
        rules.check_due(due, TODAY, anyway=anyway)
    with pytest.raises(rules.PastDue, match="Wed 1 Apr 2026 is past") as error:
        rules.check_due(YESTERDAY, TODAY, anyway=False)
    assert (error.value.field, error.value.exit_code) == ("due", 4)


NEW, AGREED_ONE = make_feedback(), make_feedback(agreed_at=NOW)
MANY = make_feedback(*(voice(f"P{n}") for n in range(500)), done_at=NOW)
TOLD_NOT = make_feedback(voice(told_at=NOW), voice("Bea"), cannot_at=NOW, because="x")


@pytest.mark.parametrize(
    ("act", "feedback", "given_", "kind", "words"),
    [
        ("agree", CLOSED_ONE, ("x",), Refused, "Reopen it"),
        ("agree", DONE_ONE, ("x",), Refused, "is done already, since Thu 2 Apr 2026"),
        ("agree", AGREED_ONE, ("x",), Refused, "is agreed already"),
        ("agree", TOLD_NOT, ("x",), Refused, "told that FBK-26-0001 cannot be done"),
        ("agree", NEW, (" ",), BadInput, "what is to be done"),
        ("cannot", NEW, (" ",), BadInput, "why it cannot be done"),
        ("cannot", CANNOT_ONE, ("x",), Refused, "agree to it after all"),
        ("done", DONE_ONE, (), Refused, "is done already"),
        ("done", NEW, (), BadInput, "say what was done"),
        ("told", AGREED_ONE, ([], TODAY), Refused, "nothing to tell yet"),
        ("told", DONE_ONE, (DONE_ONE.speakers, YESTERDAY), BadInput, "not told before that"),
        ("told", TOLD_NOT, (TOLD_NOT.speakers, TODAY), Refused, "Ida was told already"),
    ],
)
def test_what_is_refused(
    act: str, feedback: Feedback, given_: tuple[Any, ...], kind: type[SpocError], words: str
) -> None:
    with pytest.raises(kind, match=words):
        getattr(rules, f"check_{act}")(feedback, *given_)


def test_what_is_allowed() -> None:
    rules.check_agree(NEW, "Mend it")
    rules.check_agree(CANNOT_ONE, "Mend it after all")
    rules.check_cannot(AGREED_ONE, "no money")
    rules.check_done(make_feedback(action="x"))
    rules.check_told(DONE_ONE, DONE_ONE.speakers, TODAY)


def test_closing_needs_all_told_or_a_reason_each_and_no_open_promise() -> None:
    ida, bea = DONE_ONE.speakers
    promise = Promise("p", 1, "Ring back", TODAY, NOW)
    for case, reasons, words in (
        (FeedbackCase(AGREED_ONE, (), ()), {}, "Say which, tell those"),
        (FeedbackCase(CLOSED_ONE, (), ()), {}, "closed already"),
        (FeedbackCase(DONE_ONE, (), ()), {}, "not been told to Ida, Bea"),
        (FeedbackCase(DONE_ONE, (), ()), {ida: "moved", bea: " "}, "not been told to Bea"),
        (FeedbackCase(DONE_ONE, (), (promise,)), {ida: "x", bea: "x"}, "1. Ring back"),
        (FeedbackCase(MANY, (), ()), {}, "to P0, P1, P2, P3, P4, P5, P6, P7 and 492 more"),
    ):
        with pytest.raises(Refused, match=words):
            rules.check_close(case, reasons)
    rules.check_close(FeedbackCase(DONE_ONE, (), ()), {ida: "moved", bea: "gone"})


SAID = make_feedback(
    voice("Strood Scouts", org="o1", named="1st Strood"), voice("Strood Guides", org="o2"), voice()
)


def test_whom_names_mean() -> None:
    scouts, guides, ida = SAID.speakers
    for typed, one in {
        **{"strood scouts": scouts, "1st strood": scouts, "o1": scouts},
        **{"strood g": guides, "STROOD GUIDES": guides, "i": ida},
    }.items():
        assert rules.meant(SAID, [typed]) == [one]
    assert rules.meant(SAID, ("ida", "o1", "IDA")) == [ida, scouts]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("strood", r"may be several: Strood Scouts \(also as 1st Strood\); Strood Guides\."),
        ("Zoe", "“Zoe” did not say it: Strood Scouts"),
        *((typed, ".") for typed in ("", "?")),
    ],
)
def test_names_that_mean_nobody_or_several(typed: str, words: str) -> None:
    with pytest.raises(BadInput, match=words) as error:
        rules.meant(SAID, [typed])
    assert error.value.field == "to"


LATE = make_feedback(agreed_at=NOW, due=YESTERDAY, action="Mend it")
LONG_SAID = voice("Bea", said_on=YESTERDAY)
DONE_LONG = make_feedback(voice(), LONG_SAID, action="x", done_at=NOW, done_text="Mended.")
ALL_TOLD = make_feedback(voice(told_at=NOW), done_at=NOW - timedelta(days=1))


@pytest.mark.parametrize(
    ("feedback", "step"),
    [
        (NEW, None),
        (LATE, (Band.FEEDBACK, "late", "2026-04-01", YESTERDAY, None)),
        (make_feedback(due=TODAY, agreed_at=NOW), None),
        (replace(DONE_ONE, due=YESTERDAY), (Band.HEAR, "tell", None, TODAY, "Mend it")),
        (DONE_LONG, (Band.HEAR, "tell", None, YESTERDAY, "Mended.")),
        (CANNOT_ONE, (Band.HEAR, "tell", None, TODAY, "we can't, because no money")),
        (ALL_TOLD, (Band.TIDY, "close", None, YESTERDAY, None)),
        (CLOSED_ONE, None),
    ],
)
def test_what_is_to_be_done_now(feedback: Feedback, step: tuple[object, ...] | None) -> None:
    assert next_step(feedback, TODAY) == step


def test_the_longest_waiting_come_first_and_closed_ones_not_at_all() -> None:
    closed = replace(DONE_ONE, status=CLOSED)
    assert still_waiting([DONE_ONE, closed, DONE_LONG]) == [(DONE_LONG, 2), (DONE_ONE, 2)]


def test_both_sides_of_the_board() -> None:
    later = make_feedback(agreed_at=NOW, due=TOMORROW, reference="FBK-26-0003")
    no_day = make_feedback(agreed_at=NOW, reference="FBK-26-0002")
    theirs = make_feedback(side=Side.SECTOR)
    council, sector = sides([no_day, later, LATE, theirs, DONE_ONE, CLOSED_ONE], TODAY)
    assert (council.owed, council.heard, council.late) == ((LATE, later, no_day), (), 1)
    assert set(council.settled) == {DONE_ONE, CLOSED_ONE}
    assert (sector.side, sector.owed, sector.heard) == (Side.SECTOR, (), (theirs,))


def test_promises_kept_by_the_month_in_which_they_were_due() -> None:
    midnight = datetime(2026, 4, 2, 23, tzinfo=UTC)  # in London it is the next day
    kept = make_feedback(due=TODAY, done_at=midnight - timedelta(minutes=1))
    counted = (kept, kept, replace(kept, done_at=midnight), make_feedback(due=date(2026, 3, 31)))
    uncounted = (
        *(make_feedback(due=TOMORROW), make_feedback(done_at=NOW)),
        make_feedback(due=YESTERDAY, cannot_at=NOW, because="x"),
        make_feedback(due=date(2025, 4, 30), done_at=NOW),  # more than twelve months ago
    )
    months = kept_by_month([*counted, *uncounted], TODAY)
    assert (len(months), months[0]) == (12, (Month(date(2025, 5, 1), 0, 0)))
    assert months[-2:] == (Month(date(2026, 3, 1), 0, 1), Month(date(2026, 4, 1), 2, 1))
    assert {(one.on_time, one.late) for one in months[:-2]} == {(0, 0)}
