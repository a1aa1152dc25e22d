"""What a record has from the one that it comes of: what both have, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from desk_app import desk, flat, press

from db.store import Store
from screens.dialogs.menu import MenuScreen, numbered
from spoc_tui.casework.desk.desk import Band
from spoc_tui.casework.groups.group import KIND as GROUP
from spoc_tui.casework.groups.meeting import KIND as MEETING
from spoc_tui.casework.kinds.fields import Linked, day, line, link, text
from spoc_tui.casework.kinds.following import shared_with
from spoc_tui.casework.kinds.kind import TIDY, Due, Kind, first_due
from spoc_tui.casework.kinds.record import DeclaredRecord
from spoc_tui.casework.stories.issue import KIND as ISSUE
from spoc_tui.casework.stories.issue import Issue


@dataclass(frozen=True, kw_only=True, repr=False)
class Scheme(DeclaredRecord):
    """Has what most kinds have."""

    name: str = line("Name", needed=True)
    organisation: Linked | None = link("Organisation", "organisation")
    team: Linked | None = link("Team", "team")
    owner: Linked | None = link("Owner", "team")
    notes: str = text("Notes")
    sent: date | None = day("Sent")

    @property
    def subject(self) -> str:
        return self.name


@dataclass(frozen=True, kw_only=True, repr=False)
class Bid(Scheme):
    """Another, whose owner is an organisation."""

    owner: Linked | None = link("Owner", "organisation")
    scheme: Linked | None = link("Scheme", "scheme")


SCHEME = Kind(
    code="scheme",
    letters="SCH",
    called="scheme",
    plural="schemes",
    record=Scheme,
    area="planning",
)
BID = Kind(code="bid", letters="BID", called="bid", plural="bids", record=Bid, area="money")
CLUB, HOUSING = Linked("o1", "Rook Lane Bowls Club"), Linked("t1", "Housing")
ONE = Scheme(
    uid="s1",
    reference="SCH-26-0001",
    name="The old school",
    organisation=CLUB,
    team=HOUSING,
    owner=HOUSING,
    notes="Not for others.",
    sent=date(2026, 4, 2),
)


def test_what_both_have_goes_along() -> None:
    assert shared_with(BID, "name", ONE, "scheme") == {
        "name": "The old school",
        "organisation": CLUB,
        "team": HOUSING,
        "scheme": Linked("s1", "SCH-26-0001"),
    }


def test_what_says_nothing_does_not() -> None:
    bare = Scheme(uid="s2", reference="SCH-26-0002", name="Bare")
    assert shared_with(SCHEME, "name", bare, "bid") == {"name": "Bare"}


@pytest.mark.parametrize(
    ("kind", "called", "found"),
    [
        (GROUP, "name", {"name": "Winter"}),
        (MEETING, "group", {}),
        (ISSUE, "name", {"name": "Winter"}),
    ],
)
def test_of_the_kinds_there_are(kind: Kind[DeclaredRecord], called: str, found: object) -> None:
    one = Issue(uid="i", reference="ISS-26-0001", name="Winter", copy_by=date(2026, 4, 2))
    assert shared_with(kind, called, one, "issue") == found


def test_what_is_due_first_is_not_what_can_be_tidied_up() -> None:
    tidy = Due("fill a seat", date(2019, 1, 1), band=TIDY)
    later = Due("copy", date(2026, 5, 4))
    assert first_due([tidy, later]) is later
    assert first_due([tidy]) is tidy
    assert first_due([]) is None
    assert tidy.is_to_tidy(date(2026, 4, 2))
    assert not tidy.is_to_tidy(date(2018, 12, 31))
    assert not later.is_to_tidy(date(2027, 1, 1))


def test_of_what_presses_nobody_who_is_to_hear_comes_first() -> None:
    tidy = Due("check done", date(2026, 4, 1), band=TIDY)
    hear = Due("tell", date(2026, 4, 2), band=Band.HEAR.code)
    later = Due("copy", date(2026, 5, 4), band=Band.FEEDBACK.code)
    assert first_due([tidy, hear]) is hear
    assert first_due([tidy, hear, later]) is later
    assert [one.presses for one in (tidy, hear, later)] == [False, False, True]
    assert [hear.waits(date(2026, 4, day)) for day in (1, 2, 3)] == [False, True, True]
    assert not hear.is_to_tidy(date(2026, 4, 3))


def test_a_long_menu_has_a_key_for_every_line() -> None:
    items = numbered((str(n), "words") for n in range(30))
    assert len(items) == len({item.key for item in items}) == 30
    assert [item.key for item in items[:10]] == [*"123456789a"]


async def test_a_long_menu_is_moved_in_to_its_last_line(store: Store) -> None:
    lines = numbered((str(n), f"Line number {n}") for n in range(30))
    async with desk(store, size=(80, 15)) as (app, pilot):
        app.push_screen(MenuScreen("Go to", lines))
        await pilot.pause()
        await press(pilot, "end")
        await pilot.pause()  # it scrolls once it has drawn
        assert "Line number 29" in flat(app)
