"""Options that all commands share, in front of the command or behind it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar, cast

import click

from karabakh_tui.cli.completing import annotator_names, files, folders, theme_names
from karabakh_tui.cli.wishes import OFF, ON, Wishes, wishes_of

Function = TypeVar("Function", bound=Callable[..., Any])


def paths_argument(function: Function) -> Function:
    """`[PATH]...`: what to open."""
    return click.argument("paths", nargs=-1, metavar="[PATH]...", shell_complete=files)(function)


def json_option(function: Function) -> Function:
    """`--json`."""
    return click.option("--json", "as_json", is_flag=True, help="One JSON document.")(function)


def format_option(function: Function) -> Function:
    """`--format`."""
    return click.option(
        "--format", "form", type=click.Choice(["text", "json"]), default="text", help="Text (the default) or JSON."
    )(function)


def output_option(function: Function) -> Function:
    """`-o/--output`, of a command that prints data: what it prints goes into the file, whole or not at all."""

    @wraps(function)
    def printed(*args: Any, output: str | None, **given: Any) -> Any:
        if output in (None, "-"):
            return function(*args, **given)
        if not output:
            raise click.UsageError("--output is empty: name a file, or - for stdout.", click.get_current_context())
        from karabakh_tui.cli.into import into_file

        with into_file(str(output)):
            return function(*args, **given)

    return click.option(
        "-o",
        "--output",
        metavar="FILE",
        shell_complete=files,
        help="Write into this file in place of stdout (-).",
    )(cast(Function, printed))


def dry_run_option(function: Function) -> Function:
    """`-n/--dry-run`, of a command that writes."""
    return click.option("-n", "--dry-run", is_flag=True, help="Tell what would be written; write nothing.")(function)


def corpus_options(function: Function) -> Function:
    """What every command takes: `-c`, `--as`, `--config`, `-q`, `-v`, `--no-pager`."""
    function = click.option("--no-pager", is_flag=True, help="Print long output as it is, not page by page.")(function)
    function = click.option("-v", "--verbose", is_flag=True, help="Tell what was read, and how long it took.")(function)
    function = click.option("-q", "--quiet", is_flag=True, help="Tell errors only.")(function)
    function = click.option(
        "--config", metavar="FILE", shell_complete=files, help="The settings file in place of the usual one."
    )(function)
    function = click.option(
        "--as",
        "annotator",
        metavar="NAME",
        shell_complete=annotator_names,
        help="Count what this annotator decided, beside the editorial reading.",
    )(function)
    return click.option(
        "-c",
        "--corpus",
        metavar="DIR",
        shell_complete=folders,
        help='A corpus folder; "default" is the one that comes with the program.',
    )(function)


def screen_options(function: Function) -> Function:
    """What says how the screen looks and acts."""
    return _screen_options(function, hidden=False)


def text_options(function: Function) -> Function:
    """The same for a command that has text in place of the screen anyway; with `--plain` it is text for ears."""
    return _screen_options(function, hidden=True, plain_hidden=False)


def no_screen_options(function: Function) -> Function:
    """The options of the screen for a command that has none: they may stand behind it, and change nothing."""
    return _screen_options(function, hidden=True)


def _screen_options(function: Function, hidden: bool, plain_hidden: bool | None = None) -> Function:
    plain = click.option(
        "--plain",
        is_flag=True,
        hidden=hidden if plain_hidden is None else plain_hidden,
        help="Lines for speech and braille: no screen, no columns, words in place of signs.",
    )
    color = click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        hidden=hidden,
        help="Colours on the screen; NO_COLOR is obeyed.",
    )
    ascii_ = click.option(
        "--ascii/--no-ascii",
        "ascii",
        default=None,
        hidden=hidden,
        help="Lines and typographic marks in ASCII, or not.",
    )
    announce = click.option(
        "--announce",
        metavar="FILE|FD",
        shell_complete=files,
        hidden=hidden,
        help="Say in sentences what changes, for speech and braille: into a file, or to an open descriptor.",
    )
    mouse = click.option(
        "--mouse/--no-mouse", default=None, hidden=hidden, help="Listen to the mouse; else the terminal does."
    )
    theme = click.option(
        "--theme",
        metavar="NAME",
        shell_complete=theme_names,
        hidden=hidden,
        help="The theme: dark, light, mono, or one of your own.",
    )
    return theme(color(ascii_(announce(mouse(plain(function))))))


@dataclass(frozen=True, slots=True)
class Said:
    """What the options in front of a command say; the flags by the name of their setting."""

    flags: Mapping[str, str] = field(default_factory=dict)
    plain: bool = False
    config: str = ""
    quiet: bool = False
    verbose: bool = False


def said(ctx: click.Context, given: Mapping[str, Any]) -> Said:
    """What was said behind the command, else in front of it."""
    before = ctx.find_object(Said) or Said()
    return Said(
        flags={**before.flags, **_flags(given)},
        plain=before.plain or bool(given.get("plain")),
        config=given.get("config") or before.config,
        quiet=before.quiet or bool(given.get("quiet")),
        verbose=before.verbose or bool(given.get("verbose")),
    )


def _flags(given: Mapping[str, Any]) -> dict[str, str]:
    """The flags that stand for settings, by the name of the setting."""
    words = {"theme": "theme", "color": "color", "announce": "announce", "corpus": "corpus", "annotator": "as"}
    flags = {name: given[option] for option, name in words.items() if given.get(option)}
    if (ascii_ := given.get("ascii")) is not None:
        flags["glyphs"] = "ascii" if ascii_ else "unicode"
    if (mouse := given.get("mouse")) is not None:
        flags["mouse"] = ON if mouse else OFF
    if given.get("no_pager"):
        flags["pager"] = OFF
    return flags


def asked(ctx: click.Context, given: Mapping[str, Any]) -> Wishes:
    """What a person asked for, by flags, the environment and the settings file; how much is told follows it, too."""
    from karabakh_tui.cli.messages import speak
    from karabakh_tui.cli.output import print_with

    what = said(ctx, given)
    speak(quiet=what.quiet, verbose=what.verbose)
    wishes = wishes_of(what.flags, os.environ, plain=what.plain, config=what.config)
    print_with(wishes.glyphs)
    return wishes


def wished(ctx: click.Context, given: Mapping[str, Any]) -> Wishes:
    """The same, with what is wrong with the settings file told: for commands without a screen."""
    from karabakh_tui.cli.messages import warn

    wishes = asked(ctx, given)
    warn(wishes.faults)
    return wishes
