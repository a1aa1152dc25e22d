"""Complaints logged on the command line."""

from __future__ import annotations

from cli_desk import Cli

KEYS = {
    *("reference", "organisation", "invoice", "amount", "outstanding", "status", "days_late"),
    *("interest", "compensation", "total", "band", "escalate_due"),
}

SUMS = ("amount", "paid", "outstanding", "interest", "compensation", "total", "daily")


def add(cli: Cli, *args: str, organisation: str = "Rook Lane Bowls Club") -> dict[str, object]:
    """A logged complaint of £2,500, received on 2 March; `args` come last and win."""
    known = {one["name"] for one in cli.json("organisation", "list")}
    if organisation not in known:
        cli.json("organisation", "add", organisation, "--phone", "01634 555 010")
    first = ("--organisation", organisation, "--amount", "2,500", "--received", "2/3", "--anyway")
    return dict(cli.json("pay", "add", *first, *args))
