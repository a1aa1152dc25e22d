"""A list of commitments taken in: each line ends taken, there, held or refused, and says why."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_desk import Cli
from factories import make_commitment, make_compact, make_organisation

from db.store import Store

LIST = """Commitment,By,Owner,Para
• Pay within 30 days,Council,Planning,1.1
2) Answer letters,the council,Moon Team,
Tell early,VCS,Rook Lane,
Tell late,VCS,Nobody at all,
“Work with us”,NHS,,
Nothing said,,,
,council,,
Odd,aliens,,
pay within 30 DAYS,council,,
"""


def test_each_line_ends_somehow_and_one_undo_takes_all_back(
    cli: Cli, store: Store, tmp_path: Path
) -> None:
    make_organisation(store)
    make_compact(store)
    file = tmp_path / "list.csv"
    file.write_text(LIST, "utf-8")
    args = ("compact", "commitment", "import", str(file), "--compact", "CPT-26-0001")
    tried = cli.json(*args, "--dry-run")
    assert store.declared("commitment").count() == 0
    found = cli.json(*args)
    assert [one["verdict"] for one in found["lines"]] == [one["verdict"] for one in tried["lines"]]
    ended = {one["line"]: (one["verdict"], one["why"]) for one in found["lines"]}
    assert {line: how for line, (how, _) in ended.items()} == {
        **{2: "taken", 3: "held", 4: "taken", 5: "held", 6: "taken"},
        **{7: "refused", 8: "refused", 9: "refused", 10: "there"},
    }
    assert "no team Moon Team" in ended[3][1]
    assert "does not say whose promise it is" in ended[7][1]
    assert "“aliens” is no side" in ended[9][1]
    made = {one.words: one for one in store.declared("commitment").page()}  # type: ignore[attr-defined]
    assert set(made) == {"Pay within 30 days", "Tell early", "“Work with us”"}
    pay, tell = made["Pay within 30 days"], made["Tell early"]
    assert (pay.side.value, pay.team.name, pay.paragraph) == ("council", "Planning", "1.1")  # type: ignore[attr-defined]
    assert pay.compact is not None  # type: ignore[attr-defined]
    assert (tell.side.value, tell.who) == ("sector", "Rook Lane Bowls Club")  # type: ignore[attr-defined]
    store.undo()
    assert store.declared("commitment").count() == 0


def test_pasted_lines_are_commitments_of_the_side_that_is_said(
    cli: Cli, store: Store, tmp_path: Path
) -> None:
    make_commitment(store, "Answer letters")
    file = tmp_path / "pasted.txt"
    file.write_bytes("\ufeff• Pay within 30 days\r\n\r\n  3. Answer letters\r\n".encode())
    found = cli.json("compact", "commitment", "import", str(file), "--side", "council")
    assert [one["verdict"] for one in found["lines"]] == ["taken", "there"]
    without = cli.json("compact", "commitment", "import", str(file))
    assert [one["verdict"] for one in without["lines"]] == ["refused", "refused"]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("list.csv", b"A,B\n1,2\n", "Commitment"),
        ("list.txt", b"\x00\x01\x02" * 9, "is not text"),
        ("none.txt", None, "cannot be read"),
    ],
)
def test_what_is_no_such_list_is_said(
    cli: Cli, store: Store, tmp_path: Path, name: str, content: bytes | None, says: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    result = cli.run("compact", "commitment", "import", str(tmp_path / name))
    assert result.exit_code != 0
    assert says in result.stderr
