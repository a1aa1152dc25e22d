"""Something that the council or a partner buys, or will: when the sector was told, who bids and
with whom, what became of it, and whether those who bid heard that.

What is done about it is in telling.py and bidding.py; what follows by the calendar in clocks.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.buying import bidding, lists, papers, telling
from spoc_tui.casework.buying.bidder import Bidder, Deadline
from spoc_tui.casework.buying.clocks import works_out
from spoc_tui.casework.buying.matching import Gap
from spoc_tui.casework.buying.steps import Buys, Notice, Part, Reserved, Role, Step, WithTax
from spoc_tui.casework.dates.when import show_day_and_time
from spoc_tui.casework.dates.working_days import ONE_DAY
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.act import Change
from spoc_tui.casework.kinds.clocks import working_days_before
from spoc_tui.casework.kinds.fields import (
    Linked,
    choice,
    day,
    day_time,
    line,
    link,
    money,
    percent,
    rows,
    text,
    yes_no,
)
from spoc_tui.casework.kinds.kind import TIDY, Due, Kind
from spoc_tui.casework.kinds.record import DeclaredRecord
from spoc_tui.casework.kinds.shared_acts import reopen
from spoc_tui.casework.records.require import require_order
from spoc_tui.casework.text import counted, names_in_short

if TYPE_CHECKING:
    from spoc_tui.casework.dates.when import DayAndTime
    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.kinds.act import Act, Values
    from spoc_tui.casework.kinds.now import Now
    from spoc_tui.casework.kinds.party import Party

SHOWN, FORMED, READY = 15, 5, 2
"""So many working days before it closes: the desk shows it, who bids is known, the bid is ready."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Opportunity(DeclaredRecord):
    """Something that is bought, and what the sector does about it."""

    title: str = line("What", "as the buyer calls it", needed=True, searched=True, column=0)
    team: Linked = link("Buyer", "team", "who buys; a partner’s too", needed=True)
    notice: Notice = choice(
        "Notice",
        Notice,
        "pipeline, engagement, planned, tender, below-threshold or heard-by-phone",
        needed=True,
        column=16,
    )
    heard: date = day("Heard", "the day you heard of it", needed=True, past=True)
    notice_id: str = line("Notice number", "its ocid, or number", searched=True)
    what_for: str = text("What for", "what is wanted", searched=True)
    buys: Buys | None = choice("Buys", Buys, "services, goods, works or concession")
    light_touch: bool | None = yes_no("Light touch", "whether such rules apply; blank: not known")
    call_off: bool | None = yes_no("Call-off", "whether from a framework that is there already")
    estimate: int | None = money("Estimate", "in pounds, in all, with VAT; blank: not known")
    tax: WithTax | None = choice("VAT", WithTax, "with-vat or without-vat; blank: not known")
    reserved: tuple[Reserved, ...] = choice(
        "Reserved for", Reserved, "none, uk, local, sme, vcse, with commas", several=True
    )
    confidential: bool | None = yes_no(
        "In confidence", "whether it was told before it is published"
    )
    published: date | None = day("Published", "the day of the notice", past=True)
    questions_by: DayAndTime | None = day_time("Questions by", "until when bidders may ask")
    closes: DayAndTime | None = day_time("Closes", "the day, and the time in London", column=19)
    starts: date | None = day("Contract from", "its first day")
    ends: date | None = day("Contract to", "its last day")
    weight: int | None = percent("Social value weight", "in percent; blank: not known")
    question: str = text("Social value question", "as the tender asks it", searched=True)
    defined: bool | None = yes_no(
        "Says what it means", "whether it says what social value is, and how it is measured"
    )
    notes: str = text("Notes", "what is to be remembered", searched=True)
    sector_told: date | None = day("Sector told", typed=False)
    engaged: date | None = day("Engagement", typed=False)
    questioned: date | None = day("Questions", typed=False)
    submitted: date | None = day("Submitted", typed=False)
    decided: date | None = day("Decided", typed=False)
    feedback_asked: date | None = day("Feedback asked", typed=False)
    feedback: str = text("Feedback", "what the buyer said", typed=False, searched=True)
    looked: date | None = day("Looked at", typed=False)
    confirmed: date | None = day("Closing day confirmed", typed=False)
    bidders: tuple[Bidder, ...] = rows("Bidders", Bidder, typed=False)
    deadlines: tuple[Deadline, ...] = rows("Closed before", Deadline, typed=False)
    tell_by: date | None = day("Tell the sector by", typed=False)
    look_on: date | None = day("Look again on", typed=False)
    result_by: date | None = day("Result by", typed=False)
    working: str = text("How counted", typed=False)
    scope: str = text("Thresholds and Act", typed=False)
    warning: str = text("Look out", typed=False)
    gaps: tuple[Gap, ...] = ()
    """Against what it speaks: commitments and recommendations."""

    @property
    def subject(self) -> str:
        return self.title

    @property
    def reached(self) -> tuple[Party, ...]:
        """Those who were told of it."""
        return tuple(one for one in self.parties if one.asked is not None)

    @property
    def first_told(self) -> date | None:
        """The day of the first word to the sector; None: there was none."""
        told = [one.asked for one in self.reached if one.asked and one.role == Role.SECTOR]
        return min(filter(None, (self.sector_told, *told)), default=None)

    @property
    def bidding(self) -> tuple[Bidder, ...]:
        """Those who have a part in a bid."""
        return tuple(one for one in self.bidders if one.part.bids)

    @property
    def interested(self) -> tuple[Bidder, ...]:
        """Those who bid, or may."""
        return tuple(one for one in self.bidders if one.part is not Part.DECLINED)

    @property
    def bids(self) -> tuple[Bidder, ...]:
        """The bids, by whoever makes each."""
        return tuple(one for one in self.bidders if one.part.is_bid)

    @property
    def untold(self) -> tuple[Party, ...]:
        """Those who bid, or might have, and have not heard what became of it."""
        concerned = {self.read_as(one.organisation) for one in self.interested}
        return tuple(
            one
            for one in self.reached
            if one.told is None and not one.excused and self.read_as(one.organisation) in concerned
        )

    def part_of(self, organisation: Linked) -> Bidder | None:
        """What an organisation does, whichever name it had then."""
        its = self.read_as(organisation)
        return next((one for one in self.bidders if self.read_as(one.organisation) == its), None)

    def lead_days(self, days: WorkingDays) -> tuple[int, int] | None:
        """The days and working days from the first word to the sector to its closing; None where
        either is not known.
        """
        if self.first_told is None or self.closes is None:
            return None
        first, last = self.first_told, self.closes.day
        return max((last - first).days, 0), days.count(first, last)


