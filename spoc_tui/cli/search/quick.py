"""The quick way to `spoc find`: the answer while the caller spells their name.

Loading click is a third of such a run. Only what is plainly a search is answered here; whatever
else was typed, or goes wrong, is left to the command line proper, which does it again or says what
is wrong.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from spoc_tui.casework.search.finding import SEARCH_KINDS
from spoc_tui.cli.desk import INTERRUPTED, Desk, replace_unprintable
from spoc_tui.cli.search.hits import MOST_HITS, USUAL_HITS, say_found
from spoc_tui.settings import in_full


class QuickSearch(NamedTuple):
    """A plain search, as it was typed."""

    words: tuple[str, ...]
    kind: str | None
    limit: int
    json: bool
    database: Path | None
    """From --db."""


def answered(args: Sequence[str], desk: Desk) -> bool:
    """Answers the arguments if they are a plain search; False where nothing was given."""
    search = read_search(args)
    if search is None:
        return False
    desk.path, desk.json = search.database, search.json
    desk.recalculates_deadlines = False  # nothing that is found rests on a date
    replace_unprintable()
    try:
        with desk.at_work():
            say_found(desk, search.words, kind=search.kind, limit=search.limit)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except Exception:  # the command line proper fails in the same way, and says so
        return False
    finally:
        desk.close()
    return True


def read_search(args: Sequence[str]) -> QuickSearch | None:
    """The search that these arguments are; None where it takes click to tell."""
    verb, *rest = args or ("",)
    if verb != "find":
        return None
    words: list[str] = []
    options: dict[str, str] = {}
    left = iter(rest)
    for arg in left:
        if arg in ("--db", "--kind", "--limit"):
            options[arg] = next(left, "")
        elif arg == "--json":
            options[arg] = arg
        elif arg.startswith("-"):
            return None
        else:
            words.append(arg)
    limit = options.get("--limit", str(USUAL_HITS))
    if not (
        limit.isascii() and limit.isdigit() and len(limit) < 5 and 1 <= int(limit) <= MOST_HITS
    ):
        return None
    if (
        not options.get("--db", "a name").strip()
        or options.get("--kind", SEARCH_KINDS[0]) not in SEARCH_KINDS
    ):
        return None
    database = in_full(Path(options["--db"])) if "--db" in options else None
    return QuickSearch(
        tuple(words), options.get("--kind"), int(limit), "--json" in options, database
    )
