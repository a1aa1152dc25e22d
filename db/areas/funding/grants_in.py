"""A list of grants imported as awards: each line is taken, is there already, is held or refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.kinds.importing import Taken
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import Ambiguous, BadInput, NotFound
from spoc_tui.casework.funding.steps import Basis
from spoc_tui.casework.kinds.coming_in import Asked, Held
from spoc_tui.casework.kinds.fields import fields_of
from spoc_tui.casework.kinds.reading import read
from spoc_tui.casework.organisations.identifiers import (
    Identifier,
    read_charity_number,
    read_company_number,
    read_identifier,
)
from spoc_tui.casework.organisations.names import name_key
from spoc_tui.casework.organisations.organisation import Organisation, RefusedRow
from spoc_tui.casework.text import compared
from spoc_tui.registers.field_rows import FieldRow, OpenedRows
from spoc_tui.registers.grants import open_grants

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.funding.award import Award

POUNDS = "GBP"
_TAKEN_OVER = ("title", "programme", "external", "amount", "awarded", "starts", "ends", "months")
_INDIVIDUAL = (
    "It was given to an individual. No name of a person is kept of an award: it stays out."
)


def opened(path: Path) -> OpenedRows:
    """The list, opened. BadInput where it is none."""
    return open_grants(path)


class Lines:
    """Takes grants. What the officer says is, by a name in the list, the organisation it is."""

    def __init__(self, store: Store, asked: Asked, rows: Sequence[FieldRow | RefusedRow]) -> None:
        self._store = store
        self._known = {
            compared(name): store.organisations.find(of) for name, of in asked.said.items()
        }
        self._names = _names_by_id(rows)
        self._first_lines: dict[str, int] = {}

    def what(self, row: FieldRow) -> str:
        """Whose it is; of one to an individual nothing is said."""
        if row["individual"]:
            return ""
        return ", ".join(filter(None, (row["recipient"], row["title"])))

    def take(self, row: FieldRow) -> Taken:
        """Puts the grant on record, unless an award has its id."""
        _require_grant(row, self._first_lines)
        there = _with_external(self._store, row["external"])
        if there:
            return Taken(self.what(row), there, there=True)
        organisation = _recipient(self._store, row, self._known, self._names)
        _hold_if_like_another(self._store, row, organisation)
        return Taken(self.what(row), _begin(self._store, row, organisation))

    def done(self) -> Sequence[str]:
        """Nothing is to be known of the list as a whole."""
        return ()


def _names_by_id(rows: Sequence[FieldRow | RefusedRow]) -> Mapping[str, str]:
    """By the id of a recipient, the first name that the list has for it."""
    names: dict[str, str] = {}
    for row in rows:
        if isinstance(row, FieldRow) and _is_of_one(row["recipient_id"]):
            names.setdefault(row["recipient_id"], row["recipient"])
    return names


def _is_of_one(recipient_id: str) -> bool:
    """Whether an id may be somebody's: “GB-REV” alone, without a number, is the register's name."""
    return any(map(str.isdigit, recipient_id.removeprefix("360G")))


def _require_grant(row: FieldRow, first_lines: dict[str, int]) -> None:
    """BadInput for what is no grant to an organisation in pounds, or is twice in the list."""
    if row["individual"]:
        raise BadInput(_INDIVIDUAL)
    if not row["external"]:
        raise BadInput("It has no Identifier: it would be imported again each time.")
    first = first_lines.setdefault(row["external"], row.line)
    if first != row.line:
        raise BadInput(f"Line {first} has the same Identifier, {row['external'][:80]}.")
    if row["currency"].upper() != POUNDS:
        in_words = f"is in {row['currency'][:20]}" if row["currency"] else "says no currency"
        raise BadInput(f"It {in_words}: awards are kept in pounds (GBP) alone.")
    if not row["awarded"]:
        raise BadInput("It has no Award Date.")


def _with_external(store: Store, external: str) -> str:
    """The reference of the award that has a funder's id; blank: none has."""
    found = store.connection.execute(
        "SELECT reference FROM money_award WHERE external = ? AND removed_at IS NULL LIMIT 1",
        [external],
    ).fetchone()
    return str(found[0]) if found else ""


def _recipient(
    store: Store,
    row: FieldRow,
    known: Mapping[str, Organisation],
    names: Mapping[str, str],
) -> Organisation:
    """The organisation on record that a grant was given to; Held where that is not sure."""
    name = row["recipient"]
    if not name:
        raise BadInput("It names no recipient.")
    if (said := known.get(compared(name))) is not None:
        return said
    first = names.get(row["recipient_id"], name)
    if name_key(first) != name_key(name):
        raise Held(
            f"The list has another name for {row['recipient_id'][:60]} as well, {first[:80]}: a "
            "branch may be meant.",
            called=name,
        )
    for identifier, stated in _numbers(row):
        for organisation in _by_number(store, identifier):
            if not _is_called(store, organisation, name):
                raise Held(f"{identifier.text} is {organisation.name} here.", called=name)
            if not stated:
                raise Held(
                    f"Its number is that of {organisation.name} in another register "
                    f"({identifier.text}): it may have been put in the wrong column.",
                    called=name,
                )
            return organisation
    return _by_name(store, row, name)


