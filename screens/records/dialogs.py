"""The dialogs of the acts that records of every kind have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.dialogs.dialog import Dialog, Typed
from screens.widgets.fields import ChoiceField, DayAndTimeField, Field, LongField
from screens.widgets.picker import PickerChoice, among
from spoc_tui.casework.dates import when
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.records.references import in_full

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.records.shape import RecordCase

Filled = Typed | None
Wrong = SpocError | None


def reopen(case: RecordCase, also: str, filled: Filled, error: Wrong) -> Dialog:
    """Why it is opened again; `also` says what that does beside."""
    return Dialog(
        f"Reopen {in_full(case.record)}",
        [LongField("reason", "Why")],
        intro=" ".join(filter(None, (also, "The first closing stays on the timeline."))),
        filled=filled,
        error=error,
    )


def note(case: RecordCase, filled: Filled, error: Wrong) -> Dialog:
    """What to note."""
    return Dialog(
        f"A note on {in_full(case.record)}",
        [LongField("text", "Note")],
        filled=filled,
        error=error,
    )


def promise(store: Store, case: RecordCase, filled: Filled, error: Wrong) -> Dialog:
    """A new promise or follow-up; or what became of an open one."""
    choices = [
        PickerChoice("new", "Promise", "the text below, by the date below"),
        PickerChoice("follow", "Follow up", "bring it back to the desk on the date below"),
    ]
    for open_one in case.open_promises:
        due = when.show_day_and_time(open_one.by)
        choices.append(
            PickerChoice(f"kept-{open_one.number}", f"Kept: {open_one.text}", f"by {due}")
        )
        choices.append(
            PickerChoice(
                f"withdraw-{open_one.number}", f"Withdraw: {open_one.text}", "reason below"
            )
        )
    return Dialog(
        f"Promises on {in_full(case.record)}",
        [
            ChoiceField("what", "What", among(choices), picked=choices[0]),
            Field("text", "Text"),
            DayAndTimeField("by", "By", store=store),
        ],
        filled=filled,
        error=error,
    )
