"""The council's form of a diversity impact assessment, filled in, in Word: what is at its top and
its eight sections, found by how each is headed, in tables or between them. A file may have several.

What the form itself asks and explains is left out, and so is who filled it in: that names people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from spoc_tui.casework.dates.in_cells import day_in_cell
from spoc_tui.casework.equality.assessment import SAYS_NOTHING
from spoc_tui.casework.equality.steps import Effect, Recommendation
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.text import fold
from spoc_tui.registers.field_rows import FieldRow, OpenedRows
from spoc_tui.registers.plain_text import file_name, quoted
from spoc_tui.registers.word_file import Block, blocks_of

TITLE, DATE, LEAD, GRID, PLAN = "title", "on", "lead", "impacts", "plan"
RECOMMENDED, AUTHORISED = "recommendation", "authorised"
HEADS = {
    TITLE: ("title",),
    DATE: ("date",),
    LEAD: ("lead officer",),
    "reference": ("reference",),
    "summary": ("summary description",),
    "evidence": ("summary of evidence",),
    GRID: ("what is the likely impact",),
    "affected": ("summary of the likely impact",),
    "mitigation": (
        *(
            "what actions can be taken to mitigate",
            "what mitigates",
            "what can be done to mitigate",
        ),
        "actions to mitigate likely",
    ),
    PLAN: ("action plan",),
    RECOMMENDED: ("recommendation",),
    AUTHORISED: ("authorisation",),
}
"""How what is filled in is headed, folded, in the order of the form."""
AT_TOP = (TITLE, DATE, LEAD, "reference")
"""Where only the beginning of the form is headed so: other sections have a date, too."""
IN_SHORT = ("title", "date", "reference", "recommendation", "authorisation", "action plan")
"""Heads so usual that they head nothing unless they stand alone, or the form's own words follow."""
ITS_OWN = (
    *(
        "name description of the issue",
        "date the dia is completed",
        "name title and dept of person",
    ),
    *("what is the change to policy", "how does it compare with", "e g ", "eg ", "is it likely to"),
    *(
        "feedback from consultation",
        "comparison of service user",
        "adversely impact on one or more",
    ),
    *("advance equality of opportunity for one", "foster good relations between people"),
    *("insert yes", "insert in one", "insert a tick", "who will be affected"),
    *("how will they be affected", "what alternative ways can", "are there alternative providers"),
    *("can demand for services be", "actions to mitigate adverse impact"),
    *("the recommendation by the lead officer", "this may be", "to proceed with the change implem"),
    *("if the recommendation is to proceed", "the authorising officer is consenting"),
    *("the recommendation can be implemented", "sufficient evidence has been obtained"),
    *("the action plan will be incorporated", "by the lead officer"),
    *("not filled in", "not recommended yet", "not authorised yet", "it is reviewed by"),
    "reviewed the last time on",
)
"""How the lines begin, folded, that the form itself has, or that spoc puts into it."""
BULLETS = ("consider alternatives", "gather further evidence")
"""Those that are the form's own where they stand alone."""
_NUMBER = re.compile(r"\s*\d{1,2}[.)]?\s*")
_YES = frozenset(("✓", "✔", "☑", "☒", "x", "✗", "yes", "y", "tick"))
_NO = frozenset(("", "–", "-", "—", "☐", "no", "n", "none", "n/a", "na", "nil"))
_SAYS = {
    Recommendation.PROCEED: ("proceed",),
    Recommendation.ALTERNATIVES: ("alternative",),
    Recommendation.MORE_EVIDENCE: ("further evidence", "more evidence"),
}
"""Of each recommendation the words that say it."""
_STAYS = "The form is not understood: "


def is_its_own(line: str) -> bool:
    """Whether a line is one of those that the form itself has."""
    said = fold(line)
    return said.startswith(ITS_OWN) or said in BULLETS


@dataclass
class _Form:
    """One that is being read."""

    parts: dict[str, list[Block]] = field(default_factory=dict)

    def lines(self, name: str) -> list[str]:
        """What was filled in, on lines, without what is the form's own."""
        return [
            line
            for block in self.parts.get(name, ())
            for cell in block.cells
            for line in cell.split("\n")
            if line.strip() and not is_its_own(line)
        ]

    def words(self, name: str) -> str:
        return "\n".join(self.lines(name))


def open_forms(path: Path) -> OpenedRows:
    """The forms of a file. BadInput, with what to do, where there is none in it."""
    forms = [*_forms(blocks_of(path))]
    known = {name for form in forms for name in form.parts}
    if TITLE not in known or len(known) < len(AT_TOP):
        raise BadInput(
            f"{file_name(path)} is not the council’s form of an impact assessment: it has a title, "
            "a date, a lead officer, and eight sections from “Summary description” to "
            "“Authorisation”.",
            field="file",
        )
    columns = tuple(
        (heads[0][:1].upper() + heads[0][1:], _read_as(name) if name in known else "")
        for name, heads in HEADS.items()
    )
    return OpenedRows(columns, iter([*_rows(forms)]), [])


def _read_as(name: str) -> str:
    return {DATE: "date", LEAD: "", "reference": ""}.get(name, name)


