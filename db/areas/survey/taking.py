"""Takes what somebody answered to a round of the survey: by telephone, typed, or out of a file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, cast

from db.connection import by_name
from db.records.rows import day_of
from db.records.survivors import with_merged
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.fields import Linked
from spoc_tui.casework.survey.no_answer import Typed, left_blank, only_said
from spoc_tui.casework.survey.steps import Again
from spoc_tui.casework.text import counted

__all__ = ["Again", "AnsweredBefore", "Before", "answered_before", "take", "take_within"]

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.kinds.case import DeclaredCase
    from spoc_tui.casework.survey.response import Response
    from spoc_tui.casework.survey.round import Round


class Before(NamedTuple):
    """A response that there is of an organisation to a round."""

    uid: str
    reference: str
    received: date


class AnsweredBefore(BadInput):
    """An organisation has answered a round before: what the new response is must be said."""

    def __init__(self, who: str, before: Before) -> None:
        super().__init__(
            f"{who} answered on {show_day(before.received)} ({before.reference}). Say whether this "
            "takes the place of that, or is a second voice: it counts once either way.",
            field="organisation",
            by_command="Add --again replaces, or --again second.",
        )
        self.before = before


_BEFORE = f"""SELECT uid, reference, received FROM survey_response
    WHERE round = ? AND organisation IN {with_merged("?")} AND closed_at IS NULL
    AND removed_at IS NULL AND second IS NOT 1
    AND EXISTS (SELECT 1 FROM survey_response_answers AS a WHERE a.record = survey_response.uid
        AND a.removed_at IS NULL)
    ORDER BY received DESC, uid DESC LIMIT 1"""


def answered_before(store: Store, round_uid: str, organisation: Linked | None) -> Before | None:
    """The response that there is of an organisation to a round; None: it has not answered."""
    if organisation is None:
        return None
    for row in by_name(store.connection.execute(_BEFORE, [round_uid, organisation.uid])):
        received = day_of(row["received"])
        assert received is not None  # it is needed
        return Before(row["uid"], row["reference"], received)
    return None


def take(
    store: Store,
    round_: str,
    typed: Typed,
    answers: Sequence[Typed],
    *,
    again: Again | None = None,
    draft_uid: str | None = None,
    came_as: str = "",
    party: str = "",
) -> DeclaredCase:
    """Puts a response on record as one act, without what says nothing (“N/A”); `party` is the uid
    of who was asked in words, and has answered with it. BadInput where it answers nothing, or what
    is typed is no answer; AnsweredBefore where the organisation has answered, and `again` is not
    said.
    """
    with store.action("Added response") as action:
        if draft_uid is not None:
            store.drafts.require_own(draft_uid)
        case = take_within(store, round_, typed, answers, again=again, came_as=came_as)
        if party:
            _put_down(store, cast("Response", case.record), party)
        reference = case.record.reference
        action.label = f"Added {reference}"
        if draft_uid is not None:
            store.drafts.use(draft_uid, reference)
    return case


def _put_down(store: Store, one: Response, party: str) -> None:
    """Who was asked in words has answered, unless that was put down meanwhile."""
    for each in store.declared("round").get(one.round.uid).record.parties:
        if each.uid == party and each.is_silent:
            answered = max(one.received, each.asked or one.received)
            store.update("party", party, {"answered": answered.isoformat()})


def take_within(
    store: Store,
    round_: str,
    typed: Typed,
    answers: Sequence[Typed],
    *,
    of: Round | None = None,
    again: Again | None = None,
    came_as: str = "",
    said_back: bool = True,
) -> DeclaredCase:
    """The same, within an action; `of` is the round, where it was read before."""
    of = of or cast("Round", store.declared("round").get(round_).record)
    if of.in_words is not None:
        raise BadInput(
            f"{of.reference} ({of.title}) is known in words only: nobody counted what "
            f"{counted(of.in_words, 'organisation')} answered. Begin a new round.",
            field="round",
        )
    said = only_said(answers, of.questions)
    given = [one for one in said if one.get("rating") or one.get("words")]
    if not given:
        blank = "It answers nothing: no rating, and no words. A blank response is not counted."
        raise BadInput(" ".join([*left_blank(answers, of.questions), blank]), field="answers")
    whole = {
        "received": "today",
        **typed,
        "round": of.uid,
        "answers": json.dumps([_rated(of, one) for one in given]),
    }
    responses = store.declared("response")
    values = responses.read(whole, said_back=said_back)
    before = answered_before(store, of.uid, values["organisation"])
    if before is not None:
        if again is None:
            raise AnsweredBefore(values["organisation"].name, before)
        if again is Again.REPLACES:
            responses.act(before.uid, "close", {"why": "answered again: the later one counts"})
    second = True if before is not None and again is Again.SECOND else values["second"]
    return responses.begin({**values, "second": second, "came_as": came_as})


def _rated(of: Round, typed: Typed) -> Typed:
    """An answer with its rating as its question's scale has it."""
    if "rating" not in typed:
        return typed
    number = typed.get("number", "")
    if not (number.isdecimal() and len(number) <= 2):
        raise BadInput(f"“{number[:20]}” is no number of a question.", field="answers")
    return {**typed, "rating": of.question(int(number)).rating(typed["rating"])}
