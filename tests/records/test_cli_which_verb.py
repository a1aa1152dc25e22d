"""Every verb on every kind of record: it does the thing there, or says which verb does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import click
import pytest
from acts_given import MAKE
from cli_desk import Cli
from factories import make_organisation

from db.store import Store
from spoc_tui.casework.kinds.catalogue import kind_of
from spoc_tui.casework.kinds.shared_acts import acts_of
from spoc_tui.casework.records.kinds import DECLARED_KINDS
from spoc_tui.casework.records.letters import LETTERS
from spoc_tui.cli.root import spoc
from spoc_tui.cli.which_verb import CALLED, EQUIVALENT_VERBS, KIND_GROUPS, OF_EVERY_KIND

REFERENCES = {
    **{"enquiry": "ENQ-26-0001", "payment": "PAY-26-0001", "feedback": "FBK-26-0001"},
    **{"group": "GRP-26-0001", "meeting": "MTG-26-0001", "issue": "ISS-26-0001"},
    "decision": "DEC-26-0001",
}
BY_HAND_HERE = ("group", "meeting", "issue", "decision")
"""Declared kinds of which one is put on record by the verbs themselves."""
OTHERS = tuple(kind for kind in DECLARED_KINDS if kind.code not in BY_HAND_HERE)
REFERENCES |= {kind.code: f"{LETTERS[kind.code]}-26-0001" for kind in OTHERS}
DECLARED_HERE = (*BY_HAND_HERE, *(kind.code for kind in OTHERS))


def why(kind: str, act: str) -> tuple[str, ...]:
    """What the act asks to be told, where it does."""
    return ("--why", "Gone") if "why" in acts_of(kind_of(kind))[act].asks else ()


DOES = {
    ("edit", "enquiry"): ("detail=The side door",),
    ("edit", "payment"): ("follow_up=fri",),
    ("edit", "feedback"): ("action=Open the side door",),
    ("edit", "issue"): ("pages=4",),
    ("edit", "group"): ("notes=Room 2",),
    ("edit", "meeting"): ("place=Room 2",),
    ("edit", "decision"): ("item=Halls",),
    **{("edit", kind.code): ("follow_up=fri",) for kind in OTHERS},
    **{("close", kind.code): why(kind.code, "close") for kind in OTHERS},
    ("close", "decision"): ("--why", "No money"),
    ("close", "group"): (),
    ("close", "meeting"): ("--why", "No money"),
    ("close", "issue"): ("--why", "No money"),
    **{("reopen", kind): ("--why", "It goes on") for kind in DECLARED_HERE},
    ("chase", "payment"): (),
    ("answer", "payment"): ("--text", "PAY-26-0001 is on its way"),
    ("told", "payment"): ("--whom", "Bea"),
    ("told", "feedback"): ("--all",),
    ("close", "payment"): (),
    ("close", "feedback"): (),
    ("reopen", "payment"): ("--reason", "It was the wrong one"),
    ("reopen", "feedback"): ("--reason", "It was the wrong one"),
    **{("note", kind): ("--text", "Rang twice") for kind in REFERENCES},
    **{("promise", kind): ("--text", "Ring", "--by", "fri") for kind in REFERENCES},
    **{("kept", kind): () for kind in REFERENCES},
    **{("withdraw", kind): ("--reason", "Said twice") for kind in REFERENCES},
    **{("show", kind): () for kind in REFERENCES},
    **{("history", kind): () for kind in REFERENCES},
}
"""What is typed after the reference, for each verb that does it."""
BEFORE = {
    ("chase", "payment"): ["pay finance PAY-26-0001"],
    ("answer", "payment"): ["pay finance PAY-26-0001"],
    ("told", "payment"): ["pay paid PAY-26-0001 --on today"],
    ("told", "feedback"): ["feedback done FBK-26-0001 --action Door"],
    ("close", "payment"): ["pay paid PAY-26-0001 --on today", "pay told PAY-26-0001"],
    ("close", "feedback"): [
        "feedback done FBK-26-0001 --action Door",
        "feedback told FBK-26-0001 --all",
    ],
    **{
        (verb, kind): [f"promise {REFERENCES[kind]} --text Ring --by fri"]
        for verb in ("kept", "withdraw")
        for kind in REFERENCES
    },
}
"""What has to be done first."""
BEFORE["reopen", "decision"] = ["close DEC-26-0001 --why none"]
BEFORE["reopen", "issue"] = ["close ISS-26-0001 --why none"]
BEFORE["close", "group"] = ["groups meeting cancel MTG-26-0001 --why none"]
BEFORE["reopen", "group"] = [*BEFORE["close", "group"], "close GRP-26-0001"]
BEFORE["close", "meeting"] = [
    "edit MTG-26-0001 papers=yes",
    "groups meeting hold MTG-26-0001 --on today",
]
BEFORE["reopen", "meeting"] = ["groups meeting hold MTG-26-0001 --on today"]
BEFORE["close", "bid"] = ["money bid withdraw BID-26-0001 --why none"]
BEFORE["close", "invitation"] = [
    "codesign invitation conclude INV-26-0001 --changed no --words Nothing",
    "codesign invitation tell-all INV-26-0001",
]
BEFORE["close", "offer"] = [
    "buying offer deliver OFR-26-0001 --evidence seen --whole yes",
]
for _kind in OTHERS:
    _close = " ".join(("close", REFERENCES[_kind.code], *why(_kind.code, "close")))
    BEFORE["reopen", _kind.code] = [*BEFORE.get(("close", _kind.code), ()), _close]
BEFORE["reopen", "payment"] = [*BEFORE["close", "payment"], "pay close PAY-26-0001"]
BEFORE["reopen", "feedback"] = [*BEFORE["close", "feedback"], "feedback close FBK-26-0001"]


@pytest.fixture
def records(cli: Cli) -> Cli:
    """One record of each kind."""
    return cli.filled_once(one_of_each)


def one_of_each(cli: Cli) -> None:
    cli.log()
    cli.json("pay", "add", "--caller", "Big Jim", "--amount", "100", "--received", "1/3")
    cli.json("feedback", "add", "--said", "Nobody rang back", "--by", "Big Jim")
    cli.json("groups", "group", "add", "--name", "VCS", "--starts", "today")
    cli.json("groups", "meeting", "add", "--group", "GRP-26-0001", "--when", "1/6")
    decided = ("--words", "Open at nine", "--closes", "1/6")
    cli.json("groups", "decision", "add", "--group", "GRP-26-0001", *decided)
    cli.json("stories", "issue", "add", "--name", "Winter", "--copy-by", "1/6")
    with closing(Store.open(cli.path, now=cli.now)) as store:
        make_organisation(store)
        for kind in OTHERS:
            MAKE[kind.code](store)


TAKES = ("reference", "references")


def verbs_with_a_reference(group: click.Group, before: str = "") -> Iterator[str]:
    """“told”, “pay told” …: every verb that takes a REF."""
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        if isinstance(command, click.Group):
            yield from verbs_with_a_reference(command, f"{before}{name} ")
        elif command and any(one.name in TAKES for one in command.params):
            yield before + name


def group_of(verb: str) -> str:
    """“stories issue” of “stories issue send”, and of what its rows have."""
    return " ".join(verb.split()[:-1][:2])


EVERY = list(verbs_with_a_reference(spoc))
OWN = [verb for verb in EVERY if " " not in verb]


def test_every_verb_with_a_reference_is_in_the_table() -> None:
    assert set(OWN) | {"history"} == set(EQUIVALENT_VERBS) | OF_EVERY_KIND
    assert {group_of(verb) for verb in EVERY if " " in verb} == set(KIND_GROUPS)
    assert all(set(ways) == set(REFERENCES) - {"enquiry"} for ways in EQUIVALENT_VERBS.values())
    done = {
        (verb, kind)
        for verb, ways in EQUIVALENT_VERBS.items()
        for kind in ways
        if not ways[kind].rest
    }
    done = {(verb, kind) for verb, kind in done if EQUIVALENT_VERBS[verb][kind].rest is None}
    assert done <= set(DOES), "what is done at once is tried below"


@pytest.mark.parametrize(("verb", "kind"), DOES)
def test_a_verb_does_it_to_each_kind(records: Cli, verb: str, kind: str) -> None:
    for command in BEFORE.get((verb, kind), []):
        records.json(*command.split())
    before = records.json("history", REFERENCES[kind])
    answered = records.json(verb, REFERENCES[kind].lower(), *DOES[verb, kind])
    if verb != "history":
        assert answered["reference"] == REFERENCES[kind]
    if verb not in ("show", "history"):
        assert len(records.json("history", REFERENCES[kind])) > len(before)


@pytest.mark.parametrize("kind", [kind for verb, kind in DOES if verb == "reopen"])
def test_it_is_not_closed_again_over_what_was_promised_since(records: Cli, kind: str) -> None:
    one = REFERENCES[kind]
    for command in BEFORE["reopen", kind]:
        records.json(*command.split())
    records.json("reopen", one, *DOES["reopen", kind])
    reopened = records.json("history", one)[-1]["id"]
    records.json("promise", one, *DOES["promise", kind])
    assert "rests on it" in records.error(4, "undo", "--action", reopened)["message"]
    records.json("undo")
    records.json("undo", "--action", reopened)


@pytest.mark.parametrize(
    ("verb", "kind"),
    [
        (v, k)
        for v, ways in EQUIVALENT_VERBS.items()
        for k, way in ways.items()
        if way.rest is not None
    ],
)
def test_where_another_verb_does_it_that_is_named(records: Cli, verb: str, kind: str) -> None:
    # Whatever else is missing or too much: that it is another verb is said first.
    error = records.error(2, verb, REFERENCES[kind])
    assert error["field"] == "reference"
    assert error["message"].startswith(f"{REFERENCES[kind]} is {CALLED[kind]}: “spoc {verb}” is")
    assert f"Use: spoc {EQUIVALENT_VERBS[verb][kind].verb} {REFERENCES[kind]}" in error["message"]


OF_ANOTHER_KIND = [
    (verb, kind)
    for verb in EVERY
    if " " in verb
    for kind in REFERENCES
    if kind != KIND_GROUPS[group_of(verb)]
]


# Each verb with some kinds, which are others for the next: each verb and each kind some times.
@pytest.mark.parametrize(("verb", "kind"), OF_ANOTHER_KIND[::7])
def test_a_kinds_own_verb_names_the_verb_of_another_kind(cli: Cli, verb: str, kind: str) -> None:
    taken: click.Command | None = spoc
    for part in verb.split():
        assert isinstance(taken, click.Group)
        taken = taken.get_command(click.Context(taken), part)
    assert taken is not None
    typed = [
        part
        for one in taken.params
        if isinstance(one, click.Option) and one.required
        for part in (one.opts[0], "fri")
    ]
    error = cli.error(2, *verb.split(), REFERENCES[kind], *typed)["message"]
    said, _, use = error.partition(" Use: spoc ")
    assert said == f"{REFERENCES[kind]} is {CALLED[kind]}: “spoc {verb}” is not for those."
    named = use.partition(f" {REFERENCES[kind]}")[0]
    assert named in EVERY
    assert KIND_GROUPS.get(group_of(named), kind) == kind, "a verb of that very kind"


def test_the_reference_is_not_taken_for_an_options_value(records: Cli) -> None:
    records.json("note", "ENQ-26-0001", "--text", "PAY-26-0001")
    done = records.json("edit", "--set", "caller=FBK-26-0001", "PAY-26-0001")
    assert (done["reference"], done["caller"]) == ("PAY-26-0001", "FBK-26-0001")
    records.json("answer", "--text", "FBK-26-0001", "1")
    assert records.json("show", "1")["answer"] == "FBK-26-0001"


def test_a_bulletin_is_shown_by_its_own_verb(cli: Cli) -> None:
    for verb in ("show", "told", "pay told"):
        error = cli.error(2, *verb.split(), "BUL-26-0001")["message"]
        assert error.endswith("Use: spoc feedback bulletin --again BUL-26-0001")


def test_help_of_a_verb_is_that_of_the_kind(cli: Cli) -> None:
    assert "spoc pay told" in cli.text("told", "PAY-26-0001", "--help")
