"""The keymap as data: every action, its keys, its words. Nothing else in the program names a key.

The table feeds the dispatcher, the footer, help, the command line and `karabakh-tui keys`. An action whose screen does
not exist is not in the table.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from karabakh_tui.tui.action import Action, Group
from karabakh_tui.tui.annotate_keys import annotate_keys
from karabakh_tui.tui.box_keys import box_keys
from karabakh_tui.tui.question_keys import question_keys
from karabakh_tui.tui.team_keys import team_keys

__all__ = [
    "ACTIONS",
    "ALWAYS",
    "SCREENS",
    "TOGETHER",
    "Action",
    "Group",
    "Press",
    "actions_in",
    "in_use",
    "key_for",
    "show_key",
    "show_keys",
    "use",
]

ALWAYS = "always"
"""The scope of the few keys that work on every screen, over every box and while typing."""

SCREENS = {
    "read": "reader",
    "annotate": "annotating",
    "cards": "cards",
    "matrix": "coverage",
    "welcome": "first page",
    "reading": "reader, cards and coverage",
    "global": "every screen",
    ALWAYS: "everywhere",
    "picker": "lists",
    "picker-ticks": "lists to tick, before typing",
    "help": "help",
    "prompt": "command line",
    "box": "boxes",
    "verdict": "verdict",
    "note": "note",
    "codes": "list of codes",
    "form": "new code",
    "tag-all": "tag everywhere",
    "queue": "queue",
    "team": "team",
    "report": "agreement report",
    "asking": "questions",
    "locked": "notebook in use elsewhere",
    "changed": "file changed on disk",
    "broken": "file broken by hand",
    "leaving": "leaving with work that is not saved",
    "recovered": "after a lost line",
    "name": "your name",
    "typing": "typing",
}
"""What each scope is called on the screen."""


TOGETHER: tuple[tuple[str, ...], ...] = (
    ("read", "reading", "global"),
    ("annotate", "global"),
    ("cards", "reading", "global"),
    ("matrix", "reading", "global"),
    ("welcome", "global"),
    ("global",),
    ("picker", "typing"),
    ("picker-ticks", "picker", "typing"),
    ("help", "typing"),
    ("prompt", "typing"),
    ("box",),
    ("verdict",),
    ("note", "typing"),
    ("codes", "typing"),
    ("form", "typing"),
    ("tag-all", "global"),
    ("queue", "global"),
    ("team", "global"),
    ("report", "typing"),
    ("locked", "asking"),
    ("changed", "asking"),
    ("broken", "asking"),
    ("leaving", "asking"),
    ("asking",),
    ("recovered", "global"),
    ("name", "typing"),
)
"""Which scopes a screen hears at once, the earlier before the later; those of `ALWAYS` come to each of them."""


@dataclass(frozen=True, slots=True)
class Press:
    """What a person asked for: an action, the count before it (None without), the letter or digit after it."""

    action: Action
    count: int | None = None
    arg: str = ""


_SHOWN = {
    "escape": "Esc",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "shift+tab": "Shift+Tab",
    "{a}": "a-z",
    "{1}": "1-9",
}


def show_key(sequence: str) -> str:
    """One of an action's keys as people read it: "g g", "Enter", "^d", "m a-z"."""
    return " ".join(_show_one(name) for name in sequence.split(" "))


def show_keys(action: Action) -> str:
    """All keys of an action as people read them, parted by commas: "g g, Home"; "" where it has none."""
    return ", ".join(show_key(sequence) for sequence in action.keys)


def _show_one(name: str) -> str:
    if name in _SHOWN:
        return _SHOWN[name]
    if name.startswith("ctrl+") and name not in ("ctrl+left", "ctrl+right", "ctrl+up", "ctrl+down"):
        return "^" + name.removeprefix("ctrl+")
    return name if len(name) == 1 else "+".join(part.capitalize() for part in name.split("+"))


def actions_in(scopes: Iterable[str]) -> tuple[Action, ...]:
    """The actions of some scopes in their order, then those that work always, on the keys they have for this person."""
    return tuple(action for scope in (*scopes, ALWAYS) for action in in_use() if action.scope == scope)


def in_use() -> tuple[Action, ...]:
    """All actions, on the keys they have for this person: those of `ACTIONS`, unless a keys.yaml says otherwise."""
    return _used or ACTIONS


def use(actions: tuple[Action, ...]) -> None:
    """Let this be the keymap of the process. Called once, before any screen is there; () brings back `ACTIONS`."""
    global _used  # noqa: PLW0603 - a keymap is a property of the process, as its locale is
    _used = actions
    _of_screens.cache_clear()


