"""What there was of the survey in a period, beside a slow recount over made-up histories."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from cli_desk import Cli
from factories import make_enquiry
from random_weeks import Step, held_to_recount, random_weeks
from results_made import add_theme, code
from results_made import said as spoken
from survey_made import make_round

from db.areas.survey.taking import take
from db.store import Store
from spoc_tui.casework.errors import SpocError
from spoc_tui.casework.survey.figures import FIGURES
from spoc_tui.casework.week.definitions import of_section
from spoc_tui.casework.week.periods import Period, week_of

CODES = [one.code for one in of_section("survey")]
THEMES = ("Rent", "Time")


def recount(store: Store, period: Period) -> dict[str, Any]:
    """The figures, one record at a time."""
    found = dict.fromkeys(CODES, 0)
    end = min(period.end, store.today())
    responses: Any = store.declared("response").page(limit=-1)
    for one in responses:
        said = any(each.rating or each.words for each in one.answers)
        if not one.is_open or not said:
            continue
        found["survey.responses"] += period.start <= one.received <= end
        for number in one.written:
            days = [each.on for each in one.codings if each.number == number]
            found["survey.coded"] += bool(days) and period.start <= min(days) <= end
    rounds: Any = store.declared("round").page(limit=-1)
    for one in rounds:
        for code_, day in (("survey.concluded", one.concluded), ("survey.told", one.told)):
            found[code_] += day is not None and period.start <= day <= end
    return found


def counted(figures: Any) -> dict[str, Any]:
    return {code_: figures.values[code_] for code_ in CODES}


def do_one(store: Store, which: int, chosen: int) -> None:
    """One act, on one of the records that there are; one that is refused changes nothing."""
    rounds, responses = store.declared("round"), store.declared("response")
    all_rounds: Any = rounds.page(limit=-1)
    some: Any = responses.page(limit=-1)
    if not all_rounds:  # the first was undone
        return
    round_ = all_rounds[chosen % len(all_rounds)].uid
    one = some[chosen % len(some)].uid if some else ""
    day = f"-{chosen % 9}" if chosen % 9 else "today"
    both = [{"number": "1", "rating": "ok"}, {"number": "4", "words": f"Say {chosen}."}]
    acts: list[Any] = [
        lambda: take(store, round_, {"received": day}, both[chosen % 2 :]),
        lambda: take(store, round_, {}, both),
        lambda: responses.act(
            one, "code", {"number": "4", "themes": THEMES[chosen % 2], "by": "Ann", "on": day}
        ),
        lambda: responses.act(one, "code", {"number": "4", "by": "Bob", "on": day}),
        lambda: responses.act(one, "close", {"why": "A trial."}),
        lambda: responses.act(one, "reopen", {"why": "None after all."}),
        lambda: responses.edit(one, {"received": day}),
        lambda: rounds.act(round_, "conclude", {"words": "One to ring.", "on": day}),
        lambda: rounds.act(round_, "tell-all", {"how": "By e-mail", "on": day}),
        lambda: rounds.act(round_, "reopen", {"why": "More came."}),
        lambda: make_round(store, title=f"Round {chosen}"),
        lambda: store.undo(),
    ]
    with suppress(IndexError, SpocError):
        acts[which % len(acts)]()


def begin(store: Store) -> None:
    make_round(store, opened="-30")
    for theme in THEMES:
        add_theme(store, theme)


@random_weeks(11)
def test_the_figures_are_what_a_recount_says(steps: list[Step]) -> None:
    held_to_recount(
        *(steps, begin, do_one, recount, lambda _, figures: counted(figures)), codes=CODES
    )


# By hand.


def test_a_week_of_the_survey(store: Store, cli: Cli) -> None:
    make_enquiry(store)
    round_ = make_round(store)
    add_theme(store, "Rent")
    first, _ = (spoken(store, round_, said) for said in ("Rent is high.", "Time."))
    code(store, first, "Rent")
    store.declared("round").act(round_.uid, "conclude", {"words": "One to ring."})
    store.declared("round").act(round_.uid, "tell-all", {"how": "By e-mail"})
    week = week_of(store.today())
    assert counted(store.week.figures(week)) == {
        **{"survey.responses": 2, "survey.coded": 1},
        **{"survey.concluded": 1, "survey.told": 1},
    }
    said = cli.text("week")
    assert "2 responses to the survey came in." in said
    assert "1 answer to it put under themes." in said
    assert "It was said what came of 1 round of the survey." in said
    assert "Everybody who answered was told of 1 round." in said
    behind = store.week.records_counted(week, "survey.coded")
    assert [one.reference for one in store.week.records(behind)] == [first.reference]


def test_where_there_is_none_the_week_says_nothing_of_it(store: Store, cli: Cli) -> None:
    make_enquiry(store)
    assert FIGURES.title not in cli.text("week")
