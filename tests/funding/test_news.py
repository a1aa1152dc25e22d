"""The news of money for groups, and to whom it goes."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_desk import Cli
from desk_app import desk, field, fill, press, said
from factories import make_award, make_bid, make_organisation

from db.areas.funding.papers import area_facts
from db.organisations.addressed import addressed
from db.store import Store
from screens.records.opening import place
from spoc_tui.casework.errors import BadInput, NotFound
from spoc_tui.casework.funding.papers import NEWS
from spoc_tui.casework.kinds.paper import Narrowed
from spoc_tui.reports.documents.formats import DocumentFormat, written
from spoc_tui.reports.funding.papers import document, file_name


@pytest.fixture
def groups(store: Store) -> None:
    make_organisation(store, "Choir", tags="music", size="micro", email="sing@choir.example")
    make_organisation(
        store, "Band", tags="music, youth", email="drum@band.example; HORN@band.example"
    )
    make_organisation(store, "Orchestra", tags="music", ward="Luton")
    make_organisation(store, "Chess", tags="games", email="rook@chess.example")
    gone = make_organisation(store, "Old Choir", tags="music", email="old@choir.example")
    store.organisations.edit(gone.uid, {"state": "closed"})


def news(store: Store, **of: str) -> str:
    facts = area_facts(store, NEWS, Narrowed(**of))
    return written(document(facts), DocumentFormat.MARKDOWN).decode()


def test_what_can_still_be_bid_for_comes_first_and_what_closed_is_left_out(store: Store) -> None:
    make_bid(store, "Open Fund", closes="2026-04-20", also="two days of advice")
    make_bid(store, "No day known")
    make_bid(store, "Closed Fund", closes="2026-04-01")
    store.declared("bid").act(make_bid(store, "In already").uid, "submit")
    lost = make_bid(store, "Lost Fund")
    for act in ("submit", "lose"):
        store.declared("bid").act(lost.uid, act, {"why": "too many"} if act == "lose" else {})
    text = news(store)
    open_, _, decided = text.partition("## Decided since Fri 2 Jan 2026")
    assert "Mon 20 Apr 2026 | Open Fund (Government) | £300,000; two days of advice |" in open_
    assert open_.index("Open Fund") < open_.index("No day known")
    assert "Closed Fund" not in text
    assert "In already" not in text
    assert "Lost Fund (Government) | Medway Council | unsuccessful" in decided


def test_who_gave_by_an_open_call_is_summed_and_nobody_who_got_it_is_named(store: Store) -> None:
    make_organisation(store, "Choir")
    open_call = {"open_call": "yes", "awarded": "2026-03-01", "programme": "Small grants"}
    make_award(store, "Choir", funder="A trust", **open_call)
    make_award(store, "Choir", funder="A trust", amount="70", **open_call)
    make_award(store, "Choir", funder="By invitation", awarded="2026-03-01")
    make_award(store, "Choir", funder="Long ago", **{**open_call, "awarded": "2025-04-01"})
    text = news(store)
    assert "| A trust | Small grants | 2 | £5,070 |" in text
    assert not [word for word in ("Choir", "By invitation", "Long ago") if word in text]


@pytest.mark.usefixtures("groups")
def test_it_goes_to_those_of_a_tag_a_size_or_a_ward_that_are_active(store: Store) -> None:
    of_music = addressed(store, Narrowed(tag=" Music "))
    assert [one.name for one in of_music.organisations] == ["Band", "Choir", "Orchestra"]
    assert of_music.emails == ("drum@band.example", "HORN@band.example", "sing@choir.example")
    assert of_music.unaddressed == ("Orchestra",)
    assert of_music.words == (
        "It is for 3 organisations: 3 e-mail addresses; of 1 none is on record."
    )
    micro = addressed(store, Narrowed(tag="music", size="micro"))
    assert (micro.described, micro.emails) == ("tag music, size micro", ("sing@choir.example",))
    assert addressed(store, Narrowed(ward="luton")).emails == ()
    assert len(addressed(store, Narrowed()).organisations) == 4


@pytest.mark.usefixtures("groups")
def test_no_address_is_in_the_paper_and_its_name_says_for_whom(store: Store) -> None:
    text = news(store, tag="music")
    assert "For organisations of tag music." in text
    assert "@" not in text
    facts = area_facts(store, NEWS, Narrowed(tag="music", size="micro"))
    assert file_name(facts, "docx") == "news-tag-music-size-micro-2026-04-02.docx"


@pytest.mark.usefixtures("groups")
def test_whom_nobody_is_and_a_size_that_is_none_are_refused(store: Store) -> None:
    with pytest.raises(NotFound, match="No active organisation is of tag polo"):
        addressed(store, Narrowed(tag="polo"))
    with pytest.raises(BadInput) as refused:
        addressed(store, Narrowed(size="tiny"))
    assert refused.value.field == "size"


@pytest.mark.usefixtures("groups")
def test_on_the_command_line_the_addresses_are_beside_it(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "news.md"
    told = cli.text("money", "news", "--tag", "youth", "--output", str(file)).splitlines()
    assert told[:2] == [
        "It is for 1 organisation: 2 e-mail addresses.",
        "drum@band.example; HORN@band.example",
    ]
    assert "@" not in file.read_text()
    assert "@" not in cli.text("money", "news", "--tag", "youth")
    found = cli.json("money", "news", "--tag", "youth")
    assert (found["for"], [one["name"] for one in found["to"]]) == ("tag youth", ["Band"])
    assert found["emails"] == ["drum@band.example", "HORN@band.example"]
    assert "of ward Moon" in cli.error(3, "money", "news", "--ward", "Moon")["message"]


@pytest.mark.usefixtures("groups")
async def test_on_the_page_it_is_asked_for_whom_and_the_addresses_are_copied(
    store: Store,
) -> None:
    copied: list[str] = []
    async with desk(store, copy=copied.append) as (app, pilot):
        await app.push_screen(place("area", "money"))
        await press(pilot, "o")
        await press(pilot, "2")
        await fill(pilot, tag="polo")
        await press(pilot, "ctrl+s")
        assert "No active organisation" in str(field(app.screen, "tag")._note_shown)
        await fill(pilot, tag="youth")
        await press(pilot, "ctrl+s", "m")
        assert copied == ["drum@band.example; HORN@band.example"]
        assert said(app) == (
            "It is for 1 organisation: 2 e-mail addresses. The addresses are on the clipboard."
        )
