"""Every verb that takes a date says back what it understood."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click
import pytest
from acts_given import MAKE, given_for
from cli_desk import Cli
from factories import (
    FixedClock,
    make_decision,
    make_enquiry,
    make_held,
    make_issue,
    make_meeting,
    make_organisation,
    make_payment,
)
from survey_made import make_round

from db.store import Store
from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.kinds.fields import Day, DayTime
from spoc_tui.casework.records.kinds import DECLARED_KINDS, RecordKind
from spoc_tui.cli.root import spoc

YESTERDAY, TODAY, TOMORROW = ("Wed 1 Apr 2026", "Thu 2 Apr 2026", "Fri 3 Apr 2026")
EDITS = (
    (("edit", "ENQ1"), "received", "31/3 9.30", "Tuesday 31 March 2026 at 09:30"),
    (("edit", "ENQ1"), "acknowledge_by", "tomorrow", TOMORROW),
    (("edit", "ENQ1"), "answer_by", "fri week", "Fri 10 Apr 2026"),
    (("edit", "ENQ1"), "follow_up", "tomorrow", TOMORROW),
    (("pay", "edit", "PAY1"), "received", "1/4", YESTERDAY),
    (("pay", "edit", "PAY1"), "performed", "1/3", "Sun 1 Mar 2026"),
    (("pay", "edit", "PAY1"), "invoiced", "1/3", "Sun 1 Mar 2026"),
    (("pay", "edit", "PAY1"), "accepted", "1/4", YESTERDAY),
    (("pay", "edit", "PAY1"), "agreed", "1/5", "Fri 1 May 2026"),
    (("pay", "edit", "PAY1"), "disputed", "yesterday", YESTERDAY),
    (("pay", "edit", "PAY1"), "follow_up", "tomorrow", TOMORROW),
    (("feedback", "edit", "FBK1"), "due", "tomorrow", TOMORROW),
    (("check-ins", "edit", "Choir"), "starts", "tomorrow", TOMORROW),
    (("person", "edit", "Ida"), "left_on", "yesterday", YESTERDAY),
    (("organisation", "edit", "Rook"), "published_on", "yesterday", YESTERDAY),
    (("organisation", "edit", "Rook"), "named_on", "yesterday", YESTERDAY),
)
"""The verb, the field, what is typed, and the day that is understood."""
SEAT = ("GRP1", "--team", "Housing", "--seat", "member", "--starts", "yesterday")
MEMBER = ("DEC1", "--role", "member", "--called", "Bo")
ITEM = ("MTG1", "--words", "Rents")
ACTION = ("--what", "Write to all", "--side", "council", "--due", "tomorrow")
GUEST = ("MTG1", "--role", "guest", "--called", "Bea")
VERBS = (
    ("log --received", ("--subject", "A key", "--received", "9.10"), f"{TODAY} at 09:10"),
    ("log --answer-by", ("--subject", "A key", "--answer-by", "tomorrow"), TOMORROW),
    ("log --follow-up", ("--subject", "A key", "--follow-up", "tomorrow"), TOMORROW),
    ("route --reply-by", ("ENQ1", "--to", "property", "--reply-by", "tomorrow"), TOMORROW),
    ("told --when", ("ENQ1", "--when", "9.10"), f"{TODAY} at 09:10"),
    ("wait --until", ("ENQ1", "--for", "a form", "--until", "tomorrow"), TOMORROW),
    ("promise --by", ("ENQ1", "--text", "ring", "--by", "tomorrow"), TOMORROW),
    ("due --on", ("--on", "tomorrow"), TOMORROW),
    ("link --on", ("PAY1", "ENQ1", "--says", "about", "--on", "yesterday"), YESTERDAY),
    *(
        (f"pay add --{name}", ("--caller", "Ida", "--amount", "9", f"--{name}", typed), day)
        for name, typed, day in (
            *((name, "31/3", "Tue 31 Mar 2026") for name in ("received", "performed", "invoiced")),
            ("accepted", "yesterday", YESTERDAY),
            ("agreed", "15/4", "Wed 15 Apr 2026"),
        )
    ),
    ("pay paid --on", ("PAY1", "--on", "yesterday"), YESTERDAY),
    ("pay promise --by", ("PAY1", "--by", "tomorrow"), TOMORROW),
    ("pay formal --on", ("PAY1", "--on", "yesterday"), YESTERDAY),
    ("pay import --on", ("LIST", "--on", "yesterday", "--dry-run"), YESTERDAY),
    *(
        (f"interest --{name}", ("900", f"--{name}", "yesterday"), YESTERDAY)
        for name in ("received", "performed", "accepted", "agreed", "paid", "on")
    ),
    ("feedback add --said-on", ("--by", "Ida", "--said-on", "1/4", "--said", "A"), YESTERDAY),
    ("feedback add --due", ("--by", "Ida", "--due", "tomorrow", "--said", "A"), TOMORROW),
    ("feedback voice --said-on", ("FBK1", "--by", "Bea", "--said-on", "1/4"), YESTERDAY),
    ("feedback agree --due", ("FBK2", "--due", "tomorrow"), TOMORROW),
    ("feedback told --when", ("FBK1", "--all", "--when", "9.10"), f"{TODAY} at 09:10"),
    ("feedback bulletin --from", ("--from", "1/3"), "1 March 2026"),
    ("feedback bulletin --to", ("--to", "2/4"), "2 April 2026"),
    ("check-ins add --from", ("Band", "--every", "6 weeks", "--from", "tomorrow"), TOMORROW),
    ("check-ins held --on", ("Choir", "--on", "yesterday"), YESTERDAY),
    *(
        (f"groups group add --{name}", ("--name", "Band", "--starts", "tomorrow", *more), day)
        for name, more, day in (
            ("starts", (), TOMORROW),
            ("ends", ("--ends", "8/5"), "Fri 8 May 2026"),
            ("follow-up", ("--follow-up", "tomorrow"), TOMORROW),
        )
    ),
    *(
        (f"groups group members add --{name}", (*SEAT, *more), day)
        for name, more, day in (
            ("starts", (), YESTERDAY),
            ("ends", ("--ends", "8/5"), "Fri 8 May 2026"),
        )
    ),
    ("groups group plan --when", ("GRP1", "--when", "tomorrow"), TOMORROW),
    ("groups group hold --on", ("GRP1", "--on", "yesterday"), YESTERDAY),
    *(
        (f"groups meeting add --{name}", ("--group", "GRP1", "--when", "8/5", *more), day)
        for name, more, day in (
            ("when", (), "Fri 8 May 2026"),
            ("follow-up", ("--follow-up", "tomorrow"), TOMORROW),
        )
    ),
    ("groups meeting move --when", ("MTG1", "--when", "tomorrow"), TOMORROW),
    ("groups meeting hold --on", ("MTG1", "--on", "yesterday"), YESTERDAY),
    ("groups meeting ask --on", (*GUEST, "--on", "yesterday"), YESTERDAY),
    *(
        (f"groups meeting {act} --on", (on, "--who", "1", "--on", "yesterday"), YESTERDAY)
        for act, on in (("remind", "MTG1"), ("answer", "MTG1"), ("tell", "MTG2"))
    ),
    ("groups meeting items add --carried", (*ITEM, "--carried", "1/4"), YESTERDAY),
    ("groups meeting add-action --due", ("MTG2", *ACTION), TOMORROW),
    *(
        (f"groups decision add --{name}", ("--group", "GRP1", "--words", "Open", *more), day)
        for name, more, day in (
            ("closes", ("--closes", "8/5"), "Fri 8 May 2026"),
            ("decided", ("--decided", "yesterday"), YESTERDAY),
            ("follow-up", ("--decided", "1/4", "--follow-up", "tomorrow"), TOMORROW),
        )
    ),
    ("groups decision ask --on", (*MEMBER, "--on", "yesterday"), YESTERDAY),
    *(
        (f"groups decision {act} --on", (on, "--who", "1", "--on", "yesterday"), YESTERDAY)
        for act, on in (("remind", "DEC1"), ("answer", "DEC1"), ("tell", "DEC2"))
    ),
    ("groups decision decide --on", ("DEC1", "--on", "yesterday"), YESTERDAY),
    ("groups decision carry-out --on", ("DEC2", "--on", "yesterday"), YESTERDAY),
    ("groups decision add-action --due", ("DEC2", *ACTION), TOMORROW),
    *(
        (f"stories issue add --{name}", ("--name", "May", "--copy-by", "1/5", *more), day)
        for name, more, day in (
            ("copy-by", (), "Fri 1 May 2026"),
            ("out-on", ("--out-on", "8/5"), "Fri 8 May 2026"),
            ("election-from", ("--election-from", "1/4"), "Wed 1 Apr 2026"),
            ("election-until", ("--election-until", "8/5"), "Fri 8 May 2026"),
            ("follow-up", ("--follow-up", "tomorrow"), TOMORROW),
        )
    ),
    ("stories issue move --copy-by", ("ISS1", "--copy-by", "8/6"), "Mon 8 Jun 2026"),
    ("stories issue send --on", ("ISS1", "--on", "yesterday"), YESTERDAY),
    ("stories issue publish --on", ("ISS1", "--on", "yesterday"), YESTERDAY),
    ("survey ask --on", ("RND1", "--on", "yesterday"), YESTERDAY),
    (
        "survey answer --received",
        ("RND1", "--rate", "1=poor", "--received", "yesterday"),
        YESTERDAY,
    ),
    (
        "person add --since",
        ("Rook", "Bea", "--role", "councillor", "--wards", "Cuxton", "--since", "yesterday"),
        YESTERDAY,
    ),
    ("person left --on", ("Ida", "--on", "yesterday"), YESTERDAY),
    *(
        (f"{verb} --{option}", (f"--{option}", "yesterday"), YESTERDAY)
        for verb in (
            *("list", "pay list", "feedback list"),
            *(f"{kind.area} {kind.code} list" for kind in DECLARED_KINDS),
        )
        for option in ("due", "since", "until")
    ),
    ("figures checked --when", ("Fee", "--when", "yesterday"), YESTERDAY),
    ("figures on --on", ("Fee", "--on", "yesterday"), YESTERDAY),
    (
        "figures add --from",
        ("Cap", "£9", "--from", "1/3", "--source", "a letter"),
        "Sun 1 Mar 2026",
    ),
    (
        "figures add --checked",
        ("Cap", "£9", "--from", "1/3", "--source", "a letter", "--checked", "yesterday"),
        YESTERDAY,
    ),
    ("rates add DATE", ("31/12", "3.75"), "Thu 31 Dec 2026"),
    ("holidays add DATE", ("8/5", "A coronation"), "Fri 8 May 2026"),
    ("week --of", ("--of", "yesterday"), YESTERDAY),
    ("week --from", ("--from", "1/3"), "1 March 2026"),
    ("week --to", ("--from", "1/3", "--to", "31/3"), "31 March 2026"),
)
"""The verb and its option, what it is given, and the day that is understood."""


def said_in(day: str) -> tuple[str, str]:
    """“Wed 1 Apr 2026” as it is, and in full: “1 April 2026”."""
    names = {"Mar": "March", "Apr": "April", "Dec": "December"}
    in_full = day.split(" ", 1)[1]
    for short, name in names.items():
        in_full = in_full.replace(f" {short} ", f" {name} ")
    return day, in_full


def dated(command: click.Command, name: str = "") -> Iterator[str]:
    """“log --received”: every verb's every option or argument that is a date."""
    if isinstance(command, click.Group):
        context = click.Context(command)
        for verb in command.list_commands(context):
            found = command.get_command(context, verb)
            assert found is not None
            yield from dated(found, f"{name} {verb}".strip())
    for param in command.params:
        if param.metavar in ("WHEN", "DATE"):
            is_option = isinstance(param, click.Option)
            yield f"{name} {param.opts[0] if is_option else param.metavar}"


