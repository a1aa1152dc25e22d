"""What is typed wrongly of a compact is refused in a sentence that says what to do; what only looks
wrong is taken.
"""

from __future__ import annotations

import pytest
from factories import (
    FixedClock,
    make_commitment,
    make_compact,
    make_enquiry,
    make_organisation,
    team,
)

from db.store import Store
from spoc_tui.casework.errors import BadInput, Refused, SpocError
from spoc_tui.casework.records.link import Says


@pytest.mark.parametrize(
    ("kind", "typed", "field", "says"),
    [
        ("commitment", {"organisation": "Rook Lane"}, "organisation", "owed by one of its teams"),
        ("commitment", {"side": "sector", "team": "Planning"}, "team", "owed by an organisation"),
        (
            "commitment",
            {"side": "partner", "team": "Planning", "organisation": "Rook Lane"},
            "organisation",
            "One owes it",
        ),
        ("commitment", {"side": "parish"}, "side", "Choose one of: council, sector, partner"),
        ("commitment", {"side": ""}, "side", "cannot be left blank"),
        ("commitment", {"words": ""}, "words", "cannot be left blank"),
        ("commitment", {"words": "x" * 1_001}, "words", "1,000"),
        ("commitment", {"starts": "today", "ends": "-1"}, "ends", "cannot end before it starts"),
        ("commitment", {"compact": "CPT-26-0009"}, "compact", "CPT-26-0009"),
        ("commitment", {"offers": "gifts"}, "offers", "late-payments"),
        ("compact", {"review_on": "-1"}, "review_on", "is past"),
        ("compact", {"review_months": "0"}, "review_months", "at least 1"),
        ("compact", {"title": ""}, "title", "cannot be left blank"),
        ("compact", {"version": ""}, "version", "cannot be left blank"),
        (
            "compact",
            {"principles": '[{"number": "1", "words": "A"}, {"number": "1", "words": "B"}]'},
            "principles",
            "Two principles have the number 1",
        ),
        ("compact", {"milestones": '[{"words": "A", "done": "+3"}]'}, "milestones", "to come"),
    ],
)
def test_it_is_refused_at_its_field(
    store: Store, kind: str, typed: dict[str, str], field: str, says: str
) -> None:
    make_organisation(store)
    usual = {
        "commitment": {"side": "council", "words": "Pay"},
        "compact": {"title": "C", "version": "1"},
    }
    with pytest.raises(SpocError, match=says) as refused:
        store.declared(kind).add({**usual[kind], **typed})
    assert refused.value.field == field
    assert store.declared(kind).count() == 0


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("• Pay within 30 days", "Pay within 30 days"),
        ("\t-  Pay within 30 days", "Pay within 30 days"),
        ("3. Pay within 30 days", "Pay within 30 days"),
        ("(3) Pay within 30 days", "Pay within 30 days"),
        ("30 days to pay", "30 days to pay"),
        ("We say “thank you” – and don’t forget", "We say “thank you” – and don’t forget"),
        ("-", "-"),
    ],
)
def test_a_bullet_is_no_word_of_it_and_quotes_stay(store: Store, pasted: str, kept: str) -> None:
    assert make_commitment(store, pasted).words == kept


