"""What is typed wrongly of equality is refused in a sentence that says what to do."""

from __future__ import annotations

from typing import Any

import pytest
from equality_made import NEEDED, make_equality
from factories import FixedClock, make_organisation, team

from db.store import Store
from spoc_tui.casework.errors import BadInput, Refused, SpocError

AGE = '{"group": "Age", "source": "its constitution", "on": "2026-03-02"}'
WORSE = '[{"group": "Age", "effects": "adverse"}]'


@pytest.fixture
def listed(store: Store) -> Store:
    """A store with Rook Lane and one characteristic."""
    make_organisation(store)
    make_equality(store, "characteristic")
    return store


@pytest.mark.parametrize(
    ("kind", "typed", "field", "says"),
    [
        ("assessment", {"title": ""}, "title", "cannot be left blank"),
        ("assessment", {"lead": ""}, "lead", "the post, and not a name"),
        ("assessment", {"on": "+1"}, "on", "to come"),
        ("assessment", {"impacts": '[{"group": "Age"}]'}, "impacts", "cannot be left blank"),
        (
            "assessment",
            {"impacts": '[{"group": "Age", "effects": "harm"}]'},
            "impacts",
            "adverse, advance, foster",
        ),
        (
            "assessment",
            {"impacts": '[{"group": "all groups", "effects": "advance"}]'},
            "group",
            "There is no characteristic “all groups”",
        ),
        (
            "assessment",
            {"impacts": f"{WORSE[:-1]}, {WORSE[1:]}"},
            "impacts",
            "Age is in the grid twice",
        ),
        *(
            ("assessment", {"impacts": WORSE, "mitigation": words}, "mitigation", "Say what is")
            for words in ("N/A", "n/a.", "None", "not applicable")
        ),
        ("purpose", {"organisation": ""}, "organisation", "cannot be left blank"),
        ("purpose", {"organisation": "Ida Carter"}, "organisation", "no organisation"),
        ("purpose", {"serves": '[{"group": "Age", "source": "x"}]'}, "serves", "On"),
        ("purpose", {"serves": f"[{AGE}, {AGE}]"}, "serves", "Age is there twice"),
        (
            "purpose",
            {"serves": '[{"group": "everybody", "source": "x", "on": "2026-03-02"}]'},
            "group",
            "There is no characteristic “everybody”",
        ),
        (
            "purpose",
            {"serves": AGE.join("[]").replace("its constitution", "Mrs Ida Carter is 90")},
            "serves",
            "special category data",
        ),
        ("purpose", {"words": "For ida@example.org and others"}, "words", "name nobody"),
        ("purpose", {"words": "Dr. Carter is deaf"}, "words", "name nobody"),
        ("characteristic", {"name": "All groups", "code": "all"}, "name", "no characteristic"),
        ("characteristic", {"name": "Sex", "code": "the sex"}, "code", "one word"),
        ("publication", {"what": "minutes"}, "what", "information, objectives"),
        ("publication", {"published": "+1"}, "published", "to come"),
    ],
)
def test_it_is_refused_at_its_field(
    listed: Store, kind: str, typed: dict[str, str], field: str, says: str
) -> None:
    there = listed.declared(kind).count()
    with pytest.raises(SpocError, match=says) as refused:
        listed.declared(kind).add({**NEEDED[kind], **typed})
    assert refused.value.field == field
    assert listed.declared(kind).count() == there


@pytest.mark.parametrize(
    ("kind", "says"), [("purpose", "PUR-26-0001 is that already"), ("characteristic", "already")]
)
def test_each_is_there_once(listed: Store, kind: str, says: str) -> None:
    if kind == "purpose":
        make_equality(listed, kind)
    with pytest.raises(Refused, match=says):
        make_equality(listed, kind)