def key_for(action_id: str, *scopes: str) -> str:
    """The first key of an action on a screen with these scopes, as people read it; "" where it has none."""
    return _of_screens(action_id, scopes)


@cache
def _of_screens(action_id: str, scopes: tuple[str, ...]) -> str:
    found = next((action for action in actions_in(scopes) if action.id == action_id and action.keys), None)
    return show_key(found.keys[0]) if found else ""


def _global() -> tuple[Action, ...]:
    on = "global"
    return (
        Action("help", on, ("?", "f1"), "the keys of this screen", "SCREENS", "help"),
        Action("back", on, ("q",), "back one level; at the top: leave", "SCREENS", "back", destructive=True),
        Action("command", on, (":", "ctrl+p"), "any command by its name", "DO", "command"),
        Action("escape", on, ("escape",), "close what is open, back one level", "SCREENS"),
        Action("undo", on, ("u",), "take back the last change", "DO", "", True),
        Action("redo", on, ("U", "g u", "ctrl+r"), "do it again", "DO", "", True, "redo"),
        Action("write", on, ("g w",), "write the YAML files now", "DO", hint="write"),
        Action("team", on, ("g t",), "compare my tags with a colleague's", "SCREENS", hint="team"),
        Action("reload", on, ("g l",), "load the files again", "DO", hint="load again"),
        Action("notices", on, ("g n",), "what could not be opened, and why", "SCREENS", hint="notices"),
        Action("themes", on, ("z c",), "colours: choose a theme", "LOOK", hint="colours"),
        Action("ascii", on, ("z a",), "lines and marks in ASCII; again: not", "LOOK", hint="ASCII"),
        Action("welcome", on, (), "the first page again", "SCREENS"),
        Action("quit", on, (), "leave at once", "DO", destructive=True),
    )


def _reading() -> tuple[Action, ...]:
    """What works wherever the articles are in hand: in the reader, over the cards, in the matrix."""
    on = "reading"
    return (
        Action("jump-back", on, ("backspace", "ctrl+o", "g b"), "back to the last place", "MOVE", "", True, "back"),
        Action("jump-forward", on, ("g f",), "forward again", "MOVE", "", True, "forward"),
        Action("jumps", on, ("g j",), "list the places you jumped from", "SCREENS", hint="jumps"),
        Action("top", on, ("g g", "home"), "top", "MOVE", hint="top"),
        Action("end", on, ("g e", "G", "end"), "end", "MOVE", hint="end"),
        Action("go-read", on, ("g r",), "read the sources side by side", "SCREENS", hint="read"),
        Action("go-matrix", on, ("g c",), "coverage matrix: who says what", "SCREENS", hint="coverage"),
        Action("go-annotate", on, ("g a",), "annotate this source", "SCREENS", hint="annotate"),
        Action("open-sources", on, ("g o",), "choose the sources to show", "SCREENS", hint="sources"),
        Action("choose-provision", on, ("g p",), "choose a provision from a list", "SCREENS", hint="provision"),
        Action("go-mark", on, ("g m {a}", "' {a}"), "go to a mark", "MOVE", hint="go to mark"),
        Action("info", on, ("g i",), "about this source", "LOOK", hint="info"),
        Action("explain", on, ("x",), "why matched, why this verdict", "LOOK"),
        Action("verdict", on, ("v",), "set the verdict on this source", "DO"),
        Action("copy", on, ("y",), "copy the passage, with its source", "DO"),
    )


def _always() -> tuple[Action, ...]:
    return (
        Action("redraw", ALWAYS, ("ctrl+l",), "draw the screen anew", "DO"),
        Action("suspend", ALWAYS, ("ctrl+z",), "to the shell; fg comes back", "DO", destructive=True),
        Action("interrupt", ALWAYS, ("ctrl+c",), "cancel; twice: leave at once", "DO", destructive=True),
    )