def test_other_words_are_another_commitment_and_the_old_keep_their_evidence(
    store: Store, clock: FixedClock
) -> None:
    make_enquiry(store)
    commitments = store.declared("commitment")
    one = make_commitment(store, team=team(store, "Planning").uid)
    commitments.edit(one.uid, {"words": "Pay in thirty days"})  # of which nothing was said yet
    store.links.link("ENQ-26-0001", one.uid, Says.AGAINST)
    for typed in ({"words": "Pay some day"}, {"side": "partner"}):
        with pytest.raises(Refused, match="Reword it instead"):
            commitments.edit(one.uid, typed)
    commitments.edit(one.uid, {"paragraph": "4.2", "words": "Pay in thirty days"})
    clock.advance(days=3)
    case = commitments.act(one.uid, "reword", {"words": "Pay in 20 days", "why": "agreed so"})
    (begun,) = case.begun
    new = commitments.get(begun.uid).record
    assert (new.words, new.replaces.uid, new.team) == ("Pay in 20 days", one.uid, one.team)  # type: ignore[attr-defined]
    assert new.evidence == ()  # type: ignore[attr-defined]
    old = commitments.get(one.uid).record
    assert (old.words, old.status.value, len(old.evidence)) == ("Pay in thirty days", "reworded", 1)  # type: ignore[attr-defined]
    with pytest.raises(Refused):
        commitments.act(one.uid, "reword", {"words": "Pay", "why": "once more"})


def test_a_signatory_signs_once_and_after_it_withdrew_again(
    store: Store, clock: FixedClock
) -> None:
    make_organisation(store, "Strood Scouts")
    compacts, one = store.declared("compact"), make_compact(store)
    who = {"role": "sector", "organisation": "Strood Scouts"}
    with pytest.raises(Refused, match="no signature that holds"):
        compacts.act(one.uid, "sign")
    with pytest.raises(BadInput, match="Say who signs"):
        compacts.act(one.uid, "sign-up", {"role": "sector"})
    compacts.act(one.uid, "sign-up", who)
    with pytest.raises(BadInput, match=r"signed already, on Thu 2 Apr 2026\. It counts once"):
        compacts.act(one.uid, "sign-up", who)
    clock.advance(days=10)
    compacts.act(one.uid, "withdraw", {"number": "1", "why": "no time"})
    with pytest.raises(Refused):
        compacts.act(one.uid, "withdraw", {"number": "1", "why": "no time"})
    with pytest.raises(BadInput, match="withdrew after that"):
        compacts.act(one.uid, "sign-up", {**who, "on": "-3"})
    compacts.act(one.uid, "sign-up", who)
    found = compacts.get(one.uid).record.signatures  # type: ignore[attr-defined]
    assert [(each.who, each.withdrew is None) for each in found] == [
        ("Strood Scouts", False),
        ("Strood Scouts", True),
    ]


def test_a_merged_signatory_counts_once_and_does_not_sign_again(store: Store) -> None:
    from spoc_tui.casework.compact.signing import standing

    scouts = make_organisation(store, "Strood Scouts").uid
    cubs = make_organisation(store, "Strood Cubs", anyway=True).uid
    compacts, one = store.declared("compact"), make_compact(store)
    for uid in (scouts, cubs):
        compacts.act(one.uid, "sign-up", {"role": "sector", "organisation": uid})
    store.duplicates.merge(scouts, cubs)
    record = compacts.get(one.uid).record
    assert [each.who for each in standing(record)] == ["Strood Scouts"]  # type: ignore[arg-type]
    with pytest.raises(BadInput, match="signed already"):
        compacts.act(one.uid, "sign-up", {"role": "sector", "organisation": scouts})


def test_a_closed_organisation_does_not_sign(store: Store) -> None:
    scouts = make_organisation(store, "Strood Scouts", state="closed").uid
    one = make_compact(store)
    with pytest.raises(BadInput, match="is closed"):
        store.declared("compact").act(
            one.uid, "sign-up", {"role": "sector", "organisation": scouts}
        )


