"""A past week after an act that touched very many records: it is what it was when it ended, and the
history is not gone through change by change for it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from factories import FixedClock, make_enquiry, make_group, make_meeting, make_organisation

from db.store import Store
from spoc_tui.casework.dates import when
from spoc_tui.casework.enquiries.enquiry import Outcome
from spoc_tui.casework.week.definitions import BY_CODE
from spoc_tui.casework.week.periods import week_of

Much = Callable[[Store, int], None]


def add_old_enquiries(store: Store, count: int) -> None:
    """Of the clubs that were there, and of others: of the week that is over, and of years before;
    in one act.
    """
    clubs = [one.uid for one in store.organisations.page(0, 10)]
    with store.action("Brought over from the old desk"):
        for number in range(count):
            at = when.to_iso(store.now() - timedelta(days=(6, 400)[number % 2]))
            day = at[:10]
            uid = store.insert(
                "enquiry",
                {
                    "reference": f"ENQ-25-{count:02}{number:02}",
                    "organisation": clubs[number % len(clubs)],
                    "channel": "phone",
                    "urgency": "normal",
                    "subject": "The hall",
                    "status": "new",
                    "received_at": at,
                    "clock_from": day,
                    "acknowledge_by": day,
                    "answer_by": day,
                },
            )
            store.insert("event", {"record": uid, "kind": "logged", "at": at, "to_status": "new"})


def add_groups(store: Store, count: int) -> None:
    for number in range(count):
        group = make_group(store, f"Network {number} of {count}", rule="")
        meeting = make_meeting(store, group, when="-8").uid
        store.declared("meeting").act(meeting, "hold", {"on": "-8"})


def go_on(store: Store, count: int) -> None:
    for number in range(count):
        uid = make_enquiry(store, subject=f"A key {number}").enquiry.uid
        store.enquiries.answer(uid, "Ask at the desk.")
        store.enquiries.close(uid, outcome=Outcome.RESOLVED, reason="done")


@pytest.mark.parametrize("much", [add_old_enquiries, add_groups, go_on])
def test_a_past_week_is_as_it_was_and_read_as_fast(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, much: Much
) -> None:
    for name in ("Ash Club", "Elm Club", "Oak Club"):
        club = make_organisation(store, name, anyway=True).uid
    make_enquiry(store, organisation_uid=club, route_to="Property")
    week = week_of(store.today())
    clock.moment = week.ends_at
    ended = store.week.figures(week)
    assert ended.values["enquiries.first_time"] == 1
    clock.advance(days=1, hours=9)
    much(store, 2)
    read: list[Any] = []
    loads = json.loads

    def counted(text: Any, **how: Any) -> Any:
        read.append(text)
        return loads(text, **how)

    def summary() -> int:
        with monkeypatch.context() as patched:
            patched.setattr(json, "loads", counted)
            read.clear()
            found = store.week.summary(week)
        then = found.then or found.figures
        assert {code: then.values[code] for code in BY_CODE} == {
            code: ended.values[code] for code in BY_CODE
        }
        return len(read)

    of_few = summary()
    much(store, 12)
    assert summary() == of_few
