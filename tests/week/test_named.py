"""Organisations in the summary: counted, or named where they agreed to it and the officer asks."""

from __future__ import annotations

import email
import io
import json
from datetime import timedelta
from email import policy

import docx
import openpyxl
import pytest
from cli_desk import Cli
from factories import FixedClock, make_enquiry, make_organisation, make_payment

from db.store import Store
from db.week.named import with_names
from spoc_tui.casework.week.periods import week_of
from spoc_tui.casework.week.summary import HeardFrom, WeekSummary, describe_heard_from
from spoc_tui.reports.week.formats import WeekFormat, week_written

ODD = "=Zebra & <Co>"


@pytest.fixture
def heard(store: Store, clock: FixedClock) -> WeekSummary:
    """Two that agreed, one of them by a payment and under the name it was merged into; two that
    did not; one that agreed and was heard from the week before.
    """
    make_enquiry(store, organisation_uid=make_organisation(store, "Early", named_on="1/3").uid)
    clock.advance(days=7)
    for name, agreed in ((ODD, "1/3"), ("Shy Club", ""), ("Quiet Club", "")):
        uid = make_organisation(store, name, named_on=agreed).uid
        for _ in range(2):
            make_enquiry(store, organisation_uid=uid, caller="Jo Sample")
    gone = make_payment(store, "Old Name").organisation_uid
    assert gone is not None
    kept = make_organisation(store, "New Name").uid
    store.duplicates.merge(kept, gone)
    store.organisations.edit(kept, {"named_on": "1/3"})
    make_enquiry(store, caller="Nobody on record")
    return with_names(store, store.week.summary(week_of(store.today())))


def readable(summary: WeekSummary, form: WeekFormat) -> str:
    """The text that is in a form, its escapes undone."""
    content = week_written(summary, form)
    match form:
        case WeekFormat.WORD:
            return "\n".join(one.text for one in docx.Document(io.BytesIO(content)).paragraphs)
        case WeekFormat.EXCEL:
            sheet = openpyxl.load_workbook(io.BytesIO(content))["Organisations"]
            assert {cell.data_type for cell in sheet["A"]} == {"s"}
            return "\n".join(cell.value for cell in sheet["A"])
        case WeekFormat.MAIL:
            made = email.message_from_bytes(content, policy=policy.default)
            return "\n".join(part.get_content() for part in made.iter_parts())
    return content.decode()


def test_only_those_that_agreed_are_named_and_the_others_counted(heard: WeekSummary) -> None:
    assert heard.heard_from == HeardFrom(("New Name", ODD), 2)


@pytest.mark.parametrize("form", WeekFormat)
def test_every_form_names_them(heard: WeekSummary, form: WeekFormat) -> None:
    said = readable(heard, form)
    assert "New Name" in said
    assert "Zebra" in said
    assert not any(name in said for name in ("Shy", "Quiet Club", "Old Name", "Early", "Jo Sample"))
    if form not in (WeekFormat.CSV, WeekFormat.JSON):
        assert "Organisations heard from" in said.replace("ORGANISATIONS", "Organisations")
        assert "and 2 others" in said


def test_the_tidy_table_and_the_json_have_them_as_data(heard: WeekSummary) -> None:
    lines = week_written(heard, WeekFormat.CSV).decode().splitlines()
    found = [line.partition(",organisations.")[2] for line in lines if ",organisations." in line]
    assert found == ["named,name,New Name,1,,,", f"named,name,'{ODD},1,,,", "others,,,2,,,"]
    facts = json.loads(week_written(heard, WeekFormat.JSON))
    assert facts["organisations"] == {"named": ["New Name", ODD], "others": 2}


@pytest.mark.parametrize(
    ("named", "others", "said"),
    [
        ((), 0, ["No organisation was heard from."]),
        ((), 1, ["1 organisation; none agreed to be named."]),
        ((), 1_200, ["1,200 organisations; none agreed to be named."]),
        (("A",), 0, ["A"]),
        (("A", "B"), 1, ["A", "B", "and 1 other"]),
        (("A",), 12, ["A", "and 12 others"]),
    ],
)
def test_the_others_are_shown_in_words(
    store: Store, named: tuple[str, ...], others: int, said: list[str]
) -> None:
    summary = store.week.summary(week_of(store.today()))
    assert list(describe_heard_from(summary, HeardFrom(named, others))) == said


def test_unless_asked_for_there_are_no_names(heard: WeekSummary, store: Store) -> None:
    plain = store.week.summary(heard.period)
    for form in (WeekFormat.MARKDOWN, WeekFormat.CSV, WeekFormat.HTML, WeekFormat.TEXT):
        assert "Zebra" not in week_written(plain, form).decode()
    assert json.loads(week_written(plain, WeekFormat.JSON))["organisations"] is None


@pytest.mark.slow
def test_an_issue_keeps_the_names_and_that_it_has_them(
    heard: WeekSummary, store: Store, cli: Cli, clock: FixedClock
) -> None:
    clock.advance(days=7)
    day = (clock.moment - timedelta(days=7)).date().isoformat()
    assert "New Name" in cli.run("week", "--of", day, "--named").stdout
    assert "New Name" not in cli.run("week", "--of", day).stdout
    assert not cli.run("week", "--of", day, "--issue", "--named", "--small-numbers").exit_code
    (listed,) = cli.json("week", "--issued")
    assert (listed["named"], listed["small_numbers"]) == (True, True)
    again = cli.text("week", "--again", listed["reference"])
    assert "New Name" in again
    assert "and under 3 others" in again
