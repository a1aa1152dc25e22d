"""The register of community amateur sports clubs."""

from __future__ import annotations

from spoc_tui.registers.reader import Reader

MAPPING = {
    "id": "casc_number",
    "name": "name",
    "address": "address",
    "postcode": "postcode",
    "active": "state",
}
READER = Reader(
    name="register of community amateur sports clubs",
    source="casc",
    needed=frozenset(MAPPING),
    number="id",
    mapping=MAPPING,
    told_by_numbers=True,
    kind="Community amateur sports club",
)
