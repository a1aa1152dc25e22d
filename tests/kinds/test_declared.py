"""What must hold of every declared kind."""

from __future__ import annotations

import dataclasses
import inspect
import subprocess
import sys
from typing import Any

import pytest

from spoc_tui.casework.kinds import fields as its
from spoc_tui.casework.kinds.asking import ask
from spoc_tui.casework.kinds.catalogue import AREA_OF, all_kinds, kind_linking, kind_of
from spoc_tui.casework.kinds.fields import DeclaredField, fields_of
from spoc_tui.casework.kinds.kind import Kind, none_yet
from spoc_tui.casework.kinds.party import Party
from spoc_tui.casework.kinds.record import DeclaredRecord
from spoc_tui.casework.kinds.shared_acts import SHARED_ACTS, acts_of
from spoc_tui.casework.records.kinds import CASE_KINDS
from spoc_tui.casework.records.letters import LETTERS
from spoc_tui.casework.records.references import KIND_OF_LETTERS as READ

KINDS = [*all_kinds()]
ROWS = [field.of for kind in KINDS for field in kind.fields.values() if isinstance(field, its.Rows)]
HAVE_FIELDS = [*(kind.record for kind in KINDS), *ROWS, Party]
LINKED_TO = ("organisation", "contact", "team", "directorate", "theme", "record", *LETTERS)
TYPES = {
    its.Line: "str",
    its.Whom: "str",
    its.Text: "str",
    its.Recurrence: "str",
    its.Number: "int",
    its.Money: "int",
    its.Percent: "int",
    its.Day: "date",
    its.Month: "date",
    its.DayTime: "DayAndTime",
    its.Moment: "datetime",
    its.YesNo: "bool",
    its.Link: "Linked",
}


def annotation(field: DeclaredField) -> str:
    """How the dataclass types what the field holds."""
    one = TYPES.get(type(field)) or getattr(field.of, "__name__", "DeclaredRecord")
    if field.several:
        return f"tuple[{one}, ...]"
    return one if field.needed or field.blank == "" else f"{one} | None"


@pytest.mark.parametrize("record", HAVE_FIELDS)
def test_a_field_holds_what_its_annotation_says(record: type) -> None:
    said = {
        name: typed
        for base in reversed(record.__mro__)
        for name, typed in _annotations(base).items()
    }
    for name, field in fields_of(record).items():
        assert said[name] == annotation(field), name
    listed = {one.name for one in dataclasses.fields(record)}
    assert listed - set(fields_of(record)) <= {
        *("uid", "reference", "number", "status", "organisation", "promises", "parties", "stand"),
        *("sharing", "its_window"),
        *(name for k in all_kinds() for name in (*k.brings, *k.beside, *k.sees, k.actions_in)),
        *(name for k in all_kinds() for name in k.reads),
        *(name for k in all_kinds() for name in (k.evidence_in, k.offered_in, k.assessed_in)),
    }


def _annotations(base: type) -> dict[str, str]:
    own: dict[str, str] = vars(base).get("__annotations__", {})
    return own


@pytest.mark.parametrize("record", HAVE_FIELDS)
def test_a_field_says_what_is_needed_to_show_and_ask_it(record: type) -> None:
    for name, field in fields_of(record).items():
        assert field.label[:1].isupper(), name
        assert not field.help.endswith("."), name
        assert name.isidentifier()
        assert not (field.several and isinstance(field, its.Day | its.Money | its.Number)), name
        if isinstance(field, its.Link):
            assert field.of in LINKED_TO, name
        if isinstance(field, its.Records):
            assert isinstance(fields_of(kind_linking(field).record)[field.by], its.Link)
    widths = [field.column for field in fields_of(record).values()]
    assert widths.count(0) == 1, "one column takes what the others leave"


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_whole(kind: Kind[Any]) -> None:
    assert kind.letters == LETTERS[kind.code]
    assert AREA_OF[kind.code] == kind.area
    assert kind_of(kind.code) is kind
    assert set(kind.once) <= set(kind.fields)
    assert kind.plural != kind.called
    assert kind.record.__doc__
    assert issubclass(kind.record, DeclaredRecord)
    assert kind.record.subject is not DeclaredRecord.subject
    assert len({act.name for act in kind.acts}) == len(kind.acts)
    assert any(field.searched for field in kind.fields.values())


