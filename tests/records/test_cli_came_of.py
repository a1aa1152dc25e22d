"""`--came-of REF`: whatever is begun on the command line may come of a record of any kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from buying_made import NEEDED as BUYING_NEEDS
from buying_made import make_buying
from cli_desk import Cli
from equality_made import NEEDED as EQUALITY_NEEDS
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
    make_held,
    make_invitation,
    make_issue,
    make_model,
    make_organisation,
    make_payment,
    make_pilot,
    make_scheme,
    make_story,
    make_window,
)
from premises_made import NEEDED, make_premises
from prescribing_made import make_prescribing
from survey_made import make_response, make_round
from volunteering_made import NEEDED as VOLUNTEERING_NEEDS
from volunteering_made import make_volunteering

from db.feedback.acts import By
from db.store import Store
from spoc_tui.casework.records.kinds import CASE_KINDS, RecordKind

BEGIN: Mapping[str, tuple[str, ...]] = {
    "enquiry": ("log",),
    "payment": ("pay", "add", "--amount", "20"),
    "feedback": ("feedback", "add", "--said", "Too late.", "--by", "Ida"),
    "group": ("groups", "group", "add", "--name", "Keys Group", "--starts", "today"),
    "meeting": ("groups", "meeting", "add", "--group", "network", "--when", "+9"),
    "decision": ("groups", "decision", "add", "--group", "network", "--decided", "today"),
    "issue": ("stories", "issue", "add", "--copy-by", "+20"),
    "story": ("stories", "story", "add", "--organisation", "rook"),
    "round": ("survey", "round", "add", "--opened", "today"),
    "response": ("survey", "response", "add", "--round", "RND-26-0001", "--received", "today"),
    "window": (
        *("planning", "window", "add", "--application", "MC/26/9"),
        *("--opened", "today", "--notice", "site"),
    ),
    "scheme": ("planning", "scheme", "add", "--ward", "Cuxton"),
    "pilot": ("planning", "pilot", "add"),
    "bid": ("money", "bid", "add", "--funder", "Lottery", "--lead", "Ann"),
    "award": (
        *("money", "award", "add", "--organisation", "rook", "--amount", "900"),
        *("--funder", "Lottery", "--ends", "+90"),
    ),
    "model": ("money", "model", "add", "--place", "Exeter"),
    **{
        kind: ("premises", kind, "add", *(f"--{n.replace('_', '-')}={v}" for n, v in typed.items()))
        for kind, typed in NEEDED.items()
    },
    "compact": ("compact", "compact", "add", "--version", "1"),
    "commitment": ("compact", "commitment", "add", "--side", "council"),
    "invitation": (
        *("codesign", "invitation", "add", "--team", "Planning"),
        *("--stage", "draft", "--opened", "today"),
    ),
    "event": ("codesign", "event", "add", "--organisation", "rook", "--when", "+7"),
    "briefing": ("codesign", "briefing", "add", "--directorate", "Housing", "--on", "today"),
    "assessment": ("equality", "assessment", "add", "--on", "today", "--lead", "Head of Markets"),
    "purpose": ("equality", "purpose", "add", "--organisation", "rook"),
    "characteristic": ("equality", "characteristic", "add", "--code", "keys"),
    "service": ("prescribing", "service", "add", "--organisation", "rook"),
    "assurance": (
        *("prescribing", "assurance", "add"),
        *("--asked-of", "The board", "--asked", "today"),
    ),
    "opportunity": (
        *("buying", "opportunity", "add", "--team", "Planning"),
        *("--notice", "tender", "--heard", "today"),
    ),
    "offer": ("buying", "offer", "add", "--supplier", "Builders"),
    "need": ("buying", "need", "add", "--organisation", "rook"),
    **{
        kind: (
            *("volunteering", kind, "add"),
            *(f"--{n.replace('_', '-')}={v}" for n, v in typed.items()),
        )
        for kind, typed in VOLUNTEERING_NEEDS.items()
    },
    "publication": (
        *("equality", "publication", "add"),
        *("--what", "objectives", "--published", "today"),
    ),
}
NAMED = {
    "decision": ("--words", "Keys"),
    "compact": ("--title", "Keys"),
    "commitment": ("--words", "Keys"),
    "invitation": ("--title", "Keys"),
    "event": ("--name", "Keys"),
    "assessment": ("--title", "Keys"),
    "characteristic": ("--name", "Keys"),
    "service": ("--name", "Keys"),
    "assurance": ("--words", "Keys"),
    "opportunity": ("--title", "Keys"),
    "offer": ("--what", "Keys"),
    "need": ("--what", "Keys"),
    "issue": ("--name", "Keys"),
    "story": ("--angle", "Keys"),
    "round": ("--title", "Keys"),
    "window": ("--site", "Keys"),
    "scheme": ("--what", "Keys"),
    "pilot": ("--title", "Keys"),
    "bid": ("--fund", "Keys"),
    "model": ("--what", "Keys", "--source", "a report", "--read-on", "today"),
}
"""Where what it comes of is called nothing that the kind has a field for."""


OF_NOBODY = (
    "GRP",
    "MTG",
    "DEC",
    "ISS",
    "SEC",
    "SCH",
    "PIL",
    "BID",
    "MDL",
    "SPC",
    "DSP",
    "LST",
    "CPT",
    "COM",
    "INV",
    "BRF",
    "DIA",
    "CHR",
    "EQP",
    "ASR",
    "OPP",
    "OFR",
    "CRS",
    "STF",
    "RND",
)
"""Records of nobody, from which it does not follow who calls."""


def begin(kind: RecordKind) -> tuple[str, ...]:
    return (*BEGIN[kind.code], *NAMED.get(kind.code, ()))


def sources(store: Store) -> dict[str, str]:
    """A record of each kind: their references by kind."""
    club, group = make_organisation(store), make_group(store)
    other = make_organisation(store, "Strood Scouts")
    return {
        "enquiry": make_enquiry(store, organisation_uid=club.uid).enquiry.reference,
        "payment": make_payment(store).reference,
        "feedback": store.feedback.add("Too late.", [By(club.uid)]).record.reference,
        "group": group.reference,
        "meeting": make_held(store, group).reference,
        "decision": make_decision(store, group).reference,
        "issue": make_issue(store).reference,
        "story": make_story(store).reference,
        "window": make_window(store).reference,
        "scheme": make_scheme(store).reference,
        "pilot": make_pilot(store).reference,
        "bid": make_bid(store, lead="Ann").reference,
        "award": make_award(store, "Rook Lane").reference,
        "model": make_model(store).reference,
        "round": (of := make_round(store)).reference,
        "response": make_response(store, of.uid, club.uid).reference,
        **{kind: make_premises(store, kind).reference for kind in NEEDED},
        "compact": make_compact(store).reference,
        "commitment": make_commitment(store).reference,
        "invitation": make_invitation(store).reference,
        "event": make_event(store).reference,
        "briefing": make_briefing(store).reference,
        "service": make_prescribing(store, "service").reference,
        "assurance": make_prescribing(store, "assurance").reference,
        **{kind: make_buying(store, kind).reference for kind in BUYING_NEEDS},
        **{kind: make_volunteering(store, kind).reference for kind in VOLUNTEERING_NEEDS},
        **{
            kind: make_equality(store, kind, **typed).reference
            for kind in EQUALITY_NEEDS
            for typed in ({"organisation": other.uid} if kind == "purpose" else {},)
        },
    }


@pytest.mark.slow
@pytest.mark.parametrize("kind", CASE_KINDS, ids=lambda kind: kind.code)
def test_a_record_of_any_kind_comes_of_one_of_any(cli: Cli, store: Store, kind: RecordKind) -> None:
    made = sources(store)
    assert set(made) == set(BEGIN) == {one.code for one in CASE_KINDS}
    for source in made.values():
        acts = store.history.count()
        args = (*begin(kind), "--came-of", source)
        if kind.code == "payment" and source[:3] in OF_NOBODY:
            args = (*args, "--caller", "Ida")  # of nobody's record nobody is known
        found = cli.json(*args)
        links = cli.json("show", found["reference"])["links"]
        if kind.code == "scheme":  # a feedback action begins with it, and comes of it
            links = [one for one in links if one["name"].split()[0] == source]
        (link,) = links
        assert (link["says"], link["name"].split()[0]) == ("came-of", source)
        assert store.history.count() == acts + 1, "one action, one undo"
        store.undo()
        assert cli.json("show", source)["links"] == []


def test_what_both_have_is_taken_from_it_unless_it_is_typed(cli: Cli, store: Store) -> None:
    made = sources(store)
    enquiry = cli.json("show", made["enquiry"])
    log: Any = cli.json("log", "--came-of", made["enquiry"])
    assert (log["subject"], log["organisation"]) == (enquiry["subject"], enquiry["organisation"])
    paid = cli.json("pay", "add", "--amount", "9", "--for", "Keys", "--came-of", made["enquiry"])
    assert (paid["for"], paid["organisation"]) == ("Keys", enquiry["organisation"])
    other = cli.json("log", "--came-of", made["enquiry"], "Another", "--caller", "Ida")
    assert (other["subject"], other["organisation"]) == ("Another", None)
    decision = ("groups", "decision", "add", "--words", "Keys", "--decided", "today")
    decided = cli.json(*decision, "--came-of", made["meeting"])
    assert decided["meeting"]["name"].startswith("VCS Network, ")
    assert decided["group"]["name"] == "VCS Network"
    said = cli.text(*BEGIN["issue"], "--came-of", made["enquiry"])
    assert said.splitlines()[:2] == ["Added ISS-26-0002.", f"It came of {made['enquiry']}."]
    assert cli.json("show", "iss 2")["name"] == enquiry["subject"]


@pytest.mark.parametrize("kind", CASE_KINDS, ids=lambda kind: kind.code)
def test_of_what_is_not_there_nothing_comes(cli: Cli, store: Store, kind: RecordKind) -> None:
    make_group(store)
    acts = store.history.count()
    error = cli.error(3, *begin(kind), "--came-of", "ENQ-26-0099")
    assert "no enquiry ENQ-26-0099" in error["message"]
    assert store.history.count() == acts
