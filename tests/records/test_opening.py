"""Pages are opened by name, and each name is that of a page that is there."""

from __future__ import annotations

from importlib import import_module

import pytest

from screens.base import OfficerScreen
from screens.records.opening import PLACES


@pytest.mark.parametrize("name", PLACES)
def test_each_place_is_a_page(name: str) -> None:
    room, _, called = PLACES[name].partition(":")
    assert issubclass(getattr(import_module(f"screens.{room}"), called), OfficerScreen)
