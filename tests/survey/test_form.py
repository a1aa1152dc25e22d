"""The form of a round: printed, as a page of its own, and what comes back of it."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from contextlib import suppress
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import docx
import pytest
from cli_desk import Cli
from desk_app import NARROW, desk, flat, press
from factories import make_organisation
from hypothesis import given
from hypothesis import strategies as st
from survey_made import make_round

from db.areas.survey.papers import facts
from db.store import Store
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.kinds.catalogue import AREAS
from spoc_tui.casework.records.signed import anchor_of
from spoc_tui.casework.survey.form import BEGINS, ENDS, FORM, FORMAT
from spoc_tui.casework.survey.question import FOUR
from spoc_tui.casework.survey.response import Response
from spoc_tui.casework.survey.round import Round
from spoc_tui.registers.survey_answers import open_answers
from spoc_tui.registers.survey_questions import Questions
from spoc_tui.reports.documents.formats import DocumentFormat, written
from spoc_tui.reports.survey.papers import document, file_name

CLUB = "Rook Lane Bowls Club"
IMPORT = ("survey", "response", "import")
NASTY = '<script>alert("x")</script> & "how" is it? </script>'


@pytest.fixture
def one(store: Store) -> Round:
    make_organisation(store, CLUB)
    return make_round(store, title="Spring <2026>", opened="2026-02-20", source="The council")


def page_of(store: Store, one: Round) -> str:
    made = document(facts(store, "round", one.uid, FORM))
    return written(made, DocumentFormat.HTML).decode()


class Page(HTMLParser):
    """What a page has: its elements, each with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def of(self, *tags: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.elements if tag in tags]


def answers(**more: Any) -> dict[str, Any]:
    """What the page saves."""
    return {
        **{"format": FORMAT, "Survey": "RND-26-0001", "Form": "ab12-1", "Organisation": CLUB},
        **{"May be quoted": "yes", "Filled in": "2026-02-25 10:00"},
        "answers": [
            {"number": "1", "directorate": "", "rating": "poor", "words": "Rents\nand heat"},
            {"number": "3", "directorate": "Planning", "rating": "good", "words": ""},
        ],
        **more,
    }


def only(store: Store) -> Response:
    (found,) = store.declared("response").page(limit=-1)
    return found  # type: ignore[return-value]


def test_it_asks_every_question_with_its_scale(store: Store, one: Round) -> None:
    made = document(facts(store, "round", one.uid, FORM))
    text = written(made, DocumentFormat.MARKDOWN).decode()
    for each in one.questions:
        assert f"{each.number}\\. {each.words}" in text
    assert "- **Tick one:** ☐ poor, ☐ ok, ☐ good, ☐ excellent" in text
    assert "| Planning | ☐ | ☐ | ☐ | ☐ |" in text
    assert "Please answer by Fri 13 Mar 2026." in text
    assert "The council asks." in text
    assert "Integrated Care Partnership" not in text
    assert file_name(facts(store, "round", one.uid, FORM), "docx").startswith("survey-form-spring")


def test_the_page_needs_nothing_from_outside(store: Store, one: Round) -> None:
    text = page_of(store, one)
    page = Page(text)
    assert not page.of("link", "img", "iframe", "object", "base", "a")
    assert not [attrs for _, attrs in page.elements if {"src", "href", "action"} & {*attrs}]
    assert not [name for _, attrs in page.elements for name in attrs if name.startswith("on")]
    assert not re.findall(r"https?:|//[a-z]|fetch\(|XMLHttp|import\(|eval\(|innerHTML", text)
    script = re.search(r"<script>(.*?)</script>", text, re.DOTALL)
    assert script is not None
    digest = base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in text
    assert "default-src 'none'" in text


def test_every_field_has_a_label_and_every_id_is_one(store: Store, one: Round) -> None:
    page = Page(page_of(store, one))
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    labelled = {attrs["for"] for attrs in page.of("label") if "for" in attrs}
    fields = page.of("textarea", "select") + [
        attrs for attrs in page.of("input") if attrs["type"] == "text"
    ]
    assert fields
    assert {attrs["id"] for attrs in fields} == labelled
    assert len(page.of("legend")) == len(page.of("fieldset")) == len(one.questions) + 2


def test_what_is_typed_never_is_part_of_the_page(store: Store) -> None:
    typed = json.dumps([{"number": "1", "words": NASTY, "how": "both", "scale": 'a"b,<i>c'}])
    one = make_round(store, title=NASTY, source=NASTY, questions=typed)
    text = page_of(store, one)
    assert "<script>alert" not in text
    page = Page(text)
    assert len(page.of("script")) == 1
    assert not page.of("i")
    values = [attrs["value"] for attrs in page.of("input") if attrs.get("name") == "q1"]
    assert values == ['a"b', "<i>c", ""]


