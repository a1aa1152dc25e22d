"""Payment complaints logged and edited, and how they are found."""

from __future__ import annotations

from datetime import date

import pytest
from factories import (
    START,
    FixedClock,
    a_payment,
    dump,
    labels,
    make_enquiry,
    make_organisation,
    make_payment,
    value,
)

from db.payments.acts import InvoiceKnown
from db.payments.subject import payment_subject
from db.store import Store
from spoc_tui.casework.errors import BadInput, NotFound
from spoc_tui.casework.payments.kinds import PaymentKind, Terms
from spoc_tui.casework.payments.payment import PaymentStatus
from spoc_tui.casework.records.event import EventKind
from spoc_tui.casework.records.kinds import PAYMENT

TODAY = date(2026, 4, 2)
YESTERDAY = date(2026, 4, 1)
LOGGED, WITH_FINANCE, ESCALATED, PROMISED, PAID, TOLD, CLOSED = PaymentStatus


def test_who_and_how_much_are_enough(store: Store) -> None:
    make_organisation(store)
    case = store.payments.add({"organisation": "rook", "amount": "£1,200.50"})
    payment = case.payment
    assert (payment.reference, payment.organisation) == ("PAY-26-0001", "Rook Lane Bowls Club")
    assert (payment.amount, payment.outstanding, payment.paid) == (120_050, 120_050, 0)
    assert (payment.kind, payment.terms) == (PaymentKind.CONTRACT, Terms.UNKNOWN)
    assert (payment.status, payment.logged_at) == (LOGGED, START)
    (event,) = case.timeline
    assert (event.kind, event.text) == (EventKind.LOGGED, "contract for goods or services")
    assert labels(store)[-1] == "Logged PAY-26-0001"


def test_a_caller_will_do_where_no_organisation_is_on_record(store: Store) -> None:
    payment = store.payments.add({"caller": "Ida of the choir", "amount": "40"}).payment
    assert (payment.who, payment.organisation_uid) == ("Ida of the choir", None)


def test_everything_that_a_caller_may_know(store: Store) -> None:
    payment = make_payment(
        store,
        **{"caller": "Ida", "phone": "01634 555 011", "invoice": "INV 0042", "order": "PO-77"},
        **{"what_for": "Hall hire", "kind": "contract", "terms": "s88", "team": "Housing"},
        **{"performed": "27/2", "invoiced": "28/2", "received": "2/3", "accepted": "3/3"},
        **{
            "agreed": "2026-04-20",
            "disputed": "30/3",
            "disputed_why": "The rate",
            "follow_up": "+5",
        },
    )
    assert (payment.invoice, payment.order, payment.what_for) == ("INV 0042", "PO-77", "Hall hire")
    assert (payment.terms, payment.team) == (Terms.S88, "Housing")
    assert payment.directorate == "Housing and Community Services"
    assert (payment.performed, payment.invoiced) == (date(2026, 2, 27), date(2026, 2, 28))
    assert (payment.received, payment.accepted) == (date(2026, 3, 2), date(2026, 3, 3))
    assert (payment.agreed, payment.disputed_on) == (date(2026, 4, 20), date(2026, 3, 30))
    assert (payment.disputed_why, payment.follow_up_on) == ("The rate", date(2026, 4, 7))
    assert payment.asked_since == date(2026, 3, 2)


BAD: dict[str, tuple[str, str]] = {
    "amount: ": ("amount", "Say how much is owed"),
    "amount:-5": ("amount", "is below £0"),
    "amount:0": ("amount", "more than £0.00"),
    "amount:£0.00": ("amount", "more than £0.00"),
    "amount:1.234,56": ("amount", "commas and full stops the other way round"),
    "amount:12k": ("amount", "is shortened"),
    "amount:12.5": ("amount", "one figure after the full stop"),
    "amount:a lot": ("amount", "is not an amount in pounds"),
    "amount:100,000,000.01": ("amount", "the most that is calculated with"),
    "amount:99999999999999999": ("amount", "the most that is understood"),
    "received:2/3/1926": ("received", "years from 1990 to 2100"),
    "invoiced:1926-03-02": ("invoiced", "years from 1990 to 2100"),
    "performed:2001-05-05": ("performed", "before 7 August 2002"),
    "received:2026-05-01": ("received", "is to come"),
    "performed:tomorrow": ("performed", "is to come"),
    "accepted:2026-04-03": ("accepted", "is to come"),
    "invoiced:30/2/2026": ("invoiced", "is not a date"),
    "disputed:2026-05-01": ("disputed", "is to come"),
    "disputed:perhaps": ("disputed", "is not a date"),
    "agreed:2030-01-01": ("agreed", "more than two years after"),
    "follow_up:yesterday": ("follow_up", "is past"),
    "kind:": ("kind", "not a known kind of payment"),
    "kind:loan": ("kind", "contract, grant, expenses, other"),
    "terms:soon": ("terms", "s68, s88, reg113"),
    "colour:red": ("colour", "has no “colour”"),
}
"""Field and text as typed, after what else is known: which field is named, and what is said."""


