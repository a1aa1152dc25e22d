"""The keys of feedback actions."""

from __future__ import annotations

from screens.command import EVERYWHERE, ON_ORGANISATION, Command, Context, KindCommands
from spoc_tui.casework.records.kinds import FEEDBACK

ON_FEEDBACK = Context("On feedback", acts=True)
ON_BOARD = Context("On what either side owes")

COMMANDS_OF_KIND = KindCommands(
    begin=Command(
        "feedback",
        "f",
        "Feedback",
        "You said: what they said, and what is to be done; from a record, with it.",
        EVERYWHERE,
        runs=f"app.begin('{FEEDBACK.code}')",
    ),
    pane=Command(
        "its_feedback",
        "6",
        "Said",
        "What it said, and what came of it.",
        ON_ORGANISATION,
        show=False,
        runs="turn_to('its_feedback')",
    ),
    commands=(
        Command("voice", "V", "Voice", "Somebody else said it too.", ON_FEEDBACK),
        Command(
            "filter",
            "F",
            "Filter",
            "Only a theme, a directorate or an organisation; or all.",
            ON_BOARD,
        ),
        Command(
            "bulletin", "o", "Bulletin", "Write a “you said, we did” page; issue it.", ON_BOARD
        ),
        Command(
            "themes", "T", "Themes", "What is said, how often, and whether it grows.", ON_BOARD
        ),
        Command(
            "check_ins", "K", "Check-ins", "When you meet, and what is owed by then.", ON_BOARD
        ),
        Command(
            "starter",
            "S",
            "Starter",
            "Load what the Task Group's report asked for; it asks first.",
            ON_BOARD,
            show=False,
        ),
    ),
    wheres=(ON_FEEDBACK, ON_BOARD),
    lists=(ON_BOARD,),
    on_one="feedback",
    place="feedback",
    helps={"stage": "whether feedback is agreed, under way, done"},
)