@pytest.mark.parametrize("form", [*DocumentFormat])
def test_there_is_none_where_nothing_is_asked(store: Store, form: DocumentFormat) -> None:
    one = make_round(store, title="2019", in_words="40", opened="2019-01-01")
    with pytest.raises(Refused, match="known in words only: there is no form to send"):
        document(facts(store, "round", one.uid, FORM))


def test_its_file_comes_in_again_once(cli: Cli, store: Store, one: Round, tmp_path: Path) -> None:
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(answers()))
    found = cli.json(*IMPORT, str(file), "--round", one.reference)
    assert found["counts"] == {"taken": 1, "there": 0, "held": 0, "refused": 0}
    made = only(store)
    assert (made.who, str(made.received), made.may_quote) == (CLUB, "2026-02-25", True)
    assert (made.way.value, made.came_as) == ("online", "form ab12-1")  # type: ignore[union-attr]
    assert [(each.number, each.rating, each.words) for each in made.answers] == [
        (1, "poor", "Rents\nand heat"),
        (3, "good", ""),
    ]
    again = cli.json(*IMPORT, str(file), "--round", one.reference)
    assert again["counts"]["there"] == 1


@pytest.mark.parametrize("before", ["", "> ", ">> "])
def test_its_email_comes_in_again(
    cli: Cli, store: Store, one: Round, tmp_path: Path, before: str
) -> None:
    lines = [
        *(BEGINS, "Survey: RND-26-0001", "Form: ab12-1", f"Organisation: {CLUB}"),
        *("May be quoted: no", "Filled in: 2026-02-25 10:00", "1 rating: poor"),
        *("1 words: Rents", "  2 rating: good", f"  {ENDS}", "  and heat"),
        *("3 (Planning) rating: good", ENDS),
    ]
    file = tmp_path / "mail.txt"
    text = "\r\n".join(f"{before}{line}" for line in lines)
    file.write_text(f"Hello,\r\nhere they are.\r\n{text}\r\nBye\r\n")
    assert cli.json(*IMPORT, str(file), "--round", one.reference)["counts"]["taken"] == 1
    made = only(store)
    assert made.way is not None
    assert (made.who, made.way.value, made.may_quote) == (CLUB, "email", False)
    assert made.answers[0].words == f"Rents\n2 rating: good\n{ENDS}\nand heat"
    assert made.answers[1].directorate is not None
    assert len(made.answers) == 2
    file.with_suffix(".json").write_text(json.dumps(answers()))
    same = cli.json(*IMPORT, str(file.with_suffix(".json")), "--round", one.reference)
    assert same["counts"]["there"] == 1


def test_an_email_as_a_mail_program_saves_it(
    cli: Cli, store: Store, one: Round, tmp_path: Path
) -> None:
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"], message["Subject"] = "a@example.org", "Answers"
    message["Date"] = "Wed, 25 Feb 2026 10:00:00 +0000"
    body = f"{BEGINS}\nSurvey: RND-26-0001\nForm: x\n4 words: Café – {'long ' * 40}\n{ENDS}\n"
    message.set_content(body, cte="quoted-printable")
    file = tmp_path / "mail.eml"
    file.write_bytes(message.as_bytes())
    cli.json(*IMPORT, str(file), "--round", one.reference)
    assert only(store).answers[0].words.startswith("Café – long long")


def test_an_email_that_is_a_web_page(cli: Cli, store: Store, one: Round, tmp_path: Path) -> None:
    lines = [BEGINS, "Survey: RND-26-0001", "4 words: Caf&eacute; &lt;b&gt;", ENDS]
    body = "".join(f"<div>{line}</div>\n" for line in lines)
    head = "From: a@example.org\nSubject: Answers\nContent-Type: text/html; charset=utf-8\n\n"
    file = tmp_path / "mail.eml"
    file.write_text(head + body)
    cli.json(*IMPORT, str(file), "--round", one.reference)
    assert only(store).answers[0].words == "Café <b>"
    file.write_text(head + body.replace("Caf", "Another caf"))
    assert cli.json(*IMPORT, str(file), "--round", one.reference)["counts"]["taken"] == 1


