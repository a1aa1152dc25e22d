"""Whether what a verb says names options and verbs that are there: it is shown by that verb, and
whoever reads it types what it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import click

from spoc_tui.cli.root import spoc

OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
_IN_QUOTES = re.compile(r"“([^”\n]*)”")
_UNQUOTED = re.compile(r"\bspoc(?: [^“”\n.:;,]*)")


def command_of(words: Sequence[str]) -> click.Command:
    """The verb that is meant by these words, so far as they are names of verbs."""
    command: click.Command = spoc
    for word in words:
        if not isinstance(command, click.Group):
            break
        found = command.get_command(click.Context(command), word)
        command = found or command
    return command


def options_of(command: click.Command) -> set[str]:
    """The options that a verb takes, with those of every verb."""
    its = {name for one in command.params for name in (*one.opts, *one.secondary_opts)}
    return its | {"--help"} | ({"--version"} if command is spoc else set())


def not_there(said: str, typed: Sequence[str]) -> Iterator[str]:
    """What a sentence names and is not there: an option that the verb in whose quotes it stands
    does not take, or by itself the one that was typed; a verb after “spoc”. What was typed itself
    is no advice.
    """
    advised = [one[1] for one in _IN_QUOTES.finditer(said)]
    left = _IN_QUOTES.sub("“”", said)
    advised += [one[0] for one in _UNQUOTED.finditer(left) if _is_verb(one[0].split()[1])]
    left = _UNQUOTED.sub("", left)
    own = options_of(command_of(typed)) | {word.partition("=")[0] for word in typed}
    yield from (name for name in OPTION.findall(left) if name not in own)
    for command in advised:
        yield from (f"{command}: {name}" for name in _not_taken(command, own))


def _is_verb(word: str) -> bool:
    return command_of([word]) is not spoc


def _not_taken(advised: str, own: set[str]) -> Iterator[str]:
    words = advised.split()
    meant = command_of(words[1:] if words[:1] == ["spoc"] else words)
    named = OPTION.findall(advised)
    if words[:1] == ["spoc"] and len(words) > 1 and meant is spoc and words[1][0].isalpha():
        yield words[1]
    there = own if meant is spoc and words[:1] != ["spoc"] else options_of(meant)
    yield from (name for name in named if name not in there)
