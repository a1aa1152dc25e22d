"""Decisions of groups: their numbers, where they stand, what came of them, what is put right."""

from __future__ import annotations

from datetime import date

import pytest
from cli_desk import Cli
from factories import FixedClock, dump, make_decision, make_enquiry, make_group
from liaison import CLUB, SCOUTS, Liaison

from db.store import Store
from db.upkeep.checking import check
from spoc_tui.casework.desk.desk import Band
from spoc_tui.casework.errors import BadInput, NotFound, Refused
from spoc_tui.casework.groups.decision import Step, days_to_done
from spoc_tui.casework.kinds.shared_acts import next_acts
from spoc_tui.casework.records.link import Says
from spoc_tui.casework.records.references import own_number
from spoc_tui.casework.records.side import Side


@pytest.fixture
def liaison(store: Store) -> Liaison:
    return Liaison(store)


# Its number.


@pytest.mark.parametrize(
    "typed", ["SLG-26-02", "slg 26 2", "slg-2026-2", "slg/26/02", " SLG.26.2 "]
)
def test_a_number_is_found_as_people_type_it(typed: str) -> None:
    assert own_number(typed) == ("SLG", 2, 2026)


@pytest.mark.parametrize("typed", ["SLG-2", "slg 02", "slg.2"])
def test_its_year_may_be_left_out(typed: str) -> None:
    assert own_number(typed) == ("SLG", 2, None)


@pytest.mark.parametrize(
    "typed", ["ENQ-26-0002", "enq 2", "slg", "26-2", "slg2", "slg 1999 2", "slg 26 x"]
)
def test_what_is_no_number_of_its_own(typed: str) -> None:
    assert own_number(typed) is None


@pytest.mark.slow
def test_it_is_found_by_either(cli: Cli, liaison: Liaison) -> None:
    first, second = liaison.decide("Rents stay"), liaison.decide("Keys are kept here")
    assert [one.number for one in (first, second)] == ["SLG-26-01", "SLG-26-02"]
    for typed in ("slg 26 2", "SLG-26-02", "slg 2", second.reference, second.uid):
        assert liaison.store.records_of(typed).get(typed).record == second
        assert cli.json("show", typed)["number"] == "SLG-26-02"
        assert cli.json("groups", "decision", "show", typed)["id"] == second.uid
    for typed in ("slg-26-02", "slg 2"):
        assert [hit.uid for hit in liaison.store.search.anything(typed)][:1] == [second.uid]
    assert f"{second.reference} (SLG-26-02)  Keys are kept" in cli.text("show", "slg 26 2")
    listed = (("list", "--all"), ("groups", "decision", "list"), ("find", "keys are"), ("due",))
    assert [line for asked in listed if "SLG-26-02" not in (line := cli.text(*asked))] == []
    for typed in ("slg-26-03", "slg 3", "slg-25-02"):
        with pytest.raises(NotFound, match=f"There is no decision {typed.upper()}"):
            liaison.decisions.get(typed)
        assert cli.run("groups", "decision", "show", typed).exit_code == 3
    with pytest.raises(
        BadInput, match=r"SLG-26-02 is the number of a decision, and of no meeting.* MTG-26-0143"
    ):
        liaison.meetings.get("slg-26-02")


@pytest.mark.parametrize(
    "verb",
    [
        ("show", "slg 9"),
        ("history", "slg 9"),
        ("note", "slg 9", "--text", "x"),
        ("promise", "slg 9", "--text", "x", "--by", "fri"),
        ("link", "slg 9", "MTG-26-0001", "--says", "about"),
        ("link", "MTG-26-0001", "slg 9", "--says", "about"),
        ("log", "x", "--came-of", "slg 9"),
        ("groups", "decision", "show", "slg 9"),
        ("groups", "decision", "carry-out", "slg 9"),
    ],
)
def test_where_there_is_none_it_says_what_was_looked_for(
    cli: Cli, liaison: Liaison, verb: tuple[str, ...]
) -> None:
    refused = cli.run(*verb)
    assert (refused.exit_code, "There is no decision SLG 9." in refused.stderr) == (3, True)


@pytest.mark.parametrize(
    "verb", ["groups meeting show", "groups meeting hold", "route", "pay told"]
)
def test_what_is_for_another_kind_says_whose_number_it_is(
    cli: Cli, liaison: Liaison, verb: str
) -> None:
    to = ("--to", "Housing") if verb == "route" else ()
    refused = cli.run(*verb.split(), "slg 9", *to)
    assert "SLG 9 is the number of a decision, and of no " in refused.stderr


