"""An area's page, and which areas are shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_desk import Cli
from desk_app import NARROW, WIDE, desk, flat, press, rows, said
from factories import (
    FixedClock,
    make_enquiry,
    make_group,
    make_issue,
    make_meeting,
    make_organisation,
)
from settings_desk import mark, settings
from textual.widgets import OptionList

from db.store import Store
from screens.dialogs.go import LISTS, areas_shown
from screens.kinds.area import AreaScreen
from screens.kinds.area_source import AreaSource
from screens.kinds.form import DeclaredForm
from screens.kinds.page import DeclaredPage
from screens.records.opening import page_of
from screens.widgets.case_view import CaseView
from spoc_tui.app import SpocApp
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.catalogue import AREA_OF, AREAS, kind_of
from spoc_tui.casework.records.kinds import DECLARED_KINDS, KIND_OF
from spoc_tui.casework.stories.issue import Step
from spoc_tui.reports.documents.formats import DocumentFormat, written
from spoc_tui.reports.organisations.brief import briefing_sheet
from spoc_tui.settings import Settings, load, settings_file
from spoc_tui.settings_saving import save_area, with_area

every_area = pytest.mark.parametrize("area", AREAS)
both_sizes = pytest.mark.parametrize("size", [NARROW, WIDE])


def test_the_menu_has_a_key_for_each_place_and_every_kind_is_in_an_area() -> None:
    keys = [item.key for item in (*LISTS, *areas_shown(()))]
    assert len(keys) == len(set(keys))
    assert all(len(item.words) <= 50 for item in areas_shown(()))  # none is broken in the menu
    assert {kind.code: kind.area for kind in DECLARED_KINDS} == AREA_OF


@both_sizes
@every_area
async def test_every_area_opens_with_a_tab_for_each_of_its_kinds(
    store: Store, area: str, size: tuple[int, int]
) -> None:
    its = AREAS[area]
    async with desk(store, size=size) as (app, pilot):
        await press(pilot, "g", its.key)
        assert isinstance(app.screen, AreaScreen)
        assert its.heading in flat(app)
        for number, code in enumerate(its.kinds, 1):
            await press(pilot, str(number))
            assert f"No {kind_of(code).plural} here. N begins one." in flat(app)
            assert f"{number} {KIND_OF[code].heading}" in flat(app)
            await press(pilot, "N")
            assert isinstance(app.screen, DeclaredForm)
            assert app.screen.OF is KIND_OF[code]
            await press(pilot, "escape")


async def test_what_is_due_first_is_first_and_open_before_closed(
    store: Store, clock: FixedClock
) -> None:
    for name, typed in {
        "none": {"copy_by": "1 may"},
        "late": {"copy_by": "20 apr"},
        "promised": {"copy_by": "30 apr"},
        "closed": {"copy_by": "3 apr"},
        "followed": {"copy_by": "30 apr", "follow_up": "21 apr"},
    }.items():
        make_issue(store, name, **typed)
    issues = store.declared("issue")
    issues.act("iss 1", "send")
    issues.act("iss 4", "close", {"why": "no money"})
    store.promises.make("iss 3", "Ring", store.today().replace(day=22))
    clock.advance(days=18, minutes=1)
    async with desk(store) as (app, pilot):
        await press(pilot, "g", "m")
        assert [row.split(" | ")[1] for row in rows(app)] == [
            "late",
            "followed",
            "promised",
            "none",
            "closed",
        ]
        assert "1 Issues (4)" in flat(app)
        await press(pilot, "end")
        assert "no money" in flat(app, "CaseView")


async def test_what_can_be_tidied_up_presses_nobody(store: Store) -> None:
    make_organisation(store)
    seats = '[{"organisation": "Rook Lane Bowls Club", "seat": "member", "starts": "2019-01-01"}]'
    make_group(store, "Unmanned", rule="", members=seats)
    make_group(store, "Meeting", rule="")
    store.declared("group").edit("grp 2", {"follow_up": "+9"})
    async with desk(store) as (app, pilot):
        await press(pilot, "g", "g")
        meeting, unmanned = rows(app)
        assert "Meeting" in meeting
        assert "fill a seat" in unmanned
        await press(pilot, "end")
        assert "to do fill a seat Rook Lane Bowls Club" in flat(app, "CaseView")
        assert "!!" not in flat(app)


async def test_the_marked_record_is_beside_and_is_opened_and_acted_on(store: Store) -> None:
    made = make_issue(store)
    async with desk(store) as (app, pilot):
        await press(pilot, "g", "m")
        assert "ISS-26-0001 planned" in flat(app, "CaseView")
        await press(pilot, "s", "enter")
        assert "Send the copy" in flat(app) or "send the copy" in flat(app)
        await press(pilot, "ctrl+s")
        assert store.declared("issue").get(made.uid).record.status is Step.CLOSED_FOR_COPY
        await press(pilot, "enter")
        assert isinstance(app.screen, DeclaredPage)
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, "g", "m")
        assert not app.screen.query_one(CaseView).is_on_screen
        await press(pilot, "enter")
        assert isinstance(app.screen, DeclaredPage)


async def test_each_tab_has_its_own_columns_steps_and_cursor(store: Store) -> None:
    group = make_group(store, "The halls", rule="")
    make_meeting(store, group)
    async with desk(store, size=(200, 60)) as (app, pilot):
        await press(pilot, "g", "g")
        assert "How often" in flat(app)
        await press(pilot, "2")
        assert "How often" not in flat(app, "RecordList")
        assert "Groups & meetings · meetings · all · 1" in flat(app)
        await press(pilot, "l", "l")
        assert "No meetings are at this step: agenda out. l shows the next part." in flat(app)
        await press(pilot, "1")
        assert "groups · all · 1" in flat(app)
        await press(pilot, "9")
        assert "groups · all · 1" in flat(app)


def test_of_thousands_only_what_is_in_view_is_read(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(70):
        make_issue(store, f"No. {number}")
    issues = store.declared("issue")
    read: list[int] = []
    by_uids = issues.by_uids
    monkeypatch.setattr(issues, "by_uids", lambda uids: read.append(len(uids)) or by_uids(uids))
    source = AreaSource(issues, store.today())
    assert (source.count(), read) == (70, [])
    (row,) = source.rows(69, 1)
    assert read == [1]
    assert row.key is not None
    assert source.index_of(row.key) == 69


# Which areas are shown.


def areas_in_go(app: SpocApp) -> str:
    """The lines of the side of Go to that has the areas."""
    its = app.screen.query_one("#areas", OptionList)
    return "\n".join(its.render_line(y).text for y in range(its.virtual_size.height))


@pytest.mark.slow
@every_area
async def test_a_hidden_area_is_in_no_menu_help_or_palette_but_its_records_are_found_and_due(
    store: Store, area: str
) -> None:
    make_issue(store, "A zebra crossing", copy_by="today")
    its = AREAS[area]
    for hidden in (frozenset[str](), frozenset({area})):
        async with desk(store, settings=Settings(hidden=hidden)) as (app, pilot):
            palette = [line.title for line in app.get_system_commands(app.screen)]
            assert any(line.startswith(f"{its.heading} (") for line in palette) is not bool(hidden)
            await press(pilot, "g")
            assert (its.heading in areas_in_go(app)) is not bool(hidden)
            await press(pilot, "escape", "f1", "end")
            await pilot.pause()
            assert (f"{its.heading}:" in flat(app)) is not bool(hidden)
            await press(pilot, "escape")
            assert "A zebra crossing" in flat(app)


@pytest.mark.slow
async def test_areas_are_hidden_on_the_settings_and_shown_again(store: Store) -> None:
    settings_file().write_text('# mine\ntheme = "nord"\n', encoding="utf-8")
    async with settings(store) as (app, pilot):
        await mark(app, pilot, "area stories")
        assert "shown: stories for the council’s magazine" in flat(app)
        await press(pilot, "e", "n", "o", "ctrl+s")
        assert said(app) == "Saved: Stories is hidden."
        assert "hidden: stories for the council’s magazine" in flat(app)
        assert settings_file().read_text(encoding="utf-8") == (
            '# mine\ntheme = "nord"\n\n[areas]\nstories = false\n'
        )
        await press(pilot, "g")
        assert "Stories" not in areas_in_go(app)
        await press(pilot, "escape", "e", "y", "e", "s", "ctrl+s", "g")
        assert "Stories" in areas_in_go(app)
    assert load(settings_file()).hidden == frozenset()
    assert load(settings_file()).theme == "nord"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "[areas]\nstories = false\n"),
        ("[areas]\n", "[areas]\nstories = false\n"),
        ("[areas]\nstories = true # yes\n", "[areas]\nstories = false\n"),
        ('[areas]\n"stories"=true\n[keys]\n', "[areas]\nstories = false\n[keys]\n"),
        (
            "[areas]\ngroups = false\n\n[keys]\nroute = 'x'\n",
            "[areas]\nstories = false\ngroups = false\n\n[keys]\nroute = 'x'\n",
        ),
        ("theme = 'nord'", "theme = 'nord'\n\n[areas]\nstories = false\n"),
    ],
)
def test_only_that_line_of_the_file_is_written(before: str, after: str, tmp_path: Path) -> None:
    assert with_area(before, "stories", shown=False) == after
    file = tmp_path / "settings.toml"
    file.write_text(before, encoding="utf-8")
    assert "stories" in save_area(file, "stories", shown=False).hidden
    assert "stories" not in save_area(file, "stories", shown=True).hidden


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("areas = 3", "line 1: [areas] is not as it can be."),
        ("[areas]\nmoon = false", "line 2: “moon” in [areas] is not an area."),
        ("[areas]\ngroups = 'no'", "line 2: groups in [areas] is true or false, not no."),
    ],
)
def test_what_of_the_areas_cannot_be_used_is_left_out_and_said(
    said: str, wrong: str, tmp_path: Path
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(said, encoding="utf-8")
    found = load(file)
    assert found.hidden == frozenset()
    assert [fault for fault, _ in found.faults] == [wrong]
    assert not found.refusal


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("areas = {stories = true}\n", "is not changed here. Change it there."),
        ("officer = [", "cannot be used"),
    ],
)
def test_a_file_that_cannot_be_changed_stays_as_it_is(
    said: str, wrong: str, tmp_path: Path
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(said, encoding="utf-8")
    with pytest.raises(BadInput, match=wrong):
        save_area(file, "stories", shown=False)
    assert file.read_text(encoding="utf-8") == said


def test_areas_are_hidden_and_shown_from_the_command_line(cli: Cli) -> None:
    cli.settings = None  # type: ignore[assignment]  # those of the file
    assert cli.json("settings", "areas") == {"areas": dict.fromkeys(AREAS, True)}
    assert cli.json("settings", "areas", "stories=no")["areas"]["stories"] is False
    assert "stories     hidden: Stories" in cli.text("settings", "areas")
    assert "hidden: Stories" in cli.text("settings")
    assert cli.json("settings")["areas"] == {**dict.fromkeys(AREAS, True), "stories": False}
    cli.text("settings", "areas", "stories=yes")
    assert load(settings_file()).hidden == frozenset()
    unknown = cli.error(2, "settings", "areas", "moon=no")
    there = f"There is no area “moon”. There are: {', '.join(AREAS)}"
    assert unknown["message"].startswith(there)
    assert cli.error(2, "settings", "areas", "stories=maybe")["field"] == "stories"


async def test_an_area_with_nothing_in_it_is_quiet_everywhere(store: Store) -> None:
    club = make_organisation(store)
    make_enquiry(store, organisation_uid=club.uid)
    said_of_areas = {
        *(area.heading for area in AREAS.values()),
        *(k.heading for k in DECLARED_KINDS),
    }
    sheet = briefing_sheet(store.organisations.briefing(club.uid))
    seen = [written(sheet, DocumentFormat.MARKDOWN).decode()]
    async with desk(store, size=(120, 60)) as (app, pilot):
        seen.append(flat(app))
        await press(pilot, "w")
        seen.append(flat(app))
        await app.push_screen(page_of("organisation", club.uid))
        await pilot.pause()
        for pane in "1234":
            await press(pilot, pane)
            seen.append(flat(app))
    for page in seen:
        assert [heading for heading in said_of_areas if heading in page] == []