def test_the_next_version_takes_what_goes_on_with_it(store: Store, clock: FixedClock) -> None:
    compacts, commitments = store.declared("compact"), store.declared("commitment")
    one = make_compact(store, principles='[{"number": "1", "words": "Fairness"}]')
    kept = make_commitment(store, compact=one.uid)
    ended = make_commitment(store, "Answer letters", compact=one.uid)
    for uid, act in ((one.uid, "sign-up"), (one.uid, "sign"), (one.uid, "enter")):
        given = {"role": "council", "called": "Medway Council"} if act == "sign-up" else {}
        compacts.act(uid, act, given)
    commitments.act(ended.uid, "close", {"why": "nobody writes letters"})
    with pytest.raises(BadInput, match="The next has another"):
        compacts.act(one.uid, "draft-next", {"version": "1"})
    (begun,) = compacts.act(one.uid, "draft-next", {"version": "2"}).begun
    assert compacts.get(one.uid).record.is_open
    with pytest.raises(Refused, match="has a next version already"):
        compacts.act(one.uid, "draft-next", {"version": "3"})
    assert [each.words for each in compacts.get(begun.uid).record.principles] == ["Fairness"]  # type: ignore[attr-defined]
    compacts.act(begun.uid, "sign-up", {"role": "council", "called": "Medway Council"})
    compacts.act(begun.uid, "sign")
    compacts.act(begun.uid, "enter")
    assert compacts.get(one.uid).record.status.value == "replaced"
    assert commitments.get(kept.uid).record.compact.uid == begun.uid  # type: ignore[attr-defined]
    assert commitments.get(ended.uid).record.compact.uid == one.uid  # type: ignore[attr-defined]
    store.undo()
    assert compacts.get(one.uid).record.is_open
    assert commitments.get(kept.uid).record.compact.uid == one.uid  # type: ignore[attr-defined]


def test_what_comes_before_is_not_done_after(store: Store) -> None:
    compacts, one = store.declared("compact"), make_compact(store)
    for act in ("enter", "review", "conclude"):
        with pytest.raises(SpocError):
            compacts.act(one.uid, act, {"words": "x"} if act == "conclude" else {})
    compacts.act(one.uid, "agree", {"on": "-3"})
    with pytest.raises(Refused, match="was agreed on"):
        compacts.act(one.uid, "consult")
    compacts.act(one.uid, "sign-up", {"role": "council", "team": "Planning"})
    with pytest.raises(BadInput, match="before it was agreed"):
        compacts.act(one.uid, "sign", {"on": "-4"})
    compacts.act(one.uid, "sign")
    with pytest.raises(BadInput, match="before it was signed"):
        compacts.act(one.uid, "enter", {"on": "-1"})
    with pytest.raises(Refused, match="Draft the next version instead"):
        compacts.act(one.uid, "agree")


def test_an_answer_is_to_what_waits_for_one(store: Store) -> None:
    make_enquiry(store)
    make_enquiry(store)
    commitments, one = store.declared("commitment"), make_commitment(store)
    with pytest.raises(Refused, match="Nothing speaks against COM-26-0001"):
        commitments.act(one.uid, "answer-it", {"record": "ENQ-26-0001", "words": "x"})
    store.links.link("ENQ-26-0001", one.uid, Says.AGAINST)
    with pytest.raises(BadInput, match="There waits: ENQ-26-0001"):
        commitments.act(one.uid, "answer-it", {"record": "ENQ-26-0002", "words": "x"})
    with pytest.raises(BadInput, match="before it was on record"):
        commitments.act(one.uid, "answer-it", {"record": "ENQ-26-0001", "words": "x", "on": "-1"})


def test_whoever_signs_in_words_is_the_one_that_it_is_called(store: Store) -> None:
    make_organisation(store, "Strood Scouts")
    one, compacts = make_compact(store), store.declared("compact")
    compacts.act(one.uid, "sign-up", {"role": "sector", "organisation": "Strood Scouts"})
    with pytest.raises(BadInput, match="Strood Scouts signed already"):
        compacts.act(one.uid, "sign-up", {"role": "sector", "called": "strood  scouts"})
    compacts.act(one.uid, "sign-up", {"role": "partner", "called": "Kent Police"})
    make_organisation(store, "Kent Police")
    with pytest.raises(BadInput, match="Kent Police signed already"):
        compacts.act(one.uid, "sign-up", {"role": "partner", "organisation": "Kent Police"})
