"""`spoc list` and the lists of each kind: their options, their text, and the keys that the JSON of
every record has.
"""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from buying_made import NEEDED as BUYING_NEEDS
from buying_made import make_buying
from cli_desk import Cli
from equality_made import make_equality
from factories import (
    make_award,
    make_bid,
    make_briefing,
    make_commitment,
    make_compact,
    make_decision,
    make_enquiry,
    make_event,
    make_group,
    make_invitation,
    make_issue,
    make_meeting,
    make_model,
    make_organisation,
    make_pilot,
    make_scheme,
    make_story,
    make_window,
)
from one_of_each_kind import close, make
from premises_made import NEEDED, make_premises
from prescribing_made import make_prescribing
from survey_made import make_survey
from volunteering_made import NEEDED as VOLUNTEERING_NEEDS
from volunteering_made import make_volunteering

from db.store import Store
from spoc_tui.casework.kinds.catalogue import AREAS, all_kinds
from spoc_tui.casework.kinds.fields import Link, Moment, Money
from spoc_tui.casework.kinds.kind import Kind
from spoc_tui.casework.kinds.values import to_json
from spoc_tui.casework.records.kinds import CASE_KINDS, DECLARED_KINDS, FEEDBACK, RecordKind
from spoc_tui.casework.records.listing import Filters
from spoc_tui.cli.common_keys import COMMON

CLUB = "Rook Lane Bowls Club"
MEANS_THE_SAME = {"organisation", "team", "closed_at"}
"""The fields that a declaration may call as a common key, because they are what it says."""
LISTS = [
    *(("list",), ("pay", "list"), ("feedback", "list")),
    *((kind.area, kind.code, "list") for kind in DECLARED_KINDS),
]
LIST_OF = {kind.code: (kind.area, kind.code, "list") for kind in DECLARED_KINDS} | {
    **{"payment": ("pay", "list"), "feedback": ("feedback", "list")},
    "enquiry": ("list", "--kind", "enquiry"),
}
"""By kind, the verb that lists its records alone."""


def references(answer: Any) -> list[str]:
    """Of an answer with `records`, or that is a list, as that of payments and feedback is."""
    found = answer["records"] if isinstance(answer, dict) else answer
    return [one["reference"] for one in found]


# The keys that all have; what each kind says by them is tried in test_every_kind.py.


@pytest.mark.parametrize("kind", [*all_kinds()], ids=lambda kind: kind.code)
def test_no_field_takes_a_common_name(kind: Kind[Any]) -> None:
    shared = kind.fields.keys() & {*COMMON, "dues", "timeline", "promises", "parties", "links"}
    assert shared <= MEANS_THE_SAME
    for name in shared:
        field = kind.fields[name]
        assert isinstance(field, Moment if name == "closed_at" else Link)
        assert not field.several
        assert not isinstance(field, Link) or field.of == name


def test_money_is_a_decimal_string_in_pounds() -> None:
    assert to_json(Money(name="fee", label="Fee", help=""), 12_050) == "120.50"


# What is listed.


def test_all_kinds_by_what_is_due_first(cli: Cli, store: Store) -> None:
    rook = make_organisation(store, CLUB, ward="Fort Horsted")
    issue = make_issue(store, copy_by="+2").reference
    meeting = make_meeting(store).reference
    keys = make_enquiry(store, organisation_uid=rook.uid, route_to="Housing").enquiry
    store.promises.make(keys.uid, "Ring", store.today())
    group = store.declared("group").page()[0].reference
    assert references(cli.json("list"))[:2] == [keys.reference, issue]
    assert set(references(cli.json("list"))) == {keys.reference, issue, meeting, group}
    assert references(cli.json("list", "--overdue")) == []
    assert references(cli.json("list", "--due", "tomorrow")) == [keys.reference]
    for narrowed in (
        *(("--organisation", "rook"), ("--ward", "fort"), ("--team", "housing")),
        *(
            ("--kind", "Enquiry"),
            ("--kind", "Enquiries"),
            ("--kind", "payment", "--kind", "enquiry"),
        ),
    ):
        assert references(cli.json("list", *narrowed)) == [keys.reference], narrowed
    assert set(references(cli.json("list", "--area", "groups"))) == {meeting, group}
    assert references(cli.json("list", "--area", "Groups", "--kind", "group")) == [group]
    both = references(cli.json("list", "--kind", "issue", "--kind", "meetings"))
    assert both == [issue, meeting]
    error = cli.error(2, "list", "--area", "Groups", "--kind", "issue")
    assert error["message"].startswith("--kind issue is not of the area groups.")
    for own in (("list", "--kind", "issue"), ("stories",), ("stories", "issue", "list")):
        assert references(cli.json(*own)) == [issue]
    cli.json("close", issue, "--why", "no money")
    assert references(cli.json("stories", "issue")) == []
    closed = cli.json("list", "--kind", "issue", "--all")["records"][0]
    assert (closed["open"], closed["due"], closed["closed_at"]) == (
        *(False, None, "2026-04-02T09:00:00Z"),
    )
    assert references(cli.json("list", "--since", "today", "--until", "today", "--all")) != []
    assert references(cli.json("list", "--until", "yesterday", "--all")) == []
    # The end of a stretch may be to come, and has no year then either.
    assert references(cli.json("list", "--until", "30/4", "--all")) != []


