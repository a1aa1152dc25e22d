"""Whether a copy is whole, by the same check as the database itself: only then it counts.

The check takes a second for each thousand actions or two, so where somebody waits it is done in a
process of its own; a copy that is made in haste, before a list is imported or an upgrade, is looked
through with the next day's.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from db.connection import Error, plain_read_only
from db.file import copies
from db.schema.migrations import is_of_today
from db.upkeep.second_process import answer_of
from spoc_tui.casework.errors import SpocError, StorageFailed

AT_ONCE = 3
"""How many copies that were not looked through yet are, in a day."""


def judge(copy: Path, now: Callable[[], datetime], *, noted: bool = True) -> tuple[str, ...]:
    """The faults of a copy, as sentences; where `noted`, its verdict is kept beside it."""
    from db.upkeep.checking import check_file

    if _is_of_today(copy):
        found = check_file(copy, now).wrong
    else:
        # To look at all of it takes today's shape, and a copy is never written to.
        with TemporaryDirectory(prefix="spoc-", ignore_cleanup_errors=True) as folder:
            own = Path(folder) / "copy.db"
            own.write_bytes(copy.read_bytes())
            found = check_file(own, now).wrong
    wrong = tuple(one.said for one in found)
    if noted:
        copies.note_verdict(copy, passed=not wrong)
    return wrong


def judge_elsewhere(copy: Path, going_on: Callable[[], object]) -> tuple[str, ...]:
    """The same by a second process; waits for it, unless `going_on` raises."""
    return _elsewhere("judge", copy, going_on)


def check_elsewhere(path: Path, going_on: Callable[[], object]) -> tuple[str, ...]:
    """The faults of the database itself, likewise."""
    return _elsewhere("check", path, going_on)


def _elsewhere(what: str, file: Path, going_on: Callable[[], object]) -> tuple[str, ...]:
    try:
        return tuple(answer_of(__name__, what, str(file), going_on=going_on))
    except (OSError, ValueError, TypeError) as error:
        raise StorageFailed(
            f"{file} could not be looked through: the process that does it did not come to its end."
        ) from error


def judge_the_rest(path: Path, now: Callable[[], datetime]) -> None:
    """Looks through the newest copies of a database of which it is not known yet whether they are
    whole.
    """
    known = copies.verdicts_in(copies.folder_of(path))
    left = [
        one.path
        for one in copies.good_copies(path)
        if one.occasion != copies.DAILY and copies.verdict_key(one.path) not in known
    ]
    for copy in left[:AT_ONCE]:
        with suppress(SpocError, OSError):
            judge(copy, now)


def not_whole(copy: Path, wrong: tuple[str, ...]) -> str:
    """The sentence on a copy that was made of what is not whole."""
    return (
        f"Copied: {copy}. But the database is not whole: {wrong[0]} The copy does not count as a "
        "good one, and no older one is taken away for it. “spoc check” says more."
    )


def _is_of_today(copy: Path) -> bool:
    try:
        with plain_read_only(copy) as connection:
            return is_of_today(connection)
    except (Error, UnicodeDecodeError):
        return True  # what is wrong with it, the check says


def _check(path: Path, now: Callable[[], datetime]) -> tuple[str, ...]:
    from db.upkeep.checking import check_file

    return tuple(one.said for one in check_file(path, now).wrong)


if __name__ == "__main__":
    done = judge if sys.argv[1] == "judge" else _check
    print(json.dumps(done(Path(sys.argv[2]), lambda: datetime.now(UTC))))
