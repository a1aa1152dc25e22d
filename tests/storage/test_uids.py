"""Ids that need no server."""

from __future__ import annotations

import uuid

import pytest

from db.records import uids
from db.records.uids import natural_uid, natural_uids, new_uid


def test_it_is_a_version_7_uuid() -> None:
    made = uuid.UUID(new_uid())
    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    assert str(made) == str(made).lower()


def test_it_carries_the_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uids.time, "time_ns", lambda: 1_775_120_400_123_456_789)
    made = uuid.UUID(new_uid()).int
    assert made >> 80 == 1_775_120_400_123
    assert (made >> 64) & 0xFFF == 456_789 * 4096 // 1_000_000


def test_they_sort_by_the_moment_and_never_repeat(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter(range(1_775_120_400_000_000_000, 1_775_120_400_000_000_000 + 250_000_000, 250_000))
    monkeypatch.setattr(uids.time, "time_ns", lambda: next(ticks))
    made = [new_uid() for _ in range(1_000)]
    assert made == sorted(made)
    for coarse in (0, 1_775_120_400_999_999_999):
        monkeypatch.setattr(uids.time, "time_ns", lambda coarse=coarse: coarse)
        made = [new_uid() for _ in range(10_000)]
        assert made == sorted(set(made))


def test_the_same_on_two_desks_has_the_same() -> None:
    namespace = uuid.UUID("6f1d3c1e-5b0a-5c7e-9d55-53504f430001")
    known = str(uuid.uuid5(namespace, "organisation\x1fregister\x1fSt. Mary’s"))
    assert natural_uid("organisation", "register", "St. Mary’s") == known
    made = natural_uids("organisation", "register", ["1", "St. Mary’s"])
    assert made == [natural_uid("organisation", "register", "1"), known]
