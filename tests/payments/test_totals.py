"""The board, the week, the pack and their JSON come to the same, to the penny, on the same day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cli_desk import Cli
from factories import FixedClock, in_memory, make_payment
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.store import Store
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.money import pounds
from spoc_tui.casework.payments.pack import claimable_total, grand_total
from spoc_tui.casework.payments.totals import Totals, still_claimable, still_owed, totals_of
from spoc_tui.casework.week.periods import week_of

BEGAN = datetime(2027, 3, 10, 9, tzinfo=UTC)
"""Some interest starts before 1 January 2027, and some after, on a rate that is not known yet."""
MADE = st.lists(
    st.tuples(
        st.integers(1, 20_000_00),
        st.integers(0, 150),
        st.sampled_from(["", "", "", "grant", "disputed", "own-remedy", "unknown receipt"]),
        st.sampled_from(["", "", "part", "paid", "paid", "closed"]),
        st.integers(0, 60),
    ),
    min_size=1,
    max_size=6,
)


def make(store: Store, pence: int, age: int, kind: str, became: str, paid_before: int) -> None:
    today = store.today()
    known = {"amount": pounds(pence), "received": (today - timedelta(days=age)).isoformat()}
    if kind == "grant":
        known["kind"] = "grant"
    elif kind == "disputed":
        known["disputed"] = "yes"
    elif kind == "own-remedy":
        known["terms"] = "own-remedy"
    elif kind == "unknown receipt":
        del known["received"]
    uid = make_payment(store, **known).uid
    on = today - timedelta(days=min(paid_before, age))
    if became == "part" and pence > 1:
        store.payments.paid(uid, on, pence // 2)
    elif became in ("paid", "closed"):
        store.payments.paid(uid, on)
    if became == "closed":
        store.payments.told(uid)
        store.payments.close(uid)


def figures(of: Totals) -> tuple[object, ...]:
    return of.count, of.outstanding, of.interest, of.oldest, of.assumed


@pytest.mark.slow
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(made=MADE)
def test_board_week_and_pack_agree(made: list[tuple[int, int, str, str, int]]) -> None:
    store = in_memory(FixedClock(BEGAN))
    for one in made:
        make(store, *one)
    board = totals_of(still_owed(store.payments.with_sums()))
    week = store.week.figures(week_of(store.today())).values
    names = ("open", "outstanding", "interest", "oldest", "assumed")
    assert tuple(week[f"payments.{name}"] for name in names) == figures(board)
    claimable = totals_of(still_claimable(store.payments.with_sums()))
    if not board.count and not claimable.count:
        with pytest.raises(Refused):
            store.payments.pack()
    else:
        pack = store.payments.pack()
        assert grand_total(pack).of == board
        assert claimable_total(pack).of == claimable
    store.close()


def nameless(total: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in total.items() if name != "name"}


def test_their_json_agrees(tmp_path: Path) -> None:
    clock = FixedClock(BEGAN)
    cli = Cli(tmp_path / "desk.db", clock)
    store = Store.open(cli.path, now=clock)
    for one in (
        (2_500_00, 100, "", "", 0),
        (1_234_56, 60, "", "part", 10),
        (850_00, 90, "disputed", "", 0),
        (1_000_00, 90, "", "paid", 20),
        (999_99, 90, "", "closed", 20),
    ):
        make(store, *one)
    store.close()
    board, pack, week = cli.json("pay", "board"), cli.json("pay", "pack"), cli.json("week")
    total, late = nameless(pack["total"]), nameless(pack["claimable_total"])
    assert {name: board[name] for name in total} == total
    assert {name: board["claimable"][name] for name in late} == late
    assert late["complaints"] == 1
    of_week = {name: week["figures"][f"payments.{name}"]["value"] for name in ("open", "interest")}
    assert of_week["open"] == board["complaints"] == 3
    assert pounds(of_week["interest"]) == board["interest"] == total["interest"]
    assert board["on_assumed_rate"] == week["figures"]["payments.assumed"]["value"] == 1
    said = cli.text("pay", "board")
    assert "1 of them on an assumed rate" in said
    assert "Interest still claimable (paid late, not closed)" in said
    assert "on an assumed rate" in cli.text("pay", "list")
    assert "1 of them on an assumed rate" in cli.text("week")
