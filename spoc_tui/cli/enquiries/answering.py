"""The acts between the officer and the caller: note, answer, told, wait, close, edit."""

from __future__ import annotations

import click

from spoc_tui.casework.enquiries.enquiry import Outcome, Urgency
from spoc_tui.casework.records.channel import Channel
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.options import describe_fields, fields_set, long_text, read_changes, reference
from spoc_tui.cli.several import do_to_each, references
from spoc_tui.cli.verbs import Verb, pass_desk
from spoc_tui.cli.which_verb import EnquiryVerb

EDITED = {
    "subject": "a line; never blank",
    "detail": "the whole question",
    "organisation": "its name, id or number; blank: none",
    "person": "somebody on record there; blank: nobody",
    "caller": "who asks, in your own words",
    "phone": "the number to call back",
    "channel": ", ".join(Channel),
    "urgency": ", ".join(Urgency),
    "topic": "its code or name; blank: none",
    "themes": "what it says of the sector, with commas between; blank: none",
    "received": "WHEN, up to now",
    "acknowledge_by": "WHEN; blank gives it back to the clock",
    "answer_by": "WHEN; blank gives it back to the clock",
    "follow_up": "WHEN, today or later, with a time if need be; blank: none",
}
"""The fields of `edit`, as db/enquiries/editing.py reads them."""


@click.command(cls=Verb)
@references
@long_text("--text", "text", required=True, help="What to note.")
@pass_desk
def note(desk: Desk, references: tuple[str, ...], text: str) -> None:
    """Add a note to a record of any kind, closed or not; or to several, as one action."""
    store = desk.store
    cases = do_to_each(
        store, references, "Noted on", lambda its, uid: its.note(uid, text), store.records_of
    )
    desk.say_cases(cases, "Noted on {}.")


@click.command(cls=EnquiryVerb)
@reference
@long_text("--text", "text", required=True, help="The answer.")
@pass_desk
def answer(desk: Desk, reference: str, text: str) -> None:
    """Record the answer; a team that had the enquiry has replied."""
    desk.say_case(desk.store.enquiries.answer(reference, text), "Recorded the answer to {}.")


@click.command(cls=EnquiryVerb)
@reference
@click.option("--how", metavar="CHANNEL", help=f"{', '.join(Channel)}; by default, as they asked.")
@click.option("--whom", default="", help="Whom, if not the caller.")
@click.option("--when", "at", metavar="WHEN", help="When, if not now.")
@pass_desk
def told(desk: Desk, reference: str, how: str | None, whom: str, at: str | None) -> None:
    """Record that the caller has been told the answer."""
    case = desk.store.enquiries.told(
        reference,
        channel=Channel.read(how, field="how", what="channel") if how else None,
        whom=whom,
        at=desk.store.read_moment(at, "when") if at else None,
    )
    desk.say_case(case, "The caller of {} has been told.")


@click.command(cls=EnquiryVerb)
@reference
@click.option("--for", "what_for", required=True, help="What the caller is to provide.")
@click.option("--until", metavar="WHEN", help="The day to look at it again, and the time.")
@pass_desk
def wait(desk: Desk, reference: str, what_for: str, until: str | None) -> None:
    """Wait on the caller: the answer clock stops."""
    day, at = desk.store.read_day_and_time(until, "until") if until else (None, None)
    case = desk.store.enquiries.wait(reference, what_for, until=day, at=at)
    desk.say_case(case, "The clock of {} is stopped.")


@click.command(cls=EnquiryVerb)
@reference
@long_text("--text", "text", default="", help="What the caller provided.")
@pass_desk
def resume(desk: Desk, reference: str, text: str) -> None:
    """Go on after a wait; the working days waited are given back."""
    desk.say_case(desk.store.enquiries.resume(reference, text), "The clock of {} goes on.")


@click.command(cls=EnquiryVerb, epilog="It closes once the caller has been told, or with a reason.")
@reference
@click.option(
    "--outcome", metavar="CODE", required=True, help=f"How it ended: {', '.join(Outcome)}."
)
@long_text("--reason", "reason", default="", help="Why, where the caller was not told.")
@pass_desk
def close(desk: Desk, reference: str, outcome: str, reason: str) -> None:
    """Close an enquiry with its outcome."""
    code = Outcome.read(outcome, field="outcome")
    desk.say_case(desk.store.enquiries.close(reference, outcome=code, reason=reason), "Closed {}.")


@click.command(cls=EnquiryVerb)
@reference
@long_text("--reason", "reason", required=True, help="Why.")
@pass_desk
def reopen(desk: Desk, reference: str, reason: str) -> None:
    """Open a closed enquiry again; its answer clock starts again."""
    desk.say_case(desk.store.enquiries.reopen(reference, reason), "Reopened {}.")


@click.command(cls=EnquiryVerb, epilog=describe_fields(EDITED))
@reference
@fields_set
@pass_desk
def edit(desk: Desk, reference: str, pairs: tuple[str, ...], more: tuple[str, ...]) -> None:
    """Change fields of an enquiry, each as it is typed in the form."""
    typed = read_changes(pairs + more)
    before = desk.store.enquiries.get(reference)
    case = desk.store.enquiries.edit(reference, typed)
    if case == before:
        desk.say_case(case, "Nothing to change in {}.")
        return
    # What was edited, and the dates that moved with it.
    edited, *moved = [event.text for event in case.timeline[len(before.timeline) :]]
    described = ". ".join([edited, *(f"{one[:1].upper()}{one[1:]}" for one in moved)])
    desk.say_case(case, f"Edited {{}}: {described}.")
