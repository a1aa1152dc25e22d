"""What past notes say is to be done: lines read, shown, and made actions once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from cli_desk import Cli
from desk_app import desk, flat, press, type_text
from factories import dump
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from liaison import CLUB, SCOUTS, Liaison

from db.store import Store
from db.upkeep.checking import check
from screens.dialogs.confirm import ConfirmScreen
from screens.kinds.page import DeclaredPage
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.dates.working_days import WorkingDays
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.groups.pasted_actions import read_actions

MET, DAYS = date(2026, 4, 1), WorkingDays()
MAY = date(2026, 5, 3)


def read(text: str) -> list[tuple[int, str, str, date | None]]:
    return [tuple(one) for one in read_actions(text, met=MET, days=DAYS, field="lines")]


@pytest.mark.parametrize(
    "line",
    [
        "Housing: Write to all: 3 May",
        "Housing: Write to all: by 3 May",
        "Housing: Write to all: by 3/5/26.",
        "Housing – Write to all – by 3 May 2026",
        "Housing — Write to all — 2026-05-03",
        "Housing - Write to all - before 3 May",
        "Housing\tWrite to all\t03/05/2026",
        "Housing | Write to all | by the 3 May",
        "Housing: Write to all by 3 May",
        "Housing: Write to all (by 3 May)",
        "Housing: Write to all, due by 3 May.",
        "  • Housing: Write to all: by 3 May",
        "3. Housing: Write to all: by 3 May",
        "- [ ] Housing: Write to all: by 3 May".removeprefix("- "),
        "* Housing:Write to all".replace(":W", ": W") + ": 3 May",
    ],
)
def test_a_line_of_any_usual_form(line: str) -> None:
    assert read(line) == [(1, "Housing", "Write to all", MAY)]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("Housing: Stand by the door", "Stand by the door"),
        ("Housing: Meet at 10:30", "Meet at 10:30"),
        ("Housing: Look at https://example.org", "Look at https://example.org"),
        ("Housing: Ask two things: rents and keys", "Ask two things: rents and keys"),
        ("Housing: Write a follow-up", "Write a follow-up"),
        ("Housing: Write to all:", "Write to all"),
    ],
)
def test_a_line_without_a_day_is_taken(line: str, what: str) -> None:
    assert read(line) == [(1, "Housing", what, None)]
    assert read_actions(line, met=MET, days=DAYS, field="lines")[0].described.endswith(
        "no day is given"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Paste at least one line: who: what: by when"),
        (" \n\t\n", "Paste at least one line"),
        ("Write to all", "Line 1 (“Write to all”) is not of the form"),
        ("Housing: Write\n\n: nobody", "Line 3"),
        (": Write to all: 3 May", "Line 1 (“: Write to all: 3 May”) is not of the form"),
        ("- : Write to all: 3 May", "Line 1"),
        ("Housing:", "Line 1"),
        ("Housing: Write: by soon", "Line 1: “by soon” is no day that can be read"),
        ("Housing: Write\nLegal: Read: 31/2/2026", "Line 2: “31/2/2026” is no day"),
        ("Housing: Write: 32 May", "Line 1: “32 May” is no day"),
    ],
)
def test_a_line_that_is_none_is_refused_by_its_number(text: str, words: str) -> None:
    with pytest.raises(BadInput) as refused:
        read(text)
    assert words in str(refused.value)
    assert refused.value.field == "lines"


def test_a_day_without_a_year_is_the_next_one() -> None:
    days = [one[3] for one in read("A: b: 10 Dec\nC: d: 2 Apr\nE: f: 31 Mar\nG: h: 9 Feb 2026")]
    assert days == [date(2026, 12, 10), date(2026, 4, 2), date(2027, 3, 31), date(2026, 2, 9)]


NAMES = st.from_regex(r"[A-Z][a-z]{2,8}( [A-Z][a-z]{2,8})?", fullmatch=True)
WHATS = st.from_regex(r"[A-Z][a-z]{2,8}( [a-z]{4,9}){1,4}", fullmatch=True).filter(
    lambda text: " by " not in text
)


DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(NAMES, WHATS, DAYS), max_size=6))
@pytest.mark.slow
def test_what_is_written_is_read_back(lines: list[tuple[str, str, date]]) -> None:
    once = {(who.lower(), what.lower(), by): (who, what, by) for who, what, by in reversed(lines)}
    if not once:
        return
    text = "\n".join(f"{who}: {what}: by {show_day(by)}" for who, what, by in lines)
    assert sorted(one[1:] for one in read(text)) == sorted(once.values())


# In the store.


@pytest.fixture
def liaison(store: Store) -> Liaison:
    return Liaison(store)


TEXT = "Housing: Write to all: 10 Apr\nstrood: Say who has keys"


def made(store: Store) -> list[tuple[str, str, str | None]]:
    return sorted(
        (one.action, one.owed_by_side, one.due.isoformat() if one.due else None)
        for one in store.feedback.all()
    )


BOTH = [
    ("Say who has keys", f"{SCOUTS} (sector)", None),
    ("Write to all", "Housing (council)", "2026-04-10"),
]


def test_they_are_actions_of_the_meeting_by_one_act(store: Store, liaison: Liaison) -> None:
    before, count = dump(store, marks=False), store.history.count()
    liaison.act("actions", lines=TEXT)
    assert [one[0] for one in made(store)] == [one[0] for one in BOTH]
    assert made(store)[0] == BOTH[0]
    assert store.history.count() == count + 1
    assert [one.action for one in liaison.one.actions] == ["Write to all", "Say who has keys"]
    with pytest.raises(Refused, match=r"Everything is there already: .*FBK-26-0001 already"):
        liaison.act("actions", lines=TEXT)
    assert store.history.count() == count + 1
    liaison.act("actions", lines=f"{TEXT}\nRook Lane: Bring tea: by 4 May")
    assert len(made(store)) == 3
    assert check(store).wrong == ()
    store.undo()
    store.undo()
    assert dump(store, marks=False) == before


def test_they_are_actions_of_a_decision(store: Store, liaison: Liaison) -> None:
    decided = liaison.decide("Rents stay")
    liaison.act("actions", lines=TEXT, decision="SLG-26-01")
    one: Any = liaison.decisions.get(decided.uid).record
    assert [each.action for each in one.actions] == ["Write to all", "Say who has keys"]
    assert liaison.one.actions == ()
    with pytest.raises(Refused, match="there already"):
        liaison.act("actions", lines=TEXT, decision="1")


def test_a_first_name_is_of_the_only_member_who_has_it(store: Store, liaison: Liaison) -> None:
    for uid, name in ((liaison.scouts, "Sam Lee"), (liaison.club, "Mr Al Poe")):
        store.organisations.add_contact(uid, name)
        row = 1 if uid == liaison.club else 2
        liaison.groups.edit_row(liaison.group, "members", row, {"person": name})
    liaison.decide()
    liaison.act("actions", lines="Sam: Write to all: by Friday\nsam lee: Say who has keys")
    liaison.act("add-action", what="Ask", owner="Al")
    owners = [one.owner for one in store.feedback.all()]
    assert sorted(owners) == [CLUB, SCOUTS, SCOUTS]
    store.organisations.add_contact(liaison.club, "Sam Roe")
    liaison.groups.edit_row(liaison.group, "members", 1, {"person": "Sam Roe"})
    before = dump(store)
    for act, typed, field in (
        ("actions", {"lines": "Housing: Look\nSam: Read"}, "lines"),
        ("add-action", {"what": "Read", "owner": "sam"}, "owner"),
    ):
        with pytest.raises(BadInput, match=r"may be Sam Roe, Rook Lane.* or Sam Lee") as refused:
            liaison.act(act, **typed)
        assert refused.value.field == field
    assert dump(store) == before


def test_who_is_nobody_known_is_said_before_and_after(cli: Cli, liaison: Liaison) -> None:
    lines = ("groups", "meeting", "actions", "mtg 1", "--lines", "x: banana\nHousing: Look")
    said = "x (nobody known by that name): banana, no day is given"
    assert said in cli.text(*lines, "--dry-run")
    told = cli.text(*lines)
    assert said[1:] in told
    assert "Housing (nobody" not in told


def test_they_are_pasted_though_the_notes_went_out(store: Store, liaison: Liaison) -> None:
    liaison.act("send-notes")
    liaison.act("actions", lines=TEXT)
    assert len(liaison.one.actions) == 2


@pytest.mark.parametrize("between", [" and ", ", ", " / ", " & "])
@pytest.mark.parametrize("decision", ["", "1"])
def test_two_owners_are_refused_by_the_line(
    store: Store, liaison: Liaison, between: str, decision: str
) -> None:
    liaison.decide("Rents stay")
    before = dump(store)
    with pytest.raises(BadInput) as refused:
        liaison.act(
            "actions",
            lines=f"strood: Say who\n{SCOUTS}{between}Rook Lane Bowls Club: Write",
            decision=decision,
        )
    assert str(refused.value).startswith("Line 2: An action has one owner.")
    assert dump(store) == before


def test_nothing_is_pasted_into_what_was_not_held(store: Store) -> None:
    with pytest.raises(Refused, match="was not held yet"):
        Liaison(store, held=False).act("actions", lines=TEXT)


def test_what_it_would_do_is_shown_and_not_done(store: Store, liaison: Liaison) -> None:
    before = dump(store)
    would = liaison.meetings.would(liaison.meeting, "actions", {"lines": TEXT})
    assert would.splitlines() == [
        "Housing: Write to all, by Fri 10 Apr 2026",
        "Strood Scouts: Say who has keys, no day is given",
    ]
    with pytest.raises(BadInput, match="Line 1"):
        liaison.meetings.would(liaison.meeting, "actions", {"lines": "nobody"})
    assert dump(store) == before
    # The file can be written to as before.
    liaison.act("actions", lines=TEXT)
    assert len(made(store)) == 2


def test_the_papers_have_them(cli: Cli, liaison: Liaison) -> None:
    liaison.act("actions", lines=TEXT)
    liaison.plan("15 apr")
    for args, section in (
        (("meeting", "notes", "mtg 1"), "Actions"),
        (("meeting", "agenda", "mtg 2"), "Actions from earlier meetings"),
    ):
        found = {one["title"]: one["rows"] for one in cli.json("groups", *args)["sections"]}
        assert [row[:2] for row in found[section]] == [
            ["MTG-26-0001", "Write to all (FBK-26-0001)"],
            ["MTG-26-0001", "Say who has keys (FBK-26-0002)"],
        ]
    listed = cli.json("groups", "group", "actions", "grp 1")["sections"]
    assert sum(len(one["rows"]) for one in listed) == 2


def test_the_verb(cli: Cli, liaison: Liaison) -> None:
    verb = ("groups", "meeting", "actions", "mtg 1", "--lines", "-")
    dry = cli.json(*verb, "--dry-run", input=TEXT)
    assert (len(dry["would"]), dry["dry_run"]) == (2, True)
    assert cli.text(*verb, "--dry-run", input=TEXT).endswith("this was a dry run.\n")
    assert liaison.store.feedback.all() == []
    assert cli.text(*verb, input=TEXT).startswith("Actions pasted: MTG-26-0001")
    assert "already" in cli.error(4, *verb, input=TEXT)["message"]
    assert cli.error(2, *verb, input="Housing: Write: by soon")["field"] == "lines"


# On the screen.


@pytest.mark.slow
async def test_on_the_page_it_is_shown_before_it_is_done(store: Store, liaison: Liaison) -> None:
    async with desk(store) as (app, pilot):
        await app.push_screen(DeclaredPage("meeting", liaison.meeting))
        await press(pilot, "s")
        shown = flat(app)
        key = next(
            str(number)
            for number in range(1, 10)
            if f"{number} Paste actions" in " ".join(shown.split())
        )
        await press(pilot, key)
        await type_text(pilot, "Housing: Write to all: 10 Apr")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, ConfirmScreen)
        assert "Housing: Write to all, by Fri 10 Apr 2026" in flat(app)
        await press(pilot, "n")
        assert store.feedback.all() == []
        await press(pilot, "ctrl+s", "y")
        assert isinstance(app.screen, DeclaredPage)
    assert [one.action for one in store.feedback.all()] == ["Write to all"]
