"""The keys of the team screen, and of the box that asks where a report goes."""

from __future__ import annotations

from karabakh_tui.tui.action import Action


def team_keys() -> tuple[Action, ...]:
    """What works while two annotators are compared. Digits decide, so a count begins with 0 here: `03n`. The keys that
    decide have a line of their own on the screen, so they are not in the footer."""
    on = "team"
    return (
        Action("next-difference", on, ("n", "j", "down"), "next difference", "MOVE", "difference", True),
        Action("previous-difference", on, ("N", "k", "up"), "previous difference", "MOVE", "difference", True),
        Action("keep-mine", on, ("1",), "keep mine, and remember it", "DO"),
        Action("take-theirs", on, ("2",), "theirs, in my file", "DO"),
        Action("keep-both", on, ("3",), "both, in my file", "DO"),
        Action("still-open", on, ("space",), "open: decide later", "DO"),
        Action("comment", on, ("c",), "write a note on it", "DO"),
        Action("read", on, ("enter",), "go to the passage", "SCREENS"),
        Action("order", on, ("o",), "order: by position, tag, kind", "LOOK", "order"),
        Action("report", on, ("e",), "write the agreement report", "DO", "report"),
        Action("top", on, ("g g", "home"), "first difference", "MOVE", hint="first"),
        Action("end", on, ("g e", "G", "end"), "last difference", "MOVE", hint="last"),
        Action("write-report", "report", ("enter",), "write it", "DO"),
        Action("escape", "report", ("escape",), "close, nothing is written", "SCREENS"),
    )
