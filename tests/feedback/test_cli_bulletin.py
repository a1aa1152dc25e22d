"""`spoc feedback bulletin` and `bulletins`: a draft, issued, made again, and what they refuse."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_desk import Cli
from factories import FixedClock, dump, make_organisation

from db.store import Store
from spoc_tui.casework.feedback.feedback import FeedbackStatus

BULLETIN = ("feedback", "bulletin")
PERIOD = "2 January to 2 April 2026"
TITLE = f"You said, we did: {PERIOD}"
BEGINS = {"md": b"# You said", "html": b"<!DOCTYPE html>", "docx": b"PK", "txt": b"You said"}


@pytest.fixture
def loop(store: Store) -> str:
    """An action that is done: Strood Scouts (may be named) and Kent Bowls said it."""
    make_organisation(store, "Strood Scouts", named_on="2025-03-03")
    make_organisation(store, "Kent Bowls")
    by = [store.feedback.by(name) for name in ("Strood Scouts", "Kent Bowls")]
    typed = {"theme": "Free training", "action": "Train them"}
    ref = store.feedback.add("We need training.", by, typed).feedback.reference
    return store.feedback.done(ref, "There is a course now.").feedback.reference


def test_alone_it_is_a_draft_of_the_last_three_months(cli: Cli, store: Store, loop: str) -> None:
    before = dump(store)
    said = cli.text(*BULLETIN)
    assert said.startswith(f"# {TITLE}\n\nDraft, not issued yet. From your single point of ")
    assert "| Strood Scouts and 1 other: “We need training.” | There is a course now. |" in said
    assert "Kent" not in said
    assert dump(store) == before


def test_json_gives_the_facts(cli: Cli, loop: str) -> None:
    given = ("--theme", "free tr", "--for", "strood", "--from", "1/1", "--to", "today")
    told = cli.json(*BULLETIN, *given)
    assert told.pop("text").startswith("# You said, we did: Free training, 1 January to 2 April")
    assert told == {
        "reference": None,
        "title": "You said, we did: Free training, 1 January to 2 April 2026",
        "from": "2026-01-01",
        "to": "2026-04-02",
        "theme": "Free training",
        "audience": "Strood Scouts",
        "items": [
            {
                "reference": loop,
                "theme": "Free training",
                "said": "We need training.",
                "by": "Strood Scouts and 1 other",
                "did": "There is a course now.",
            }
        ],
        "told": 0,
        "file": None,
        "format": "md",
    }
    assert cli.json(*BULLETIN, "--to", "today")["from"] is None


def test_issued_it_tells_and_prints_the_words(cli: Cli, store: Store, loop: str) -> None:
    said = cli.text(*BULLETIN, "--issue", "--format", "txt")
    first, _, words = said.partition("\n\n")
    assert first == "Issued BUL-26-0001; 2 were told. The words to send:"
    assert words.startswith(f"{TITLE}\n=====")
    assert "draft" not in said.lower()
    assert store.feedback.get(loop).feedback.status is FeedbackStatus.TOLD
    assert cli.text(*BULLETIN, "--again", "1", "--format", "txt") == words
    again = cli.text(*BULLETIN, "--issue", "--format", "txt")
    assert again.startswith("Issued BUL-26-0002; nobody was waiting to be told. ")


def test_issued_for_an_organisation_only_that_one_is_told(
    cli: Cli, store: Store, loop: str
) -> None:
    told = cli.json(*BULLETIN, "--issue", "--for", "Strood Scouts")
    assert (told["reference"], told["told"]) == ("BUL-26-0001", 1)
    assert [one.who for one in store.feedback.get(loop).feedback.waiting] == ["Kent Bowls"]
    listed = cli.text("feedback", "bulletins")
    assert listed == f"BUL-26-0001  Thu 2 Apr 2026  {TITLE}, for Strood Scouts; 1 was told\n"


@pytest.mark.parametrize("form", list(BEGINS))
def test_the_file_named_says_the_form(cli: Cli, loop: str, tmp_path: Path, form: str) -> None:
    file, again = tmp_path / f"page.{form.upper()}", tmp_path / "new" / f"again.{form}"
    again.parent.mkdir()
    assert cli.text(*BULLETIN, "--output", str(file)) == f"The draft is in {file}\n"
    assert file.read_bytes().startswith(BEGINS[form])
    said = cli.text(*BULLETIN, "--issue", "--output", str(file), "--force")
    assert said == f"Issued BUL-26-0001; 2 were told. It is in {file}\n"
    said = cli.text(*BULLETIN, "--again", "BUL-26-0001", "--output", str(again))
    assert said == f"BUL-26-0001 is in {again}\n"
    assert again.read_bytes() == file.read_bytes()


def test_word_without_a_file_goes_to_one_named_after_it(
    cli: Cli, loop: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: FixedClock
) -> None:
    monkeypatch.chdir(tmp_path)
    draft = tmp_path / "you-said-we-did-draft-2026-04-02.docx"
    assert cli.text(*BULLETIN, "--format", "docx") == f"The draft is in {draft}\n"
    issued = tmp_path / "you-said-we-did-bul-26-0001-2026-04-02.docx"
    told = cli.json(*BULLETIN, "--issue", "--format", "docx")
    assert (told["file"], told["text"]) == (str(issued), None)
    content = issued.read_bytes()
    issued.unlink()
    clock.advance(days=9)
    assert cli.json(*BULLETIN, "--again", "1", "--format", "docx")["file"] == str(issued)
    assert issued.read_bytes() == content


def test_where_the_file_cannot_be_written_nobody_is_told(
    cli: Cli, store: Store, loop: str, tmp_path: Path
) -> None:
    before, file = dump(store), tmp_path / "page.md"
    file.write_text("mine")
    error = cli.error(4, *BULLETIN, "--issue", "--output", str(file))
    assert (
        error["message"]
        == f"{file} exists already. Name another file. Or write over it with --force."
    )
    assert file.read_text() == "mine"
    cli.error(3, *BULLETIN, "--issue", "--output", str(file / "page.md"))
    assert dump(store) == before
    assert cli.json("feedback", "bulletins") == []


def test_undone_it_says_so(cli: Cli, store: Store, loop: str) -> None:
    cli.json(*BULLETIN, "--issue")
    cli.text("undo", "--yes")
    error = cli.error(3, *BULLETIN, "--again", "1")
    assert error["message"] == "BUL-26-0001 was undone on Thu 2 Apr 2026 10:00."
    assert len(store.feedback.get(loop).feedback.waiting) == 2
    said = cli.text("feedback", "bulletins")
    assert said == "No bulletin was issued yet. spoc feedback bulletin --issue does.\n"


def test_json_of_those_that_were_issued(cli: Cli, loop: str) -> None:
    cli.json(*BULLETIN, "--issue")
    (listed,) = cli.json("feedback", "bulletins")
    assert listed == {
        "reference": "BUL-26-0001",
        "title": TITLE,
        "issued_at": "2026-04-02T09:00:00Z",
        "audience": None,
        "told": 2,
    }
    again = cli.json(*BULLETIN, "--again", "1", "--format", "html")
    assert again.pop("text").startswith("<!DOCTYPE html>")
    assert again == {**listed, "file": None, "format": "html"}


def test_bad_input(cli: Cli, loop: str) -> None:
    error = cli.error(2, *BULLETIN, "--from", "2/4", "--to", "1/4")
    assert (error["code"], error["field"]) == ("bad-input", "from")
    error = cli.error(4, *BULLETIN, "--from", "1/3", "--to", "31/3")
    assert "from 1 to 31 March 2026: there is nothing for a bulletin" in error["message"]
    assert cli.error(2, *BULLETIN, "--from", "whenever")["field"] == "from"
    assert cli.error(2, *BULLETIN, "--to", "")["field"] == "to"
    assert cli.error(3, *BULLETIN, "--theme", "zebra")["code"] == "not-found"
    assert cli.error(3, *BULLETIN, "--for", "zebra")["code"] == "not-found"
    error = cli.error(2, *BULLETIN, "--format", "pdf")
    assert (error["field"], "md, html, docx, txt" in error["message"]) == ("format", True)
    for also in (("--issue",), ("--from", "1/3"), ("--theme", "x"), ("--for", "x")):
        assert "as it was issued" in cli.error(2, *BULLETIN, "--again", "1", *also)["message"]
