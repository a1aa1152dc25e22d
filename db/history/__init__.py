"""Every change, before and after, in sealed actions: written, read, taken back and put together."""

from __future__ import annotations

ONE_BY_ONE, RANGES, SILENT = 0, 1, 2
"""How the rows that are written get into the history: each by its trigger; what is added as ranges
(db/history/brought_in.py); not at all, since they are what a history that was joined makes of them.
"""
