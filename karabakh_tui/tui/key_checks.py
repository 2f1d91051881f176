"""Which keys an action may not have, and why: one key of one action at a time."""

from __future__ import annotations

from functools import cache

from karabakh_tui.tui.action import DIGIT, LETTER
from karabakh_tui.tui.key_spelling import NEVER, REMAINS
from karabakh_tui.tui.keymap import ACTIONS, ALWAYS, TOGETHER, Action, show_key

Wrong = tuple[str, str]
"""What is wrong, and what to do."""

_OTHER = "take another key"
_WAYS_OUT = {
    ("global", "back"): "goes back and leaves",
    ("box", "close"): "closes a box",
    ("picker", "escape"): "closes a list",
    ("help", "escape"): "closes the help",
    ("prompt", "escape"): "closes the command line",
    ("codes", "escape"): "closes the list of codes",
    ("form", "escape"): "closes a new code",
    ("note", "choose"): "keeps a note",
    ("note", "escape"): "closes a note",
}
"""The actions that lead out, each the last one of its place."""


def why_not(sequence: str, action: Action) -> Wrong | None:
    """Why an action may not be on these keys; None where it may."""
    names = sequence.split(" ")
    if (action.scope, action.id) == (ALWAYS, "interrupt"):
        return _interrupt()
    for name in names:
        if name in NEVER and sequence not in _built_in(action):
            return f"is a key that cannot be used: {NEVER[name]}", _OTHER
    if len(names) > 1 and "escape" in names:
        return "has Esc in it, which takes back what was begun", _OTHER
    if wrong := _placeholder(names, action):
        return wrong
    if action.destructive and (left := [name for name in names if name in REMAINS]):
        what = f"may come from an arrow key on a slow line ({show_key(left[0])}), and this action takes something away"
        return what, _OTHER
    if _is_typed(names[0]) and action.scope in text_scopes() and sequence not in _built_in(action):
        return "could not be typed any more where text is typed", "take a key that types nothing, such as ^x or F5"
    if names[0] in "0123456789" and action.scope in _counting() and sequence not in _built_in(action):
        return "begins with a digit, which begins a count", _OTHER
    return None


def why_not_without(action: Action) -> Wrong | None:
    """Why an action may not be without a key; None where it may."""
    place = (action.scope, action.id)
    name = f"{action.scope}.{action.id}"
    if place == (ALWAYS, "interrupt"):
        what, repair = _interrupt()
        return f"{name} {what}", repair
    if place in _WAYS_OUT:
        return f"{name} has no key, and nothing else {_WAYS_OUT[place]}", f"leave it at least one key: {name}: [q]"
    return None


@cache
def text_scopes() -> frozenset[str]:
    """The scopes of places where text is typed."""
    return frozenset(scope for scopes in TOGETHER if "typing" in scopes for scope in scopes)


@cache
def _counting() -> frozenset[str]:
    """The scopes of screens on which a number in front repeats an action: those with such actions of their own."""
    counting = {action.scope for action in ACTIONS if action.counts}
    return frozenset(scope for scopes in TOGETHER if scopes[0] in counting for scope in scopes)


def _interrupt() -> Wrong:
    return "is not to be changed: ^c always cancels, and twice it leaves", "remove always.interrupt from the file"


def _placeholder(names: list[str], action: Action) -> Wrong | None:
    """An action that needs a letter or a digit after its keys has to get one, and no other may have one."""
    needed = next((sequence.split(" ")[-1] for sequence in action.keys if sequence.endswith((LETTER, DIGIT))), "")
    places = [name for name in names if name in (LETTER, DIGIT)]
    shown = show_key(needed) if needed else ""
    if needed and places != [needed]:
        return f"leaves out the {shown} that it needs", f'write it last: "{show_key(names[0])} {shown}"'
    if needed and names[-1] != needed:
        return f"goes on after {shown}", f"write {shown} last"
    if places and not needed:
        return "waits for a letter or digit that this action has no use for", "leave it out"
    return None


def _is_typed(name: str) -> bool:
    return len(name) == 1 or name in ("space", LETTER, DIGIT)


def _built_in(action: Action) -> tuple[str, ...]:
    return next(known.keys for known in ACTIONS if (known.scope, known.id) == (action.scope, action.id))
