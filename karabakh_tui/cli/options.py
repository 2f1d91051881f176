"""Options that several commands share, in front of the command or behind it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

import click

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person asked for on the command line; "" where nothing was said."""

    corpus: str = ""
    annotator: str = ""
    theme: str = ""
    color: str = ""


def corpus_options(function: Function) -> Function:
    """`-c/--corpus` and `--as`."""
    function = click.option(
        "--as", "annotator", metavar="NAME", help="Count the annotations of this annotator, beside the editorial ones."
    )(function)
    return click.option(
        "-c", "--corpus", metavar="DIR", help='The corpus folder; "default" is the one that comes with the program.'
    )(function)


def screen_options(function: Function) -> Function:
    """`--theme` and `--color`."""
    function = click.option(
        "--color", type=click.Choice(["auto", "always", "never"]), help="Colours on the screen; NO_COLOR is obeyed."
    )(function)
    return click.option("--theme", metavar="NAME", help="The theme: dark, light, or one of your own.")(function)


def wished(ctx: click.Context, given: Mapping[str, str | None]) -> Wishes:
    """What was said behind the command, else in front of it, else in the environment."""
    before = ctx.find_object(Wishes) or from_environment(os.environ)
    said = {field.name: value for field in fields(Wishes) if (value := given.get(field.name))}
    return replace(before, **said)


def from_environment(environment: Mapping[str, str]) -> Wishes:
    """The wishes that environment variables state."""
    return Wishes(
        corpus=environment.get("KARABAKH_TUI_CORPUS", ""),
        annotator=environment.get("KARABAKH_TUI_AS", ""),
        theme=environment.get("KARABAKH_TUI_THEME", ""),
    )
