"""Runs the command line in a test, on a file of its own and with a clock that stands still."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from factories import START
from named_options import not_there

from spoc_tui.cli.desk import Desk
from spoc_tui.cli.root import spoc
from spoc_tui.settings import Settings

AT_THE_START = f"""
from datetime import datetime
from spoc_tui.cli.desk import Desk
now = datetime.fromisoformat({START.isoformat()!r})
Desk.__init__.__defaults__ = (lambda: now, *Desk.__init__.__defaults__[1:])
"""
"""What a program begins with that a test runs in a process of its own: there, too, the clock stands
still. What is found by a number alone, and what is loaded for it, depends on the year and the hour.
"""
_filled: dict[Callable[[Cli], object], bytes] = {}


class Cli:
    """`spoc` on the database at `path`."""

    def __init__(self, path: Path, now: Callable[[], datetime]) -> None:
        self.path = path
        self.now = now
        self.at_a_terminal = False
        self.clock_is_right = True
        """Most tests move it as they like."""
        self.settings = Settings(officer="Ann Officer")

    def filled_once(self, fill: Callable[[Cli], object]) -> Cli:
        """Its new database as `fill` leaves it, which works once in each process of the tests:
        after that its file is copied.
        """
        if fill in _filled:
            self.path.write_bytes(_filled[fill])
        else:
            fill(self)
            _filled[fill] = self.path.read_bytes()
        return self

    def run(self, *args: str, db: bool = True, **invoked_with: Any) -> Result:
        """Runs a verb; without `db` the arguments say which database."""
        desk = Desk(
            now=self.now,
            given_settings=self.settings,
            interactive=lambda: self.at_a_terminal,
        )
        desk.clock_is_right = self.clock_is_right
        before = ("--db", str(self.path)) if db else ()
        result = CliRunner().invoke(spoc, [*before, *args], obj=desk, **invoked_with)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        if "--" in result.output and "--help" not in args:  # test_named_options.py has the help
            advised = said_in(result.output, "--json" in args)
            assert not [*not_there(advised, args)], result.output
        return result

    def json(self, *args: str, **invoked_with: Any) -> Any:
        """The one JSON document a verb answers with, when all goes well."""
        result = self.run(*args, "--json", **invoked_with)
        assert (result.exit_code, result.stderr) == (0, ""), result.stderr
        return json.loads(result.stdout)

    def text(self, *args: str, **invoked_with: Any) -> str:
        """What a verb says, when all goes well."""
        result = self.run(*args, **invoked_with)
        assert (result.exit_code, result.stderr) == (0, ""), result.stderr
        return result.stdout

    def error(self, code: int, *args: str, **invoked_with: Any) -> Any:
        """The error a verb answers with, after checking its exit code and that it says no more."""
        result = self.run(*args, "--json", **invoked_with)
        assert (result.exit_code, result.stdout) == (code, ""), result.output
        document = json.loads(result.stderr)
        assert set(document) == {"error"}
        return document["error"]

    def log(self, subject: str = "A key for the hall", *args: str) -> Any:
        """A logged enquiry."""
        return self.json("log", "--subject", subject, *args)


def said_in(output: str, as_json: bool) -> str:
    """The sentences of an answer: of JSON each text in it, a line each."""
    if not as_json:
        return output
    try:
        left: list[Any] = [json.loads(output)]
    except ValueError:
        return output
    found = []
    while left:
        one = left.pop()
        if isinstance(one, dict | list):
            left += one.values() if isinstance(one, dict) else one
        elif isinstance(one, str):
            found.append(one)
    return "\n".join(found)


CASC = "id,name,address,postcode,active\n"
ROW = "GB-CASC-{0:08x},Club {0},{0} Rook Lane,ME1 1AA,True\n"


def a_list(tmp_path: Path, rows: int, ending: str = "") -> str:
    """A list of so many sports clubs, in a file."""
    file = tmp_path / "clubs.csv"
    text = CASC + "".join(ROW.format(number) for number in range(1, rows + 1)) + ending
    file.write_text(text, encoding="utf-8")
    return str(file)
