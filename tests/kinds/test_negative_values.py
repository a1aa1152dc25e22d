"""What begins with a hyphen after an option is its value: so many days ago, a wrong number."""

from __future__ import annotations

from typing import Any

import click
import pytest
from cli_desk import Cli
from factories import make_window

from db.store import Store
from spoc_tui.casework.kinds.catalogue import all_kinds
from spoc_tui.casework.kinds.fields import YesNo
from spoc_tui.casework.kinds.shared_acts import acts_of
from spoc_tui.cli.kinds.verbs import option_of

FIELDS = [
    pytest.param(field, id=f"{kind.code} {act.name} {field.name}")
    for kind in all_kinds()
    for act in acts_of(kind).values()
    for field in act.asks.values()
] + [
    pytest.param(field, id=f"{kind.code} {field.name}")
    for kind in all_kinds()
    for field in kind.fields.values()
    if field.typed and field.stored and not isinstance(field, YesNo)
]


@pytest.mark.parametrize("field", FIELDS)
def test_every_option_of_a_kind_takes_one(field: Any) -> None:
    option = option_of(field)
    read = click.Command("x", params=[option]).make_context("x", [option.opts[0], "-1"])
    assert read.params[field.name] == "-1"


def test_a_day_so_many_days_ago_is_one_and_a_wrong_number_is_refused_by_its_field(
    cli: Cli, store: Store
) -> None:
    one = make_window(store, opened="-3")
    cli.text("planning", "window", "send", one.reference, "--on", "-1")
    sent = store.declared("window").get(one.uid).record.sent  # type: ignore[attr-defined]
    assert (store.today() - sent).days == 1
    given = ("--application", "MC/26/1", "--site", "x", "--opened", "today", "--notice", "site")
    error = cli.error(2, "planning", "window", "add", *given, "--dwellings=-5")
    assert error["field"] == "dwellings"
