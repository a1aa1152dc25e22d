"""`spoc survey code`: the answers that are to be put under themes, with the likely ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import click

from spoc_tui.casework.text import counted
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.verbs import Verb, pass_desk

if TYPE_CHECKING:
    from db.areas.survey.naming import MayName
    from spoc_tui.casework.survey.likely import Named
    from spoc_tui.casework.survey.response import Response

USUAL = 5
MOST = 500


class _Next(NamedTuple):
    """An answer to code, and the themes that are likely."""

    response: Response
    number: int
    likely: Sequence[Named]
    may_name: MayName


@click.command("code", cls=Verb)
@click.argument("round_", metavar="ROUND")
@click.option("--number", type=click.IntRange(1), metavar="N", help="Of one question alone.")
@click.option(
    "--by", default="", metavar="NAME", help="Those that others coded, and NAME has not yet."
)
@click.option(
    "--limit",
    type=click.IntRange(1, MOST),
    default=USUAL,
    metavar="N",
    help=f"So many at most; left out: {USUAL}.",
)
@pass_desk
def code(desk: Desk, round_: str, number: int | None, by: str, limit: int) -> None:
    """List the answers of a round that nobody has put under themes, each with the likely ones.

    They are put there with the act “code” of a response, which says by whom.
    """
    from db.areas.survey import coding as read
    from db.areas.survey.naming import named_in

    store = desk.store
    of = store.declared("round").get(round_).record
    waiting = read.to_code(store, of.uid, by=by, number=number)
    known = read.learnt(store, of.uid)
    found = []
    for each in waiting[:limit]:
        if by:
            known = read.learnt(store, of.uid, but=each.key)
        its = read.response(store, each.response)
        likely = known.themes(its.words_to(each.number))
        found.append(_Next(its, each.number, likely, named_in(store, its, each.number)))
    shape = {
        "round": of.reference,
        "to_code": len(waiting),
        "answers": [
            {
                "reference": one.response.reference,
                "id": one.response.uid,
                "organisation": one.response.who if one.response.organisation else None,
                "size": one.response.size.value if one.response.size else None,
                "number": one.number,
                "words": one.response.words_to(one.number),
                "may_name": list(one.may_name.who),
                "likely": [{"id": theme.uid, "name": theme.name} for theme in one.likely],
            }
            for one in found
        ],
    }
    if waiting or read.is_written_to(store, of.uid):
        desk.say(shape, _in_words(of.reference, len(waiting), found, by))
    else:
        desk.say(shape, f"{of.reference} has no answers in words yet.")


def _in_words(reference: str, waiting: int, found: Sequence[_Next], by: str) -> str:
    if not waiting:
        whose = f"that others coded and {by} has not" if by else "to put under themes"
        return f"{reference} has no answers {whose}."
    whose = f" that others coded and {by} has not" if by else " to put under themes"
    lines = [f"{counted(waiting, 'answer')} of {reference}{whose}:"]
    for one in found:
        size = f", {one.response.size.value}" if one.response.size else ""
        likely = ", ".join(theme.name for theme in one.likely) or "none that its words speak for"
        lines += [
            "",
            f"{one.response.reference}, question {one.number}: {one.response.who}{size}",
            *(f"  {line}" for line in one.response.words_to(one.number).splitlines()),
            *([f"  {one.may_name.words}"] if one.may_name.who else []),
            f"  Likely: {likely}",
        ]
    return "\n".join(lines)
