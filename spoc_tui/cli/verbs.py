"""How verbs are made and run: their common options, their help, how their errors are told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from spoc_tui.casework.errors import Ambiguous, BadInput, SpocError, StorageFailed
from spoc_tui.casework.text import one_line, shortened
from spoc_tui.cli.desk import INTERRUPTED, Desk, replace_unprintable
from spoc_tui.settings import in_full

LINE = 200
"""As long as the first sentence of a help may be, which the help above it has whole."""
pass_desk = click.make_pass_decorator(Desk)


def _done(desk: Desk, work: Callable[[], Any], again: Callable[[], bool] = lambda: True) -> Any:
    """The result of a verb; done once more where a row that cannot be read was in its way."""
    with desk.at_work():
        while True:
            try:
                return work()
            except (click.ClickException, click.exceptions.Exit, click.Abort):
                raise
            except Exception as error:
                if not (again() and desk.reads_again(error)):
                    raise


class Verb(click.Command):
    """One verb, with `--db` and `--json`; with `begins` it makes sense in a new database too."""

    def __init__(self, *args: Any, begins: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.begins = begins
        self.params += _common_options()

    def invoke(self, ctx: click.Context) -> Any:
        desk = ctx.ensure_object(Desk)
        desk.begins = self.begins
        return _done(desk, lambda: super(Verb, self).invoke(ctx))


class VerbGroup(click.Group):
    """A verb with verbs of its own; with a callback for none of them it lists."""

    command_class = Verb

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"no_args_is_help": False, **options})
        self.params += _common_options()

    def invoke(self, ctx: click.Context) -> Any:
        # A verb of its own does itself once more.
        return _done(
            ctx.ensure_object(Desk),
            lambda: super(VerbGroup, self).invoke(ctx),
            again=lambda: ctx.invoked_subcommand is None,
        )

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Its verbs, each with the whole of its first sentence."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, one.get_short_help_str(LINE)) for name, one in found if one is not None]
            )

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """What is a verb for records of every kind is looked for here, too: it is named."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            program = ctx.find_root()
            assert isinstance(program.command, click.Group)
            if args and program.command.get_command(program, args[0]) is not None:
                own = f"“{ctx.command_path}” has no verb “{args[0]}”: use “spoc {args[0]}”."
                raise click.UsageError(own, ctx) from error
            raise _no_such_verb(self, ctx, args) from error


class LazyGroup(click.Group):
    """The whole command line: verbs in sections, each imported when it is asked for."""

    def __init__(
        self,
        *args: Any,
        sections: Mapping[str, Mapping[str, str]],
        earlier: Mapping[str, str] = {},
        **kw: Any,
    ) -> None:
        super().__init__(*args, **kw)
        self.sections, self.earlier = sections, earlier
        self._places = {name: at for verbs in sections.values() for name, at in verbs.items()}
        self.params += _common_options()

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self._places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        place = self._places.get(self.earlier.get(cmd_name, cmd_name))
        if place is None:
            return None
        module, _, attribute = place.partition(":")
        command: click.Command = getattr(import_module(f"spoc_tui.cli.{module}"), attribute)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            raise _no_such_verb(self, ctx, args) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        width = max(map(len, self._places))
        for section, verbs in self.sections.items():
            with formatter.section(section):
                formatter.write_dl(
                    [
                        (name.ljust(width), command.get_short_help_str(LINE))
                        for name in verbs
                        if (command := self.get_command(ctx, name))
                    ]
                )

    def main(self, *args: Any, **options: Any) -> Any:
        """Runs a verb and ends the process with its exit code; every error is one sentence."""
        desk = options["obj"] = options.get("obj") or Desk()
        typed = (args[0] if args else options.get("args")) or sys.argv[1:]
        # On Windows click would replace * and %NAME% even within a quoted text.
        options |= {"standalone_mode": False, "windows_expand_args": False}
        replace_unprintable()
        try:
            ended = super().main(*args, **options)
            code = ended if isinstance(ended, int) else 0
        except click.UsageError as error:
            code = error.exit_code
            # Options after the one that was wrong were not read.
            desk.json = desk.json or "--json" in typed
            desk.say_error(_usage_told(error, desk))
        except click.Abort:
            code = INTERRUPTED
        except Exception as error:
            code = say_ended(error, desk)
        finally:
            desk.close()
        sys.exit(code)


