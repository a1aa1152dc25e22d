"""Which verb does a thing to a record of which kind: the one table, and how it is followed.

`spoc told PAY-26-0007` does what `spoc pay told` does. Where another kind has a verb that is asked
differently, or none, what was typed is refused, and the verb named that does it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import click

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.records.kinds import CASE_KINDS, DECLARED, RecordKind
from spoc_tui.casework.references import kind_of_reference
from spoc_tui.casework.text import with_article
from spoc_tui.cli.verbs import Verb


class Way(NamedTuple):
    """How a verb is said of another kind of record."""

    verb: str
    """The verb that does it: “pay told”."""
    rest: str | None = None
    """What is typed after the reference, where that differs; None: all as it stands, so that it is
    simply done."""


CALLED = {
    **{one.code: with_article(one.called) for one in CASE_KINDS},
    "bulletin": "a bulletin",
}
"""As a sentence calls what has a reference, by its kind."""
GROUPS = {
    **{"pay": "payment", "feedback": "feedback"},
    **{f"{kind.area} {kind.code}": kind.code for kind in DECLARED},
}
"""The verbs whose own verbs are of one kind."""
OF_EVERY_KIND = frozenset({"show", "history", "note", "promise", "kept", "withdraw"})
"""The verbs that ask nothing of the kind."""
_OF_DECLARED = frozenset({"edit", "close", "reopen"})
"""The verbs that every declared kind has among its own."""
_ANSWERED = Way("feedback done", '--text "…" (or: spoc feedback cannot REF --because "…")')
_LATER = Way("edit", "follow_up=WHEN")
_WAYS: Mapping[str, Mapping[str, Way]] = {
    "edit": {"payment": Way("pay edit"), "feedback": Way("feedback edit")},
    "route": {
        "payment": Way("pay finance", "--team TEAM"),
        "feedback": Way("edit", "owner=TEAM"),
    },
    "acknowledge": {
        "payment": Way("pay formal-acknowledged", ""),
        "feedback": Way("feedback agree", ""),
    },
    "chase": {
        "payment": Way("pay chase"),
        "feedback": Way("note", '--text "Chased: …"'),
    },
    "sent-back": {
        "payment": Way("pay answer", '--text "…"'),
        "feedback": Way("feedback cannot", '--because "…"'),
    },
    "answer": {"payment": Way("pay answer"), "feedback": _ANSWERED},
    "told": {"payment": Way("pay told"), "feedback": Way("feedback told")},
    "wait": {"payment": _LATER, "feedback": Way("edit", "due=WHEN")},
    "resume": {"payment": _LATER, "feedback": Way("edit", "due=WHEN")},
    "close": {"payment": Way("pay close"), "feedback": Way("feedback close")},
    "reopen": {"payment": Way("pay reopen"), "feedback": Way("feedback reopen")},
}


def _to_declared(verb: str, kind: RecordKind) -> Way:
    """What a declared kind has for a verb on an enquiry: its own, or nothing like it."""
    return Way(f"{kind.area} {kind.code} {verb}") if verb in _OF_DECLARED else Way("show", "")


WAYS: Mapping[str, Mapping[str, Way]] = {
    verb: {**ways, **{kind.code: _to_declared(verb, kind) for kind in DECLARED}}
    for verb, ways in _WAYS.items()
}
"""Each verb on an enquiry with what does it to a record of another kind."""


class EnquiryVerb(Verb):
    """A verb on an enquiry; given the reference of another kind of record, what WAYS says."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        for kind, way in WAYS[self.name or ""].items():
            if parent is None or way.rest is not None:
                continue
            if not any(kind_of_reference(arg) == kind for arg in args):
                continue
            command = _command(parent, way.verb)
            if kind_of_reference(_reference_in(args, (self, command))) == kind:
                return command.make_context(way.verb, args, parent=parent, **extra)
        return super().make_context(info_name, args, parent=parent, **extra)


def check_kind(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """The reference, if the verb takes one of its kind; else BadInput says which verb does."""
    if value is None:
        return None
    said = ctx.command_path.partition(" ")[2]
    group, _, own = said.rpartition(" ")
    kind = kind_of_reference(value)
    # The rows of a kind have verbs of their own: “groups group members add”.
    wanted = GROUPS.get(" ".join(group.split()[:2]), "enquiry")
    if kind in (None, wanted) or (kind != "bulletin" and not group and own in OF_EVERY_KIND):
        return value
    reference = value.strip().upper()
    way = _way(said, wanted, str(kind))
    raise BadInput(
        f"{reference} is {CALLED[str(kind)]}: “spoc {said}” is not for those. "
        f"Use: spoc {_with_reference(way, reference)}",
        field="reference",
    )


def _way(said: str, wanted: str, kind: str) -> Way:
    """What does to a record of this kind what a verb does to those it is for."""
    if kind == "bulletin":
        return Way("feedback bulletin --again")
    own = said if wanted == "enquiry" else _of_enquiries(said, wanted)
    if own is None:
        return Way("show")
    if kind == "enquiry":
        return Way(own)
    return WAYS[own][kind] if own in WAYS else Way(own)


def _of_enquiries(said: str, wanted: str) -> str | None:
    """The verb without a group that does this, or is this, where there is one."""
    own = said.rpartition(" ")[2]
    if own in OF_EVERY_KIND - {"promise"}:  # “pay promise” is finance's, “promise” the officer's
        return own
    found = (verb for verb, ways in WAYS.items() if ways[wanted].verb == said)
    return next(found, None)


def _with_reference(way: Way, reference: str) -> str:
    rest = (way.rest or "").replace("REF", reference)
    return " ".join(filter(None, (way.verb, reference, rest)))


def _command(parent: click.Context, said: str) -> click.Command:
    """The verb that is said so: “pay told”."""
    command, ctx = parent.find_root().command, parent.find_root()
    for name in said.split():
        assert isinstance(command, click.Group)
        found = command.get_command(ctx, name)
        assert found is not None, said
        command = found
    return command


def _reference_in(args: Sequence[str], commands: Sequence[click.Command]) -> str:
    """The first of these arguments that is neither an option nor an option's value; or blank."""
    options = [
        one for command in commands for one in command.params if isinstance(one, click.Option)
    ]
    valued = {name for one in options if not one.is_flag for name in one.opts}
    left = iter(args)
    for arg in left:
        if arg == "--":
            return next(left, "")
        if arg in valued:
            next(left, "")
        elif not arg.startswith("-"):
            return arg
    return ""