def _read() -> tuple[Action, ...]:
    on = "read"
    return (
        Action("next", on, ("n",), "next on the trail", "MOVE", "provision", True),
        Action("previous", on, ("N",), "previous on the trail", "MOVE", "provision", True),
        Action("cards", on, ("enter",), "this provision in every source", "LOOK", "cards"),
        Action("matrix", on, ("c",), "coverage matrix: who says what", "LOOK", "coverage"),
        Action("annotate", on, ("a",), "annotate this source", "SCREENS", "annotate"),
        Action("pane-left", on, ("h", "left", "shift+tab"), "previous pane", "MOVE", "pane", True),
        Action("pane-right", on, ("l", "right", "tab"), "next pane", "MOVE", "pane", True),
        Action("carousel-right", on, (">", "w l"), "later sources", "LOOK", "sources", True, "later sources"),
        Action("carousel-left", on, ("<", "w h"), "earlier sources", "LOOK", "", True, "earlier sources"),
        Action("next-provision", on, ("J", "]"), "next provision", "MOVE", "", True),
        Action("previous-provision", on, ("K", "["), "previous provision", "MOVE", "", True),
        Action("next-passage", on, ("p",), "this source's next passage on it", "MOVE", "", True),
        Action("previous-passage", on, ("P",), "this source's previous passage on it", "MOVE", "", True),
        Action("line-down", on, ("j", "down"), "line down", "MOVE", "", True),
        Action("line-up", on, ("k", "up"), "line up", "MOVE", "", True),
        Action("half-down", on, ("ctrl+d",), "half a page down", "MOVE", "", True),
        Action("half-up", on, ("ctrl+u",), "half a page up", "MOVE", "", True),
        Action("page-down", on, ("space", "pagedown"), "page down", "MOVE", "", True),
        Action("page-up", on, ("b", "pageup"), "page up", "MOVE", "", True),
        Action("sync", on, ("s",), "sync: follow or free", "DO"),
        Action("align", on, ("=",), "these rows go together; again: not", "DO"),
        Action("only", on, ("w o",), "only this pane; again: all", "LOOK", hint="only this"),
        Action("pin", on, ("w p",), "pin this source; again: let it go", "LOOK", hint="pin"),
        Action("swap", on, ("w x",), "swap with the next pane", "LOOK", hint="swap"),
        Action("put-source", on, ("w {1}",), "the source of that number here", "LOOK", hint="source"),
        Action("set-mark", on, ("m {a}",), "set a mark here", "DO", hint="set mark"),
        Action("centre", on, ("z z",), "the provision back to its row", "MOVE", hint="centre"),
        Action("only-disagreements", on, ("z d",), "only disagreements; again: all", "LOOK", hint="disagreements"),
        Action("only-omissions", on, ("z o",), "only silences; again: all", "LOOK", hint="silences"),
        Action("gutter", on, ("z g",), "codes in the gutter on or off", "LOOK", hint="gutter"),
        Action("ruler", on, ("z m",), "the ruler on or off", "LOOK", hint="ruler"),
        Action("text-width", on, ("z w",), "next text width: 80, 66, fill", "LOOK", hint="width"),
        Action("boilerplate", on, ("z b",), "fold or show the site's own text", "LOOK", hint="site text"),
    )


def _cards() -> tuple[Action, ...]:
    on = "cards"
    return (
        Action("next-card", on, ("j", "down"), "next card", "MOVE", "card", True),
        Action("previous-card", on, ("k", "up"), "previous card", "MOVE", "card", True),
        Action("next-provision", on, ("n", "J", "]"), "next provision", "MOVE", "provision", True),
        Action("previous-provision", on, ("N", "K", "["), "previous provision", "MOVE", "provision", True),
        Action("read", on, ("enter",), "read this passage in its source", "SCREENS", "read"),
        Action("matrix", on, ("c",), "coverage matrix: who says what", "LOOK", "coverage"),
    )


def _matrix() -> tuple[Action, ...]:
    on = "matrix"
    return (
        Action("cell-left", on, ("h", "left"), "cell to the left", "MOVE", "cell", True),
        Action("cell-down", on, ("j", "down"), "cell below", "MOVE", "cell", True),
        Action("cell-up", on, ("k", "up"), "cell above", "MOVE", "cell", True),
        Action("cell-right", on, ("l", "right"), "cell to the right", "MOVE", "cell", True),
        Action("next-disagreement", on, ("n",), "next disagreement", "MOVE", "conflict", True),
        Action("previous-disagreement", on, ("N",), "previous disagreement", "MOVE", "conflict", True),
        Action("read", on, ("enter",), "read the passage of this cell", "SCREENS", "read passage"),
        Action("matrix-close", on, ("c",), "back to the reader", "SCREENS", "reader"),
        Action("order", on, ("o",), "order of the rows", "LOOK", "order"),
        Action("only-disagreements", on, ("z d",), "only disagreements; again: all", "LOOK", hint="disagreements"),
        Action("only-omissions", on, ("z o",), "only silences; again: all", "LOOK", hint="silences"),
        Action("page-down", on, ("space", "pagedown"), "page down", "MOVE", "", True),
        Action("page-up", on, ("b", "pageup"), "page up", "MOVE", "", True),
    )


def _welcome() -> tuple[Action, ...]:
    on = "welcome"
    return (
        Action("start", on, ("enter",), "start reading", "SCREENS", "start"),
        Action("tick", on, ("{1}",), "tick the source of that number", "DO", "sources"),
        Action("matrix", on, ("c",), "coverage matrix: who says what", "LOOK", "whole table"),
    )


