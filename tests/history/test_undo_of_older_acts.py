"""An older act is undone only where nothing later rests on it."""

from __future__ import annotations

from contextlib import suppress

import pytest
from factories import FixedClock, dump, in_memory, make_enquiry, make_organisation, value
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.changes.tables import AUDITED
from db.store import Store
from spoc_tui.casework.enquiries.enquiry import Outcome
from spoc_tui.casework.errors import NotFound, Refused
from spoc_tui.casework.exports.data_dictionary import table_descriptions
from spoc_tui.casework.history.history import short_id
from spoc_tui.casework.records.field_words import field_words


def action_uid(store: Store, label: str) -> str:
    return str(value(store, "SELECT uid FROM action WHERE label = ? ORDER BY id DESC", label))


def edit(store: Store, reference: str, **typed: str) -> str:
    """Edits and gives the uid of the action."""
    store.enquiries.edit(reference, typed)
    return str(value(store, "SELECT uid FROM action ORDER BY id DESC LIMIT 1"))


def test_an_older_act_can_be_undone_where_nothing_later_touched_it(store: Store) -> None:
    reference = make_enquiry(store).enquiry.reference
    older = edit(store, reference, subject="Two keys")
    edit(store, reference, detail="For the shed too")
    store.undo(older)
    enquiry = store.enquiries.get(reference).enquiry
    assert (enquiry.subject, enquiry.detail) == ("A key for the hall", "For the shed too")
    with pytest.raises(Refused, match="was undone already, Thu 2 Apr 2026 10:00"):
        store.undo(older)


def test_undo_refuses_and_names_the_later_act(store: Store, clock: FixedClock) -> None:
    reference = make_enquiry(store).enquiry.reference
    older = edit(store, reference, subject="Two keys")
    later = edit(store, reference, subject="Three keys")
    before = dump(store)
    with pytest.raises(Refused, match=f"subject changed again since by “Edited {reference}”"):
        store.undo(older)
    assert dump(store) == before
    store.undo(later)  # what was undone no longer counts as a later change
    store.undo(older)
    assert store.enquiries.get(reference).enquiry.subject == "A key for the hall"


def test_a_refusal_names_the_fields_as_the_officer_knows_them(store: Store) -> None:
    reference = make_enquiry(store).enquiry.reference
    older = edit(
        store, reference, follow_up="10/4/2026", phone="01634 555010", answer_by="30/4/2026"
    )
    edit(store, reference, follow_up="13/4/2026 14:00", phone="01634 555011", answer_by="1/5/2026")
    with pytest.raises(Refused) as refused:
        store.undo(older)
    said = str(refused.value)
    assert "phone, answer by, follow-up changed again since" in said
    assert not any(word in said for word in ("follow up on", "time", "typed", "digits", "_"))


def test_no_column_is_reported_by_a_name_of_the_programs() -> None:
    said = table_descriptions()
    for table in AUDITED:
        columns = said[table].columns
        words = field_words(columns)
        assert len(set(words)) == len(words) <= len(columns)
        for word in words:
            assert not word.endswith((" at", " on", " typed", " time", " pence", " digits")), word
            assert "_" not in word


def test_an_undo_can_always_be_followed_by_another(store: Store) -> None:
    reference = make_enquiry(store, subject="A").enquiry.reference
    first, _, _ = (edit(store, reference, subject=to) for to in "BAB")
    with pytest.raises(Refused, match=f"subject changed again since by “Edited {reference}”"):
        store.undo(first)  # though it stands as this one left it
    for subject in "ABA":
        store.undo()
        assert store.enquiries.get(reference).enquiry.subject == subject
    store.undo()  # the logging itself


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from("ABCU"), st.integers(0, 5)), max_size=14))
@pytest.mark.slow
def test_whatever_was_undone_the_rest_can_be(acts: list[tuple[str, int]]) -> None:
    store = in_memory(FixedClock())
    reference = make_enquiry(store).enquiry.reference
    done: list[str] = []
    for act, which in acts:
        try:
            if act == "U":
                store.undo(done[which])
            else:
                done.append(edit(store, reference, subject=act, detail=str(which)))
        except (Refused, IndexError):
            pass
    with suppress(NotFound):  # there is nothing to undo any more
        while True:
            store.undo()
    assert store.enquiries.count_open() == 0
    store.close()