BY_DECLARATION = [kind for kind in DECLARED_KINDS if kind.area != "groups" and kind.code != "issue"]
"""Kinds of which every date that is asked is tried as it is declared."""
_LISTS = (" list --due", " list --since", " list --until")


def test_none_is_left_out() -> None:
    declared = tuple(f"{kind.area} {kind.code} " for kind in BY_DECLARATION)
    left = {verb for verb in dated(spoc) if verb.endswith(_LISTS) or not verb.startswith(declared)}
    assert {verb for verb, _, _ in VERBS} == left


@pytest.mark.parametrize("kind", BY_DECLARATION, ids=lambda kind: kind.code)
def test_what_was_understood_of_a_declared_date_is_repeated(
    cli: Cli, store: Store, kind: RecordKind
) -> None:
    make_organisation(store)
    make_enquiry(store)
    records = store.declared(kind.code)
    uid = MAKE[kind.code](store)
    asked: list[Any] = [("edit", [], name, field) for name, field in records.kind.fields.items()]
    for act in records.acts.values():
        for name, field in act.asks.items():
            given = {n: typed for n, typed in given_for(act).items() if n != name and typed}
            more = [f"--{n.replace('_', '-')}={typed}" for n, typed in given.items()]
            asked.append((act.name, more, name, field))
    tried = 0
    for verb, more, name, field in asked:
        if not isinstance(field, Day | DayTime) or not field.typed or verb == "promise":
            continue
        ahead = field.direction is Direction.AHEAD
        typed, day = ("tomorrow", TOMORROW) if ahead else ("yesterday", YESTERDAY)
        option = f"{name}={typed}" if verb == "edit" else f"--{name.replace('_', '-')}={typed}"
        before = store.history.count()
        result = cli.run(kind.area, kind.code, verb, uid, *more, option)
        if result.exit_code == 0:  # what else is on the record may forbid it
            assert any(one in result.output for one in (day, *said_in(day))), (verb, result.output)
            tried += 1
        if store.history.count() > before:
            store.undo()
    assert tried