def _boxes() -> tuple[Action, ...]:
    """Keys of what opens over a screen. Only `box` may bind letters: in the others letters are typed."""
    return (
        Action("choose", "picker", ("enter",), "take it", "DO"),
        Action("row-up", "picker", ("up", "ctrl+p"), "row up", "MOVE"),
        Action("row-down", "picker", ("down", "ctrl+n"), "row down", "MOVE"),
        Action("page-up", "picker", ("pageup",), "page up", "MOVE"),
        Action("page-down", "picker", ("pagedown",), "page down", "MOVE"),
        Action("tick-row", "picker", ("tab",), "tick this row; again: not", "DO"),
        Action("escape", "picker", ("escape",), "close, nothing is changed", "SCREENS"),
        Action("tick-row", "picker-ticks", ("space",), "tick this row; again: not", "DO"),
        Action("tick-number", "picker-ticks", ("{1}",), "tick the row of that number", "DO"),
        Action("choose", "help", ("enter",), "do what the line says", "DO"),
        Action("row-up", "help", ("up", "ctrl+p"), "row up", "MOVE"),
        Action("row-down", "help", ("down", "ctrl+n"), "row down", "MOVE"),
        Action("page-up", "help", ("pageup",), "page up", "MOVE"),
        Action("page-down", "help", ("pagedown",), "page down", "MOVE"),
        Action("all-screens", "help", ("tab",), "the keys of all screens or this one", "LOOK"),
        Action("escape", "help", ("escape", "?", "f1"), "close", "SCREENS"),
        Action("run", "prompt", ("enter",), "do it", "DO"),
        Action("complete", "prompt", ("tab",), "complete; again: the next one", "DO"),
        Action("complete-back", "prompt", ("shift+tab",), "complete with the one before", "DO"),
        Action("older", "prompt", ("up", "ctrl+p"), "older command", "MOVE"),
        Action("newer", "prompt", ("down", "ctrl+n"), "newer command", "MOVE"),
        Action("escape", "prompt", ("escape",), "close, nothing is done", "SCREENS"),
        Action("close", "box", ("q", "escape", "enter"), "close", "SCREENS"),
        Action("line-down", "box", ("j", "down"), "line down", "MOVE", "", True),
        Action("line-up", "box", ("k", "up"), "line up", "MOVE", "", True),
        Action("page-down", "box", ("space", "pagedown"), "page down", "MOVE", "", True),
        Action("page-up", "box", ("b", "pageup"), "page up", "MOVE", "", True),
        Action("top", "box", ("g g", "home"), "top", "MOVE", hint="top"),
        Action("end", "box", ("g e", "G", "end"), "end", "MOVE", hint="end"),
    )


def _verdict() -> tuple[Action, ...]:
    on = "verdict"
    return (
        Action("verdict-same", on, ("s",), "says the same", "DO"),
        Action("verdict-vaguer", on, ("v",), "is vaguer", "DO"),
        Action("verdict-conflict", on, ("c",), "contradicts another source", "DO"),
        Action("verdict-only", on, ("o",), "says it alone", "DO"),
        Action("verdict-silent", on, ("m",), "says nothing on it (mute)", "DO"),
        Action("verdict-against", on, ("{1}",), "conflict with that one; again: not", "DO"),
        Action("verdict-done", on, ("enter",), "set the conflict", "DO"),
        Action("verdict-note", on, ("n",), "a note on the verdict", "DO"),
        Action("verdict-clear", on, ("d",), "take your own verdict away", "DO", destructive=True),
        Action("close", on, ("escape", "q"), "close, nothing is changed", "SCREENS"),
    )


def _typing() -> tuple[Action, ...]:
    on = "typing"
    return (
        Action("erase", on, ("backspace",), "erase the character before it", "DO", destructive=True),
        Action("erase-after", on, ("delete",), "erase the character under the cursor", "DO", destructive=True),
        Action("erase-all", on, ("ctrl+u",), "empty the line", "DO", destructive=True),
        Action("cursor-left", on, ("left",), "cursor left", "MOVE"),
        Action("cursor-right", on, ("right",), "cursor right", "MOVE"),
        Action("cursor-start", on, ("home",), "cursor to the start", "MOVE"),
        Action("cursor-end", on, ("end",), "cursor to the end", "MOVE"),
    )


_used: tuple[Action, ...] = ()

ACTIONS: tuple[Action, ...] = (
    *_read(), *annotate_keys(), *_cards(), *_matrix(), *_welcome(),
    *_boxes(), *_verdict(), *box_keys(), *team_keys(), *question_keys(), *_typing(),
    *_reading(), *_global(), *_always(),
)  # fmt: skip
