"""Bulletins in the store: issued, told, undone, found and made again."""

from __future__ import annotations

import io
from datetime import date

import docx
import pytest
from factories import FixedClock, dump, labels, make_organisation, value

from db.feedback.bulletins import Issued
from db.store import Store
from spoc_tui.casework.council.council import Theme
from spoc_tui.casework.errors import BadInput, NotFound, Refused, StorageFailed
from spoc_tui.casework.feedback.bulletins import BulletinAsked
from spoc_tui.casework.feedback.feedback import FeedbackStatus
from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.records.event import EventKind
from spoc_tui.reports.documents.formats import DocumentFormat

TODAY = date(2026, 4, 2)
ALL = BulletinAsked()


@pytest.fixture
def loop(store: Store) -> str:
    """An action that is done: Strood Scouts (may be named), Kent Bowls and Jo said it."""
    make_organisation(store, "Strood Scouts", named_on="2025-03-03")
    make_organisation(store, "Kent Bowls")
    names = ("Strood Scouts", "Kent Bowls", "Jo at the market")
    said_by = [store.feedback.by(name) for name in names]
    theme = {"theme": "Free training", "action": "Train them"}
    ref = store.feedback.add("We need training.", said_by, theme).feedback.reference
    return store.feedback.done(ref, "There is a course now.").feedback.reference


def refused_to(store: Store, name: str) -> str:
    """Another action, which cannot be done."""
    ref = store.feedback.add("Lower the rates.", [store.feedback.by(name)]).feedback.reference
    return store.feedback.cannot(ref, "the rates are set elsewhere").feedback.reference


def scouts(store: Store) -> BulletinAsked:
    return BulletinAsked(audience_uid=store.organisations.find("Strood Scouts").uid)


def test_a_preview_is_a_draft_and_writes_nothing(store: Store, loop: str) -> None:
    before = dump(store)
    draft = store.bulletins.preview(BulletinAsked(TODAY, TODAY))
    assert (draft.title, draft.reference) == ("You said, we did: 2 April 2026", "")
    (item,) = draft.items
    assert (item.reference, item.by) == (loop, "Strood Scouts and 2 others")
    assert dump(store) == before


def test_issued_it_has_told_everybody_who_waited(
    store: Store, loop: str, clock: FixedClock
) -> None:
    clock.advance(hours=1)
    issued = store.bulletins.issue(ALL)
    assert (issued.reference, issued.title) == ("BUL-26-0001", "You said, we did")
    assert (issued.issued_at, issued.told, issued.audience) == (clock.moment, 3, "")
    assert issued.forms == tuple(DocumentFormat)
    assert labels(store)[-1] == "Issued BUL-26-0001"
    case = store.feedback.get(loop)
    assert case.feedback.status is FeedbackStatus.TOLD
    assert case.feedback.waiting == ()
    told = {(one.told_at, one.channel, one.bulletin) for one in case.feedback.voices}
    assert told == {(clock.moment, Channel.EMAIL, "BUL-26-0001")}
    last = case.timeline[-1]
    assert (last.kind, last.text, last.whom, last.channel) == (
        *(EventKind.TOLD, "by bulletin BUL-26-0001", "Strood Scouts and 2 others", Channel.EMAIL),
    )
    assert (last.from_status, last.to_status) == (FeedbackStatus.DONE, FeedbackStatus.TOLD)


def test_for_an_organisation_only_that_one_is_told(store: Store, loop: str) -> None:
    refused_to(store, "Kent Bowls")
    issued = store.bulletins.issue(scouts(store), Channel.LETTER)
    assert (issued.told, issued.audience) == (1, "Strood Scouts")
    feedback = store.feedback.get(loop).feedback
    assert [one.who for one in feedback.waiting] == ["Kent Bowls", "Jo at the market"]
    assert feedback.status is FeedbackStatus.DONE
    assert feedback.voices[0].channel is Channel.LETTER
    assert "rates" not in store.bulletins.again("1", DocumentFormat.TEXT).decode()


def test_the_audience_is_not_named_unless_it_agreed(store: Store, loop: str) -> None:
    kent = store.organisations.find("Kent Bowls").uid
    assert store.bulletins.issue(BulletinAsked(audience_uid=kent)).audience == "Kent Bowls"
    for form in (DocumentFormat.MARKDOWN, DocumentFormat.HTML, DocumentFormat.TEXT):
        page = store.bulletins.again("1", form).decode()
        assert ("Strood Scouts" in page, "Kent" in page, "Jo" in page) == (True, False, False)


def test_what_was_merged_is_told_through_its_survivor(store: Store, loop: str) -> None:
    old = store.organisations.find("Kent Bowls")
    kept = make_organisation(store, "Kent Bowls Club", anyway=True)
    store.duplicates.merge(kept.uid, old.uid)
    issued = store.bulletins.issue(BulletinAsked(audience_uid=old.uid))
    assert (issued.told, issued.audience) == (1, "Kent Bowls Club")
    told = [one.told_at is not None for one in store.feedback.get(loop).feedback.voices]
    assert told == [False, True, False]


def test_a_theme_narrows_it(store: Store, loop: str) -> None:
    other = refused_to(store, "Kent Bowls")
    theme = store.council.find(Theme, "Free training")
    issued = store.bulletins.issue(BulletinAsked(theme_uid=theme.uid))
    assert issued.title == "You said, we did: Free training"
    assert store.feedback.get(other).feedback.status is FeedbackStatus.CANNOT


