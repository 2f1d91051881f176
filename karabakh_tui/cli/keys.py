"""`keys`: the keymap in use, and what a terminal sends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from karabakh_tui.cli.helping import Command
from karabakh_tui.cli.options import asked, corpus_options, json_option, output_option, text_options
from karabakh_tui.cli.output import print_json, screen_width
from karabakh_tui.cli.pager import show_lines

if TYPE_CHECKING:
    from karabakh_tui.tui.keymap import Action

INDENT = "  "


@click.command(cls=Command, short_help="The keymap, screen by screen; --test: what your keys do.")
@click.option("--test", is_flag=True, help="Press keys: what each sends, how it is read, what it does.")
@json_option
@output_option
@corpus_options
@text_options
@click.pass_context
def keys(ctx: click.Context, /, test: bool, as_json: bool, **given: Any) -> None:
    """Print the keymap, screen by screen, as it is with your keys.yaml.

    \b
    Examples:
      karabakh-tui keys | less
      karabakh-tui keys --plain
      karabakh-tui keys --json
      karabakh-tui keys --test       what arrives when you press a key
    """
    from karabakh_tui import paths
    from karabakh_tui.cli.messages import warn
    from karabakh_tui.cli.own_keys import use_own_keys

    wishes = asked(ctx, given)
    warn(wishes.faults)
    warn(use_own_keys(paths.config_dir()))
    from karabakh_tui.tui.keymap import in_use

    if test:
        from karabakh_tui.cli.keys_try import try_keys

        ctx.exit(try_keys())
    if as_json:
        actions = [{"scope": a.scope, "id": a.id, "keys": list(a.keys), "does": a.words} for a in in_use()]
        print_json({"schema": "karabakh-tui/keys@1", "actions": actions})
    else:
        show_lines(_sentences() if wishes.plain else _tables(), wishes.pager)


def _tables() -> Iterator[str]:
    from karabakh_tui.export.table import table
    from karabakh_tui.tui.keymap import SCREENS, in_use, show_keys

    cells = screen_width()
    room = None if cells is None else max(1, cells - len(INDENT))
    changed = _changed()
    for number, scope in enumerate(dict.fromkeys(action.scope for action in in_use())):
        listed = [action for action in in_use() if action.scope == scope]
        mine = [[show_keys(a) or f":{a.id}", a.words + _note(a, changed)] for a in listed]
        if number:
            yield ""
        yield SCREENS[scope].upper()
        yield from (INDENT + line for line in table(mine, room))


def _sentences() -> Iterator[str]:
    """Each key in words that can be listened to: nothing in them has to be seen."""
    from karabakh_tui.tui.key_spelling import spoken
    from karabakh_tui.tui.keymap import SCREENS, in_use

    changed = _changed()
    for action in in_use():
        named = " or ".join(spoken(sequence) for sequence in action.keys) or f"the command {action.id}"
        yield f"{SCREENS[action.scope].capitalize()}: {named}: {action.words}{_note(action, changed)}."


def _changed() -> dict[tuple[str, str], Action]:
    """The built-in actions whose keys are others now."""
    from karabakh_tui.tui.keymap import ACTIONS, in_use

    now = {(action.scope, action.id): action.keys for action in in_use()}
    return {(a.scope, a.id): a for a in ACTIONS if now[a.scope, a.id] != a.keys}


def _note(action: Action, changed: dict[tuple[str, str], Action]) -> str:
    from karabakh_tui.tui.keymap import show_keys

    before = changed.get((action.scope, action.id))
    return f" (keys.yaml; built in: {show_keys(before) or 'none'})" if before else ""
