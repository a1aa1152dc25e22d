"""Ids that need no server."""

from __future__ import annotations

import uuid

import pytest

from db import uids
from db.uids import natural_uid, new_uid, new_uids


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
    monkeypatch.setattr(uids.time, "time_ns", lambda: 0)
    assert len({new_uid() for _ in range(1_000)}) == 1_000


def test_many_at_once_are_like_one_at_a_time() -> None:
    made = new_uids(1_000)
    assert len(set(made)) == 1_000
    assert made == sorted(made)
    for one in map(uuid.UUID, made):
        assert (one.version, one.variant) == (7, uuid.RFC_4122)
    assert [str(uuid.UUID(one)) for one in made] == made
    assert len({one[:18] for one in made}) == 1


@pytest.mark.parametrize(
    ("table", "key"),
    [("standard", ("answer_days",)), ("identifier", ("a", "GB-CHC", "12")), ("theme", ("Café",))],
)
def test_what_has_a_key_of_its_own_has_the_same_uid_everywhere(
    table: str, key: tuple[str, ...]
) -> None:
    namespace = uuid.UUID("6f1d3c1e-5b0a-5c7e-9d55-53504f430001")
    assert natural_uid(table, *key) == str(uuid.uuid5(namespace, "\x1f".join((table, *key))))
