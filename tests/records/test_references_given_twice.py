"""References: no number is given twice on a desk, and one that two records have is asked about."""

from __future__ import annotations

import pytest
from cli_desk import Cli
from desk_app import act, desk, flat, paste, press, rows
from factories import make_enquiry, make_payment, value
from textual.widgets import Input

from db.records.uids import natural_uid
from db.store import Store
from screens.enquiries.page import EnquiryScreen
from spoc_tui.casework.errors import Ambiguous, NotFound
from spoc_tui.settings import Settings


def other(table: str) -> str:
    """The uid of another desk's record."""
    return natural_uid(table, "other")


def a_second(store: Store, table: str = "enquiry", **values: str) -> str:
    """Another desk's record that has the reference of the first one here."""
    row = dict(store.connection.execute(f"SELECT * FROM {table}").fetchone())
    with store.action("Joined"):
        return store.insert(table, {**row, "id": None, "uid": other(table), **values})


def referred(store: Store, *references: str) -> None:
    """Enquiries that came from elsewhere: no counter knows of them."""
    row = dict(store.connection.execute("SELECT * FROM enquiry").fetchone())
    with store.action("Joined"):
        for reference in references:
            store.insert("enquiry", {**row, "id": None, "uid": reference, "reference": reference})


@pytest.mark.parametrize(
    ("there", "following"),
    [
        ((), "ENQ-26-0002"),
        (("ENQ-26-0002", "ENQ-26-0007"), "ENQ-26-0008"),
        (("ENQ-26-B0007", "ENQ-25-0009", "ENQ-27-0009"), "ENQ-26-0002"),
        (("ENQ-26-9998",), "ENQ-26-9999"),
        (("ENQ-26-9999",), "ENQ-26-10000"),
        (("ENQ-26-9999", "ENQ-26-10000", "ENQ-26-12345"), "ENQ-26-12346"),
    ],
)
def test_a_new_number_is_past_all_that_are_there(
    store: Store, there: tuple[str, ...], following: str
) -> None:
    make_enquiry(store)
    referred(store, *there)
    assert make_enquiry(store).enquiry.reference == following
    assert value(store, "SELECT last FROM counter") == int(following.rpartition("-")[2])
    assert make_enquiry(store).enquiry.reference > "ENQ-26-0002"


def test_each_letter_counts_its_own(store: Store) -> None:
    make_enquiry(store)
    referred(store, "ENQ-26-B0007", "ENQ-26-C0009")
    other = Store(store.connection, now=store.now, settings=lambda: Settings("Ann", desk="B"))
    assert make_enquiry(other).enquiry.reference == "ENQ-26-B0008"
    assert make_enquiry(other).enquiry.reference == "ENQ-26-B0009"
    assert make_enquiry(store).enquiry.reference == "ENQ-26-0002"


def test_a_new_number_is_found_by_an_index(store: Store) -> None:
    plan = store.connection.execute(
        "EXPLAIN QUERY PLAN SELECT reference FROM record WHERE reference BETWEEN 'a' AND 'b' "
        "AND length(reference) = 11 ORDER BY reference DESC LIMIT 1"
    ).fetchone()
    assert "USING COVERING INDEX record_by_reference" in plan["detail"]


def test_a_number_of_one_undone_is_not_given_again(store: Store) -> None:
    make_enquiry(store)
    store.undo()
    with store.transaction():
        store.connection.execute("DELETE FROM counter")  # as in a file that was put together
    assert make_enquiry(store).enquiry.reference == "ENQ-26-0002"


def test_a_reference_of_two_is_asked_about(store: Store) -> None:
    first = make_enquiry(store, subject="A key").enquiry.uid
    second = a_second(store, subject="A lamp")
    for typed in ("ENQ-26-0001", "enq 26 1", "1"):
        with pytest.raises(Ambiguous, match="fits more than one enquiry") as asked:
            store.enquiries.get(typed)
        assert asked.value.candidates == (
            f"ENQ-26-0001: A key (id {first})",
            f"ENQ-26-0001: A lamp (id {second})",
        )
    assert store.enquiries.note(second, "Theirs.").enquiry.subject == "A lamp"
    assert {hit.uid for hit in store.search.anything("enq 26 1")} == {first, second}
    assert {hit.uid for hit in store.search.anything("ENQ-26-0001")} == {first, second}


def test_of_two_the_one_that_was_not_undone_is_meant(store: Store) -> None:
    first = make_enquiry(store).enquiry.uid
    second = a_second(store, removed_at="2026-04-02T08:00:00Z")
    assert store.enquiries.get("1").enquiry.uid == first
    assert store.history.find("enquiry", "1") == first
    store.undo(value(store, "SELECT uid FROM action WHERE label = 'Logged ENQ-26-0001'"))
    with pytest.raises(NotFound, match="ENQ-26-0001 was undone on Thu 2 Apr 2026 10:00"):
        store.enquiries.get("1")
    with pytest.raises(Ambiguous, match=second):
        store.history.find("enquiry", "1")


def test_every_kind_is_asked_about(store: Store) -> None:
    make_payment(store)
    a_second(store, "payment")
    store.feedback.add("Too dear", [store.feedback.by("Jo")])
    a_second(store, "feedback")
    for records, reference in ((store.payments, "PAY-26-0001"), (store.feedback, "FBK-26-0001")):
        with pytest.raises(Ambiguous, match=f"“{reference}” fits more than one"):
            records.uid_of(reference)


def test_an_issued_week_of_two_is_asked_about(store: Store) -> None:
    from spoc_tui.casework.week.periods import week_of
    from spoc_tui.reports.week.formats import WeekFormat

    issued = store.week_issues.issue(week_of(store.today()))
    a_second(store, "issued_week", words="Theirs")
    with pytest.raises(Ambiguous, match=other("issued_week")):
        store.week_issues.get(issued.reference)
    assert store.week_issues.get(other("issued_week")).reference == issued.reference
    assert store.week_issues.again(other("issued_week"), WeekFormat.MARKDOWN)


@pytest.mark.slow
async def test_on_the_screen_both_are_found_and_each_is_worked_on(store: Store) -> None:
    first = make_enquiry(store, subject="A key").enquiry.uid
    second = a_second(store, subject="A lamp")
    async with desk(store) as (app, pilot):
        await press(pilot, "slash")
        await paste(pilot, "enq 26 1")
        found = rows(app)
        assert [row for row in found if "A key" in row]
        assert [row for row in found if "A lamp" in row]
        app.screen.query_one(Input).value = ""
        await paste(pilot, "lamp")
        await press(pilot, "enter")
        assert isinstance(app.screen, EnquiryScreen)
        assert "A lamp" in flat(app)
        await act(pilot, "m", text="Rang them.")
        assert "Rang them." in flat(app)
    assert [event.text for event in store.enquiries.get(second).timeline] == ["Rang them."]
    assert len(store.enquiries.get(first).timeline) == 1


def test_on_the_command_line_the_id_says_which(cli: Cli) -> None:
    cli.log("A key")
    store = Store.open(cli.path, now=cli.now)
    a_second(store, subject="A lamp")
    store.close()
    result = cli.run("show", "1")
    assert result.exit_code == 2
    assert "A key" in result.stderr
    assert f"A lamp (id {other('enquiry')})" in result.stderr
    assert "A lamp" in cli.run("show", other("enquiry")).stdout
