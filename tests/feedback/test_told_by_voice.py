"""What is said of feedback that many gave: each organisation sees what it said itself, and was
told itself.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from cli_desk import Cli
from factories import FixedClock, make_enquiry, make_organisation

from db.store import Store
from spoc_tui.casework.feedback.bulletins import BulletinAsked
from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.records.event import EventKind

ROOK, OTHER, OWNER = "Rook Lane Bowls Club", "Wigmore Scouts", "Strood Consortium"


class Loop:
    """An action that two organisations asked for, one after the other, and a third is to do."""

    def __init__(self, store: Store, clock: FixedClock) -> None:
        self.store, self.clock, by = store, clock, store.feedback.by
        self.rook, self.other, self.owner = (
            make_organisation(store, name).uid for name in (ROOK, OTHER, OWNER)
        )
        typed = {"action": "Repair the roof", "owner": OWNER, "due": "30/4"}
        self.uid = store.feedback.add("The roof leaks.", [by(ROOK)], typed).feedback.uid
        clock.advance(hours=1)
        store.feedback.hear(self.uid, "Ours too.", [by(OTHER)])
        clock.advance(hours=1)
        store.feedback.done(self.uid)
        clock.advance(hours=1)

    def seen(self, uid: str) -> list[tuple[EventKind, str]]:
        """What an organisation's timeline has, the earliest first: what happened, and whom with."""
        entries = self.store.organisations.timeline(uid, 0, 99)
        assert len(entries) == self.store.organisations.timeline_count(uid)
        return [(one.kind, one.whom) for one in reversed(entries)]

    def contact(self, uid: str) -> tuple[EventKind, date] | None:
        """The last contact with an organisation."""
        contacts = self.store.organisations.glance(uid).last_contacts
        return (contacts[0].kind, contacts[0].at.date()) if contacts else None


@pytest.fixture
def loop(store: Store, clock: FixedClock) -> Loop:
    return Loop(store, clock)


LOGGED, VOICE, DONE, TOLD = (EventKind.LOGGED, EventKind.VOICE, EventKind.DONE, EventKind.TOLD)


def test_each_sees_its_own_words_and_what_concerns_all(loop: Loop) -> None:
    assert loop.seen(loop.rook) == [(LOGGED, ROOK), (DONE, "")]
    assert loop.seen(loop.other) == [(VOICE, OTHER), (DONE, "")]
    assert loop.seen(loop.owner) == [(LOGGED, ROOK), (DONE, "")]
    today = loop.store.today()
    assert loop.contact(loop.rook) == (LOGGED, today)
    assert loop.contact(loop.other) == (VOICE, today)
    assert loop.contact(loop.owner) is None


def test_only_who_was_told_was_told(loop: Loop) -> None:
    loop.clock.advance(days=3)
    loop.store.feedback.told(loop.uid, [ROOK], channel=Channel.EMAIL)
    assert loop.seen(loop.rook)[-1] == (TOLD, ROOK)
    assert TOLD not in dict(loop.seen(loop.other))
    assert TOLD not in dict(loop.seen(loop.owner))
    assert loop.contact(loop.rook) == (TOLD, loop.store.today())
    assert loop.contact(loop.other) == (VOICE, loop.store.today() - timedelta(days=3))


def test_told_together_each_is_named_alone(loop: Loop) -> None:
    loop.store.feedback.told(loop.uid, everybody=True)
    assert loop.seen(loop.rook)[-1] == (TOLD, ROOK)
    assert loop.seen(loop.other)[-1] == (TOLD, OTHER)


def test_a_bulletin_tells_those_it_is_for(loop: Loop) -> None:
    loop.store.bulletins.issue(BulletinAsked(audience_uid=loop.other))
    assert loop.seen(loop.other)[-1] == (TOLD, OTHER)
    assert TOLD not in dict(loop.seen(loop.rook))


def test_opened_again_they_were_told_all_the_same(loop: Loop) -> None:
    loop.store.feedback.told(loop.uid, everybody=True)
    loop.store.feedback.close(loop.uid)
    loop.store.feedback.reopen(loop.uid, "It leaks again.")
    assert (TOLD, ROOK) in loop.seen(loop.rook)
    loop.store.feedback.done(loop.uid)
    loop.store.feedback.told(loop.uid, [OTHER])
    assert [kind for kind, _ in loop.seen(loop.rook)].count(TOLD) == 1
    assert [kind for kind, _ in loop.seen(loop.other)].count(TOLD) == 2


