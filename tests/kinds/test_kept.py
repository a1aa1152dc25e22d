"""Records of declared kinds as they are kept: acts, what is due, what is shown."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, time
from typing import Any

import pytest
from cli_desk import Cli
from factories import (
    FixedClock,
    another_window,
    dump,
    make_enquiry,
    make_issue,
    make_organisation,
    value,
)

from db.kinds.lines import read_lines
from db.store import Store
from db.upkeep.checking import check
from spoc_tui.casework.desk.desk import Band
from spoc_tui.casework.errors import BadInput, NotFound, Refused
from spoc_tui.casework.records.kinds import DECLARED_KINDS
from spoc_tui.casework.records.link import Says
from spoc_tui.casework.stories.issue import Issue, Step

every_kind = pytest.mark.parametrize("kind", DECLARED_KINDS, ids=lambda kind: kind.code)
DUE = "SELECT what || ' ' || due || ' ' || shown_from FROM record_due ORDER BY due"


@pytest.mark.slow
def test_a_desk_without_declared_records_imports_no_declaration() -> None:
    asks = (
        "import sys; from datetime import UTC, datetime; from db.store import Store;"
        "store = Store.in_memory(now=lambda: datetime(2026, 4, 2, 9, tzinfo=UTC));"
        "import spoc_tui.app, screens.desk.page;"
        "store.agenda.items(store.agenda.keys(store.today())); store.calendar;"
        "from spoc_tui.casework.enquiries.enquiry import NewEnquiry;"
        "from spoc_tui.casework.records.channel import Channel;"
        "new = NewEnquiry(subject='Keys', channel=Channel.PHONE, received_at=store.now());"
        "store.enquiries.log(new);"
        "store.undo(); store.redo();"
        "print([name for name in sys.modules"
        " if 'casework.stories' in name or 'casework.kinds.' in name"
        " and not name.endswith('kinds.letters')"
        " or name in ('db.kinds.records', 'db.kinds.reading')])"
    )
    found = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


# Kept, acted on, undone.


def issues(store: Store) -> Any:
    return store.declared("issue")


def test_it_is_added_found_and_read(store: Store) -> None:
    made = issues(store).add(
        {
            "name": "Winter 2026",
            "copy_by": "4 may",
            "out_on": "11 jun",
            "pages": "4",
            "sensitive": "no",
            "follow_up": "fri 9.30",
        }
    )
    one = made.record
    assert isinstance(one, Issue)
    assert (one.reference, one.status, one.copy_by) == (
        "ISS-26-0001",
        Step.PLANNED,
        date(2026, 5, 4),
    )
    assert (one.pages, one.sensitive, one.copy_sent) == (4, False, None)
    assert one.follow_up is not None
    assert one.follow_up.at == time(9, 30)
    assert [event.kind.value for event in made.timeline] == ["logged"]
    for typed in ("ISS-26-0001", "iss 1", "iss-26-1", one.uid):
        assert store.records_of(typed).get(typed) == made
    assert store.kind_of_uid(one.uid) == "issue"
    assert (issues(store).count(), issues(store).page()) == (1, [one])
    assert issues(store).page(open_only=True, step="out") == []


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"copy_by": "4 may"}, "name", "Name cannot be left blank"),
        ({"name": "x"}, "copy_by", r"Copy by cannot be left blank \(the last day for stories"),
        ({"name": "x", "copy_by": "soonish"}, "copy_by", "soonish"),
        ({"name": "x", "copy_by": "4 may", "pages": "some"}, "pages", "some"),
        ({"name": "x", "copy_by": "4 may", "out_on": "3 may"}, "out_on", "before copy is wanted"),
        ({"name": "x", "copy_by": "4 may", "copy_sent": "3 may"}, "copy_sent", "There is no"),
    ],
)
def test_what_cannot_be_used_is_refused_and_leaves_nothing(
    store: Store, typed: dict[str, str], field: str, said: str
) -> None:
    before = dump(store)
    with pytest.raises(BadInput, match=said) as refused:
        issues(store).add(typed)
    assert refused.value.field == field
    assert dump(store) == before
    assert make_issue(store).reference == "ISS-26-0001"


def everything(store: Store, clock: FixedClock) -> list[str]:
    """Every act that there is on an issue; its reference, and what the timeline says."""
    ref = make_issue(store).reference
    acts = issues(store)
    enquiry = make_enquiry(store).enquiry.reference
    store.links.link(ref, enquiry, Says.ABOUT, words="their hall")
    acts.act(ref, "note", {"text": "Called."})
    acts.act(ref, "promise", {"text": "Ring the printers", "by": "+2"})
    store.promises.make(ref, "Send a photograph", store.today())
    store.promises.keep(ref, 1)
    store.promises.withdraw(ref, 2, "None was wanted.")
    acts.edit(ref, {"pages": "4", "notes": "A choir"})
    acts.act(ref, "move", {"copy_by": "+40", "why": "printers shut"})
    acts.act(ref, "send")
    acts.act(ref, "publish")
    acts.reopen(ref, "It was not.")
    return [event.words for event in acts.get(ref).timeline]


def test_every_act_is_one_undo_and_done_again(store: Store, clock: FixedClock) -> None:
    everything(store, clock)
    states = []
    while not states or due(store):
        states.append((dump(store, marks=False), due(store)))
        assert check(store).wrong == ()
        store.undo()
    assert due(store) == []
    for state in reversed(states):
        store.redo()
        assert (dump(store, marks=False), due(store)) == state
    assert store.history.broken_at() is None


def due(store: Store) -> list[str]:
    return [row[0] for row in store.connection.execute(DUE)]


def test_the_timeline_says_what_each_act_did(store: Store, clock: FixedClock) -> None:
    assert everything(store, clock) == [
        *("logged", "linked", "note", "promised", "promised", "promise kept"),
        *("promise withdrawn", "edited", "copy date moved", "copy sent", "out", "reopened"),
    ]
    case = issues(store).get("iss 1")
    assert case.record.status is Step.OUT
    (link,) = case.links
    assert (link.words, link.kind, link.name) == (
        "about",
        "enquiry",
        "ENQ-26-0001 A key for the hall",
    )
    moved = case.timeline[-2]
    assert (moved.from_status, moved.to_status) == (Step.CLOSED_FOR_COPY, Step.OUT)


def test_an_act_that_does_not_apply_says_why(store: Store) -> None:
    ref = make_issue(store).reference
    acts = issues(store)
    with pytest.raises(BadInput, match="There is no “sell” of an issue") as none:
        acts.act(ref, "sell")
    assert none.value.field == "act"
    with pytest.raises(Refused, match="ISS-26-0001 is not closed"):
        acts.act(ref, "reopen", {"why": ""})
    with pytest.raises(BadInput, match="Why cannot be left blank") as blank:
        acts.act(ref, "close")
    assert blank.value.field == "why"
    store.promises.make(ref, "Ring", store.today())
    with pytest.raises(Refused, match=r"has a promise to keep: 1\. Ring"):
        acts.act(ref, "publish")
    acts.note(ref, "Twice.")
    with pytest.raises(Refused, match="same words"):
        acts.note(ref, "Twice.")
    store.promises.keep(ref)
    acts.act(ref, "close", {"why": "no money"})
    with pytest.raises(Refused, match="Reopen it before you change it"):
        acts.edit(ref, {"pages": "4"})
    with pytest.raises(Refused, match="closed"):
        store.promises.make(ref, "Ring", store.today())
    store.undo()
    store.undo()
    assert acts.get(ref).record.is_open


def test_what_was_undone_is_reported_to_be(store: Store) -> None:
    ref = make_issue(store).reference
    store.undo()
    with pytest.raises(NotFound, match="ISS-26-0001 was undone on"):
        issues(store).get(ref)
    assert make_issue(store).reference == "ISS-26-0002"


def test_a_link_is_made_once_and_put_back(store: Store) -> None:
    one, other = make_issue(store), make_issue(store, "Spring")
    link, of = store.links.link, issues(store).get
    link(one.uid, other.reference, Says.FOR)
    for says in (Says.FOR, Says.AGAINST):
        with pytest.raises(Refused, match="is there already, since"):
            link(one.uid, other.reference, says)
    with pytest.raises(Refused, match="linked to itself"):
        link(one.uid, "iss 1", Says.ABOUT)
    assert [link.words for link in of(other.uid).links] == ["has for it"]
    store.undo()
    assert of(other.uid).links == ()
    link(one.uid, other.reference, Says.FOR)
    assert value(store, "SELECT count(*) FROM link") == 1
    link(other.uid, "iss 1", Says.MATCHES)
    with pytest.raises(Refused, match="is there already, since"):
        link(one.uid, "iss 2", Says.MATCHES)
    with pytest.raises(NotFound, match="iss 99"):
        link(one.uid, "iss 99", Says.ABOUT)


def test_two_windows_do_not_write_over_each_other(store: Store) -> None:
    seen = make_issue(store)
    other = another_window(store)
    try:
        other.declared("issue").edit(seen.uid, {"name": "Advent", "pages": "4"})
        acts = issues(store)
        said = "changed ISS-26-0001 meanwhile: Name, to Advent"
        with acts.typed_over(seen.uid, seen):
            with pytest.raises(Refused, match=said):
                acts.edit(seen.uid, {"name": "Christmas"})
            # What was typed as it was shown is nobody's change.
            as_shown = {"name": "Winter 2026", "pages": "", "notes": "A choir"}
            after = acts.edit(seen.uid, as_shown).record
            assert (after.name, after.pages, after.notes) == ("Advent", 4, "A choir")
            acts.edit(seen.uid, {"name": "Advent"})
    finally:
        other.close()


# What is due.


def test_what_is_due_follows_the_record_and_the_holidays(store: Store) -> None:
    made = make_issue(store, copy_by="4 jun", out_on="1 jul", follow_up="8 apr")
    assert due(store) == ["follow-up 2026-04-08 2026-04-08", "copy 2026-06-04 2026-05-13"]
    store.holidays.add(date(2026, 5, 26), "A day of rest")
    assert due(store)[1] == "copy 2026-06-04 2026-05-12"
    store.undo()
    assert due(store)[1] == "copy 2026-06-04 2026-05-13"
    store.promises.make(made.uid, "Ring", store.today())
    assert len(due(store)) == 2
    issues(store).act(made.uid, "send")
    assert due(store) == ["follow-up 2026-04-08 2026-04-08", "out 2026-07-01 2026-07-01"]
    store.promises.keep(made.uid)
    issues(store).act(made.uid, "publish")
    assert due(store) == []


def test_a_follow_up_with_a_time_comes_to_the_top_at_its_minute(
    store: Store, clock: FixedClock
) -> None:
    make_issue(store, follow_up="at 11.30")
    (key,) = store.agenda.keys(store.today())
    assert (key.band, key.what, key.at) == (Band.TODAY, "follow-up", "11:30")
    assert store.timed.come_due() == []
    clock.advance(hours=1, minutes=30)
    (come,) = store.timed.come_due()
    assert (come.reference, come.text) == ("ISS-26-0001", "follow up")
    (key,) = store.agenda.keys(store.today())
    assert key.band == Band.NOW


def test_the_index_calls_it_as_it_calls_itself(store: Store) -> None:
    made = make_issue(store)
    for name in ("Winter 2026", "Advent: “best” of"):
        issues(store).edit(made.uid, {"name": name})
        one = issues(store).get(made.uid).record
        (line,) = read_lines(store.connection, [made.uid]).values()
        assert (line.subject, line.status, line.is_open) == (one.subject, one.status, one.is_open)
        assert (line.reference, line.kind, line.organisation) == (one.reference, "issue", None)


def test_the_history_speaks_in_the_words_of_the_fields(store: Store) -> None:
    made = make_issue(store, copy_by="4 jun")
    issues(store).edit(made.uid, {"copy_by": "5 jun", "sensitive": "yes"})
    entry = store.history.of("issue", made.uid)[-1]
    assert entry.action.label == "Edited ISS-26-0001"
    assert [change.words for change in entry.changes if change.is_worth_saying] == [
        "issue copy by: Thu 4 Jun 2026 → Fri 5 Jun 2026",
        "issue sensitive: yes",
        "event text: copy by, sensitive",
    ]
    assert store.history.name_of("issue", made.uid) == "ISS-26-0001: Winter 2026"


def test_what_two_desks_made_of_it_does_not_block_acts(store: Store) -> None:
    made = make_issue(store, copy_by="4 jun", out_on="1 jul")
    with store.action("As a join may leave it"):
        store.update("stories_issue", made.uid, {"out_on": "2026-06-01"})
    acts = issues(store)
    acts.note(made.uid, "They rang.")
    acts.act(made.uid, "send")
    with pytest.raises(BadInput, match="before copy is wanted"):
        acts.edit(made.uid, {"copy_by": "5 jun"})
    acts.edit(made.uid, {"out_on": "8 jul"})
    acts.act(made.uid, "publish")


# Of an organisation.


def test_what_is_open_of_an_organisation_is_on_all_that_is_shown_of_it(
    store: Store, cli: Cli
) -> None:
    """No kind that is kept is an organisation's yet: the index is told that this one is."""
    club = make_organisation(store)
    made = make_issue(store)
    issues(store).note(made.uid, "They rang.")
    store.promises.make(made.uid, "Send a photograph", store.today())
    store.connection.execute(
        "UPDATE record SET organisation = ? WHERE uid = ?", [club.uid, made.uid]
    )
    glance, briefing = store.organisations.glance(club.uid), store.organisations.briefing(club.uid)
    for (line,) in (glance.records, briefing.records):
        assert (line.reference, line.stands, line.who) == (made.reference, "planned", club.name)
    assert glance.promises[0][0] == made.reference
    shown = cli.json("organisation", "show", "rook")
    assert shown["records"] == cli.json("list", "--kind", "issue")["records"]
    assert shown["records"][0]["subject"] == "Winter 2026"
    assert {one["record"] for one in shown["timeline"]} == {"issue"}
    text = cli.text("organisation", "show", "rook")
    assert "What else is open: 1\n  ISS-26-0001  Winter 2026 (planned)" in text
    assert "What else is open" in cli.text("brief", "rook")
    assert cli.json("brief", "rook")["records"] == shown["records"]
    survivor = make_organisation(store, "Strood Bowls")
    store.duplicates.merge(survivor.uid, club.uid)
    assert len(store.organisations.glance(survivor.uid).records) == 1
    (hit,) = store.search.anything("winter")
    assert (hit.organisation_uid, hit.matched) == (survivor.uid, "Strood Bowls")
    store.promises.keep(made.uid)
    issues(store).act(made.uid, "close", {"why": "no money"})
    assert store.organisations.glance(survivor.uid).records == ()
