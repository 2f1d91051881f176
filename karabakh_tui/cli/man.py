"""`man`: the manual page, made from the commands, the settings and the keymap themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import click

from karabakh_tui import __version__
from karabakh_tui.cli import exits
from karabakh_tui.cli.helping import Command
from karabakh_tui.cli.options import corpus_options, no_screen_options, output_option
from karabakh_tui.cli.output import print_lines
from karabakh_tui.cli.start import NAME
from karabakh_tui.cli.wishes import FILE_VARIABLE, SETTINGS

CODES = {
    exits.DONE: "Done.",
    exits.HONEST_NO: "An honest no: there are differences, or findings.",
    exits.USAGE: "Wrong usage.",
    exits.UNREADABLE: "Nothing could be read: no such folder, no articles, a file that is no YAML.",
    exits.NOT_FOUND: "Not found: no such source, provision, theme or program.",
    exits.CONFLICT: "Somebody else changed the same, or has the file open; nothing was written.",
    exits.NO_TERMINAL: "The screen needs a terminal that can show one.",
    exits.OUR_FAULT: "A fault of the program itself; a report is kept, and its path told.",
    exits.CANNOT_WRITE: "stdout or a file could not be written; the old file is whole.",
    exits.HUNG_UP: "The line was dropped.",
    exits.INTERRUPTED: "Ended by ctrl and c.",
    exits.TERMINATED: "Ended by SIGTERM.",
}
"""What each exit code means."""

VARIABLES = {
    FILE_VARIABLE: "The settings file in place of the usual one.",
    "NO_COLOR": "No colours, if it is not empty.",
    "FORCE_COLOR": "At least 16 colours; 1, 2, 3 for 16, 256 and all, 0 for none.",
    "TERM, COLORTERM": "What the terminal can show.",
    "LC_ALL, LC_CTYPE, LANG": "The first one that is set tells the character set; without UTF-8 lines are ASCII.",
    "PAGER": "What shows long output, unless the settings say it.",
    "VISUAL, EDITOR": "What edits the settings.",
    "ESCDELAY": "Milliseconds that a lone Esc waits; 300 over SSH.",
    "XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME, XDG_CACHE_HOME": "Where the folders below are.",
}
"""What else of the environment is heeded, beside the variables of settings."""

FILES = {
    "~/.config/karabakh-tui/config.yaml": "Settings.",
    "~/.config/karabakh-tui/keys.yaml": "Keys of your own.",
    "~/.config/karabakh-tui/themes/": "Themes of your own.",
    "~/.local/share/karabakh-tui/texts/": "Codebook and annotations of single texts.",
    "~/.local/share/karabakh-tui/annotations/": "What you annotate where a corpus cannot be written in.",
    "~/.local/state/karabakh-tui/places/": "Where you were, for each corpus.",
    "DIR/seeds/, DIR/annotations/, DIR/themes/": "A corpus: articles with corpus.yaml, what was said of them, colours.",
}
"""Which files there are, on Linux."""


@click.command(cls=Command, short_help="The manual page, for man and groff.")
@output_option
@corpus_options
@no_screen_options
def man(**_given: Any) -> None:
    """Print the manual page: commands, flags, settings, exit codes, environment, files and keys.

    \b
    Examples:
      karabakh-tui man | man -l -
      karabakh-tui man -o ~/.local/share/man/man1/karabakh-tui.1
    """
    print_lines(page())


def page() -> Iterator[str]:
    """The lines of the page, in the language of troff (the macros of man(7), which groff and mandoc know)."""
    from karabakh_tui.cli.main import HELP, main

    yield f'.TH {_safe(NAME.upper())} 1 "" "{NAME} {__version__}" "User Commands"'
    yield from _section("NAME", [f"{_safe(NAME)} \\- read several articles on one event side by side in a terminal"])
    context = main.make_context(NAME, [], resilient_parsing=True)
    yield from _section("SYNOPSIS", _synopsis(main, context))
    yield from _section("DESCRIPTION", _described(HELP))
    yield from _section("OPTIONS", _options(main, context))
    yield ".SH COMMANDS"
    yield from _commands(main, context, "")
    yield from _section("SETTINGS", _settings())
    variables = {setting.variable: setting.words for setting in SETTINGS if setting.variable} | VARIABLES
    yield from _section("ENVIRONMENT", _terms(variables.items()))
    yield from _section("FILES", _terms(FILES.items()))
    yield from _section("EXIT STATUS", _terms((str(code), words) for code, words in CODES.items()))
    yield from _section("KEYS", _keys())
    yield from _section("SEE ALSO", [".BR less (1),", ".BR tmux (1)"])


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield f".SH {title}"
    yield from lines


def _commands(group: click.Group, context: click.Context, before: str) -> Iterator[str]:
    """Every command, those within another one below it."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None:
            continue
        words = f"{before} {name}".strip()
        below = click.Context(command, parent=context, info_name=name)
        yield f".SS {_safe(words)}"
        yield from _synopsis(command, below)
        yield ".PP"
        yield from _described(command.help or "")
        shared = {option.name for option in group.params} | {"help"} if not before else {"help"}
        yield from _options(command, below, frozenset(filter(None, shared)))
        if isinstance(command, click.Group):
            yield from _commands(command, below, words)