@given(
    st.dictionaries(
        st.sampled_from(
            ("Survey", "Form", "Organisation", "May be quoted", "Filled in", "answers")
        ),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=20),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(("number", "rating", "words", "directorate")), inner, max_size=4
                )
            ),
            max_leaves=8,
        ),
    )
)
def test_no_file_of_the_form_breaks_the_reading(whole: dict[str, Any]) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "answers.json"
        file.write_text(json.dumps({"Survey": "RND-26-0001", **whole, "format": FORMAT}))
        with suppress(BadInput):
            found = open_answers(file, "RND-26-0001", Questions(FOUR, ("Planning",)))
            assert found is not None
            list(found.rows)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (json.dumps(answers(Survey="RND-26-0009")), "answers RND-26-0009, not RND-26-0001"),
        (json.dumps(answers(Survey="")), "answers no round, not RND-26-0001"),
        (f"{BEGINS}\nSurvey: RND-26-0001\n1 rating: poor\n", "has no whole answers"),
        (f"Survey: RND-26-0001\n1 rating: poor\n{ENDS}\n", "has no whole answers"),
        ('{"format": "spoc pulse survey answers", ', "has no whole answers"),
    ],
)
def test_what_is_no_whole_form_of_the_round_is_refused(
    cli: Cli, one: Round, tmp_path: Path, text: str, why: str
) -> None:
    file = tmp_path / "answers.txt"
    file.write_text(text)
    assert why in cli.error(2, *IMPORT, str(file), "--round", one.reference)["message"]


@pytest.mark.parametrize(
    ("answer", "verdict", "why"),
    [
        ({"number": "9", "rating": "poor"}, "refused", "There is no question 9"),
        ({"number": "x", "rating": "poor"}, "refused", "There is no question 0"),
        ({"number": "1", "rating": ""}, "refused", "It answers nothing"),
        ({"number": "1", "rating": "3/5"}, "refused", "by the scale: Question 1 was rated 3/5."),
        ({"number": "1", "rating": "3/5", "words": "x"}, "taken", "“3/5” is no rating, kept in"),
        ("nonsense", "refused", "There is no question 0"),
        ({"number": "9" * 5000, "rating": "poor"}, "refused", "There is no question 0"),
        ({"number": "1", "rating": "9" * 5000, "words": "x"}, "taken", "is no rating, kept in"),
    ],
)
def test_a_file_that_was_changed_by_hand(
    cli: Cli, one: Round, tmp_path: Path, answer: Any, verdict: str, why: str
) -> None:
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(answers(answers=[answer])))
    (line,) = cli.json(*IMPORT, str(file), "--round", one.reference)["lines"]
    assert line["verdict"] == verdict
    assert why in line["why"]


def filled_in(store: Store, one: Round, **ticked: str) -> bytes:
    """The form in Word, filled in."""
    made = document(facts(store, "round", one.uid, FORM))
    word = docx.Document(io.BytesIO(written(made, DocumentFormat.WORD)))
    tables = word.tables
    tables[0].rows[0].cells[2].text = ticked.get("first", "☒ ok")
    tables[1].rows[0].cells[0].text = "Rents\nand heat"
    tables[1].rows[1].cells[0].text = "and staff"
    tables[2].rows[0].cells[1].text = "☐ poor x"
    tables[2].rows[0].cells[4].text = "✓ excellent"
    planning = next(row for row in tables[5].rows if row.cells[0].text == "Planning")
    planning.cells[3].text = "☒"
    tables[-1].rows[0].cells[1].text = CLUB
    tables[-1].rows[1].cells[1].text = ticked.get("quoted", "☒ yes ☐ no")
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("quoted", "may_quote"),
    [("☒ yes ☐ no", True), ("☐ yes ☒ no", False), ("☐ yes ☐ no", None), ("Yes", True)],
)
def test_the_form_in_word_comes_in_again(
    cli: Cli, store: Store, one: Round, tmp_path: Path, quoted: str, may_quote: bool | None
) -> None:
    file = tmp_path / "form.docx"
    file.write_bytes(filled_in(store, one, quoted=quoted))
    (line,) = cli.json(*IMPORT, str(file), "--round", one.reference)["lines"]
    assert "poor and excellent are ticked" in line["why"]
    made = only(store)
    assert (made.who, made.may_quote) == (CLUB, may_quote)
    assert [(each.number, each.rating, each.words) for each in made.answers] == [
        (1, "ok", "Rents\nand heat\nand staff"),
        (3, "good", ""),
    ]
    assert made.notes == "Question 2 was rated poor and excellent."
    assert made.came_as.startswith("Word form ")
    assert cli.json(*IMPORT, str(file), "--round", one.reference)["counts"]["there"] == 1


@pytest.mark.parametrize(
    ("first", "rating", "notes"),
    [
        ("☐ ok 3/5", "", "Question 1 was rated ok 3/5."),
        ("Poor to OK", "", "Question 1 was rated Poor to OK."),
        ("☒ ok mostly", "ok", "Question 1 was rated ok mostly."),
    ],
)
def test_what_is_written_among_the_boxes_is_kept(
    cli: Cli, store: Store, one: Round, tmp_path: Path, first: str, rating: str, notes: str
) -> None:
    file = tmp_path / "form.docx"
    file.write_bytes(filled_in(store, one, first=first))
    (line,) = cli.json(*IMPORT, str(file), "--round", one.reference)["lines"]
    assert "is among the boxes, kept in the notes" in line["why"]
    assert only(store).answers[0].rating == rating
    assert only(store).notes.startswith(notes)


