"""`spoc review`: the review queue of held rows and differences from lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from db.lists.held_rows import HeldDecision
from spoc_tui.casework.lists.answers import Answer, read_fact
from spoc_tui.casework.lists.facts import describe_field, describe_value
from spoc_tui.casework.text import counted
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.options import how_many
from spoc_tui.cli.shapes import moment
from spoc_tui.cli.verbs import group, pass_desk
from spoc_tui.cli.words import MOST_LISTED, not_listed, row

if TYPE_CHECKING:
    from db.lists.differences import Difference
    from db.lists.held_rows import HeldRow
    from db.lists.standing_answers import StandingAnswer
    from spoc_tui.cli.shapes import Shape

_ALIKE = click.option(
    "--alike", is_flag=True, help="And all that wait of its list for the same reason, as one."
)
_OF_FIELD = click.option(
    "--alike", is_flag=True, help="And all that differ in that field of its list, as one."
)
NO_ANSWERS = "Nothing is always taken of a list, or never: each difference is asked about."
NOTHING_TO_REVIEW = "The review queue is empty."


@group("review")
@how_many("--limit", "How many of each at most.", usual=20, most=MOST_LISTED)
@click.pass_context
def review(ctx: click.Context, limit: int) -> None:
    """List the review queue: held rows and differences from lists; settle them."""
    if ctx.invoked_subcommand is not None:
        return
    desk = ctx.ensure_object(Desk)
    store = desk.store
    held = store.held_rows.waiting(limit=limit)
    differences = store.differences.open(limit=limit)
    there = store.held_rows.count(), store.differences.count()
    more = sum(there) - len(held) - len(differences)
    shape = {"held": list(map(_held, held)), "differences": list(map(_difference, differences))}
    desk.say(shape, _in_words(held, differences, not_listed(more, max(there)) if more else ""))


@review.command("same")
@click.argument("uid", metavar="ID")
@_ALIKE
@pass_desk
def same(desk: Desk, uid: str, alike: bool) -> None:
    """The held row is that organisation: take what the list says."""
    _settle_held(desk, HeldDecision.SAME, uid, alike, "{name} is {organisation}.")


@review.command("another")
@click.argument("uid", metavar="ID")
@_ALIKE
@pass_desk
def another(desk: Desk, uid: str, alike: bool) -> None:
    """The held row is of another organisation, or of one after all: add it."""
    _settle_held(desk, HeldDecision.ANOTHER, uid, alike, "Added {name}.")


@review.command("branch")
@click.argument("uid", metavar="ID")
@_ALIKE
@pass_desk
def branch(desk: Desk, uid: str, alike: bool) -> None:
    """The held row is a branch of that organisation: add it as one."""
    _settle_held(desk, HeldDecision.BRANCH, uid, alike, "Added {name}, a branch of {organisation}.")


@review.command("each")
@click.argument("uid", metavar="ID")
@_ALIKE
@pass_desk
def each(desk: Desk, uid: str, alike: bool) -> None:
    """The held row names several organisations: take in each."""
    _settle_held(desk, HeldDecision.EACH, uid, alike, "Took in each that {name} names.")


@review.command("leave-out")
@click.argument("uid", metavar="ID")
@_ALIKE
@pass_desk
def leave_out(desk: Desk, uid: str, alike: bool) -> None:
    """The held row is not wanted, until the list says something else of it."""
    _settle_held(desk, HeldDecision.LEFT_OUT, uid, alike, "Left out {name}.")


@review.command("take")
@click.argument("uid", metavar="ID")
@_OF_FIELD
@pass_desk
def take(desk: Desk, uid: str, alike: bool) -> None:
    """Take what the list says."""
    _settle(desk, Answer.TAKEN, uid, alike, "{organisation}: took the {field} of {source}.")


@review.command("leave")
@click.argument("uid", metavar="ID")
@_OF_FIELD
@pass_desk
def leave(desk: Desk, uid: str, alike: bool) -> None:
    """Keep what is recorded here, until the list says something else."""
    _settle(desk, Answer.LEFT, uid, alike, "{organisation}: left the {field} as it is.")


@review.command("always")
@click.argument("source", metavar="LIST")
@click.argument("field", metavar="FIELD")
@pass_desk
def always(desk: Desk, source: str, field: str) -> None:
    """Always take a field of a list: all that differ now, and in its next issues."""
    _answer(desk, Answer.TAKEN, source, field)


@review.command("never")
@click.argument("source", metavar="LIST")
@click.argument("field", metavar="FIELD")
@pass_desk
def never(desk: Desk, source: str, field: str) -> None:
    """Never take a field of a list: keep what is here, now and at its next issues."""
    _answer(desk, Answer.LEFT, source, field)


@review.command("ask")
@click.argument("source", metavar="LIST")
@click.argument("field", metavar="FIELD")
@pass_desk
def ask(desk: Desk, source: str, field: str) -> None:
    """Ask about a field of a list again, that was always taken or never."""
    source = desk.store.lists.as_before(source)
    one = desk.store.standing_answers.ask_again(source, read_fact(field))
    said = f"The {describe_field(one.field)} of {source} is asked about again."
    desk.say(_standing(one), said)


@review.command("answers")
@pass_desk
def answers(desk: Desk) -> None:
    """List what is always taken of lists, or never."""
    standing = desk.store.standing_answers.all()
    lines = [one.described for one in standing] or [NO_ANSWERS]
    desk.say({"answers": list(map(_standing, standing))}, "\n".join(lines))


def _answer(desk: Desk, answer: Answer, source: str, field: str) -> None:
    fact, standing = read_fact(field), desk.store.standing_answers
    source = desk.store.lists.as_before(source)
    settled = standing.answer(source, fact, answer)
    now = f" {counted(settled, 'difference')} settled." if settled else ""
    shape = {"source": source, "field": fact, "answer": str(answer), "settled": settled}
    desk.say(shape, f"{source}: {describe_field(fact)} is {answer.words}.{now}")


def _settle(desk: Desk, answer: Answer, uid: str, alike: bool, said: str) -> None:
    differences = desk.store.differences
    settled = differences.settle(answer, differences.alike(uid) if alike else [uid])
    lines = [
        said.format(organisation=one.organisation, field=_field(one), source=one.source)
        for one in settled
    ]
    if alike:
        desk.say({"differences": list(map(_difference, settled))}, "\n".join(lines))
    else:
        desk.say(_difference(settled[0]), lines[0])


def _settle_held(desk: Desk, decision: HeldDecision, uid: str, alike: bool, said: str) -> None:
    rows = desk.store.held_rows
    settled = rows.settle(decision, rows.alike(uid) if alike else [uid])
    if not alike:
        [held] = settled
        desk.say(_held(held), said.format(name=held.name, organisation=held.organisation))
        return
    lines = [said.format(name=one.name, organisation=one.organisation) for one in settled]
    desk.say({"held": list(map(_held, settled))}, "\n".join(lines))


def _held(of: HeldRow) -> Shape:
    return {
        "id": of.uid,
        "name": of.name,
        "source": of.source,
        "organisation": {"id": of.organisation_uid, "name": of.organisation}
        if of.organisation_uid
        else None,
        "names": list(of.names),
        "why": of.why,
        "said": dict(of.said),
        "also": {what: list(words) for what, words in of.also.items()},
        "seen_at": moment(of.seen_at),
    }


def _difference(of: Difference) -> Shape:
    return {
        "id": of.uid,
        "organisation": {"id": of.organisation_uid, "name": of.organisation},
        "source": of.source,
        "field": of.field,
        "ours": of.ours,
        "listed": of.listed,
        "seen_at": moment(of.seen_at),
    }


def _standing(of: StandingAnswer) -> Shape:
    return {"source": of.source, "field": of.field, "answer": str(of.answer)}


def _field(of: Difference) -> str:
    return describe_field(of.field)


def _in_words(held: list[HeldRow], differences: list[Difference], left: str) -> str:
    if not held and not differences:
        return NOTHING_TO_REVIEW
    parts = []
    for one in held:
        said = {
            describe_field(fact): describe_value(fact, value) for fact, value in one.said.items()
        }
        said |= {what: "; ".join(words) for what, words in one.also.items()}
        lines = [f"{one.name} of {one.source}: {one.why}", row("id", one.uid)]
        parts.append("\n".join([*lines, *(row(what, words) for what, words in said.items())]))
    for other in differences:
        lines = [f"{other.organisation}: {_field(other)}", row("id", other.uid)]
        parts.append("\n".join([*lines, row("here", other.ours), row(other.source, other.listed)]))
    if left:
        parts.append(left)
    how = []
    if held:
        uid = held[0].uid
        how.append(
            f"Settle a held row: spoc review same {uid} (or: another, branch, each, leave-out)"
        )
    if differences:
        uid = differences[0].uid
        how.append(
            f"Settle a difference: spoc review take {uid} (or: leave). Of a whole list for good: "
            "spoc review always LIST FIELD (or: never)"
        )
    return "\n\n".join([*parts, "\n".join(how)])
