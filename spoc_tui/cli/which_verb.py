"""Which verb does a thing to a record of which kind, as each kind says it
(cli/every_kind.py), and how that is followed.

`spoc told PAY-26-0007` does what `spoc pay told` does. Where another kind has a verb that is asked
differently, or none, what was typed is refused, and the verb named that does it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.records.kinds import CASE_KINDS, ENQUIRY
from spoc_tui.casework.records.references import kind_of_reference
from spoc_tui.casework.text import with_article
from spoc_tui.cli.every_kind import EquivalentVerb, printed
from spoc_tui.cli.verbs import Verb

CALLED = {
    **{one.code: with_article(one.called) for one in CASE_KINDS},
    "bulletin": "a bulletin",
}
"""As a sentence calls what has a reference, by its kind."""
_OTHERS = tuple(kind.code for kind in CASE_KINDS if kind is not ENQUIRY)
KIND_GROUPS = {printed(kind).group: kind for kind in _OTHERS}
"""The verbs whose own verbs are of one kind."""
OF_EVERY_KIND = frozenset(
    {"show", "history", "note", "promise", "kept", "withdraw", "link", "unlink"}
)
"""The verbs that ask nothing of the kind."""
_VERBS = dict.fromkeys(verb for kind in _OTHERS for verb in printed(kind).ways)
_NO_EQUIVALENT = EquivalentVerb("show", "")
EQUIVALENT_VERBS: Mapping[str, Mapping[str, EquivalentVerb]] = {
    verb: {kind: printed(kind).ways.get(verb, _NO_EQUIVALENT) for kind in _OTHERS}
    for verb in _VERBS
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
        for kind, way in EQUIVALENT_VERBS[self.name or ""].items():
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
    described = ctx.command_path.partition(" ")[2]
    group, _, own = described.rpartition(" ")
    kind = kind_of_reference(value)
    # The rows of a kind have verbs of their own: “groups group members add”.
    wanted = KIND_GROUPS.get(" ".join(group.split()[:2]), "enquiry")
    if kind not in CALLED or kind == wanted:  # the verb says itself what it does not find
        return value
    if kind != "bulletin" and not group and own in OF_EVERY_KIND:
        return value
    reference = value.strip().upper()
    way = _equivalent(described, wanted, kind)
    raise BadInput(
        f"{reference} is {CALLED[kind]}: “spoc {described}” is not for those. "
        f"Use: spoc {_with_reference(way, reference)}",
        field="reference",
    )


def _equivalent(described: str, wanted: str, kind: str) -> EquivalentVerb:
    """The verb that does to a record of this kind what a verb does to those it is for."""
    if kind == "bulletin":
        return EquivalentVerb("feedback bulletin --again")
    own = described if wanted == "enquiry" else _of_enquiries(described, wanted)
    if own is None:
        return EquivalentVerb("show")
    if kind == "enquiry":
        return EquivalentVerb(own)
    return EQUIVALENT_VERBS[own][kind] if own in EQUIVALENT_VERBS else EquivalentVerb(own)


def _of_enquiries(described: str, wanted: str) -> str | None:
    """The verb without a group that does this, or is this, where there is one."""
    own = described.rpartition(" ")[2]
    if own in OF_EVERY_KIND - {"promise"}:  # “pay promise” is finance's, “promise” the officer's
        return own
    found = (verb for verb, ways in EQUIVALENT_VERBS.items() if ways[wanted].verb == described)
    return next(found, None)


def _with_reference(way: EquivalentVerb, reference: str) -> str:
    rest = (way.rest or "").replace("REF", reference)
    return " ".join(filter(None, (way.verb, reference, rest)))


def _command(parent: click.Context, described: str) -> click.Command:
    """The verb as it is typed: “pay told”."""
    command, ctx = parent.find_root().command, parent.find_root()
    for name in described.split():
        assert isinstance(command, click.Group)
        found = command.get_command(ctx, name)
        assert found is not None, described
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
