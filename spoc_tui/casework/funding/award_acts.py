"""What is done about an award: notice of its end, a report to the funder, the award after it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.kinds.act import Act, Begin, Change, act
from spoc_tui.casework.kinds.fields import Linked, day, line, money, number, text
from spoc_tui.casework.money import show_money
from spoc_tui.casework.records.require import require_order

if TYPE_CHECKING:
    from spoc_tui.casework.funding.award import Award
    from spoc_tui.casework.kinds.now import Now

ON = day("On", "blank: today", past=True)


def require_no_notice(one: Award) -> None:
    """Refuses to give notice of an end that is not known, that was said, or that is none."""
    if one.last is None:
        raise Refused(f"It is not known when {one.reference} ends. Edit its last day first.")
    if one.noticed is not None:
        raise Refused(f"Notice of that end was given on {show_day(one.noticed)}.")
    if one.is_renewed:
        raise Refused(f"{one.reference} is renewed: its end is followed by {_renewal(one)}.")


@act(
    "Record that notice was given",
    "notice given",
    needs=require_no_notice,
    asks={"on": ON, "how": line("How", "by whom, and how: a letter, a meeting")},
)
def notice(one: Award, now: Now, *, on: date | None, how: str) -> Change:
    """The organisation was told when its money ends: in time, or later than it should have been."""
    day = on or now.today
    require_order(one.awarded, day, "No notice was given before it was awarded", "on")
    said = [show_day(day), how]
    if one.notice_by is not None and day > one.notice_by:
        said.append(f"after the last day in time, {show_day(one.notice_by)}")
    return Change({"noticed": day}, text="; ".join(filter(None, said)))


def require_report(one: Award) -> None:
    """Refuses to report what was reported."""
    if one.reported is not None:
        raise Refused(f"{one.reference} was reported on {show_day(one.reported)}.")


@act("Record the report", "reported", on_closed=True, needs=require_report, asks={"on": ON})
def report(one: Award, now: Now, *, on: date | None) -> Change:
    """The funder has the report; after the award ended too."""
    return Change({"reported": on or now.today})


def require_not_renewed(one: Award) -> None:
    """Refuses a second renewal."""
    if one.is_renewed:
        raise Refused(f"{one.reference} is renewed already: {_renewal(one)}.")


def _renewal(one: Award) -> str:
    return ", ".join(each.reference for each in one.renewals)


@act(
    "Renew it",
    "renewed",
    needs=require_not_renewed,
    asks={
        "amount": money("Amount", "in pounds; blank: as much as before"),
        "starts": day("Starts", "blank: the day after this one ends"),
        "ends": day("Ends", "its last day; blank: worked out from the months"),
        "months": number("Months", "how long, where no last day is given", least=1, most=600),
        "awarded": day("Awarded", "blank: today", past=True),
    },
)
def renew(
    one: Award,
    now: Now,
    *,
    amount: int | None,
    starts: date | None,
    ends: date | None,
    months: int | None,
    awarded: date | None,
) -> Change:
    """Another award follows it, which has an end and a notice of its own."""
    first = starts or one.first_day_without
    if first is None:
        raise BadInput(
            f"It is not known when {one.reference} ends. Say when the next one starts.",
            field="starts",
        )
    if ends is None and months is None:
        raise BadInput("Say until when it runs, or for how many months.", field="ends")
    require_order(one.begins, first, "What follows does not start before it", "starts")
    shared = ("organisation", "funder", "team", "basis", "programme", "purpose", "open_call")
    values = {name: getattr(one, name) for name in shared} | {
        "amount": one.amount if amount is None else amount,
        "starts": first,
        "ends": ends,
        "months": months,
        "awarded": awarded or now.today,
        "renews": Linked(one.uid, one.subject),
    }
    text = f"{show_money(values['amount'])}, from {show_day(first)}"
    return Change(text=text, then=(Begin("award", values),))


def require_no_report_owed(one: Award) -> None:
    """Refuses to end what a report is still owed of: its end does not hide that."""
    if one.owes_report and one.report_due is not None:
        raise Refused(
            f"The report of {one.reference} is due on {show_day(one.report_due)}. Record it, or "
            "edit its day away where none is due."
        )


@act(
    "It has ended",
    "ended",
    ends=True,
    needs=require_no_report_owed,
    asks={"why": text("What follows", "what becomes of what it paid for", needed=True)},
)
def close(one: Award, now: Now, *, why: str) -> Change:
    """The money ended; what becomes of what it paid for is put down."""
    if one.last is not None and one.last >= now.today:
        raise Refused(
            f"{one.reference} runs until {show_day(one.last)}. Edit its last day first, if it ends "
            "before."
        )
    return Change(text=why)


ACTS: tuple[Act[Any], ...] = (notice, report, renew, close)


def likely(one: Award) -> Iterator[str]:
    """Notice is given, or it is renewed; then it ends."""
    if one.owes_report:
        yield "report"
    if not one.is_renewed:
        yield from ("renew", "notice") if one.noticed else ("notice", "renew")
    yield "close"