@pytest.mark.parametrize("typed", BAD)
def test_bad_input_names_its_field_and_nothing_is_logged(store: Store, typed: str) -> None:
    make_organisation(store)
    field, words = BAD[typed]
    name, _, text = typed.partition(":")
    known = {"organisation": "rook", "amount": "5"}
    if field == "agreed":
        known["received"] = "2/3"
    before = dump(store)
    with pytest.raises(BadInput, match=words) as refused:
        store.payments.add({**known, name: text})
    assert refused.value.field == field
    assert dump(store) == before


def test_what_was_received_is_not_older_than_its_date(store: Store) -> None:
    with pytest.raises(BadInput, match=r"dated 2 March 2026, so it was not received on 1") as no:
        make_payment(store, received="1/3", invoiced="2/3")
    assert no.value.field == "received"
    assert make_payment(store, received="2/3", invoiced="2/3").received == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"amount": "5"}, "organisation"), ({"organisation": "rook"}, "amount"), ({}, "amount")],
)
def test_who_and_how_much_are_asked_for(store: Store, typed: dict[str, str], field: str) -> None:
    make_organisation(store)
    with pytest.raises(BadInput) as refused:
        store.payments.add(typed)
    assert refused.value.field == field


@pytest.mark.parametrize("field", ["organisation", "directorate", "team"])
def test_names_that_nobody_has(store: Store, field: str) -> None:
    with pytest.raises(NotFound, match="zebra") as refused:
        make_payment(store, **{field: "zebra"})
    assert refused.value.field == field


def test_an_invoice_complained_of_before_is_reported_and_kept_if_wanted(store: Store) -> None:
    first = make_payment(store, invoice="INV-0042")
    other = make_organisation(store, "Quay Rowing")
    again = {"organisation": "rook", "amount": "1,200", "invoice": "inv 0042"}
    with pytest.raises(
        InvoiceKnown, match=r"Rook Lane Bowls Club .* INV-0042 before: PAY-26-0001, £1,200\.00"
    ) as known:
        store.payments.add(again)
    assert known.value.field == "invoice"
    assert len(store.payments.all()) == 1
    assert store.payments.add({**again, "organisation": other.uid}).payment.invoice == "inv 0042"
    assert store.payments.add(again, anyway=True).payment.invoice == "inv 0042"
    kept = store.payments.with_invoice("Inv. 0042", first.organisation_uid)
    assert [one.reference for one in kept] == ["PAY-26-0001", "PAY-26-0003"]
    for _ in range(4):
        store.undo()
    assert store.payments.add(again).payment.status is LOGGED


def test_no_invoice_number_is_no_invoice_seen_before(store: Store) -> None:
    make_payment(store)
    store.payments.add({"organisation": "rook", "amount": "1"})
    for _ in range(2):
        store.payments.add({"caller": "Ida", "amount": "1", "invoice": "7777"})
    assert len(store.payments.all()) == 4


def test_the_draft_it_was_typed_in_is_dropped(store: Store) -> None:
    make_organisation(store)
    typed = {"organisation": "rook", "amount": "nothing yet"}
    uid = store.drafts.save(typed, started_at=store.now(), uid=None, of=PAYMENT)
    with pytest.raises(BadInput):
        store.payments.add(typed, draft_uid=uid)
    assert store.drafts.get(uid) is not None
    store.payments.add({**typed, "amount": "5"}, draft_uid=uid)
    assert store.drafts.all() == []


