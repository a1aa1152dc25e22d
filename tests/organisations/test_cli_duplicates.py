"""Possible duplicates on the command line: listed, merged, kept apart; told of at entry."""

from __future__ import annotations

from typing import Any

import pytest
from cli_desk import Cli

A, B = "Gillingham Street Angels", "Gillingham St Angels CIO"


def two(cli: Cli) -> tuple[Any, Any]:
    """Two that look like one."""
    add = ("organisation", "add")
    one = cli.json(*add, A, "--postcode", "ME7 1AA", "--identifier", "GB-CHC-1000001")
    other = cli.json(*add, B, "--postcode", "ME7 1AA", "--phone", "01634 111111", "--anyway")
    return one, other


def test_none(cli: Cli) -> None:
    cli.text("organisation", "add", "Quay Rowing")
    assert cli.json("duplicates") == []
    assert cli.text("duplicates") == "No two organisations look like one.\n"


def test_pairs_are_listed_with_why(cli: Cli) -> None:
    one, other = two(cli)
    (pair,) = cli.json("duplicates")
    assert pair == {
        "one": {
            "id": one["id"],
            "name": A,
            "postcode": "ME7 1AA",
            "phone": "",
            "identifiers": ["GB-CHC-1000001"],
        },
        "other": {
            "id": other["id"],
            "name": B,
            "postcode": "ME7 1AA",
            "phone": "01634 111111",
            "identifiers": [],
        },
        "why": "same postcode ME7 1AA, names nearly the same",
    }
    said = cli.text("duplicates")
    assert said.startswith("Same postcode ME7 1AA, names nearly the same\n")
    assert f"ME7 1AA, GB-CHC-1000001, id {one['id']}" in said
    # What it prints runs as it is printed.
    merge, apart = (line.split("  spoc ")[1].split() for line in said.splitlines()[-2:])
    assert apart == ["duplicates", "apart", *merge[2:]]
    cli.json(*merge)
    assert cli.json("duplicates") == []


def test_more_than_are_shown(cli: Cli) -> None:
    two(cli)
    cli.text("organisation", "add", "Gillingham Angels St", "--postcode", "ME7 1AA", "--anyway")
    assert len(cli.json("duplicates", "--limit", "1")) == 1
    assert "… and 2 more: “--limit 3” lists them all." in cli.text("duplicates", "--limit", "1")


@pytest.mark.slow
def test_merged_shown_and_undone(cli: Cli) -> None:
    one, other = two(cli)
    cli.log("A key", "--organisation", B)
    merged = cli.json("duplicates", "merge", A, B)
    assert (merged["id"], merged["phone"]) == (one["id"], "01634 111111")
    assert [gone["id"] for gone in merged["merged"]] == [other["id"]]
    shown = cli.json("organisation", "show", B)
    assert (shown["id"], shown["open"], shown["other_names"]) == (one["id"], 1, [B])
    assert shown["merged"] == merged["merged"]
    said = cli.text("organisation", "show", other["id"])
    assert said.startswith(f"{B} was merged into {A}, which is shown:\n\n{A}\n")
    assert f"merged            {B}, merged into it on Thu 2 Apr" in said
    assert "was merged" not in cli.text("organisation", "show", A)
    assert [found["id"] for found in cli.json("organisation", "list")] == [one["id"]]
    assert cli.json("undo")["undone"] == f"Merged {B} into {A}"
    assert len(cli.json("organisation", "list")) == 2
    assert cli.text("duplicates", "merge", A, B) == f"Merged {B} into {A}.\n"


def test_fields_are_taken_or_kept(cli: Cli) -> None:
    one, other = two(cli)
    cli.text("organisation", "edit", one["id"], "--set", "tags=night", "phone=01634 9")
    cli.text("organisation", "edit", other["id"], "--set", "tags=street")
    merge = ("duplicates", "merge", one["id"], other["id"])
    made = cli.json(*merge, "--take", "phone", "--take", "Name", "--keep", "tags")
    assert (made["name"], made["phone"], made["tags"]) == (B, "01634 111111", ["night"])
    cli.text("undo")
    assert cli.json(*merge)["tags"] == ["night", "street"]


@pytest.mark.parametrize(
    ("code", "kind", "field", "args"),
    [
        (2, "bad-input", "take", ("merge", A, B, "--take", "colour")),
        (2, "bad-input", "take", ("merge", A, B, "--take", "phone", "--keep", "phone")),
        (3, "not-found", None, ("merge", "Nobody", B)),
        (3, "not-found", None, ("merge", A, "Nobody")),
        (3, "not-found", None, ("apart", "Nobody", B)),
        (4, "refused", None, ("merge", A, A)),
        (4, "refused", None, ("apart", A, A)),
        (2, "usage", "other", ("merge", A)),
        (2, "usage", "limit", ("--limit", "0")),
    ],
)
def test_what_is_refused(
    cli: Cli, code: int, kind: str, field: str | None, args: tuple[str, ...]
) -> None:
    two(cli)
    error = cli.error(code, "duplicates", *args)
    assert (error["code"], error.get("field")) == (kind, field)
    assert len(cli.json("duplicates")) == 1


def test_one_that_is_merged_already(cli: Cli) -> None:
    two(cli)
    cli.text("duplicates", "merge", A, B)
    assert (
        f"{B} is merged into another already"
        in (cli.error(4, "duplicates", "merge", A, B)["message"])
    )


def test_kept_apart(cli: Cli) -> None:
    one, other = two(cli)
    kept = cli.json("duplicates", "apart", A, B)
    assert (kept["one"]["id"], kept["other"]["id"]) == (one["id"], other["id"])
    assert cli.json("duplicates") == []
    assert cli.error(4, "duplicates", "apart", B, A)["message"] == (
        f"{B} and {A} are kept apart already."
    )
    cli.text("undo")
    assert cli.text("duplicates", "apart", A, B) == f"{A} and {B} are kept apart.\n"


def test_a_name_that_is_nearly_there_is_named(cli: Cli) -> None:
    cli.text("organisation", "add", A, "--postcode", "ME7 1AA")
    error = cli.error(4, "organisation", "add", B, "--postcode", "ME7 1AA")
    assert f"already: {A} (ME7 1AA): same postcode ME7 1AA, names nearly" in error["message"]
    assert "--anyway" in error["message"]
    assert cli.text("organisation", "add", B, "--anyway") == f"Added {B}.\n"


def test_a_number_that_another_has_is_named(cli: Cli) -> None:
    two(cli)
    edit = ("organisation", "edit", B, "--identifier", "GB-CHC-1000001")
    assert f"belongs to {A}" in cli.error(4, *edit)["message"]
    assert cli.json(*edit, "--anyway")["identifiers"] == ["GB-CHC-1000001"]
    assert cli.json("duplicates")[0]["why"].startswith("same number GB-CHC-1000001, same postcode")
