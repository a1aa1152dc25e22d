"""Every paper of every kind and area, in every format: what goes out has no line of the history at
its foot, and what stays in the council's file has it.
"""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from factories import DEMO_MORNING

import db.areas
from db.areas.groups.agenda import agenda as agenda_of_group
from db.records.rooms import room_of
from db.store import Store
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.feedback.bulletins import BulletinAsked
from spoc_tui.casework.kinds.catalogue import AREAS, all_kinds
from spoc_tui.casework.kinds.paper import AreaPaper, Narrowed, Paper, area_papers
from spoc_tui.casework.records.kinds import PACKAGE_OF, package_of_area
from spoc_tui.reports.documents.formats import DocumentFormat, written
from spoc_tui.reports.feedback.bulletin import bulletin_page
from spoc_tui.reports.groups.agenda import group_agenda
from spoc_tui.settings import Settings

LINE = "History: action"
OF_KINDS = [(kind.code, paper) for kind in all_kinds() for paper in kind.papers]
OF_AREAS = [(area, paper) for area in AREAS for paper in area_papers(area)]


@pytest.fixture(scope="module")
def told(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The demo, of which nothing is written."""
    file = tmp_path_factory.mktemp("papers") / "spoc.db"
    shutil.copyfile(demo_file, file)
    store = Store.open(file, now=lambda: DEMO_MORNING)
    yield store
    store.close()


def read(content: bytes, form: str) -> str:
    """What a file says, each blank once, and without what a format escapes."""
    if form == "docx":
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            text = "".join(parts.read(one).decode("utf-8", "ignore") for one in parts.namelist())
    else:
        text = content.decode("utf-8-sig")
    return " ".join(text.replace("\\", "").split())


def texts_of(document: Any) -> dict[str, str]:
    return {str(form): read(written(document, form), str(form)) for form in DocumentFormat}


def texts(store: Store, package: str, paper: Paper | AreaPaper, facts: Any) -> dict[str, str]:
    """By form, what a paper says."""
    reports = import_module(f"spoc_tui.reports.{package}.papers")
    if isinstance(paper, AreaPaper) and paper.forms:
        return {form: read(reports.data(facts, form)[0], form) for form in paper.forms}
    if isinstance(paper, Paper) and paper.is_calendar:
        return {"ics": read(reports.calendar(facts), "ics")}
    return texts_of(reports.document(facts))


def of_some_record(store: Store, code: str, paper: Paper) -> dict[str, str]:
    """Of the first record of its kind about which it can be written."""
    package = PACKAGE_OF[code]
    for one in store.declared(code).page(limit=-1):
        try:
            facts = room_of(package, "papers").facts(store, code, one.uid, paper)
            return texts(store, package, paper, facts)
        except Refused:
            continue
    raise AssertionError(f"the demo has no record for the paper {paper.name} of {code}")


@pytest.mark.parametrize(
    ("code", "paper"), OF_KINDS, ids=[f"{code}-{paper.name}" for code, paper in OF_KINDS]
)
def test_a_paper_about_a_record(told: Store, code: str, paper: Paper) -> None:
    for form, text in of_some_record(told, code, paper).items():
        assert (LINE in text) is not paper.goes_out, form


@pytest.mark.parametrize(
    ("area", "paper"), OF_AREAS, ids=[f"{area}-{paper.name}" for area, paper in OF_AREAS]
)
def test_a_paper_about_an_area(told: Store, area: str, paper: AreaPaper) -> None:
    package = package_of_area(area)
    settings = Settings(publisher="Medway Council", org_id="GB-LAE-MDW", grants_prefix="360G-medw")
    facts = room_of(package, "papers").area_facts(told, paper, Narrowed(), settings)
    for form, text in texts(told, package, paper, facts).items():
        assert (LINE in text) is not paper.goes_out, form


def test_what_has_no_kind_and_goes_to_groups(told: Store) -> None:
    group = told.declared("group").page()[0]
    agenda = group_agenda(agenda_of_group(told, group.uid))
    bulletin = bulletin_page(told.bulletins.preview(BulletinAsked()))
    for document in (agenda, bulletin):
        for form, text in texts_of(document).items():
            assert LINE not in text, form


def test_no_paper_of_an_area_is_signed_but_as_it_is_declared() -> None:
    (areas,) = db.areas.__path__
    texts = {file.name: file.read_text(encoding="utf-8") for file in Path(areas).rglob("*.py")}
    assert [name for name, text in texts.items() if re.search(r"\.signed_for\(", text)]
    assert [name for name, text in texts.items() if re.search(r"store\.signed\b", text)] == []
