"""Exports of answers as an officer takes them in: what is read as what, and what is not guessed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from cli_desk import Cli
from factories import dump, make_organisation
from survey_exports import CLUB, FORMS, FOURTH, GOOGLE, LIMESURVEY, ONE, SURVEYMONKEY, TWO, write
from survey_made import make_round

from db.kinds.importing import run_import
from db.store import Store
from spoc_tui.casework.kinds.catalogue import kind_of
from spoc_tui.casework.kinds.coming_in import Asked
from spoc_tui.casework.survey.response import Response
from spoc_tui.casework.survey.steps import ResponseStep

IMPORT = ("survey", "response", "import")


@pytest.fixture
def round_(store: Store) -> str:
    make_organisation(store, CLUB)
    return make_round(store, opened="2026-02-20").reference


def take(cli: Cli, file: Path, round_: str, *more: str) -> dict[str, Any]:
    found: dict[str, Any] = cli.json(*IMPORT, str(file), "--round", round_, *more)
    return found


def taken(store: Store) -> list[Response]:
    """All responses, the earliest first."""
    found: list[Any] = store.declared("response").page(limit=-1)
    return sorted(found, key=lambda one: one.reference)


def said(one: Response) -> list[tuple[int, str, str, str]]:
    return [
        (each.number, each.directorate.name if each.directorate else "", each.rating, each.words)
        for each in one.answers
    ]


def verdicts(found: dict[str, Any]) -> list[tuple[int, str]]:
    return [(one["line"], one["verdict"]) for one in found["lines"]]


def test_microsoft_forms(cli: Cli, store: Store, round_: str, tmp_path: Path) -> None:
    found = take(cli, write(tmp_path, FORMS), round_)
    assert found["counts"] == {"taken": 2, "there": 0, "held": 0, "refused": 0}
    assert "1 response is blank, and left out: line 6." in found["remarks"]
    how = "Days are read with the month before the day: 2/25/26 9:01:02 is Wed 25 Feb 2026."
    assert how in found["remarks"]
    assert list(found["columns"].values()) == [
        *("number", "started", "completed", "", "", "organisation", "question 1: rating"),
        *("question 1: words", "question 3: rating", "question 3, Planning: rating", ""),
        *("question 4: words", "may be quoted"),
    ]
    first, second = taken(store)
    assert (first.who, str(first.received), first.may_quote) == (CLUB, "2026-02-25", True)
    assert said(first) == [
        (1, "", "poor", "It is hard"),
        (3, "", "ok", ""),
        (3, "Planning", "good", ""),
        (4, "", "", "Pay on time\nAnswer letters"),
    ]
    assert first.person == ""
    assert second.organisation is None
    assert said(second) == [(4, "", "", "=SUM(1)")]
    assert second.uncoded == (4,)
    assert second.notes == (
        "Question 1 was rated 3/5. Question 3 was rated Poor to OK. Question 3 (Planning) was "
        "rated see above."
    )
    assert "question 1: “3/5” is no rating, kept in the notes" in found["lines"][1]["why"]
    assert not any(each.quoted for one in (first, second) for each in one.answers)


def test_of_people_nothing_is_shown_or_kept(
    cli: Cli, store: Store, round_: str, tmp_path: Path
) -> None:
    file = write(tmp_path, FORMS)
    dry = cli.text(*IMPORT, str(file), "--round", round_, "--dry-run")
    assert "column 4, “Email”, left out\n" in dry
    take(cli, file, round_)
    kept = "\n".join(store.connection.iterdump())
    assert "Ann Lee" not in dry + kept
    assert "ann@example.org" not in dry + kept


def test_surveymonkey_heads_its_columns_in_two_rows(
    cli: Cli, store: Store, round_: str, tmp_path: Path
) -> None:
    found = take(cli, write(tmp_path, SURVEYMONKEY), round_)
    assert verdicts(found) == [(3, "taken"), (4, "taken")]
    first, second = taken(store)
    assert first.who == CLUB
    assert said(first) == [(1, "", "ok", "so so"), (2, "", "ok", ""), (4, "", "", "More rooms")]
    assert said(second) == [(1, "", "poor", "")]
    assert second.notes == "Question 2 was rated poor and good."


def test_limesurvey_has_codes_for_questions_and_ratings(
    cli: Cli, store: Store, round_: str, tmp_path: Path
) -> None:
    file = write(tmp_path, LIMESURVEY)
    dry = take(cli, file, round_, "--dry-run")
    assert any("“5=1 rating best first”" in one for one in dry["remarks"])
    assert any("“8 Q3[SQ001]”" in one for one in dry["remarks"])
    take(cli, file, round_, "--column", "8=3 Planning rating; 5=1 rating best first")
    first, second = taken(store)
    assert said(first) == [
        (1, "", "excellent", "hard"),
        (2, "", "excellent", ""),
        (3, "Planning", "ok", ""),
        (4, "", "", "Pay"),
    ]
    assert second.status is ResponseStep.CODED
    assert str(first.received) == "2026-02-25"


def test_google_forms_names_the_zone(cli: Cli, store: Store, round_: str, tmp_path: Path) -> None:
    found = take(cli, write(tmp_path, GOOGLE), round_)
    assert verdicts(found) == [(2, "taken"), (4, "taken")]
    first, second = taken(store)
    assert str(first.received) == "2026-02-24"
    assert said(first) == [
        *((1, "", "ok", ""), (2, "", "good", ""), (3, "Planning", "good", "")),
        (4, "", "", "a\nb"),
    ]
    assert "was rated 3." in second.notes


@pytest.mark.parametrize("rows", [FORMS, SURVEYMONKEY, LIMESURVEY, GOOGLE])
def test_the_same_export_twice_takes_nothing_new_and_a_longer_one_what_is_new(
    cli: Cli, store: Store, round_: str, tmp_path: Path, rows: Any
) -> None:
    before = dump(store, marks=False)
    shorter = write(tmp_path, rows[:-1])
    first = take(cli, shorter, round_)
    longer = write(tmp_path, [*rows, rows[-1][:1] + ("",) * (len(rows[-1]) - 1)])
    second = take(cli, longer, round_, "--column", "1=-")
    assert second["counts"]["there"] == first["counts"]["taken"]
    there = second["counts"]["taken"] + second["counts"]["there"]
    third = take(cli, longer, round_)
    assert third["counts"]["there"] == there
    assert third["counts"]["taken"] == 0
    while dump(store, marks=False) != before:
        store.undo()


def test_two_alike_without_number_or_time_are_two(
    cli: Cli, store: Store, round_: str, tmp_path: Path
) -> None:
    file = write(tmp_path, [(TWO,), ("good",), ("good",), ("poor",)])
    found = take(cli, file, round_, "--received", "27 Feb 2026")
    assert found["counts"]["taken"] == 3
    assert {str(one.received) for one in taken(store)} == {"2026-02-27"}
    assert any("No column says when" in one for one in found["remarks"])
    assert take(cli, file, round_)["counts"] == {"taken": 0, "there": 3, "held": 0, "refused": 0}


def test_whose_address_or_number_it_is_is_not_in_what_is_refused(
    cli: Cli, round_: str, tmp_path: Path
) -> None:
    file = write(tmp_path, [("From: mo@club.example", "01634 960123", "When"), ("Hard", "", "")])
    why = cli.error(2, *IMPORT, str(file), "--round", round_)["message"]
    assert "It has “From: …”, “…”, “When”" in why
    assert "mo@" not in why
    assert "960123" not in why


def test_what_was_said_of_columns_is_remembered_for_the_round(
    cli: Cli, store: Store, round_: str, tmp_path: Path
) -> None:
    rows = [("When", "Whose", "A", "B"), ("2026-02-25 10:00", CLUB, "good", "More rooms")]
    file = write(tmp_path, rows)
    said_of = "1=completed; Whose=organisation; 3=2 rating; 4=4"
    assert "No column of" in cli.error(2, *IMPORT, str(file), "--round", round_)["message"]
    take(cli, file, round_, "--column", said_of, "--dry-run")
    assert "No column of" in cli.error(2, *IMPORT, str(file), "--round", round_)["message"]
    assert take(cli, file, round_, "--column", said_of)["counts"]["taken"] == 1
    longer = write(tmp_path, [*rows, ("2026-02-26 10:00", "", "poor", "")])
    assert verdicts(take(cli, longer, round_)) == [(2, "there"), (3, "taken")]
    other = make_round(store, title="Another", opened="2026-02-20").reference
    assert "No column of" in cli.error(2, *IMPORT, str(file), "--round", other)["message"]


@pytest.mark.parametrize(
    ("column", "why"),
    [
        ("7", "does not say what a column is"),
        ("99=4 words", "no column is headed so"),
        ("1=9 words", "There is no question 9"),
        ("1=1", "Say “1 rating” or “1 words”"),
        ("1=4 rating", "answered in words alone"),
        ("1=3 Moon rating", "no directorate “moon”"),
        ("1=king", "nothing that a column can be"),
        (f"{'9' * 5000}=1 rating", "no column is headed so"),
        ("1=2 rating; 2=2 rating", "2 columns are said to be the rating of question 2"),
    ],
)
def test_what_is_said_of_a_column_must_be_something(
    cli: Cli, round_: str, tmp_path: Path, column: str, why: str
) -> None:
    file = write(tmp_path, [("A", TWO), ("1", "good")])
    wrong = cli.error(2, *IMPORT, str(file), "--round", round_, "--column", column)
    assert why in wrong["message"]
    assert wrong["field"] == "column"


def test_an_unknown_organisation_is_held_until_it_is_said(
    cli: Cli, store: Store, round_: str, tmp_path: Path
) -> None:
    file = write(tmp_path, [("Organisation", TWO), ("Rook Ln Bowls", "good")])
    (line,) = take(cli, file, round_)["lines"]
    assert (line["verdict"], line["asks"]) == ("held", "Rook Ln Bowls")
    take(cli, file, round_, "--as", f"Rook Ln Bowls={CLUB}")
    assert taken(store)[0].who == CLUB


def test_a_second_answer_of_one_is_asked_about(
    cli: Cli, store: Store, round_: str, tmp_path: Path
) -> None:
    head = ("Completion time", "Organisation", TWO)
    later, earlier = ("2026-02-26 10:00", CLUB, "good"), ("2026-02-25 10:00", CLUB, "poor")
    file = write(tmp_path, [head, later, earlier])
    found = take(cli, file, round_)
    assert verdicts(found) == [(3, "taken"), (2, "held")]
    assert (
        "say “replaces” or “second” beside the file (again), for all such rows at once"
        in found["lines"][1]["why"]
    )
    take(cli, file, round_, "--again", "replaces")
    first, second = taken(store)
    assert (first.status, second.status) == (ResponseStep.SET_ASIDE, ResponseStep.CODED)
    assert second.answers[0].rating == "good"
    store.undo()
    take(cli, file, round_, "--again", "second")
    assert [one.second for one in taken(store)] == [None, True]


def test_an_earlier_answer_does_not_take_the_place_of_a_later(
    cli: Cli, round_: str, tmp_path: Path
) -> None:
    head = ("Completion time", "Organisation", TWO)
    take(cli, write(tmp_path, [head, ("2026-02-26 10:00", CLUB, "good")]), round_)
    file = write(tmp_path, [head, ("2026-02-25 10:00", CLUB, "poor")])
    (line,) = take(cli, file, round_, "--again", "replaces")["lines"]
    assert line["verdict"] == "held"
    assert "answered later" in line["why"]


@pytest.mark.parametrize(
    ("when", "why"),
    [
        ("2099-02-26 10:00", "which is still to come. Look whether the clock was wrong."),
        ("2099-02-06 10:00", "Look whether its day and month are the other way round"),
        ("2026-02-01 10:00", "nobody answered it before that day"),
        ("2026-04-02 23:59", "today at 23:59, which is still to come"),
        ("last week", "“last week” is no day on which it was filled in"),
        ("2026-02-31", "is no day on which it was filled in"),
        ("2026-02-25 10:00 +25:00", "is no day on which it was filled in"),
        ("2026-02-25 10:00-45:00", "is no day on which it was filled in"),
        ("9999-12-31 23:59 -05:00", "is no day on which it was filled in"),
        ("0001-01-01 00:01 +05:00", "is no day on which it was filled in"),
    ],
)
def test_a_time_that_cannot_be_refuses_its_line(
    cli: Cli, round_: str, tmp_path: Path, when: str, why: str
) -> None:
    file = write(tmp_path, [("Completion time", TWO), (when, "good"), ("2026-02-25", "ok")])
    lines = {one["line"]: one for one in take(cli, file, round_)["lines"]}
    assert (lines[2]["verdict"], lines[3]["verdict"]) == ("refused", "taken")
    assert why in lines[2]["why"]


def test_what_came_before_the_round_is_refused_though_they_answered(
    cli: Cli, round_: str, tmp_path: Path
) -> None:
    head = ("Completion time", "Organisation", TWO)
    take(cli, write(tmp_path, [head, ("2026-02-26 10:00", CLUB, "good")]), round_)
    (line,) = take(cli, write(tmp_path, [head, ("2026-02-01 10:00", CLUB, "ok")]), round_)["lines"]
    assert line["verdict"] == "refused"
    assert "nobody answered it before that day" in line["why"]


def test_without_a_round_it_is_the_one_that_is_open(
    cli: Cli, store: Store, round_: str, tmp_path: Path
) -> None:
    file = write(tmp_path, [(TWO,), ("good",)])
    assert cli.json(*IMPORT, str(file))["counts"]["taken"] == 1
    assert taken(store)[0].round.name == "Spring 2026"
    store.declared("round").add({"title": "Summer", "opened": "yesterday"})
    said = cli.run(*IMPORT, str(file))
    assert said.exit_code == 2
    assert "2 rounds are open: say which one they answer. Say it with --round." in said.stderr


def test_midnight_in_a_workbook_is_the_midnight_of_the_same_export_as_csv(
    cli: Cli, store: Store, round_: str, tmp_path: Path
) -> None:
    from openpyxl import Workbook

    times = ("2026-02-25 00:00:00", "2026-02-26 00:00:00", "2026-02-26 09:30:00")
    book = Workbook()
    assert book.active is not None
    book.active.append(["ID", "Completion time", TWO])
    for number, time in enumerate(times, 1):
        book.active.append([number, datetime.fromisoformat(time), "good"])
    file = tmp_path / "answers.xlsx"
    book.save(file)
    assert take(cli, file, round_)["counts"]["taken"] == 3
    rows = [(f"{n}", time, "good") for n, time in enumerate(times, 1)]
    again = write(tmp_path, [("ID", "Completion time", TWO), *rows])
    assert take(cli, again, round_)["counts"] == {"taken": 0, "there": 3, "held": 0, "refused": 0}
    assert take(cli, file, round_)["counts"]["there"] == 3


def test_what_is_held_is_not_said_to_be_the_one_it_is_held_for(
    cli: Cli, round_: str, tmp_path: Path
) -> None:
    head = ("Completion time", "Organisation", TWO)
    take(cli, write(tmp_path, [head, ("2026-02-26 10:00", CLUB, "good")]), round_)
    file = write(tmp_path, [head, ("2026-02-27 10:00", CLUB, "ok")])
    said = cli.text(*IMPORT, str(file), "--round", round_)
    assert "line 2, held, see RSP-26-0001: " in said


def test_a_form_with_another_scale_is_said(cli: Cli, round_: str, tmp_path: Path) -> None:
    rows = [(TWO,), *[(one,) for one in ("very poor", "fair", "good")]]
    remarks = take(cli, write(tmp_path, rows), round_)["remarks"]
    assert any("2 responses of 3 rate it otherwise than by its scale" in one for one in remarks)


def test_a_round_in_words_only_takes_none(cli: Cli, store: Store, tmp_path: Path) -> None:
    one = make_round(store, title="2019", in_words="40", opened="2019-01-01")
    (line,) = take(cli, write(tmp_path, [(TWO,), ("good",)]), one.reference)["lines"]
    assert "known in words only" in line["why"]


def test_a_late_answer_counts(cli: Cli, store: Store, tmp_path: Path) -> None:
    one = make_round(store, opened="2026-01-02", closes="2026-01-20")
    rows = [("Completion time", ONE, FOURTH), ("2026-02-25", "good", "x")]
    take(cli, write(tmp_path, rows), one.reference)
    assert taken(store)[0].is_late


def test_what_is_counted_of_a_round_is_not_counted_for_each_line(
    cli: Cli, store: Store, round_: str, tmp_path: Path
) -> None:
    file = write(tmp_path, [("ID", TWO), *[(f"{n}", "good") for n in range(20)]])
    kind, said_to = kind_of("response"), list[str]()
    store.connection.set_trace_callback(said_to.append)
    try:
        found = run_import(store, kind, kind.lists[0], file, Asked({"round": round_}))
    finally:
        store.connection.set_trace_callback(None)
    assert len(found.lines) == 20
    assert sum("AS uncoded" in one for one in said_to) < 10


def test_progress_is_told(store: Store, round_: str, tmp_path: Path) -> None:
    file = write(tmp_path, [("ID", TWO), *[(f"{n}", "good") for n in range(101)]])
    told = list[tuple[int, int]]()
    kind = kind_of("response")
    run_import(
        *(store, kind, kind.lists[0], file, Asked({"round": round_})),
        tell=lambda done, lines: told.append((done, lines)),
    )
    assert told == [(50, 101), (100, 101)]


def test_a_workbook_has_its_moments_as_such(
    cli: Cli, store: Store, round_: str, tmp_path: Path
) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    at = datetime(2026, 2, 5, 9, 5, 2)  # noqa: DTZ001
    for row in (FORMS[0], ["1", at, at, "", "", CLUB, "Poor", *[""] * 6]):
        sheet.append([cell if cell != "" else None for cell in row])
    book.save(tmp_path / "answers.xlsx")
    one = make_round(store, title="Winter", opened="2026-02-01").reference
    take(cli, tmp_path / "answers.xlsx", one)
    assert str(taken(store)[0].received) == "2026-02-05"
    row = ("1", "2/5/26 9:05:02", "2/5/26 9:05:02", "", "", CLUB, "Poor", *[""] * 6)
    same = take(cli, write(tmp_path, [FORMS[0], row]), one)
    assert same["counts"] == {"taken": 0, "there": 1, "held": 0, "refused": 0}


@pytest.mark.parametrize("words", ["Train us;Pay us;Rooms", "Train us;Pay us;Rooms;"])
def test_of_several_choices_each_is_on_its_own_line(
    cli: Cli, store: Store, round_: str, tmp_path: Path, words: str
) -> None:
    take(cli, write(tmp_path, [("ID", FOURTH), ("1", words), ("2", "Rooms; and pay")]), round_)
    assert [each.answers[0].words for each in taken(store)] == [
        "Train us\nPay us\nRooms",
        "Rooms; and pay",
    ]


@pytest.mark.parametrize(
    "odd", ["www.medway.gov.uk", "jo@example.org", "ME4 4TR", "2026-02-25 10:00", "07700 900123"]
)
@pytest.mark.parametrize("between", [",", ";", "\t", "|"])
@pytest.mark.parametrize("rest", ["", "{0}very{0}much{0}so"])
def test_a_heading_that_is_a_value_is_of_one_column_alone(
    cli: Cli, store: Store, round_: str, tmp_path: Path, odd: str, between: str, rest: str
) -> None:
    head = between.join(("ID", "Completion time", "Email", TWO, odd))
    row = between.join(("1", "2026-02-25 9:00", "zz.leak@example.org", "Poor", ""))
    file = tmp_path / "answers.csv"
    file.write_text(f"{head}\n{row}{rest.format(between)}\n")
    assert take(cli, file, round_)["counts"]["taken"] == 1
    assert said(taken(store)[0]) == [(2, "", "poor", "")]
    assert "zz.leak" not in "\n".join(store.connection.iterdump())


@pytest.mark.parametrize("head", ["Email,{}", "{},Email", "Address for letters,{}"])
def test_a_ragged_export_keeps_no_address(
    cli: Cli, store: Store, round_: str, tmp_path: Path, head: str
) -> None:
    file = tmp_path / "answers.csv"
    its = "Poor,zz.leak@example.org" if head.startswith("{") else "zz.leak@example.org,Poor"
    file.write_text(f"{head.format(TWO)}\n{its}\n{its},,\n{its},,,\n")
    assert take(cli, file, round_)["counts"]["taken"] == 3
    assert {said(one)[0][2] for one in taken(store)} == {"poor"}
    assert "zz.leak" not in "\n".join(store.connection.iterdump())


def test_a_cell_of_many_figures_is_no_rating(
    cli: Cli, store: Store, round_: str, tmp_path: Path
) -> None:
    file = write(tmp_path, [(TWO, FOURTH), ("9" * 5000, "Rooms"), ("good", "Pay")])
    found = take(cli, file, round_, "--column", "1=2 rating worst first")
    assert found["counts"]["taken"] == 2
    assert [said(one) for one in taken(store)] == [
        [(4, "", "", "Rooms")],
        [(2, "", "good", ""), (4, "", "", "Pay")],
    ]
