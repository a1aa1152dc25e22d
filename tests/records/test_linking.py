"""Records of any kind linked and unlinked: on their pages, on the command line, undone."""

from __future__ import annotations

from itertools import cycle, product

import pytest
from acts_given import OTHERS, any_of
from cli_desk import Cli
from desk_app import desk, flat
from factories import (
    in_short,
    make_decision,
    make_enquiry,
    make_group,
    make_issue,
    make_meeting,
    make_payment,
    value,
)

from db.feedback.acting import By
from db.store import Store
from screens.records.opening import page_of
from spoc_tui.casework.records.kinds import CASE_KINDS, RecordKind
from spoc_tui.casework.records.link import Says


def one_of_each(store: Store) -> dict[str, str]:
    """A record of each kind that has references: their references by kind."""
    return {
        "enquiry": make_enquiry(store).enquiry.reference,
        "payment": make_payment(store).reference,
        "feedback": store.feedback.add("Too late.", [By(speaker="Ida")]).record.reference,
        "group": (group := make_group(store)).reference,
        "meeting": make_meeting(store, group).reference,
        "decision": make_decision(store, group).reference,
        **{code: store.records(code).get(any_of(store, code)).record.reference for code in OTHERS},
        "issue": make_issue(store).reference,
    }


@pytest.mark.slow
def test_every_kind_with_two_others(cli: Cli, store: Store) -> None:
    made = one_of_each(store)
    before = value(store, "SELECT count(*) FROM link WHERE removed_at IS NULL")
    assert set(made) == {kind.code for kind in CASE_KINDS}
    each = list(made.values())
    pairs = [(one, each[at - step]) for at, one in enumerate(each) for step in (1, 2)]
    for one, other in pairs:
        said = cli.text("link", one, other, "--says", "about", "--words", "the same hall")
        assert said.startswith(f"Linked {one}: about {other}: the same hall.")
    for kind, reference in made.items():
        links = [one for one in cli.json("show", reference)["links"] if one["says"] == "about"]
        assert len(links) == 4
        assert kind not in {one["kind"] for one in links}
        text = cli.text("show", reference)
        assert "Has to do with" in text
        assert "linked" in text
    for _ in pairs:
        store.undo()
    assert value(store, "SELECT count(*) FROM link WHERE removed_at IS NULL") == before


@pytest.mark.slow
def test_taken_away_and_put_back(cli: Cli, store: Store) -> None:
    made = one_of_each(store)
    one, other = made["payment"], made["enquiry"]
    cli.text("link", one, other, "--says", "for", "--publish", "yes")
    assert cli.json("show", one)["links"][0]["publish"] is True
    said = cli.text("unlink", other, one)  # from the other side
    assert said.startswith(f"Unlinked {other} from {one} (“has for it”).")
    on_either = [cli.json("show", each)["timeline"][-1]["text"] for each in (one, other)]
    assert on_either == [f"from {other} (“speaks for”)", f"from {one} (“has for it”)"]
    assert cli.json("show", one)["links"] == []
    store.undo()
    assert len(cli.json("show", one)["links"]) == 1
    cli.text("link", one, other, "--says", "about")
    assert cli.error(2, "unlink", one, other)["candidates"] == ["about", "for"]
    cli.text("unlink", one, other, "--says", "about")
    cli.text("unlink", one, other)
    cli.text("link", one, other, "--says", "for")
    assert "link speaks for" in cli.text("history", one)


def test_what_is_begun_from_a_record_is_on_the_timelines_of_both(cli: Cli, store: Store) -> None:
    made = one_of_each(store)
    meeting = ("groups", "meeting", "add", "--group", "network", "--when", "+9")
    begun = cli.json(*meeting, "--came-of", made["enquiry"])["reference"]
    on_either = [cli.json("show", one)["timeline"][-1] for one in (made["enquiry"], begun)]
    assert [one["text"] for one in on_either] == [f"led to {begun}", f"came of {made['enquiry']}"]
    store.undo()
    assert "led to" not in cli.text("show", made["enquiry"])


PUBLISH = [
    ((), None),
    (("--publish",), True),
    (("--publish", "yes"), True),
    (("--publish", "no"), False),
]


@pytest.mark.parametrize(
    ("says", "publish", "may"),
    in_short(
        [(says, *one) for says, one in product(Says, PUBLISH)],
        *((says, *one) for says, one in zip(Says, cycle(PUBLISH), strict=False)),
    ),
)
def test_every_option(
    cli: Cli, store: Store, says: Says, publish: tuple[str, ...], may: bool | None
) -> None:
    made = one_of_each(store)
    one, other = made["feedback"], made["issue"]
    cli.json("link", one, other, "--words", "the same hall", *publish, "--says", says)
    (said,), (heard,) = (cli.json("show", each)["links"] for each in (one, other))
    for link in (said, heard):
        assert (link["says"], link["words"], link["publish"]) == (says, "the same hall", may)
    assert (said["said_by_this"], heard["said_by_this"]) == (True, False)
    cli.json("unlink", other, one, "--says", says)
    assert cli.json("show", one)["links"] == []


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("link", "ENQ1", "ENQ1", "--says", "about"), "cannot be linked to itself"),
        (("link", "ENQ1", "PAY1", "--says", "mixed"), "Say what speaks for it, and what against"),
        (("link", "ENQ1", "PAY1", "--says", "likes"), "Choose one of: about, for"),
        (("link", "ENQ1", "PAY9", "--says", "about"), "There is no payment complaint PAY9"),
        (("link", "ENQ1", "ISS2", "--says", "about"), "ISS-26-0002 was undone on"),
        (("link", "ISS2", "ENQ1", "--says", "about"), "ISS-26-0002 was undone on"),
        (
            ("link", "ENQ1", "FBK1", "--says", "about"),
            "is there already, since Thu 2 Apr 2026. Nothing was",
        ),
        (("link", "ENQ1", "FBK1", "--says", "about", "--publish", "often"), "often"),
        (("unlink", "ENQ1", "PAY1"), "These two are not linked."),
        (("unlink", "ENQ1", "FBK1", "--says", "for"), "These two are not linked as for."),
        (("unlink", "ENQ1", "ENQ1"), "is not linked to itself"),
    ],
)
def test_what_makes_no_link(cli: Cli, store: Store, args: tuple[str, ...], message: str) -> None:
    one_of_each(store)
    store.undo()  # the issue
    cli.text("link", "ENQ1", "FBK1", "--says", "about")
    before = value(store, "SELECT count(*) FROM change")
    ended = cli.run(*args)
    assert message in ended.stderr
    assert ended.exit_code > 0
    assert value(store, "SELECT count(*) FROM change") == before


@pytest.mark.parametrize("kind", CASE_KINDS, ids=lambda kind: kind.code)
async def test_on_every_page(store: Store, kind: RecordKind) -> None:
    made = one_of_each(store)
    code = kind.code
    other = made["payment" if code != "payment" else "issue"]
    store.links.link(made[code], other, Says.ABOUT, words="the same hall")
    uid = store.records(code).uid_of(made[code])
    async with desk(store) as (app, _):
        await app.push_screen(page_of(code, uid))
        shown = flat(app)
        assert "Has to do with" in shown
        assert f"about {other}" in " ".join(shown.split())
