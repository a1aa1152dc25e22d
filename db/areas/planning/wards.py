"""A ward, gathered by the name that organisations carry."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from db.organisations.rows import read_contacts
from spoc_tui.casework.errors import BadInput, NotFound
from spoc_tui.casework.organisations.wards import COUNCIL_MEMBERS, COUNCILLOR, is_in
from spoc_tui.casework.planning.ward import Ward
from spoc_tui.casework.text import clean_line, compared, fold

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.organisations.organisation import Contact
    from spoc_tui.casework.planning.scheme import Scheme
    from spoc_tui.casework.planning.window import Window


def all_wards(store: Store) -> list[str]:
    """The names of the wards that anything is in, in their order."""
    names: dict[str, str] = {}
    found = [row[0] for row in store.connection.execute(_OF_ORGANISATIONS)]
    found += [one.ward for one in _schemes(store)]
    found += [name for one in _windows(store) for name in one.ward_names]
    found += [name for one in councillors(store) for name in one.wards]
    for name in found:
        names.setdefault(compared(name), name)
    return sorted(names.values(), key=compared)


_OF_ORGANISATIONS = """SELECT DISTINCT ward FROM organisation
    WHERE ward <> '' AND removed_at IS NULL AND merged_into IS NULL ORDER BY ward"""


def ward(store: Store, typed: str) -> Ward:
    """What is known of a ward; NotFound, naming those that there are, where nothing is in it."""
    name = clean_line(typed, field="ward")
    if not name:
        raise BadInput("Say which ward.", field="ward")
    known = all_wards(store)
    called = next((one for one in known if compared(one) == compared(name)), None)
    if called is None:
        near = [one for one in known if compared(one).startswith(compared(name))]
        if len(near) != 1:
            there = ", ".join(near or known) or "none"
            raise NotFound(
                f"Nothing is known of a ward “{name[:60]}”. Wards: {there}.", field="ward"
            )
        (called,) = near
    organisations = store.organisations
    rows = store.connection.execute(
        "SELECT uid, ward FROM organisation WHERE ward <> '' AND state = 'active' "
        "AND removed_at IS NULL AND merged_into IS NULL ORDER BY folded, uid"
    ).fetchall()
    its = [row["uid"] for row in rows if is_in([row["ward"]], called)]
    return Ward(
        called,
        tuple(one for one in _schemes(store) if is_in([one.ward], called)),
        tuple(one for one in _windows(store) if is_in(one.ward_names, called)),
        tuple(organisations.get(uid) for uid in its),
        tuple(one for one in councillors(store) if is_in(one.wards, called)),
        store.today(),
    )


def councillors(store: Store) -> list[Contact]:
    """The councillors who sit today, by name."""
    today = store.today()
    found = read_contacts(store.connection, "o.folded = ?", [fold(COUNCIL_MEMBERS)])
    return [
        one
        for one in found
        if COUNCILLOR in one.role.casefold()
        and (one.left_on is None or one.left_on > today)
        and (one.since is None or one.since <= today)
    ]


def _schemes(store: Store) -> list[Scheme]:
    return cast("list[Scheme]", store.declared("scheme").page(limit=-1)[::-1])


def _windows(store: Store) -> list[Window]:
    return cast("list[Window]", store.declared("window").page(limit=-1)[::-1])
