"""The papers of a group and its meetings: what is in each, in every form."""

from __future__ import annotations

from itertools import cycle, product
from pathlib import Path
from typing import Any

import pytest
from cli_desk import Cli
from factories import FixedClock, in_short, make_decision
from liaison import CLUB, GROUP, SCOUTS, Liaison

from db.store import Store
from spoc_tui.casework.kinds.catalogue import all_kinds
from spoc_tui.reports.documents.formats import DocumentFormat

EVERY = [
    (kind.code, one)
    for kind in all_kinds()
    for one in kind.papers
    if kind.area == "groups" and not one.is_calendar
]


@pytest.fixture
def written_up(store: Store, clock: FixedClock) -> Liaison:
    """A meeting that was held and written up, with late actions, and the next one planned."""
    liaison = Liaison(store, quorum="2")
    liaison.act("attend", apologies=SCOUTS)
    liaison.act("declare", who="rook", item="1")
    liaison.decide("Rents stay", item="1", opposed="Ann Lee")
    liaison.act("add-action", what="Write to all", owner="Housing", due="10 apr")
    liaison.act("add-action", what="Say who has keys", owner="strood", due="1 jul")
    liaison.act("reach", unreached="2")
    liaison.meetings.edit(liaison.meeting, {"notes": "It went on until nine."})
    liaison.act("send-notes")
    clock.advance(days=20)
    liaison.decisions.edit("slg 26 1", {"words": "Rents stay until May"})
    liaison.groups.act(liaison.group, "plan", {"place": "Gun Wharf"})
    return liaison


def sections(cli: Cli, *args: str) -> dict[str, Any]:
    """By title, the rows and lines of each section of a paper."""
    found = cli.json("groups", *args)["sections"]
    return {one["title"]: (one["rows"], one["lines"]) for one in found}


LATE = ["SLG-26-01", "Write to all (FBK-26-0001)"]
CORRECTED = "Corrected: SLG-26-01, Wed 22 Apr 2026: decision was “Rents stay”."


def test_an_agenda_begins_with_last_time(cli: Cli, written_up: Liaison) -> None:
    said = sections(cli, "meeting", "agenda", "mtg 2")
    assert list(said)[1:] == [
        "Decisions of Wed 1 Apr 2026",
        "Actions from earlier meetings",
        "To be spoken of",
    ]
    facts, decided, actions, items = said.values()
    assert ["Where", "Gun Wharf"] in facts[0]
    assert ["Quorum", "2"] in facts[0]
    ((number, words, stands),) = decided[0]
    assert (number, stands) == ("SLG-26-01", "2 of 2 to do")
    assert words == f"Rents stay until May (against: Ann Lee; interest declared: {CLUB})"
    assert decided[1] == [CORRECTED]
    assert actions[0] == [
        [*LATE, "Housing and Community Services, Housing (council)", "Fri 10 Apr 2026: LATE"],
        ["SLG-26-01", "Say who has keys (FBK-26-0002)", f"{SCOUTS} (sector)", "Wed 1 Jul 2026"],
    ]
    assert items[0] == [["1", "Keys", "", "carried over from Wed 1 Apr 2026"]]


def test_notes_say_who_came_what_was_decided_and_who_owes(cli: Cli, written_up: Liaison) -> None:
    said = sections(cli, "meeting", "notes", "mtg 1")
    assert ["Quorum", "2; 1 there: not met"] in said["MTG-26-0001"][0]
    assert said["Who came"][0] == [
        [f"{CLUB} (chair)", "nobody named", "present", "Rents of the halls"],
        [SCOUTS, "nobody named", "apologies", ""],
    ]
    assert [row[3] for row in said["What was spoken of"][0]] == ["", "not reached: carried over"]
    assert said["Notes"][1] == ["It went on until nine."]
    assert said["Corrected since the notes went out"][1] == [
        "Wed 22 Apr 2026: SLG-26-01: decision was “Rents stay”."
    ]
    assert [row[2] for row in said["Actions"][0]] == [
        "Housing and Community Services, Housing (council)",
        f"{SCOUTS} (sector)",
    ]
    assert said["Carried over to the next meeting"][0] == [["Keys", ""]]


