"""A bid from the first interest until its partners have heard; what is refused of it."""

from __future__ import annotations

from typing import Any

import pytest
from cli_desk import Cli
from factories import make_award, make_bid, make_model, make_organisation

from db.store import Store
from spoc_tui.casework.errors import BadInput, Refused, SpocError


def test_a_joint_bid_is_told_before_it_is_closed(store: Store) -> None:
    make_organisation(store, "Rook Lane Club")
    bids, bid = store.declared("bid"), make_bid(store, closes="2026-04-10 17:00")
    steps = [bid.status.value]
    for act in ("register", "prepare"):
        steps.append(bids.act(bid.uid, act).record.status.value)
    bids.act(bid.uid, "ask", {"role": "partner", "organisation": "Rook Lane"})
    for act, given in (("submit", {}), ("stage-2", {}), ("award", {"amount": "250,000"})):
        one: Any = bids.act(bid.uid, act, given).record
        steps.append(one.status.value)
    assert steps == [
        *("spotted", "interest-registered", "in-preparation", "submitted", "stage-2", "awarded")
    ]
    assert (one.won, one.total) == (250_000_00, 300_000_00)
    assert [each.what for each in bids.dues(one)] == ["tell"]
    with pytest.raises(Refused, match="Rook Lane Club has not heard"):
        bids.act(bid.uid, "close")
    bids.act(bid.uid, "tell", {"who": "1"})
    assert not bids.act(bid.uid, "close").record.is_open


def test_what_is_asked_by_the_year_is_summed(store: Store) -> None:
    bid = make_bid(store, asked="", a_year="100,000", years="3")
    assert bid.total == 300_000_00
    assert bid.asked_words == "£300,000: £100,000 a year for 3 years"
    assert make_bid(store, "Another", asked="").total is None


def test_the_desk_has_it_from_fifteen_working_days_before_it_closes(store: Store) -> None:
    one = make_bid(store, closes="2026-05-01 12:00")
    (due,) = store.declared("bid").dues(one)
    assert (due.what, str(due.on), str(due.show)) == ("closes", "2026-05-01", "2026-04-10")


def test_a_lead_that_is_a_team_or_an_organisation_is_linked(store: Store) -> None:
    club = make_organisation(store, "Rook Lane Club").uid
    led = make_bid(store, lead="rook lane club")
    assert led.organisation is not None
    assert (led.organisation.uid, led.team) == (club, None)
    teamed = make_bid(store, lead="Public Health")
    assert teamed.team is not None
    bids = store.declared("bid")
    # A part of a name is nobody's: only what is called just so is linked.
    edited: Any = bids.edit(teamed.uid, {"lead": "Public"}).record
    assert (edited.lead, edited.team) == ("Public", None)
    kept: Any = bids.edit(led.uid, {"notes": "By e-mail"}).record
    assert kept.organisation is not None


WRONG = {
    "nothing asked": ({"asked": "0"}, "more than £0"),
    "below nothing": ({"asked": "-5"}, "below £0"),
    "another sum": ({"asked": "200,000", "a_year": "100,000", "years": "3"}, "is £300,000"),
    "years alone": ({"asked": "", "years": "3"}, "how much is asked for a year"),
    "euro": ({"asked": "€300"}, "not an amount in pounds"),
    "shortened": ({"asked": "3m"}, "Type it in full"),
    "no lead": ({"lead": ""}, "Lead cannot be left blank"),
}


@pytest.mark.parametrize(("typed", "said"), WRONG.values(), ids=WRONG)
def test_a_bid_that_does_not_go_together_is_refused(
    store: Store, typed: dict[str, str], said: str
) -> None:
    with pytest.raises(BadInput, match=said):
        make_bid(store, **typed)
    assert store.declared("bid").count() == 0


def test_acts_come_in_their_order(store: Store) -> None:
    bids, bid = store.declared("bid"), make_bid(store)
    refused: list[tuple[str, dict[str, str], str]] = [
        ("award", {}, "was not submitted yet"),
        ("close", {}, "not known yet what became"),
        ("undecide", {}, "not known yet"),
    ]
    for act, given, said in refused:
        with pytest.raises(Refused, match=said):
            bids.act(bid.uid, act, given)
    bids.act(bid.uid, "submit", {"on": "2026-04-01"})
    with pytest.raises(BadInput, match="not decided before"):
        bids.act(bid.uid, "lose", {"why": "too dear", "on": "2026-03-31"})
    bids.act(bid.uid, "lose", {"why": "too dear"})
    with pytest.raises(Refused, match="was unsuccessful"):
        bids.act(bid.uid, "withdraw", {"why": "x"})
    assert bids.act(bid.uid, "undecide").record.status == "submitted"


