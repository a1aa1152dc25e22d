"""Text that is no table of answers: nothing of it is taken, and it says what can come in."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_desk import Cli
from survey_exports import CLUB, FORMS, FOURTH, ONE, TWO, as_csv
from survey_made import make_round

from db.areas.survey.papers import facts
from db.store import Store
from spoc_tui.casework.survey.form import BEGINS, FORM
from spoc_tui.casework.survey.round import Round
from spoc_tui.reports.documents.formats import DocumentFormat, written
from spoc_tui.reports.survey.papers import document

IMPORT = ("survey", "response", "import")
EMAIL = f"Dear Mo,\n\nyou asked:\n{{}}{TWO}\n\nIt is hard, as all say.\nCall me\nRegards, Jo\n"


@pytest.fixture
def one(store: Store) -> Round:
    return make_round(store, opened="2026-02-20")


def refused(cli: Cli, folder: Path, text: str, name: str) -> str:
    file = folder / name
    file.write_text(text)
    return str(cli.error(2, *IMPORT, str(file), "--round", "RND-26-0001")["message"])


@pytest.mark.parametrize("form", [DocumentFormat.TEXT, DocumentFormat.MARKDOWN])
@pytest.mark.parametrize("tick", ["☐ ok", "☒ ok", "x ok"])
@pytest.mark.parametrize("ending", ["txt", "md", "csv"])
def test_the_form_as_text_is_never_a_table(
    cli: Cli, store: Store, one: Round, tmp_path: Path, form: DocumentFormat, tick: str, ending: str
) -> None:
    text = written(document(facts(store, "round", one.uid, FORM)), form).decode()
    why = refused(cli, tmp_path, text.replace("☐ ok", tick), f"form.{ending}")
    assert "is the form as text" in why
    assert "the form in Word" in why
    assert BEGINS in why
    quoted = "".join(f"> {line}\n" for line in text.splitlines())
    assert "as text" in refused(cli, tmp_path, f"Here it is.\n{quoted}", f"form.{ending}")
    without = "\n".join(text.splitlines()[:-6])
    assert "no table" in refused(cli, tmp_path, without, "form.txt")
    assert not store.declared("response").count()


@pytest.mark.parametrize("text", [EMAIL.format(""), f"{ONE}\nHard\n", f"{FOURTH}\nRooms\nPay\n"])
def test_an_email_that_quotes_a_question_is_no_table(
    cli: Cli, store: Store, one: Round, tmp_path: Path, text: str
) -> None:
    why = refused(cli, tmp_path, text, "mail.txt")
    assert "is no table" in why
    assert "an export as CSV or Excel" in why
    assert not store.declared("response").count()


@pytest.mark.parametrize(
    "text",
    [
        f"{TWO}\ngood\npoor\n",
        f"ID\t{TWO}\n1\tgood\n2\tpoor\n",
        as_csv(FORMS).replace(CLUB, ""),
        f"Whose\t{FOURTH}\nRook\tRooms\nLark\tPay\n",
    ],
)
def test_a_table_with_the_ending_of_text_comes_in(
    cli: Cli, one: Round, tmp_path: Path, text: str
) -> None:
    file = tmp_path / "answers.txt"
    file.write_text(text)
    assert cli.json(*IMPORT, str(file), "--round", one.reference)["counts"]["taken"] == 2


@pytest.mark.parametrize("between", [":", "^", "~", " / "])
def test_whole_rows_with_addresses_are_nobody_s_words(
    cli: Cli, store: Store, one: Round, tmp_path: Path, between: str
) -> None:
    row = between.join(("zz.leak@example.org", "Poor"))
    why = refused(cli, tmp_path, f"Whose{between}{TWO}\n{row}\n{row}\n", "answers.csv")
    assert "what stands between its cells cannot be told" in why
    assert "zz.leak" not in why + "\n".join(store.connection.iterdump())
