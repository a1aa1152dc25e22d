"""Shortly, what `make faults` tries for minutes of disks, locks and clocks."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from faults_disk import TRIALS, tried


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="neither limits nor such kills")
@pytest.mark.parametrize("name", TRIALS)
def test_what_was_acknowledged_is_there_and_whole(name: str, tmp_path: Path) -> None:
    trial = tried(name, 1, tmp_path)
    assert not trial.wrong
    assert trial.acknowledged or trial.refused
