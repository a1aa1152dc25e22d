"""Options that several verbs take: a reference, fields to set, a long text, a file to write."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from spoc_tui.casework.errors import BadInput, NotFound
from spoc_tui.cli.which_verb import check_kind

Function = Callable[..., Any]


class OutputFile(click.Path):
    """A file to write; a name that ends on / must be a folder that is there; `-` is none."""

    def __init__(self) -> None:
        super().__init__(path_type=Path, readable=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        _require_name(value, param, "Name a file, or leave it out.")
        if isinstance(value, str) and value.endswith(PATH_SEPARATORS) and not Path(value).is_dir():
            raise NotFound(
                f"There is no folder {value}. Make it first, or name a file.", field="output"
            )
        return super().convert(value, param, ctx)


class OutputFolder(click.Path):
    """A folder to write, or to read; `-` is none."""

    def __init__(self) -> None:
        super().__init__(path_type=Path, readable=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        _require_name(value, param, "Name a folder.")
        return super().convert(value, param, ctx)


def _require_name(value: Any, param: click.Parameter | None, instead: str) -> None:
    """“-” is standard output to other programs, and a file of that name hard to remove; nothing is
    what a variable of the shell has that was not set.
    """
    if value in ("", "-"):
        field = param.name if param is not None and param.name else "output"
        raise BadInput(f"“{value}” is no name here. {instead}", field=field)


PATH_SEPARATORS = ("/", os.sep)
OUTPUT = OutputFile()


def reference(function: Function) -> Function:
    """The argument REF: ENQ-26-0143, or loosely `143`; of a kind that the verb is for."""
    return click.argument("reference", metavar="REF", callback=check_kind)(function)


def fields_set(function: Function) -> Function:
    """`FIELD=VALUE …`, with `--set` before each or not, for `read_changes`."""
    return _fields(function, "FIELD=VALUE...", "The same: what to change.")


def fields_too(function: Function) -> Function:
    """The same, where there may be none, for `read_pairs`."""
    return _fields(function, "[FIELD=VALUE]...", "The same: a field as below, and its value.")


def _fields(function: Function, metavar: str, about: str) -> Function:
    function = click.option("--set", "pairs", multiple=True, metavar="FIELD=VALUE", help=about)(
        function
    )
    return click.argument("more", nargs=-1, metavar=metavar)(function)


def given_fields(typed: Mapping[str, str | None]) -> dict[str, str]:
    """What was typed, of the options of fields."""
    return {name: text for name, text in typed.items() if text is not None}


def for_groups() -> list[click.Option]:
    """`--tag`, `--size` and `--ward`: the organisations that something is for."""
    from spoc_tui.casework.organisations.profile import SizeBand

    return [
        click.Option([f"--{name}"], metavar=name.upper(), help=about, default="")
        for name, about in (
            ("tag", "For organisations with this tag."),
            ("size", f"For those of this size: {', '.join(SizeBand)}."),
            ("ward", "For those in this ward."),
        )
    ]


def describe_fields(forms: Mapping[str, str]) -> str:
    """The fields that may be set, each with its form, as a verb's help lists them."""
    width = max(map(len, forms))
    lines = [f"  {name:<{width}}  {form}" for name, form in forms.items()]
    return "\n".join(["\b", "Fields:", *lines])


def read_changes(pairs: tuple[str, ...]) -> dict[str, str]:
    """FIELD=VALUE by field, at least one; a value may be blank."""
    if not pairs:
        raise BadInput("Say what to change: FIELD=VALUE. --help lists the fields.", field="set")
    return read_pairs(pairs)


def read_pairs(pairs: tuple[str, ...]) -> dict[str, str]:
    """FIELD=VALUE by field, each once; a value may be blank."""
    typed: dict[str, str] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or not name.strip():
            raise BadInput(
                f"“{pair[:60]}” is not of the form FIELD=VALUE. A value of several words needs "
                'quotes: "FIELD=ONE TWO".',
                field="set",
            )
        field = name.strip().lower().replace("-", "_")
        if field in typed:
            raise BadInput(f"“{field}” is given twice.", field="set")
        typed[field] = value
    return typed


def how_many(name: str, about: str, *, usual: int, most: int, least: int = 1) -> Callable[..., Any]:
    """An option for how many of something are shown, from `least` to `most`."""
    return click.option(
        name,
        metavar="N",
        type=click.IntRange(least, most),
        default=usual,
        show_default=True,
        help=about,
    )


DOCUMENT_FORMS = "md|html|docx|txt"
"""Those of every document: `DocumentFormat`."""


def to_file(forms: str, usual: str, about: str) -> Callable[[Function], Function]:
    """`--format`, `--output` and `--force`: in which form, “csv|xlsx”, and into which file."""

    def added(function: Function) -> Function:
        for option in (
            click.option("--force", is_flag=True, help="Write over FILE if there is one."),
            click.option(
                "--output",
                "file",
                metavar="FILE",
                type=OUTPUT,
                help=about,
            ),
            click.option(
                "--format", "form", metavar=forms, help=f"Usually {usual}, or as FILE ends."
            ),
        ):
            function = option(function)
        return function

    return added


def ending_of(file: Path | None) -> str:
    """The ending of a file's name, which says its format: “csv”; blank where there is none, or for
    a folder.
    """
    return "" if file is None or file.is_dir() else file.suffix.removeprefix(".")


def long_text(name: str, field: str, **options: Any) -> Callable[[Function], Function]:
    """An option for a long text; `-` takes it from standard input."""
    options["help"] = f"{options['help']} “-” reads it from standard input."
    return click.option(name, field, metavar="TEXT", callback=_from_standard_input, **options)


def _from_standard_input(ctx: click.Context, param: click.Parameter, value: str | None) -> Any:
    if value != "-":
        return value
    try:
        return sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError:
        raise BadInput("Standard input is not UTF-8 text.", field=param.name) from None