@pytest.mark.parametrize("kind", KINDS)
def test_who_is_asked_on_a_record_can_be_told_what_came_of_it(kind: Kind[Any]) -> None:
    assert (kind.roles is not None) == bool(kind.comes_by) == (kind.outcome is not none_yet)


@pytest.mark.parametrize("kind", KINDS)
def test_a_verb_of_a_kind_does_one_thing(kind: Kind[Any]) -> None:
    """A paper called as an act would take its place on the command line."""
    rows = [name for name, field in kind.fields.items() if isinstance(field, its.Rows)]
    papers = [paper.name for paper in kind.papers]
    verbs = ["add", "list", "show", "edit", *acts_of(kind), *rows, *papers]
    assert len(verbs) == len(set(verbs)), verbs


@pytest.mark.parametrize("kind", KINDS)
def test_an_act_asks_what_its_function_takes(kind: Kind[Any]) -> None:
    for act in acts_of(kind).values():
        one, now, *asked = inspect.signature(act.function).parameters.values()
        assert (one.name, now.name) == ("one", "now"), act.name
        assert all(each.kind is each.KEYWORD_ONLY for each in asked), act.name
        assert [each.name for each in asked] == list(act.asks), act.name
        for each in asked:
            asked_of_all = each.name == "role" and act.function is ask.function
            typed = "Worded" if asked_of_all else annotation(act.asks[each.name])
            assert each.annotation == typed, (act.name, each.name)
        assert act.help.endswith("."), act.name
        assert act.begins is None or act.begins in kind.steps


@pytest.mark.parametrize("kind", KINDS)
def test_no_act_is_called_as_another_is_reported(kind: Kind[Any]) -> None:
    labels = [act.label for act in acts_of(kind).values()]
    assert len(set(labels)) == len(labels)
    done = [act.done for act in acts_of(kind).values()]
    assert len(set(done)) == len(done)


def test_letters_are_three_and_distinct() -> None:
    assert len(set(LETTERS.values())) == len(LETTERS)
    assert all(len(letters) == 3 and letters.isupper() for letters in LETTERS.values())


def test_letters_are_frozen() -> None:
    assert " ".join(LETTERS.values()) == (
        "ENQ PAY FBK BUL GRP MTG DEC PIL SEC SCH BID AWD MDL SPC REQ HLD TRF NOM LST DSP REL CPT "
        "COM INV EVT BRF DIA PUR CHR EQP OPP OFR NED SVC ASR ROL SGN CRS STF MEN STY ISS RND RSP"
    )
    assert {letters: code for code, letters in LETTERS.items()} == READ
    assert all(kind.prefix == LETTERS[kind.code] for kind in CASE_KINDS)


def test_the_acts_that_all_share_are_five() -> None:
    assert [act.name for act in SHARED_ACTS] == ["note", "promise", "close", "reopen"]


@pytest.mark.parametrize("code", AREA_OF)
def test_a_declaration_brings_nothing_heavy_with_it(code: str) -> None:
    """It is imported while somebody waits: no calendar, no storage, no screen."""
    asks = (
        "import sys; from spoc_tui.casework.kinds.catalogue import kind_linking, kind_of; "
        "assert not any('casework.groups' in name for name in sys.modules); "
        f"kind_of({code!r}); "
        "heavy = {'dateutil', 'holidays', 'zoneinfo', 'calendar', 'sqlite3', 'textual'};"
        " print(sorted(heavy & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_what_it_leads_to_and_what_is_likely_next_are_there(kind: Kind[Any]) -> None:
    assert kind.leads_to, "say which kinds come of it most often"
    assert set(kind.leads_to) <= {one.code for one in CASE_KINDS}
    named = [part for const in kind.likely.__code__.co_consts[1:] for part in _strings(const)]
    assert set(named) <= acts_of(kind).keys()


def _strings(const: object) -> list[str]:
    """What a function names in words."""
    if isinstance(const, tuple):
        return [each for each in const if isinstance(each, str)]
    return [const] if isinstance(const, str) else []


def test_a_moment_of_a_list_has_room_for_its_time() -> None:
    """“Tue 24 Nov at 14:00”: one that is cut is another time."""
    fields = [field for kind in all_kinds() for field in kind.fields.values()]
    columns = [
        one.column for one in fields if isinstance(one, its.DayTime) and one.column is not None
    ]
    assert columns
    assert min(columns) >= len("Tue 24 Nov at 14:00")
