"""What is answered to rounds of the survey and how it is coded, as tests of results need it."""

from __future__ import annotations

from survey_made import make_response

from db.store import Store
from spoc_tui.casework.council.council import Theme
from spoc_tui.casework.survey.response import Response
from spoc_tui.casework.survey.round import Round


def said(store: Store, round_: Round, words: str, **typed: str) -> Response:
    """What somebody said to question 4; without a name unless that is said."""
    return make_response(store, round_.uid, given=[{"number": "4", "words": words}], **typed)


def code(store: Store, of: Response, *themes: str, by: str = "Ann Officer") -> None:
    """Puts what a response says to question 4 under themes, which are there."""
    typed = {"number": "4", "themes": "; ".join(themes), "by": by}
    store.declared("response").act(of.uid, "code", typed)


def add_theme(store: Store, name: str) -> str:
    """A theme; returns its uid."""
    return store.council.add(Theme, {"name": name}).uid
