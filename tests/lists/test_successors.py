"""What a list tells of as ended, and into which it may have gone: said before it is imported."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from cli_desk import Cli
from factories import listed, ten_rows_are_many
from import_desk import importing, pane
from textual.widgets import Static

from db.store import Store
from spoc_tui.casework.lists.importing import ImportReport, RowVerdict
from spoc_tui.casework.organisations.organisation import ListedOrganisation

ENDED = {"state": "closed", "standing": "removed 6 May 2026"}
AT = {"postcode": "ME4 6AA"}
Rows = Sequence[ListedOrganisation]


def preview(store: Store, rows: Rows, source: str = "register") -> ImportReport:
    return store.lists.import_list(rows, source=source, dry_run=True)


def said(report: ImportReport) -> list[tuple[int, str, str]]:
    return [(row.line, row.verdict.value, row.why) for row in report.rows]


def offered(store: Store) -> set[tuple[str, str]]:
    pairs = store.duplicates.pairs(99)
    return {(p.one.name, p.other.name) for p in pairs if "gone into" in p.why}


OF_OTHER = "another name and number: the closed one may have gone into the other"
BEFORE = (
    listed(2, name="Heron House", **AT),
    listed(3, name="The Plover Society", **AT),
    listed(4, name="Knot Club", phone="01634 555001"),
    listed(5, name="Avocet Trust", **ENDED, postcode="ME1 1AA"),
)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        pytest.param(
            (
                listed(2, name="Heron House", **AT, **ENDED),
                *BEFORE[1:],
                listed(6, name="Heron House", **AT),
            ),
            [
                (
                    2,
                    "updated",
                    "state from “active” to “closed”; the list says it is removed 6 May",
                ),
                (
                    6,
                    "added",
                    "Heron House (removed 6 May 2026, line 2) may have gone into it: same",
                ),
            ],
            id="removed, and new under another number",
        ),
        pytest.param(
            (
                listed(2, name="Heron House", **AT, **ENDED),
                listed(3, name="The Plover Society", **AT, **ENDED),
                *BEFORE[2:],
                listed(6, name="Heron and Plover", **AT),
            ),
            [
                (
                    2,
                    "updated",
                    "state from “active” to “closed”; the list says it is removed 6 May",
                ),
                (
                    3,
                    "updated",
                    "state from “active” to “closed”; the list says it is removed 6 May",
                ),
                (
                    6,
                    "added",
                    "Heron House (removed 6 May 2026, line 2) may have gone into it: same "
                    f"postcode, “heron” in both names, {OF_OTHER}; The Plover Society "
                    "(removed 6 May 2026, line 3) may have gone into it: same postcode, "
                    f"“plover” in both names, {OF_OTHER}",
                ),
            ],
            id="two merged",
        ),
        pytest.param(
            (*BEFORE, listed(6, name="Avocet Trust", postcode="ME1 1AA")),
            [(6, "added", "beside Avocet Trust: same name, same postcode, another number: the")],
            id="was closed before",
        ),
        pytest.param(
            (*BEFORE, listed(6, name="The Avocets", postcode="ME1 1AA")),
            [],
            id="only one at its postcode, of another name",
        ),
        pytest.param(
            (
                listed(2, name="Heron House", **AT, **ENDED),
                *BEFORE[1:],
            ),
            [(2, "updated", "state from “active” to “closed”; the list says it is removed 6 May")],
            id="none that it went into",
        ),
        pytest.param(
            (
                listed(2, name="Heron House", **AT, **ENDED),
                listed(3, name="The Plover Society with Heron", **AT),
                *BEFORE[2:],
            ),
            [
                (
                    2,
                    "updated",
                    "state from “active” to “closed”; the list says it is removed 6 May",
                ),
                (3, "updated", "name from “The Plover Society” to “The Plover Society with Heron”"),
            ],
            id="into one that was there, which changed its name",
        ),
    ],
)
@pytest.mark.parametrize("many", [False, True])
def test_the_preview_says_what_the_duplicates_will_offer(
    store: Store,
    rows: Rows,
    why: list[tuple[int, str, str]],
    many: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if many:
        ten_rows_are_many(monkeypatch, most=2)
        monkeypatch.setattr("db.lists.hidden.FIRST_TRANSACTION", 1)
    store.lists.import_list(BEFORE, source="register")
    before = offered(store)
    report = preview(store, rows)
    assert [row[:2] for row in said(report)] == [row[:2] for row in why]
    assert all(row[2].startswith(words) for row, (*_, words) in zip(said(report), why, strict=True))
    assert offered(store) == before
    done = store.lists.import_list(rows, source="register")
    assert said(done) == said(report)
    new = offered(store) - before
    assert sum(row[2].count("gone into") for row in said(report)) >= len(new)
    for into, old in new:
        assert any(into == row.name and old in row.why for row in report.rows) or any(
            old == row.name and into in row.why for row in report.rows
        )
    assert bool(report.successors) == bool(new)


def test_two_that_one_list_brings_at_once(store: Store) -> None:
    rows = (listed(2, name="Heron House", **AT, **ENDED), listed(3, name="Heron House", **AT))
    report = preview(store, rows)
    assert report.counts[RowVerdict.ADDED] == 2
    assert [row.line for row in report.rows] == [3]
    assert report.successors_described.startswith("1 row says")


def test_two_that_were_kept_apart_are_not_told_again(store: Store) -> None:
    store.lists.import_list(
        (listed(2, name="Heron House", **AT), listed(3, name="Heron Trust", **AT)),
        source="register",
    )
    one, two = store.organisations.page(0, 2)
    store.duplicates.keep_apart(one.uid, two.uid)
    rows = (listed(2, name="Heron House", **AT, **ENDED), listed(3, name="Heron Trust", **AT))
    assert preview(store, rows).successors == 0


def test_a_list_without_numbers_or_ends_tells_of_none(store: Store) -> None:
    store.lists.import_list(BEFORE, source="register")
    rows: list[Any] = [listed(2, name="Heron House", identifiers=(), key="a")]
    assert preview(store, rows, "members").successors == 0


REGISTER = (
    "Charity number,Name,Postcode,Status\n"
    "1000001,Heron House,ME4 6AA,Removed\n"
    "1000002,Heron House,ME4 6AA,Registered\n"
)


def test_on_the_command_line(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "register.csv"
    file.write_text(REGISTER, encoding="utf-8")
    told = cli.text("import", "organisations", str(file), "--source", "register", "--dry-run")
    assert "line 3, added Heron House: Heron House (" in told
    assert "may have gone into another. Asked about once it is imported: spoc duplicates" in told


async def test_on_the_import_page(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "register.csv"
    file.write_text(REGISTER, encoding="utf-8")
    async with importing(store, file) as (app, _):
        state = str(app.screen.query_one("#state", Static).content)
        assert "1 row says that one that has ended may have gone into another" in state
        assert "Once it is imported, d D asks about each." in state
        (row,) = pane(app, "outcome")
        assert row.startswith("3 | added | Heron House | Heron House (")
