"""`spoc AREA starter`: an area begins with what the Task Group's report says."""

from __future__ import annotations

import click

from spoc_tui.casework.kinds.catalogue import AREAS
from spoc_tui.casework.kinds.starter import starter_of
from spoc_tui.cli.desk import Desk
from spoc_tui.cli.verbs import Verb, pass_desk


def starter_verb(area: str) -> click.Command:
    """The verb of one area."""

    @click.command(
        "starter",
        cls=Verb,
        begins=True,
        help="Begin with what the report says; one undo.",
        epilog="It is the Task Group's report. What is there already is used, and stays as it is.",
    )
    @pass_desk
    def starter(desk: Desk) -> None:
        if starter_of(area) is None:
            described = f"The report gives no records of {AREAS[area].heading} to begin with."
            desk.say({"added": [], "there": [], "without": []}, described)
            return
        from db.kinds.starter import load_starter

        added, there, without = load_starter(desk.store, area)
        lines = [f"Added {one}." for one in added] or ["Everything is there already."]
        lines += [f"There already: {'; '.join(there)}."] if added and there else []
        lines += without
        shape = {"added": list(added), "there": list(there), "without": list(without)}
        desk.say(shape, "\n".join(lines))

    return starter