def test_the_preview_passes_over_what_cannot_be_read_yet(store: Store) -> None:
    typed = {"amount": "1,200", "received": "2/3", "invoice": "42", "performed": "31/", "kind": "x"}
    preview = store.payments.preview(typed)
    assert (preview.amount, preview.received, preview.invoice) == (120_000, date(2026, 3, 2), "42")
    assert (preview.performed, preview.kind) == (None, PaymentKind.CONTRACT)
    assert store.payments.preview({}).amount == 0
    assert store.payments.calculate(preview).days_late == 2
    assert store.payments.all() == []


def test_each_has_its_own_number_beside_the_enquiries(store: Store) -> None:
    make_enquiry(store)
    assert make_payment(store).reference == "PAY-26-0001"
    assert make_payment(store).reference == "PAY-26-0002"
    assert make_enquiry(store).enquiry.reference == "ENQ-26-0002"
    assert [one.reference for one in store.payments.all()] == ["PAY-26-0002", "PAY-26-0001"]


@pytest.mark.parametrize("typed", ["PAY-26-0001", "pay 26 1", "pay1", " 1 "])
def test_found_by_its_reference_however_it_is_typed(store: Store, typed: str) -> None:
    make_payment(store)
    assert store.payments.get(typed).payment.reference == "PAY-26-0001"


def test_none_of_that_reference(store: Store) -> None:
    make_enquiry(store)
    for typed in ("PAY-26-0009", "ENQ-26-0001"):
        with pytest.raises(NotFound, match="There is no payment complaint"):
            store.payments.get(typed)


def test_editing_says_what_was_changed(store: Store) -> None:
    ref = make_payment(store).reference
    case = store.payments.edit(
        ref,
        {"order": "PO 1", "invoice": "42", "phone": "01634 1", "amount": "1,500", "for": "Hire"},
    )
    last = case.timeline[-1]
    assert (last.kind, case.payment.amount) == (EventKind.EDITED, 150_000)
    assert set(last.text.split(", ")) == {"phone", "amount", "invoice", "what for", "order"}


def test_a_team_brings_its_directorate(store: Store) -> None:
    ref = make_payment(store, directorate="Finance").reference
    case = store.payments.edit(ref, {"team": "Housing"})
    assert case.payment.team == "Housing"
    assert case.payment.directorate == "Housing and Community Services"
    case = store.payments.edit(ref, {"team": ""})
    assert (case.payment.team, case.payment.directorate is None) == (None, False)


def test_nothing_to_change_is_no_action(store: Store) -> None:
    payment = make_payment(store, received="2/3")
    count = len(labels(store))
    case = store.payments.edit(payment.reference, {"amount": "£1,200.00", "received": "2026-03-02"})
    assert (case.payment, len(labels(store))) == (payment, count)


def test_a_dispute_is_dated_and_ended(store: Store) -> None:
    ref = make_payment(store).reference
    case = store.payments.edit(ref, {"disputed": "yes", "disputed_why": "The rate"})
    assert (case.payment.disputed_on, case.payment.disputed_why) == (TODAY, "The rate")
    case = store.payments.edit(ref, {"disputed": "no"})
    assert (case.payment.disputed_on, case.payment.disputed_why) == (None, "")


def test_an_amount_corrected_to_what_was_paid_makes_it_paid(store: Store) -> None:
    ref = make_payment(store).reference
    store.payments.paid(ref, YESTERDAY, 100_000)
    case = store.payments.edit(ref, {"amount": "1,000"})
    assert (case.payment.status, case.payment.paid_on) == (PAID, YESTERDAY)
    case = store.payments.edit(ref, {"amount": "1,000.01"})
    assert (case.payment.status, case.payment.outstanding) == (LOGGED, 1)


def test_more_that_is_owed_than_they_were_told_is_told_again(store: Store) -> None:
    ref = a_payment(store, TOLD).reference
    assert store.payments.edit(ref, {"for": "Hire"}).payment.status is TOLD
    case = store.payments.edit(ref, {"amount": "1,300"})
    assert (case.payment.status, case.payment.told_at) == (LOGGED, None)
    store.payments.paid(ref, TODAY)
    assert store.payments.told(ref).payment.status is TOLD


