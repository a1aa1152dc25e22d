"""Papers about an area, written beside the database from its page: of all of it, or of whom the
marked record is.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from db.records.rooms import room_of
from screens.dialogs.menu import MenuItem, MenuScreen
from screens.dialogs.paper import say_where, write_paper, written_beside
from screens.kinds.for_whom import ask_for_whom, say_addresses
from screens.kinds.papers import paper_of
from spoc_tui.casework.kinds.catalogue import AREAS
from spoc_tui.casework.kinds.paper import AreaPaper, Narrowed, area_papers
from spoc_tui.casework.records.kinds import package_of_area
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from screens.kinds.area import AreaScreen
    from spoc_tui.casework.kinds.case import DeclaredCase
    from spoc_tui.casework.kinds.paper import Paper


class Offered(NamedTuple):
    """A paper that may be chosen: of the record, or of its area."""

    label: str
    paper: Paper | AreaPaper
    of: Narrowed | None = None
    """None: it is of the record."""


async def choose_paper(screen: AreaScreen, area: str, case: DeclaredCase | None) -> None:
    """Asks which paper, of the marked record or of the area, and in which form."""
    offered = [*_of_record(case), *_of_area(screen, area, case)]
    items = [MenuItem(str(n), str(n), one.label) for n, one in enumerate(offered, 1)]
    chosen = await screen.app.push_screen_wait(
        MenuScreen(f"{AREAS[area].heading}: which paper", items)
    )
    if chosen is None:
        return
    one = offered[int(chosen) - 1]
    if one.of is None:
        assert case is not None
        await paper_of(screen, case, one.paper.name)
    elif isinstance(one.paper, AreaPaper) and one.paper.for_groups:
        await _for_groups(screen, area, one)
    else:
        await _write(screen, area, one)


def _of_record(case: DeclaredCase | None) -> Iterator[Offered]:
    for paper in case.kind.papers if case else ():
        assert case is not None
        yield Offered(f"{paper.label} of {case.record.reference}", paper)


def _of_area(screen: AreaScreen, area: str, case: DeclaredCase | None) -> Iterator[Offered]:
    for paper in area_papers(area):
        yield Offered(paper.label, paper, Narrowed())
        for name in paper.of_one:
            if whose := _whose(screen, name, case):
                yield Offered(f"{paper.label}: {whose}", paper, _narrowed(name, whose))


def _narrowed(name: str, to: str) -> Narrowed:
    return Narrowed(organisation=to) if name == "organisation" else Narrowed(directorate=to)


def _whose(screen: AreaScreen, name: str, case: DeclaredCase | None) -> str:
    """The organisation of the marked record, or the directorate of its team; blank: none."""
    if case is None:
        return ""
    if name == "organisation":
        return case.record.who
    team = getattr(case.record, "team", None)
    if team is None:
        return ""
    its = screen.store.council.find_team(team.uid, retired=True)
    return next(
        (
            one.name
            for one in screen.store.council.directorates(retired=True)
            if one.uid == its.directorate_uid
        ),
        "",
    )


async def _for_groups(screen: AreaScreen, area: str, one: Offered) -> None:
    """Asks for which organisations it is, writes it, and hands over where to send it."""
    found = await ask_for_whom(screen, f"{one.label}: for whom?")
    if found is not None:
        await _write(screen, area, one._replace(of=found.of))
        say_addresses(screen, found.to)


async def _write(screen: AreaScreen, area: str, one: Offered) -> None:
    paper: Any = one.paper
    write = partial(_written, screen, area, one)
    if not paper.forms:
        await write_paper(screen, f"{one.label} as", write, f"{one.label}:")
    elif len(paper.forms) == 1:
        say_where(screen, f"{one.label}:", partial(write, paper.forms[0]))
    else:
        items = [MenuItem(form[0], form, form.upper()) for form in paper.forms]
        form = await screen.app.push_screen_wait(MenuScreen(f"{one.label} as", items))
        if form is not None:
            say_where(screen, f"{one.label}:", partial(write, form))


def _written(screen: AreaScreen, area: str, one: Offered, form: str) -> Path:
    """Writes it; returns where it is. What is left out is said."""
    from spoc_tui.reports.documents.formats import DocumentFormat, written

    paper: Any = one.paper
    package, store = package_of_area(area), screen.store
    reports = import_module(f"spoc_tui.reports.{package}.papers")
    facts = room_of(package, "papers").area_facts(store, paper, one.of, screen.officer_app.settings)
    if not paper.forms:
        content = written(reports.document(facts), DocumentFormat(form))
        return written_beside(store, reports.file_name(facts, form), content)
    content, left = reports.data(facts, form)
    file = written_beside(store, reports.file_name(facts, form), content)
    if left:
        screen.app.notify(
            f"{counted(len(left), 'award')} left out, for what is lacking. The first: "
            f"{left[0].reference}, {left[0].why}.",
            markup=False,
            timeout=10,
        )
    return file
