"""What speaks for a commitment and against it: linked by the officer, or offered and taken."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cli_desk import Cli
from factories import (
    FixedClock,
    make_award,
    make_commitment,
    make_enquiry,
    make_organisation,
    make_payment,
)

from db.store import Store
from spoc_tui.casework.compact.steps import Result
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.kinds.evidence import Offer
from spoc_tui.casework.records.link import Says


def escalated(store: Store) -> str:
    payment = make_payment(store)
    store.payments.to_finance(payment.uid)
    store.payments.escalate(payment.uid)
    return payment.reference


def offered(store: Store, uid: str) -> list[str]:
    found: list[Offer] = store.declared("commitment").get(uid).record.offered  # type: ignore[attr-defined]
    return [one.reference for one in found]


def test_the_words_of_the_verbs(cli: Cli, store: Store) -> None:
    make_payment(store)
    added = cli.json(
        "compact", "commitment", "add", "--side", "council", "--words", "Pay within 30 days"
    )
    assert added["reference"] == "COM-26-0001"
    cli.text("link", "PAY-26-0001", "COM-26-0001", "--says", "against", "--words", "52 days late")
    shown = cli.json("compact", "commitment", "show", "COM-26-0001")
    (link,) = shown["links"]
    assert (link["says"], link["words"], link["record"]) == (
        *("against", "52 days late"),
        "PAY-26-0001",
    )
    assert shown["against"] == ["PAY-26-0001: 52 days late, Thu 2 Apr 2026 (not answered)"]
    assert shown["dues"][0]["what"] == "find owner"
    assert "Against it" in cli.text("compact", "commitment", "show", "COM-26-0001")


def test_for_and_against_of_one_record_is_mixed_and_says_why(store: Store) -> None:
    make_enquiry(store)
    one = make_commitment(store)
    store.links.link("ENQ-26-0001", one.uid, Says.FOR)
    for again in (Says.FOR, Says.AGAINST):
        with pytest.raises(Refused, match="is there already"):
            store.links.link("ENQ-26-0001", one.uid, again)
    with pytest.raises(Refused, match="mixed, and says why"):
        store.links.link("ENQ-26-0001", one.uid, Says.AGAINST)
    store.links.unlink("ENQ-26-0001", one.uid)
    with pytest.raises(BadInput, match="what speaks for it, and what against"):
        store.links.link("ENQ-26-0001", one.uid, Says.MIXED)
    store.links.link("ENQ-26-0001", one.uid, Says.MIXED, words="Paid, and late")
    (evidence,) = store.declared("commitment").get(one.uid).record.evidence  # type: ignore[attr-defined]
    assert (evidence.says, evidence.words, evidence.publish) == (Says.MIXED, "Paid, and late", None)


def test_a_late_payment_is_offered_once_and_never_added_unasked(
    store: Store, clock: FixedClock
) -> None:
    one = make_commitment(store, offers="late-payments")
    other = make_commitment(store, "Answer letters")
    reference = escalated(store)
    commitments = store.declared("commitment")
    assert offered(store, one.uid) == [reference]
    assert offered(store, other.uid) == []
    assert store.links.of(one.uid) == ()
    (line,) = (
        each
        for each in commitments.dues(commitments.get(one.uid).record)
        if "evidence" in each.what
    )
    assert line.words.startswith(reference)
    kept = store.connection.execute("SELECT what FROM record_due WHERE record = ?", [one.uid])
    assert "see evidence" in {row["what"] for row in kept}
    commitments.act(one.uid, "decline", {"offer": reference, "why": "It was ours"})
    assert offered(store, one.uid) == []
    assert store.links.of(one.uid) == ()
    clock.advance(days=30)
    assert offered(store, one.uid) == []
    store.undo()
    assert offered(store, one.uid) == [reference]
    commitments.act(one.uid, "take", {"offer": reference, "publish": "yes"})
    (link,) = store.links.of(one.uid)
    assert (link.link.says, link.link.publish, link.reference) == (Says.AGAINST, True, reference)
    assert link.link.offered is not None
    assert offered(store, one.uid) == []
    assert "speaks against COM-26-0001" in store.payments.get(reference).timeline[-1].text


def test_what_was_declined_may_still_be_linked_by_the_officer(store: Store) -> None:
    one, reference = make_commitment(store, offers="late-payments"), escalated(store)
    store.declared("commitment").act(one.uid, "decline", {"offer": reference, "why": "Ours"})
    store.links.link(reference, one.uid, Says.FOR, words="It was paid that day")
    assert [each.link.says for each in store.links.of(one.uid)] == [Says.FOR]
    assert offered(store, one.uid) == []


def test_a_short_notice_is_offered_from_the_day_after_the_last_in_time(
    store: Store, clock: FixedClock
) -> None:
    make_organisation(store)
    commitments = store.declared("commitment")
    one = make_commitment(store, offers="short-notices, late-payments")
    award = make_award(store, "Rook Lane", ends="2026-08-31")  # notice is due by 1 June
    renewed = make_award(store, "Rook Lane", ends="2026-08-31", title="Another")
    assert offered(store, one.uid) == []
    kept = store.connection.execute(
        "SELECT words, due FROM record_due WHERE record = ? AND what = 'see evidence' "
        "ORDER BY words",
        [one.uid],
    ).fetchall()
    assert [(row["words"][:11], row["due"]) for row in kept] == [
        (award.reference, "2026-06-02"),
        (renewed.reference, "2026-06-02"),
    ]
    store.declared("award").act(renewed.uid, "renew", {"months": "12"})
    clock.advance(days=80)
    assert offered(store, one.uid) == [award.reference]
    commitments.act(one.uid, "take", {"offer": award.reference})
    (link,) = store.links.of(one.uid)
    assert "no notice of its end by" in link.link.words


def test_notice_in_time_is_no_evidence_and_a_late_one_is(store: Store, clock: FixedClock) -> None:
    make_organisation(store)
    one = make_commitment(store, offers="short-notices")
    award = make_award(store, "Rook Lane", ends="2026-08-31")
    store.declared("award").act(award.uid, "notice")
    assert offered(store, one.uid) == []
    store.undo()
    clock.advance(days=80)
    store.declared("award").act(award.uid, "notice")
    (found,) = store.declared("commitment").get(one.uid).record.offered  # type: ignore[attr-defined]
    assert "given late" in found.words


def test_what_was_before_a_commitment_is_not_offered_on_it(store: Store, clock: FixedClock) -> None:
    escalated(store)
    clock.advance(days=1)
    assert offered(store, make_commitment(store, offers="late-payments").uid) == []
    early = make_commitment(store, "As before", offers="late-payments", starts="2026-01-01")
    assert offered(store, early.uid) == ["PAY-26-0001"]


def test_what_is_silent_is_not_found_to_be_kept(store: Store) -> None:
    make_enquiry(store)
    commitments, one = store.declared("commitment"), make_commitment(store)
    for result in ("kept", "partly"):
        with pytest.raises(BadInput, match="it was not tested, which is not kept"):
            commitments.act(one.uid, "assess", {"result": result})
    commitments.act(one.uid, "assess", {"result": "not-tested"})
    store.links.link("ENQ-26-0001", one.uid, Says.FOR)
    views = {"council": "We did.", "sector": "Mostly."}
    after = commitments.act(one.uid, "assess", {"result": "kept", **views}).record
    found = after.assessed  # type: ignore[attr-defined]
    assert (found.council, found.sector) == ("We did.", "Mostly.")
    assert [each.result for each in after.assessments] == [Result.NOT_TESTED, Result.KEPT]  # type: ignore[attr-defined]


def test_a_commitment_that_comes_of_a_call_is_not_owed_by_the_caller(
    cli: Cli, store: Store
) -> None:
    club = make_organisation(store).uid
    make_enquiry(store, organisation_uid=club, subject="Pay us sooner")
    args = ("--side", "council", "--came-of", "ENQ-26-0001")
    made = cli.json("compact", "commitment", "add", *args)
    assert (made["words"], made["organisation"]) == ("Pay us sooner", None)


def test_what_was_heard_earlier_speaks_since_its_day(store: Store, cli: Cli) -> None:
    one, other = make_commitment(store), make_commitment(store, "Answer letters")
    reference = make_enquiry(store).enquiry.reference
    cli.text("link", reference, one.reference, "--says", "for", "--on", "1/3/2026")
    (evidence,) = store.declared("commitment").get(one.uid).record.evidence  # type: ignore[attr-defined]
    assert str(evidence.on) == "2026-03-01"
    assert "since Sun 1 Mar 2026" in store.declared("commitment").get(one.uid).timeline[-1].text
    with pytest.raises(BadInput, match="still to come"):
        store.links.link(reference, other.uid, Says.FOR, on=store.today() + timedelta(days=1))


def test_evidence_is_said_of_the_promise_from_whichever_side_it_is_linked(store: Store) -> None:
    one = make_commitment(store)
    reference = make_enquiry(store).enquiry.reference
    case = store.links.link(one.reference, reference, Says.AGAINST, words="No answer came")
    assert case.record.reference == one.reference
    assert case.timeline[-1].text.startswith(f"has against it {reference}")
    (evidence,) = store.declared("commitment").get(one.uid).record.evidence  # type: ignore[attr-defined]
    assert (evidence.reference, evidence.says) == (reference, Says.AGAINST)
    store.undo()
    assert store.links.of(one.uid) == ()
