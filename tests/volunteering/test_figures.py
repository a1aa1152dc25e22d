"""What is counted of volunteering in a period, beside a slow, obvious recount over made-up
histories.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from statistics import median
from typing import Any

from cli_desk import Cli
from factories import FixedClock, make_enquiry
from factories import make_organisation as make
from random_weeks import Step, held_to_recount, random_weeks
from volunteering_made import make_volunteering

from db.store import Store
from spoc_tui.casework.council.council import Theme
from spoc_tui.casework.dates.when import london_date
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.volunteering.figures import FIGURES
from spoc_tui.casework.week.definitions import of_section
from spoc_tui.casework.week.periods import Period, week_of

CODES = [one.code for one in of_section("vol")]
SHARES = {"vol.gave_up_said", "vol.training_taken"}
MEDIANS = {"vol.signup_days", "vol.check_days"}
THEMES = ("Signing up as a volunteer", "Free training", "Volunteers' time")
"""Of which the one between is no barrier by itself."""
BROKEN_DOWN = {
    "by theme": "vol.barriers",
    "given up by theme": "vol.gave_up",
    "hours by directorate": "vol.staff_hours",
}
DIRECTORATES = ("Planning", "Housing")


def recount(store: Store, period: Period) -> dict[str, Any]:
    """The figures, one record at a time; of shares, how many of how many. Of a week that is not
    over, as of today.
    """
    end = min(period.end, store.today())
    roles: Any = store.declared("role").page(limit=-1)
    signups: Any = store.declared("signup").page(limit=-1)
    courses: Any = store.declared("course").page(limit=-1)
    hours: Any = store.declared("stafftime").page(limit=-1)
    mentoring: Any = store.declared("mentoring").page(limit=-1)

    def within(day: date | None) -> bool:
        return day is not None and period.start <= day <= end

    open_ = [
        one
        for one in roles
        if one.is_open
        and (one.opens is None or one.opens <= end)
        and (one.closes is None or one.closes >= end)
    ]
    started = [one for one in signups if within(one.started)]
    gave_up = [one for one in signups if within(one.gave_up)]
    given_ = [one for one in courses if within(one.on) and not one.cancelled and one.places]
    told = [one for one in given_ if one.taken is not None]
    entries = [one for one in hours if within(one.on)]
    checks = [one.check_took for one in started if one.check_took is not None]
    barriers = barriers_said(store, period, gave_up)
    return {
        "vol.roles": len(open_),
        "vol.places": sum(one.places or 0 for one in open_),
        "vol.applied": sum(within(one.applied) for one in signups),
        "vol.started": len(started),
        "vol.signup_days": median([one.took for one in started]) if started else None,
        "vol.check_days": median(checks) if checks else None,
        "vol.gave_up": len(gave_up),
        "vol.gave_up_said": (sum(one.theme is not None for one in gave_up), len(gave_up)),
        "vol.barriers": len({whose for whose, _ in barriers}),
        "by theme": Counter(theme for _, theme in barriers),
        "given up by theme": Counter(
            one.theme.name if one.theme else "not known" for one in gave_up
        ),
        "hours by directorate": sum(
            (Counter({one.directorate.name: rounded_hours(one)}) for one in entries), Counter()
        ),
        "vol.training_places": sum(one.places for one in given_),
        "vol.training_taken": (sum(one.taken for one in told), sum(one.places for one in told)),
        "vol.staff_hours": sum(map(rounded_hours, entries)),
        "vol.staff": sum(one.people or 0 for one in entries),
        "vol.mentors_asked": sum(within(one.asked) for one in mentoring),
        "vol.mentors_found": sum(within(one.matched) for one in mentoring),
    }


def rounded_hours(one: Any) -> int:
    return int(one.hours + (1 if (one.minutes or 0) >= 30 else 0))


def barriers_said(store: Store, period: Period, gave_up: list[Any]) -> set[tuple[str, str]]:
    """Whose words name which barrier: of sign-ups that were given up in a period, and of the
    enquiries of it that carry a theme of question 2.
    """
    said = {(one.read_as(one.organisation), one.theme.name) for one in gave_up if one.theme}
    of_question_2 = {one.name for one in store.council.themes() if one.paragraph == "App 1 Q2"}
    for enquiry in store.enquiries.page(0, 1_000):
        case = store.enquiries.get(enquiry.uid)
        whose = case.enquiry.organisation_uid
        if whose and period.holds(london_date(enquiry.received_at)):
            said |= {(whose, one) for one in of_question_2.intersection(case.themes)}
    return said


def counted(figures: Any) -> dict[str, Any]:
    found = {}
    for code in CODES:
        if code in SHARES:
            kept = figures.kept.get(code)
            found[code] = (kept.within, sum(kept)) if kept else (0, 0)
        else:
            found[code] = figures.values[code]
    for name, code in BROKEN_DOWN.items():
        found[name] = dict(figures.under[code])
    return found


def do_one(store: Store, which: int, chosen: int) -> None:
    """One act, on one of the records that there are; one that is refused changes nothing."""
    kinds = {
        code: store.declared(code)
        for code in ("role", "signup", "course", "stafftime", "mentoring")
    }
    uids: dict[str, str] = {}
    for code, its in kinds.items():
        some: Any = its.page(limit=-1)
        uids[code] = some[chosen % len(some)].uid if some else ""
    back = (store.today() - timedelta(days=chosen % 9)).isoformat()
    ahead = (store.today() + timedelta(days=chosen % 21 - 10)).isoformat()

    def do(code: str, act: str, **given: str) -> None:
        kinds[code].act(uids[code], act, given)

    places = str(1 + chosen % 7)
    groups, enquiries = store.organisations.page(0, 10), store.enquiries.page(0, 1_000)
    group, asked = groups[chosen % len(groups)].uid, enquiries[chosen % len(enquiries)].uid
    themes = ", ".join(THEMES[: chosen % 4])
    acts: list[Any] = [
        lambda: make_volunteering(store, "role", places=places, closes=ahead),
        lambda: make_volunteering(store, "role"),
        lambda: do("role", "fill"),
        lambda: make_volunteering(store, "signup", applied=back),
        lambda: do("signup", "send-check", on=back),
        lambda: do("signup", "check-is-back"),
        lambda: do("signup", "start"),
        lambda: do("signup", "give-up", theme=("", "Free training")[chosen % 2]),
        lambda: make_volunteering(store, "course", on=ahead, taken=("", "1")[chosen % 2]),
        lambda: do("course", "cancel", why="snow"),
        lambda: make_volunteering(
            store,
            "stafftime",
            directorate=DIRECTORATES[chosen % 2],
            on=back,
            minutes=str(chosen),
            people=places,
        ),
        lambda: make_volunteering(store, "mentoring", asked=back),
        lambda: do("mentoring", "match", mentor="Strood Scouts"),
        lambda: store.undo(),
        lambda: kinds["signup"].edit(uids["signup"], {"applied": back}),
        lambda: kinds["course"].edit(uids["course"], {"places": places}),
        lambda: do("signup", "reopen", why="they came back"),
        lambda: themed(store, group, themes),
        lambda: themed(store, group, themes),
        lambda: store.enquiries.edit(asked, {"themes": themes}),
        lambda: store.enquiries.edit(asked, {"organisation": group}),
        lambda: store.duplicates.merge(groups[1].uid, groups[0].uid),
    ]
    try:
        acts[which % len(acts)]()
    except (IndexError, SpocError):  # what was undone is there no more
        pass


def themed(store: Store, organisation: str, themes: str) -> None:
    """An enquiry of an organisation that carries these themes."""
    uid = make_enquiry(store, organisation_uid=organisation).enquiry.uid
    store.enquiries.edit(uid, {"themes": themes})


def begin(store: Store) -> None:
    for name in ("Rook Lane Club", "Strood Scouts", "Rook Lane Bowls"):
        make(store, name, anyway=True)


@random_weeks(21)
def test_the_figures_are_what_a_recount_says(steps: list[Step]) -> None:
    held_to_recount(
        *(steps, begin, do_one, recount, lambda _, figures: counted(figures)), codes=CODES, weeks=1
    )


# By hand.


def test_a_week_of_volunteering(store: Store, cli: Cli) -> None:
    make_enquiry(store)
    make(store)
    make(store, "Strood Scouts")
    make_volunteering(store, "role", places="4")
    make_volunteering(store, "role", closes="yesterday", places="9")
    signups = store.declared("signup")
    today = store.today()
    for days in (70, 30, 50):
        applied = (today - timedelta(days=days)).isoformat()
        sent = (today - timedelta(days=days - 3)).isoformat()
        one = make_volunteering(store, "signup", applied=applied, check_sent=sent)
        signups.act(one.uid, "check-is-back", {"on": "yesterday"})
        signups.act(one.uid, "start")
    lost = make_volunteering(store, "signup", applied="yesterday")
    signups.act(lost.uid, "give-up", {"theme": "Signing up as a volunteer"})
    make_volunteering(store, "course", taken="7")
    make_volunteering(store, "stafftime", minutes="30", people="2")
    mentored = make_volunteering(store, "mentoring", asked="today")
    store.declared("mentoring").act(mentored.uid, "match", {"mentor": "Strood Scouts"})
    week = week_of(store.today())
    found = counted(store.week.figures(week))
    assert found == {
        **{"vol.roles": 1, "vol.places": 4, "vol.applied": 1, "vol.started": 3},
        **{"vol.signup_days": 50, "vol.check_days": 46, "vol.gave_up": 1},
        **{"vol.gave_up_said": (1, 1), "vol.training_places": 12, "vol.training_taken": (7, 12)},
        **{"vol.staff_hours": 8, "vol.staff": 2, "vol.mentors_asked": 1, "vol.mentors_found": 1},
        "vol.barriers": 1,
        "by theme": {"Signing up as a volunteer": 1},
        "given up by theme": {"Signing up as a volunteer": 1},
        "hours by directorate": {"Housing and Community Services": 8},
    }
    said = cli.text("week")
    assert "1 role for volunteers open, 4 places in them." in said
    assert "3 started to volunteer, half of them after at most 50 days" in said
    assert "of which the check took 46 days" in said
    assert "1 asked for a mentor, 1 found one." in said
    behind = store.week.records_counted(week, "vol.gave_up")
    assert [one.reference for one in store.week.records(behind)] == [lost.reference]


def test_an_organisation_that_names_a_barrier_often_counts_once(store: Store, cli: Cli) -> None:
    club, scouts = (make(store, name, anyway=True).uid for name in ("Rook Lane", "Strood Scouts"))
    its = "Volunteers' time, Signing up as a volunteer, Free training"
    themed(store, club, its)
    themed(store, club, "Volunteers' time")
    themed(store, scouts, "Volunteers' time")
    themed(store, scouts, "Free training")
    make_enquiry(store, caller="somebody")
    lost = make_volunteering(store, "signup", applied="yesterday")
    store.declared("signup").act(lost.uid, "give-up", {"theme": "Safeguarding"})
    week = week_of(store.today())
    figures = store.week.figures(week)
    assert figures.values["vol.barriers"] == 2
    assert figures.under["vol.barriers"] == {
        "Volunteers' time": 2,
        "Safeguarding": 1,
        "Signing up as a volunteer": 1,
    }
    assert "2 organisations said what keeps people from volunteering: Volunteers' time (2)," in (
        cli.text("week")
    )
    behind = store.week.records_counted(week, "vol.barriers", "theme", "volunteers' time")
    assert {one.who for one in store.week.records(behind)} == {"Rook Lane", "Strood Scouts"}
    assert cli.json("week")["volunteering_by_theme"]["vol.barriers"]["Safeguarding"] == 1


def test_a_theme_that_is_put_on_an_enquiry_later_was_not_counted_when_the_week_ended(
    store: Store, clock: FixedClock
) -> None:
    club = make(store, "Rook Lane").uid
    themed(store, club, "")
    clock.advance(days=8)
    themed(store, club, "Volunteers' time")
    store.enquiries.edit("1", {"themes": "Volunteers' time"})
    summary = store.week.summary(week_of(store.today()).before())
    assert summary.figures.values["vol.barriers"] == 1
    assert summary.then is not None
    assert summary.then.values["vol.barriers"] == 0


def test_what_was_a_barrier_stays_one_under_the_theme_that_it_was_merged_into(
    store: Store, clock: FixedClock
) -> None:
    themed(store, make(store, "Rook Lane").uid, "Volunteers' time")
    clock.advance(days=8)
    themes = {one.name: one.uid for one in store.council.themes()}
    into = themes["Signing up as a volunteer"]
    store.council.merge(Theme, themes["Volunteers' time"], into)
    summary = store.week.summary(week_of(store.today()).before())
    for figures in (summary.figures, summary.then or summary.figures):
        assert figures.under["vol.barriers"] == {"Signing up as a volunteer": 1}


def test_where_there_is_none_the_week_says_nothing_of_it(store: Store, cli: Cli) -> None:
    make_enquiry(store)
    assert FIGURES.title not in cli.text("week")
