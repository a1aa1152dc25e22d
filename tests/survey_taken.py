"""Organisations of several sizes that are asked in a round of the survey, and what they say."""

from __future__ import annotations

from typing import cast

from factories import make_organisation

from db.areas.survey.taking import take
from db.store import Store
from spoc_tui.casework.council.council import Theme
from spoc_tui.casework.survey.response import Response
from spoc_tui.casework.survey.round import Round

ASKED = {
    "Barn Owl Trust": ("medium", "01634 960001"),
    "Curlew Choir": ("micro", "01634 960002"),
    "Dunlin Den": ("small", ""),
    "Egret Elders": ("", "01634 960004"),
}
"""By name, who is asked: the size band, and the number."""


def ask_all(store: Store, round_: Round) -> dict[str, str]:
    """Asks those of ASKED; their uids by name."""
    uids = {}
    for name, (size, phone) in ASKED.items():
        its = make_organisation(store, name, phone=phone)
        if size:
            store.organisations.edit(its.uid, {"size": size})
        store.declared("round").act(
            round_.uid, "ask", {"role": "organisation", "organisation": its.uid}
        )
        uids[name] = its.uid
    return uids


def said_to(store: Store, round_: Round, said: str, *, number: int = 4, **typed: str) -> Response:
    """What somebody said to a question; without a name unless that is said."""
    answers = [{"number": str(number), "words": said}]
    return cast("Response", take(store, round_.uid, {"way": "phone", **typed}, answers).record)


def code(
    store: Store, of: Response, *themes: str, by: str = "Ann Officer", number: int = 4
) -> None:
    """Puts what a response says under themes, which are there."""
    typed = {"number": str(number), "themes": "; ".join(themes), "by": by}
    store.declared("response").act(of.uid, "code", typed)


def add_theme(store: Store, name: str) -> str:
    """A theme; returns its uid."""
    return store.council.add(Theme, {"name": name}).uid
