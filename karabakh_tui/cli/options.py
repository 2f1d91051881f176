"""Options that all commands share, in front of the command or behind it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

import click

from karabakh_tui.cli.wishes import Wishes, from_environment

Function = TypeVar("Function", bound=Callable[..., Any])


def paths_argument(function: Function) -> Function:
    """`[PATH]...`: what to open."""
    return click.argument("paths", nargs=-1, metavar="[PATH]...")(function)


def json_option(function: Function) -> Function:
    """`--json`."""
    return click.option("--json", "as_json", is_flag=True, help="One JSON document.")(function)


def format_option(function: Function) -> Function:
    """`--format`."""
    return click.option(
        "--format", "form", type=click.Choice(["text", "json"]), default="text", help="Text (the default) or JSON."
    )(function)


def corpus_options(function: Function) -> Function:
    """`-c/--corpus` and `--as`."""
    function = click.option(
        "--as", "annotator", metavar="NAME", help="Count what this annotator decided, beside the editorial reading."
    )(function)
    return click.option(
        "-c",
        "--corpus",
        metavar="DIR",
        help='A corpus folder; "default" is the one that comes with the program.',
    )(function)


def screen_options(function: Function) -> Function:
    """What says how the screen looks and acts."""
    return _screen_options(function, hidden=False)


def no_screen_options(function: Function) -> Function:
    """The options of the screen for a command that has none: they may stand behind it, and change nothing."""
    return _screen_options(function, hidden=True)


def _screen_options(function: Function, hidden: bool) -> Function:
    plain = click.option("--plain", is_flag=True, hidden=hidden, help="No screen: print the coverage table.")
    color = click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        hidden=hidden,
        help="Colours on the screen; NO_COLOR is obeyed.",
    )
    ascii_ = click.option(
        "--ascii", "glyphs", flag_value="ascii", hidden=hidden, help="Lines and typographic marks in ASCII."
    )
    announce = click.option(
        "--announce",
        metavar="FILE|FD",
        hidden=hidden,
        help="Say in sentences what changes, for speech and braille: into a file, or to an open descriptor.",
    )
    mouse = click.option("--mouse", is_flag=True, hidden=hidden, help="Listen to the mouse; else the terminal does.")
    theme = click.option(
        "--theme", metavar="NAME", hidden=hidden, help="The theme: dark, light, mono, or one of your own."
    )
    return theme(color(ascii_(announce(mouse(plain(function))))))


def wished(ctx: click.Context, given: Mapping[str, Any]) -> Wishes:
    """What was said behind the command, else in front of it, else in the environment."""
    before = ctx.find_object(Wishes) or from_environment(os.environ)
    said = {field.name: value for field in fields(Wishes) if (value := given.get(field.name))}
    return replace(before, **said)
