"""Answers in the text of an e-mail that is not as it should be, or in which somebody quotes."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_desk import Cli
from survey_made import make_round

from db.store import Store
from spoc_tui.casework.survey.form import BEGINS, ENDS
from spoc_tui.casework.survey.response import Response
from spoc_tui.casework.survey.round import Round

IMPORT = ("survey", "response", "import")


@pytest.fixture
def one(store: Store) -> Round:
    return make_round(store, opened="2026-02-20")


def only(store: Store) -> Response:
    (found,) = store.declared("response").page(limit=-1)
    return found  # type: ignore[return-value]


@pytest.mark.parametrize("letters", ["foo-bar", "", "idna", "base64", "utf-7", "\u00e9"])
@pytest.mark.parametrize("kind", ["plain", "html"])
def test_an_email_in_letters_that_there_are_none_of(
    cli: Cli, store: Store, one: Round, tmp_path: Path, letters: str, kind: str
) -> None:
    end = "<br>" if kind == "html" else ""
    lines = [BEGINS, "Survey: RND-26-0001", "4 words: Rooms", ENDS]
    body = "".join(f"{line}{end}\n" for line in lines)
    head = f'From: a@example.org\nSubject: x\nContent-Type: text/{kind}; charset="{letters}"\n\n'
    file = tmp_path / "mail.eml"
    file.write_text(head + body)
    assert cli.json(*IMPORT, str(file), "--round", one.reference)["counts"]["taken"] == 1
    assert only(store).answers[0].words == "Rooms"


def test_an_email_that_says_it_has_parts_and_has_none_is_read_as_it_stands(
    cli: Cli, one: Round, tmp_path: Path
) -> None:
    file = tmp_path / "mail.eml"
    text = f"{BEGINS}\nSurvey: RND-26-0001\n4 words: Rooms\n{ENDS}\n"
    head = "From: a@example.org\nContent-Type: multipart/mixed; boundary=x\n\n"
    file.write_text(f"{head}--x\nContent-Type: multipart/related\n\n{text}--x--\n")
    assert cli.json(*IMPORT, str(file), "--round", one.reference)["counts"]["taken"] == 1


@pytest.mark.parametrize("before", ["", "> ", ">> ", "> > "])
@pytest.mark.parametrize(
    "within",
    ["> 2 rating: excellent", f"> {ENDS}", f"> {BEGINS}", ">> 1 rating: ok"],
)
def test_what_somebody_quotes_in_their_words_is_of_the_words(
    cli: Cli, store: Store, one: Round, tmp_path: Path, before: str, within: str
) -> None:
    lines = [
        *(BEGINS, "Survey: RND-26-0001", "1 rating: poor", "2 rating: ok", "4 words: Rooms"),
        *(f"  {within}", "  and heat", ENDS),
    ]
    file = tmp_path / "mail.txt"
    file.write_text("".join(f"{before}{line}\n" for line in lines))
    assert cli.json(*IMPORT, str(file), "--round", one.reference)["counts"]["taken"] == 1
    assert [(each.number, each.rating, each.words) for each in only(store).answers] == [
        (1, "poor", ""),
        (2, "ok", ""),
        (4, "", f"Rooms\n{within}\nand heat"),
    ]