AWARDS = {
    "nobody": ({"organisation": "Ann Lee"}, "There is no organisation"),
    "nothing": ({"amount": "0"}, "more than £0"),
    "below nothing": ({"amount": "-2,266"}, "below £0"),
    "dollars": ({"amount": "$5,000"}, "not an amount in pounds"),
    "awarded after its end": ({"awarded": "2026-04-01", "ends": "2026-03-31"}, "awarded"),
    "ends before it starts": ({"starts": "2026-04-01", "ends": "2026-03-01"}, "before it starts"),
    "no months": ({"months": "0"}, "at least 1"),
    "awarded to come": ({"awarded": "2027-01-01"}, "is to come"),
}


@pytest.mark.parametrize(("typed", "said"), AWARDS.values(), ids=AWARDS)
def test_an_award_that_does_not_go_together_is_refused(
    store: Store, typed: dict[str, str], said: str
) -> None:
    make_organisation(store, "Rook Lane Club")
    fields = {"organisation": "Rook Lane", **typed}
    with pytest.raises(SpocError, match=said):
        make_award(store, fields.pop("organisation"), **fields)
    assert store.declared("award").count() == 0
    assert make_award(store, "Rook Lane", amount="2,266").amount == 2_266_00


def test_a_renewal_is_an_award_of_its_own_with_a_notice_of_its_own(store: Store) -> None:
    make_organisation(store, "Rook Lane Club")
    awards, one = store.declared("award"), make_award(store, "Rook Lane")
    case = awards.act(one.uid, "renew", {"months": "12"})
    (begun,) = case.begun
    after: Any = awards.get(begun.reference).record
    assert case.record.status == "renewed"
    assert (str(after.starts), str(after.last)) == ("2027-04-01", "2028-03-31")
    assert str(after.notice_by) == "2027-12-31"
    with pytest.raises(Refused, match="is renewed already"):
        awards.act(one.uid, "renew", {"months": "12"})
    store.undo()
    assert awards.get(one.uid).record.status == "running"


def test_notice_of_another_end_is_given_again(store: Store) -> None:
    make_organisation(store, "Rook Lane Club")
    awards, one = store.declared("award"), make_award(store, "Rook Lane", ends="2026-06-30")
    said = awards.act(one.uid, "notice").timeline[-1].text
    assert "after the last day in time, Wed 1 Apr 2026" in said
    moved: Any = awards.edit(one.uid, {"ends": "2026-12-31"})
    assert moved.record.noticed is None
    assert "it is to be given again" in moved.timeline[-1].text


def test_its_end_does_not_hide_what_is_owed(store: Store) -> None:
    make_organisation(store, "Rook Lane Club")
    days = {"starts": "2025-04-01", "ends": "2026-03-31", "report_due": "2026-06-30"}
    awards, one = store.declared("award"), make_award(store, "Rook Lane", **days)
    with pytest.raises(Refused, match="is due on Tue 30 Jun 2026"):
        awards.act(one.uid, "close", {"why": "nothing"})
    awards.act(one.uid, "report")
    assert awards.act(one.uid, "close", {"why": "nothing"}).record.status == "ended"
    running = make_award(store, "Rook Lane")
    with pytest.raises(Refused, match="runs until Wed 31 Mar 2027"):
        awards.act(running.uid, "close", {"why": "nothing"})


def test_a_model_is_looked_at_again_after_two_years(store: Store) -> None:
    models, one = store.declared("model"), make_model(store, read_on="2024-04-02")
    assert [str(each.on) for each in models.dues(one)] == ["2026-04-02"]
    looked: Any = models.act(one.uid, "review", {"still_so": "no", "words": "It ended"}).record
    assert (looked.still_so, str(models.dues(looked)[0].on)) == (False, "2028-04-02")
    with pytest.raises(BadInput, match="before it began"):
        make_model(store, since="2022", until="2017")


def test_the_example_of_the_help(store: Store, cli: Cli) -> None:
    make_organisation(store, "Rook Lane Club")
    told = cli.json(
        *("money", "award", "add", "--organisation", "Rook Lane", "--funder", "Public Health"),
        *("--amount", "5000", "--starts", "2026-04-01", "--ends", "2027-03-31"),
    )
    assert (told["first_day_without"], told["notice_by"]) == ("2027-04-01", "2026-12-31")
    assert (told["amount"], told["team"]) == ("5000.00", "Public Health")