@pytest.mark.parametrize("verb", LISTS, ids=" ".join)
def test_more_than_the_limit_is_reported(cli: Cli, store: Store, verb: tuple[str, ...]) -> None:
    make_organisation(store)
    for number in range(3):
        group = make_group(store, f"G{number}", rule="")
        make_meeting(store, group)
        make_decision(store, group)
        make_issue(store, f"I{number}")
        make_survey(store, "response")
        make_story(store, angle=f"Y{number}")
        make_window(store, f"MC/26/{number}")
        make_scheme(store, f"S{number}")
        make_pilot(store, f"P{number}")
        make_bid(store, f"F{number}", lead="Ida")
        make_award(store, "Rook Lane", title=f"A{number}")
        make_model(store, f"M{number}")
        for kind in NEEDED:
            make_premises(store, kind)
        make_compact(store, f"C{number}")
        make_commitment(store, f"W{number}")
        make_invitation(store, f"I{number}")
        make_event(store, name=f"E{number}")
        make_briefing(store)
        make_prescribing(store, "service", name=f"S{number}")
        make_prescribing(store, "assurance", words=f"A{number}")
        for kind in VOLUNTEERING_NEEDS:
            make_volunteering(store, kind)
        make_equality(store, "assessment", title=f"A{number}")
        make_equality(store, "purpose", organisation=make_organisation(store, f"Hall {number}").uid)
        make_equality(store, "characteristic", name=f"C{number}", code=f"c{number}")
        make_equality(store, "publication")
        for kind in BUYING_NEEDS:
            make_buying(store, kind)
        store.payments.add({"caller": "Ida", "amount": f"{number + 1}"})
        store.feedback.add("No ramp.", [store.feedback.by("Ida")])
    few = cli.json(*verb, "--limit", "2", "--sort", "-created_at")
    assert len(references(few)) == 2
    assert not isinstance(few, dict) or few["more"] is True
    said = cli.text(*verb, "--limit", "2").splitlines()[-1]
    *_, limit = re.findall(r"“--limit (\d+)” lists them all", said)
    all_of_them = cli.json(*verb, "--limit", limit, "--sort", "-created_at")
    assert references(all_of_them)[:2] == references(few)
    assert not isinstance(all_of_them, dict) or all_of_them["more"] is False
    assert len(references(all_of_them)) == int(limit)
    assert said == f"… and {int(limit) - 2} more: “--limit {limit}” lists them all."