def test_what_is_only_to_be_tidied_up_of_one_group_is_one_row(cli: Cli, liaison: Liaison) -> None:
    first, *_ = [liaison.decide(words) for words in ("Rents stay", "Keys", "Dates")]
    other = make_group(liaison.store, "Another", short="ANO", starts="1 jan")
    make_decision(liaison.store, other, words="Chairs", decided="2 apr")
    rows = [row for row in cli.json("due") if row["band"] == "tidy" and row["kind"] == "decision"]
    assert [(row["subject"], row["also"]) for row in rows] == [
        ("Rents stay", ["SLG-26-02", "SLG-26-03"]),
        ("Chairs", []),
    ]
    assert [(row["due"], row["since"]) for row in rows] == [
        (None, "2026-04-01"),
        (None, "2026-04-02"),
    ]
    told = cli.text("due")
    assert "since Wed 1 Apr 2026" in told
    assert "3 decisions: Rents stay, also SLG-26-02, SLG-26-03" in told
    liaison.decisions.act(first.uid, "carry-out", {})
    assert "2 decisions: Keys, also SLG-26-03" in cli.text("due")


def test_without_its_year_the_last_is_meant(liaison: Liaison) -> None:
    group = liaison.groups.get(liaison.group).record
    old = [make_decision(liaison.store, group, decided="30 dec 2025") for _ in range(2)]
    new = liaison.decide()
    found = [liaison.decisions.get(typed).record.number for typed in ("slg 1", "slg 2")]
    assert found == [new.number, old[1].number] == ["SLG-26-01", "SLG-25-02"]


def test_each_group_and_each_year_counts_for_itself(liaison: Liaison) -> None:
    liaison.decide()
    other = make_group(liaison.store, "Halls", short="HG")
    made = [
        make_decision(liaison.store, other, decided="2 apr"),
        make_decision(liaison.store, other, decided="30 dec 2025"),
        make_decision(liaison.store, other, words="Close at six", decided="1 apr"),
        make_decision(liaison.store, make_group(liaison.store, "No name"), decided="2 apr"),
    ]
    assert [one.number for one in made] == ["HG-26-01", "HG-25-01", "HG-26-02", ""]


def test_no_number_is_given_again(liaison: Liaison) -> None:
    liaison.decide("Rents stay")
    liaison.store.undo()
    assert liaison.decide("Keys are kept here").number == "SLG-26-02"


@pytest.mark.parametrize(
    ("short", "said"),
    [("S", "is no short name"), ("S1", "is no"), ("enq", "begin with ENQ already")],
)
def test_a_short_name_that_numbers_cannot_begin_with(store: Store, short: str, said: str) -> None:
    with pytest.raises(BadInput, match=said) as refused:
        make_group(store, short=short)
    assert refused.value.field == "short"


def test_it_stays_with_its_group(liaison: Liaison) -> None:
    made = liaison.decide()
    other = make_group(liaison.store, "Halls")
    with pytest.raises(Refused, match="SLG-26-01 has its number in Liaison Group"):
        liaison.decisions.edit(made.uid, {"group": other.uid})


# Where it stands.


def test_it_has_a_day_or_one_for_answers(store: Store) -> None:
    group = make_group(store)
    for typed, field in (
        ({"closes": ""}, "decided"),
        ({"decided": "3 apr", "closes": ""}, "decided"),
    ):
        before = dump(store)
        with pytest.raises(BadInput) as refused:
            store.declared("decision").add({"group": group.uid, "words": "x", **typed})
        assert refused.value.field == field
        assert dump(store) == before


def test_outside_a_meeting_the_members_are_asked_and_answer(
    liaison: Liaison, clock: FixedClock
) -> None:
    liaison.seat(team="Housing", seat="observer")
    made = make_decision(liaison.store, liaison.groups.get(liaison.group).record, closes="9 apr")
    assert (made.status, made.number) == (Step.ASKED, "SLG-26-01")
    case = liaison.decisions.act(made.uid, "ask-members")
    assert {one.who for one in case.record.parties} == {CLUB, SCOUTS}
    with pytest.raises(Refused, match="every member was asked"):
        liaison.decisions.act(made.uid, "ask-members")
    liaison.decisions.act(made.uid, "answer", {"who": "rook", "said": "For it."})
    (due,) = liaison.decisions.dues(liaison.decisions.get(made.uid).record)
    assert (due.what, due.on, due.words) == ("decide", date(2026, 4, 9), SCOUTS)
    case = liaison.decisions.act(made.uid, "decide", {"against": "no"})
    assert case.timeline[-1].text == f"on Thu 2 Apr 2026; not heard: {SCOUTS}"
    assert case.record.status is Step.DECIDED
    with pytest.raises(Refused, match=r"DEC-26-0001 \(SLG-26-01\) is decided already"):
        liaison.decisions.act(made.uid, "decide")


