"""The day's copy: made at its first start, of a database that was looked through and is whole.

It is done in a process of its own, so that nobody waits for it. Where the database is not whole no
copy is made, and so none is taken away: the last that passed stays.
"""

from __future__ import annotations

import glob
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from db.file import copies
from db.file.backup import PART
from db.file.copies import DAILY, Copy
from db.file.whereabouts import RESTORING
from db.upkeep.second_process import answer_of
from spoc_tui.casework.dates.when import london_date, show_moment
from spoc_tui.casework.errors import Damaged, SpocError
from spoc_tui.casework.text import counted

DAYS, WEEKS, MONTHS = 14, 8, 12
"""How many days have a copy, how many weeks, how many months: the last of each."""
A_DAY = 24 * 60 * 60
PATIENCE_SECONDS = 600
LATE_DAYS = 2
"""After how many days without a copy the desk says so."""


class DayCopy(NamedTuple):
    """The outcome of making the day's copy."""

    made: bool
    wrong: str = ""
    """What went wrong, as a sentence; also where it was made, and not in the second folder."""
    whole: bool = True
    """Whether the database passed its check, as far as that was asked."""


def is_due(path: Path, now: datetime) -> bool:
    """Whether the day has no copy yet."""
    today = london_date(now)
    return not any(london_date(one.at) == today for one in _daily(path))


def how_late(path: Path, now: datetime) -> str:
    """The desk's sentence where the last good copy is old, or there is none; else blank."""
    found = [one for one in copies.passed_copies(path) if one.at <= now]
    if not found:
        return "no copy yet"
    days = (london_date(now) - london_date(found[0].at)).days
    return f"last copy {counted(days, 'day')} ago" if days > LATE_DAYS else ""


def make_elsewhere(path: Path, now: datetime, second: Path | None) -> DayCopy:
    """Has the day's copy made by a second process, and waits for that."""
    try:
        asked = json.dumps([str(path), now.isoformat(), str(second) if second else None])
        return DayCopy(*answer_of(__name__, asked))
    except (OSError, ValueError, TypeError):
        return DayCopy(
            made=False,
            wrong="The day’s copy could not be made: its process did not come to its end. “spoc "
            "backup” makes one.",
        )


def make(path: Path, now: datetime, second: Path | None = None) -> DayCopy:
    """Looks through the database at `path`, and copies it where it is whole: beside it, and into a
    `second` folder where that is there. Copies that are no longer needed are taken away. Of two
    windows that open at once one makes it, and the other waits.
    """
    from filelock import FileLock, Timeout

    if not path.is_file():
        return DayCopy(made=False, wrong=f"{path} is not there: no copy was made today.")
    try:
        lock = FileLock(copies.own_folder(path) / ".daily.lock", mode=0o600)
        with suppress(Timeout), lock.acquire(timeout=0):
            return _make(path, now, second)
        with lock.acquire(timeout=PATIENCE_SECONDS):
            return _make(path, now, second) if is_due(path, now) else DayCopy(made=True)
    except SpocError as error:
        return DayCopy(made=False, wrong=f"The day’s copy could not be made. {error}")
    except Timeout:
        return DayCopy(made=False, wrong="The day’s copy is still being made by another window.")


def _make(path: Path, now: datetime, second: Path | None) -> DayCopy:
    from db.upkeep.copy_verdicts import judge, judge_the_rest

    try:
        # The copy is looked through, not what it is made of: what it says is what counts.
        made = _copied(path, copies.own_folder(path), now)
        if wrong := judge(made, lambda: now):
            made.unlink()
            return DayCopy(made=False, whole=False, wrong=_not_whole(path, wrong))
    except Damaged as error:
        return DayCopy(made=False, whole=False, wrong=f"No copy was made today. {error}")
    _take_away(_daily(path), now, path)
    _sweep(path, now)
    judge_the_rest(path, lambda: now)
    return DayCopy(made=True, wrong=_second(made, path, second, now) if second is not None else "")