def test_who_else_was_not_told_and_what_else_was_said_is_with_them_alone(loop: Loop) -> None:
    loop.store.feedback.told(loop.uid, [ROOK])
    loop.store.feedback.close(loop.uid, {OTHER: "They gave up in May."})
    third = make_organisation(loop.store, "Third Folk Dancers").uid
    loop.store.feedback.hear(loop.uid, "It drips on us.", [loop.store.feedback.by("Third")])

    def ends(uid: str) -> list[tuple[str, str, str]]:
        entries = loop.store.organisations.timeline(uid, 0, 2)
        return [(one.words, one.whom, one.text) for one in reversed(entries)]

    for uid in (loop.rook, loop.owner):
        assert ends(uid) == [("closed", "", ""), ("reopened", "", "somebody else said it too")]
    assert ends(loop.other)[0] == ("closed", OTHER, "not told: They gave up in May.")
    assert ends(third)[1] == ("reopened", "Third Folk Dancers", "a new voice: It drips on us.")
    assert loop.contact(third) == (EventKind.REOPENED, loop.store.today())
    assert loop.contact(loop.rook) == (TOLD, loop.store.today())
    loop.store.feedback.told(loop.uid, everybody=True)
    loop.store.feedback.close(loop.uid)
    loop.store.feedback.reopen(loop.uid, "It leaks again.")
    assert ends(loop.rook)[1] == ("reopened", "", "It leaks again.")


def test_a_telling_taken_back_is_not_there_and_redone_it_is(loop: Loop) -> None:
    loop.store.feedback.told(loop.uid, [ROOK])
    loop.store.undo()
    assert TOLD not in dict(loop.seen(loop.rook))
    assert loop.contact(loop.rook) == (LOGGED, loop.store.today())
    loop.store.redo()
    assert loop.seen(loop.rook)[-1] == (TOLD, ROOK)


def test_a_merged_organisations_words_are_its_survivors(loop: Loop) -> None:
    loop.store.feedback.told(loop.uid, [OTHER])
    loop.store.duplicates.merge(loop.rook, loop.other)
    seen = loop.seen(loop.rook)
    assert [kind for kind, _ in seen] == [LOGGED, VOICE, DONE, TOLD]
    assert {whom for kind, whom in seen if kind is not DONE} == {ROOK}


def test_a_person_is_named_with_their_organisation(store: Store) -> None:
    club = make_organisation(store)
    bea = store.organisations.add_contact(club.uid, "Bea Beadle")
    store.feedback.add("It leaks.", [store.feedback.by_picked(club.uid, bea.uid)])
    (entry,) = store.organisations.timeline(club.uid, 0, 9)
    assert entry.whom == f"Bea Beadle, {ROOK}"


def test_what_was_said_before_it_was_written_down_is_dated_then(store: Store) -> None:
    club = make_organisation(store)
    make_enquiry(store, organisation_uid=club.uid)
    said_on = store.today() - timedelta(days=40)
    store.feedback.add("It leaks.", [store.feedback.by(ROOK)], said_on=said_on)
    contacts = store.organisations.glance(club.uid).last_contacts
    assert [one.at.date() for one in contacts] == [store.today(), said_on]


def test_the_command_line_says_who_was_told(cli: Cli, store: Store, clock: FixedClock) -> None:
    loop = Loop(store, clock)
    (tell,) = [row for row in cli.json("due") if row["what"] == "tell"]
    assert tell["whom"] == [ROOK, OTHER]
    store.feedback.told(loop.uid, [ROOK], channel=Channel.EMAIL)
    (tell,) = [row for row in cli.json("due") if row["what"] == "tell"]
    assert (tell["whom"], tell["organisation"], tell["who"]) == ([OTHER], OTHER, OTHER)
    shown = cli.json("organisation", "show", "rook")
    assert [one["whom"] for one in shown["timeline"] if one["kind"] == "told"] == [ROOK]
    assert [one["tell"] for one in shown["feedback"]] == [False]
    assert f"told ({ROOK})" in cli.text("organisation", "show", "rook")
    other = cli.json("organisation", "show", "wigmore")
    assert "told" not in {one["kind"] for one in other["timeline"]}
    assert [one["tell"] for one in other["feedback"]] == [True]
    assert "done; tell them" in cli.text("organisation", "show", "wigmore")


def test_the_caller_was_told_only_where_nobody_else_is_named(cli: Cli, store: Store) -> None:
    club = make_organisation(store)
    for reference in ("1", "2"):
        make_enquiry(store, organisation_uid=club.uid)
        store.enquiries.answer(reference, "Yes.")
    store.enquiries.told("1", channel=Channel.PHONE)
    store.enquiries.told("2", channel=Channel.PHONE, whom="Bea, who minds the keys")
    assert "  caller told (phone)" in cli.text("show", "1")
    assert "  told (phone, Bea, who minds the keys)" in cli.text("show", "2")
    assert "caller told" not in cli.text("show", "2").split("Timeline")[1]
