"""The results as papers: for the committee, to who answered, kept as they were issued."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from cli_desk import Cli
from factories import FixedClock, make_organisation
from openpyxl import load_workbook
from results_made import add_theme, code
from results_made import said as spoken
from survey_made import make_round

from db.areas.survey.papers import facts
from db.areas.survey.results import reported
from db.areas.survey.taking import take
from db.kinds.starter import load_starter
from db.store import Store
from db.week.issued_results import ResultsIssues
from spoc_tui.casework.errors import BadInput, NotFound
from spoc_tui.casework.survey.papers import BULLETIN, RESULTS
from spoc_tui.casework.week.summary import OwnWords
from spoc_tui.reports.documents.formats import DocumentFormat, written
from spoc_tui.reports.survey.formats import ResultsFormat, results_written
from spoc_tui.reports.survey.papers import document, file_name

SECRET = "Quiet Corner Counselling"
NAMED = "Strood Scouts"


def text_of(store: Store, round_: str, paper: Any = RESULTS) -> str:
    its = facts(store, "round", round_, paper)
    return written(document(its), DocumentFormat.MARKDOWN).decode()


def answer(store: Store, round_: str, rating: str, who: str = "", **more: str) -> Any:
    typed = {"organisation": who, **more} if who else more
    return take(store, round_, typed, [{"number": "1", "rating": rating}]).record


@pytest.fixture
def round_(store: Store) -> str:
    """A round that seven answered: two are quoted, of whom one agreed to be named."""
    make_organisation(store, SECRET, ward="Luton")
    make_organisation(store, NAMED, named_on="2026-01-01", ward="Luton")
    add_theme(store, "Rent")
    its = make_round(store, whom="Everybody on the directory")
    for who in (SECRET, NAMED):
        store.declared("round").act(its.uid, "ask", {"role": "organisation", "organisation": who})
    for who, words in (
        (SECRET, "We at Quiet  corner  Counselling and Ida Fenn pay =1+1."),
        (NAMED, "Rent is <b>high</b>."),
    ):
        made = spoken(store, its, words, organisation=who, person="Ida Fenn", may_quote="yes")
        store.declared("response").act(
            made.uid, "quote", {"number": "4", "quote": "yes", "names_nobody": "yes"}
        )
        code(store, made, "Rent")
    for n in range(3):
        made = spoken(store, its, f"Say {n}.")
        code(store, made, "Rent") if n else None
    for rating in ("poor", "poor", "ok", "good", "excellent"):
        answer(store, its.uid, rating)
    return str(its.uid)


def test_the_paper_says_who_chose_to_answer_and_how(store: Store, round_: str) -> None:
    said = text_of(store, round_)
    assert "10 answered, some of them without a name." in said
    assert "Of 2 organisations asked by name 2 answered (100%)." in said
    assert "who chose to answer, not a sample" in said
    assert "| poor | 2 | 40% |" in said
    assert "Where 5 or more did, each rating and each theme is printed, also one that" in said
    assert "Rated by 5. Median: ok. Net: 0%." in said
    assert "| Rent | 4 | 80% |" in said
    assert "Of 1 of them the words are not under themes yet." in said


def test_who_did_not_agree_is_not_named_and_no_person_is(store: Store, round_: str) -> None:
    said = text_of(store, round_)
    assert "| an organisation | We at an organisation and somebody pay =1+1. |" in said
    assert f"| {NAMED} | Rent is \\<b\\>high\\</b\\>. |" in said
    for form in ResultsFormat:
        content = results_written(facts(store, "round", round_, RESULTS), form)
        for name in (b"Quiet", b"Fenn"):
            assert name not in content


def test_what_few_answered_is_not_said(store: Store) -> None:
    its = make_round(store)
    for rating in ("poor", "poor", "ok", "good"):
        answer(store, its.uid, rating)
    said = text_of(store, its.uid)
    assert "Under 5 rated it: how is not said." in said
    assert "| under 5 | hidden | hidden |" in said
    assert (
        "median"
        not in results_written(facts(store, "round", its.uid, RESULTS), ResultsFormat.CSV).decode()
    )
    assert "Too few rated it for us to say how." in text_of(store, its.uid, BULLETIN)


def test_the_bulletin_says_what_was_said_and_what_comes_of_it(store: Store, round_: str) -> None:
    said = text_of(store, round_, BULLETIN)
    assert "10 answers came in. Thank you." in said
    assert "5 rated it; the one in the middle: ok." in said
    assert "Mentioned most: Rent (4 of 5)." in said
    assert "We do not know yet." in said
    words = f"One to ring, as {SECRET} said."
    store.declared("round").act(round_, "conclude", {"words": words})
    said = text_of(store, round_, BULLETIN)
    assert "One to ring, as an organisation said." in said
    assert file_name(facts(store, "round", round_, BULLETIN), "docx") == (
        f"survey-bulletin-spring-2026-{store.today()}.docx"
    )


def test_counts_go_out_as_csv_and_in_the_workbook(store: Store, round_: str) -> None:
    its = facts(store, "round", round_, RESULTS)
    rows = list(csv.DictReader(io.StringIO(results_written(its, ResultsFormat.CSV).decode())))
    assert [row["number"] for row in rows if row["what"] == "rating"][:4] == ["2", "1", "1", "1"]
    book = load_workbook(io.BytesIO(results_written(its, ResultsFormat.EXCEL)))
    assert book.sheetnames == ["Results", "Charts", "Counts", "How"]
    cells = [cell for row in book["Results"].iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    poor = next(row for row in book["Results"].iter_rows(values_only=True) if row[1] == "poor")
    assert poor[2:4] == (2, "40%")


def test_a_name_like_a_formula_is_none(store: Store) -> None:
    its = make_round(store)
    add_theme(store, "=1+1")
    for n in range(5):
        code(store, spoken(store, its, f"Say {n}."), "=1+1")
    content = results_written(facts(store, "round", its.uid, RESULTS), ResultsFormat.CSV).decode()
    assert ",'=1+1," in content


def test_a_round_that_nobody_answered_yet_says_so(store: Store) -> None:
    said = text_of(store, make_round(store).uid)
    assert "Nobody has answered yet. It opened on" in said
    assert "Nobody was asked by name, so there is no share" in said
    assert "Nobody rated it." in said
    assert "## By size" not in said


# Beside earlier rounds.


def test_beside_2019_nothing_is_counted(store: Store, clock: FixedClock) -> None:
    load_starter(store, "survey")
    its = make_round(store)
    answer(store, its.uid, "poor")
    said = text_of(store, its.uid)
    assert "n = 40 then, 1 now. Then is known in words only: not counted." in said
    assert "An even split: an equal number rated it poor, ok or excellent." in said
    assert "Another survey: Medway Voluntary Action, its members, 2017/18" in said
    assert "| Challenge: generating income | 66% |" in said
    assert "Another survey, another base" in said
    clock.advance(days=1)
    last = make_round(store, title="Autumn 2026")
    found = reported(store, last.uid)
    assert [one.then.round.title for one in found.besides] == ["Survey of 2019", "Spring 2026"]
    assert [one.then.round.title for one in reported(store, last.uid, its.uid).besides] == [
        "Spring 2026"
    ]
    with pytest.raises(BadInput, match="is not before"):
        reported(store, its.uid, last.uid)
    known = text_of(store, "Survey of 2019")
    assert "40 answered; what they answered is known in words only: not counted." in known


def test_of_few_in_both_rounds_nothing_is_said(store: Store, clock: FixedClock) -> None:
    make_organisation(store, NAMED)
    first = make_round(store)
    answer(store, first.uid, "poor", NAMED)
    clock.advance(days=1)
    second = make_round(store, title="Autumn 2026")
    answer(store, second.uid, "good", NAMED)
    row = "| under 5 | hidden | hidden | hidden | hidden | hidden |"
    assert row in text_of(store, second.uid)


def test_the_net_of_those_in_both_does_not_tell_what_few_others_said(
    store: Store, clock: FixedClock
) -> None:
    names = [f"Club {n}" for n in range(5)]
    for name in names:
        make_organisation(store, name, anyway=True)
    first = make_round(store)
    for name in names:
        answer(store, first.uid, "poor", name)
    clock.advance(days=1)
    second = make_round(store, title="Autumn 2026")
    for name in names:
        answer(store, second.uid, "good", name)
    assert "| 5 | poor, net −100% | good, net +100% | 5, 0, 0 |" in text_of(store, second.uid)
    answer(store, second.uid, "poor")
    assert "| 5 | hidden | hidden | hidden |" in text_of(store, second.uid)


# Issued.


def test_what_was_issued_stays_to_the_byte_and_a_correction_is_another(
    store: Store, round_: str
) -> None:
    issues = ResultsIssues(store, round_)
    issued = issues.issue(issues.period, OwnWords(remarks="For January."))
    reference = store.declared("round").get(round_).record.reference
    assert issued.reference == f"{reference}-R1"
    kept = {form: issues.again(issued.reference, form) for form in ResultsFormat}
    assert "Remarks\n\nFor January." in kept[ResultsFormat.MARKDOWN].decode()
    answer(store, round_, "poor")
    assert {form: issues.again(issued.uid, form) for form in ResultsFormat} == kept
    with pytest.raises(BadInput, match="A correction says what has changed"):
        issues.issue(issues.period)
    second = issues.issue(issues.period, OwnWords(changed="One more came."))
    assert second.reference == f"{reference}-R2"
    store.undo()
    assert [one.reference for one in issues.of()] == [f"{reference}-R1"]
    with pytest.raises(NotFound, match="spoc survey results --issued lists them"):
        issues.get(second.reference)


def test_issues_of_two_rounds_of_the_same_days_are_not_each_others(store: Store) -> None:
    first, second = make_round(store), make_round(store, title="Another")
    for one in (first, second):
        issues = ResultsIssues(store, one.uid)
        assert issues.of() == []
        issues.issue(issues.period)
    assert len(ResultsIssues(store).all()) == 2
    assert store.week_issues.all() == []
    for one in (first, second):
        (issued,) = ResultsIssues(store, one.uid).of()
        assert issued.reference.startswith(one.reference)


@pytest.mark.parametrize(("more", "told"), [(0, 0), (1, 1), (4, 4), (5, 0), (7, 0)])
def test_an_issue_says_what_it_tells_beside_the_one_before(
    store: Store, round_: str, more: int, told: int
) -> None:
    issues = ResultsIssues(store, round_)
    first = issues.issue(issues.period)
    assert issues.told_by(first) == ""
    for _ in range(more):
        answer(store, round_, "poor")
    second = issues.issue(issues.period, OwnWords(changed="More came."))
    said = (
        f"{first.reference} was issued on Thu 2 Apr 2026 with 10 that answered; now {10 + more}: "
        f"the two papers side by side tell what {told} answered. Let nobody have both, or issue it "
        "once there are 5 more."
    )
    assert issues.told_by(second) == (said if told else "")


def test_an_issue_says_of_which_question_it_tells_how_few_rated_it(
    store: Store, round_: str
) -> None:
    """Many more answered, but few of them that question."""
    issues = ResultsIssues(store, round_)
    first = issues.issue(issues.period)
    rows = [{"number": "1", "rating": "poor"}] * 2 + [{"number": "2", "rating": "good"}] * 4
    for row in rows:
        take(store, round_, {}, [row])
    second = issues.issue(issues.period, OwnWords(changed="More came."))
    assert issues.told_by(second).startswith(
        f"{first.reference} was issued on Thu 2 Apr 2026 with 5 ratings of question 1; now 7: the "
        "two papers side by side tell how 2 rated it. "
    )
    for _ in range(4):  # by now eight rated the second one, of whom a paper said nothing before
        take(store, round_, {}, [{"number": "2", "rating": "good"}])
    for _ in range(3):
        answer(store, round_, "poor")
    third = issues.issue(issues.period, OwnWords(changed="More came."))
    beside_the_first = issues.told_beside(
        first.period, issues._figures(third), hide_few=True, but=second.uid
    )
    assert beside_the_first == ""


@pytest.mark.slow
def test_what_was_set_aside_since_tells_as_much_and_any_earlier_issue_is_looked_at(
    store: Store, round_: str
) -> None:
    issues = ResultsIssues(store, round_)
    first = issues.issue(issues.period)
    late = [answer(store, round_, "poor").uid for _ in range(7)]
    assert issues.told_by(issues.issue(issues.period, OwnWords(changed="More came."))) == ""
    for uid in late[:5]:
        store.declared("response").act(uid, "close", {"why": "Sent twice"})
    said = issues.told_by(issues.issue(issues.period, OwnWords(changed="Fewer.")))
    assert said.startswith(f"{first.reference} was issued on")
    assert "with 10 that answered; now 12" in said


# From the shell.


def test_results_in_json_and_issued_from_the_shell(
    store: Store, cli: Cli, round_: str, tmp_path: Any
) -> None:
    reference = store.declared("round").get(round_).record.reference
    told = json.loads(cli.text("survey", "results", reference, "--json"))
    assert (told["n"], told["asked"], told["rate"]) == (10, 2, 100)
    first, *_, last = told["questions"]
    assert first["counts"] == {"poor": 2, "ok": 1, "good": 1, "excellent": 1}
    assert (first["median"], first["rated"], first["net"]) == ("ok", 5, 0)
    assert last["themes"] == [{"theme": "Rent", "organisations": 4, "share": 80}]
    file = tmp_path / "results.docx"
    issued = cli.run("survey", "results", reference, "--issue", "--output", str(file))
    assert issued.stdout.strip() == f"{reference}-R1 is in {file}"
    assert issued.stderr == "It is open until Thu 23 Apr 2026, with 10 responses so far.\n"
    assert file.read_bytes().startswith(b"PK")
    assert f"{reference}-R1" in cli.text("survey", "results", "--issued")
    again = cli.text("survey", "results", "--again", f"{reference}-R1")
    assert f"Issued as {reference}-R1." in again


@pytest.mark.slow
def test_the_shell_says_what_few_more_answered_beside_the_paper(
    store: Store, cli: Cli, round_: str
) -> None:
    its = store.declared("round").get(round_).record.reference
    first = cli.run("survey", "results", its, "--issue")
    assert first.exit_code == 0
    assert "side by side" not in first.stderr
    answer(store, round_, "poor")
    answer(store, round_, "ok")
    again = cli.run("survey", "results", its, "--issue", "--changed", "More came.")
    assert again.exit_code == 0
    assert "with 10 that answered; now 12: the two papers side by side tell what 2" in again.stderr
    assert "side by side" not in again.stdout
    answer(store, round_, "ok")
    said = cli.json("survey", "results", its, "--issue", "--changed", "One more.")
    assert ["tell what 1 answered" in one for one in said["remarks"]] == [False, True]
    assert "remarks" not in cli.json("survey", "results", "--again", f"{its}-R1")
