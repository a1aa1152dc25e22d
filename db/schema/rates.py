"""Which of the rates that the officer added are only expected, since their day had not come."""

from __future__ import annotations

EXPECTED_RATES = (
    """ALTER TABLE reference_rate ADD COLUMN expected INTEGER NOT NULL DEFAULT 0
        CHECK (expected IN (0, 1))""",
    # What was added before its day could not be known either.
    """UPDATE reference_rate SET expected = 1 WHERE day > (
        SELECT substr(max(a.at), 1, 10) FROM change AS c JOIN action AS a ON a.uid = c.action
        WHERE c.tbl = 'reference_rate' AND c.record = reference_rate.uid)""",
)