def _by_name(store: Store, row: FieldRow, name: str) -> Organisation:
    """The one organisation of that name that no number speaks against."""
    others = store.organisations.known_as([name])
    namesakes = store.organisations.namesakes(name) or ([others] if others else [])
    own = {store.organisations.survivor_of(one.uid) for one in namesakes}
    if len(own) > 1:
        raise Held("Several organisations here are called that.", called=name)
    for uid in own:
        organisation = store.organisations.get(uid)
        numbers = [one for one, stated in _numbers(row) if stated]
        schemes = {one.scheme: one for one in organisation.identifiers}
        for number in numbers:
            if number.scheme in schemes and schemes[number.scheme].number != number.number:
                raise Held(
                    f"{organisation.name} has the number {schemes[number.scheme].text} here, not "
                    f"{number.text}.",
                    called=name,
                )
        return organisation
    raise Held(
        "Its recipient is not on record by that name or number. Put the organisation on record, "
        "then import the list again.",
        called=name,
    )


def _is_called(store: Store, organisation: Organisation, name: str) -> bool:
    """Whether an organisation has that name, or has it among its other names."""
    others = (one.name for one in store.organisations.other_names(organisation.uid))
    return name_key(name) in map(name_key, (organisation.name, *others))


def _by_number(store: Store, identifier: Identifier) -> list[Organisation]:
    with suppress(NotFound, Ambiguous):
        return [store.organisations.find(identifier.text)]
    return []


def _numbers(row: FieldRow) -> Iterator[tuple[Identifier, bool]]:
    """The registration numbers of a recipient, and whether each is in the register that the list
    says: a charity number typed for a company's is looked for in both. What the funder made up
    itself is none.
    """
    stated = [
        read_identifier(row["recipient_id"])
        if not row["recipient_id"].startswith("360G")
        else None,
        read_charity_number(row["charity"]) if row["charity"] else None,
        read_company_number(row["company"]) if row["company"] else None,
    ]
    yield from ((one, True) for one in stated if one is not None)
    for one in stated:
        if one is None:
            continue
        plain = one.number.lstrip("0")
        other = {"GB-COH": read_charity_number, "GB-CHC": read_company_number}.get(one.scheme)
        turned = other(plain) if other else None
        if turned is not None:
            yield turned, False
    for typed, reader in (
        (row["company"], read_charity_number),
        (row["charity"], read_company_number),
    ):
        found = reader(typed) if typed else None
        if found is not None and found not in stated:
            yield found, False


def _hold_if_like_another(store: Store, row: FieldRow, organisation: Organisation) -> None:
    """Holds what is like an award on record that has not the same id: it is not added twice."""
    fields = fields_of(_award())
    values = {name: _value(store, fields[name], row[name]) for name in ("amount", "awarded")}
    found = store.connection.execute(
        "SELECT a.reference, a.awarded FROM money_award AS a JOIN organisation AS o "
        "ON o.uid = a.organisation WHERE a.amount = ? AND a.removed_at IS NULL "
        "AND coalesce(o.merged_into, o.uid) = ? AND (a.awarded IS NULL OR a.awarded = ?) "
        "AND a.external = '' LIMIT 1",
        [values["amount"], organisation.uid, values["awarded"].isoformat()],
    ).fetchone()
    if found is not None:
        raise Held(
            f"{found[0]} is of the same sum for {organisation.name}, and has no external id. If it "
            f"is this one, give it the id {row['external'][:80]}; if not, give it its own."
        )


def _award() -> type[Award]:
    from spoc_tui.casework.funding.award import Award

    return Award


def _value(store: Store, field: Any, typed: str) -> Any:
    from db.kinds.looking_up import Finder, now_of

    return read(field, typed, now=now_of(store), find=Finder(store))


def _begin(store: Store, row: FieldRow, organisation: Organisation) -> str:
    """Puts the award on record; its reference. What had ended by today is closed."""
    awards = store.declared("award")
    typed = {name: row[name] for name in _TAKEN_OVER if row[name]}
    if not _is_whole(typed.get("months", "1")):
        typed["notes"] = f"Duration as the list has it: {typed.pop('months')} months."
    typed |= {
        "organisation": organisation.uid,
        "funder": row["funder"] or row["department"] or "not said",
        "purpose": row["purpose"],
        "basis": Basis.GRANT.value,
    }
    case = awards.begin_typed(typed, said_back=False)
    one: Award = case.record  # type: ignore[assignment]
    if one.last is not None and one.last < store.today():
        why = f"It had ended on {show_day(one.last)} when it was imported."
        awards.do(one.uid, "close", {"why": why})
    return one.reference


def _is_whole(months: str) -> bool:
    return months.isdecimal() and int(months) > 0
