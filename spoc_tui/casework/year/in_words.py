"""The first paragraph of a year's paper: what the post did, in plain English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.figures.numbers import Number, plainly
from spoc_tui.casework.money import show_pounds
from spoc_tui.casework.text import counted
from spoc_tui.casework.week.measures import Given, given
from spoc_tui.casework.year.summary import YearSummary

_ALSO = (
    ("group.held", "meeting held", "meetings held"),
    ("group.decisions", "decision made", "decisions made"),
    ("s106.opened", "section 106 window opened", "section 106 windows opened"),
    ("s106.schemes", "scheme put forward", "schemes put forward"),
    ("codesign.opened", "plan opened to the sector", "plans opened to the sector"),
    ("codesign.briefings", "briefing given", "briefings given"),
    ("sv.heard", "contract heard of", "contracts heard of"),
    ("prem.requests", "space asked for", "spaces asked for"),
    ("prescribing.referred", "referral to a service", "referrals to services"),
    ("vol.started", "volunteer started", "volunteers started"),
    ("equality.authorised", "impact assessment authorised", "impact assessments authorised"),
    ("stories.published", "story published", "stories published"),
    ("survey.responses", "response to the survey", "responses to the survey"),
)
"""Figures that are counts of what was done, each as a part of one sentence."""


def in_words(summary: YearSummary) -> str:
    """As the officer wrote it, or made from the figures."""
    return summary.week.own.words or " ".join(_sentences(summary))


def _sentences(summary: YearSummary) -> Iterator[str]:
    first, period = summary.week.first_day, summary.period
    if not summary.week.has_figures and first:
        yield f"There is no figure of {period.years}: the records begin on {show_day(first)}."
        if any(not one.is_silent for one in summary.answered()):
            yield "What was put on record since then of that year is below."
        return
    done = [
        *_enquiries(summary),
        *_payments(summary),
        *_feedback(summary),
        *_money(summary),
    ]
    done += _also(summary, too=bool(done))
    so_far = "" if summary.is_over else " so far"
    if not done:
        others = any(row.counted for _, _, rows in summary.sections() for row in rows)
        found = "Little is on record" if others else "Nothing is on record"
        yield f"{found} of {period.years}{so_far}{': it is below' if others else ''}."
    yield from done
    silent = [one.one.number for one in summary.answered() if one.is_silent]
    if done and silent:
        which = "recommendation" if len(silent) == 1 else "recommendations"
        yield f"Nothing was put down for {which} {listed(silent)} of the Task Group."
    if done and first and period.start < first <= period.end:
        since = f"The records begin on {show_day(first)}"
        yield f"{since}: of the time before, only what was put on record later."


def listed(words: Iterable[str]) -> str:
    """“2b, 2c and 5”."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def _count(summary: YearSummary, code: str) -> int:
    return int(summary.week.figures.values[code] or 0)


def _given(summary: YearSummary, code: str) -> Given:
    return given(summary.week.figures, code, hide_few=summary.week.hide_few)


def _enquiries(summary: YearSummary) -> Iterator[str]:
    received, closed = (_count(summary, f"enquiries.{name}") for name in ("received", "closed"))
    years = summary.period.years
    when = f"In {years}" if summary.is_over else f"So far in {years}"
    if not (received or closed):
        return
    came = counted(received, "enquiry", "enquiries")
    yield f"{when} the single point of contact logged {came} and closed {closed:,}."
    median = _given(summary, "enquiries.answered_median")
    share = _given(summary, "enquiries.answered_within")
    if median.number is not None and median.of:
        whose = "The caller" if median.of == 1 else f"Half of the {median.of:,} callers answered"
        yield f"{whose} had the answer {_within(median.number)}."
    if share.number is not None and share.of:
        due = counted(share.of, "answer")
        yield f"Of {due} due, {share.number}% came by {'its' if share.of == 1 else 'their'} day."


def _within(days: Number) -> str:
    if not days:
        return "on the same working day"
    return f"within {plainly(days)} working day{'' if days == 1 else 's'}"


def _payments(summary: YearSummary) -> Iterator[str]:
    new, paid = _count(summary, "payments.new"), _count(summary, "payments.paid")
    released = _count(summary, "payments.released")
    if new:
        yield f"It took up {counted(new, 'payment that was late', 'payments that were late')}."
    if released:
        in_full = f"; {paid:,} {'was' if paid == 1 else 'were'} paid in full" if paid else ""
        yield f"{show_pounds(released)} came in on such payments{in_full}."
    if owed := _count(summary, "payments.outstanding"):
        at_end = "was still owed at the end" if summary.is_over else "is still owed"
        yield f"{show_pounds(owed)} {at_end}."


def _feedback(summary: YearSummary) -> Iterator[str]:
    heard, done, told = (_count(summary, f"feedback.{name}") for name in ("heard", "done", "told"))
    if heard or done or told:
        begun = counted(heard, "feedback action", "feedback actions")
        on = f"of {told:,} those who spoke were told what came of it"
        yield f"{begun} began and {done:,} were done; {on if told else 'nobody was told'}."


def _money(summary: YearSummary) -> Iterator[str]:
    kept = summary.week.figures.kept.get("fund.success")
    if kept and (decided := sum(kept)):
        bids = counted(decided, "bid was decided", "bids were decided")
        of = "and was won" if decided == 1 else f"{kept.within:,} of them won"
        won = f"{of}, for {show_pounds(_count(summary, 'fund.won'))}"
        none = "and was not won" if decided == 1 else "none of them won"
        yield f"{bids}, {won if kept.within else none}."


def _also(summary: YearSummary, *, too: bool) -> Iterator[str]:
    there = [
        (number, counted(number, one, several))
        for code, one, several in _ALSO
        if (number := _count(summary, code))
    ]
    if there:
        were = "was" if there[0][0] == 1 else "were"
        yield f"There {were}{' also' if too else ''} {listed(words for _, words in there)}."
