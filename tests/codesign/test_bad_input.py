"""What is refused of plans, events and briefings, and that nothing is half written by it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from factories import (
    FixedClock,
    dump,
    make_briefing,
    make_event,
    make_invitation,
    make_organisation,
)

from db.store import Store
from spoc_tui.casework.council.council import Team
from spoc_tui.casework.errors import BadInput, SpocError

CLOSED = {"opened": "2026-01-05", "closes": "2026-03-31"}
Given = Mapping[str, str]


def plan(store: Store, **typed: str) -> str:
    return make_invitation(store, **typed).uid


def asked(store: Store) -> str:
    uid = plan(store)
    store.declared("invitation").act(uid, "ask", {"role": "sector", "organisation": "Rook Lane"})
    return uid


def event(store: Store) -> str:
    return make_event(store).uid


def going(store: Store) -> str:
    uid = make_event(store, when="today").uid
    store.declared("event").act(uid, "go", {"called": "Ann Lee"})
    return uid


def briefing(store: Store) -> str:
    return make_briefing(store, on="2026-03-02").uid


@pytest.mark.parametrize(
    ("kind", "make", "act", "given", "says", "field"),
    [
        (
            "invitation",
            lambda store: plan(store, **CLOSED),
            "ask",
            {"role": "sector", "called": "Ann"},
            "closed on Tue 31 Mar 2026: nobody is invited to what is over",
            "on",
        ),
        (
            "invitation",
            asked,
            "ask",
            {"role": "partner", "organisation": "Rook Lane"},
            "That is Rook Lane Bowls Club, who was invited",
            "organisation",
        ),
        (
            "invitation",
            asked,
            "ask",
            {"role": "sector", "called": "rook lane  BOWLS club"},
            "Each is there once",
            "called",
        ),
        (
            "invitation",
            asked,
            "ask",
            {"role": "sector", "organisation": "Rook Lane"},
            "was asked already",
            None,
        ),
        (
            "invitation",
            plan,
            "ask",
            {"role": "sector"},
            "Say who is asked",
            "organisation",
        ),
        (
            "invitation",
            asked,
            "answer",
            {"who": "1", "action": "Plant a tree"},
            "Say what they said",
            "said",
        ),
        (
            "invitation",
            asked,
            "conclude",
            {"changed": "yes", "words": "Trees."},
            "Nobody has said anything of INV-26-0001, so nothing changed by that",
            "changed",
        ),
        (
            "invitation",
            asked,
            "conclude",
            {"changed": "no", "words": "None.", "manner": "co-designed"},
            "Co-designed with whom?",
            "manner",
        ),
        ("invitation", asked, "conclude", {"words": "Trees."}, "cannot be left blank", "changed"),
        ("invitation", asked, "respond", {}, "Nobody has said anything of INV-26-0001 yet", None),
        ("invitation", asked, "tell-all", {}, "Nothing came of INV-26-0001 yet", None),
        ("invitation", asked, "close", {"why": "Gone."}, "say first what changed", None),
        ("event", event, "go", {}, "Say who goes", "team"),
        ("event", going, "go", {"called": "ann  lee"}, "Ann Lee goes already", None),
        ("event", event, "attend", {}, "Nobody goes to EVT-26-0001 yet", None),
        ("event", going, "attend", {"promised": "A form"}, "Say by when is promised", "by"),
        ("event", going, "attend", {"by": "+4"}, "Say what is promised", "promised"),
        ("briefing", briefing, "again", {"on": "2026-03-02"}, "the briefing of that day", "on"),
        ("briefing", briefing, "again", {"on": "2026-03-01"}, "were not briefed again", "on"),
        ("briefing", briefing, "again", {"people": "-1"}, "not a whole number", "people"),
    ],
)
def test_an_act_that_makes_no_sense_is_refused(
    store: Store,
    kind: str,
    make: Callable[[Store], str],
    act: str,
    given: Given,
    says: str,
    field: str | None,
) -> None:
    make_organisation(store)
    uid = make(store)
    before = dump(store)
    with pytest.raises(SpocError, match="(?i)" + says.replace("?", r"\?")) as refused:
        store.declared(kind).act(uid, act, given)
    assert refused.value.field == field
    assert dump(store) == before


@pytest.mark.parametrize(
    ("kind", "typed", "says", "field"),
    [
        ("invitation", {"closes": "yesterday"}, "It cannot close before it opens", "closes"),
        ("invitation", {"manner": "co-designed"}, "Co-designed with whom?", "manner"),
        ("invitation", {"team": "Nobody's team"}, "There is no team", "team"),
        ("invitation", {"stage": "half-way"}, "before-drafting, draft, final", "stage"),
        ("invitation", {"opened": ""}, "cannot be left blank", "opened"),
        ("invitation", {"wanted": "0"}, "", "wanted"),
        ("event", {"when": "some day in June"}, "", "when"),
        ("event", {"organisation": "Nobody at all"}, "", "organisation"),
        ("event", {"going": '[{"called": "Ann"}, {"called": "ANN"}]'}, "is there twice", "going"),
        ("event", {"going": '[{"role": "listens"}]'}, "Say who goes, number 1", "going"),
        ("briefing", {"on": "tomorrow"}, "", "on"),
        ("briefing", {"next_on": "2026-01-01"}, "cannot be before this", "next_on"),
        ("briefing", {"directorate": "Moon"}, "", "directorate"),
        (
            "briefing",
            {"shown": '[{"organisation": "Rook Lane"}, {"organisation": "Rook Lane"}]'},
            "Rook Lane Bowls Club is there twice",
            "shown",
        ),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    store: Store, kind: str, typed: Given, says: str, field: str
) -> None:
    make_organisation(store)
    make: Any = {
        "invitation": make_invitation,
        "event": make_event,
        "briefing": make_briefing,
    }[kind]
    before = dump(store)
    with pytest.raises(SpocError, match="(?i)" + says.replace("?", r"\?")) as refused:
        make(store, **typed)
    assert refused.value.field == field
    assert dump(store) == before


def test_a_last_day_before_somebody_was_invited_is_refused(store: Store, clock: FixedClock) -> None:
    make_organisation(store)
    uid = plan(store)
    clock.advance(days=10)
    its = store.declared("invitation")
    its.act(uid, "ask", {"role": "sector", "organisation": "Rook Lane"})
    with pytest.raises(SpocError, match="was invited on Sun 12 Apr 2026, after that day"):
        its.edit(uid, {"closes": "2026-04-05"})


def test_a_late_answer_is_kept_and_marked(store: Store, clock: FixedClock) -> None:
    make_organisation(store)
    its, uid = store.declared("invitation"), plan(store, closes="+5")
    its.act(uid, "ask", {"role": "sector", "organisation": "Rook Lane"})
    clock.advance(days=9)
    case = its.act(uid, "answer", {"who": "1", "said": "Sorry."})
    assert case.timeline[-1].text.endswith("(late: it closed on Tue 7 Apr 2026)")
    (party,) = case.record.parties
    assert party.is_late(case.record.closes)  # type: ignore[attr-defined]


def test_one_group_under_two_names_is_invited_once(store: Store) -> None:
    one, other = make_organisation(store), make_organisation(store, "Strood Bowls", anyway=True)
    its, uid = store.declared("invitation"), plan(store)
    its.act(uid, "ask", {"role": "sector", "organisation": one.uid})
    store.duplicates.merge(other.uid, one.uid)
    with pytest.raises(SpocError, match="Each is there once"):
        its.act(uid, "ask", {"role": "sector", "organisation": "Strood Bowls"})


def test_a_plan_nobody_spoke_of_shows_as_none_and_is_not_changed(store: Store) -> None:
    uid, its = plan(store), store.declared("invitation")
    done: Any = its.act(uid, "conclude", {"changed": "no", "words": "Nobody was asked."})
    assert done.record.changed is False
    assert "no voices" in done.timeline[-1].text
    assert ("no_voices", "Voices", "none") in list(its.kind.says(done.record))


def test_who_left_does_not_go_and_nor_does_a_team_that_is_no_more(store: Store) -> None:
    club = make_organisation(store)
    person = store.organisations.add_contact(club.uid, "Ann Lee")
    store.organisations.left(person.uid, store.today())
    its, uid = store.declared("event"), event(store)
    with pytest.raises(SpocError, match="Ann Lee left Rook Lane Bowls Club on") as refused:
        its.act(uid, "go", {"contact": "Ann Lee"})
    assert refused.value.field == "contact"
    team = store.council.add(Team, {"name": "Old Team", "directorate": "Planning"})
    store.council.retire(Team, team.uid)
    with pytest.raises(SpocError, match="Old Team is retired"):
        its.act(uid, "go", {"team": "Old Team"})
    assert not its.get(uid).record.going  # type: ignore[attr-defined]


def test_a_plan_may_be_a_partners(store: Store) -> None:
    uid = plan(store, team="Integrated Care Partnership Board")
    one: Any = store.declared("invitation").get(uid).record
    assert one.team.name == "Integrated Care Partnership Board"


def test_of_an_event_that_may_be_over_the_year_is_typed(store: Store) -> None:
    make_organisation(store)
    with pytest.raises(BadInput, match="type the year"):  # yesterday, or in a year
        make_event(store, when="1 April")
    assert str(make_event(store, when="5 June").day) == "2026-06-05"
    assert str(make_event(store, when="1/4/2026").day) == "2026-04-01"