def test_where_the_verb_takes_no_limit_the_one_that_does_is_named(
    cli: Cli, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        make_issue(store, f"I{number}")
    monkeypatch.setattr("spoc_tui.cli.kinds.verbs.Filters", partial(Filters, limit=2))
    for verb, lists in (
        (("stories",), "spoc list --area stories"),
        (("stories", "issue"), "spoc stories issue list"),
    ):
        said = f"… and 1 more: “{lists} --limit 3” lists them all."
        assert cli.text(*verb).splitlines()[-1] == said
        assert len(cli.json(*lists.split()[1:], "--limit", "3")["records"]) == 3


@pytest.mark.slow
@pytest.mark.parametrize("kind", CASE_KINDS, ids=lambda kind: kind.code)
def test_each_filter_keeps_and_leaves_out_a_record_of_every_kind(
    cli: Cli, store: Store, kind: RecordKind
) -> None:
    made, verb = make(store, kind), LIST_OF[kind.code]
    (line,) = [one for one in cli.json("list")["records"] if one["id"] == made.uid]
    store.organisations.edit(made.club, {"ward": "Fort Horsted"})
    make_organisation(store, "Strood Bowls", ward="Strood")
    theirs = line["organisation"] is not None or kind is FEEDBACK  # which they said
    due = line["due"]
    assert due is not None
    the_day_before = (date.fromisoformat(due) - timedelta(days=1)).isoformat()
    keeps = [
        *(("--open",), ("--all",), ("--due", due), ("--since", "today"), ("--until", "today")),
        *(("--sort", "due"), ("--sort", "-created_at"), ("--sort", "subject"), ("--limit", "50")),
        *((("--organisation", CLUB), ("--ward", "fort horsted")) if theirs else ()),
    ]
    leaves_out = [
        *(("--overdue",), ("--due", the_day_before), ("--since", "tomorrow")),
        *(("--until", "yesterday"), ("--organisation", "strood bowls"), ("--ward", "strood")),
        *(("--team", "Housing"), *(() if theirs else (("--ward", "fort horsted"),))),
    ]
    for option in keeps:
        assert made.reference in references(cli.json(*verb, *option)), option
        assert made.reference in cli.text(*verb, *option), option
    for option in leaves_out:
        assert made.reference not in references(cli.json(*verb, *option)), option
        assert made.reference not in cli.text(*verb, *option), option
    close(store, made)
    assert made.reference not in references(cli.json(*verb, "--open"))
    assert made.reference in references(cli.json(*verb, "--all"))


@pytest.mark.parametrize("verb", LISTS, ids=" ".join)
@pytest.mark.parametrize(
    ("args", "code", "field", "said"),
    [
        (("--due", "some day"), 2, "due", "--due: “some day” is not a date"),
        (("--since", "31 feb"), 2, "since", "--since: "),
        (("--until", "99/99"), 2, "until", "--until: "),
        (("--since", "2 apr", "--until", "1 apr"), 2, "since", "--since is after --until"),
        (("--organisation", "nobody"), 3, None, "--organisation: There is no organisation"),
        (("--team", "nobody"), 3, None, "--team: There is no team “nobody”. Known:"),
        (("--ward", "nowhere"), 3, None, "--ward: There is no ward “nowhere”. Known: Cuxton."),
        (("--sort", "colour"), 2, "sort", "--sort: There is no “colour” to sort by. There is: r"),
        (("--limit", "0"), 2, "limit", "--limit: give a whole number from 1 to"),
        (("--limit", "many"), 2, "limit", "--limit"),
        (("--open", "--due", ""), 2, "due", "--due: "),
    ],
)
def test_what_cannot_be_is_one_sentence_that_names_the_option(
    cli: Cli,
    store: Store,
    verb: tuple[str, ...],
    args: tuple[str, ...],
    code: int,
    field: str | None,
    said: str,
) -> None:
    make_organisation(store, CLUB, ward="Cuxton")
    error = cli.error(code, *verb, *args)
    assert error.get("field") == field
    assert said in error["message"]
    assert "\n" not in error["message"]


@pytest.mark.parametrize(
    ("args", "field", "said"),
    [
        (("--kind", "bills"), "kind", "--kind: there is no kind “bills”. There is: enquiry, pay"),
        (
            ("--area", "sea"),
            "area",
            f"there is no area “sea”. There is: {', '.join(AREAS)}.",
        ),
        (("--kind", "issue", "--area", "groups"), "kind", "--kind issue is not of the area groups"),
        (("--sort", "copy_by"), "sort", "There is no “copy_by” to sort by"),
    ],
)
def test_kinds_and_areas_that_are_none(
    cli: Cli, store: Store, args: tuple[str, ...], field: str, said: str
) -> None:
    error = cli.error(2, "list", *args)
    assert error["field"] == field
    assert said in error["message"]


def test_its_text_is_in_columns_and_nothing_is_cut(cli: Cli, store: Store) -> None:
    long = "Who has the key of the hall on Sundays, and who had it before that, and why is it gone"
    rook = make_organisation(store, CLUB)
    make_enquiry(store, subject=long, organisation_uid=rook.uid, route_to="Housing")
    make_issue(store, "Winter 2026", copy_by="4/1/2027")
    text = cli.text("list")
    lines = text.splitlines()
    assert all(len(line) <= 80 for line in lines)
    assert lines[0].startswith("ENQ-26-0001  Mon 13 Apr      reply  Who has the key of the hall")
    assert lines[-1] == "ISS-26-0001  Mon 4 Jan 2027  copy   Winter 2026 (planned)"
    whole = " ".join(text.split())
    assert all(word in whole for word in long.split())
    assert f"({CLUB}, with Housing)" in whole
    cli.json("close", "ISS-26-0001", "--why", "no money")
    line = "ISS-26-0001  Thu 2 Apr  closed  Winter 2026 (dropped)\n"
    assert cli.text("list", "--kind", "issue", "--all") == line


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "There is no record yet: “spoc log --help” says how one begins."),
        (("--all",), "There is no record yet: “spoc log --help” says how one begins."),
        (("--overdue",), "No record fits: leave out a filter, or “--all” lists what is closed"),
        (("--all", "--kind", "issue"), "There is no record yet: “spoc log --help” says how"),
    ],
)
def test_where_there_is_none_it_says_what_to_do(
    cli: Cli, store: Store, args: tuple[str, ...], said: str
) -> None:
    assert cli.text("list", *args).startswith(said)
    assert cli.json("list", *args) == {"records": [], "more": False}