def test_a_record_that_others_hang_on_is_not_undone(store: Store) -> None:
    organisation = make_organisation(store, "Quay Rowing")
    case = make_enquiry(store, organisation_uid=organisation.uid)
    with pytest.raises(Refused, match=f"“Logged {case.enquiry.reference}” came after it"):
        store.undo(action_uid(store, "Added Quay Rowing"))
    store.undo()
    store.undo(action_uid(store, "Added Quay Rowing"))
    assert store.organisations.count() == 0


def test_the_act_that_pointed_there_is_named_not_the_one_that_made_the_row(store: Store) -> None:
    case = make_enquiry(store)
    make_organisation(store, "Quay Rowing")
    store.enquiries.edit(case.enquiry.reference, {"organisation": "Quay Rowing"})
    with pytest.raises(Refused, match=f"“Edited {case.enquiry.reference}” came after it"):
        store.undo(action_uid(store, "Added Quay Rowing"))


def test_what_was_given_anew_is_not_brought_back_beside_it(store: Store) -> None:
    uid = make_organisation(store).uid
    known = store.organisations
    known.edit(uid, {}, identifiers=["GB-CHC-1234567"], other_names=["The Rooks"])
    known.remove_identifier(uid, "GB-CHC-1234567")
    number_away = store.propose_undo().action.uid
    known.remove_other_name(uid, known.other_names(uid)[0].uid)
    name_away = store.propose_undo().action.uid
    known.add_identifier(uid, "GB-CHC-1234567")
    again = known.add_other_name(uid, "the rooks")
    before = dump(store)
    with pytest.raises(Refused, match="the number 1234567 is there again"):
        store.undo(number_away)
    with pytest.raises(Refused, match="the name the rooks is there again"):
        store.undo(name_away)
    assert dump(store) == before
    known.remove_other_name(uid, again.uid)
    with pytest.raises(Refused, match="whether it is there changed again since by “Removed"):
        store.undo(name_away)
    store.undo()
    assert [other.name for other in known.other_names(uid)] == ["the rooks"]
    store.undo()
    store.undo(name_away)
    assert [other.name for other in known.other_names(uid)] == ["The Rooks"]


def test_a_logged_enquiry_with_a_later_note_is_not_undone(store: Store) -> None:
    reference = make_enquiry(store).enquiry.reference
    store.enquiries.note(reference, "One.")
    with pytest.raises(Refused, match=f"“Noted on {reference}” came after it"):
        store.undo(action_uid(store, f"Logged {reference}"))


@pytest.mark.parametrize(
    ("older", "later"),
    [
        ("Answered ENQ-26-0001", "Told the caller of ENQ-26-0001"),
        ("Told the caller of ENQ-26-0001", "Closed ENQ-26-0001"),
        ("Kept a promise on ENQ-26-0001", "Closed ENQ-26-0001"),
    ],
)
def test_a_stage_is_not_pulled_from_under_a_later_one(store: Store, older: str, later: str) -> None:
    reference = make_enquiry(store).enquiry.reference
    store.promises.make(reference, "Ring back", store.today())
    store.promises.keep(reference)
    store.enquiries.answer(reference, "Yes.")
    store.enquiries.told(reference)
    store.enquiries.close(reference, outcome=Outcome.RESOLVED)
    if later.startswith("Told"):
        store.undo()
    before = dump(store)
    with pytest.raises(Refused, match=later):
        store.undo(action_uid(store, older))
    assert dump(store) == before


def test_what_is_called_the_same_is_told_apart_by_its_id(store: Store) -> None:
    uid = make_enquiry(store).enquiry.uid
    store.enquiries.edit(uid, {"subject": "Keys"})
    first = store.history.page(0, 1)[0].action.uid
    store.enquiries.edit(uid, {"subject": "Two keys"})
    second = store.history.page(0, 1)[0].action
    with pytest.raises(Refused, match=rf"“{second.label}” \[{short_id(second.uid)}\]"):
        store.undo(first)
