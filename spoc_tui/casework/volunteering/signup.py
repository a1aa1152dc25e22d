"""How long one sign-up takes: applied, check sent and back, trained, started or gave up why. It is
a sample, so that the days can be counted, and never says whose it is: no names, no certificate,
no conviction.

Acts set each day as it comes; one that is over can be typed whole, but for how it ended.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.kinds.act import Act, Change, act
from spoc_tui.casework.kinds.clocks import after
from spoc_tui.casework.kinds.fields import Linked, choice, day, line, link, text
from spoc_tui.casework.kinds.kind import TIDY, Due, Kind
from spoc_tui.casework.kinds.record import DeclaredRecord
from spoc_tui.casework.kinds.shared_acts import reopening
from spoc_tui.casework.records.require import require_order
from spoc_tui.casework.text import counted
from spoc_tui.casework.volunteering.dated import STUCK, UPDATE_DAYS, number_on
from spoc_tui.casework.volunteering.role import NO_NAMES
from spoc_tui.casework.volunteering.steps import Check, SignupStep

if TYPE_CHECKING:
    from spoc_tui.casework.council.dated_figures import DatedFigure
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.kinds.now import Now

UPDATE_SHOWN = 10
"""So many days before the last on which the Update Service takes a certificate the desk says so."""
NO_EXPIRY = (
    "A certificate has no expiry: give the day on it, or leave it blank. After how many years an "
    "organisation checks again, by its own rule, is said on the role."
)
ON = day("On", "blank: today", past=True)


@dataclass(frozen=True, kw_only=True, repr=False)
class Signup(DeclaredRecord):
    """One sign-up, of nobody who is named."""

    organisation: Linked = link("Organisation", "organisation", "to which they apply", needed=True)
    role_kind: str = line(
        "For what", "what kind of role: “driver”; no names", needed=True, searched=True, column=0
    )
    dbs: Check | None = choice(
        "Check", Check, "none, basic, standard, enhanced, enhanced-barred; blank: not known"
    )
    applied: date = day("Applied", "the day of it", needed=True, past=True, column=10)
    check_sent: date | None = day("Check sent", "when the form went off", past=True)
    check_back: date | None = day("Check back", "when the answer was there", past=True)
    issued: date | None = day(
        "Certificate of",
        "the day on it, for the Update Service; never its number",
        past=True,
        remedy=NO_EXPIRY,
    )
    trained: date | None = day("Trained", "when the training was done", past=True)
    notes: str = text("Notes", NO_NAMES, searched=True)
    started: date | None = day("Started", typed=False, column=10)
    gave_up: date | None = day("Gave up", typed=False)
    theme: Linked | None = link("Why", "theme", typed=False)
    joined: date | None = day("Update Service", "joined, or not wanted", typed=False)
    ask_by: date | None = day("Stuck from", typed=False)
    update_by: date | None = day("Join the Update Service by", typed=False)
    working: str = text("How counted", typed=False)

    @property
    def subject(self) -> str:
        return self.role_kind

    @property
    def day(self) -> date:
        """The day on which it began."""
        return self.applied

    @property
    def took(self) -> int | None:
        """The days from the application to the start; None: they have not started."""
        return (self.started - self.applied).days if self.started else None

    @property
    def check_took(self) -> int | None:
        """Those of them that the check took, from sent to back; None: that is not known."""
        if self.check_sent is None or self.check_back is None:
            return None
        return (self.check_back - self.check_sent).days

    @property
    def last_day(self) -> date:
        """The last day of which something is known, before the end."""
        days = (self.applied, self.check_sent, self.check_back, self.trained)
        return max(filter(None, days))


def check(one: Signup) -> None:
    """Nothing is before the application; a check is not back before it is sent."""
    for field, what in (
        ("check_sent", "The check cannot be sent before somebody applied"),
        ("check_back", "The check cannot be back before somebody applied"),
        ("trained", "Nobody is trained before they applied"),
    ):
        require_order(one.applied, getattr(one, field), what, field)
    require_order(
        one.check_sent, one.check_back, "The check cannot be back before it is sent", "check_back"
    )
    require_order(
        one.check_sent, one.issued, "No certificate is issued before the check is sent", "issued"
    )
    require_order(
        one.issued, one.check_back, "The check cannot be back before its certificate", "check_back"
    )
    for field, what in (
        ("started", "Nobody starts before they applied, or before what comes first"),
        ("gave_up", "Nobody gives up before they applied, or after what came later"),
    ):
        require_order(one.last_day, getattr(one, field), what, "applied")


def works_out(one: Signup, days: WorkingDays, figures: Sequence[DatedFigure]) -> Mapping[str, Any]:
    """From when it is stuck; by when the Update Service takes the certificate."""
    values: dict[str, Any] = {"ask_by": None, "update_by": None}
    lines = []
    within, source = number_on(figures, STUCK, one.applied)
    if within:
        stuck = after("Applied", one.applied, within, "days")
        values["ask_by"] = stuck.day
        lines.append(stuck.working)
    lines.append(source)
    if one.issued is not None:
        within, source = number_on(figures, UPDATE_DAYS, one.issued)
        if within:
            last = after("Certificate issued", one.issued, within, "days")
            values["update_by"] = last.day
            lines.append(last.working)
        lines.append(source)
    return {**values, "working": "\n".join(lines)}


def settle(one: Signup) -> SignupStep:
    """The last of its days of which there is one; what was closed without an end is closed."""
    if one.started is not None:
        return SignupStep.STARTED
    if one.gave_up is not None:
        return SignupStep.GAVE_UP
    if not one.is_open:
        return SignupStep.CLOSED
    facts = {
        SignupStep.SENT: one.check_sent,
        SignupStep.BACK: one.check_back,
        SignupStep.TRAINED: one.trained,
    }
    return [SignupStep.APPLIED, *(step for step, fact in facts.items() if fact)][-1]


def says(one: Signup) -> Iterator[tuple[str, str, str]]:
    """How long it took, and which part of it the check."""
    took, its_check = one.took, one.check_took
    yield "took_days", "Took", counted(took, "day") if took is not None else ""
    yield "check_days", "The check", counted(its_check, "day") if its_check is not None else ""


def due(one: Signup, days: WorkingDays) -> Iterator[Due]:
    """That it is stuck; by when the Update Service is joined; that it is closed once it is over."""
    its = one.working.splitlines()
    if one.started is None and one.gave_up is None and one.ask_by is not None:
        yield Due("stuck?", one.ask_by, f"So far: {one.status.words}. {its[0]}")
    if one.update_by is not None and one.joined is None and one.gave_up is None:
        shown = date.fromordinal(one.update_by.toordinal() - UPDATE_SHOWN)
        counted_so = next((each for each in its if each.startswith("Certificate")), "")
        words = f"DBS Update Service. {counted_so}"
        yield Due("join service", one.update_by, words, show=shown)
    elif one.started is not None:
        yield Due("close it", one.started, "they started", band=TIDY)


def require_going_on(one: Signup) -> None:
    """Refuses what makes sense only until somebody started or gave up."""
    if one.started is not None:
        raise Refused(f"On {one.reference} they started, on {show_day(one.started)}.")
    if one.gave_up is not None:
        raise Refused(f"On {one.reference} they gave up, on {show_day(one.gave_up)}.")


@act(
    "The check is sent",
    "check sent",
    begins=SignupStep.SENT,
    needs=require_going_on,
    asks={"on": ON},
)
def send_check(one: Signup, now: Now, *, on: date | None) -> Change:
    """The form of the check went off."""
    sent = on or now.today
    require_order(one.applied, sent, "The check cannot be sent before somebody applied", "on")
    return Change({"check_sent": sent})


@act(
    "The check is back",
    "check back",
    begins=SignupStep.BACK,
    needs=require_going_on,
    asks={
        "on": ON,
        "issued": day(
            "Certificate of",
            "the day on it, for the Update Service; never its number",
            past=True,
            remedy=NO_EXPIRY,
        ),
    },
)
def check_is_back(one: Signup, now: Now, *, on: date | None, issued: date | None) -> Change:
    """The answer to the check is there. What it says is put down nowhere."""
    back = on or now.today
    first = one.check_sent or one.applied
    require_order(first, back, "The check cannot be back before it is sent", "on")
    require_order(first, issued, "No certificate is issued before the check is sent", "issued")
    require_order(issued, back, "The check cannot be back before its certificate", "issued")
    return Change({"check_back": back, **({"issued": issued} if issued else {})})


@act(
    "The training is done",
    "trained",
    begins=SignupStep.TRAINED,
    needs=require_going_on,
    asks={"on": ON},
)
def train(one: Signup, now: Now, *, on: date | None) -> Change:
    """The training that comes before the start is done."""
    trained = on or now.today
    require_order(one.applied, trained, "Nobody is trained before they applied", "on")
    return Change({"trained": trained})


@act(
    "They started",
    "started",
    begins=SignupStep.STARTED,
    needs=require_going_on,
    asks={"on": ON},
)
def start(one: Signup, now: Now, *, on: date | None) -> Change:
    """The sign-up is over: they volunteer. It is closed by that, unless the Update Service can
    still be joined.
    """
    started = on or now.today
    require_order(one.last_day, started, "Nobody starts before that", "on")
    waits = one.update_by is not None and one.joined is None and one.update_by >= now.today
    text = f"{counted((started - one.applied).days, 'day')} after they applied"
    return Change({"started": started}, text=text, ends=not waits and not one.open_promises)


@act(
    "They gave up",
    "gave up",
    begins=SignupStep.GAVE_UP,
    ends=True,
    needs=require_going_on,
    asks={
        "theme": link("Why", "theme", "what stood in the way; blank: none of them"),
        "words": text("In words", "what they said of it; no names"),
        "on": ON,
    },
)
def give_up(one: Signup, now: Now, *, theme: Linked | None, words: str, on: date | None) -> Change:
    """They do not go on, and why: a theme, so that reasons can be counted."""
    gave_up = on or now.today
    require_order(one.last_day, gave_up, "Nobody gives up before that", "on")
    why = ": ".join(filter(None, (theme.name if theme else "", words)))
    return Change({"gave_up": gave_up, "theme": theme}, text=why)


def require_certificate(one: Signup) -> None:
    """Refuses where no certificate is known, or the Update Service is settled."""
    if one.update_by is None:
        raise Refused(f"{one.reference} has no day of a certificate: say it first (“edit”).")
    if one.joined is not None:
        raise Refused(f"That was said of {one.reference} on {show_day(one.joined)}.")


@act(
    "The Update Service is settled",
    "update service settled",
    needs=require_certificate,
    asks={"on": ON, "wanted": text("In words", "joined; or why it is not wanted; no names")},
)
def join(one: Signup, now: Now, *, on: date | None, wanted: str) -> Change:
    """The Update Service was joined, or is not wanted: it is not asked for again."""
    over = one.started is not None and not one.open_promises
    return Change({"joined": on or now.today}, text=wanted, ends=over)


def likely(one: Signup) -> Iterator[str]:
    """The step after the last; then how it ended."""
    if one.started is not None:
        yield from ("join", "close") if one.joined is None and one.update_by else ("close",)
        return
    after_it = {
        SignupStep.APPLIED: "send-check",
        SignupStep.SENT: "check-is-back",
        SignupStep.BACK: "train",
    }
    if one.status in after_it:
        yield after_it[SignupStep(one.status)]
    yield from ("start", "give-up")


ACTS: tuple[Act[Any], ...] = (
    *(send_check, check_is_back, train, start, give_up, join),
    reopening(lambda one: ("started", "gave_up", "theme")),
)
KIND = Kind(
    code="signup",
    letters="SGN",
    called="sign-up",
    plural="sign-ups",
    record=Signup,
    area="volunteering",
    steps=SignupStep,
    acts=ACTS,
    likely=likely,
    settle=settle,
    check=check,
    works_out=works_out,
    due=due,
    says=says,
    leads_to=("feedback", "enquiry", "signup"),
    retention=2,
)
