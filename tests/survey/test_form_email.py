"""Answers in the text of an e-mail that is not as it should be, or in which somebody quotes."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from cli_desk import Cli
from hypothesis import given
from hypothesis import strategies as st
from survey_made import make_round

from db.store import Store
from spoc_tui.casework.survey.form import BEGINS, ENDS
from spoc_tui.casework.survey.response import Response
from spoc_tui.casework.survey.round import Round
from spoc_tui.registers.survey_email import text_of

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


WRITTEN = f"Hello\n{BEGINS}\nSurvey: RND-26-0001\n4 words: Caf\u00e9 \u2013 rooms\n{ENDS}\n"
NAMED = "From: a@example.org\nSubject: x\nContent-Type: text/plain; charset={}\n"


def sent(charset: str, letters: str, transfer: str = "8bit") -> bytes:
    """An e-mail that names a charset, in letters that may be others."""
    body = WRITTEN.encode(letters)
    body = base64.encodebytes(body) if transfer == "base64" else body
    head = NAMED.format(charset) + f"Content-Transfer-Encoding: {transfer}\n\n"
    return head.encode() + body


@pytest.mark.parametrize(
    "content",
    [
        sent("utf-8", "utf-8", "base64"),
        sent("utf-16", "utf-16", "base64"),
        sent("utf-16", "utf-16"),
        sent("utf-16le", "utf-16le"),
        sent("utf-16", "utf-8"),
        sent("utf-32", "utf-8"),
        sent("punycode", "punycode"),
        sent("punycode", "utf-8"),
        sent("windows-1252", "cp1252"),
        (NAMED.format("utf-8") + f"\n{WRITTEN}").encode("utf-16"),
        WRITTEN.encode("utf-16"),
        WRITTEN.encode("utf-16le"),
        WRITTEN.encode("cp1252"),
    ],
)
def test_an_email_is_read_in_whichever_letters_it_was_sent(
    cli: Cli, store: Store, one: Round, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "mail.eml"
    file.write_bytes(content)
    assert cli.json(*IMPORT, str(file), "--round", one.reference)["counts"]["taken"] == 1
    assert only(store).answers[0].words == "Caf\u00e9 \u2013 rooms"


@given(
    charset=st.sampled_from(("utf-16", "punycode", "idna", "utf-7", "unicode_escape", "undefined")),
    body=st.binary(max_size=60) | st.text(max_size=40).map(lambda text: text.encode("utf-16")),
    transfer=st.sampled_from(("8bit", "base64", "quoted-printable", "uuencode")),
)
def test_no_email_breaks_the_reading(charset: str, body: bytes, transfer: str) -> None:
    head = NAMED.format(charset) + f"Content-Transfer-Encoding: {transfer}\n\n{BEGINS}\n"
    assert isinstance(text_of(head.encode() + body), str)


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
