"""The words of a chase: what is sent to a team that has not replied yet."""

from __future__ import annotations

from datetime import date

from spoc_tui.casework.dates.when import london_date, show_day
from spoc_tui.casework.enquiries.enquiry import Case, Routing
from spoc_tui.casework.enquiries.handling import require_team
from spoc_tui.casework.records.event import EventKind
from spoc_tui.casework.working_lines import days_in_words


def chase_words(case: Case, *, today: date, officer: str) -> str:
    """Words to the team that has the enquiry, ready to send; they end with a newline.

    `case` is as it stood before this chase is recorded, so that only the chases before are counted.
    Refused where it is with no team. Nothing private goes out: neither the caller nor the person,
    no phone number, no detail.
    """
    hop, enquiry = require_team(case, "chase it"), case.enquiry
    asker = f", from {enquiry.organisation}" if enquiry.organisation else ""
    facts = [
        f"{enquiry.reference}, “{enquiry.subject}”{asker}, was sent to {hop.team} on "
        f"{show_day(london_date(hop.sent_at), today)}.",
        _acknowledged(hop, today),
        _reply(hop.reply_by, today),
        _chased(case, hop),
        _caller(enquiry.answer_by, today),
    ]
    paragraphs = [
        f"{enquiry.reference}: {enquiry.title}",
        "Hello,",
        "\n".join(filter(None, facts)),
        "Please send me the answer, or tell me by which day I can have it. If it belongs with "
        "another team, please say which.",
        f"Thank you,\n{officer}",
    ]
    return "\n\n".join(paragraphs) + "\n"


def _acknowledged(hop: Routing, today: date) -> str:
    if hop.acknowledged_at is None:
        return ""
    return f"You acknowledged it on {show_day(london_date(hop.acknowledged_at), today)}."


def _reply(by: date, today: date) -> str:
    day, days = show_day(by, today), (by - today).days
    if days < 0:
        return f"Your reply was due by {day}, {days_in_words(-days)} ago."
    if days == 0:
        return f"Your reply is due today, {day}."
    return f"Your reply is due by {day}, in {days_in_words(days)}."


def _chased(case: Case, hop: Routing) -> str:
    """How often this team was asked before; what other teams were asked does not concern it."""
    times = sum(
        event.kind is EventKind.CHASED and event.at >= hop.sent_at for event in case.timeline
    )
    if not times:
        return ""
    return f"I have asked {('once', 'twice')[times - 1] if times < 3 else f'{times} times'} before."


def _caller(by: date, today: date) -> str:
    day = show_day(by, today)
    if by < today:
        return f"The caller was to have an answer by {day}."
    return f"The caller expects an answer by {day}."
