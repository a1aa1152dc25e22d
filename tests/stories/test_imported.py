"""The issue calendar, as table and calendar file, and old stories: each line ends somehow."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cli_desk import Cli
from factories import make_issue, make_organisation

from db.store import Store

HEAD = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n"
ENTRY = "BEGIN:VEVENT\nUID:{0}\nSUMMARY:{1}\nDTSTART{2}\nEND:VEVENT\n"
DAY = ";VALUE=DATE:{}"


def calendar(*entries: tuple[str, str]) -> str:
    made = (ENTRY.format(n, what, start) for n, (what, start) in enumerate(entries))
    return f"{HEAD}{''.join(made)}END:VCALENDAR\n"


def lines_of(found: dict[str, Any]) -> list[tuple[int, str]]:
    return sorted((one["line"], one["verdict"]) for one in found["lines"])


def test_an_issue_calendar_file(cli: Cli, store: Store, tmp_path: Path) -> None:
    file = tmp_path / "issues.ics"
    file.write_text(
        calendar(
            ("Spring 2027: copy deadline", DAY.format("20270129")),
            ("Spring 2027 is out", ":20270301T003000Z"),
            ("Summer 2027 – published", DAY.format("20270601")),
            ("Copy date", f"{DAY.format('20270501')}\nRRULE:FREQ=MONTHLY"),
            ("Delivery day", DAY.format("20270501")),
        )
    )
    args = ("stories", "issue", "import", str(file))
    found = cli.json(*args)
    assert lines_of(found) == [
        *((1, "taken"), (3, "held"), (4, "refused"), (5, "refused")),
    ]
    made: Any = store.declared("issue").get("ISS-26-0001").record
    assert (made.name, str(made.copy_by)) == ("Spring 2027", "2027-01-29")
    assert str(made.out_on) == "2027-03-01"
    file.write_text(file.read_text().replace("20270129", "20270212"))
    again = cli.json(*args, "--before", "30")
    moved = next(one for one in again["lines"] if one["line"] == 1)
    assert moved["verdict"] == "taken"
    assert moved["why"] == "moved: copy by Fri 12 Feb 2027, before Fri 29 Jan 2027"
    timeline = store.declared("issue").get("ISS-26-0001").timeline
    assert timeline[-1].text.endswith("the calendar of Communications")
    summer: Any = store.declared("issue").get("ISS-26-0002").record
    assert str(summer.copy_by) == "2027-05-02"
    assert lines_of(cli.json(*args))[:2] == [(1, "there"), (3, "there")]


def test_next_year_an_issue_may_be_called_as_one_that_is_out(
    cli: Cli, store: Store, tmp_path: Path
) -> None:
    make_issue(store, "Winter", copy_by="2026-01-05", out_on="2026-02-02")
    store.declared("issue").act("ISS-26-0001", "publish", {"on": "2026-02-02"})
    file = tmp_path / "issues.csv"
    file.write_text("Issue,Copy by,Out on\nWinter,2026-01-05,2026-02-02\n")
    args = ("stories", "issue", "import", str(file))
    assert lines_of(cli.json(*args)) == [(2, "there")]
    file.write_text("Issue,Copy by,Out on\nWinter,2027-01-04,2027-02-01\n")
    assert lines_of(cli.json(*args)) == [(2, "taken")]
    assert lines_of(cli.json(*args)) == [(2, "there")]


def test_more_issues_than_quarterly_are_said(cli: Cli, store: Store, tmp_path: Path) -> None:
    file = tmp_path / "issues.csv"
    rows = [f"Issue {n},2027-0{n}-01,2027-0{n}-20" for n in range(1, 6)]
    file.write_text("\n".join(["Issue,Copy by,Out on", *rows]))
    found = cli.text("stories", "issue", "import", str(file), "--dry-run")
    assert "5 issues are out in the year from Wed 20 Jan 2027." in found
    assert "check before you rely on it" in found


def test_a_copy_date_that_is_past_does_not_move_one(cli: Cli, store: Store, tmp_path: Path) -> None:
    make_issue(store)
    file = tmp_path / "issues.csv"
    file.write_text("Issue,Copy by\nwinter  2026,2026-01-01\n")
    (line,) = cli.json("stories", "issue", "import", str(file))["lines"]
    assert line["verdict"] == "refused"
    assert "which is past" in line["why"]


@pytest.mark.parametrize(
    ("text", "says"),
    [("hello", "is no calendar"), (f"{HEAD}END:VCALENDAR\n", "has no entries")],
)
def test_what_is_no_calendar_is_said(cli: Cli, tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "issues.ics"
    file.write_text(text)
    result = cli.run("stories", "issue", "import", str(file))
    assert result.exit_code != 0
    assert says in result.stderr


def test_old_stories_count_as_published_and_told(cli: Cli, store: Store, tmp_path: Path) -> None:
    make_organisation(store)
    make_issue(store)
    file = tmp_path / "old.csv"
    file.write_text(
        "Organisation,Story,Published,Issue,Page\n"
        "Rook Lane,Bowls for all,3 November 2025,Winter 2026,4\n"
        "Rook Lane,Bowls again,03/12/2025,Summer 2019,5\n"
        "Nobody at all,Far away,2025-11-03,,\n"
        "Rook Lane,To come,2027-11-03,,\n"
        "Rook Lane,No year,5 June,,\n"
        ",Nobody’s,2025-11-03,,\n"
        "Rook Lane,bowls  FOR all,2025-11-03,,\n"
    )
    found = cli.json("stories", "story", "import", str(file))
    assert [how for _, how in lines_of(found)] == [
        *("taken", "taken", "held", "refused", "refused", "refused", "there"),
    ]
    one: Any = store.declared("story").get("STY-26-0001").record
    assert (one.status.value, one.is_open, one.page) == ("published", False, 4)
    assert one.issue.name
    other: Any = store.declared("story").get("STY-26-0002").record
    assert other.notes == "In the issue Summer 2019"
    store.undo()
    assert store.declared("story").count() == 0
