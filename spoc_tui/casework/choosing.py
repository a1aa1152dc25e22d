"""Finds the one thing that a typed name means, or says which ones it could mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from spoc_tui.casework.errors import Ambiguous, NotFound, Refused
from spoc_tui.casework.text import compared

T = TypeVar("T")

MOST_CANDIDATES = 8
"""How many candidates a sentence names."""


def choose(
    typed: str,
    options: Sequence[T],
    names: Callable[[T], Sequence[str]],
    gone: Sequence[T] = (),
    *,
    what: str,
    field: str,
    uid: Callable[[T], str] | None = None,
) -> T:
    """The option one of whose names is what was typed: wholly, the first of them before the others;
    else its beginning, else its words.

    Its beginning counts of the first of an option's names only.
    Raises Ambiguous (with the candidates) where several fit equally well, NotFound where none does,
    Refused where it is wholly the name of one among `gone` (the retired) and of no option.
    """
    wanted = compared(typed)
    if wanted:
        if not any(wanted in map(compared, names(option)) for option in options):
            for option in gone:
                if wanted in map(compared, names(option)):
                    raise Refused(f"{names(option)[0]} is retired; nothing more goes there.")
        ways = ((str.__eq__, 1), (str.__eq__, None), (str.startswith, 1), (_has_words, None))
        for fits, most in ways:
            found = [
                option
                for option in options
                if any(fits(compared(name), wanted) for name in names(option)[:most])
            ]
            if found:
                return the_one(typed, found, lambda o: names(o)[0], what=what, field=field, uid=uid)
    shown = typed.strip()[:60]
    known = ", ".join(names(option)[0] for option in options[:MOST_CANDIDATES])
    more = " …" if len(options) > MOST_CANDIDATES else ""
    there = f"Known: {known}{more}." if known else "None is known."
    raise NotFound(f"There is no {what} “{shown}”. {there}", field=field)


def the_one(
    typed: str,
    found: Sequence[T],
    name: Callable[[T], str],
    *,
    what: str,
    field: str,
    uid: Callable[[T], str] | None = None,
) -> T:
    """The only one found; Ambiguous, naming the candidates, where there are several.

    Those that have one name have their `uid` beside it.
    """
    if len(found) == 1:
        return found[0]
    candidates = [name(option) for option in found]
    if uid is not None:
        candidates = [
            f"{one}, id {uid(option)}" if candidates.count(one) > 1 else one
            for one, option in zip(candidates, found, strict=True)
        ]
    more = f" and {len(found) - MOST_CANDIDATES} more" if len(found) > MOST_CANDIDATES else ""
    raise Ambiguous(
        f"“{typed.strip()[:60]}” fits more than one {what}: "
        f"{'; '.join(candidates[:MOST_CANDIDATES])}{more}. Say more of the name, or its id.",
        field=field,
        candidates=candidates,
    )


def _has_words(name: str, wanted: str) -> bool:
    words = name.split()
    return all(any(word.startswith(part) for word in words) for part in wanted.split())