def _synopsis(command: click.Command, context: click.Context) -> Iterator[str]:
    yield f".B {_safe(context.command_path)}"
    yield _safe(" ".join(command.collect_usage_pieces(context)))


def _described(text: str) -> Iterator[str]:
    """The words of a help text: paragraphs are filled, and what stands behind a \\b is set as it is."""
    for number, part in enumerate(re.sub(r"^ {4}", "", text.strip(), flags=re.MULTILINE).split("\n\n")):
        if number:
            yield ".PP"
        as_it_is = part.startswith("\b")
        lines = part.removeprefix("\b\n").splitlines()
        if as_it_is:
            yield ".nf"
        yield from (_safe(line if as_it_is else line.strip()) for line in lines)
        if as_it_is:
            yield ".fi"


def _options(command: click.Command, context: click.Context, left_out: frozenset[str] = frozenset()) -> Iterator[str]:
    """The options that a command has of its own."""
    for parameter in command.get_params(context):
        if not isinstance(parameter, click.Option) or parameter.hidden or parameter.name in left_out:
            continue
        record = parameter.get_help_record(context)
        if record:
            yield from _terms([record])


def _settings() -> Iterator[str]:
    yield "A flag comes before the environment, that before corpus.yaml (which may name a theme), that before the"
    yield "settings file, that before the default."
    for setting in SETTINGS:
        choices = f" One of: {', '.join(setting.choices)}." if setting.choices else ""
        default = f" The default is {setting.default}." if setting.default else ""
        yield from _terms([(f"{setting.name}:", f"{setting.words}{choices}{default}")])


def _keys() -> Iterator[str]:
    from karabakh_tui.tui.keymap import SCREENS, in_use, show_keys

    actions = [action for action in in_use() if action.keys]
    for scope in dict.fromkeys(action.scope for action in actions):
        yield f".SS {_safe(SCREENS[scope].capitalize())}"
        yield from _terms((show_keys(action), f"{action.words}.") for action in actions if action.scope == scope)


def _terms(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    for term, words in pairs:
        yield ".TP"
        yield f".B {_safe(term)}"
        yield _safe(words)


def _safe(text: str) -> str:
    """Text as troff takes it for text: no line becomes a request, no backslash an escape, a hyphen stays one."""
    one_line = " ".join(text.split("\n"))
    told = one_line.replace("\\", "\\e").replace("-", "\\-").replace("^", "\\(ha").replace("~", "\\(ti")
    told = told.replace("'", "\\(aq").replace("`", "\\(ga").replace('"', "\\(dq")
    return f"\\&{told}" if told[:1] in (".", "'", "") else told
