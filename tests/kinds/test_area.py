"""An area's page, and which areas are shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_app import NARROW, WIDE, desk, flat, press, rows, said
from factories import FixedClock, make_group, make_issue, make_meeting, make_organisation
from settings_desk import mark, settings

from db.store import Store
from screens.dialogs.go import LISTS, REST, areas_shown
from screens.kinds.area import AreaScreen
from screens.kinds.area_source import AreaSource
from screens.kinds.form import DeclaredForm
from screens.kinds.page import DeclaredPage
from screens.widgets.case_view import CaseView
from spoc_tui.casework.kinds.catalogue import AREA_OF, AREAS, kind_of
from spoc_tui.casework.records.kinds import DECLARED, KIND_OF
from spoc_tui.casework.stories.issue import Step
from spoc_tui.settings import Settings, load, settings_file
from spoc_tui.settings_saving import save_area, with_area

every_area = pytest.mark.parametrize("area", AREAS)
both_sizes = pytest.mark.parametrize("size", [NARROW, WIDE])


def test_the_menu_has_a_key_for_each_place_and_every_kind_is_in_an_area() -> None:
    keys = [item.key for item in (*LISTS, *areas_shown(()), *REST)]
    assert len(keys) == len(set(keys))
    assert {kind.code: kind.area for kind in DECLARED} == AREA_OF


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


async def test_what_is_due_first_stands_first_and_open_before_closed(
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
        assert ["Meeting" in row for row in rows(app)] == [True, False]
        assert "!!" not in flat(app)


async def test_the_marked_record_stands_beside_and_is_opened_and_acted_on(store: Store) -> None:
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
    async with desk(store) as (app, pilot):
        await press(pilot, "g", "g")
        assert "How often" in flat(app)
        await press(pilot, "2")
        assert "How often" not in flat(app, "RecordList")
        assert "Groups & meetings · meetings · all · 1" in flat(app)
        await press(pilot, "l", "l")
        assert "No meetings stand there: agenda out. l shows the next part." in flat(app)
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
            assert (f"{its.heading}:" in flat(app)) is not bool(hidden)
            await press(pilot, "escape", "f1", "end")
            await pilot.pause()
            assert (f"{its.heading}:" in flat(app)) is not bool(hidden)
            await press(pilot, "escape")
            assert "A zebra crossing" in flat(app)


async def test_areas_are_hidden_on_the_settings_and_shown_again(store: Store) -> None:
    settings_file().write_text('# mine\ntheme = "nord"\n', encoding="utf-8")
    async with settings(store) as (app, pilot):
        await mark(app, pilot, "area stories")
        assert "shown: the issues of the magazine" in flat(app)
        await press(pilot, "e", "n", "o", "ctrl+s")
        assert said(app) == "Saved: Stories is hidden."
        assert "hidden: the issues of the magazine" in flat(app)
        assert settings_file().read_text(encoding="utf-8") == (
            '# mine\ntheme = "nord"\n\n[areas]\nstories = false\n'
        )
        await press(pilot, "g")
        assert "Stories:" not in flat(app)
        await press(pilot, "escape", "e", "y", "e", "s", "ctrl+s", "g")
        assert "Stories:" in flat(app)
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