def test_what_each_owes_is_listed_alone_until_it_is_settled(cli: Cli, written_up: Liaison) -> None:
    said = sections(cli, "group", "actions", GROUP)
    assert list(said) == [f"{SCOUTS} (sector)", "Housing and Community Services, Housing (council)"]
    written_up.store.feedback.done("fbk 2")
    said = sections(cli, "group", "actions", GROUP)
    assert [rows for rows, _ in said.values()] == [[[*LATE, "Fri 10 Apr 2026: LATE"]]]


def test_a_year_of_decisions_has_its_own_and_how_long_they_took(
    cli: Cli, written_up: Liaison
) -> None:
    group = written_up.groups.get(written_up.group).record
    before = make_decision(written_up.store, group, decided="30 dec 2025", words="Meet")
    written_up.decisions.act(before.uid, "carry-out", {"on": "9 jan 2026"})
    (rows, lines) = sections(cli, "group", "decisions", GROUP)["Decisions"]
    assert [row[0] for row in rows] == ["SLG-26-01"]
    assert lines == [CORRECTED]
    (rows, lines) = sections(cli, "group", "decisions", GROUP, "--year", "2025")["Decisions"]
    assert rows == [["SLG-25-01", "Tue 30 Dec 2025, outside a meeting", "Meet", "carried out"]]
    assert lines == ["Of 1 decision 1 carried out, half of them within 10 days."]
    assert cli.error(2, "groups", "group", "decisions", GROUP, "--year", "12")


def test_a_sheet_to_sign_has_every_member(cli: Cli, written_up: Liaison) -> None:
    written_up.meetings.act("mtg 2", "ask", {"role": "speaker", "called": "Ann Lee"})
    said = sections(cli, "meeting", "attendance-sheet", "mtg 2")
    rows, _ = said["Members"]
    assert [row[0] for row in rows] == [f"{CLUB} (chair)", SCOUTS]
    assert {row[2] for row in rows} == {""}
    assert said["Others"][0] == [["Ann Lee", "speaker", ""], *[["", "", ""]] * 3]


def test_guests_stand_among_who_came(cli: Cli, written_up: Liaison) -> None:
    liaison = written_up
    uid = liaison.plan("2 apr", "Rates")
    liaison.act("hold", uid, on="2 apr")
    liaison.act("attend", uid, guests="Ann Lee; the press")
    said = sections(cli, "meeting", "notes", uid)
    assert said["Who came"][0][2:] == [
        ["Ann Lee", "guest", "present", ""],
        ["the press", "guest", "present", ""],
    ]
    assert not any("Ann Lee" in row for row in next(iter(said.values()))[0])


def test_what_is_carried_over_again_says_since_when(cli: Cli, written_up: Liaison) -> None:
    written_up.act("hold", "mtg 2", on="today")
    said = sections(cli, "meeting", "notes", "mtg 2")
    assert said["Carried over to the next meeting"][0] == [
        ["Keys", "carried over from Wed 1 Apr 2026"]
    ]


@pytest.mark.parametrize("form", ["html", "md"])
def test_a_column_in_which_nothing_stands_is_not_printed_but_where_it_is_signed(
    cli: Cli, written_up: Liaison, tmp_path: Path, form: str
) -> None:
    def printed(paper: str) -> str:
        file = tmp_path / f"{paper}.{form}"
        cli.run("groups", "meeting", paper, "mtg 2", "--output", str(file))
        return file.read_text()

    assert "Asked by" not in printed("agenda")
    assert "Signed" in printed("attendance-sheet")
    assert "Came" not in printed("attendance-sheet")


@pytest.mark.parametrize(
    ("kind", "paper", "form"),
    in_short(
        [(*one, form) for one, form in product(EVERY, DocumentFormat)],
        *((*one, form) for one, form in zip(EVERY, cycle(DocumentFormat), strict=False)),
    ),
    ids=lambda one: getattr(one, "name", one),
)
def test_every_paper_in_every_form(
    cli: Cli, written_up: Liaison, tmp_path: Path, kind: str, paper: Any, form: DocumentFormat
) -> None:
    reference = GROUP if kind == "group" else "mtg 1"
    told = cli.json(
        *("groups", kind, paper.name, reference, "--output", str(tmp_path), "--format", form)
    )
    file = Path(told["file"])
    assert file.name.startswith(f"{paper.name}-slg-2026")
    assert file.suffix == f".{form}"
    assert file.stat().st_size > 300
    if form.is_text:
        assert GROUP in file.read_text()
    assert cli.error(4, "groups", kind, paper.name, reference, "--output", str(file))