def _forms(blocks: Sequence[Block]) -> Iterator[_Form]:
    form, part = _Form(), ""
    for block in blocks:
        cells = block.cells
        if len(cells) > 1 and _NUMBER.fullmatch(cells[0]):
            cells = cells[1:]
        name = _headed(cells, part)
        if name == TITLE and TITLE in form.parts:
            yield form
            form = _Form()
        if name:
            part = name
            cells = _without_heading(cells, name)
        if part and any(cells):
            form.parts.setdefault(part, []).append(Block(cells))
        elif name:
            form.parts.setdefault(part, [])
    if form.parts:
        yield form


def _headed(cells: Sequence[str], within: str) -> str:
    """Which part a block begins; blank: it goes on."""
    first, _, more = cells[0].partition("\n")
    said = fold(_NUMBER.sub("", first, count=1) if _NUMBER.match(first) else first)
    for name, heads in HEADS.items():
        if name in AT_TOP and name != TITLE and within not in AT_TOP:
            continue
        for head in heads:
            if head in IN_SHORT:
                rest = said.removeprefix(head).strip()
                own = not rest or rest.startswith(ITS_OWN)
                if said.startswith(head) and own and not (name == TITLE and len(cells) == 1):
                    return name
                if name == TITLE and said == head and more:
                    return name
            elif said.startswith(head):
                return name
    return ""


def _without_heading(cells: tuple[str, ...], name: str) -> tuple[str, ...]:
    """What stands beside a heading, or after it in its cell."""
    first = cells[0].partition("\n")[2]
    return (first, *cells[1:]) if first else cells[1:]


def _rows(forms: Sequence[_Form]) -> Iterator[FieldRow | RefusedRow]:
    for number, form in enumerate(forms, 1):
        try:
            yield FieldRow(number, _typed(form))
        except BadInput as error:
            yield RefusedRow(number, str(error))


def _typed(form: _Form) -> dict[str, str]:
    """What one says, by field, as it is typed."""
    recommended, why = _recommended(form)
    return {
        TITLE: " ".join(form.lines(TITLE)),
        DATE: _day(form.words(DATE), "date"),
        **{name: form.words(name) for name in ("summary", "evidence", "affected", "mitigation")},
        GRID: "\n".join(_grid(form.parts.get(GRID, ()))),
        PLAN: "\n".join(_plan(form.parts.get(PLAN, ()))),
        RECOMMENDED: recommended,
        "why": why,
        AUTHORISED: _authorised(form),
    }


def _day(said: str, what: str) -> str:
    """ISO; blank where nothing is said."""
    if not said.strip():
        return ""
    day = day_in_cell(said)
    if day is None:
        raise BadInput(f"Its {what} is no whole one: {quoted(said)}. Write 4 June 2020.")
    return day.isoformat()


def _grid(blocks: Sequence[Block]) -> Iterator[str]:
    """“Age: advance, foster”, of each group of which anything is ticked."""
    order = [*Effect]
    for block in blocks:
        name, *ticks = block.cells
        heads = [fold(cell) for cell in ticks]
        if any("adverse" in head for head in heads):
            order = [each for head in heads for each in Effect if each.value[:5] in head]
            continue
        if len(ticks) < len(order):
            continue
        effects = [
            each.value for each, cell in zip(order, ticks, strict=False) if _is_ticked(name, cell)
        ]
        group = name.partition("\n")[0].strip(" *")
        if effects and group:
            yield f"{group}: {', '.join(effects)}"


def _is_ticked(name: str, cell: str) -> bool:
    said = cell.strip().lower()
    if said in _YES:
        return True
    if said in _NO:
        return False
    raise BadInput(
        f"{_STAYS}beside {quoted(name)} is {quoted(cell)}. A box of the grid is ticked (✓, x, yes) "
        "or not (blank, –, no)."
    )


def _plan(blocks: Sequence[Block]) -> Iterator[str]:
    """“Move the stop<tab>Planning<tab>2026-12-01”, of each action."""
    for block in blocks:
        what, *others = (" ".join(cell.split()) for cell in block.cells)
        if not what or not block.is_row or fold(what) in ("action", "actions"):
            continue
        if fold(what) in SAYS_NOTHING:
            continue
        owner, due = (*others, "", "")[:2]
        yield "\t".join((what, owner, due))


def _recommended(form: _Form) -> tuple[str, str]:
    """Its code, blank where that is not to be told, and the words."""
    lines = form.lines(RECOMMENDED)
    said = fold(lines[0]) if lines else ""
    found = [code for code, words in _SAYS.items() if any(word in said for word in words)]
    if len(found) != 1:
        return "", "\n".join(lines)
    alone = fold(lines[0].partition("(")[0]) == fold(found[0].words)
    return found[0].value, "\n".join(line.removeprefix("Why: ") for line in lines[alone:])


def _authorised(form: _Form) -> str:
    """The day; blank: it is not there."""
    for line in form.lines(AUTHORISED):
        for part in (line, line.rpartition(",")[2], line.rpartition("Date")[2].lstrip(" :")):
            day = day_in_cell(part.strip(" ."))
            if day is not None:
                return day.isoformat()
    return ""