def _not_whole(path: Path, wrong: Sequence[str]) -> str:
    found = counted(len(wrong), "thing is", "things are")
    return (
        f"{found} not as it should be, and no copy was made today: {wrong[0]} “spoc check” says "
        f"more. {copies.how_to_restore(path)}"
    )


def to_keep(daily: Iterable[Copy]) -> set[Copy]:
    """The day's copies that are kept: the last of so many days, weeks and months that have
    one. (Not of the last days: who is away for a month loses none.)
    """
    newest_first = sorted(daily, key=lambda one: one.at, reverse=True)
    kept = set[Copy]()
    periods: tuple[tuple[int, Callable[[datetime], object]], ...] = (
        (DAYS, london_date),
        (WEEKS, lambda at: london_date(at).isocalendar()[:2]),
        (MONTHS, lambda at: (london_date(at).year, london_date(at).month)),
    )
    for most, period in periods:
        last: dict[object, Copy] = {}
        for one in newest_first:
            last.setdefault(period(one.at), one)
        kept.update(islice(last.values(), most))
    return kept


def _daily(path: Path) -> list[Copy]:
    return [one for one in copies.copies_of(path) if one.occasion == DAILY]


def _take_away(daily: list[Copy], now: datetime, path: Path | None = None) -> None:
    """Copies that a clock that was wrong has dated ahead push none out, and stay until then."""
    until_now = [one for one in daily if one.at <= now]
    going = set(until_now) - to_keep(until_now)
    for one in going if path is None else copies.without_last_passed(path, going):
        with suppress(OSError):
            one.path.unlink()


def _sweep(path: Path, now: datetime) -> None:
    """Takes away what something that was killed has left half made, a day ago or earlier."""
    half_made = [
        *copies.folder_of(path).glob(f".{glob.escape(copies.called(path))}-*{PART}"),
        path.with_name(f"{path.name}{RESTORING}"),
    ]
    for file in half_made:
        with suppress(OSError):
            if now.timestamp() - file.stat().st_mtime > A_DAY:
                file.unlink()


def _copied(path: Path, folder: Path, now: datetime) -> Path:
    from db.file import backup
    from db.file.connecting import connect

    with closing(connect(path)) as connection:
        return backup.copy_to(connection, folder / copies.new_name(path, now, DAILY))


def _second(made: Path, path: Path, folder: Path, now: datetime) -> str:
    """Copies it into the second folder; what went wrong, as a sentence."""
    if not folder.is_dir():
        return ""  # a drive that is not there now: how late it is, is said
    from db.connection import plain_read_only
    from db.file import backup
    from db.file.errors import worded
    from db.upkeep.copy_verdicts import judge

    try:
        with worded(made), plain_read_only(made) as connection:
            there_too = backup.copy_to(connection, folder / made.name, overwrite=True)
        if wrong := judge(there_too, lambda: now):
            there_too.unlink(missing_ok=True)
            return f"The day’s copy is made, but that in the second folder is not whole: {wrong[0]}"
    except SpocError as error:
        return f"The day’s copy is made, but not in the second folder. {error}"
    there = copies.copies_in(folder, copies.called(path))
    _take_away([one for one in there if one.occasion == DAILY], now)
    return ""


def how_late_elsewhere(path: Path, second: Path, now: datetime) -> str:
    """The same of the second folder: “no copy in safe since Thu 26 Nov 2026 17:02”."""
    there = copies.copies_in(second, copies.called(path))
    found = [one for one in there if one.occasion == DAILY and one.at <= now]
    if found and (london_date(now) - london_date(found[0].at)).days <= LATE_DAYS:
        return ""
    since = f" since {show_moment(found[0].at)}" if found else ""
    return f"no copy in {second.name or second}{since}"


if __name__ == "__main__":
    file, moment, folder = json.loads(sys.argv[1])
    done = make(Path(file), datetime.fromisoformat(moment), Path(folder) if folder else None)
    print(json.dumps(done))