def test_it_is_carried_out_once_nothing_is_owed_of_it(liaison: Liaison) -> None:
    made, store = liaison.decide(), liaison.store
    for owner in ("Housing", "strood scouts"):
        liaison.decisions.act(made.uid, "add-action", {"what": f"Ask {owner}", "owner": owner})
    ours, theirs = liaison.decisions.get(made.uid).record.actions
    assert (ours.side, ours.owner, theirs.side, theirs.owner) == (
        *(Side.COUNCIL, "Housing and Community Services, Housing"),
        *(Side.SECTOR, SCOUTS),
    )
    assert ours.heard_in_reference == made.reference
    with pytest.raises(Refused, match=rf"not carried out yet: {ours.reference} by .*Housing; "):
        liaison.decisions.act(made.uid, "carry-out")
    assert liaison.decisions.dues(liaison.decisions.get(made.uid).record) == []
    store.feedback.done(ours.uid)
    store.feedback.cannot(theirs.uid, "no money")
    assert due_of(liaison, made.uid) == ["check done"]
    store.undo()
    assert due_of(liaison, made.uid) == []
    store.redo()
    case = liaison.decisions.act(made.uid, "carry-out")
    assert (case.record.status, case.record.is_open) == (Step.CARRIED_OUT, False)
    assert days_to_done(case.record) == 1
    assert due_of(liaison, made.uid) == []
    again = liaison.decisions.act(made.uid, "reopen", {"why": "It was not."}).record
    assert (again.status, again.carried) == (Step.DECIDED, None)
    assert check(store).wrong == ()


def due_of(liaison: Liaison, uid: str) -> list[str]:
    """What is kept as due on a decision."""
    rows = liaison.store.connection.execute("SELECT what FROM record_due WHERE record = ?", [uid])
    return [what for (what,) in rows]


def test_who_answered_waits_on_the_desk_to_hear_what_was_decided(
    cli: Cli, liaison: Liaison, clock: FixedClock
) -> None:
    made = make_decision(liaison.store, liaison.groups.get(liaison.group).record)
    for act, given in (("ask-members", {}), ("answer", {"who": CLUB}), ("decide", {})):
        liaison.decisions.act(made.uid, act, given)
    for _ in range(2):  # on the day, and however long after it
        keys = liaison.store.agenda.keys(liaison.store.today())
        found = [(key.band, key.what) for key in keys if key.uid == made.uid]
        assert found == [(Band.HEAR, "tell")]
        late = [one["id"] for one in cli.json("list", "--overdue")["records"]]
        assert made.uid not in late
        (one,) = cli.json("groups", "decision", "list")["records"]
        assert (one["due"], one["due_what"]) == (None, "tell")
        assert "Status          Decided: tell." in cli.text("show", made.reference)
        clock.advance(days=9)
    assert check(liaison.store).wrong == ()


def test_an_action_is_one_undo_with_its_link(liaison: Liaison) -> None:
    made = liaison.decide()
    before = dump(liaison.store, marks=False)
    case = liaison.act("add-action", what="Write to all", owner="Housing", due="9 apr")
    assert case.timeline[-1].text == "SLG-26-01: Write to all"
    (action,) = liaison.decisions.get(made.uid).record.actions
    assert (action.action, action.due, action.status.value) == (
        *("Write to all", date(2026, 4, 9)),
        "agreed",
    )
    assert [link.words for link in liaison.decisions.get(made.uid).links] == ["led to"]
    liaison.store.undo()
    assert dump(liaison.store, marks=False) == before
    liaison.store.redo()
    assert liaison.decisions.get(made.uid).record.actions == (action,)


@pytest.mark.parametrize("owner", [f"Housing and {CLUB}", "Housing; Planning", f"{CLUB}, {SCOUTS}"])
def test_an_action_has_one_owner(liaison: Liaison, owner: str) -> None:
    liaison.decide()
    before = dump(liaison.store)
    with pytest.raises(BadInput, match="An action has one owner") as refused:
        liaison.act("add-action", what="Write", owner=owner)
    assert refused.value.field == "owner"
    assert dump(liaison.store) == before


@pytest.mark.parametrize(
    "owner", ["Ann and Bob", "Children and Families team", "the trustees, all"]
)
def test_an_owner_in_ones_own_words_may_have_an_and(liaison: Liaison, owner: str) -> None:
    liaison.decide()
    liaison.act("add-action", what="Write", owner=owner)
    (action,) = liaison.of_meeting()[0].actions
    assert action.owner == owner


def test_it_is_withdrawn_and_its_number_stays(liaison: Liaison) -> None:
    made = liaison.decide()
    one = liaison.decisions.act(made.uid, "close", {"why": "It was a mistake."}).record
    assert (one.status, one.number, one.closed_why) == (
        *(Step.WITHDRAWN, "SLG-26-01"),
        "It was a mistake.",
    )
    with pytest.raises(Refused, match="Nothing was decided at MTG-26-0001 yet"):
        liaison.act("add-action", what="Write")
    assert liaison.decide("Another").number == "SLG-26-02"