@pytest.mark.parametrize(
    "typed",
    [
        *("PAY-26-0001", "pay 1", "INV/2026-0042", "inv 2026 0042", "INV20260042", "mowing"),
        *("Mrs Ady", "PO-5511", "01634 555 011", "555011", "thistle"),
    ],
)
def test_the_search_finds_it(store: Store, typed: str) -> None:
    payment = make_payment(
        store,
        **{"invoice": "INV/2026-0042", "what_for": "Grass mowing", "caller": "Mrs Adyemi"},
        **{"order": "PO-5511", "phone": "01634 555 011"},
    )
    store.payments.note(payment.uid, "The thistles too")
    make_payment(store, "Quay Rowing", invoice="99", what_for="Boats")
    assert [hit.reference for hit in store.search.anything(typed, kind="payment")] == [
        payment.reference
    ]
    assert payment.uid in [hit.uid for hit in store.search.anything(typed)]


def test_a_short_invoice_number_is_found_whole_only(store: Store) -> None:
    make_payment(store, invoice="9")
    make_payment(store, invoice="91")
    found = [hit.name for hit in store.search.anything("9", kind="payment")]
    assert found == ["invoice 9"]


def test_what_was_undone_is_not_found(store: Store) -> None:
    make_payment(store, invoice="INV 4242", what_for="Grass mowing")
    hit = store.search.anything("mowing")[0]
    assert (hit.kind, hit.name, hit.open) == ("payment", "invoice INV 4242, Grass mowing", 1)
    assert hit.status == "logged"
    assert hit.matched == "Rook Lane Bowls Club, £1,200.00 outstanding"
    store.undo()
    for typed in ("mowing", "INV 4242", "PAY-26-0001"):
        assert store.search.anything(typed, kind="payment") == []


def test_the_organisation_shows_it(store: Store, clock: FixedClock) -> None:
    newer = make_payment(store, invoice="42", received="20/3")
    older = make_payment(store, received="2/3")
    done = a_payment(store, CLOSED)
    make_payment(store, "Quay Rowing")
    rook = newer.organisation_uid
    assert rook is not None
    clock.advance(minutes=5)
    store.promises.make(newer.reference, "Ring back", date(2026, 4, 9))
    glance = store.organisations.glance(rook)
    assert [one.uid for one in glance.of_kinds["payment"]] == [older.uid, newer.uid]
    assert [(ref, one.text) for ref, one in glance.promises] == [(newer.reference, "Ring back")]
    assert {one.reference for one in glance.last_contacts} <= {
        newer.reference,
        older.reference,
        done.reference,
    }
    assert len(glance.last_contacts) == 3
    latest = store.organisations.timeline(rook, 0, 20)[0]
    assert (latest.kind, latest.reference) == (EventKind.PROMISED, newer.reference)
    assert (latest.record_kind, latest.record_uid) == ("payment", newer.uid)
    assert latest.subject == newer.subject == "invoice 42"
    assert store.organisations.timeline_count(rook) == 7


def test_a_merged_organisations_payment_is_read_through_the_survivor(store: Store) -> None:
    payment = make_payment(store, "Rook Lane Bowling", invoice="42")
    merged = payment.organisation_uid
    assert merged is not None
    rook = make_organisation(store, "Rook Lane Bowls Club", anyway=True)
    store.duplicates.merge(rook.uid, merged)
    read = store.payments.get(payment.reference).payment
    assert (read.organisation, read.organisation_uid) == ("Rook Lane Bowls Club", rook.uid)
    assert [one.uid for one in store.payments.all(organisation_uid=rook.uid)] == [payment.uid]
    assert [one.uid for one in store.organisations.glance(rook.uid).of_kinds["payment"]] == [
        payment.uid
    ]
    assert store.organisations.timeline_count(rook.uid) == 1
    with pytest.raises(InvoiceKnown):
        store.payments.add({"organisation": rook.uid, "amount": "1", "invoice": "42"})


@pytest.mark.parametrize("invoice", ["", "42"])
@pytest.mark.parametrize("what_for", ["", "Hall hire"])
@pytest.mark.parametrize("kind", PaymentKind)
def test_what_it_is_called_is_the_same_in_sql(
    store: Store, invoice: str, what_for: str, kind: PaymentKind
) -> None:
    payment = make_payment(store, invoice=invoice, what_for=what_for, kind=kind)
    said = value(store, f"SELECT {payment_subject('p')} FROM payment AS p")
    assert said == payment.subject
