"""What is said under each theme, beside a slow count of one record after another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from factories import FixedClock, make_enquiry, make_organisation

from db.store import Store
from spoc_tui.casework.council.council import Theme

THEMES = ("Safeguarding", "Space to work in", "Volunteering")
QUARTER = timedelta(days=91)


def slowly(store: Store, theme: Theme, on: date) -> dict[str, int | None]:
    """From the records as they are read in full."""
    actions = store.feedback.all(theme_uid=theme.uid)
    voices = {voice.uid: voice for one in actions for voice in one.voices}
    asked = store.feedback.themed_enquiries(theme.uid)
    organisations = {one.organisation_uid for one in (*voices.values(), *asked)} - {None}
    ages = [on - voice.said_on for voice in voices.values()] + [on - one.received for one in asked]
    begins = on - 2 * QUARTER + timedelta(days=1)
    return {
        "voices": len(voices),
        "organisations": len(organisations),
        "actions": len(actions),
        "open": sum(one.is_open for one in actions),
        "enquiries": len(asked),
        "lately": sum(timedelta(0) <= age < QUARTER for age in ages),
        "before": sum(QUARTER <= age < 2 * QUARTER for age in ages)
        if store.week.first_day() <= begins
        else None,
    }


def counted(store: Store, on: date) -> Iterator[tuple[str, dict[str, int | None], str]]:
    for one in store.feedback.theme_counts(on=on):
        fields = dict(vars(one))
        yield fields.pop("theme").name, fields, one.trend


@pytest.fixture
def said(store: Store, clock: FixedClock) -> Store:
    """Voices on the first and last days of both quarters, some of a club that was merged; one on
    two actions, one undone; and enquiries just before midnight in London, and just after.
    """
    clubs = [make_organisation(store, name, anyway=True) for name in ("Ash Club", "Elm Club")]
    today = store.today()
    for place, days in enumerate((0, 1, 90, 91, 92, 181, 182, 183)):
        by = [store.feedback.by(clubs[place % 2].name if place % 3 else "Ida")]
        case = store.feedback.add(
            f"Said {days}",
            by,
            {"theme": THEMES[place % 2], "action": "Mend it"},
            said_on=today - timedelta(days=days),
            anyway=True,
        )
        if place == 3:
            store.feedback.cannot(case.feedback.uid, "Not ours")
            store.feedback.told(case.feedback.uid, everybody=True)
            store.feedback.close(case.feedback.uid)
    first, second = (store.feedback.all(theme_uid=None)[place].uid for place in (0, 2))
    store.feedback.lead_to(first, second)
    midnight = datetime(today.year, today.month, today.day, tzinfo=UTC)
    for days in (0, 90, 91, 182):
        for minutes in (-61, -1, 0):
            at = midnight - timedelta(days=days) + timedelta(minutes=minutes)
            uid = make_enquiry(store, received_at=at, organisation_uid=clubs[1].uid).enquiry.uid
            store.enquiries.edit(uid, {"themes": ", ".join(THEMES[:2])})
    store.duplicates.merge(clubs[0].uid, clubs[1].uid)
    store.feedback.add("Undone", [store.feedback.by("Ida")], {"theme": THEMES[0]}, anyway=True)
    store.undo()
    return store


@pytest.mark.parametrize("later", [0, 1, 2, 91, 400, -1])
def test_themes_are_counted_as_one_record_after_another_is(said: Store, later: int) -> None:
    on = said.today() + timedelta(days=later)
    found = {name: fields for name, fields, _ in counted(said, on)}
    for theme in said.council.themes():
        assert found[theme.name] == slowly(said, theme, on), theme.name
    assert found[THEMES[0]]["voices"]
    assert found[THEMES[0]]["enquiries"]
    assert found[THEMES[0]]["organisations"] == 1


def test_the_most_said_is_first_and_nothing_said_is_steady(said: Store) -> None:
    listed = list(counted(said, said.today()))
    counts = [fields["voices"] + fields["enquiries"] for _, fields, _ in listed]
    assert counts == sorted(counts, reverse=True)
    assert ({name for name, *_ in listed[:2]}, counts[2]) == (set(THEMES[:2]), 0)
    on = said.today() + timedelta(days=700)
    assert {trend for _, _, trend in counted(said, on)} == {"steady"}