def check(one: Opportunity) -> None:
    """Its sums are of something, its days in order, and a call-off is no new chance to bid."""
    if one.estimate == 0:
        raise BadInput(
            "A contract is for more than £0. Leave it blank if not known.", field="estimate"
        )
    if one.tax is not None and one.estimate is None:
        raise BadInput("Say of which estimate that is, or leave VAT blank.", field="tax")
    if Reserved.NONE in one.reserved and len(one.reserved) > 1:
        raise BadInput("It is reserved for nobody, or for some: not both.", field="reserved")
    require_order(one.starts, one.ends, "A contract cannot end before it starts", "ends")
    closes = one.closes.day if one.closes else None
    require_order(one.published, closes, "It cannot close before it was published", "closes")
    asks = one.questions_by.day if one.questions_by else None
    require_order(asks, closes, "Questions cannot end after it closes", "closes")
    require_order(closes, one.starts, "The contract cannot start before it closes", "starts")


def edits(one: Opportunity, changed: Values, now: Now) -> Change:
    """A closing day that was another before is kept, with the day on which it was moved."""
    if "closes" not in changed:
        return Change()
    if one.closes is None:
        return Change({"confirmed": None})
    was = Deadline(closed=one.closes, until=now.today)
    text = f"closed on {show_day_and_time(one.closes)} before"
    return Change({"confirmed": None, "deadlines": (*one.deadlines, was)}, text=text)


def settle(one: Opportunity) -> Step:
    """The last step of which there is a fact; what was closed without a bid was dropped."""
    if not one.is_open and one.decided is None:
        return Step.DROPPED
    facts = {
        Step.SECTOR_TOLD: one.sector_told,
        Step.ENGAGEMENT: one.engaged,
        Step.FORMING: one.interested,
        Step.QUESTIONS: one.questioned,
        Step.SUBMITTED: one.submitted,
        Step.DECIDED: one.decided,
        Step.FEEDBACK_ASKED: one.feedback_asked,
        Step.TOLD: one.decided and not one.untold,
    }
    return [Step.HEARD, *(step for step, fact in facts.items() if fact)][-1]


