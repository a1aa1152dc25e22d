"""The dialogs of the acts on a feedback action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.dialogs.choices import callers, directorates, of_enum, teams, themes, with_key
from screens.dialogs.dialog import Dialog, Typed
from screens.widgets.fields import ChoiceField, DayField, Field, LongField, MomentField
from screens.widgets.picker import Choices, PickerChoice, among
from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.feedback.feedback import Feedback, FeedbackCase
from spoc_tui.casework.records.applying import acts_that_apply
from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.records.side import Side
from spoc_tui.casework.text import names_in_short

if TYPE_CHECKING:
    from db.store import Store

Filled = Typed | None
Wrong = SpocError | None
EVERYBODY = "*"
STAGES = {
    "agree": PickerChoice("agreed", "it is agreed", "what is to be done, by whom, by when"),
    "progress": PickerChoice("progress", "it is under way", "how it gets on, in the text"),
    "done": PickerChoice("done", "it is done", "what was done, in the words that are told"),
    "cannot": PickerChoice(
        "cannot", "it cannot be done", "because … in the text: they are told that too"
    ),
}
"""What may become of it, by the act that says so."""
MOST_REASONS = 8
"""For how many who wait a reason each is asked, where it is closed without telling them."""


def stage(store: Store, case: FeedbackCase, filled: Filled, error: Wrong) -> Dialog:
    """What has become of it."""
    feedback, applying = case.feedback, acts_that_apply(case)
    stages = [choice for act, choice in STAGES.items() if act in applying]
    picked = stages[0] if stages else None
    return Dialog(
        f"{feedback.reference}: what becomes of it",
        [
            ChoiceField("stage", "Stage", among(stages), picked=picked),
            LongField("text", "Text"),
            owner_field(store, feedback),
            _due(store, feedback),
        ],
        intro=f"{feedback.who}: “{feedback.said}”",
        filled=filled,
        error=error,
    )


def told(store: Store, case: FeedbackCase, filled: Filled, error: Wrong) -> Dialog:
    """Who, how and when."""
    feedback, channels = case.feedback, of_enum(Channel)
    waiting = feedback.waiting
    everybody = PickerChoice(EVERYBODY, f"everybody who waits ({len(waiting):,})")
    whom = [everybody] if len(waiting) > 1 else []
    whom += [PickerChoice(one.who, one.called) for one in waiting]
    return Dialog(
        f"Told of {feedback.reference}",
        [
            ChoiceField("to", "Who", among(whom), picked=whom[0] if whom else None),
            ChoiceField("how", "How", among(channels), picked=channels[0]),
            MomentField("when", "When", store=store),
            LongField("text", "In words"),
        ],
        intro=f"To tell: {feedback.done_text or feedback.because or feedback.action}"
        + (f"\n{feedback.tell_how}" if feedback.tell_how else ""),
        filled=filled,
        error=error,
    )


def close(case: FeedbackCase, filled: Filled, error: Wrong) -> Dialog:
    """With a reason for each who has not been told."""
    waiting = case.feedback.waiting
    few = waiting if len(waiting) <= MOST_REASONS else ()
    fields = [LongField(f"reason_{place}", "Reason") for place, _ in enumerate(few)]
    named = "\n".join(f"{place}. {one.called}" for place, one in enumerate(few, 1))
    if not waiting:
        intro = "Everybody who said it has been told."
    elif few:
        intro = (
            "Not told yet, each with a reason for closing without, in this order. To tell them, "
            f"leave this.\n{named}"
        )
    else:
        who = names_in_short([one.who for one in waiting])
        intro = f"Not told yet: {who}. Tell them first: one by one, or by a bulletin."
    return Dialog(
        f"Close {case.feedback.reference}",
        fields,
        intro=intro,
        filled=filled,
        error=error,
    )


def voice(store: Store, case: FeedbackCase, filled: Filled, error: Wrong) -> Dialog:
    """Who said it too."""
    closed = "" if case.feedback.is_open else " It is closed: this opens it again."
    return Dialog(
        f"Who else said {case.feedback.reference}",
        [
            ChoiceField(
                "by",
                "By",
                lambda typed: callers(store.search, typed),
                free=True,
                placeholder="a name, enter; or who",
                least_typed=2,
            ),
            LongField("said", "Their words"),
            DayField("said_on", "Said on", store=store, direction=Direction.PAST),
        ],
        intro=f"“{case.feedback.said}”{closed}",
        filled=filled,
        error=error,
    )


def edit(store: Store, case: FeedbackCase, filled: Filled, error: Wrong) -> Dialog:
    """Every field that may be typed."""
    feedback = case.feedback
    return Dialog(
        f"Edit {feedback.reference}",
        [
            Field("action", "To do", value=feedback.action),
            theme_field(store, feedback),
            owner_field(store, feedback),
            side_field(feedback.side),
            _due(store, feedback),
            Field("tell_how", "To tell", value=feedback.tell_how),
            Field("heard_from", "Heard from", value=feedback.heard_from),
            Field("record", "Heard in", value=feedback.heard_in_reference),
            Field("paragraph", "Paragraph", value=feedback.paragraph),
            *([LongField("done", "Was done", value=feedback.done_text)] * bool(feedback.done_at)),
        ],
        filled=filled,
        error=error,
    )


def owners(store: Store) -> Choices:
    """Teams, directorates and partners, and organisations by what is typed."""
    listed = [*directorates(store), *teams(store)]
    known = among(listed)

    def found(typed: str) -> list[PickerChoice]:
        its = list(known(typed))
        if len(typed.strip()) < 2:
            return its
        hits = store.search.organisations(typed)
        return its + [PickerChoice(hit.uid, hit.name, "organisation") for hit in hits]

    return found


def owner_field(store: Store, feedback: Feedback | None = None) -> ChoiceField:
    """Who owes it: picked, or in the officer's own words."""
    key = None
    if feedback is not None:
        key = feedback.team_uid or feedback.directorate_uid or feedback.owner_uid
    picked = PickerChoice(key, feedback.owner) if feedback and key else None
    typed = feedback.owner_typed if feedback else ""
    return ChoiceField(
        "owner",
        "Owed by",
        owners(store),
        picked=picked,
        value=typed,
        free=True,
        placeholder="team, partner, or who",
    )


def theme_field(store: Store, feedback: Feedback | None = None) -> ChoiceField:
    listed = themes(store)
    picked = with_key(listed, feedback.theme_uid) if feedback else None
    if feedback and feedback.theme_uid and picked is None:
        picked = PickerChoice(feedback.theme_uid, feedback.theme or "", "retired")
    return ChoiceField("theme", "Theme", among(listed), picked=picked)


def side_field(side: Side | None = None) -> ChoiceField:
    sides = of_enum(Side)
    return ChoiceField("side", "Side", among(sides), picked=with_key(sides, side))


def _due(store: Store, feedback: Feedback) -> DayField:
    value = feedback.due.isoformat() if feedback.due else ""
    return DayField("due", "By", store=store, direction=Direction.MOSTLY_AHEAD, value=value)