def test_a_form_in_word_of_another_round_is_refused(
    cli: Cli, store: Store, one: Round, tmp_path: Path
) -> None:
    file = tmp_path / "form.docx"
    file.write_bytes(filled_in(store, one))
    other = make_round(store, title="Another").reference
    wrong = cli.error(2, *IMPORT, str(file), "--round", other)["message"]
    assert "is no form of RND-26-0002. It is of RND-26-0001." in wrong


def test_what_is_said_on_the_telephone(cli: Cli, store: Store, one: Round) -> None:
    text = cli.text("survey", "round", "script", one.reference)
    for each in one.questions:
        assert each.words in text
    assert "Ring round one: 1 poor, 2 ok, 3 good, 4 excellent." in text
    assert text.count("“What makes you say so?”") == 3
    known = make_round(store, title="2019", in_words="40", opened="2019-01-01").reference
    wrong = cli.error(4, "survey", "round", "script", known)
    assert "known in words only" in wrong["message"]


WHOLE = f"{BEGINS}\nSurvey: RND-26-0001\nForm: {{}}\n1 rating: poor\n4 words: Rooms\n{ENDS}\n"
FIRST, SECOND, THIRD = WHOLE.format("a"), WHOLE.format("b"), WHOLE.format("c")


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        (f"{FIRST}{SECOND.replace(ENDS, '')}{THIRD}", ["taken", "refused", "taken"]),
        (f"{FIRST}{SECOND.replace(BEGINS, '')}{THIRD}", ["taken", "refused", "taken"]),
        (f"{FIRST}{SECOND.replace(ENDS, '')}", ["taken", "refused"]),
        (f"{FIRST}{SECOND.replace(BEGINS, '')}", ["taken", "refused"]),
        (f"{FIRST.replace(BEGINS, '')}{SECOND}", ["refused", "taken"]),
        (f"{FIRST}1 rating: poor\n", ["taken", "refused"]),
        (f"{FIRST}Regards, Jo\n\n{SECOND}See you on 1 March\n", ["taken", "taken"]),
    ],
)
def test_one_of_several_that_is_cut_off_is_said(
    cli: Cli, one: Round, tmp_path: Path, text: str, verdicts: list[str]
) -> None:
    file = tmp_path / "mails.txt"
    file.write_text(text)
    lines = cli.json(*IMPORT, str(file), "--round", one.reference)["lines"]
    assert [each["verdict"] for each in sorted(lines, key=lambda each: each["line"])] == verdicts
    cut = [each["why"] for each in lines if each["verdict"] == "refused"]
    assert all("It has no whole answers: from" in why for why in cut)


def test_a_paper_that_goes_out_has_no_line_of_the_history(
    cli: Cli, store: Store, one: Round, tmp_path: Path
) -> None:
    signed = store.signed
    assert anchor_of(signed)
    assert anchor_of(facts(store, "round", one.uid, FORM).officer) == ""
    for verb in ("form", "bulletin"):
        for ending in ("md", "txt", "html"):
            file = tmp_path / f"{verb}.{ending}"
            cli.text("survey", "round", verb, one.reference, "--output", str(file))
            assert anchor_of(signed) not in file.read_text()
            assert "History: action" not in file.read_text()
    script = cli.text("survey", "round", "script", one.reference)
    assert "History: action" in " ".join(script.split())


@pytest.mark.parametrize("form", [DocumentFormat.MARKDOWN, DocumentFormat.TEXT])
def test_there_is_a_line_to_write_the_organisation_on(
    store: Store, one: Round, form: DocumentFormat
) -> None:
    text = written(document(facts(store, "round", one.uid, FORM)), form).decode()
    after = text.replace("\\", "").partition("you answer without a name):")[2]
    assert re.match(r"[*\s]*_{20}", after)


async def test_its_page_is_to_be_filled_in(store: Store, one: Round) -> None:
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, "g", AREAS["survey"].key, "enter", "o")
        await press(pilot, "1")
        assert "web page, to fill in" in flat(app)
        assert "to print" not in flat(app)


@pytest.mark.parametrize("figures", ["9" * 19, "9" * 5000])
def test_a_number_too_long_to_be_any_is_no_rating(
    cli: Cli, store: Store, one: Round, tmp_path: Path, figures: str
) -> None:
    file = tmp_path / "answers.json"
    text = json.dumps(answers(answers=[{"number": 1, "rating": 0, "words": "Rooms"}]))
    file.write_text(text.replace('"rating": 0', f'"rating": {figures}'))
    assert cli.json(*IMPORT, str(file), "--round", one.reference)["counts"]["taken"] == 1
    assert [(each.rating, each.words) for each in only(store).answers] == [("", "Rooms")]
    assert only(store).notes.startswith("Question 1 was rated 999")
