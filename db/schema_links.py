"""The shape in which the kinds of which there is a record are found in the index, whatever their
number.
"""

from __future__ import annotations

FOUND_BY_KIND = ("CREATE INDEX record_by_kind ON record (kind)",)
