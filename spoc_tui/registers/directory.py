"""The directory's own export, read back."""

from __future__ import annotations

from spoc_tui.casework.organisations.fields import ORGANISATION
from spoc_tui.registers.reader import Reader

MAPPING = {
    "id": "key",
    **{field: field for field in ORGANISATION if field not in ("parent", "not_known_before")},
    "other_names": "other_name",
    "identifiers": "org_id",
    "people": "people",
}
READER = Reader(
    name="directory's own export",
    source="directory",
    needed=frozenset({"id", "name", "other_names", "identifiers", "not_known_before"}),
    number="id",
    mapping=MAPPING,
)
