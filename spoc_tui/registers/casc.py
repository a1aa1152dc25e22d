"""The register of community amateur sports clubs."""

from __future__ import annotations

from collections.abc import Mapping

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.identifiers import read_casc
from spoc_tui.casework.organisations import ListedOrganisation
from spoc_tui.registers.missing import line_in, required_line_in
from spoc_tui.registers.plain_text import quoted
from spoc_tui.registers.postcodes import mend_postcode

SOURCE = "casc"
COLUMNS = ("id", "name", "address", "postcode", "active")
KIND = "Community amateur sports club"


def read(line: int, row: Mapping[str, str]) -> ListedOrganisation:
    """One club; its key is its id. BadInput without a name or a readable id."""
    typed = required_line_in(row, "id")
    casc = read_casc(typed)
    if casc is None:
        raise BadInput(f"{quoted(typed)} is not the id of a sports club.", field="id")
    return ListedOrganisation(
        line=line,
        key=f"{casc.scheme}-{casc.number}",
        name=required_line_in(row, "name"),
        kind=KIND,
        address=line_in(row, "address"),
        postcode=mend_postcode(row["postcode"]),
        state="closed" if line_in(row, "active").casefold() == "false" else "active",
        identifiers=(casc,),
        row=tuple(row.items()),
    )
