"""A promise is a record: kept, or withdrawn with a reason, and never quietly closed over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from factories import FixedClock, a_case, dump, make_enquiry

from db.records.rows import promise_number
from db.store import Store
from spoc_tui.casework.enquiries.enquiry import Status
from spoc_tui.casework.errors import BadInput, NotFound, Refused
from spoc_tui.casework.records.event import EventKind


def test_any_number_of_them(store: Store, clock: FixedClock) -> None:
    reference = make_enquiry(store).enquiry.reference
    for text in ("Ring  back", "Send the form", "Ask Housing"):
        case = store.promises.make(reference, text, store.today() + timedelta(days=3))
    assert [(p.number, p.text, p.is_open) for p in case.promises] == [
        (1, "Ring back", True),
        (2, "Send the form", True),
        (3, "Ask Housing", True),
    ]
    assert case.promises[0].due == date(2026, 4, 5)
    assert case.promises[0].made_at == clock.moment
    event = case.timeline[-1]
    assert (event.kind, event.text) == (EventKind.PROMISED, "Ask Housing, by Sun 5 Apr 2026")
    assert case.enquiry.status is Status.NEW


def test_kept(store: Store, clock: FixedClock) -> None:
    reference = make_enquiry(store).enquiry.reference
    store.promises.make(reference, "Ring back", store.today())
    clock.advance(hours=2)
    case = store.promises.keep(reference)
    assert case.promises[0].kept_at == clock.moment
    assert (case.timeline[-1].kind, case.timeline[-1].text) == (EventKind.KEPT, "Ring back")
    with pytest.raises(Refused, match="no open promise"):
        store.promises.keep(reference)


def test_withdrawn_with_a_reason(store: Store, clock: FixedClock) -> None:
    reference = make_enquiry(store).enquiry.reference
    store.promises.make(reference, "Ring back", store.today())
    case = store.promises.withdraw(reference, 1, "They asked me not to.")
    assert case.promises[0].withdrawn_at == clock.moment
    assert case.promises[0].withdrawn_why == "They asked me not to."
    assert case.timeline[-1].text == "Ring back: They asked me not to."


def test_which_of_several_must_be_said(store: Store) -> None:
    reference = make_enquiry(store).enquiry.reference
    for text in ("Ring back", "Send the form"):
        store.promises.make(reference, text, store.today())
    with pytest.raises(BadInput, match=r"1\. Ring back; 2\. Send the form"):
        store.promises.keep(reference)
    case = store.promises.keep(reference, 2)
    assert [promise.is_open for promise in case.promises] == [True, False]
    with pytest.raises(NotFound, match="no promise 3"):
        store.promises.keep(reference, 3)


def test_each_record_counts_its_own(store: Store) -> None:
    for _ in range(2):
        reference = make_enquiry(store).enquiry.reference
        assert store.promises.make(reference, "Ring", store.today()).promises[0].number == 1


@pytest.mark.parametrize(("text", "days", "field"), [(" ", 0, "text"), ("Ring back", -1, "by")])
def test_a_promise_says_what_and_for_when(store: Store, text: str, days: int, field: str) -> None:
    reference = make_enquiry(store).enquiry.reference
    before = dump(store)
    with pytest.raises(BadInput) as refused:
        store.promises.make(reference, text, store.today() + timedelta(days=days))
    assert refused.value.field == field
    assert dump(store) == before


def test_a_withdrawal_says_why(store: Store) -> None:
    reference = make_enquiry(store).enquiry.reference
    store.promises.make(reference, "Ring back", store.today())
    with pytest.raises(BadInput, match="why the promise is withdrawn"):
        store.promises.withdraw(reference, 1, " ")
    assert store.enquiries.get(reference).open_promises


def test_nothing_is_promised_on_a_closed_record(store: Store) -> None:
    reference = a_case(store, Status.CLOSED).enquiry.reference
    with pytest.raises(Refused, match="Reopen it"):
        store.promises.make(reference, "Ring back", store.today())


def test_numbers_are_by_when_they_were_made(store: Store, clock: FixedClock) -> None:
    """Two desks promise on one record: neither knows of the other's."""
    uid = make_enquiry(store).enquiry.uid
    store.promises.make(uid, "Second", store.today())
    clock.advance(hours=1)
    store.promises.make(uid, "Third", store.today())
    before = {"record": uid, "due": "2026-04-02", "made_at": "2026-04-02T08:59:00Z"}
    with store.action("Joined"):
        store.insert("promise", {**before, "text": "First"})
    promises = store.enquiries.get(uid).promises
    assert [(one.number, one.text) for one in promises] == [
        (1, "First"),
        (2, "Second"),
        (3, "Third"),
    ]
    assert store.promises.keep(uid, 1).promises[0].kept_at == clock.moment
    store.undo()
    store.undo()
    assert [one.number for one in store.enquiries.get(uid).promises] == [2, 3]


def test_their_numbers_are_counted_by_an_index(store: Store) -> None:
    plan = store.connection.execute(
        f"EXPLAIN QUERY PLAN SELECT p.*, {promise_number('p')} FROM promise AS p "
        f"WHERE p.record = 'x' AND p.removed_at IS NULL ORDER BY p.made_at, p.uid"
    ).fetchall()
    said = [row["detail"] for row in plan]
    assert not [one for one in said if "SCAN" in one or "TEMP B-TREE" in one]
    assert len([one for one in said if "promise_of" in one]) == 2


def test_a_number_is_not_told_of_a_change(store: Store) -> None:
    reference = make_enquiry(store).enquiry.reference
    store.promises.make(reference, "Ring back", store.today())
    with store.transaction():  # as an older program wrote it
        store.connection.execute("DROP TRIGGER change_append_only_update")
        store.connection.execute(
            "UPDATE change SET after = json_set(after, '$.number', 1) WHERE tbl = 'promise'"
        )
    told = store.history.of("enquiry", store.enquiries.get(reference).enquiry.uid)[-1].changes
    assert [one.field for one in told if one.table == "promise"] == ["text", "due", "made_at"]
