"""Rounds of the survey and responses to them, as tests need them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from factories import make_organisation

from db.areas.survey.taking import Again, take
from db.store import Store
from spoc_tui.casework.survey.response import Response
from spoc_tui.casework.survey.round import Round


def make_round(store: Store, **fields: str) -> Round:
    """A round that opened today, with the four questions."""
    typed = {"title": "Spring 2026", "opened": "today", **fields}
    return cast("Round", store.declared("round").add(typed).record)


def answers(*ratings: str, **words: str) -> list[dict[str, str]]:
    """Answers in the order of the questions, blank ones left out; words as `q4`."""
    found = {str(n): {"number": str(n), "rating": one} for n, one in enumerate(ratings, 1) if one}
    for name, said in words.items():
        number = name.removeprefix("q")
        found.setdefault(number, {"number": number})["words"] = said
    return list(found.values())


def make_response(
    store: Store,
    round_: str,
    organisation: str = "",
    given: Sequence[Mapping[str, str]] = (),
    again: Again | None = None,
    **fields: str,
) -> Response:
    """What an organisation, or somebody without a name, answered to a round."""
    typed = {"organisation": organisation, **fields}
    case = take(
        store, round_, typed, given or answers("poor", "ok", q1="Rents", q4="Tell us"), again=again
    )
    return cast("Response", case.record)


def make_survey(store: Store, code: str) -> str:
    """The uid of a round, or of a response of Rook Lane to one, that may be quoted."""
    if code == "round":
        return make_round(store, title=f"Spring 2026, {store.declared('round').count() + 1}").uid
    if not store.organisations.namesakes("Rook Lane Bowls Club"):
        make_organisation(store)
    with store.action("Made a response"):
        round_ = make_round(store, title=f"Spring 2026, {store.declared('round').count() + 1}")
        return make_response(store, round_.uid, "Rook Lane", may_quote="yes").uid
