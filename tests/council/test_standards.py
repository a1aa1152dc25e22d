"""The council's standards: shown, changed and undone, in the store and on every surface."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_desk import Cli
from desk_app import fill, flat, press, rows, said
from factories import (
    another_window,
    dump,
    make_enquiry,
    make_group,
    make_meeting,
    make_payment,
    topic,
)
from settings_desk import mark, settings

from db.enquiries.recounting import recalculate_deadlines
from db.records.uids import natural_uid
from db.store import Store
from db.upkeep.checking import check
from screens.history.record import HistoryScreen
from spoc_tui.casework.council.council import Topic
from spoc_tui.casework.council.standards_in_words import ALL_STANDARDS, read_standards
from spoc_tui.casework.dates.standards import USUAL_STANDARDS, Standards
from spoc_tui.casework.errors import BadInput, Refused, StorageFailed
from spoc_tui.casework.payments.clocks import escalation
from spoc_tui.casework.records.event import EventKind

WAS_10 = "how soon enquiries are answered: 8 working days, was 10"
NO_NUMBERS = ("-1", "ten", "251", "9" * 5_000, "2.5", "1e1", "+8", "८", "8 days")


def answer_by(store: Store, reference: str = "1") -> str:
    return store.enquiries.get(reference).enquiry.answer_by.isoformat()


# The rules.


def test_there_is_one_for_each_field() -> None:
    assert tuple(one.name for one in ALL_STANDARDS) == Standards._fields
    assert [one.described(1) for one in ALL_STANDARDS[:6:5]] == ["1 working day", "1 day"]
    assert (ALL_STANDARDS[1].in_words(10), ALL_STANDARDS[1].in_words(8)) == (
        "10 working days",
        "8 working days (usually 10)",
    )


def test_they_are_typed_short_or_in_full() -> None:
    typed = {"answer": " 8 ", "urgent_answer_days": "0", "silence": "250"}
    read = {"answer_days": 8, "urgent_answer_days": 0, "silence_days": 250}
    assert read_standards(typed) == read


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        *(({"answer": text}, "answer", "is not a number of working days") for text in NO_NUMBERS),
        (
            {"reasonable": "a month"},
            "reasonable",
            "not a number of days from 0 to 250. Usual",
        ),
        ({"awnser": "8"}, "awnser", "“awnser” is not a standard. There are: acknowledge, answer"),
        ({"answer": " "}, "answer", "Give a number of working days from 0 to 250. Usual is 10"),
        ({"_days": "8"}, "_days", "is not a standard"),
        ({"answer": "8", "answer_days": "9"}, "answer_days", "“answer” is given twice"),
    ],
)
def test_what_is_no_standard(typed: dict[str, str], field: str, words: str) -> None:
    with pytest.raises(BadInput, match=words) as refused:
        read_standards(typed)
    assert refused.value.field == field


# In the store.


def test_one_is_changed_undone_and_done_again(store: Store) -> None:
    make_enquiry(store)
    make_enquiry(store, answer_by=store.enquiries.get("1").enquiry.answer_by)  # typed by hand
    before = dump(store, marks=False)
    done = store.own_standards.change({"answer": "8"})
    assert done.described == WAS_10
    assert [(one.reference, one.what) for one in done.moved] == [("ENQ-26-0001", "answer by")]
    assert (answer_by(store), answer_by(store, "2")) == ("2026-04-16", "2026-04-20")
    assert store.standards == Standards(answer_days=8)
    event = store.enquiries.get("1").timeline[-1]
    assert (event.kind, event.text) == (
        EventKind.CLOCK_MOVED,
        "The standards changed: answer by from Mon 20 Apr 2026 to Thu 16 Apr 2026",
    )
    assert store.undo().label == f"Changed {WAS_10}"
    assert (store.standards, answer_by(store)) == (USUAL_STANDARDS, "2026-04-20")
    assert dump(store, marks=False) == before
    store.redo()
    assert (store.standards.answer_days, answer_by(store)) == (8, "2026-04-16")
    store.undo()
    # One that was undone is that row again: its uid follows from its name.
    store.own_standards.change({"answer": "9"})
    rows = store.connection.execute("SELECT uid, value FROM standard").fetchall()
    assert [tuple(row) for row in rows] == [(natural_uid("standard", "answer_days"), 9)]
    assert recalculate_deadlines(store) == []
    assert check(store).wrong == ()


def test_several_are_one_act_and_what_is_as_it_was_is_none(store: Store) -> None:
    count = store.history.count()
    assert store.own_standards.change({"answer": "10", "silence": "5"}).changes == ()
    assert store.history.count() == count
    store.own_standards.change({"silence": "4", "answer": "8", "reply": "5"})
    label = f"Changed {WAS_10}; how long finance may be silent: 4 working days, was 5"
    assert store.history.page(0, 1)[0].action.label == label
    assert store.history.count() == count + 1
    store.own_standards.change({"answer": "10"})
    assert store.standards == Standards(silence_days=4)


def test_a_topics_own_days_and_what_is_urgent_are_others(store: Store) -> None:
    own = topic(store, "housing").uid
    store.council.edit(Topic, own, {"answer_days": "3"})
    make_enquiry(store, topic_uid=own)
    before = answer_by(store)
    assert store.own_standards.change({"answer": "8"}).moved == ()
    assert answer_by(store) == before
    assert store.own_standards.change({"silence": "1"}).moved == ()


def test_payments_are_escalated_by_them(store: Store) -> None:
    payment = make_payment(store, received="2026-03-20")
    whys = []
    for days in ("30", "7"):
        store.own_standards.change({"reasonable": days})
        due = escalation(payment, store.standards, store.days)
        assert due is not None
        whys.append((due.on.isoformat(), due.why))
    assert whys == [
        ("2026-04-20", "more than 30 days since Fri 20 Mar 2026"),
        ("2026-03-28", "more than 7 days since Fri 20 Mar 2026"),
    ]


def test_a_change_that_a_later_one_rests_on_is_undone_after_it(store: Store) -> None:
    store.own_standards.change({"answer": "8"})
    first = store.history.page(0, 1)[0].action.uid
    store.own_standards.change({"answer": "7"})
    with pytest.raises(Refused, match="Changed how soon enquiries are answered: 7 working days"):
        store.undo(first)
    store.undo()
    store.undo()
    assert store.standards == USUAL_STANDARDS


def test_two_windows(store: Store) -> None:
    other = another_window(store)
    store.own_standards.change({"answer": "8"})
    assert other.standards.answer_days == 8
    assert other.own_standards.change({"answer": "6"}).described.endswith("6 working days, was 8")
    assert store.standards.answer_days == 6
    other.close()


def test_one_of_a_newer_program_is_left_alone(store: Store) -> None:
    with store.action("A newer program's"):
        uid = store.insert("standard", {"name": "greeting_days", "value": 1})
    assert store.standards == USUAL_STANDARDS
    assert store.history.name_of("standard", uid) == "greeting_days"


def test_the_file_refuses_what_is_no_number_of_days(store: Store) -> None:
    with pytest.raises(StorageFailed), store.action("x"):
        store.insert("standard", {"name": "answer_days", "value": 1_000})
    assert store.standards == USUAL_STANDARDS


def test_its_history_says_it_in_words(store: Store) -> None:
    store.own_standards.change({"urgent_acknowledge": "1"})
    store.own_standards.change({"urgent_acknowledge": "0"})
    uid = store.own_standards.uid_of("urgent_acknowledge_days")
    assert uid is not None
    assert store.own_standards.uid_of("answer_days") is None
    assert store.history.name_of("standard", uid) == "how soon what is urgent is acknowledged"
    said = [
        [change.words for change in entry.changes if change.is_worth_saying]
        for entry in store.history.of("standard", uid)
    ]
    assert said == [["standard value: 0 → 1"], ["standard value: 1 → 0"]]


# On the command line.


def test_the_verb_lists_and_changes_them(cli: Cli) -> None:
    cli.log()
    assert "answer              how soon enquiries are answered: 10 working days\n" in cli.text(
        "settings", "standards"
    )
    changed = cli.text("settings", "standards", "answer=8", "--set", "urgent-answer=1")
    assert changed.splitlines() == [
        f"Changed {WAS_10}; how soon what is urgent is answered: 1 working day, was 2.",
        "  ENQ-26-0001: answer by from Mon 20 Apr 2026 to Thu 16 Apr 2026",
    ]
    assert cli.text("settings", "standards", "answer=8") == "Nothing was changed.\n"
    found = cli.json("settings", "standards")
    assert [one["days"] for one in found] == [2, 8, 5, 0, 1, 30, 5, 5, 5, 8, 16, 2, 30]
    assert found[1] == {
        **{"standard": "answer", "means": "how soon enquiries are answered", "days": 8},
        **{"usual": 10, "unit": "working days"},
    }
    answer = cli.json("settings", "standards", "reply=4")
    assert (answer["changed"], answer["moved"], answer["standards"][2]["days"]) == (
        ["reply"],
        [],
        4,
    )
    assert "answer 8, a team's reply 4" in cli.text("settings")
    assert cli.json("settings")["standards"]["answer_days"] == 8
    cli.json("undo")
    cli.json("undo")
    assert cli.json("due")[0]["due"] == "2026-04-20"


@pytest.mark.parametrize("pair", ["answer=-1", "answer=ten", "answer=", "answer=999", "awnser=8"])
def test_the_verb_refuses_and_names_the_field(cli: Cli, pair: str) -> None:
    error = cli.error(2, "settings", "standards", "reply=3", pair)
    assert error["field"] == pair.partition("=")[0]
    assert cli.json("settings")["standards"] == USUAL_STANDARDS._asdict()


def test_settings_are_shown_without_a_database_and_none_is_made(cli: Cli, tmp_path: Path) -> None:
    nowhere = Cli(tmp_path / "nowhere.db", cli.now)
    assert nowhere.json("settings")["standards"] == USUAL_STANDARDS._asdict()
    assert not nowhere.path.exists()
    nowhere.path.write_text("Dear all,\n" * 100)
    found = nowhere.json("settings")
    assert found["standards"] is None
    assert "is not a database" in found["wrong"][0]
    assert "Standards: not to be read" in nowhere.text("settings")


@pytest.mark.slow
def test_they_are_taken_out_and_imported_again(cli: Cli, tmp_path: Path) -> None:
    cli.text("settings", "standards", "answer=8")
    cli.text("export", "all", str(tmp_path / "all"))
    assert "| value | INTEGER | Days: working days" in (tmp_path / "all/dictionary.md").read_text()
    other = Cli(tmp_path / "other.db", cli.now)
    other.text("import", "all", str(tmp_path / "all"))
    assert other.json("settings")["standards"]["answer_days"] == 8


# On the screen.


@pytest.mark.slow
async def test_they_are_shown_and_edited_on_the_settings_screen(store: Store) -> None:
    make_enquiry(store)
    async with settings(store) as (app, pilot):
        assert "Answer within | 10 working days: how soon enquiries are answered" in rows(app)
        await mark(app, pilot, "standard answer_days")
        await press(pilot, "h")
        assert said(app) == "It was never changed: it has no history yet."
        for key, words in (
            ("a", "A standard is not added; e edits it."),
            ("x", "A standard is not retired; e edits it."),
            ("delete", "A standard is not removed; e edits it."),
        ):
            await press(pilot, key)
            assert said(app) == words
        await press(pilot, "e")
        for bad in ("ten", "-1", "251"):
            await fill(pilot, answer_days=bad)
            await press(pilot, "ctrl+s")
            assert f"“{bad}” is not a number of working days from 0 to 250." in flat(app, "#dialog")
        await fill(pilot, answer_days="8")
        await press(pilot, "ctrl+s")
        assert said(app) == f"Saved {WAS_10}. Moved: ENQ-26-0001 answer by → Thu 16 Apr 2026."
        assert (
            "Answer within | 8 working days (usually 10): how soon enquiries are answered"
            in rows(app)
        )
        assert "acknowledge in 2, answer in 8" in flat(app)
        await press(pilot, "h")
        assert isinstance(app.screen, HistoryScreen)
        assert "History of how soon enquiries are answered" in flat(app)
        await press(pilot, "escape", "e", "ctrl+s")
        assert said(app) == "Nothing was changed."
        for _ in range(5):
            make_enquiry(store)
        await press(pilot, "e")
        await fill(pilot, answer_days="7")
        await press(pilot, "ctrl+s")
        assert said(app).endswith("Wed 15 Apr 2026; 2 more; each says so on its timeline.")
        await press(pilot, "u", "y")
        await mark(app, pilot, "standard silence_days")
        await press(pilot, "e")
        await fill(pilot, silence_days="3")
        await press(pilot, "ctrl+s")
        assert said(app) == "Saved how long finance may be silent: 3 working days, was 5."
        await press(pilot, "u", "y")
        store.own_standards.change({"answer": "10"})
        await press(pilot, "g", "d", "g", "s")
        assert "Answer within | 10 working days: how soon enquiries are answered" in rows(app)
        assert answer_by(store) == "2026-04-20"


# What is due on records of declared kinds.


def what_is_due(store: Store) -> list[tuple[str, str]]:
    """What the desk has as due on all declared records, by its day."""
    rows = store.connection.execute("SELECT due, what FROM record_due ORDER BY due, what")
    return [tuple(row) for row in rows]


def test_papers_of_open_meetings_move_with_the_standards(store: Store) -> None:
    group = make_group(store, "Liaison Group", papers="yes")
    planned = make_meeting(store, group, when="29 may", papers="yes")
    held = make_meeting(store, group, when="1 apr", papers="yes")
    store.declared("meeting").act(held.uid, "hold", {"on": "1 apr"})
    before = what_is_due(store)
    assert before == [("2026-04-10", "notes"), ("2026-05-21", "agenda"), ("2026-05-29", "meeting")]
    done = store.own_standards.change({"agenda": "10", "notes": "2"})
    assert done.described == (
        "how long before a meeting its agenda is out: 10 working days, was 5; how long after a "
        "meeting its notes are out: 2 working days, was 5"
    )
    after = [("2026-04-07", "notes"), ("2026-05-14", "agenda"), ("2026-05-29", "meeting")]
    assert what_is_due(store) == after
    meetings = store.declared("meeting")
    assert meetings.dues(meetings.get(planned.uid).record)[0].on.isoformat() == "2026-05-14"
    assert check(store).wrong == ()
    store.undo()
    assert what_is_due(store) == before
    store.redo()
    assert what_is_due(store) == after
    store.own_standards.change({"agenda": "0", "notes": "250"})
    assert check(store).wrong == ()
