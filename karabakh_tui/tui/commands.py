"""The command line behind `:` without a screen: which commands there are, how a line is completed and read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from karabakh_tui.tui.keymap import Action, key_for

KEPT = 100
"""So many lines of history are kept, for the session only."""

_NEAR = 60
"""Per cent of likeness (rapidfuzz's `WRatio`) from which another command is offered for a mistyped one."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command that may take an argument.

    `complete` gives the arguments that begin with, or are meant by, what was typed so far. `run` does it and gives
    None, or says in words what is wrong with the argument.
    """

    name: str
    words: str
    complete: Callable[[str], list[str]]
    run: Callable[[str], str | None]


@dataclass(slots=True)
class Commands:
    """The commands that an app offers beside its actions, and what was typed in this session, oldest first."""

    commands: Sequence[Command] = ()
    history: list[str] = field(default_factory=list)

    def keep(self, line: str) -> None:
        """Remember a line; one that is typed again moves to the end."""
        if line in self.history:
            self.history.remove(line)
        self.history.append(line)
        del self.history[:-KEPT]


@dataclass(frozen=True, slots=True)
class Line:
    """What a typed line means: a command with its argument, or an action; else `wrong` says why it is neither."""

    command: Command | None = None
    arg: str = ""
    action: Action | None = None
    wrong: str = ""


def read_line(text: str, commands: Iterable[Command], actions: Iterable[Action]) -> Line:
    """What a line means. A command comes before an action of the same name."""
    name, _, arg = text.strip().partition(" ")
    arg = arg.strip()
    by_name = {command.name: command for command in commands}
    if name in by_name:
        return Line(command=by_name[name], arg=arg)
    by_id: dict[str, Action] = {}
    for action in actions:
        by_id.setdefault(action.id, action)
    if name not in by_id:
        return Line(wrong=_no_command(name, [*by_name, *by_id]))
    if arg:
        return Line(wrong=f'{name} takes nothing after it, so "{arg}" is not understood.')
    return Line(action=by_id[name])


def candidates(text: str, commands: Iterable[Command], actions: Iterable[Action]) -> list[str]:
    """The lines that `text` may become: names that begin like it, then names that hold it; or arguments."""
    commands = list(commands)
    name, blank, arg = text.lstrip().partition(" ")
    if blank:
        command = next((command for command in commands if command.name == name), None)
        return [f"{name} {completed}" for completed in command.complete(arg.lstrip())] if command else []
    names = sorted({command.name for command in commands} | {action.id for action in actions})
    begin = [known for known in names if known.startswith(name)]
    return begin + [known for known in names if name in known and known not in begin]


def _no_command(name: str, known: list[str]) -> str:
    from rapidfuzz import fuzz, process

    nearest = process.extractOne(name, known, scorer=fuzz.WRatio, score_cutoff=_NEAR)
    offer = f"Nearest: {nearest[0]}. " if nearest else ""
    return f'No command "{name}". {offer}{key_for("complete", "prompt")} completes.'
