"""`spoc list`: records of every kind, by the same filters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import click

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.records.kinds import CASE_KINDS, DECLARED_KINDS
from spoc_tui.casework.records.listing import SORTS
from spoc_tui.casework.text import one_line, shortened
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.filters import filtered, read_filters
from spoc_tui.cli.listed import say_filtered
from spoc_tui.cli.verbs import Verb, pass_desk

_KINDS = tuple(kind.code for kind in CASE_KINDS)
_AREAS = tuple(dict.fromkeys(kind.area for kind in DECLARED_KINDS))


@click.command(
    "list",
    cls=Verb,
    epilog="“spoc list --overdue” is everything that is late, of any kind; “spoc list --all "
    '--organisation "rook lane" --sort -created_at” all that an organisation ever had, the last '
    f"first. A FIELD is one of: {', '.join(SORTS)}.",
)
@click.option(
    "--kind",
    "kinds",
    metavar="KIND",
    multiple=True,
    help=f"Only records of a kind, or of several if given again: {', '.join(_KINDS)}.",
)
@click.option("--area", metavar="AREA", help=f"Only those of an area: {', '.join(_AREAS)}.")
@filtered()
@pass_desk
def list_(desk: Desk, /, kinds: tuple[str, ...], area: str | None, **asked: Any) -> None:
    """List records of every kind, what is due first at the top."""
    filters = read_filters(desk.store, asked)
    say_filtered(desk, replace(filters, kinds=_kinds(kinds, area)), "spoc log")


def _kinds(kinds: Sequence[str], area: str | None) -> tuple[str, ...] | None:
    """The codes of the kinds that the two options leave; None: all."""
    if not kinds and area is None:
        return None
    wanted = tuple(map(_kind, kinds)) or _KINDS
    if area is None:
        return wanted
    of = area.strip().lower()
    if of not in _AREAS:
        raise _unknown("area", area, _AREAS)
    in_area = {one.code for one in DECLARED_KINDS if one.area == of}
    found = tuple(code for code in wanted if code in in_area)
    if not found:
        raise BadInput(
            f"--kind {wanted[0]} is not of the area {of}. Leave out --area, or name another.",
            field="kind",
        )
    return found


def _kind(typed: str) -> str:
    """The code of a kind, named by that or as its records are called together: “meetings”."""
    for one in CASE_KINDS:
        if typed.strip().lower() in (one.code, one.heading.lower()):
            return one.code
    raise _unknown("kind", typed, _KINDS)


def _unknown(option: str, typed: str, there: Sequence[str]) -> BadInput:
    return BadInput(
        f"--{option}: there is no {option} “{shortened(one_line(typed), 40)}”. There is: "
        f"{', '.join(there)}.",
        field=option,
    )
