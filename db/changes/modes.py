"""How the rows that are written get into the history."""

from __future__ import annotations

ONE_BY_ONE, RANGES, SILENT = 0, 1, 2
"""Each by its trigger; what is added as ranges (db/changes/imported.py); not at all, since they
are what a history that was joined makes of them.
"""
