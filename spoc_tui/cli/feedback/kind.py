"""Feedback actions on the command line (cli/every_kind.py)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from spoc_tui.cli.every_kind import EquivalentVerb, InShort, Printed

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.feedback.feedback import Feedback, FeedbackCase
    from spoc_tui.cli.desk import Desk
    from spoc_tui.cli.shapes import Shape


def _whole(desk: Desk, reference: str) -> tuple[Shape, str]:
    from spoc_tui.cli.feedback.feedback import whole

    return whole(desk, reference)


def _standing(store: Store, case: FeedbackCase, shaped: bool) -> tuple[str, Shape]:
    from spoc_tui.cli.feedback import shapes as feedback_shapes
    from spoc_tui.cli.feedback import words as feedback_words

    today = store.today()
    shape = feedback_shapes.actions(store, [case.feedback])[0] if shaped else {}
    return feedback_words.standing(case.feedback, today), shape


def _shape(of: Feedback, organisation_uid: str, today: date) -> Shape:
    """An action in short; `tell`: the organisation is to be told."""
    from spoc_tui.cli.shapes import day

    return {
        "side": of.side.value,
        "owner": of.owed_by,
        "owes_it": of.owner_uid == organisation_uid,
        "action_due": day(of.due),
        "late": of.is_late(today),
        "tell": of.is_to_tell(organisation_uid),
    }


PRINTED = Printed(
    whole=_whole,
    standing=_standing,
    in_short=InShort(
        "feedback", _shape, _shape, "Feedback", lambda of, uid, today: of.stands_with(uid, today)
    ),
    group="feedback",
    ways={
        "edit": EquivalentVerb("feedback edit"),
        "route": EquivalentVerb("edit", "owner=TEAM"),
        "acknowledge": EquivalentVerb("feedback agree", ""),
        "chase": EquivalentVerb("note", '--text "Chased: …"'),
        "sent-back": EquivalentVerb("feedback cannot", '--because "…"'),
        "answer": EquivalentVerb(
            "feedback done", '--text "…" (or: spoc feedback cannot REF --because "…")'
        ),
        "told": EquivalentVerb("feedback told"),
        "wait": EquivalentVerb("edit", "due=WHEN"),
        "resume": EquivalentVerb("edit", "due=WHEN"),
        "close": EquivalentVerb("feedback close"),
        "reopen": EquivalentVerb("feedback reopen"),
    },
)
