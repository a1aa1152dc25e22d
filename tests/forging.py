"""What a forger sends from another desk, and that it is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from desks import Desk, everything_packed

from db.changes.seal import digest_over, seal_of
from db.history.joining import join
from db.history.packing import HEAD, Packed
from spoc_tui.casework.errors import BadInput, SpocError


def refused(desk: Desk, sent: list[Packed], said: str, kind: type[SpocError] = BadInput) -> str:
    """What is said, with nothing joined."""
    before = list(desk.store.connection.iterdump())
    with pytest.raises(kind, match=said) as caught:
        join(desk.store, sent)
    assert "othing was joined" in str(caught.value)
    assert list(desk.store.connection.iterdump()) == before
    assert not desk.store.connection.in_transaction
    return str(caught.value)


def resealed(one: Packed, head: dict[str, Any] | None = None, **parts: Any) -> Packed:
    """An action with other parts, and a seal that fits them: what a forger may do who knows how."""
    one = one._replace(**parts)
    said = {**json.loads(one.head), **(head or {})}
    said["digest"] = digest_over(json.loads(one.changes), said["ranges"])
    row = {**one._asdict(), **{name: said[name] for name in HEAD}}
    return one._replace(head=json.dumps(said), hash=seal_of(row, said["digest"]))


def own(desk: Desk) -> list[Packed]:
    """What the desk itself did, with its chain."""
    origin = desk.store.connection.execute("SELECT origin FROM current_action").fetchone()[0]
    return [one for one in everything_packed(desk) if one.origin == origin]
