"""Verbs that take several references: what is done to each is one action, and one undo."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.records.references import in_full
from spoc_tui.cli.which_verb import check_kind

if TYPE_CHECKING:
    from db.records.acting import RecordsOfKind
    from db.store import Store
    from spoc_tui.casework.records.shape import RecordCase

    Function = Callable[..., Any]


def references(function: Function) -> Function:
    """The argument REF...: one reference or more, each of a kind that the verb is for."""
    return click.argument(
        "references", metavar="REF...", nargs=-1, required=True, callback=_check_kinds
    )(function)


def _check_kinds(
    ctx: click.Context, param: click.Parameter, values: Sequence[str]
) -> tuple[str | None, ...]:
    return tuple(check_kind(ctx, param, value) for value in values)


def do_to_each(
    store: Store,
    references: Sequence[str],
    done: str,
    do: Callable[[RecordsOfKind[Any], str], RecordCase],
    records_of: Callable[[str], RecordsOfKind[Any]],
) -> list[RecordCase]:
    """Does something to each of the records, once, and returns the cases as they stand after it.

    Where it is refused of one of several, nothing is written, and the sentence names that one.
    """
    found = dict(_found(references, records_of))
    with store.action(f"{done} {len(found):,} records") as action:
        cases = []
        for uid, (records, typed) in found.items():
            try:
                cases.append(do(records, uid))
            except SpocError as error:
                if len(found) > 1 and typed not in str(error):
                    error.args = (f"{typed}: {error}",)
                if len(found) > 1:
                    error.args = (f"{error} Nothing was done to any of them.",)
                raise
        named = ", ".join(in_full(case.record) for case in cases)
        action.label = f"{done} {named}"
    return cases


def _found(
    references: Sequence[str], records_of: Callable[[str], RecordsOfKind[Any]]
) -> Iterator[tuple[str, tuple[RecordsOfKind[Any], str]]]:
    for typed in references:
        records = records_of(typed)
        uid = records.uid_of(typed)
        yield uid, (records, typed)
