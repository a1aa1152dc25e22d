"""`spoc check-ins`: begun, listed, held, skipped, edited, ended, and the agenda in each form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest
from cli_desk import Cli
from factories import whole_file

from db.store import Store

NETWORK = "VCS Leaders' Network"
FILE = "check-in-vcs-leaders-network-2026-04-02.docx"


def add(cli: Cli, name: str = NETWORK, *args: str, every: str = "6 weeks") -> Any:
    return cli.json("check-ins", "add", name, "--every", every, *args)


def test_added(cli: Cli) -> None:
    told = add(cli, NETWORK, "--from", "3/4", "--notes", "At the hub.")
    assert told == {
        "name": NETWORK,
        "id": told["id"],
        "reference": "GRP-26-0001",
        "every": "every 6 weeks",
        "rule": "FREQ=WEEKLY;INTERVAL=6",
        "starts": "2026-04-03",
        "notes": "At the hub.",
        "next": "2026-04-07",
        "last_due": None,
        "last_held": None,
        "ended": None,
    }
    assert cli.json("check-ins") == [told]


def test_what_it_says(cli: Cli) -> None:
    assert cli.text("check-ins").startswith("No group is kept. Begin one with: ")
    assert cli.json("check-ins") == []
    assert cli.text("check-ins", "add", NETWORK, "--every", "6 weeks") == (
        f"Added GRP-26-0001, {NETWORK}, every 6 weeks: next on Thursday 2 April 2026, today.\n"
    )
    add(cli, "Trustees", "--from", "1/6", every="first tuesday")
    assert f"\n  GRP-26-0001   Thu 2 Apr 2026   check-in      {NETWORK}\n" in cli.text("due")
    assert cli.text("check-ins") == (
        f"Thu 2 Apr 2026   {NETWORK}, every 6 weeks (due)\n"
        "Tue 2 Jun 2026   Trustees, the first Tuesday of every month\n"
    )
    next_on = "next on Thursday 14 May 2026, in 42 days (27 working days)."
    said = f"GRP-26-0001, {NETWORK}, every 6 weeks: {next_on}"
    assert cli.text("check-ins", "held", "vcs", "--on", "yesterday") == (
        f"Held {said} Began MTG-26-0001.\nOn: Wednesday 1 April 2026, yesterday\n"
    )
    assert "every 6 weeks; last held Wed 1 Apr 2026\n" in cli.text("check-ins")
    cli.text("undo", "--yes")
    assert cli.text("check-ins", "skip", "vcs", "--because", "Ill.") == (
        f"Skipped {said} Began MTG-26-0001.\n"
    )
    assert cli.text("check-ins", "edit", "vcs", "--set", "notes=New.") == f"Edited {said}\n"
    nothing = cli.text("check-ins", "edit", "vcs", "--set", "notes=New.")
    assert nothing == f"Nothing to change in {said}\n"
    assert cli.text("check-ins", "end", "vcs") == f"Ended GRP-26-0001, {NETWORK}.\n"


def test_held_skipped_edited_and_ended(cli: Cli) -> None:
    add(cli)
    told = cli.json("check-ins", "held", NETWORK, "--notes", "All came.")
    assert (told["last_held"], told["next"]) == ("2026-04-02", "2026-05-14")
    told = cli.json("check-ins", "skip", NETWORK, "--because", "Holidays.")
    assert (told["last_due"], told["last_held"]) == ("2026-05-14", "2026-04-02")
    told = cli.json("check-ins", "edit", NETWORK, "--set", "every=fortnight", "name=Network")
    assert (told["name"], told["every"], told["next"]) == ("Network", "every 2 weeks", "2026-05-28")
    told = cli.json("check-ins", "end", told["id"])
    assert (told["ended"], told["next"]) == ("2026-04-02", None)
    assert cli.json("check-ins") == []
    assert "GRP-26-0001 is closed" in cli.error(4, "check-ins", "held", "Network")["message"]


@pytest.mark.parametrize(
    ("code", "field", "args"),
    [
        (2, "every", ("add", "A", "--every", "often")),
        (2, "every", ("add", "A")),
        (2, "from", ("add", "A", "--every", "week", "--from", "never")),
        (2, "name", ("add", " ", "--every", "week")),
        (2, "on", ("held", NETWORK, "--on", "1/1/2027")),
        (2, "because", ("skip", NETWORK, "--because", " ")),
        (2, "because", ("skip", NETWORK)),
        (2, "colour", ("edit", NETWORK, "--set", "colour=red")),
        (2, "format", ("agenda", NETWORK, "--format", "xlsx")),
    ],
)
def test_bad_input_names_its_field(
    cli: Cli, store: Store, code: int, field: str, args: tuple[str, ...]
) -> None:
    add(cli)
    before = whole_file(store)
    assert cli.error(code, "check-ins", *args)["field"] == field
    assert whole_file(store) == before


def test_a_name_that_is_taken_or_unknown(cli: Cli) -> None:
    add(cli)
    error = cli.error(4, "check-ins", "add", NETWORK, "--every", "week")
    assert error["message"] == f"There is a group {NETWORK} already: GRP-26-0001."
    assert cli.error(3, "check-ins", "agenda", "zebra")["code"] == "not-found"
    add(cli, "VCS Trustees")
    error = cli.error(2, "check-ins", "end", "vcs")
    assert error["candidates"] == [NETWORK, "VCS Trustees"]


def test_the_agenda_is_printed(cli: Cli, store: Store) -> None:
    by = [store.feedback.by("Mrs Adeyemi")]
    store.feedback.add("No one rings", by, {"action": "Ring back", "due": "1/5"})
    add(cli)
    before = whole_file(store)
    said = cli.text("check-ins", "agenda", "vcs")
    assert said.startswith(
        f"# Agenda: {NETWORK}\n\nWho said it is counted; only organisations that agreed to be are "
        "named. Not held yet. As at Thu 2 Apr 2026; written by Ann Officer.\n\n"
        "## The council owes\n"
    )
    assert "| FBK-26-0001 | Ring back | the council | Fri 1 May 2026 |" in said
    assert "\n## The sector owes\n\nNothing.\n" in said
    told = cli.json("check-ins", "agenda", "vcs")
    assert (told["file"], told["format"], told["text"]) == (None, "md", said)
    assert (told["check_in"]["name"], told["since"], told["day"]) == (NETWORK, None, "2026-04-02")
    assert told["council_owes"] == [
        {
            "reference": "FBK-26-0001",
            "what": "Ring back",
            "by": "the council",
            "on": "2026-05-01",
        }
    ]
    assert [row["by"] for row in told["waiting"]] == ["1 speaker"]
    assert "Adeyemi" not in str(told)
    assert whole_file(store) == before


def test_the_agenda_in_files(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    add(cli)
    file = tmp_path / FILE
    args = ("check-ins", "agenda", NETWORK)
    assert cli.text(*args, "--format", "docx") == f"The agenda is in {file}\n"
    assert docx.Document(str(file)).paragraphs[0].text == f"Agenda: {NETWORK}"
    assert "exists already" in cli.error(4, *args, "--format", "docx")["message"]
    told = cli.json(*args, "--format", "docx", "--force")
    assert (told["file"], told["format"], told["text"]) == (str(file), "docx", None)
    page = tmp_path / "agenda.html"
    cli.text(*args, "--output", str(page))
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
