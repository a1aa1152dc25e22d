"""Something that the sector would have a development pay for. Those of a ward are its shelf: they
are there before any application is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.kinds import fields as its
from spoc_tui.casework.kinds.act import Change, Heard, Settled, act
from spoc_tui.casework.kinds.fields import Linked, day, line, link, money, text, yes_no
from spoc_tui.casework.kinds.kind import Due, Kind
from spoc_tui.casework.kinds.record import DeclaredRecord, RecordRow
from spoc_tui.casework.money import show_money
from spoc_tui.casework.records.require import require_order
from spoc_tui.casework.records.worded import Worded

if TYPE_CHECKING:
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.feedback.feedback import Feedback
    from spoc_tui.casework.kinds.now import Now


class Step(Worded):
    """Where a scheme stands."""

    ON_SHELF = "on-the-shelf"
    PUT_FORWARD = "put-forward"
    SECURED = "secured"
    BUILT = "built"
    DROPPED = "dropped"


class Facility(Worded):
    """What kind of community facility it is (6.19 of the report)."""

    COMMUNITY_CENTRE = "community-centre"
    VILLAGE_HALL = "village-hall"
    CHURCH = "church"
    MEETING_ROOM = "meeting-room"
    OTHER = "other"

    @property
    def words(self) -> str:
        if self is Facility.CHURCH:
            return "church or place of worship"
        return super().words


TESTS = {
    "necessary": "necessary",
    "direct": "directly related",
    "fair": "fairly related in scale and kind",
}
"""The three tests of an obligation (SI 2010/948, regulation 122), by the field that says each."""


@dataclass(frozen=True, kw_only=True, repr=False)
class ItsWindow(RecordRow):
    """What a scheme needs to know of the window in which it was put forward."""

    sent: date | None = day("Sent to planning")
    agreed: date | None = day("In the agreement")
    agreed_sum: int | None = money("Agreed")


@dataclass(frozen=True, kw_only=True, repr=False)
class Beside(RecordRow):
    """What a scheme needs to know of another of the same window."""

    secured_sum: int | None = money("Secured sum")
    built: date | None = day("Built")
    closed_at: datetime | None = its.moment("Closed")

    @property
    def takes(self) -> int:
        """What it has of the agreement, in pence: nothing where it was dropped."""
        dropped = self.closed_at is not None and self.built is None
        return 0 if dropped else self.secured_sum or 0


@dataclass(frozen=True, kw_only=True, repr=False)
class Scheme(DeclaredRecord):
    """A scheme that a development could pay for, by ward."""

    what: str = line("Scheme", "what is wanted", needed=True, searched=True, column=0, most=1_000)
    ward: str = line("Ward", "that it is for", needed=True, searched=True, column=18)
    place: str = line("Where", "the hall, the street", searched=True)
    organisation: Linked | None = link("Organisation", "organisation", "whose idea it is")
    person: Linked | None = link("Person", "contact", "who said it there", personal=True)
    suggested_by: str = line(
        "Suggested by", "who said it, where no organisation did", searched=True, personal=True
    )
    facility: Facility | None = its.choice("Kind", Facility, "of community facility")
    cost: int | None = money("Rough cost", "what it may cost; blank: not known")
    in_kind: str = line("Or in kind", "what is wanted in place of money: land, fittings")
    need: str = text("Need", "what shows that it is needed", searched=True)
    necessary: bool | None = yes_no("Necessary", "to make the development acceptable")
    direct: bool | None = yes_no("Directly related", "to the development")
    fair: bool | None = yes_no("Fairly related", "to it in scale and kind")
    notes: str = text("Notes", "what is to be remembered", searched=True)
    window: Linked | None = link("Window", "window", "in which it was put forward", typed=False)
    put_forward: date | None = day("Put forward", typed=False)
    secured: date | None = day("Secured", "the day of the agreement", typed=False)
    secured_sum: int | None = money("Secured sum", "what the agreement says", typed=False)
    secured_thing: str = line("Secured in kind", "what the agreement says", typed=False)
    built: date | None = day("Built", typed=False)
    actions: tuple[Feedback, ...] = ()
    """What was heard of it: whoever suggested it is told what became of it there."""
    its_window: ItsWindow | None = None
    sharing: tuple[Beside, ...] = ()
    """The others that were put forward in its window."""

    @property
    def subject(self) -> str:
        return self.what

    @property
    def tests(self) -> str:
        """“necessary: yes; directly related: not known; …”."""
        words = {True: "yes", False: "no", None: "not known"}
        return "; ".join(f"{said}: {words[getattr(self, name)]}" for name, said in TESTS.items())

    @property
    def cost_words(self) -> str:
        """The rough cost, or what is wanted in kind; blank where neither is known."""
        return show_money(self.cost) if self.cost is not None else self.in_kind

    @property
    def secured_words(self) -> str:
        """“£12,000”, or what is to be provided."""
        parts = [show_money(self.secured_sum)] if self.secured_sum is not None else []
        return " and ".join([*parts, *([self.secured_thing] if self.secured_thing else [])])

    @property
    def takes(self) -> int:
        """What it has of the agreement, in pence: nothing where it was dropped."""
        return 0 if not self.is_open and self.built is None else self.secured_sum or 0

    @property
    def may_be_secured(self) -> bool:
        """Whether the window in which it was put forward has an agreement."""
        return self.its_window is not None and self.its_window.agreed is not None

    @property
    def is_settled(self) -> bool:
        """Whether it is known what became of it."""
        return self.secured is not None or self.built is not None or not self.is_open

    @property
    def is_told(self) -> bool:
        """Whether all who suggested it have heard what became of it."""
        return self.is_settled and all(one.is_settled and not one.waiting for one in self.actions)


def check(one: Scheme) -> None:
    """One is kept on the shelf of one ward: that is where the money is to stay."""
    if ";" in one.ward:
        raise BadInput(
            "A scheme is for one ward: the money is to stay there. Begin one for each.",
            field="ward",
        )


def require_not_secured(one: Scheme) -> None:
    """Refuses what makes sense only until an agreement has it."""
    if one.secured is not None:
        raise Refused(f"{one.reference} was secured on {show_day(one.secured)}.")


def require_secured(one: Scheme) -> None:
    """Refuses what makes sense only once an agreement has it."""
    if one.secured is None:
        raise Refused(
            f"{one.reference} is in no agreement yet. Say that it is secured; or drop it, with "
            "why: “close”."
        )


def require_agreement(one: Scheme) -> None:
    """Refuses to say that an agreement has it where there is none."""
    require_not_secured(one)
    if one.window is None:
        raise Refused(
            f"{one.reference} was put forward in no window. Put it forward, and once there is an "
            "agreement say on the window that it is agreed."
        )
    if not one.may_be_secured:
        raise Refused(
            f"The window of {one.reference} has no agreement yet: {one.window.name}. Say on the "
            "window first that it is agreed."
        )


def fits(before: Scheme | None, after: Scheme) -> None:
    """It is put forward with the views of a window, not after they were sent."""
    window = after.its_window
    if window is None or window.sent is None or after.put_forward is None:
        return
    moved = before is None or before.window != after.window
    if moved and after.put_forward > window.sent:
        name = after.window.name if after.window else ""
        raise BadInput(
            f"The views were sent on {show_day(window.sent)}, without it: {name}. If it was among "
            "them, give the day on which it was put forward.",
            field="on",
        )


@act(
    "Put it forward",
    "put forward",
    needs=require_not_secured,
    asks={
        "window": link("Window", "window", "the one in which it goes to planning", needed=True),
        "on": day("On", "blank: today", past=True),
    },
)
def put_forward(one: Scheme, now: Now, *, window: Linked, on: date | None) -> Change:
    """It goes to planning with the views of a window; in a later window it may go again."""
    if one.window is not None and one.window.uid == window.uid:
        raise Refused(f"{one.reference} is put forward there already: {window.name}.")
    return Change({"window": window, "put_forward": on or now.today}, text=window.name)


@act(
    "It is secured",
    "secured",
    begins=Step.SECURED,
    needs=require_agreement,
    asks={
        "amount": money("Sum", "what the agreement says, never the estimate"),
        "thing": line("Or in kind", "what is to be provided in place of money"),
        "on": day("On", "the day of the agreement; blank: today", past=True),
    },
)
def secure(one: Scheme, now: Now, *, amount: int | None, thing: str, on: date | None) -> Change:
    """The agreement has it; whoever suggested it is now to be told."""
    if amount is None and not thing:
        raise BadInput(
            "Say the sum that the agreement has for it, or what is to be provided.", field="amount"
        )
    day = on or now.today
    require_order(one.put_forward, day, "It cannot be secured before it was put forward", "on")
    assert one.its_window is not None  # else it is refused
    require_order(one.its_window.agreed, day, "It cannot be secured before the agreement", "on")
    _require_enough(one, amount)
    sums = [show_money(amount)] if amount is not None else []
    words = " and ".join([*sums, *([thing] if thing else [])])
    values = {"secured": day, "secured_sum": amount, "secured_thing": thing}
    return Change(values, text=words, then=(Settled(f"The agreement has it: {words}."),))


@act(
    "Put right what is secured",
    "put right",
    needs=require_secured,
    recalls=lambda one: f"Until now: {one.secured_words}.",
    asks={
        "amount": money("Sum", "what the agreement says, never the estimate"),
        "thing": line("Or in kind", "what is to be provided in place of money"),
        "on": day("On", "the day of the agreement; blank: as it is", past=True),
    },
)
def put_right(one: Scheme, now: Now, *, amount: int | None, thing: str, on: date | None) -> Change:
    """What was put down of the agreement was wrong; whoever suggested it is to be told anew."""
    change = secure.function(one, now, amount=amount, thing=thing, on=on or one.secured)
    return change._replace(text=f"{change.text}, in place of {one.secured_words}")


def _require_enough(one: Scheme, amount: int | None) -> None:
    """BadInput where an agreement would have more for its schemes than it has in all."""
    there = one.its_window.agreed_sum if one.its_window else None
    others = sum(each.takes for each in one.sharing)
    if amount is None or there is None or amount + others <= there:
        return
    beside = f", and other schemes have {show_money(others)} of it" if others else ""
    raise BadInput(
        f"{show_money(amount)} is more than the agreement has: it is of {show_money(there)} in "
        f"all{beside}. Give less, or put right on the window what was agreed.",
        field="amount",
    )


@act(
    "It is built",
    "built",
    begins=Step.BUILT,
    needs=require_secured,
    ends=True,
    asks={"on": day("On", "blank: today", past=True)},
)
def build(one: Scheme, now: Now, *, on: date | None) -> Change:
    """It is there; whoever suggested it is to be told."""
    day = on or now.today
    require_order(one.secured, day, "It was not built before it was secured", "on")
    return Change({"built": day}, text=f"on {show_day(day)}", then=(Settled("It is built."),))


@act(
    "Drop it",
    "dropped",
    begins=Step.DROPPED,
    ends=True,
    asks={"why": text("Why", "why it comes to nothing: they are told", needed=True)},
)
def close(one: Scheme, now: Now, *, why: str) -> Change:
    """Nothing comes of it, for a reason that whoever suggested it is told."""
    return Change(text=why, then=(Settled(why, done=False),))


def settle(one: Scheme) -> Step:
    """Dropped is what ended and was not built."""
    if one.built is not None:
        return Step.BUILT
    if not one.is_open:
        return Step.DROPPED
    if one.secured is not None:
        return Step.SECURED
    return Step.ON_SHELF if one.put_forward is None else Step.PUT_FORWARD


def hears(one: Scheme) -> Heard | None:
    """What was said, by whoever suggested it; None where nobody did."""
    if one.organisation is None and one.person is None and not one.suggested_by:
        return None
    action = f"Say what became of “{one.what}”, {one.ward}"
    return Heard(one.what, action, one.organisation, one.person, one.suggested_by)


def likely(one: Scheme) -> Iterator[str]:
    """It is put forward, secured once there is an agreement, then built."""
    if one.secured is not None:
        yield "build"
    yield from ("secure", "put-forward") if one.may_be_secured else ("put-forward", "secure")


def due(one: Scheme, days: WorkingDays) -> Iterator[Due]:
    """What its three tests do not say yet, once it was put forward."""
    if one.put_forward is not None and one.secured is None:
        unsaid = [said for name, said in TESTS.items() if getattr(one, name) is None]
        if unsaid:
            yield Due("do the tests", one.put_forward, ", ".join(unsaid), band="tidy")


KIND = Kind(
    code="scheme",
    letters="SCH",
    called="scheme",
    plural="schemes",
    record=Scheme,
    area="planning",
    steps=Step,
    acts=(put_forward, secure, put_right, build, close),
    edited_as={"Say of the three tests": tuple(TESTS)},
    likely=likely,
    settle=settle,
    check=check,
    fits=fits,
    sees={"its_window": ("window", ItsWindow)},
    sharing={"sharing": ("window", Beside)},
    due=due,
    hears=hears,
    voice="suggested_by",
    actions_in="actions",
    leads_to=("window", "feedback", "enquiry"),
)