# Several at once.


def test_several_are_shown_one_after_the_other(cli: Cli, store: Store) -> None:
    issue, keys = make_issue(store).reference, make_enquiry(store).enquiry.reference
    both = cli.json("show", issue, keys)
    assert both == [cli.json("show", issue), cli.json("show", keys)]
    text = cli.text("show", issue, keys)
    assert text == f"{cli.text('show', issue)}\n{cli.text('show', keys)}"
    make_issue(store, "Spring")
    own = cli.json("stories", "issue", "show", "1", "2")
    assert [one["name"] for one in own] == ["Winter 2026", "Spring"]


def test_what_is_done_to_several_is_one_action(cli: Cli, store: Store) -> None:
    for name in ("Winter", "Spring"):
        make_issue(store, name)
    keys = make_enquiry(store).enquiry.reference
    noted = cli.json("note", "ISS-26-0001", keys, "--text", "Rang.")
    assert [one["reference"] for one in noted] == ["ISS-26-0001", keys]
    assert store.history.page(0, 1)[0].action.label == f"Noted on ISS-26-0001, {keys}"
    closed = cli.text("stories", "issue", "close", "1", "2", "ISS-26-0001", "--why", "no money")
    assert closed == "Dropped: ISS-26-0001.\nDropped.\nDropped: ISS-26-0002.\nDropped.\n"
    assert references(cli.json("stories", "issue")) == []
    cli.text("undo", "--yes")
    assert len(references(cli.json("stories", "issue"))) == 2
    cli.text("undo", "--yes")
    timelines = [one["timeline"] for one in cli.json("show", "ISS-26-0001", keys)]
    assert not any(event["text"] == "Rang." for each in timelines for event in each)


def test_refused_of_one_it_is_done_to_none(cli: Cli, store: Store) -> None:
    for name in ("Winter", "Spring"):
        make_issue(store, name)
    cli.json("close", "ISS-26-0002", "--why", "no money")
    last = store.history.page(0, 1)
    error = cli.error(4, "stories", "issue", "close", "1", "2", "--why", "x")
    assert "ISS-26-0002" in error["message"]
    assert error["message"].endswith("Nothing was done to any of them.")
    assert cli.error(3, "note", "ISS-26-0001", "ISS-26-0009", "--text", "x")["code"] == "not-found"
    assert store.history.page(0, 1) == last
    result = cli.run("stories", "issue", "close", "--why", "x", "--json")
    assert json.loads(result.stderr)["error"]["code"] == "usage"
