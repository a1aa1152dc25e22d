"""`spoc survey answer`: puts down what an organisation answered to a round."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

import click

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.survey.no_answer import left_blank
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.options import given_fields
from spoc_tui.cli.verbs import Verb, pass_desk

if TYPE_CHECKING:
    from spoc_tui.casework.survey.response import Response


@click.command("answer", cls=Verb)
@click.argument("round_", metavar="ROUND")
@click.option("--organisation", metavar="ORG", help="Who answers; left out: without a name.")
@click.option("--person", metavar="TEXT", help="Who answered for it.")
@click.option("--way", metavar="CODE", help="phone, online, paper, email or meeting.")
@click.option("--received", metavar="WHEN", help="The day; left out: today.")
@click.option(
    "--rate",
    multiple=True,
    metavar="N=RATING",
    help="The rating of a question: 1=poor; of a directorate 3:Place=good. Again for each.",
)
@click.option(
    "--say",
    multiple=True,
    metavar="N=TEXT",
    help="What is said to a question, in their words: 4=…; of a directorate 3:Place=…",
)
@click.option("--may-quote", metavar="yes|no", help="Whether they agreed to be quoted.")
@click.option("--notes", metavar="TEXT", help="What is to be remembered.")
@click.option(
    "--again",
    type=click.Choice(["replaces", "second"]),
    help="What this is where the organisation answered before: it counts once either way.",
)
@pass_desk
def answer(
    desk: Desk,
    /,
    round_: str,
    rate: tuple[str, ...],
    say: tuple[str, ...],
    again: str | None,
    **typed: str | None,
) -> None:
    """Put down what somebody answered to a round (RND-26-0002, or its title in part).

    A rating is one of the question’s scale, or its number from the worst. Words and rating of one
    question are one answer. “N/A”, “-” and the like say nothing, and are left blank.
    """
    from db.areas.survey.taking import Again, take

    answers = read_answers(rate, say)
    case = take(
        desk.store,
        round_,
        given_fields(typed),
        answers,
        again=Again(again) if again else None,
    )
    blank = [*left_blank(answers, cast("Response", case.record).questions)]
    desk.say_case(case, "Added {}.", more=" ".join(blank), also={"left_blank": blank})


def read_answers(rate: Sequence[str], say: Sequence[str]) -> list[dict[str, str]]:
    """The answers of options N=VALUE, or N:DIRECTORATE=VALUE: one for each place."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for option, field, given in (("rate", "rating", rate), ("say", "words", say)):
        for one in given:
            place, is_there, value = one.partition("=")
            number, _, directorate = (part.strip() for part in place.partition(":"))
            if not is_there or not number.isdecimal():
                raise BadInput(
                    f"“{one[:60]}” does not say to which question: --{option} 1=…", field=option
                )
            at = found.setdefault((number, directorate), {"number": number})
            if directorate:
                at["directorate"] = directorate
            if field in at:
                raise BadInput(f"Question {place.strip()} is there twice.", field=option)
            at[field] = value
    return list(found.values())
