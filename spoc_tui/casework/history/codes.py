"""Which columns hold codes, and of what: the words that a program knows, and a newer one may know
more of.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from spoc_tui.casework.organisations.profile import (
    Challenge,
    Dependence,
    IncomeSource,
    PreferredWay,
    SizeBand,
)
from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.records.event import EventKind
from spoc_tui.casework.records.kinds import BY_HAND, KIND_OF_TABLE, PACKAGE_OF, is_declared
from spoc_tui.casework.records.link import Says
from spoc_tui.casework.records.worded import Worded

_KINDS = tuple(kind.code for kind in BY_HAND if kind.prefix)


def _said_by(kind: str) -> Mapping[str, Mapping[str, type[Worded]]]:
    """Those of the tables of a kind written by hand: CODES of casework/SUBJECT/codes.py."""
    found: Mapping[str, Mapping[str, type[Worded]]] = import_module(
        f"spoc_tui.casework.{PACKAGE_OF[kind]}.codes"
    ).CODES
    return found


CODES: Mapping[str, Mapping[str, type[Worded]]] = {
    "organisation": {"size": SizeBand, "volunteers": Dependence},
    "contact": {"preferred": PreferredWay},
    **{table: codes for kind in _KINDS for table, codes in _said_by(kind).items()},
    "event": {"kind": EventKind, "channel": Channel},
    "link": {"says": Says},
}
"""By table and column."""
MAY_BE_BLANK = frozenset({"size", "volunteers", "preferred"})
"""Those of them that are blank where it is not known."""


def codes_of(table: str) -> Mapping[str, type[Worded]]:
    """The codes of a table; of a declared one, as it is declared."""
    if not is_declared(table):
        return CODES.get(table, {})
    from spoc_tui.casework.history.declared import tables
    from spoc_tui.casework.kinds.catalogue import kind_of
    from spoc_tui.casework.kinds.dictionary import codes_among
    from spoc_tui.casework.kinds.dictionary import codes_of as of_kind

    if (kind := KIND_OF_TABLE.get(table)) is not None:
        return of_kind(kind_of(kind.code))
    return codes_among(tables()[table].of)


SEVERAL_CODES: Mapping[str, Mapping[str, type[Worded]]] = {
    "organisation": {"incomes": IncomeSource, "challenges": Challenge},
}
"""By table and column, those that hold several with commas between."""


def several_codes_of(table: str) -> Mapping[str, type[Worded]]:
    """The columns of a table that hold several codes, with commas between; of a declared one, as
    they are declared.
    """
    if not is_declared(table):
        return SEVERAL_CODES.get(table, {})
    from spoc_tui.casework.history.declared import tables
    from spoc_tui.casework.kinds.catalogue import kind_of
    from spoc_tui.casework.kinds.dictionary import codes_among

    kind = KIND_OF_TABLE.get(table)
    of = kind_of(kind.code).record if kind is not None else tables()[table].of
    return codes_among(of, several=True)
