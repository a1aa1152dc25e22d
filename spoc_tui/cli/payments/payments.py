"""`spoc pay`: complaints that the council has not paid; logged, listed, shown and edited."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from db.payments.fields import FIELD_FORMS
from spoc_tui.casework.payments.kinds import PaymentKind, Terms
from spoc_tui.casework.records.kinds import PAYMENT
from spoc_tui.casework.records.listing import MOST
from spoc_tui.cli.came_of import begun, caller_from, came_of, in_words, source_of
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.filters import NEWEST, filtered, read_filters
from spoc_tui.cli.listed import beneath
from spoc_tui.cli.options import describe_fields, fields_set, read_changes, reference
from spoc_tui.cli.payments import shapes as shapes
from spoc_tui.cli.payments import words as words
from spoc_tui.cli.several import references
from spoc_tui.cli.verbs import VerbGroup, group, pass_desk

if TYPE_CHECKING:
    from spoc_tui.casework.payments.payment import Payment
    from spoc_tui.cli.shapes import Shape

NOTHING_OPEN = "No payment complaint is open."


@group("pay")
@click.pass_context
def pay(ctx: click.Context) -> None:
    """Log that the council has not paid, chase it, and see it paid; without a verb, list the open
    ones.
    """
    if ctx.invoked_subcommand is None:
        desk = ctx.ensure_object(Desk)
        open_ones = desk.store.payments.all(open_only=True)
        _say_list(desk, open_ones, "" if open_ones else NOTHING_OPEN)


@pay.command(
    "add",
    begins=True,
    epilog="Only who it is (--organisation, or --caller) and --amount are required; what is "
    "missing is listed, so that you can ask. A WHEN has passed (2/3/2026, fri); the agreed day is "
    "the nearest to the day received.",
)
@click.option("--organisation", metavar="NAME", help="By name, number or id.")
@click.option("--caller", metavar="TEXT", help="Who calls, where no organisation is on record.")
@click.option("--amount", metavar="N", help="What is owed, in pounds, VAT included.")
@click.option("--invoice", metavar="TEXT", help="The number on the invoice.")
@click.option("--for", "what_for", metavar="TEXT", help="What was done or delivered.")
@click.option("--kind", metavar="K", help=f"{', '.join(PaymentKind)}; by default, contract.")
@click.option("--terms", metavar="T", help=f"{', '.join(Terms)}.")
@click.option("--received", metavar="WHEN", help="When the council received the invoice.")
@click.option("--performed", metavar="WHEN", help="When the work was done.")
@click.option("--invoiced", metavar="WHEN", help="The date on the invoice.")
@click.option("--accepted", metavar="WHEN", help="When it was accepted, if the contract has that.")
@click.option("--agreed", metavar="WHEN", help="The payment day that was agreed.")
@click.option("--directorate", metavar="D", help="The directorate that owes it.")
@click.option("--team", metavar="T", help="The team that owes it; brings its directorate.")
@click.option("--order", metavar="TEXT", help="The council's purchase-order number.")
@click.option("--phone", metavar="TEXT", help="The number to call back.")
@click.option("--disputed", is_flag=True, help="The invoice is disputed, from today.")
@click.option("--anyway", is_flag=True, help="Even if they complained of that invoice before.")
@came_of
@pass_desk
def add(
    desk: Desk,
    /,
    what_for: str | None,
    disputed: bool,
    anyway: bool,
    came_of: str | None,
    **typed: str | None,
) -> None:
    """Log a complaint of a late payment."""
    source = source_of(desk.store, came_of)
    if source is not None:
        what_for = source.record.subject if what_for is None else what_for
        typed |= caller_from(source, typed)
    fields = {name: text for name, text in {**typed, "for": what_for}.items() if text is not None}
    if disputed:
        fields["disputed"] = "yes"
    case = begun(desk.store, source, lambda: desk.store.payments.add(fields, anyway=anyway))
    more = "\n".join(filter(None, (in_words(source), words.asking(case.payment))))
    desk.say_case(case, "Logged {}.", more=more)


@pay.command("list")
@filtered(open_only=False, sort=NEWEST, limit=MOST)
@pass_desk
def list_(desk: Desk, /, **asked: Any) -> None:
    """List the complaints, the newest first."""
    from db.records.listing import list_records

    store = desk.store
    filters = replace(read_filters(store, asked), kinds=(PAYMENT.code,))
    found, more = list_records(store, filters)
    its = store.payments.by_uids([one.uid for one in found])
    said = [] if desk.json else beneath(store, filters, found, more, "spoc pay add")
    _say_list(desk, [its[one.uid] for one in found], "\n".join(said))


@pay.command("show")
@references
@pass_desk
def show(desk: Desk, references: tuple[str, ...]) -> None:
    """Show a complaint in full, with its sums and how they were worked out; or several."""
    desk.say_wholes([whole(desk, one) for one in references])


@pay.command("edit", epilog=describe_fields(FIELD_FORMS))
@reference
@fields_set
@click.option("--anyway", is_flag=True, help="Even if they complained of that invoice before.")
@pass_desk
def edit(
    desk: Desk, reference: str, pairs: tuple[str, ...], more: tuple[str, ...], anyway: bool
) -> None:
    """Change fields of a complaint, each as it is typed in the form."""
    typed = read_changes(pairs + more)
    before = desk.store.payments.get(reference)
    case = desk.store.payments.edit(reference, typed, anyway=anyway)
    if case == before:
        desk.say_case(case, "Nothing to change in {}.")
        return
    desk.say_case(case, f"Edited {{}}: {case.timeline[-1].text}.")


def whole(desk: Desk, reference: str) -> tuple[Shape, str]:
    """A complaint in full: its shape and its text."""
    store = desk.store
    case = store.payments.get(reference)
    if desk.json:
        return shapes.whole_complaint(store, case), ""
    return {}, words.whole_complaint(store, case)


def _say_list(desk: Desk, found: list[Payment], beneath: str) -> None:
    store = desk.store
    if desk.json:
        desk.say(shapes.complaints(store, found), "")
    else:
        calculations = store.payments.calculate_all(found)
        lines = words.listed(found, calculations, store.today())
        desk.say([], "\n".join(filter(None, (lines, beneath))))


def _add_the_others(to: VerbGroup) -> None:
    """The verbs that have modules of their own."""
    from spoc_tui.cli.payments.board import board
    from spoc_tui.cli.payments.importing import import_
    from spoc_tui.cli.payments.pack import pack
    from spoc_tui.cli.payments.steps import STEPS

    for command in (*STEPS, board, pack, import_):
        to.add_command(command)


_add_the_others(pay)
