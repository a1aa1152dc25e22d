"""Shortly what `make faults` tries for long: damaged files, and those of earlier shapes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.mark.slow
def test_damage_is_seen_said_and_what_is_left_is_saved(tmp_path: Path) -> None:
    from faults_damage import COVERED, Demo, trial

    demo = Demo(tmp_path)
    for seed in range(4):
        (own := tmp_path / str(seed)).mkdir()
        tried = trial(demo, seed, own)
        assert tried.wrong == []
        assert not COVERED.intersection(tried.unseen)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes are forked here")
@pytest.mark.parametrize("seed", range(4))
def test_an_earlier_shape_is_killed_or_damaged(tmp_path: Path, seed: int) -> None:
    from faults_shapes import trial

    assert trial(seed, tmp_path)[1] == []
