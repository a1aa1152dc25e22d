"""The size of an organisation is as it was typed, or follows from its income."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from factories import make_organisation
from survey_made import make_round

import db
from db.areas.survey.silent import silent
from db.records.size_band import size_band
from db.store import Store

TYPED = ({}, {"income": "9000"}, {"income": "10000"}, {"size": "micro", "income": "500000"})


@pytest.mark.parametrize("typed", TYPED)
def test_the_storage_reads_it_as_the_page_says_it(store: Store, typed: dict[str, str]) -> None:
    uid = make_organisation(store).uid
    if typed:
        store.organisations.edit(uid, typed)
    band = f"SELECT {size_band('o')} FROM organisation AS o WHERE o.uid = ?"
    (found,) = store.connection.execute(band, [uid]).fetchone()
    assert found == store.organisations.get(uid).size


def test_who_is_small_by_income_is_rung_first(store: Store) -> None:
    one = make_round(store)
    for name, income in (("A large one", "2000000"), ("B unknown", ""), ("C small", "20000")):
        uid = make_organisation(store, name).uid
        if income:
            store.organisations.edit(uid, {"income": income})
        asked = {"role": "organisation", "organisation": uid}
        store.declared("round").act(one.uid, "ask", asked)
    assert [each.name for each in silent(store, one.uid)] == ["C small", "A large one", "B unknown"]


def test_no_statement_reads_what_was_typed_alone() -> None:
    raw = re.compile(r"\b(?:o|s|org|organisation)\.size\b|nullif\((?:\w+\.)?size\b")
    found = {
        file.name
        for folder in db.__path__
        for file in Path(folder).rglob("*.py")
        if raw.search(file.read_text("utf-8"))
    }
    assert found == set()
