"""The way of a feedback action, act by act, in storage: what each does, refuses, and takes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from factories import FixedClock, dump, labels, make_enquiry, make_organisation, new_file, value
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.store import Store
from spoc_tui.casework.errors import BadInput, NotFound, Refused, SpocError
from spoc_tui.casework.feedback import handling as rules
from spoc_tui.casework.feedback.feedback import Feedback, FeedbackStatus
from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.records.event import EventKind
from spoc_tui.casework.records.side import Side

TODAY = date(2026, 4, 2)
YESTERDAY = date(2026, 4, 1)
REF = "FBK-26-0001"
HEARD, AGREED, IN_PROGRESS, CANNOT, DONE, TOLD, CLOSED = FeedbackStatus
WAY = (None, "done", "told", "close")


def make_feedback(
    store: Store, *names: str, said: str = "The roof leaks.", upto: str | None = None, **typed: str
) -> Feedback:
    """A loop that these began (Ida, if nobody is named), to mend it; brought as far as an act."""
    by = [store.feedback.by(name) for name in names or ("Ida",)]
    uid = store.feedback.add(said, by, {"action": "Mend it", **typed}, anyway=True).feedback.uid
    for act in WAY[1 : WAY.index(upto) + 1]:
        ACTS[act or ""](store, uid)
    return store.feedback.get(uid).feedback


def status(store: Store, reference: str = REF) -> FeedbackStatus:
    return store.feedback.get(reference).feedback.status


Act = Callable[[Store, str], Any]
ACTS: dict[str, Act] = {
    "agree": lambda s, r: s.feedback.agree(r, {"owner": "Housing", "due": "30/4"}),
    "progress": lambda s, r: s.feedback.progress(r, "Asked the builder."),
    "note": lambda s, r: s.feedback.note(r, "They rang."),
    "edit": lambda s, r: s.feedback.edit(r, {"theme": "Free training", "tell_how": "A letter"}),
    "promise": lambda s, r: s.promises.make(r, "Ring back", TODAY),
    "keep": lambda s, r: s.promises.keep(r),
    "cannot": lambda s, r: s.feedback.cannot(r, "no money"),
    "agree after all": lambda s, r: s.feedback.agree(r),
    "voice": lambda s, r: s.feedback.hear(r, "Ours too.", [s.feedback.by("Bea")]),
    "done": lambda s, r: s.feedback.done(r, "It is dry now."),
    "told one": lambda s, r: s.feedback.told(r, ["Ida"], channel=Channel.EMAIL),
    "told": lambda s, r: s.feedback.told(r, everybody=True),
    "close": lambda s, r: s.feedback.close(r),
    "reopen": lambda s, r: s.feedback.reopen(r, "Wrong one."),
    "lead": lambda s, r: s.feedback.lead_to("FBK-26-0002", r),
    "done again": lambda s, r: s.feedback.done(r),
    "told two": lambda s, r: s.feedback.told(r, ["Ida", "Bea"]),
    "excuse": lambda s, r: s.feedback.close(r, {"Zoe": "ill"}),
}
"""Every act, in an order in which each is allowed after those before it."""


def test_the_whole_way_step_by_step(store: Store, clock: FixedClock) -> None:
    feedback, ref = store.feedback, make_feedback(store, action="").reference
    assert (ref, status(store)) == (REF, HEARD)
    clock.advance(hours=1)
    case = feedback.agree(ref, {"action": "Mend the roof", "owner": "Housing", "due": "9/4"})
    assert (case.feedback.due, case.feedback.agreed_at) == (date(2026, 4, 9), clock.moment)
    assert feedback.progress(ref, "Asked the builder.").feedback.begun_at == clock.moment
    case = feedback.done(ref, "It is dry now.")
    assert (case.feedback.done_text, case.feedback.kept) == ("It is dry now.", True)
    case = feedback.told(ref, ["ida"], channel=Channel.EMAIL, text="It is dry.")
    (voice,) = case.feedback.voices
    assert (voice.told_at, voice.channel) == (clock.moment, Channel.EMAIL)
    assert case.timeline[-1].whom == "Ida"
    case = feedback.close(ref)
    assert case.feedback.closed_at == clock.moment
    kinds = [(event.kind, event.from_status, event.to_status) for event in case.timeline]
    assert kinds == [
        (EventKind.LOGGED, None, None),
        (EventKind.AGREED, HEARD, AGREED),
        (EventKind.PROGRESS, AGREED, IN_PROGRESS),
        (EventKind.DONE, IN_PROGRESS, DONE),
        (EventKind.TOLD, DONE, TOLD),
        (EventKind.CLOSED, TOLD, CLOSED),
    ]
    assert labels(store)[-3:] == [f"Done: {REF}", f"Told of {REF}", f"Closed {REF}"]


def test_an_owner_brings_its_side(store: Store) -> None:
    make_organisation(store, "Quay Rowing")
    for owner, given_side, said, side in (
        ("Housing", "", "Housing and Community Services, Housing", Side.COUNCIL),
        ("Better Together Consortium", "", "Better Together Consortium", Side.SECTOR),
        ("Quay Rowing", "", "Quay Rowing", Side.SECTOR),
        ("Quay Rowing", "council", "Quay Rowing", Side.COUNCIL),
        ("the network", "sector", "the network", Side.SECTOR),
    ):
        one = make_feedback(store, owner=owner, side=given_side)
        assert (one.owner, one.side) == (said, side)
        assert store.feedback.edit(one.uid, {"owner": ""}).feedback.owner == ""


def test_the_whole_name_of_a_directorate_is_the_directorate(store: Store) -> None:
    assert make_feedback(store, owner="Property").owner == "Property"


def test_a_day_that_is_past_needs_to_be_meant(store: Store) -> None:
    by, typed = [store.feedback.by("Ida")], {"action": "Mend it", "due": "yesterday"}
    with pytest.raises(rules.PastDue):
        store.feedback.add("x", by, typed)
    one = store.feedback.add("x", by, typed, anyway=True).feedback
    assert (one.reference, one.status, one.is_late(TODAY)) == (REF, AGREED, True)
    for act in (store.feedback.edit, store.feedback.agree):
        ref = make_feedback(store).reference
        with pytest.raises(rules.PastDue):
            act(ref, {"due": "yesterday"})
        assert act(ref, {"due": "yesterday"}, anyway=True).feedback.due == YESTERDAY


REFUSED: dict[str, tuple[str | None, type[SpocError], str, Act]] = {
    "nothing said": (None, BadInput, "was said", lambda s, r: make_feedback(s, said=" \n")),
    "nobody": (None, BadInput, "Say who", lambda s, r: s.feedback.add("x", [])),
    "no such field": (None, BadInput, "has no", lambda s, r: s.feedback.edit(r, {"when": "x"})),
    "no theme": (None, NotFound, "zebra", lambda s, r: s.feedback.edit(r, {"theme": "zebra"})),
    "its own": (None, BadInput, "heard in", lambda s, r: s.feedback.edit(r, {"record": r})),
    "to come": (
        *(None, BadInput, "is to come"),
        lambda s, r: s.feedback.hear(r, "", [s.feedback.by("Bea")], said_on=date(2026, 4, 3)),
    ),
    "told nobody": ("done", BadInput, "Say who was told", lambda s, r: s.feedback.told(r)),
    "told a stranger": ("done", BadInput, "“Zoe” did", lambda s, r: s.feedback.told(r, ["Zoe"])),
    "told again": ("told", Refused, "Everybody who", ACTS["told"]),
    "no reason": ("done", BadInput, "why Ida", lambda s, r: s.feedback.close(r, {"Ida": " "})),
    "untold": ("done", Refused, "not been told to Ida", ACTS["close"]),
    "progress, done": ("done", Refused, "is done already", ACTS["progress"]),
    "edit, closed": ("close", Refused, "Reopen it", ACTS["edit"]),
    "reopen for nothing": ("close", BadInput, "why", lambda s, r: s.feedback.reopen(r, "")),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_and_nothing_is_changed(store: Store, name: str) -> None:
    upto, kind, words, attempt = REFUSED[name]
    ref = make_feedback(store, upto=upto).reference
    before, done = dump(store), len(labels(store))
    with pytest.raises(kind, match=words):
        attempt(store, ref)
    assert (dump(store), len(labels(store))) == (before, done)


def test_a_new_voice_opens_a_closed_action_again(store: Store) -> None:
    make_feedback(store, upto="close")
    case = store.feedback.hear(REF, "Ours too.", [store.feedback.by("Bea")])
    assert (case.feedback.status, case.feedback.closed_at) == (DONE, None)
    assert (case.timeline[-1].kind, case.timeline[-1].whom) == (EventKind.REOPENED, "Bea")
    with pytest.raises(Refused, match="has not been told to Bea"):
        store.feedback.close(REF)
    assert store.undo().label == f"Another voice on {REF}"
    assert status(store) is CLOSED


def test_told_belongs_to_the_voice_and_the_action(store: Store) -> None:
    make_feedback(store, "Ida", "Bea", upto="told")
    other = make_feedback(store, "Zoe", upto="close").reference
    case = store.feedback.lead_to(REF, other)
    assert (case.feedback.status, case.feedback.who) == (DONE, "Zoe and 2 others")
    assert [one.who for one in case.feedback.waiting] == ["Ida", "Bea"]
    assert status(store) is TOLD
    done = len(labels(store))
    assert store.feedback.lead_to(REF, other) == case
    assert len(labels(store)) == done
    assert value(store, "SELECT count(*) FROM voice") == 3


def test_merged_organisations_said_it_once_under_both_names(store: Store) -> None:
    one, other = (make_organisation(store, name) for name in ("Angels", "Pastors"))
    make_feedback(store, "Angels", "Pastors", upto="done")
    store.feedback.told(REF, ["Angels"])
    before = store.feedback.get(REF)
    store.duplicates.merge(one.uid, other.uid)
    merged = store.feedback.get(REF).feedback
    assert [speaker.called for speaker in merged.speakers] == ["Angels (also as Pastors)"]
    assert (len(merged.voices), len(merged.waiting)) == (2, 1)
    assert store.feedback.told(REF, ["pastors"]).feedback.status is TOLD
    store.undo()
    store.undo()
    assert store.feedback.get(REF) == before


def test_both_names_are_kept_where_the_merged_ones_name_stands(store: Store) -> None:
    one, other = (make_organisation(store, name) for name in ("Angels", "Pastors"))
    make_feedback(store, "Angels", "Pastors", upto="done")
    store.duplicates.merge(one.uid, other.uid, {"name": "theirs"})
    assert store.feedback.told(REF, ["Angels"]).feedback.status is TOLD


def test_an_enquiry_is_not_undone_under_the_action_it_led_to(store: Store) -> None:
    make_enquiry(store)
    uid = str(value(store, "SELECT uid FROM action ORDER BY id DESC LIMIT 1"))
    made = make_feedback(store, record="ENQ-26-0001")
    with pytest.raises(Refused, match=f"“Heard {REF}” came after it"):
        store.undo(uid)
    store.undo()
    store.undo(uid)
    with pytest.raises(NotFound, match="ENQ-26-0001 was undone"):
        make_feedback(store, record="ENQ-26-0001")
    store.redo()
    store.redo()
    assert store.feedback.get(REF).feedback == made


@pytest.mark.slow
def test_five_hundred_voices_are_all_kept_and_told(store: Store) -> None:
    make_feedback(store, *(f"Person {n}" for n in range(500)), upto="done")
    with pytest.raises(Refused, match="Person 7 and 492 more"):
        store.feedback.close(REF)
    store.feedback.told(REF, [f"Person {n}" for n in range(0, 500, 2)])
    assert len(store.feedback.get(REF).feedback.waiting) == 250
    told = store.feedback.told(REF, everybody=True).feedback
    assert (told.status, len(told.voices)) == (TOLD, 500)
    store.undo()
    assert len(store.feedback.get(REF).feedback.waiting) == 250
    assert store.history.broken_at() is None


def test_every_act_is_undone_step_by_step_back_to_nothing_and_redone(
    store: Store, clock: FixedClock
) -> None:
    states = [dump(store, marks=False)]
    for who in ("Ida", "Zoe"):
        make_feedback(store, who)
        states.append(dump(store, marks=False))
    for act in ACTS.values():
        clock.advance(hours=1)
        count = len(labels(store))
        act(store, REF)
        assert len(labels(store)) == count + 1
        assert store.history.broken_at() is None
        states.append(dump(store, marks=False))
    assert len({repr(state) for state in states}) == len(ACTS) + 3
    for state in reversed(states[:-1]):
        store.undo()
        assert dump(store, marks=False) == state
    with pytest.raises(NotFound, match=f"{REF} was undone on"):
        store.feedback.get("FBK1")
    for state in states[1:]:
        store.redo()
        assert dump(store, marks=False) == state
    assert store.history.broken_at() is None


@pytest.mark.slow
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(acts=st.lists(st.tuples(st.sampled_from([*sorted(ACTS), "undo", "redo"]), st.booleans())))
def test_whatever_is_done_the_status_follows_from_the_facts(acts: list[tuple[str, bool]]) -> None:
    with TemporaryDirectory() as folder:
        store = Store.open(new_file(Path(folder) / "spoc.db"), now=FixedClock())
        refs = [make_feedback(store, who).reference for who in ("Ida", "Zoe")]
        others: dict[str, Act] = {"undo": lambda s, r: s.undo(), "redo": lambda s, r: s.redo()}
        for name, first in acts:
            try:
                (ACTS | others)[name](store, refs[not first])
            except SpocError:
                continue
            names = ("closed", "done", "cannot", "begun", "agreed")
            for one in store.feedback.all():
                facts = {name: getattr(one, f"{name}_at") is not None for name in names}
                assert one.status is rules.status_of(told=not one.waiting, **facts)
        assert store.history.broken_at() is None
        store.close()


def test_the_status_follows_when_an_older_voice_is_undone(store: Store) -> None:
    make_feedback(store)
    ACTS["voice"](store, REF)
    uid = str(value(store, "SELECT uid FROM action ORDER BY id DESC LIMIT 1"))
    ACTS["done"](store, REF)
    ACTS["told one"](store, REF)
    try:
        store.undo(uid)
    except Refused:
        return  # as well
    assert status(store) is TOLD


def test_a_theme_that_an_enquiry_has_again_is_not_brought_back(store: Store) -> None:
    make_enquiry(store)
    for themes in ("Free training", "", "Free training"):
        store.enquiries.edit("1", {"themes": themes})
    uid = value(store, "SELECT uid FROM action ORDER BY id DESC LIMIT 1 OFFSET 1")
    with pytest.raises(Refused):
        store.undo(uid)


def test_its_own_words_come_before_those_that_another_led_to_it(store: Store) -> None:
    older = make_feedback(store, "Ida", said="Too dear.")
    make_feedback(store, "Joe", said="Too far.")
    store.feedback.lead_to(older.reference, "FBK-26-0002")
    case = store.feedback.hear("FBK-26-0002", "", [store.feedback.by("Kim")])
    assert [voice.who for voice in case.feedback.voices] == ["Joe", "Kim", "Ida"]
    assert case.feedback.said == "Too far."
    assert (case.timeline[-1].kind, case.timeline[-1].whom) == (EventKind.VOICE, "Kim")
    assert store.search.anything("FBK-26-0002")[0].matched.startswith("Joe")