def test_a_speaker_of_two_actions_is_counted_once(store: Store, loop: str) -> None:
    refused_to(store, "Strood Scouts")
    refused_to(store, "jo at the market")
    assert store.bulletins.issue(ALL).told == 3
    assert store.bulletins.issue(ALL).told == 0  # nobody waits any more
    assert [one.told for one in store.bulletins.all()] == [0, 3]


def test_closed_ones_are_printed_and_left_as_they_are(store: Store, loop: str) -> None:
    store.feedback.told(loop, everybody=True)
    closed = store.feedback.close(loop)
    assert store.bulletins.issue(ALL).told == 0
    assert "There is a course now." in store.bulletins.again("1", DocumentFormat.TEXT).decode()
    assert store.feedback.get(loop) == closed


def test_who_was_told_or_excused_before_is_left_as_it_was(store: Store, loop: str) -> None:
    before = store.feedback.told(loop, ["Kent Bowls"], channel=Channel.PHONE).feedback
    assert store.bulletins.issue(ALL).told == 2
    assert store.feedback.get(loop).feedback.voices[1] == before.voices[1]


def test_undone_it_is_as_if_it_had_not_been(store: Store, loop: str) -> None:
    refused_to(store, "Kent Bowls")
    before = dump(store, marks=False)
    uid = store.bulletins.issue(ALL).uid
    assert store.propose_undo().already_sent
    assert store.undo().label == "Issued BUL-26-0001"
    assert dump(store, marks=False) == before
    assert store.bulletins.all() == []
    assert len(store.feedback.get(loop).feedback.waiting) == 3
    for typed in ("1", "BUL-26-0001", uid):
        with pytest.raises(NotFound, match="BUL-26-0001 was undone on Thu 2 Apr 2026 10:00"):
            store.bulletins.get(typed)
        with pytest.raises(NotFound, match="was undone"):
            store.bulletins.again(typed, DocumentFormat.TEXT)
    assert store.bulletins.issue(ALL).reference == "BUL-26-0002"
    store.undo()
    store.redo()
    assert store.bulletins.get("2").told == 3


def test_made_again_it_is_as_it_was_issued_to_the_byte(
    store: Store, loop: str, clock: FixedClock
) -> None:
    handed: dict[DocumentFormat, bytes] = {}

    def keep(issued: Issued) -> None:
        handed.update({form: store.bulletins.again(issued.uid, form) for form in DocumentFormat})

    store.bulletins.issue(ALL, hand_over=keep)
    clock.advance(days=30)
    store.organisations.edit(store.organisations.find("Strood Scouts").uid, {"named_on": ""})
    store.feedback.hear(loop, "Me too.", [store.feedback.by("Another")])
    for form in DocumentFormat:
        again = store.bulletins.again("BUL-26-0001", form)
        assert again == handed[form]
        if form.is_text:
            assert "Strood Scouts and 2 others" in again.decode()
            assert "draft" not in again.decode().lower()
    word = docx.Document(io.BytesIO(handed[DocumentFormat.WORD]))
    assert word.paragraphs[0].text == "You said, we did"


def test_what_cannot_be_handed_over_is_not_issued(store: Store, loop: str) -> None:
    before = dump(store)

    def no_disk(issued: Issued) -> None:
        raise StorageFailed("The disk is full.")

    with pytest.raises(StorageFailed):
        store.bulletins.issue(ALL, hand_over=no_disk)
    assert dump(store) == before
    assert store.bulletins.all() == []


@pytest.mark.parametrize(
    "typed", ["1", "bul 26 1", "26-1", "BUL-26-0001", "bul-26-0001", "BUL1", " bul/1 "]
)
def test_it_is_found_by_what_is_typed(store: Store, loop: str, typed: str) -> None:
    issued = store.bulletins.issue(ALL)
    assert store.bulletins.get(typed) == issued == store.bulletins.get(issued.uid)


def test_a_number_without_its_year_is_this_years(
    store: Store, loop: str, clock: FixedClock
) -> None:
    last_year = store.bulletins.issue(ALL)
    clock.advance(days=365)
    assert store.bulletins.get("1") == last_year
    assert store.bulletins.issue(ALL).reference == "BUL-27-0001"
    assert store.bulletins.get("1").reference == "BUL-27-0001"
    assert store.bulletins.get("26-1") == last_year


def test_what_is_not_there(store: Store, loop: str) -> None:
    for typed in ("1", "BUL-26-0009", "FBK-26-0001", "enq 1"):
        with pytest.raises(NotFound, match=f"There is no bulletin {typed}"):
            store.bulletins.get(typed)
    with pytest.raises(BadInput, match="not a reference"):
        store.bulletins.get("the last one")


def test_over_nothing_it_is_refused_and_no_number_is_used(store: Store, loop: str) -> None:
    before = dump(store)
    with pytest.raises(Refused, match="on 1 April 2026: there is nothing"):
        store.bulletins.issue(BulletinAsked(date(2026, 4, 1), date(2026, 4, 1)))
    make_organisation(store, "Nobody Yet")
    nobody = BulletinAsked(audience_uid=store.organisations.find("Nobody Yet").uid)
    with pytest.raises(Refused, match="said by Nobody Yet was done"):
        store.bulletins.preview(nobody)
    store.undo()
    assert dump(store, marks=False) == before
    with pytest.raises(BadInput, match="after its end"):
        store.bulletins.issue(BulletinAsked(TODAY, date(2026, 4, 1)))
    assert value(store, "SELECT count(*) FROM counter WHERE kind = 'BUL'") == 0
