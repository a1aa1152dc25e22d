"""`spoc backup`, and `spoc settings`: where things are kept."""

from __future__ import annotations

from pathlib import Path

import click

from spoc_tui import settings as officers_own
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.options import OUTPUT
from spoc_tui.cli.verbs import Verb, pass_desk


@click.command(cls=Verb)
@click.argument("file", required=False, type=OUTPUT)
@click.option("--force", is_flag=True, help="Write over FILE if there is one.")
@pass_desk
def backup(desk: Desk, file: Path | None, force: bool) -> None:
    """Make a verified copy of the database.

    It goes to FILE, or under its date into FILE where that is a folder; without FILE, into the
    backup folder beside the database.
    """
    made = desk.store.backup(file, overwrite=force)
    desk.say({"file": str(made)}, f"Copied and checked: {made}")


@click.command(cls=Verb)
@pass_desk
def settings(desk: Desk) -> None:
    """Show where things are kept, and the settings in force."""
    from screens.checked_settings import checked

    path, now = officers_own.settings_file(), desk.read_settings()
    _, faults = checked(now)
    wrong = [" ".join(fault) for fault in faults]
    wrong += [f"Nothing is saved until it is put right. {now.refusal}"] if now.refusal else []
    shape = {
        "settings_file": str(path),
        "settings_file_exists": path.exists(),
        "database": str(desk.database),
        "officer": now.who,
        "desk": now.desk,
        "theme": now.theme,
        **{
            section: {name: getattr(now.standards, name) for name in names}
            for section, names in officers_own.STANDARDS.items()
        },
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
        f"Clocks, in working days: acknowledge {now.standards.acknowledge_days}, "
        f"answer {now.standards.answer_days}, a team's reply {now.standards.reply_days}; "
        f"of what is urgent {now.standards.urgent_acknowledge_days} and "
        f"{now.standards.urgent_answer_days}",
        f"Payments: reasonable after {now.standards.reasonable_days} days, escalated after "
        f"{now.standards.silence_days} working days of silence",
        "Keys:     " + ("as usual" if not keys else ""),
        *keys,
        *(["", "Of this file is left out, or wrong:", *wrong] if wrong else []),
    ]
    desk.say(shape, "\n".join(lines))