# What is put right after it went out.


def test_edited_after_the_notes_went_out_it_is_a_correction(
    liaison: Liaison, clock: FixedClock
) -> None:
    made = liaison.decide("Rents stay")
    liaison.decisions.edit(made.uid, {"words": "Rents stay as they are"})
    assert liaison.decisions.get(made.uid).record.corrections == ""
    liaison.act("send-notes")
    assert liaison.decisions.get(made.uid).record.sent == date(2026, 4, 2)
    clock.advance(days=4)
    case = liaison.decisions.edit(made.uid, {"words": "Rents stay until May", "follow_up": "fri"})
    assert case.record.corrected == date(2026, 4, 6)
    said = "Mon 6 Apr 2026: decision was “Rents stay as they are”"
    assert case.record.corrections == said
    assert case.timeline[-1].text.endswith("a correction")
    clock.advance(days=1)
    case = liaison.decisions.edit(made.uid, {"against": "yes", "opposed": "Strood"})
    assert case.record.corrections.split("\n") == [
        said,
        "Tue 7 Apr 2026: against was blank; opposed was blank",
    ]
    liaison.store.undo()
    assert liaison.decisions.get(made.uid).record.corrections == said


def test_the_notes_and_what_they_send_round_are_one_undo(liaison: Liaison) -> None:
    made = liaison.decide()
    liaison.act("send-notes")
    liaison.store.undo()
    assert liaison.decisions.get(made.uid).record.sent is None
    assert liaison.one.notes_at is None


def test_one_outside_a_meeting_is_sent_round_by_itself(liaison: Liaison) -> None:
    group = liaison.groups.get(liaison.group).record
    made = make_decision(liaison.store, group, decided="today")
    liaison.decisions.act(made.uid, "circulate")
    with pytest.raises(Refused, match="SLG-26-01 was sent round on Thu 2 Apr 2026"):
        liaison.decisions.act(made.uid, "circulate")
    liaison.decisions.edit(made.uid, {"words": "Open at ten"})
    assert "“Open at nine”" in liaison.decisions.get(made.uid).record.corrections


def test_a_link_from_another_record_is_no_action(liaison: Liaison) -> None:
    made = liaison.decide()
    enquiry = make_enquiry(liaison.store).enquiry
    liaison.store.links.link(enquiry.reference, made.reference, Says.CAME_OF)
    assert liaison.decisions.get(made.uid).record.actions == ()


def test_who_answered_is_to_be_told_what_was_decided(liaison: Liaison) -> None:
    group = liaison.groups.get(liaison.group).record
    made = make_decision(liaison.store, group, closes="9 apr")
    liaison.decisions.act(made.uid, "ask-members")
    liaison.decisions.act(made.uid, "answer", {"who": "rook", "said": "For it."})
    liaison.decisions.act(made.uid, "decide")
    told = liaison.decisions.dues(liaison.decisions.get(made.uid).record)
    assert [(due.what, due.words) for due in told] == [("check done", ""), ("tell", CLUB)]
    liaison.decisions.act(made.uid, "tell", {"who": "rook"})
    assert due_of(liaison, made.uid) == ["check done"]


def test_its_meeting_is_one_of_its_group(liaison: Liaison) -> None:
    other = make_group(liaison.store, "Halls")
    typed = {"words": "x", "decided": "1 apr", "meeting": "mtg 1"}
    with pytest.raises(
        BadInput, match=r"Liaison Group, Wed 1 Apr 2026 is no meeting of Halls"
    ) as no:
        liaison.decisions.add({**typed, "group": other.uid})
    assert no.value.field == "meeting"
    made = liaison.decisions.add({**typed, "group": liaison.group}).record
    assert [one.uid for one in liaison.of_meeting()] == [made.uid]


# What comes next.


def test_what_comes_next_first_at_each_step_of_a_decision(liaison: Liaison) -> None:
    decisions = liaison.decisions
    one = decisions.add({"group": liaison.group, "words": "One answer", "closes": "+9"}).record

    def came_next() -> str:
        case = decisions.get(one.uid)
        return next_acts(case.kind, case.record)[0].name

    for name, typed in (
        ("ask-members", {}),
        ("answer", {"who": "1", "said": "We are for it."}),
        ("answer", {"who": "2"}),
        ("decide", {}),
        ("tell", {"who": "1"}),
        ("tell", {"who": "2"}),
        ("add-action", {"what": "Write to all", "owner": "Housing"}),
        ("circulate", {}),
    ):
        assert came_next() == name
        decisions.act(one.uid, name, typed)
    (action,) = liaison.store.feedback.all()
    liaison.store.feedback.done(action.uid)
    assert came_next() == "carry-out"
