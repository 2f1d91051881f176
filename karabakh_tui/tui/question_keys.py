"""The keys of what the notebook asks: whether to take it over, whose change counts, how to go on after a lost line."""

from __future__ import annotations

from karabakh_tui.tui.action import Action


def question_keys() -> tuple[Action, ...]:
    """The actions of the boxes that ask, and of the page after a lost line."""
    on = "asking"
    return (
        Action("read-only", "locked", ("r",), "only read here", "DO"),
        Action("take-over", "locked", ("t",), "take over; there it is read only", "DO"),
        Action("both", "changed", ("b",), "both: what is there and what is mine", "DO"),
        Action("mine", "changed", ("m",), "mine", "DO"),
        Action("theirs", "changed", ("t",), "what is on disk", "DO", destructive=True),
        Action("differences", "changed", ("d",), "show the differences", "LOOK"),
        Action("edit", "broken", ("o",), "open it in your editor, at that line", "DO"),
        Action("write-again", "leaving", ("w",), "try to write once more", "DO"),
        Action("leave", "leaving", ("y",), "leave, and lose it", "DO", destructive=True),
        Action("line-down", on, ("j", "down"), "line down", "MOVE", "", True),
        Action("line-up", on, ("k", "up"), "line up", "MOVE", "", True),
        Action("page-down", on, ("space", "pagedown"), "page down", "MOVE", "", True),
        Action("page-up", on, ("pageup",), "page up", "MOVE", "", True),
        Action("close", on, ("q", "escape"), "close; nothing is decided", "SCREENS"),
        Action("go-on", "recovered", ("enter",), "go on where you were", "SCREENS", "go on"),
        Action("read-first", "recovered", ("r",), "read first, decide later", "SCREENS", "read first"),
        Action("look", "recovered", ("d",), "look at what is not in the files yet", "LOOK"),
        Action("sign-in", "name", ("enter",), "annotate under this name", "DO"),
        Action("escape", "name", ("escape",), "close, annotate nothing", "SCREENS"),
    )
