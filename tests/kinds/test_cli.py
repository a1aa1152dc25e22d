"""The verbs of a declared kind, as its declaration makes them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from cli_desk import Cli
from factories import make_enquiry, make_issue

from db.store import Store
from spoc_tui.casework.kinds.catalogue import kind_of
from spoc_tui.casework.kinds.shared_acts import acts_of
from spoc_tui.casework.records.kinds import DECLARED_KINDS, RecordKind
from spoc_tui.cli.kinds.verbs import OF_EVERY_RECORD
from spoc_tui.cli.root import VERB_SECTIONS

every_kind = pytest.mark.parametrize("kind", DECLARED_KINDS, ids=lambda kind: kind.code)
TAKEN = {"db", "json", "help", "references"}

(ISSUE,) = (kind for kind in DECLARED_KINDS if kind.code == "issue")


@every_kind
def test_every_field_and_act_has_its_option_and_verb(cli: Cli, kind: RecordKind) -> None:
    declared = kind_of(kind.code)
    assert any(kind.area in verbs for verbs in VERB_SECTIONS.values())
    assert kind.code in cli.text(kind.area, "--help")
    of_kind = cli.text(kind.area, kind.code, "--help")
    for name, act in acts_of(declared).items():
        asked = set(act.asks)
        assert not asked & TAKEN, name
        assert (name in OF_EVERY_RECORD) or f"  {name} " in of_kind
        if name not in OF_EVERY_RECORD:
            said = cli.text(kind.area, kind.code, name, "--help")
            assert act.help.split(",")[0].split(";")[0] in " ".join(said.split())
            assert all(f"--{one.replace('_', '-')} " in said for one in asked)
    add = " ".join(cli.text(kind.area, kind.code, "add", "--help").split())
    edit = cli.text(kind.area, kind.code, "edit", "--help")
    for name, field in declared.fields.items():
        if field.typed and field.stored:
            assert name not in TAKEN
            assert f"--{name.replace('_', '-')} " in add
            assert f"{field.label}: {field.help}" in add
            assert f"  {name} " in edit


def added(cli: Cli, *more: str) -> Any:
    typed = ("--name", "Winter 2026", "--copy-by", "4 may", *more)
    return cli.json("stories", "issue", "add", *typed)


def test_it_is_added_shown_and_listed(cli: Cli) -> None:
    made = added(cli, "--pages", "4", "--sensitive", "no", "--notes", "A choir")
    assert made == {
        **{"reference": "ISS-26-0001", "id": made["id"], "kind": "issue", "status": "planned"},
        **{"area": "stories", "organisation": None, "organisation_id": None, "team": None},
        **{"due": "2026-05-04", "due_at": None, "due_what": "copy", "open": True},
        **{"created_at": "2026-04-02T09:00:00Z"},
        **{"subject": "Winter 2026", "name": "Winter 2026", "copy_by": "2026-05-04"},
        **{"out_on": None, "pages": 4, "sensitive": False, "notes": "A choir"},
        **{"election_from": None, "election_until": None, "stories": []},
        **{"copy_sent": None, "came_out": None, "follow_up": None, "closed_at": None},
        **{"closed_why": "", "began_at": "2026-04-02T09:00:00Z"},
        "dues": [{"what": "copy", "on": "2026-05-04", "at": None, "words": "no story yet"}],
    }
    hanging = {"parties": [], "links": [], "promises": [], "timeline": whole_timeline(cli)}
    whole = {**made, **hanging}
    for verb in (("show", "iss 1"), ("stories", "issue", "show", "1"), ("show", made["id"])):
        assert cli.json(*verb) == whole
    line = "ISS-26-0001  Mon 4 May  copy  Winter 2026 (planned)\n"
    for verb in (
        *(("stories",), ("stories", "issue"), ("stories", "issue", "list", "--open")),
        *(("stories", "issue", "list", "--step", "planned"),),
        ("stories", "issue", "list", "--words", "choir wint"),
    ):
        assert cli.text(*verb) == line
    none = {"records": [], "more": False}
    assert cli.json("stories", "issue", "list", "--step", "out") == none
    said = "No record fits: leave out a filter, or “--all” lists what is closed too.\n"
    assert cli.text("stories", "issue", "list", "--words", "x y") == said
    assert cli.json("stories", "issue", "list") == {"records": [made], "more": False}
    shown = cli.text("show", "iss 1")
    assert "  Copy by         Mon 4 May 2026\n" in shown
    assert "  Sensitive       no\n" in shown


def whole_timeline(cli: Cli) -> Any:
    return cli.json("show", "iss 1")["timeline"]


def test_its_acts(cli: Cli, store: Store) -> None:
    added(cli)
    enquiry = make_enquiry(store).enquiry.reference
    issue = ("stories", "issue")
    said = cli.text(*issue, "move", "iss 1", "--copy-by", "5 may", "--why", "printers")
    assert said.startswith("Copy date moved: ISS-26-0001.\nPlanned: copy by Tue 5 May 2026.\n")
    cli.text("link", "iss 1", enquiry, "--says", "about", "--words", "their hall")
    assert cli.json("show", "iss 1")["links"][0]["name"] == f"{enquiry} A key for the hall"
    cli.text("note", "iss 1", "--text", "Rang.")
    cli.text("promise", "iss 1", "--text", "Send a photograph", "--by", "7 apr")
    assert cli.error(4, *issue, "publish", "iss 1")["code"] == "refused"
    cli.text("kept", "iss 1")
    assert cli.json(*issue, "send", "iss 1", "--on", "1 apr")["copy_sent"] == "2026-04-01"
    cli.text("edit", "ISS-26-0001", "pages=6")
    assert cli.json("close", "ISS-26-0001", "--why", "no money")["status"] == "dropped"
    assert cli.json("reopen", "ISS-26-0001", "--why", "found some")["pages"] == 6
    cli.text("undo", "--yes")
    assert cli.json("show", "iss 1")["status"] == "dropped"
    assert "issue pages: 6" in cli.text("history", "ISS-26-0001")
    assert cli.text("check").startswith("All is whole")


@pytest.mark.parametrize(
    ("args", "code", "field", "said"),
    [
        (("add", "--name", "x"), "bad-input", "copy_by", "Copy by cannot be left blank (the"),
        (("add", "--copy-by", "4 may"), "bad-input", "name", "Name cannot be left blank"),
        (("add", "--name", "x", "--copy-by", "soon"), "bad-input", "copy_by", "“soon” is not a"),
        (("add", "--name", "x", "--pages", "1"), "bad-input", "copy_by", "blank"),
        (("add", "--title", "x"), "usage", "", "No such option"),
        (("edit", "iss 1", "size=4"), "bad-input", "size", "Fields: name, copy_by"),
        (("edit", "iss 1"), "bad-input", "set", "Say what to change"),
        (("edit", "iss 1", "name="), "bad-input", "name", "Name cannot be left blank"),
        (("edit", "iss 1", "pages=999"), "bad-input", "pages", "999"),
        (("move", "iss 1", "--copy-by", "1 apr"), "bad-input", "copy_by", "past"),
        (("link", "iss 1", "enq 1", "--says", "about"), "usage", "", "use “spoc link”"),
        (("list", "--step", "lost"), "bad-input", "step", "Choose one of: planned"),
        (("show", "iss 7"), "not-found", "", "There is no issue iss 7"),
        (("show", "ENQ-26-0001"), "bad-input", "reference", "Use: spoc show ENQ-26-0001"),
        (("send", "PAY-26-0001"), "bad-input", "reference", "Use: spoc show PAY-26-0001"),
        (("reopen", "iss 1", "--why", "x"), "refused", "", "ISS-26-0001 is not closed"),
    ],
)
def test_what_is_refused_is_one_sentence(
    cli: Cli, store: Store, args: tuple[str, ...], code: str, field: str, said: str
) -> None:
    make_issue(store)
    result = cli.run("stories", "issue", *args, "--json")
    error = json.loads(result.stderr)["error"]
    assert (error["code"], error.get("field", "")) == (code, field)
    assert said in error["message"]
    assert "\n" not in error["message"]
    assert cli.run("stories", "issue", *args).exit_code == result.exit_code > 0


def test_a_verb_on_an_enquiry_names_what_an_issue_has(cli: Cli, store: Store) -> None:
    make_issue(store)
    error = cli.error(2, "route", "ISS-26-0001", "housing")
    assert error["message"] == (
        "ISS-26-0001 is an issue: “spoc route” is not for those. Use: spoc show ISS-26-0001"
    )
    assert cli.error(2, "pay", "told", "ISS-26-0001")["field"] == "reference"


def test_half_typed_it_is_listed(cli: Cli, store: Store) -> None:
    store.drafts.save({"name": "Spring"}, started_at=store.now(), uid=None, of=ISSUE)
    assert cli.json("drafts")[0]["kind"] == "issue"
    assert "an issue, Spring" in cli.text("due")