def due(one: Opportunity, days: WorkingDays) -> Iterator[Due]:
    """The word to the sector; its notice; the bid; its result; that those who bid hear of it."""
    if one.decided is not None:
        yield from _once_decided(one)
        return
    if one.sector_told is None and not one.confidential and not one.call_off and one.tell_by:
        yield Due("tell sector", one.tell_by, one.working.splitlines()[0], show=one.heard)
    if one.look_on is not None:
        yield Due("check notice", one.look_on, one.notice.words)
    if one.warning:
        yield Due("check day", one.heard, one.warning.partition(":")[0], band=TIDY)
    if one.submitted is not None and one.result_by is not None:
        out = names_in_short(each.organisation.name for each in one.bids if each.is_out)
        yield Due("ask result", one.result_by, out)
    yield from _before_it_closes(one, days)


def _before_it_closes(one: Opportunity, days: WorkingDays) -> Iterator[Due]:
    if one.closes is None:
        return
    if not one.interested:
        if one.submitted is None:
            yield Due("close it", one.closes.day + ONE_DAY, "nobody bids", band=TIDY)
        return
    who = names_in_short(each.organisation.name for each in one.interested)

    def before(n: int) -> date:
        assert one.closes is not None
        return working_days_before("Closes", one.closes.day, n, days).day

    if not one.bids:
        yield Due("say who bids", before(FORMED), who, show=before(SHOWN))
    elif any(each.waits for each in one.bids):
        yield Due("bid ready", before(READY), who, show=before(FORMED))
        yield Due("send the bid", one.closes.day, who, one.closes.at, show=before(SHOWN))


def _once_decided(one: Opportunity) -> Iterator[Due]:
    assert one.decided is not None
    if one.untold:
        who = names_in_short(each.who for each in one.untold)
        yield Due("tell result", one.decided, who)
    if one.feedback_asked is None and one.bids:
        yield Due("ask why", one.decided, "what the buyer says of the bid", band=TIDY)
    elif not one.untold:
        yield Due("close it", one.decided, "all who bid have heard", band=TIDY)


def says(one: Opportunity) -> Iterator[tuple[str, str, str]]:
    """How many days the sector had, or has; against what it speaks."""
    words = ""
    if one.first_told is not None and one.closes is not None:
        n = max((one.closes.day - one.first_told).days, 0)
        words = f"{counted(n, 'day')} from the first word to the closing day"
    yield "lead_time", "The sector has", words
    yield "gaps", "Speaks against", "\n".join(each.described for each in one.gaps)


def outcome(one: Opportunity) -> date | None:
    """The day on which it was known who won."""
    return one.decided


def likely(one: Opportunity) -> Iterator[str]:
    """Telling the sector, forming a bid, submitting it, its result, telling that."""
    if one.decided is not None:
        yield from ("tell-all", "tell") if one.untold else ()
        yield from ("ask-feedback",) if one.feedback_asked is None and one.bids else ()
        yield "close"
        return
    if one.sector_told is None:
        yield "tell-sector"
    if any(each.is_out for each in one.bids):
        yield "decide"
    if any(each.waits for each in one.bids):
        yield "submit"
    yield "part"


ACTS: tuple[Act[Any], ...] = (*telling.ACTS, *bidding.ACTS, reopen)
KIND = Kind(
    code="opportunity",
    letters="OPP",
    called="opportunity",
    plural="opportunities",
    record=Opportunity,
    area="buying",
    steps=Step,
    acts=ACTS,
    likely=likely,
    settle=settle,
    check=check,
    works_out=works_out,
    edits=edits,
    due=due,
    says=says,
    roles=Role,
    outcome=outcome,
    comes_by="say what became of the bids",
    reads=("gaps",),
    papers=(papers.ALERT, papers.JOINT_BID),
    lists=(lists.NOTICES,),
    leads_to=("offer", "feedback", "opportunity", "enquiry"),
)