def say_ended(error: Exception, desk: Desk) -> int:
    """Says in one sentence what has ended a verb or the desk; the exit code of it."""
    match error:
        case StorageFailed():
            from spoc_tui.failures import note

            note(error, at=desk.now())
            told: SpocError = error
        case SpocError():
            told = error
        case OSError():
            told = StorageFailed(
                f"The answer could not be written: {error.strerror}. What was done is saved."
            )
        case _:
            from spoc_tui.failures import unexpected

            told = unexpected(error, at=desk.now())
    desk.say_error(_told(told))
    return told.exit_code


def _no_such_verb(of: click.Group, ctx: click.Context, args: Sequence[str]) -> click.UsageError:
    """The refusal of a verb that there is not, with the one that is most like it."""
    from difflib import get_close_matches

    typed = args[0] if args else ""
    said = f"There is no verb “{shortened(one_line(typed), 40)}”."
    if near := get_close_matches(typed.lower(), of.list_commands(ctx), 1):
        said = f"{said} Did you mean “{ctx.command_path} {near[0]}”?"
    return click.UsageError(said, ctx)


def group(name: str, **options: Any) -> Callable[[Callable[..., Any]], VerbGroup]:
    """Makes a verb that lists, and has verbs of its own."""
    return click.group(name, cls=VerbGroup, invoke_without_command=True, **options)


def _common_options() -> list[click.Parameter]:
    return [
        click.Option(
            ["--db"],
            metavar="PATH",
            callback=_use_database,
            expose_value=False,
            help="Work on this database instead of your own (or SPOC_DB).",
        ),
        click.Option(
            ["--json"],
            is_flag=True,
            # Read first, so that what another option refuses is told as JSON too.
            is_eager=True,
            callback=_use_json,
            expose_value=False,
            help="Answer with one JSON document.",
        ),
        click.Option(
            ["--clock-is-right"],
            is_flag=True,
            is_eager=True,
            hidden=True,  # whom it is for is told of it
            callback=_use_clock,
            expose_value=False,
        ),
    ]


def _use_database(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is None:
        return
    if not value.strip():
        raise BadInput("--db names no file. Name one, or leave --db out for your own.", field="db")
    ctx.ensure_object(Desk).path = in_full(Path(value))


def _use_json(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        ctx.ensure_object(Desk).json = True


def _use_clock(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        ctx.ensure_object(Desk).clock_is_right = True


def _told(error: SpocError) -> dict[str, object]:
    sentences = " ".join(filter(None, (str(error), error.by_command)))
    told: dict[str, object] = {"code": error.code, "message": sentences}
    if isinstance(error, BadInput) and error.field:
        told["field"] = error.field
    if isinstance(error, Ambiguous):
        told["candidates"] = list(error.candidates)
    return told


def _out_of_range(error: click.UsageError) -> str:
    """What a number has to be that is none, or too low or high; blank of any other error."""
    parameter = getattr(error, "param", None)
    if parameter is None or not isinstance(parameter.type, click.IntRange):
        return ""
    least, most = parameter.type.min, parameter.type.max
    upper = "" if most is None else f" to {most:,}"
    return f"{max(parameter.opts, key=len)}: give a whole number from {least or 0:,}{upper}."


def _usage_told(error: click.UsageError, desk: Desk) -> dict[str, object]:
    sentence = _out_of_range(error) or " ".join(error.format_message().split())
    sentence += "" if sentence.endswith((".", "?", "!")) else "."
    if error.ctx is not None and not desk.json:
        sentence = f"{sentence} See “{error.ctx.command_path} --help”."
    told: dict[str, object] = {"code": "usage", "message": sentence}
    parameter = getattr(error, "param", None)
    if parameter is not None and parameter.name:
        # As it is typed: the program's own name of it is nothing to the officer.
        told["field"] = max(parameter.opts, key=len).lstrip("-").replace("-", "_")
    return told
