"""A bulletin: what belongs in it, whom it names, and each of its forms kept harmless."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.feedback.bulletins import (
    Bulletin,
    BulletinAsked,
    BulletinItem,
    bulletin_of,
    choose,
    period,
)
from spoc_tui.casework.feedback.feedback import Feedback, FeedbackStatus, Voice
from spoc_tui.reports.documents.as_text import as_text
from spoc_tui.reports.documents.document import Document, Section, Table
from spoc_tui.reports.documents.formats import DocumentFormat, written
from spoc_tui.reports.feedback.bulletin import bulletin_page, file_name

TODAY = date(2026, 4, 2)
TEXTS = [form for form in DocumentFormat if form.is_text]
NUMBER = count(1)
NASTY = (
    "[bold]red[/bold]",
    '=HYPERLINK("http://x.example","click")',
    "\x1b[31mred\x1b[0m\x07",
    "<script>alert(1)</script>",
    "# heading | cell",
    "two\nlines\r\n\r\nYou said: nothing",
    "\u202eturned round",
)


def at(day: date, hour: int = 12) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def a_voice(organisation: str = "", *, named: bool = False, **attributes: Any) -> Voice:
    """A voice of an organisation (its name is its uid), or with `speaker` of somebody else."""
    number = next(NUMBER)
    known = {"organisation_uid": organisation or None, "organisation": organisation}
    told = {"uid": f"v{number}", "said": "We need a hall.", "said_on": date(2026, 1, 5)}
    return Voice(**{**told, **known, "may_be_named": named, **attributes})


def an_action(*voices: Voice, settled: date | None = TODAY, **attributes: Any) -> Feedback:
    """An action that is done, unless it is said otherwise."""
    number = next(NUMBER)
    done = None if "cannot_at" in attributes or settled is None else at(settled)
    return Feedback(
        **{
            "uid": f"f{number}",
            "reference": f"FBK-26-{number:04}",
            "status": FeedbackStatus.DONE,
            "heard_at": at(date(2026, 1, 5)),
            "voices": voices or (a_voice("Rook Lane Bowls"),),
            "action": "Open the hall",
            "done_at": done,
            **attributes,
        }
    )


def a_bulletin(*actions: Feedback, reference: str = "", **asked: Any) -> Bulletin:
    of = BulletinAsked(**asked)
    known = {"today": TODAY, "officer": "Ann Officer", "reference": reference}
    return bulletin_of(choose(actions, of), of, **known)


def an_item(*voices: Voice, **attributes: Any) -> BulletinItem:
    return a_bulletin(an_action(*voices, **attributes)).items[0]


FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)


@pytest.mark.parametrize(
    ("settled", "start", "end", "belongs"),
    [
        (FIRST, FIRST, LAST, True),
        (LAST, FIRST, LAST, True),
        (date(2025, 12, 31), FIRST, LAST, False),
        (date(2026, 4, 1), FIRST, LAST, False),
        (date(2026, 4, 1), FIRST, None, True),
        (date(2025, 12, 31), None, LAST, True),
        (date(2025, 12, 31), None, None, True),
        (None, None, None, False),
    ],
)
def test_what_was_settled_within_the_period_belongs(
    settled: date | None, start: date | None, end: date | None, belongs: bool
) -> None:
    actions = [an_action(settled=settled)]
    if belongs:
        assert choose(actions, BulletinAsked(start, end)) == actions
    else:
        with pytest.raises(Refused):
            choose(actions, BulletinAsked(start, end))


def test_the_day_is_londons() -> None:
    late = an_action(done_at=datetime(2026, 3, 31, 23, 30, tzinfo=UTC))
    assert choose([late], BulletinAsked(start=date(2026, 4, 1))) == [late]


def test_refusals_and_closed_ones_belong_the_first_settled_first() -> None:
    closed = an_action(settled=LAST, status=FeedbackStatus.CLOSED, closed_at=at(TODAY))
    refused = an_action(cannot_at=at(FIRST), because="x", status=FeedbackStatus.CANNOT)
    assert choose([closed, refused], BulletinAsked()) == [refused, closed]


def test_a_theme_and_an_audience_narrow_it() -> None:
    ours = an_action(a_voice("Strood Scouts"), a_voice("Kent Bowls"), theme_uid="t", theme="T")
    other = an_action(a_voice("Kent Bowls"), owner_uid="Strood Scouts")
    both = [ours, other]
    assert choose(both, BulletinAsked(theme_uid="t", theme="T")) == [ours]
    scouts = BulletinAsked(audience_uid="Strood Scouts", audience="Strood Scouts")
    assert choose(both, scouts) == [ours]


def test_over_nothing_it_says_what_was_asked_and_what_to_do() -> None:
    asked = BulletinAsked(FIRST, LAST, "t", "Free training", "o", "Strood Scouts")
    with pytest.raises(Refused) as refused:
        choose([], asked)
    assert str(refused.value) == (
        "Nothing that was said by Strood Scouts on “Free training” was done, or found not to be "
        "possible, from 1 January to 31 March 2026: there is nothing for a bulletin to tell. Ask "
        "for a longer period or another theme or another organisation, or first mark what was "
        "done as done."
    )
    with pytest.raises(Refused, match=r"possible, so far: .* tell\. First mark what was done"):
        choose([], BulletinAsked())


def test_a_period_that_ends_before_it_begins_is_bad_input() -> None:
    with pytest.raises(BadInput, match="Wed 1 Apr 2026, after its end on Tue 31 Mar") as bad:
        choose([an_action()], BulletinAsked(date(2026, 4, 1), LAST))
    assert bad.value.field == "from"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (FIRST, LAST, "1 January to 31 March 2026"),
        (date(2025, 11, 1), LAST, "1 November 2025 to 31 March 2026"),
        (date(2026, 3, 1), LAST, "1 to 31 March 2026"),
        (LAST, LAST, "31 March 2026"),
        (FIRST, None, "since 1 January 2026"),
        (None, LAST, "up to 31 March 2026"),
        (None, None, ""),
    ],
)
def test_the_period_in_words(start: date | None, end: date | None, words: str) -> None:
    assert period(start, end) == words


def test_the_title_says_theme_and_period() -> None:
    action = an_action(theme_uid="t", theme="Free training", settled=LAST)
    assert a_bulletin(action).title == "You said, we did"
    over = a_bulletin(action, theme_uid="t", theme="Free training", start=FIRST, end=LAST)
    assert over.title == "You said, we did: Free training, 1 January to 31 March 2026"


SCOUTS = {"organisation": "Strood Scouts", "named": True}


@pytest.mark.parametrize(
    ("voices", "by"),
    [
        ([a_voice(**SCOUTS)], "Strood Scouts"),
        ([a_voice(**SCOUTS), a_voice(**SCOUTS, contact_uid="c", contact="Jo")], "Strood Scouts"),
        ([a_voice(**SCOUTS), a_voice("Kent", named=True)], "Strood Scouts and Kent"),
        ([a_voice(**SCOUTS), a_voice("Kent")], "Strood Scouts and 1 other"),
        (
            [a_voice("A"), a_voice(**SCOUTS), a_voice("B", named=True), a_voice(speaker="Jo")],
            "Strood Scouts, B and 2 others",
        ),
        ([a_voice("Kent")], "You"),
        ([a_voice(speaker="Jo at the market")], "You"),
        ([a_voice("Kent"), a_voice("Kent", contact_uid="c", contact="Jo")], "You"),
        ([a_voice("Kent"), a_voice("Strood")], "2 organisations"),
        ([a_voice("Kent"), a_voice(speaker="Jo"), a_voice(speaker=" jo ")], "2 of you"),
    ],
)
def test_who_said_it(voices: list[Voice], by: str) -> None:
    assert an_item(*voices).by == by


@pytest.mark.parametrize(
    ("attributes", "did"),
    [
        ({}, "Open the hall"),
        ({"done_text": "The hall is open."}, "The hall is open."),
        ({"cannot_at": at(TODAY), "because": "the roof leaks."}, "We can't, because the roof"),
        ({"cannot_at": at(TODAY), "because": "Because there is no key"}, "because there is no"),
        ({"cannot_at": at(TODAY), "because": "The roof leaks."}, "We can't, because the roof"),
        ({"cannot_at": at(TODAY), "because": "IT says no."}, "We can't, because IT says no."),
    ],
)
def test_what_was_done_or_why_not(attributes: dict[str, Any], did: str) -> None:
    item = an_item(**attributes)
    assert did in item.did
    assert "because because" not in item.did.lower()
    assert item.is_refusal is ("because" in attributes)


def test_themes_in_order_and_other_last() -> None:
    themes = ("Training", None, "Buildings", "training", "Zebra crossings")
    bulletin = a_bulletin(*(an_action(theme=theme, theme_uid=theme) for theme in themes))
    assert list(bulletin.by_theme) == [
        *("Buildings", "Training", "training", "Zebra crossings", "Other")
    ]


def test_the_page_has_a_grid_and_counts_for_each_theme() -> None:
    done = an_action(a_voice(**SCOUTS))
    refused = an_action(cannot_at=at(TODAY), because="the roof leaks.")
    (section,) = bulletin_page(a_bulletin(done, refused)).sections
    assert section.title == "Other"
    assert section.table is not None
    assert section.table.heads == ("You said", "We did")
    assert section.table.rows == (
        ("Strood Scouts: “We need a hall.”", "Open the hall"),
        ("“We need a hall.”", "We can't, because the roof leaks."),
    )
    assert section.lines == ("1 done, 1 that we cannot do.",)


@pytest.mark.parametrize("form", DocumentFormat)
def test_only_a_draft_says_that_it_is_one(form: DocumentFormat) -> None:
    def words(bulletin: Bulletin) -> str:
        content = written(bulletin_page(bulletin), form)
        if form.is_text:
            return content.decode()
        word = docx.Document(io.BytesIO(content))
        footer = word.sections[0].footer.paragraphs[0].text
        return "\n".join([*(one.text for one in word.paragraphs), footer])

    draft = a_bulletin(an_action())
    assert "Draft" in words(draft)
    issued = words(replace(draft, reference="BUL-26-0001"))
    assert "draft" not in issued.lower()
    assert "From your single point of contact at the council." in issued
    assert "issued on Thu 2 Apr 2026 by Ann Officer" in issued.replace("\\", "").replace("\n", " ")


def test_file_names() -> None:
    assert file_name("", TODAY, "md") == "you-said-we-did-draft-2026-04-02.md"
    issued = file_name("BUL-26-0001", TODAY, "docx")
    assert issued == "you-said-we-did-bul-26-0001-2026-04-02.docx"


def test_forms_have_words() -> None:
    words = [form.words for form in DocumentFormat]
    assert words == ["Markdown", "web page", "Word", "plain text"]
    assert DocumentFormat.TEXT in TEXTS
    assert DocumentFormat.WORD not in TEXTS


SECRET = st.text("qxzj", min_size=5, max_size=20).map(lambda text: f"Zq{text}")
"""What is nowhere else on the page."""
UNNAMED = st.builds(lambda name, contact: a_voice(name, contact=contact), SECRET, SECRET)
SPEAKER = st.builds(lambda speaker: a_voice(speaker=speaker), SECRET)


@given(st.lists(UNNAMED | SPEAKER, min_size=1, max_size=6), st.integers(0, 6), st.booleans())
def test_nobody_is_named_who_did_not_agree(secret: list[Voice], place: int, named: bool) -> None:
    voices = list(secret)
    if named:
        voices.insert(place, a_voice(**SCOUTS, contact="Zqcontact", contact_uid="c"))
    page = bulletin_page(a_bulletin(an_action(*voices, theme="T", theme_uid="t")))
    for form in TEXTS:
        said = written(page, form).decode()
        assert "Zq" not in said
        assert ("Strood" in said) is named


@given(st.lists(st.tuples(st.text(min_size=1), st.text()), min_size=1, max_size=5))
@pytest.mark.slow
def test_the_text_form_keeps_to_72_columns(texts: list[tuple[str, str]]) -> None:
    actions = [
        an_action(a_voice(**SCOUTS, said=said), theme=theme, theme_uid="t", done_text=said * 9)
        for said, theme in texts
    ]
    lines = written(bulletin_page(a_bulletin(*actions)), DocumentFormat.TEXT).decode().split("\n")
    assert max(map(len, lines)) <= 72
    assert sum(line.startswith("You said: ") for line in lines) >= len(texts)
    assert lines[-1] == ""


def test_the_text_form_as_it_is_sent() -> None:
    action = an_action(
        a_voice(**SCOUTS, said="We need a hall that is open in the evening, and a key to it."),
        settled=LAST,
        done_text="The hall is open.",
    )
    bulletin = a_bulletin(action, reference="BUL-26-0001", start=FIRST, end=LAST)
    assert as_text(bulletin_page(bulletin)) == (
        "You said, we did: 1 January to 31 March 2026\n"
        "============================================\n"
        "\n"
        "From your single point of contact at the council. BUL-26-0001, issued on\n"
        "Thu 2 Apr 2026 by Ann Officer.\n"
        "\n"
        "Other\n"
        "-----\n"
        "\n"
        "You said: Strood Scouts: “We need a hall that is open in the evening,\n"
        "  and a key to it.”\n"
        "We did: The hall is open.\n"
        "\n"
        "1 done.\n"
    )


def test_the_text_form_of_a_table_without_heads() -> None:
    table = Table((("Where", "ME7 1AA", "Luton"), ("Nothing known", "")), (20, 40, 40))
    sections = (Section("Who", table, part=True),)
    text = as_text(Document("T", "N.", "W.", "Ann", TODAY, sections))
    assert text == "T\n=\n\nN. W.\n\nWho\n...\n\nWhere: ME7 1AA, Luton\nNothing known\n"


@pytest.mark.parametrize("nasty", NASTY)
@pytest.mark.parametrize("form", TEXTS)
def test_what_was_said_stays_harmless(form: DocumentFormat, nasty: str) -> None:
    def page(text: str) -> str:
        voice = a_voice(text, named=True, said=text)
        action = an_action(voice, theme=text, theme_uid="t", done_text=text, reference="FBK")
        return written(bulletin_page(a_bulletin(action)), form).decode()

    shown, harmless = page(nasty), page("harmless")
    assert not [sign for sign in "\x1b\x07\u202e\r" if sign in shown]
    if form is DocumentFormat.HTML:
        assert shown.count("<") == harmless.count("<")
    if form is DocumentFormat.MARKDOWN:
        assert shown.count("\n") == harmless.count("\n")
        assert not [mark for mark in "[<" if mark in shown.replace(f"\\{mark}", "")]
    if form is DocumentFormat.TEXT:
        assert sum(line.startswith("You said:") for line in shown.split("\n")) == 1


@pytest.mark.parametrize("nasty", NASTY)
def test_in_word_what_was_said_is_text(nasty: str) -> None:
    content = written(
        bulletin_page(a_bulletin(an_action(a_voice(said=nasty)))), DocumentFormat.WORD
    )
    said = docx.Document(io.BytesIO(content)).tables[0].cell(1, 0).text
    assert said.startswith("“")
    assert not [sign for sign in "\x1b\u202e\n" if sign in said]
