"""When an assessment is authorised and reviewed, the next publication due, and tags asked again."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from equality_made import make_equality
from factories import FixedClock, in_memory, make_compact, make_organisation

from db.kinds import whole_index
from db.store import Store
from spoc_tui.casework.kinds.kind import Due
from spoc_tui.casework.records.link import Says


def dues(store: Store, kind: str, uid: str) -> list[Due]:
    its = store.declared(kind)
    return its.dues(its.get(uid).record)


def on(day: str) -> Store:
    return in_memory(FixedClock(datetime.fromisoformat(day).replace(hour=9, tzinfo=UTC)))


@pytest.mark.parametrize(
    ("dated", "by"),
    [("2026-04-02", "2026-05-05"), ("2026-12-01", "2026-12-31"), ("2026-06-06", "2026-07-03")],
)
def test_twenty_working_days_after_its_date_somebody_asks_who_authorises_it(
    dated: str, by: str
) -> None:
    store = on(dated)
    one = make_equality(store, "assessment")
    (line,) = dues(store, "assessment", one.uid)
    assert (line.what, str(line.on)) == ("authorise", by)
    store.declared("assessment").act(one.uid, "recommend", {"recommendation": "more-evidence"})
    assert dues(store, "assessment", one.uid) == [line]
    store.close()


@pytest.mark.parametrize(
    ("authorised", "months", "by"),
    [
        ("2020-06-16", "", "2021-06-16"),
        ("2024-02-29", "", "2025-02-28"),
        ("2025-02-28", "", "2026-02-28"),
        ("2026-12-31", "6 months", "2027-06-30"),
    ],
)
def test_it_is_reviewed_yearly_or_as_the_figure_says(authorised: str, months: str, by: str) -> None:
    store = on(authorised)
    if months:
        name = "Months to the review of an impact assessment"
        store.dated_figures.add(name, months, date(2020, 1, 1), "the council")
    its, one = store.declared("assessment"), make_equality(store, "assessment")
    its.act(one.uid, "recommend", {"recommendation": "proceed"})
    done = its.act(one.uid, "authorise", {"by": "Director"}).record
    assert str(done.review_by) == by  # type: ignore[attr-defined]
    (line,) = dues(store, "assessment", one.uid)
    assert line.show is not None
    assert (line.what, (line.on - line.show).days) == ("review", 60)
    store.close()


def test_after_a_review_the_next_is_counted_from_that_and_a_change_begins_another(
    store: Store, clock: FixedClock
) -> None:
    make_equality(store, "characteristic")
    ticked = '[{"group": "Age", "effects": "advance, foster"}]'
    its, one = store.declared("assessment"), make_equality(store, "assessment", impacts=ticked)
    its.act(one.uid, "recommend", {"recommendation": "proceed"})
    its.act(one.uid, "authorise", {"by": "Director"})
    clock.advance(days=100)
    done = its.act(one.uid, "review", {"words": "Still so."}).record
    assert str(done.review_by) == "2027-07-11"  # type: ignore[attr-defined]
    (begun,) = its.act(one.uid, "renew", {"why": "It moves further."}).begun
    again = its.get(begun.uid).record
    assert its.get(one.uid).record.status.value == "replaced"
    assert (again.status.value, again.title, again.replaces.uid) == (  # type: ignore[attr-defined]
        *("drafting", one.title),
        one.uid,
    )
    assert [each.group.name for each in again.impacts] == ["Age"]  # type: ignore[attr-defined]
    store.undo()
    assert its.get(one.uid).record.status.value == "authorised"


@pytest.mark.parametrize(
    ("what", "published", "by"),
    [
        ("information", "2026-03-25", "2027-03-24"),
        ("information", "2028-02-29", "2029-02-28"),
        ("information", "2027-03-01", "2028-02-29"),
        ("objectives", "2026-03-25", "2030-03-24"),
        ("objectives", "2024-02-29", "2028-02-28"),
    ],
)
def test_the_next_is_published_in_an_interval_that_begins_with_the_last(
    what: str, published: str, by: str
) -> None:
    store = on(published)
    one = make_equality(store, "publication", what=what)
    assert str(one.next_by) == by
    (line,) = dues(store, "publication", one.uid)
    assert (line.what, str(line.on)) == ("publish next", by)
    (begun,) = store.declared("publication").act(one.uid, "follow").begun
    assert dues(store, "publication", one.uid) == []
    assert str(store.declared("publication").get(begun.uid).record.next_by) == by  # type: ignore[attr-defined]
    store.close()


def test_after_two_years_it_is_asked_again_whom_an_organisation_serves(store: Store) -> None:
    make_organisation(store)
    for code in ("age", "sex"):
        make_equality(store, "characteristic", name=code, code=code)
    served = (
        '[{"group": "age", "source": "a", "on": "2024-02-29"},'
        ' {"group": "sex", "source": "b", "on": "2026-01-01"}]'
    )
    one = make_equality(store, "purpose", serves=served)
    (line,) = dues(store, "purpose", one.uid)
    assert (line.what, str(line.on), line.band) == (
        *("ask again", "2026-02-28"),
        "tidy",
    )
    done = store.declared("purpose").act(one.uid, "confirm", {"source": "its trustees"}).record
    assert str(done.ask_by) == "2028-04-02"  # type: ignore[attr-defined]
    assert {(each.source, str(each.on)) for each in done.serves} == {  # type: ignore[attr-defined]
        ("its trustees", "2026-04-02")
    }


def test_what_comes_to_a_recommendation_is_to_be_assessed(store: Store) -> None:
    one = make_compact(store)
    began = (("assess", store.today().isoformat()),)
    assert to_assess(store, one.uid) == began
    made = make_equality(store, "assessment", matter=one.reference)
    assert to_assess(store, one.uid) == ()
    store.undo()
    assert to_assess(store, one.uid) == began
    store.redo()
    assert to_assess(store, one.uid) == ()
    store.declared("assessment").edit(made.uid, {"matter": ""})
    assert to_assess(store, one.uid) == began
    store.links.link(one.uid, made.uid, Says.ABOUT)
    assert to_assess(store, one.uid) == ()
    store.links.unlink(one.uid, made.uid)
    assert to_assess(store, one.uid) == began
    store.links.link(made.uid, one.uid, Says.ABOUT)
    assert to_assess(store, one.uid) == ()
    close = store.declared("assessment").act  # one that says that none is needed
    close(made.uid, "close", {"why": "It touches nobody"})
    assert to_assess(store, one.uid) == ()
    assert list(whole_index.wrong(store.connection)) == []


def to_assess(store: Store, uid: str) -> tuple[tuple[str, str], ...]:
    rows = store.connection.execute(
        "SELECT what, due FROM record_due WHERE record = ? AND what = 'assess'", [uid]
    )
    return tuple((row["what"], row["due"]) for row in rows)
