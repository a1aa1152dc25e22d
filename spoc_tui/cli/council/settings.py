"""`spoc settings`: where things are kept, what is in force, and the council's standards."""

from __future__ import annotations

from typing import Any

import click

from spoc_tui import settings as officers_own
from spoc_tui.casework.council.standards_in_words import ALL_STANDARDS, days_of
from spoc_tui.casework.dates.standards import USUAL_STANDARDS, Standards
from spoc_tui.casework.errors import BadInput, SpocError
from spoc_tui.casework.kinds.catalogue import AREAS
from spoc_tui.casework.text import one_line
from spoc_tui.cli import shapes, words
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.options import describe_fields, fields_too, read_pairs
from spoc_tui.cli.verbs import group, pass_desk
from spoc_tui.settings import Settings

NETWORK = {
    False: "a database on a network folder is only read",
    True: "a database on a network folder is written to",
}


@group("settings")
@click.pass_context
def settings(ctx: click.Context) -> None:
    """Show where things are kept, and the settings in force; change the standards.

    The standards are kept in the database, all else in the settings file; which areas are shown is
    set by “spoc settings areas”.
    """
    if ctx.invoked_subcommand is not None:
        return
    from screens.shell.checked_settings import checked

    desk = ctx.ensure_object(Desk)
    path, now = officers_own.settings_file(), desk.read_settings()
    desk.settings = now  # what is wrong with them is in the answer
    _, faults = checked(now)
    wrong = [" ".join(fault) for fault in faults]
    standards, why_not = _standards(desk, now)
    wrong += _not_read(now)
    wrong += [f"Nothing is saved until it is put right. {now.refusal}"] if now.refusal else []
    wrong += [why_not] if why_not and why_not != now.refusal else []
    shape = {
        "settings_file": str(path),
        "settings_file_exists": path.exists(),
        "database": str(desk.database),
        "officer": now.who,
        "desk": now.desk,
        "theme": now.theme,
        "copies": now.copies,
        "network_writes": now.network_writes,
        "areas": {code: code not in now.hidden for code in AREAS},
        "standards": standards._asdict() if standards else None,
        "keys": dict(now.keys),
        "wrong": wrong,
    }
    keys = [f"  {command} = {key}" for command, key in now.keys.items()]
    lines = [
        f"Settings: {path}" + ("" if path.exists() else " (not there: all as usual)"),
        f"Database: {desk.database}",
        f"Officer:  {now.who}",
        f"Desk:     {now.desk or 'no letter'}",
        f"Theme:    {now.theme}",
        f"Copies:   {now.copies or 'beside the database alone'}",
        f"Network:  {NETWORK[now.network_writes]}",
        f"Areas:    {_areas_said(now.hidden)}",
        *(_in_short(standards) if standards else ["Standards: not to be read"]),
        "Keys:     " + ("as usual" if not keys else ""),
        *keys,
        *(["", "Left out, or wrong:", *wrong] if wrong else []),
    ]
    desk.say(shape, "\n".join(lines))


@settings.command(
    "standards",
    epilog=describe_fields({one.short: f"{one.what}, in {one.unit}" for one in ALL_STANDARDS}),
)
@fields_too
@pass_desk
def standards(desk: Desk, pairs: tuple[str, ...], more: tuple[str, ...]) -> None:
    """List the council's standards, or change them: answer=8 reply=3.

    Each is a number of days from 0 to 250; 0 is by the end of the day itself. Running deadlines
    that were not typed by hand move with them; undo takes that back. A topic may have days of its
    own.
    """
    typed = read_pairs(pairs + more)
    own = desk.store.own_standards
    if not typed:
        now = own.now()
        width = max(len(one.short) for one in ALL_STANDARDS)
        lines = [
            f"{one.short:<{width}}  {one.what}: {one.in_words(days_of(now, one))}"
            for one in ALL_STANDARDS
        ]
        desk.say(_shape(now), "\n".join(lines))
        return
    done = own.change(typed)
    shape = {
        "standards": _shape(own.now()),
        "changed": [change.standard.short for change in done.changes],
        "moved": [shapes.moved(move) for move in done.moved],
    }
    described = [f"Changed {done.described}." if done.changes else "Nothing was changed."]
    if any(change.standard.is_of_enquiries for change in done.changes):
        described += words.moved(done.moved)
    desk.say(shape, "\n".join(described))


@settings.command(
    "areas",
    epilog=describe_fields({code: f"{area.heading}: {area.says}" for code, area in AREAS.items()}),
)
@fields_too
@pass_desk
def areas(desk: Desk, pairs: tuple[str, ...], more: tuple[str, ...]) -> None:
    """List the areas, or say whether you use them: stories=no hides one.

    A hidden area is in no menu, help or palette of the desk; its records are found and due as ever.
    It is written into the settings file, and undo does not take it back.
    """
    from spoc_tui.casework.typed_values import read_yes
    from spoc_tui.settings_saving import save_area

    typed = read_pairs(pairs + more)
    for code in typed:
        if code not in AREAS:
            known = ", ".join(AREAS)
            raise BadInput(
                f"There is no area “{one_line(code[:60])}”. There are: {known}.", field=code
            )
    shown = {code: read_yes(text, field=code) for code, text in typed.items()}
    hidden = desk.read_settings().hidden
    for code, is_shown in shown.items():
        hidden = save_area(officers_own.settings_file(), code, shown=is_shown).hidden
    lines = [
        f"{code:<10}  {'hidden' if code in hidden else 'shown'}: {area.heading}"
        for code, area in AREAS.items()
    ]
    desk.say({"areas": {code: code not in hidden for code in AREAS}}, "\n".join(lines))


def _areas_said(hidden: frozenset[str]) -> str:
    if not hidden:
        return "all shown"
    return "hidden: " + ", ".join(AREAS[code].heading for code in AREAS if code in hidden)


def _shape(now: Standards) -> list[dict[str, Any]]:
    return [
        {
            "standard": one.short,
            "means": one.what,
            "days": days_of(now, one),
            "usual": one.usual,
            "unit": one.unit,
        }
        for one in ALL_STANDARDS
    ]


def _standards(desk: Desk, now: Settings) -> tuple[Standards | None, str]:
    """Those in force; or None, and why they cannot be read. Where there is no database yet, those
    that it will begin with.
    """
    try:
        if desk.database.exists():
            return desk.store.standards, desk.store.refusal
    except (SpocError, OSError) as error:
        return None, str(error)
    given = now.standards
    return (
        (USUAL_STANDARDS._replace(**given.days), given.refusal) if given else (USUAL_STANDARDS, "")
    )


def _not_read(now: Settings) -> list[str]:
    """The standards in a settings file, which are no longer set there."""
    given = now.standards.lines if now.standards else {}
    lines = [f"{name} (line {line})" for name, line in given.items()]
    described = "no longer read from the file. “spoc settings standards” changes the standards."
    return [f"{', '.join(lines)}: {described}"] if lines else []


def _in_short(now: Standards) -> list[str]:
    return [
        f"Clocks, in working days: acknowledge {now.acknowledge_days}, answer {now.answer_days}, "
        f"a team's reply {now.reply_days}; of what is urgent {now.urgent_acknowledge_days} and "
        f"{now.urgent_answer_days}",
        f"Payments: reasonable after {now.reasonable_days} days, escalated after "
        f"{now.silence_days} working days of silence",
    ]
