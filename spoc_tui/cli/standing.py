"""Retire, restore and remove, alike for directorates, teams and topics."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import click

from spoc_tui.cli.desk import Desk, pass_desk
from spoc_tui.cli.verbs import VerbGroup


class Named(Protocol):
    """What the three have in common."""

    @property
    def uid(self) -> str: ...

    @property
    def name(self) -> str: ...


Find = Callable[[Desk, str], Named]
"""The one that was meant, retired or not."""


def add_standing_verbs(
    group: VerbGroup, table: str, find: Find, shape: Callable[[Any], dict[str, Any]]
) -> None:
    """Gives a group the three verbs for one of the council's tables."""

    @group.command("retire", help=f"Take a {table} out of the lists; its records keep it.")
    @click.argument("name")
    @pass_desk
    def retire(desk: Desk, name: str) -> None:
        found = find(desk, name)
        desk.store.council.retire(table, found.uid)
        desk.say(shape(find(desk, found.uid)), f"Retired {found.name}.")

    @group.command("restore", help=f"Bring a retired {table} back into the lists.")
    @click.argument("name")
    @pass_desk
    def restore(desk: Desk, name: str) -> None:
        found = find(desk, name)
        desk.store.council.restore(table, found.uid)
        desk.say(shape(find(desk, found.uid)), f"Brought back {found.name}.")

    @group.command("remove", help=f"Remove a {table} that was never used.")
    @click.argument("name")
    @pass_desk
    def remove(desk: Desk, name: str) -> None:
        found = find(desk, name)
        desk.store.council.remove(table, found.uid)
        desk.say({"removed": found.name, "id": found.uid}, f"Removed {found.name}.")
