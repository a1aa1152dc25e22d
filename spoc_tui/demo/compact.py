"""The demo's compact: what both sides promised, what came in for it and against, and a review that
has begun. All plainly made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from db.records.listing import list_records
from spoc_tui.casework.records.link import Says
from spoc_tui.casework.records.listing import Filters
from spoc_tui.demo.diary import Diary

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.demo.telling_kinds import Act

PAY, NOTICE = "Pay within 30 days", "Say three months before that money ends"
DESIGN = "Ask the sector before a draft is written"
LISTEN = "Say what became of what we were told"
LEAD, ENGAGE = "Bid together where that is better", "Bring what communities say to the table"
POST = "Have one person whom the sector can ring"
WARN = "Say early when a service is at risk"
PRINCIPLES = (
    "A strong, diverse and independent sector",
    "Policies and services are shaped together",
    "Clear arrangements for changes",
    "An equal and fair society",
)
_COUNCIL = (
    (PAY, "3", "Accounts Payable", "Every invoice paid by its day", "late-payments"),
    (NOTICE, "3", "VCS Commissioning", "Notice on record in time", "short-notices"),
    (DESIGN, "2", "", "The sector was asked before the first draft", ""),
    (LISTEN, "1", "VCS Commissioning", "Whoever spoke was told", ""),
    (POST, "1", "VCS Commissioning", "", ""),
)
"""Words, principle, owner, what would show it, what is offered as evidence."""

_YEAR = (
    (
        "meeting",
        0,
        DESIGN,
        Says.FOR,
        -288,
        "culture came before it wrote, with three questions",
        "",
    ),
    (
        "decision",
        1,
        LISTEN,
        Says.FOR,
        -254,
        "one form came of it, and all who had asked were told",
        "",
    ),
    ("award", 1, NOTICE, Says.FOR, -228, "its end was said four months before", ""),
    (
        *("meeting", 1, PAY, Says.AGAINST, -202),
        "three members wait six weeks for theirs",
        "A second person looks at invoices since June.",
    ),
    (
        *("meeting", 1, ENGAGE, Says.MIXED, -202),
        "for: two brought figures; against: nobody spoke for young people",
        "",
    ),
    (
        "decision",
        2,
        ENGAGE,
        Says.FOR,
        -170,
        "one person is named for all questions of safeguarding",
        "",
    ),
    (
        "decision",
        3,
        NOTICE,
        Says.FOR,
        -139,
        "rents were left alone until April, and that was said",
        "",
    ),
    (
        "meeting",
        2,
        PAY,
        Says.FOR,
        -116,
        "finance brought its days: half are paid within three weeks",
        "",
    ),
    (
        *("meeting", 2, DESIGN, Says.AGAINST, -116),
        "a whole draft on parking lay on the table",
        "It was taken back, and began again with four groups.",
    ),
    ("feedback", 2, LISTEN, Says.AGAINST, -95, "not every tenant was written to", ""),
)
"""What was heard in the year before: the nth record of a kind, of which promise, what it says, so
many days from today, in which words, and what was answered two weeks later.
"""


def told(diary: Diary, regulars: list[int]) -> Iterator[tuple[datetime, Act]]:
    """It was signed eleven months ago; evidence comes in; both sides say what they think of it."""
    its = _Compact(diary, regulars)
    first = diary.length
    yield diary.at(first - 1, 14, 10), its.put_on_record
    yield diary.at(first - 1, 14, 25), its.hear_of_the_year
    yield diary.at(24, 16, 5), its.hear_of_payments
    yield diary.at(12, 15, 50), its.hear_of_money
    yield diary.at(9, 16, 15), its.answer
    yield diary.at(8, 16, 35), its.hear_of_windows
    yield diary.at(5, 10, 30), its.begin_review
    yield diary.at(2, 15, 15), its.assess


class _Compact:
    """The compact, and by its words each commitment; the sector’s are owed by the nth
    organisations.
    """

    def __init__(self, diary: Diary, regulars: list[int]) -> None:
        self._diary = diary
        self._signing = regulars[:5]
        self._compact = ""
        self._promises: dict[str, str] = {}

    def _day(self, days: int) -> str:
        return (self._diary.today + timedelta(days=days)).isoformat()

    def put_on_record(self, store: Store, organisations: Sequence[str]) -> None:
        """It is typed in as it was signed, with what each side promised."""
        compacts = store.declared("compact")
        added = {
            "title": "Made-up Compact",
            "version": "1",
            "words": "Between the council, the sector and their partners. Where one side thinks "
            "that it is not kept, it says so to the other first.",
        }
        self._compact = compacts.add(added).record.uid
        for number, words in enumerate(PRINCIPLES, 1):
            row = {"number": str(number), "words": words, "source": "local"}
            compacts.add_row(self._compact, "principles", row)
        marks = (
            ("Cabinet agrees to it", self._day(-400), self._day(-402)),
            ("Sustainable funding is addressed in it", self._day(-340), self._day(-320)),
            ("A business case for a liaison post", self._day(45), ""),
        )
        for words, by, done in marks:
            row = {"words": words, "by": by, "done": done}
            compacts.add_row(self._compact, "milestones", row)
        council = {"role": "council", "called": "The made-up council", "on": self._day(-330)}
        compacts.act(self._compact, "sign-up", council)
        for called in ("Made-up Constabulary", "Made-up Fire and Rescue", "Made-up NHS Trust"):
            partner = {"role": "partner", "called": called, "on": self._day(-330)}
            compacts.act(self._compact, "sign-up", partner)
        for nth in self._signing[:4]:
            sector = {"role": "sector", "organisation": organisations[nth], "on": self._day(-330)}
            compacts.act(self._compact, "sign-up", sector)
        compacts.act(self._compact, "withdraw", {"number": "8", "why": "They closed their office"})
        compacts.act(self._compact, "sign", {"on": self._day(-330)})
        compacts.act(self._compact, "enter", {"on": self._day(-320)})
        for words, principle, team, shown_by, offers in _COUNCIL:
            more = {"team": team, "shown_by": shown_by, "offers": offers}
            self._promise(store, words, side="council", principle=principle, **more)
        self._promise(
            store,
            LEAD,
            side="sector",
            principle="2",
            organisation=organisations[self._signing[0]],
        )
        self._promise(
            store,
            ENGAGE,
            side="sector",
            principle="2",
            organisation=organisations[self._signing[1]],
        )
        self._promise(
            store,
            WARN,
            side="sector",
            principle="3",
            organisation=organisations[self._signing[1]],
        )

    def hear_of_the_year(self, store: Store, organisations: Sequence[str]) -> None:
        """What spoke for the promises and against them since they were signed, month by month;
        of two nothing was ever heard. Of what speaks against, one is still not answered.
        """
        for kind, nth, of, says, on, words, answer in _YEAR:
            uid = self._say(store, kind, of, says, words, publish=True, nth=nth, on=on)
            if answer:
                given = {"record": uid, "words": answer, "on": self._day(on + 14)}
                store.declared("commitment").act(self._promises[of], "answer-it", given)

    def hear_of_windows(self, store: Store, organisations: Sequence[str]) -> None:
        """The sector was asked about a development before it was decided; a group says that it was
        asked late about something else.
        """
        words = "asked on the day its window opened, and what was said is in the agreement"
        self._say(store, "window", DESIGN, Says.FOR, words, publish=True)
        words = "said at a meeting: the draft was there before anybody was asked"
        self._say(store, "meeting", DESIGN, Says.AGAINST, words, publish=True, nth=3)

    def hear_of_payments(self, store: Store, organisations: Sequence[str]) -> None:
        """A claim that was escalated is offered, and taken; another was paid in time."""
        commitments, uid = store.declared("commitment"), self._promises[PAY]
        offered = commitments.get(uid).record.offered  # type: ignore[attr-defined]
        if offered:
            words = "waited weeks, until it went to the Chief Finance Officer"
            given = {"offer": offered[0].uid, "words": words, "publish": "yes"}
            commitments.act(uid, "take", given)
        words = "chased once, and paid the next week"
        self._say(store, "payment", PAY, Says.FOR, words, nth=0)

    def hear_of_money(self, store: Store, organisations: Sequence[str]) -> None:
        """An award was renewed, though later than it should have been said; several bid together;
        what was heard was told back.
        """
        words = "for: it goes on for a year; against: that was said three weeks before its end"
        self._say(store, "award", NOTICE, Says.MIXED, words, publish=True)
        words = "two brought what the third lacked, though it was lost"
        self._say(store, "bid", LEAD, Says.FOR, words, publish=True)
        self._say(store, "feedback", LISTEN, Says.FOR, "whoever spoke was told", publish=True)
        self._say(store, "meeting", ENGAGE, Says.FOR, "three members brought something")

    def answer(self, store: Store, organisations: Sequence[str]) -> None:
        """Finance answers what was taken; that it was late about the draft waits."""
        commitments, uid = store.declared("commitment"), self._promises[PAY]
        waiting = commitments.get(uid).record.unanswered  # type: ignore[attr-defined]
        for each in waiting[:1]:
            words = "A new system lost the invoice; all of that week were gone through."
            commitments.act(uid, "answer-it", {"record": each.uid, "words": words})

    def begin_review(self, store: Store, organisations: Sequence[str]) -> None:
        """Eleven months after the signing both sides look at it."""
        store.declared("compact").act(self._compact, "review")

    def assess(self, store: Store, organisations: Sequence[str]) -> None:
        """What was found of most; the last two are still to be looked at."""
        found = {
            PAY: ("partly", "Most were in time.", "The small ones waited longest."),
            NOTICE: ("partly", "Nobody was left without.", "Three weeks is not three months."),
            DESIGN: ("not-kept", "It was in planning.", "And nowhere else."),
            LISTEN: ("kept", "Everybody was told.", "Yes, and it shows."),
            POST: ("not-tested", "", "Nobody has rung yet: ask us next year."),
        }
        for words, (result, council, sector) in found.items():
            typed = {"result": result, "council": council, "sector": sector}
            store.declared("commitment").act(self._promises[words], "assess", typed)

    def _promise(self, store: Store, words: str, **typed: str) -> None:
        more = {"compact": self._compact, "starts": self._day(-330), **typed}
        made = store.declared("commitment").add({"words": words, **more}).record
        self._promises[words] = made.uid

    def _say(
        self,
        store: Store,
        kind: str,
        of: str,
        says: Says,
        words: str,
        *,
        publish: bool | None = None,
        nth: int = 0,
        on: int = 0,
    ) -> str:
        """The nth record of a kind, as they were put on record, speaks so of a commitment, since a
        day that is so many days from today. Its uid.
        """
        found, _ = list_records(store, Filters(kinds=(kind,), open_only=False, limit=1_000))
        one = sorted(found, key=lambda each: each.reference)[nth]
        since = _weekday(self._diary.today + timedelta(days=on)) if on else None
        store.links.link(one.uid, self._promises[of], says, words=words, on=since, publish=publish)
        return one.uid


def _weekday(day: date) -> date:
    """The day, or the Friday before it."""
    return day - timedelta(days=max(0, day.weekday() - 4))
