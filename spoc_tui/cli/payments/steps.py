"""The steps of a payment complaint: to finance, escalated, promised, paid, told, closed."""

from __future__ import annotations

from pathlib import Path

import click

from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.money import read_money
from spoc_tui.casework.payments.payment import PaymentOutcome
from spoc_tui.casework.records.channel import Channel
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.options import OUTPUT, long_text, reference
from spoc_tui.cli.verbs import Verb, pass_desk
from spoc_tui.cli.words_to_send import words_file, write_new


@click.command("finance", cls=Verb)
@reference
@click.option("--team", default="", metavar="T", help="Which team, if not the usual one.")
@long_text("--text", "text", default="", help="What is asked of them.")
@click.option("--anyway", is_flag=True, help="Even if that team was sent it before.")
@pass_desk
def finance(desk: Desk, reference: str, team: str, text: str, anyway: bool) -> None:
    """Send a complaint to the finance team."""
    case = desk.store.payments.to_finance(reference, team=team, text=text, anyway=anyway)
    desk.say_case(case, f"Sent {{}} to {case.payment.finance_team}.")


@click.command("answer", cls=Verb)
@reference
@long_text("--text", "text", required=True, help="What they say.")
@pass_desk
def answer(desk: Desk, reference: str, text: str) -> None:
    """Record what finance, or the Chief Finance Officer, answered."""
    desk.say_case(desk.store.payments.answer(reference, text), "Recorded the answer on {}.")


@click.command(
    "promise",
    cls=Verb,
    epilog="Your own promises: “spoc promise pay-40 --text 'Ring back' --by fri”.",
)
@reference
@click.option("--by", metavar="WHEN", required=True, help="The day they promise to pay.")
@long_text("--text", "text", default="", help="What they say.")
@pass_desk
def promise(desk: Desk, reference: str, by: str, text: str) -> None:
    """Record that finance promised payment for a day."""
    day = desk.store.read_day(by, "by", Direction.AHEAD)
    case = desk.store.payments.promise(reference, day, text=text)
    desk.say_case(case, f"Payment of {{}} is promised for {desk.store.in_words(day)}.")


@click.command("paid", cls=Verb)
@reference
@click.option("--on", metavar="WHEN", required=True, help="The day it was paid.")
@click.option("--amount", metavar="N", help="How much, if not all that is outstanding.")
@click.option(
    "--anyway", is_flag=True, help="Even if the same sum on that day is recorded already."
)
@pass_desk
def paid(desk: Desk, reference: str, on: str, amount: str | None, anyway: bool) -> None:
    """Record a payment, of all or of a part."""
    day = desk.store.read_day(on, "on", Direction.PAST)
    pence = None if amount is None else read_money(amount, field="amount")
    case = desk.store.payments.paid(reference, day, pence, anyway=anyway)
    desk.say_case(case, "Recorded a payment on {}.")


@click.command("escalate", cls=Verb, epilog="“spoc pay pack 40” writes what goes with it.")
@reference
@long_text("--reason", "reason", default="", help="Why, if not what is due by the settings.")
@pass_desk
def escalate(desk: Desk, reference: str, reason: str) -> None:
    """Escalate a complaint to the Chief Finance Officer."""
    desk.say_case(desk.store.payments.escalate(reference, reason=reason), "Escalated {}.")


@click.command("told", cls=Verb)
@reference
@click.option("--how", metavar="CHANNEL", help=f"{', '.join(Channel)}; by default, phone.")
@click.option("--whom", default="", help="Whom.")
@pass_desk
def told(desk: Desk, reference: str, how: str | None, whom: str) -> None:
    """Record that the organisation was told that it is paid."""
    channel = Channel.read(how, field="how", what="channel") if how else None
    case = desk.store.payments.told(reference, channel=channel, whom=whom)
    desk.say_case(case, "They have been told of {}.")


@click.command("close", cls=Verb)
@reference
@click.option("--outcome", metavar="CODE", help=f"{', '.join(PaymentOutcome)}; by default, paid.")
@long_text("--reason", "reason", default="", help="Why it is withdrawn, or not owed.")
@click.option("--decided-by", default="", help="Who decided that it is not owed.")
@pass_desk
def close(desk: Desk, reference: str, outcome: str | None, reason: str, decided_by: str) -> None:
    """Close a complaint: paid, withdrawn, or not owed."""
    code = PaymentOutcome.read(outcome, field="outcome") if outcome else None
    case = desk.store.payments.close(reference, outcome=code, reason=reason, decided_by=decided_by)
    desk.say_case(case, "Closed {}.")


@click.command("reopen", cls=Verb)
@reference
@long_text("--reason", "reason", required=True, help="Why.")
@pass_desk
def reopen(desk: Desk, reference: str, reason: str) -> None:
    """Open a closed complaint again."""
    desk.say_case(desk.store.payments.reopen(reference, reason), "Reopened {}.")


@click.command("note", cls=Verb)
@reference
@long_text("--text", "text", required=True, help="What to note.")
@pass_desk
def note(desk: Desk, reference: str, text: str) -> None:
    """Add a note to a complaint, closed or not."""
    desk.say_case(desk.store.payments.note(reference, text), "Noted on {}.")


@click.command("chase", cls=Verb)
@reference
@click.option(
    "--output",
    metavar="FILE",
    type=OUTPUT,
    help="Write the words there.",
)
@click.option("--anyway", is_flag=True, help="Even if they were chased just now.")
@pass_desk
def chase(desk: Desk, reference: str, output: Path | None, anyway: bool) -> None:
    """Record that they were asked again, and print the words to send."""
    output = words_file(output, reference)
    case, words = desk.store.payments.chase(
        reference,
        anyway=anyway,
        hand_over=(lambda text: write_new(output, text)) if output else None,
    )
    also = {"words": words, **({"file": str(output)} if output else {})}
    desk.say_case(case, "Chased {}. The words to send:", more=f"\n{words}", also=also)


@click.command("formal", cls=Verb)
@reference
@click.option("--on", metavar="WHEN", help="The day it was made, if not today.")
@pass_desk
def formal(desk: Desk, reference: str, on: str | None) -> None:
    """Make a formal complaint of it, or begin its second stage; those clocks run."""
    day = desk.store.read_day(on, "on", Direction.PAST) if on else None
    case = desk.store.payments.make_formal(reference, on=day)
    stage = case.payment.formal.stage if case.payment.formal else 1
    desk.say_case(case, f"{{}} is a formal complaint, at stage {stage}.")


@click.command("formal-acknowledged", cls=Verb)
@reference
@pass_desk
def formal_acknowledged(desk: Desk, reference: str) -> None:
    """Record that the formal complaint was acknowledged to them."""
    case = desk.store.payments.acknowledge(reference)
    desk.say_case(case, "The formal complaint {} was acknowledged.")


@click.command("formal-answered", cls=Verb)
@reference
@long_text("--text", "text", required=True, help="What was answered.")
@pass_desk
def formal_answered(desk: Desk, reference: str, text: str) -> None:
    """Record that the formal complaint was answered."""
    case = desk.store.payments.answer_formal(reference, text)
    desk.say_case(case, "The formal complaint {} was answered.")


STEPS: tuple[click.Command, ...] = (
    finance,
    answer,
    promise,
    paid,
    escalate,
    told,
    close,
    reopen,
    note,
    chase,
    formal,
    formal_acknowledged,
    formal_answered,
)
"""The verbs, in the order in which a complaint goes."""
