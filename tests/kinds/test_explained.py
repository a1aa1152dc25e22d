"""What each kind is, as its empty tab says it: for the officer, who knows no files."""

from __future__ import annotations

import re

import pytest

from spoc_tui.casework.kinds.catalogue import AREA_OF, explanation_of

NAMES_A_FILE = re.compile(r"\.py\b|\w/\w|\w_\w")


@pytest.mark.parametrize("code", AREA_OF)
def test_no_explanation_names_a_file(code: str) -> None:
    said = explanation_of(code)
    assert said
    assert said.endswith((".", "?"))
    assert not NAMES_A_FILE.search(said), said