@pytest.fixture
def desk_with_one_of_each(cli: Cli) -> Cli:
    return cli.filled_once(one_of_each)


def one_of_each(cli: Cli) -> None:
    with closing(Store.open(cli.path, now=cli.now)) as store:
        rook = make_organisation(store)
        store.organisations.add_contact(rook.uid, "Ida")
        enquiry = make_enquiry(store, received_at=store.now() - timedelta(days=1))
        store.enquiries.answer(enquiry.enquiry.reference, "Ask at the hub.")
        make_payment(store, invoice="RL-7", received="2026-03-02")
        said = store.feedback.add("Prices", [store.feedback.by("Ida")], {"action": "Publish them"})
        store.feedback.add("Forms", [store.feedback.by("Bea")], {"action": "Shorten them"})
        store.feedback.done(said.feedback.reference, "They are on the web.")
        cli.json("check-ins", "add", "Choir", "--every", "6 weeks")
        meeting = make_meeting(store)
        ask = {"role": "guest", "called": "Ann", "on": "1/4"}
        store.declared("meeting").act(meeting.uid, "ask", ask)
        group: Any = store.declared("group").get(meeting.group.uid).record
        open_one = make_decision(store, group)
        store.declared("decision").act(open_one.uid, "ask", {**ask, "role": "member"})
        held = make_held(store, group, "31/3")
        store.declared("meeting").act(held.uid, "ask", ask)
        decided = make_decision(store, group, meeting=held.uid)
        store.declared("decision").act(decided.uid, "ask", {**ask, "role": "member"})
        make_issue(store)
        make_round(store, opened="1 mar")
        store.dated_figures.add("Fee", "£8", date(2026, 1, 1), "a letter", date(2026, 3, 1))


