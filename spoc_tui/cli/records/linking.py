"""`spoc link` and `spoc unlink`: what one record of any kind says of another."""

from __future__ import annotations

import click

from spoc_tui.casework.records.link import Says
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.options import reference
from spoc_tui.cli.verbs import Verb, pass_desk

_CODES = ", ".join(Says)


@click.command(
    cls=Verb,
    epilog="“spoc link FBK-26-0040 ENQ-26-0400 --says about” says of the feedback that it is about "
    "the enquiry; both have it on their pages. For, against and mixed are evidence, and mixed says "
    "in --words what speaks for and what against.",
)
@reference
@click.argument("other", metavar="REF")
@click.option("--says", metavar="CODE", required=True, help=f"What it says: {_CODES}.")
@click.option("--words", default="", metavar="TEXT", help="Why, in a few words.")
@click.option(
    "--publish",
    metavar="[yes|no]",
    is_flag=False,
    flag_value="yes",
    help="Whether it may be published; by default, yes.",
)
@click.option("--on", metavar="WHEN", help="Since when it says so, if not today.")
@pass_desk
def link(
    desk: Desk,
    reference: str,
    other: str,
    says: str,
    words: str,
    publish: str | None,
    on: str | None,
) -> None:
    """Link a record to another: it is about it, speaks for or against it, came of it."""
    from spoc_tui.casework.dates.fields import Direction
    from spoc_tui.casework.typed_values import read_yes

    code = Says.read(says, field="says", what="kind of link")
    may = read_yes(publish, field="publish") if publish is not None else None
    since = desk.store.read_day(on, "on", Direction.PAST) if on else None
    case = desk.store.links.link(reference, other, code, words=words, on=since, publish=may)
    desk.say_case(case, f"Linked {{}}: {case.timeline[-1].text}.")


@click.command(cls=Verb)
@reference
@click.argument("other", metavar="REF")
@click.option("--says", metavar="CODE", help=f"Which, where there are several: {_CODES}.")
@pass_desk
def unlink(desk: Desk, reference: str, other: str, says: str | None) -> None:
    """Remove the link between two records, whichever way round it was made."""
    code = Says.read(says, field="says", what="kind of link") if says is not None else None
    case = desk.store.links.unlink(reference, other, code)
    desk.say_case(case, f"Unlinked {{}} {case.timeline[-1].text}.")
