"""`themes`: which there are, how they look, what is wrong with them, and a file to begin one's own with."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from karabakh_tui.cli.completing import files, folders, theme_names
from karabakh_tui.cli.exits import CANNOT_WRITE, DONE, HONEST_NO, NOT_FOUND, UNREADABLE
from karabakh_tui.cli.helping import Group
from karabakh_tui.cli.messages import fail, tell, warn
from karabakh_tui.cli.options import corpus_options, json_option, no_screen_options, output_option, wished
from karabakh_tui.cli.output import on_terminal, print_json, print_lines, print_painted, screen_width
from karabakh_tui.yamldoc.disk import is_folder

if TYPE_CHECKING:
    from karabakh_tui.cli.wishes import Wishes
    from karabakh_tui.tui.themes import Theme
    from karabakh_tui.yamldoc.fault import Fault


@click.group(cls=Group, invoke_without_command=True, short_help="Themes: list, show, check, begin one of your own.")
@corpus_options
@no_screen_options
@click.pass_context
def themes(ctx: click.Context, /, **given: Any) -> None:
    """Themes: which there are, how they look, what is wrong with them. Without a further word they are listed.

    \b
    Examples:
      karabakh-tui themes                       which there are
      karabakh-tui themes show dark             every role in its colours
      karabakh-tui themes check                 all of them: contrast, all eyes
      karabakh-tui themes check my.yaml         one that is being written
      karabakh-tui themes new mine --extends light
      karabakh-tui --theme mine                 read in it
    """
    from karabakh_tui.cli.options import said

    ctx.obj = said(ctx, given)
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_)


@themes.command("list", short_help="Which there are, and whether they are sound.")
@json_option
@output_option
@corpus_options
@no_screen_options
@click.pass_context
def list_(ctx: click.Context, /, as_json: bool = False, **given: Any) -> None:
    """List the themes: name, dark or light, where from, the lowest contrast of any text, and the verdict.

    \b
    Examples:
      karabakh-tui themes list
      karabakh-tui themes list -c ~/articles    with those of a corpus
      karabakh-tui themes list --json | jq '.themes[] | select(.safe_for_all_eyes)'

    A later one hides an earlier one of the same name: yours hide those of the corpus, and these the built in ones.
    """
    from karabakh_tui.cli import theme_words
    from karabakh_tui.tui.theme_check import check
    from karabakh_tui.tui.themes import load_themes

    there = _folders(wished(ctx, given))
    found, faults = load_themes(there)
    faults = tuple(_placed(fault, there) for fault in faults)
    reports = [check(theme) for theme in found.values()]
    if as_json:
        print_json(theme_words.themes_document(reports, faults))
        return
    from karabakh_tui.export.table import table

    warn(faults)
    print_lines(table(theme_words.listed(reports), screen_width()))


@themes.command("show", short_help="Every role of a theme in its colours.")
@click.argument("name", shell_complete=theme_names)
@corpus_options
@no_screen_options
@click.pass_context
def show(ctx: click.Context, /, name: str, **given: Any) -> None:
    """Show every role of a theme: its colours, its contrast, and some words in it.

    \b
    Examples:
      karabakh-tui themes show light
      karabakh-tui themes show dark --color always | less -R

    Colours are shown on a terminal that has them, and not where NO_COLOR is set; --color always or never overrule that.
    """
    from karabakh_tui.cli import theme_words
    from karabakh_tui.tui.ladders import ladder_of

    wishes = wished(ctx, given)
    theme = _named(name, _folders(wishes))
    color = wishes.color or "auto"
    ladder = ladder_of(os.environ, color) if color == "always" or on_terminal() else "mono"
    print_lines([*theme_words.explained(theme), ""])
    bare = ladder == "mono" and not on_terminal()  # attributes are for eyes, too
    lines = theme_words.painted(theme, ladder, screen_width())
    print_painted([("" if bare else style, text) for style, text in line] for line in lines)


@themes.command("check", short_help="What is wrong with a theme, and where.")
@click.argument("names", nargs=-1, metavar="[NAME|FILE]...", shell_complete=files)
@json_option
@output_option
@corpus_options
@no_screen_options
@click.pass_context
def check(ctx: click.Context, /, names: tuple[str, ...], as_json: bool, **given: Any) -> None:
    """Check themes: whether all text can be read, and whether what means different things looks different.

    \b
    Examples:
      karabakh-tui themes check                 all there are
      karabakh-tui themes check mine            one of them
      karabakh-tui themes check ./my.yaml       a file, wherever it is
      karabakh-tui themes check && git commit   findings end with 1

    Checked are the contrast of every role on every ground it stands on (4.5 for text, 3 for lines and marks), which
    looks fall together on 256 and on 16 colours, and which come too close for protan, deutan and tritan eyes. What a
    sign or an attribute tells apart all the same is a note, and no finding; notes are told of themes that are named.
    Codes: 1 findings, 3 a file that cannot be used, 4 no such theme.
    """
    from karabakh_tui.cli import theme_words
    from karabakh_tui.tui import theme_check

    found, faults = _asked_for(names, _folders(wished(ctx, given)))
    reports = [theme_check.check(theme) for theme in found]
    if as_json:
        print_json(theme_words.check_document(reports, faults))
    else:
        tell(faults)
        print_lines(line for report in reports for line in theme_words.judged(report, bool(names)))
    findings = any(report.findings for report in reports)
    ctx.exit(UNREADABLE if faults else HONEST_NO if findings else DONE)


@themes.command("new", short_help="Begin a theme of your own.")
@click.argument("name")
@click.option(
    "--extends", default="dark", metavar="NAME", shell_complete=theme_names, help="The theme to begin with: dark."
)
@click.option(
    "-o", "--to", metavar="DIR", shell_complete=folders, help="The folder to write it to, in place of your own themes."
)
@corpus_options
@no_screen_options
@click.pass_context
def new(ctx: click.Context, /, name: str, extends: str, to: str | None, **given: Any) -> None:
    """Write a file to begin a theme of your own with: it looks like another one until you change a line.

    \b
    Examples:
      karabakh-tui themes new mine
      karabakh-tui themes new paper --extends light
      karabakh-tui themes new house --to ~/articles/themes    for that corpus

    A file that is there already is left alone.
    """
    from karabakh_tui.cli.theme_template import template
    from karabakh_tui.cli.theme_words import seen_from_here
    from karabakh_tui.tui.roles import MONO
    from karabakh_tui.tui.themes import is_name
    from karabakh_tui.yamldoc.wording import shown

    if not is_name(name) or name == MONO.name:
        why = "is built in" if name == MONO.name else "is no name for a theme"
        raise click.UsageError(f'"{name}" {why}: letters, digits, "-", "_" and "." make one, as in mine or paper-2.')
    there = _folders(wished(ctx, given))
    base = _named(extends, there)
    if base.path is None:
        raise click.UsageError(f"{MONO.name} has no colours to begin with; extend ansi16, dark or light.")
    path = _home_of(to) / f"{name}.yaml"
    try:
        if not is_folder(path.parent):
            path.parent.mkdir(parents=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(template(name, base))
    except FileExistsError as error:
        if error.filename != str(path):  # a file stands where a folder is needed
            fail(f"Could not write {seen_from_here(path)}: {shown(path.parent)} is not a folder.", CANNOT_WRITE)
        fail(f"{seen_from_here(path)} is there already, and was left alone. Choose another name.", CANNOT_WRITE)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        fail(f"Could not write {seen_from_here(path)}: {reason}.", CANNOT_WRITE)
    print_lines([f"{seen_from_here(path)} looks like {base.name} until you change it."])
    if path.parent in there:
        print_lines([f"Try it: karabakh-tui --theme {name}"])


def _home_of(to: str | None) -> Path:
    """The folder that a new theme goes to."""
    if to is not None:
        return Path(to)
    from karabakh_tui import paths

    config = paths.config_dir()
    if config is None:
        fail("Without a home folder there is no place for your themes; name one with --to.", CANNOT_WRITE)
    return config / "themes"


def _folders(wishes: Wishes) -> tuple[Path, ...]:
    """Where themes are, those of the corpus that was asked for among them."""
    from karabakh_tui.cli.session import DEFAULT
    from karabakh_tui.tui.themes import theme_folders

    named = wishes.corpus or wishes.usual_corpus
    if wishes.corpus and named != DEFAULT and not is_folder(named):
        fail(f"{named}: is not a folder, so there are no themes of it.", UNREADABLE)
    return theme_folders(None if named in ("", DEFAULT) else Path(named))


def _named(name: str, there: Sequence[Path]) -> Theme:
    """The theme of that name; ends the program where there is none."""
    from karabakh_tui.tui.themes import load_theme

    theme, faults = load_theme(name, there)
    if theme is None:
        _refuse(faults, there)
    warn([_placed(fault, there) for fault in faults])
    return theme


def _refuse(faults: Sequence[Fault], there: Sequence[Path]) -> NoReturn:
    tell([_placed(fault, there) for fault in faults])
    raise SystemExit(UNREADABLE if any(fault.line for fault in faults) else NOT_FOUND)


def _asked_for(names: Sequence[str], there: Sequence[Path]) -> tuple[list[Theme], list[Fault]]:
    """The themes of those names and files, all where none is named; and what is wrong with files."""
    from karabakh_tui.cli.theme_words import replace_path
    from karabakh_tui.tui.themes import load_theme_file, load_themes

    if not names:
        loaded, faults = load_themes(there)
        return list(loaded.values()), [_placed(fault, there) for fault in faults]
    found: list[Theme] = []
    wrong: list[Fault] = []
    for name in names:
        if not _is_path(name):
            found.append(_named(name, there))
            continue
        path = Path(name).absolute()
        theme, faults = load_theme_file(path, there)
        own = f"{path.parent.name}/{path.name}"
        wrong += [replace_path(fault, path) if fault.path == own else _placed(fault, there) for fault in faults]
        if theme is not None:
            found.append(theme)
        elif not faults:
            tell_no_file = f"{name}: is not a file. Names of themes have no .yaml: karabakh-tui themes lists them."
            fail(tell_no_file, NOT_FOUND)
    return found, wrong


def _is_path(name: str) -> bool:
    return os.sep in name or name.endswith((".yaml", ".yml"))


def _placed(fault: Fault, there: Sequence[Path]) -> Fault:
    """The fault, its file named as seen from here and not by its folder alone."""
    from karabakh_tui.cli.theme_words import replace_path

    for folder in reversed(there):
        path = folder / Path(fault.path).name
        if fault.path == f"{folder.name}/{path.name}" and os.path.lexists(path):
            return replace_path(fault, path)
    return fault
