"""Figures that change with the years: which counts on a day, added, corrected, refused, shown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from cli_desk import Cli
from desk_app import desk, fill, flat, press
from factories import value
from hypothesis import given
from hypothesis import strategies as st

from db.store import Store
from db.upkeep.checking import check
from screens.council.settings import SettingsScreen
from screens.history.record import HistoryScreen
from screens.widgets.record_list import RecordList
from spoc_tui.casework.council.dated_figures import (
    BASE_RATE,
    DatedFigure,
    LikelyMistyped,
    Value,
    figure_on,
    kept_value,
    read_value,
)
from spoc_tui.casework.errors import BadInput, NotFound, Refused
from spoc_tui.casework.kinds.working_out import shipped_figures
from spoc_tui.casework.payments.base_rates import base_rates
from spoc_tui.casework.payments.rates import ReferenceRates

NAME, SOURCE = "Goods threshold", "SI 2025/1200"
OLD, NEW = date(2024, 1, 1), date(2026, 1, 1)


def own(store: Store) -> list[DatedFigure]:
    """The figures that were added, without those that come with the program."""
    shipped = {one.name for one in shipped_figures()}
    return [one for one in store.dated_figures.all() if one.name not in shipped]


def figure(pounds: int, begins: date, checked: date | None = None) -> DatedFigure:
    return DatedFigure("u", NAME, Value(Decimal(pounds), "£"), begins, SOURCE, checked)


BOTH = (figure(207_720, NEW, date(2026, 4, 2)), figure(214_904, OLD))


@pytest.mark.parametrize(
    ("day", "pounds", "assumed"),
    [
        (OLD, 214_904, False),
        (date(2025, 12, 31), 214_904, False),
        (NEW, 207_720, False),
        (date(2026, 4, 2), 207_720, False),
        (date(2026, 4, 3), 207_720, True),
        (date(2040, 1, 1), 207_720, True),
    ],
)
def test_the_one_that_counts_on_a_day(day: date, pounds: int, assumed: bool) -> None:
    found = figure_on(BOTH, "goods  THRESHOLD", day)
    assert (found.figure.value.number, found.assumed) == (pounds, assumed)
    assert ("the last one known" in found.words) == assumed


def test_it_says_what_it_rests_on() -> None:
    assert figure_on(BOTH, NAME, date(2028, 1, 3)).words == (
        "£207,720, from Thu 1 Jan 2026 (SI 2025/1200): the last one known, last checked on "
        "Thu 2 Apr 2026; it may have changed by Mon 3 Jan 2028"
    )
    set_here = figure(90, OLD)._replace(source="Set here; no law says")
    assert figure_on([set_here], NAME, NEW).words.endswith("(Set here; no law says)")
    unlooked = figure_on([figure(5, OLD)], NAME, NEW)
    assert "the last one known, not checked; it may" in unlooked.words


def test_before_the_first_and_of_no_such_name() -> None:
    with pytest.raises(NotFound, match="not known for Sun 31 Dec 2023: the first begins on Mon 1"):
        figure_on(BOTH, NAME, date(2023, 12, 31))
    with pytest.raises(NotFound, match="no figure “works”"):
        figure_on(BOTH, "works", NEW)


@pytest.mark.parametrize(
    ("typed", "number", "unit", "words"),
    [
        ("£207,720", "207720", "£", "£207,720"),
        ("£ 12.50", "12.50", "£", "£12.50"),
        ("30 days", "30", "days", "30 days"),
        ("3.75%", "3.75", "%", "3.75 %"),
        ("12", "12", "", "12"),
        ("1,200 words", "1200", "words", "1,200 words"),
    ],
)
def test_values_as_they_are_typed(typed: str, number: str, unit: str, words: str) -> None:
    read = read_value(typed)
    assert (read.number, read.unit, read.words) == (Decimal(number), unit, words)
    assert kept_value(read.kept) == read == read_value(words)


@pytest.mark.parametrize("typed", ["", "many", "£12 days", "1,20", "-3", "1e9", "3 %%", "£", "1 2"])
def test_what_is_no_figure(typed: str) -> None:
    with pytest.raises(BadInput) as wrong:
        read_value(typed)
    assert wrong.value.field == "value"


@given(st.text(max_size=40))
@pytest.mark.slow
def test_whatever_is_typed_is_read_again_or_refused(typed: str) -> None:
    try:
        read = read_value(typed)
    except BadInput:
        return
    assert kept_value(read.kept) == read


def test_added_corrected_undone(store: Store) -> None:
    figures = store.dated_figures
    figures.add(NAME, "£214,904", OLD, "SI 2023/1117")
    made = figures.add("goods threshold", "£207,720", NEW, SOURCE, store.today())
    assert made.name == NAME  # as it was called first
    corrected = figures.add(NAME, "£207,721", NEW, SOURCE)
    assert corrected.uid == made.uid
    own = [one.value.words for one in figures.all() if one.name == NAME]
    assert own == ["£207,721", "£214,904"]
    assert figures.on(NAME, date(2025, 6, 1)).figure.source == "SI 2023/1117"
    store.undo()
    assert made in figures.all()
    with pytest.raises(Refused, match="from Thu 1 Jan 2026 is £207,720 already"):
        figures.add(NAME, "£207,720", NEW, SOURCE, store.today())
    assert store.history.page(0, 1)[0].action.label.startswith("Undid: Corrected Goods threshold")
    assert check(store).wrong == ()


@pytest.mark.parametrize(
    ("args", "field"),
    [
        (("", "£5", "1/1/2026", "--source", "x"), "name"),
        (("Fee", "dear", "1/1/2026", "--source", "x"), "value"),
        (("Fee", "£5", "some day", "--source", "x"), "from"),
        (("Fee", "£5", "1/1/2026", "--source", " "), "source"),
        (("Fee", "£5", "1/1/2026", "--source", "x", "--checked", "3/4/2026"), "checked"),
    ],
)
def test_bad_input_is_refused(cli: Cli, store: Store, args: tuple[str, ...], field: str) -> None:
    before = value(store, "SELECT count(*) FROM change")
    name, amount, begins, *more = args
    error = cli.error(2, "figures", "add", name, amount, "--from", begins, *more)
    assert error["field"] == field
    assert value(store, "SELECT count(*) FROM change") == before


def test_on_the_command_line(cli: Cli) -> None:
    cli.log()  # so that there is a database
    assert "183.24" in cli.text("figures")  # which came with the program
    made = cli.json("figures", "add", NAME, "£207,720", "--from", "1/1/2026", "--source", SOURCE)
    assert made == {
        **{"id": made["id"], "name": NAME, "value": "207720", "unit": "£"},
        **{"valid_from": "2026-01-01", "source": SOURCE, "checked_on": "2026-04-02"},
    }
    rate, *others = cli.json("figures")
    assert made in others
    assert rate == {
        **{"id": None, "name": BASE_RATE, "value": "3.75", "unit": "%", "checked_on": None},
        **{"valid_from": "2026-01-01"},
        "source": "Bank of England, Wed 31 Dec 2025, came with the program",
    }
    lines = cli.text("figures").splitlines()
    (line,) = (one for one in lines if one.startswith("Goods"))
    assert line.startswith("Goods threshold: £207,720, from Thu 1 Jan 2026 (SI")
    assert cli.json("figures", "on", "goods threshold") == {
        **made,
        "on": "2026-04-02",
        "assumed": False,
    }
    assert "may have changed by" in cli.text("figures", "on", NAME, "--on", "1/1/2030")
    assert cli.error(3, "figures", "on", NAME, "--on", "1/1/2020")["code"] == "not-found"


def test_what_was_looked_at_is_dated(cli: Cli, store: Store) -> None:
    store.dated_figures.add(NAME, "£214,904", OLD, "SI 2023/1117")
    given = ("--from", "1/1/2026", "--source", SOURCE, "--checked", "31 mar")
    made = cli.json("figures", "add", NAME, "£207,720", *given)
    looked = cli.json("figures", "checked", "goods threshold", "--when", "1 apr")
    assert looked == {**made, "checked_on": "2026-04-01"}
    for _ in range(2):  # said twice, it is written once
        assert "checked on Thu 2 Apr 2026" in cli.text("figures", "checked", NAME)
    cli.text("undo", "--yes")
    assert looked in cli.json("figures")
    cli.text("redo", "--yes")
    refused = cli.error(4, "figures", "checked", NAME, "--when", "1 apr")["message"]
    assert refused == "Goods threshold was checked later, on Thu 2 Apr 2026."
    assert cli.error(2, "figures", "checked", NAME, "--when", "3 apr")["field"] == "when"
    assert "“Fee”" in cli.error(3, "figures", "checked", "Fee")["message"]


def test_what_is_only_expected_is_no_figure() -> None:
    known, expected = date(2027, 6, 30), date(2027, 12, 31)
    rates = ReferenceRates({known: Decimal(4), expected: Decimal(3)}, {expected})
    found = list(base_rates(rates))
    assert (found[0].value.words, found[0].valid_from) == ("4 %", date(2027, 7, 1))
    assert found[0].known_to == expected
    assert "added here" in found[0].source
    assert len(found) == len(rates.all()) - 1


def test_it_is_still_done_as_it_was_called(cli: Cli) -> None:
    cli.log()
    assert cli.text("facts") == cli.text("figures")
    assert "  facts" not in cli.text("--help")


def test_one_name_stands_for_one_thing(cli: Cli) -> None:
    cli.log()
    on = ("figures", "on", "base rate of late payment", "--on")
    assert cli.json(*on, "31/12/2026")["assumed"] is False
    assert cli.json(*on, "1/1/2027")["assumed"] is True
    assert cli.json(*on, "1/1/2009")["value"] == "2"
    taken = ("figures", "add", BASE_RATE.upper(), "4 %", "--from", "1/7/2026", "--source", "x")
    error = cli.error(2, *taken)
    assert error["field"] == "name"
    assert "spoc rates add" in error["message"]


@pytest.mark.parametrize(
    "name", ["Base rate", "base  RATE", "Base-rate", "baserate", "Base rate of late payment"]
)
def test_there_is_one_base_rate(store: Store, name: str) -> None:
    with pytest.raises(BadInput, match="spoc rates add") as refused:
        store.dated_figures.add(name, "4 %", NEW, SOURCE, anyway=True)
    assert refused.value.field == "name"
    assert own(store) == []


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        (NAME, "30 days", "was £214,904 until now, and 30 days is of another unit. Type it as £30"),
        (NAME, "207720", "and 207,720 is of another unit. Type it as £207,720, or say"),
        ("GOODS  threshold", "3 %", "Goods threshold was £214,904 until now"),
        ("Goods thresholds", "£5", "There is “Goods threshold” already, and “Goods thresholds”"),
        ("Goods treshold", "£5", "Use that name to add to it, or say that another is meant."),
        ("Goodsthreshold", "£5", "There is “Goods threshold” already"),
        ("Goods", "£5", "There is “Goods threshold” already"),
        ("Works threshold", "£5", None),
        ("Goods threshold 2", "£5", None),
        (NAME, "£207,720", None),
    ],
)
def test_what_looks_mistyped_is_asked_about(
    store: Store, name: str, typed: str, said: str | None
) -> None:
    figures = store.dated_figures
    figures.add(NAME, "£214,904", OLD, SOURCE)
    if said is not None:
        with pytest.raises(LikelyMistyped) as asked:
            figures.add(name, typed, NEW, SOURCE)
        assert said in str(asked.value)
        assert len(own(store)) == 1
    figures.add(name, typed, NEW, SOURCE, anyway=said is not None)
    assert len(own(store)) == 2


def test_it_is_asked_on_the_command_line(cli: Cli, store: Store) -> None:
    store.dated_figures.add(NAME, "£214,904", OLD, SOURCE)
    given = ("figures", "add", NAME, "30 days", "--from", "1/1/2026", "--source", SOURCE)
    assert cli.error(4, *given)["message"].endswith("If it is meant, say so with --anyway.")
    assert cli.json(*given, "--anyway")["unit"] == "days"


async def test_it_is_asked_on_the_settings_screen(store: Store) -> None:
    store.dated_figures.add(NAME, "£214,904", OLD, SOURCE)
    async with desk(store) as (app, pilot):
        await app.push_screen(SettingsScreen(begin="dated_figure"))
        await pilot.pause()
        await fill(pilot, name=NAME, value="30 days", source=SOURCE)
        await fill(pilot, **{"from": "1/1/2026"})
        await press(pilot, "ctrl+s")
        assert "Goods threshold was £214,904 until now" in flat(app)
        assert len(own(store)) == 1
        await press(pilot, "y")
        assert [one.value.words for one in own(store)] == ["30 days", "£214,904"]


async def test_on_the_settings_screen(store: Store) -> None:
    async with desk(store) as (app, pilot):
        await app.push_screen(SettingsScreen(begin="dated_figure"))
        await pilot.pause()
        await fill(pilot, name=NAME, value="£207,720", source=SOURCE)
        await fill(pilot, **{"from": "1/1/2026"})
        await press(pilot, "ctrl+s")
        assert NAME in [one.name for one in store.dated_figures.all()]
        records = app.screen.query_one(RecordList)
        await press(pilot, "home")
        (added,) = own(store)
        while records.highlighted != f"dated_figure {added.uid}":
            before = records.cursor
            records.action_step(1)
            assert records.cursor != before
        await pilot.pause()
        assert "£207,720, from Thu 1 Jan 2026" in flat(app)
        await press(pilot, "h")
        assert isinstance(app.screen, HistoryScreen)
        assert "207720 £" in flat(app)
