"""Whether two sides are one organisation: by a table, and what holds of any two."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoc_tui.casework.organisations.identifiers import Identifier
from spoc_tui.casework.organisations.names import legal_form, name_key
from spoc_tui.casework.organisations.same_organisation import Side, Sureness, judge
from spoc_tui.casework.text import emails_in, phone_digits, web_domain, web_link

NUMBER, OTHER = Identifier("GB-CHC", "900001"), Identifier("GB-CHC", "900002")
COMPANY = Identifier("GB-COH", "01234567")
TWO, SUCCESSOR, ASK, SAME = Sureness


def side(name: str = "Alder House", **known: Any) -> Side:
    """What a row of a list would be known by."""
    web = known.pop("web", "")
    return Side(
        known.pop("uid", ""),
        name_key(name),
        postcode=known.pop("postcode", "").replace(" ", ""),
        phone=phone_digits(known.pop("phone", "")),
        emails=frozenset(emails_in(known.pop("email", ""))),
        link=web_link(web),
        site=web_domain(web),
        form=legal_form(name) or "",
        numbers=frozenset(known.pop("numbers", ())),
        quoted=frozenset(known.pop("quoted", ())),
        **known,
    )


HERE, THERE = {"postcode": "ME4 6AA"}, {"postcode": "ME7 1AA"}
GROUP = "https://www.facebook.com/groups/1001"


@pytest.mark.parametrize(
    ("one", "other", "sureness", "why"),
    [
        # The same name: what one side alone knows is no difference.
        (side(), side(), ASK, "same name, and nothing that speaks against it"),
        (side(), side(**HERE), ASK, "same name, and nothing that speaks against it"),
        (side(**HERE), side(phone="01634 555001"), ASK, "nothing that speaks against it"),
        (side(web=GROUP), side(web=f"{GROUP}/", **HERE), ASK, "same name, same web address"),
        (side(**HERE), side(postcode="ME46AA"), SAME, "same name, same postcode"),
        (side(phone="01634 555001"), side(phone="+44 1634 555001"), SAME, "same phone"),
        (side(email="a@b.example; c@d.example"), side(email="c@d.example"), SAME, "same e-mail"),
        (side(email="c@d.example"), side(people=frozenset({"c@d.example"})), SAME, "same e-mail"),
        (side(gone=frozenset({"mva"})), side(lists={"mva": frozenset({"a"})}), SAME, "in mva"),
        # What both know and is not alike.
        (side(**HERE), side(**THERE), TWO, "another postcode"),
        (side(**HERE, phone="01634 555001"), side(**THERE, phone="01634 555001"), ASK, "but"),
        (side(**HERE, phone="01634 555001"), side(**HERE, phone="01634 555002"), ASK, "phone"),
        (side(phone="01634 555001"), side(phone="01634 555002"), ASK, "but another phone"),
        (side(web=GROUP), side(web="https://www.facebook.com/groups/1002"), ASK, "nothing that"),
        # Names written otherwise.
        (side("Sunflower House", **HERE), side("Sun Flower House", **HERE), SAME, "same name"),
        (side("Medway Foodbank", **HERE), side("Medway Food Bank", **HERE), SAME, "same name"),
        (side("The Alder Play Group", **HERE), side("Alder Playgroup Ltd.", **HERE), SAME, "name"),
        (side("St Mary & All", **HERE), side("Saint Mary and All L.T.D.", **HERE), SAME, "name"),
        (side("Alder House Assoc", **HERE), side("Alder House Association", **HERE), ASK, "nearly"),
        (side("Alder House Assoc"), side("Alder House Association"), TWO, "nothing else alike"),
        (side("Alder House", **HERE), side("Birch Society", **HERE), TWO, "another name"),
        (side(), side("Alder Home", other_names=("alder house",)), ASK, "same name"),
        (side("Alder CIC", **HERE), side("Alder CIO", **HERE), ASK, "but another legal form"),
        (side("Alder CIC", **HERE), side("Alder Ltd", **HERE), SAME, "same name, same postcode"),
        (side("Quay 12", **HERE), side("Quay 1 2", **HERE), ASK, "nearly"),
        (side("Quay 12", **HERE), side("Quay 21", **HERE), TWO, "another name"),
        # Numbers.
        (
            side(numbers=[NUMBER]),
            side("Birch", numbers=[NUMBER]),
            SAME,
            "same number GB-CHC-900001",
        ),
        (side(numbers=[NUMBER], **HERE), side(numbers=[NUMBER], **THERE), SAME, "same name"),
        (
            side("Alder Legion", numbers=[NUMBER], **HERE),
            side("Birch Branch", numbers=[NUMBER], **THERE),
            ASK,
            "under another name and postcode; a branch of it?",
        ),
        (
            side("Alder Legion", numbers=[NUMBER]),
            side("Birch Branch", numbers=[NUMBER], quoted=[NUMBER]),
            ASK,
            "which several quote; a branch of it?",
        ),
        (side(numbers=[NUMBER]), side(numbers=[NUMBER], quoted=[NUMBER]), SAME, "same name"),
        (side(numbers=[NUMBER]), side(numbers=[COMPANY]), ASK, "same name, and nothing"),
        (side(numbers=[NUMBER], **HERE), side(numbers=[OTHER], **HERE), TWO, "another number"),
        (
            side(numbers=[NUMBER, COMPANY], **HERE),
            side(numbers=[OTHER, COMPANY], **HERE),
            ASK,
            "but another number in a register",
        ),
        # One that is closed, and a new one of its name and place.
        (
            side(numbers=[NUMBER], closed=True, **HERE),
            side("Alder House CIO", numbers=[OTHER], **HERE),
            SUCCESSOR,
            "same name, same postcode, another number: the closed one may have gone into the other",
        ),
        (side(numbers=[NUMBER], closed=True), side(numbers=[OTHER]), TWO, "another number"),
        (
            side(numbers=[NUMBER], gone=frozenset({"r"}), **HERE),
            side(numbers=[OTHER], lists={"r": frozenset("2")}, **HERE),
            SUCCESSOR,
            "the gone one may have gone into the other",
        ),
        # Lists and branches.
        (side(lists={"a": frozenset("1")}), side("X", lists={"a": frozenset("1")}), SAME, "key"),
        (
            side(lists={"a": frozenset("1")}, **HERE),
            side(lists={"a": frozenset("2")}, **HERE),
            TWO,
            "a has a row for each",
        ),
        (side(uid="p", numbers=[NUMBER]), side(parent="p", numbers=[NUMBER]), TWO, "a branch"),
    ],
)
def test_what_two_sides_are(one: Side, other: Side, sureness: Sureness, why: str) -> None:
    judged = judge(one, other)
    assert (judged.sureness, why in judged.why) == (sureness, True), judged
    assert judge(other, one) == judged


SIDES = st.builds(
    side,
    st.sampled_from(["Alder House CIC", "Alder House CIO", "Alder Hause", "Al Der House", "Birch"]),
    postcode=st.sampled_from(["", "ME4 6AA", "ME7 1AA"]),
    phone=st.sampled_from(["", "01634 555001", "01634 555002"]),
    email=st.sampled_from(["", "a@b.example", "c@d.example"]),
    web=st.sampled_from(["", GROUP, "alder.example"]),
    numbers=st.sets(st.sampled_from([NUMBER, OTHER, COMPANY]), max_size=2),
    quoted=st.sets(st.sampled_from([NUMBER])),
    closed=st.booleans(),
)


@given(SIDES, SIDES)
def test_it_is_the_same_whichever_comes_first(one: Side, other: Side) -> None:
    assert judge(one, other) == judge(other, one)


AGREEING = st.sampled_from(
    [
        {"postcode": "ME99AA"},
        {"phone": "01634999999"},
        {"emails": frozenset({"z@z.example"})},
        {"link": "z.example/z", "site": "z.example"},
    ]
)


@given(SIDES, SIDES, AGREEING)
def test_more_that_agrees_never_makes_it_less_sure(
    one: Side, other: Side, agreeing: dict[str, Any]
) -> None:
    more = judge(replace(one, **agreeing), replace(other, **agreeing))
    assert more.sureness >= judge(one, other).sureness


@given(SIDES, SIDES, st.sampled_from([NUMBER, OTHER, COMPANY]))
def test_a_number_that_both_have_never_makes_it_less_sure(
    one: Side, other: Side, number: Identifier
) -> None:
    more = judge(
        replace(one, numbers=one.numbers | {number}),
        replace(other, numbers=other.numbers | {number}),
    )
    assert more.sureness >= judge(one, other).sureness


@given(SIDES, SIDES, st.sampled_from(["postcode", "phone", "emails", "link", "numbers"]))
def test_what_one_side_alone_knows_never_makes_them_two(one: Side, other: Side, field: str) -> None:
    blank = replace(other, **{field: type(getattr(other, field))()})
    blank = replace(blank, site="") if field == "link" else blank
    if judge(one, blank).sureness is Sureness.TWO:
        return
    agreeing = replace(other, **{field: getattr(one, field)})
    agreeing = replace(agreeing, site=one.site) if field == "link" else agreeing
    assert judge(one, agreeing).sureness >= judge(one, blank).sureness


@pytest.mark.parametrize(
    ("text", "link", "domain"),
    [
        ("https://www.facebook.com/groups/1001/", "facebook.com/groups/1001", None),
        ("facebook.com/groups/1001?utm_source=x&fbclid=y#top", "facebook.com/groups/1001", None),
        ("https://facebook.com/profile.php?id=7", "facebook.com/profile.php?id=7", None),
        ("https://www.facebook.com/", "facebook.com", ""),
        ("HTTPS://Alder.Example:443/About/", "alder.example/about", "alder.example"),
        ("http://www.scouts.org.uk/alder", "scouts.org.uk/alder", None),
        ("info@alder.example", "", ""),
        ("none", "", ""),
    ],
)
def test_web_addresses(text: str, link: str, domain: str | None) -> None:
    assert (web_link(text), web_domain(text)) == (link, link if domain is None else domain)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a@b.example", ("a@b.example",)),
        ("a@b.example; C@d.example, a@B.example", ("a@b.example", "C@d.example")),
        ("Jo <jo@b.example> / mailto:bo@b.example", ("jo@b.example", "bo@b.example")),
        ("none", ()),
        ("@alder", ()),
    ],
)
def test_addresses_in_a_text(text: str, found: tuple[str, ...]) -> None:
    assert emails_in(text) == found
