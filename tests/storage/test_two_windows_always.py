"""Whatever is done in two windows, in whatever order: see tests/window_machine.py."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from window_machine import TwoWindows

TestTwoWindows = TwoWindows.TestCase
TestTwoWindows.settings = settings(
    max_examples=15,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestTwoWindows.pytestmark = [pytest.mark.slow]