def plan(store: Store, uid: str, **given: str) -> Any:
    return store.declared("assessment").act(uid, "plan", {"what": "Ask them", **given})


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"due": "+9"}, "owner"),
        ({"owner": "Planning"}, "due"),
        ({"owner": "Planning", "due": "-1"}, "due"),
        ({"owner": "Planning", "due": "+9", "what": ""}, "what"),
        ({"owner": "Rook Lane", "due": "+9"}, "owner"),
    ],
)
def test_an_action_has_an_owner_a_day_and_words(
    listed: Store, given: dict[str, str], field: str
) -> None:
    one = make_equality(listed, "assessment")
    with pytest.raises(SpocError) as refused:
        plan(listed, one.uid, **given)
    assert refused.value.field == field
    assert listed.feedback.all() == []


def test_why_it_proceeds_is_said_where_nothing_mitigates(listed: Store) -> None:
    team(listed, "Planning")
    its, one = listed.declared("assessment"), make_equality(listed, "assessment", impacts=WORSE)
    with pytest.raises(BadInput, match="nothing mitigates") as refused:
        its.act(one.uid, "recommend", {"recommendation": "proceed"})
    assert refused.value.field == "why"
    its.act(one.uid, "recommend", {"recommendation": "alternatives"})
    plan(listed, one.uid, owner="Planning", due="+9")
    done = its.act(one.uid, "recommend", {"recommendation": "proceed"}).record
    assert done.status.value == "recommended"


def test_it_is_authorised_as_it_is_recommended_and_not_before(
    listed: Store, clock: FixedClock
) -> None:
    its, one = listed.declared("assessment"), make_equality(listed, "assessment")
    with pytest.raises(Refused, match="no recommendation yet"):
        its.act(one.uid, "authorise", {"by": "Director"})
    its.act(one.uid, "recommend", {"recommendation": "more-evidence"})
    with pytest.raises(Refused, match="further evidence"):
        its.act(one.uid, "authorise", {"by": "Director"})
    its.act(one.uid, "recommend", {"recommendation": "proceed"})
    with pytest.raises(BadInput, match="before its date"):
        its.act(one.uid, "authorise", {"by": "Director", "on": "-1"})
    with pytest.raises(BadInput, match="cannot be left blank"):
        its.act(one.uid, "authorise", {})
    clock.advance(days=2)
    its.act(one.uid, "authorise", {"by": "Director", "on": "-1"})
    with pytest.raises(BadInput, match="authorised before that day"):
        its.edit(one.uid, {"on": "today"})
    with pytest.raises(Refused, match="Assess it again"):
        its.act(one.uid, "recommend", {"recommendation": "proceed"})


def test_a_renamed_characteristic_is_the_same_and_a_retired_one_stays_where_it_is(
    listed: Store,
) -> None:
    list_, purposes = listed.declared("characteristic"), listed.declared("purpose")
    one = make_equality(listed, "purpose", serves=f"[{AGE}]")
    age = list_.get("Age").record.uid
    list_.edit(age, {"name": "Older and younger people"})
    served = purposes.get(one.uid).record.serves[0]  # type: ignore[attr-defined]
    assert served.group.name == "Older and younger people"
    list_.act(age, "close", {"why": "other words"})
    assert purposes.get(one.uid).record.serves == (served,)  # type: ignore[attr-defined]


def test_no_person_has_such_a_field() -> None:
    from dataclasses import fields

    from spoc_tui.casework.kinds.catalogue import all_kinds, explanation_of
    from spoc_tui.casework.kinds.fields import Rows, fields_of
    from spoc_tui.casework.organisations.organisation import Contact, ListedPerson

    for of in (Contact, ListedPerson):
        assert not {"serves", "characteristic", "group", "tags"} & {one.name for one in fields(of)}
    for kind in all_kinds():
        its = [kind.fields, *(fields_of(f.of) for f in kind.fields.values() if isinstance(f, Rows))]
        for each in its:
            linked = {str(field.of) for field in each.values()}
            assert not {"contact", "characteristic"} <= linked, kind.code
    assert "No person has such a field" in explanation_of("purpose")