@pytest.mark.parametrize(("verb", "args", "day"), VERBS, ids=[verb for verb, _, _ in VERBS])
def test_what_was_understood_is_repeated(
    desk_with_one_of_each: Cli,
    clock: FixedClock,
    tmp_path: Path,
    verb: str,
    args: tuple[str, ...],
    day: str,
) -> None:
    if verb == "rates add DATE":
        clock.advance(days=280)  # to January: a rate is added once its day has come
    paid = tmp_path / "paid.csv"
    paid.write_text("Supplier,Invoice,Amount\nRook Lane Bowls Club,RL-7,5.00\n", encoding="utf-8")
    names = [name for name in verb.split() if not name.startswith("-") and name != "DATE"]
    given = [{"ENQ1": "ENQ-26-0001", "LIST": str(paid)}.get(arg, arg) for arg in args]
    result = desk_with_one_of_each.run(*names, *given)
    assert result.exit_code == 0, result.output
    assert any(one in result.output for one in (day, *said_in(day))), result.output


@pytest.mark.parametrize(("verb", "field", "typed", "day"), EDITS, ids=[e[1] for e in EDITS])
def test_what_was_understood_of_a_field_is_shown(
    desk_with_one_of_each: Cli, verb: tuple[str, ...], field: str, typed: str, day: str
) -> None:
    said = desk_with_one_of_each.text(*verb, "--set", f"{field}={typed}")
    assert any(one in said for one in (day, *said_in(day))), said


def test_a_summary_that_is_piped_on_stays_as_it_is(desk_with_one_of_each: Cli) -> None:
    result = desk_with_one_of_each.run("week", "--of", "yesterday")
    assert YESTERDAY not in result.stdout
    assert result.stderr == "Of: Wednesday 1 April 2026, yesterday\n"


def test_in_json_the_one_document_is_all(desk_with_one_of_each: Cli) -> None:
    assert desk_with_one_of_each.json("due", "--on", "tomorrow") is not None
