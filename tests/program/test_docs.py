"""The documents say what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from screens.commands import COMMANDS, keys_document
from spoc_tui.cli.root import spoc

ROOT = Path(__file__).parents[2]


def test_the_page_of_keys_is_made_from_the_commands() -> None:
    assert (ROOT / "docs/keys.md").read_text(encoding="utf-8") == keys_document()


def test_a_command_is_declared_once() -> None:
    names = [command.name for command in COMMANDS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("page", ["README.md", "docs/guide.md"])
def test_every_verb_named_in_the_documents_exists(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    named = set(re.findall(r"(?:`|^    )spoc ([a-z][a-z-]+)", text, re.MULTILINE))
    context = spoc.make_context("spoc", [], resilient_parsing=True)
    assert named
    assert named <= set(spoc.list_commands(context))


def test_every_link_between_the_documents_leads_somewhere() -> None:
    for page in [ROOT / "README.md", *ROOT.glob("docs/**/*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
