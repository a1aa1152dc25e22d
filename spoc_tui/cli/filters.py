"""The options by which records of every kind are listed: said once, and read once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.errors import BadInput, NotFound
from spoc_tui.casework.records.listing import MOST, USUAL, Filters, read_sort

if TYPE_CHECKING:
    from datetime import date

    from db.store import Store

    Function = Callable[..., Any]

NEWEST = "-created_at"
"""By which the lists of kinds written by hand are sorted, if nothing else is said."""


def filtered(
    open_only: bool = True, sort: str = "due", limit: int = USUAL
) -> Callable[[Function], Function]:
    """Gives a verb the options, in the order in which its help has them, for `read_filters`; what
    they are where they are not given.
    """

    def added(function: Function) -> Function:
        for option in reversed(_options(open_only, sort, limit)):
            function = option(function)
        return function

    return added


def _options(open_only: bool, sort: str, limit: int) -> Sequence[Callable[[Function], Function]]:
    which = "The open ones (usual), or all." if open_only else "The open ones, or all (usual)."
    return (
        click.option("--open/--all", "open_only", default=open_only, help=which),
        click.option("--due", metavar="WHEN", help="Only what is due on this day or before."),
        click.option("--overdue", is_flag=True, help="Only what should have been done by now."),
        click.option(
            "--organisation",
            metavar="NAME",
            help="Only an organisation's, and what it takes part in; of feedback, what it said.",
        ),
        click.option("--team", metavar="NAME", help="Only what a team has, or takes part in."),
        click.option(
            "--ward", metavar="NAME", help="Only of organisations in a ward, or what lies in it."
        ),
        click.option("--since", metavar="WHEN", help="Only what came on this day or after."),
        click.option("--until", metavar="WHEN", help="Only what came on this day or before."),
        click.option(
            "--sort",
            metavar="FIELD|-FIELD",
            default=sort,
            show_default=True,
            help="What to sort by; with - before it, in reverse. What has no value comes last.",
        ),
        click.option(
            "--limit",
            metavar="N",
            type=click.IntRange(1, MOST),
            default=limit,
            show_default=True,
            help="How many at most.",
        ),
    )


def read_filters(store: Store, asked: Mapping[str, Any], also: Sequence[str] = ()) -> Filters:
    """The filters of the options; `also`: fields to sort by, beside what every record has. BadInput
    or NotFound name the option that says what cannot be.
    """
    with _naming("sort"):
        sort, backwards = read_sort(asked["sort"], also)
    read: dict[str, Any] = {}
    for name, reader in _READERS.items():
        with _naming(name):
            read[name] = reader(store, asked[name]) if asked[name] is not None else None
    since, until = read["since"], read["until"]
    if since is not None and until is not None and since > until:
        raise BadInput(
            "--since is after --until: nothing can have come between them. Change one of the two.",
            field="since",
        )
    return Filters(
        open_only=asked["open_only"],
        due_by=read["due"],
        overdue=asked["overdue"],
        organisation_uid=read["organisation"],
        team_uid=read["team"],
        ward=read["ward"] or "",
        lying_in=_lying_in(store, read["ward"]) if read["ward"] else (),
        since=since,
        until=until,
        sort=sort,
        backwards=backwards,
        limit=asked["limit"],
    )


@contextmanager
def _naming(option: str) -> Iterator[None]:
    """Whatever is refused meanwhile names the option."""
    try:
        yield
    except (BadInput, NotFound) as error:
        error.field, error.args = option, (f"--{option}: {error}",)
        raise


def _day(name: str, direction: Direction) -> Callable[[Store, str], date]:
    return lambda store, typed: store.read_day(typed, name, direction)


def _organisation(store: Store, typed: str) -> str:
    return str(store.organisations.find(typed).uid)


def _team(store: Store, typed: str) -> str:
    return str(store.council.find_team(typed, retired=True).uid)


def _ward(store: Store, typed: str) -> str:
    """The ward that was meant, folded as it is compared."""
    from db.records.listing import wards
    from spoc_tui.casework.choosing import choose
    from spoc_tui.casework.text import fold

    there = wards(store.connection)
    return fold(choose(typed, there, lambda ward: (ward,), what="ward", field="ward"))


def _lying_in(store: Store, ward: str) -> list[str]:
    """The uids of the records that say themselves that they lie in that ward."""
    from db.records.listing import lying_in

    return lying_in(store.connection, ward)


_READERS: Mapping[str, Callable[[Store, str], Any]] = {
    "due": _day("due", Direction.MOSTLY_AHEAD),
    "since": _day("since", Direction.MOSTLY_PAST),
    "until": _day("until", Direction.ANY),
    "organisation": _organisation,
    "team": _team,
    "ward": _ward,
}
"""How what is typed into an option is read; given the store."""
