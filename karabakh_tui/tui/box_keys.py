"""The keys of what annotating opens: a note, the codes, the same words everywhere, what waits for a decision."""

from __future__ import annotations

from karabakh_tui.tui.action import Action


def box_keys() -> tuple[Action, ...]:
    """The keys of all of them."""
    return (*_note(), *_codes(), *_tag_all(), *_queue())


def _note() -> tuple[Action, ...]:
    """Keys of the box in which a note is written: Enter keeps, so another key has to break the line."""
    on = "note"
    return (
        Action("choose", on, ("enter",), "keep the note", "DO"),
        Action("new-line", on, ("ctrl+j",), "new line", "DO"),
        Action("editor", on, ("f2", "ctrl+g"), "go on in your editor", "DO"),
        Action("line-up", on, ("up", "ctrl+p"), "line up", "MOVE"),
        Action("line-down", on, ("down", "ctrl+n"), "line down", "MOVE"),
        Action("escape", on, ("escape",), "close, keep it as a draft", "SCREENS"),
    )


def _codes() -> tuple[Action, ...]:
    """Keys of the list of codes, and of the lines in which a new one is told."""
    return (
        Action("choose", "codes", ("enter",), "tag with it, or with what is ticked", "DO"),
        Action("row-up", "codes", ("up", "ctrl+p"), "row up", "MOVE"),
        Action("row-down", "codes", ("down", "ctrl+n"), "row down", "MOVE"),
        Action("page-up", "codes", ("pageup",), "page up", "MOVE"),
        Action("page-down", "codes", ("pagedown",), "page down", "MOVE"),
        Action("tick-row", "codes", ("tab",), "tick this code; again: not", "DO"),
        Action("escape", "codes", ("escape",), "close, nothing is changed", "SCREENS"),
        Action("choose", "form", ("enter",), "make it", "DO"),
        Action("row-up", "form", ("up", "ctrl+p"), "line up", "MOVE"),
        Action("row-down", "form", ("tab", "down", "ctrl+n"), "next line", "MOVE"),
        Action("escape", "form", ("escape",), "back to the list", "SCREENS"),
    )


def _tag_all() -> tuple[Action, ...]:
    on = "tag-all"
    return (
        Action("row-down", on, ("j", "down"), "row down", "MOVE", "", True),
        Action("row-up", on, ("k", "up"), "row up", "MOVE", "", True),
        Action("page-down", on, ("pagedown",), "page down", "MOVE", "", True),
        Action("page-up", on, ("b", "pageup"), "page up", "MOVE", "", True),
        Action("top", on, ("g g", "home"), "top", "MOVE", hint="top"),
        Action("end", on, ("g e", "G", "end"), "end", "MOVE", hint="end"),
        Action("tick-row", on, ("space", "tab"), "tick this place; again: not", "DO"),
        Action("tick-all", on, ("t",), "tick all; again: none", "DO"),
        Action("choose", on, ("enter",), "tag all that is ticked", "DO"),
    )


def _queue() -> tuple[Action, ...]:
    on = "queue"
    return (
        Action("next-waiting", on, ("n",), "next that waits", "MOVE", "next"),
        Action("previous-waiting", on, ("N", "p"), "the one before", "MOVE"),
        Action("next-candidate", on, ("down", "j", "tab"), "next passage that may be meant", "MOVE", "passage"),
        Action("previous-candidate", on, ("up",), "the passage before", "MOVE"),
        Action("attach", on, ("enter",), "attach it to this passage", "DO", "attach"),
        Action("attach-number", on, ("{1}",), "attach it to the one of that number", "DO"),
        Action("attach-selection", on, ("a",), "attach it to what is selected", "DO"),
        Action("accept-moved", on, ("m",), "accept all that have moved", "DO", "moved"),
        Action("keep", on, ("k",), "keep it, without a certain place", "DO", "keep"),
        Action("delete", on, ("d",), "delete the annotation", "DO", "delete", destructive=True),
        Action("explain", on, ("x",), "why it waits", "LOOK", "why"),
    )
