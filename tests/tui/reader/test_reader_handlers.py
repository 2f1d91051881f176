"""Every key that a screen binds does something there, or in the reader below it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from karabakh_tui.tui import screens
from karabakh_tui.tui.app import KarabakhApp
from karabakh_tui.tui.keymap import ACTIONS, SCREENS, actions_in
from karabakh_tui.tui.screens.annotate import AnnotateScreen
from karabakh_tui.tui.screens.annotate_actions import AnnotateActions
from karabakh_tui.tui.screens.annotate_dialogs import AnnotateDialogs
from karabakh_tui.tui.screens.asking import AskScreen
from karabakh_tui.tui.screens.base import KeyScreen
from karabakh_tui.tui.screens.note import NoteScreen
from karabakh_tui.tui.screens.overlay import Overlay, TypingOverlay
from karabakh_tui.tui.screens.page import PageScreen
from karabakh_tui.tui.screens.reader import ReaderScreen
from karabakh_tui.tui.screens.reader_actions import ReaderActions
from karabakh_tui.tui.screens.reader_dialogs import ReaderDialogs

READER = (ReaderActions, ReaderDialogs, ReaderScreen, KarabakhApp)
HELPERS: dict[type[KeyScreen[Any]], tuple[type, ...]] = {
    ReaderScreen: (ReaderActions, ReaderDialogs),
    AnnotateScreen: (AnnotateActions, AnnotateDialogs),
}
"""Who does the actions of a screen besides the screen itself."""


BY_THE_TEXT: dict[type[KeyScreen[Any]], set[str]] = {NoteScreen: {"new-line", "line-up", "line-down"}}
"""What is done by the text that is typed, as all of the scope "typing" is."""


def every_screen() -> list[type[KeyScreen[Any]]]:
    """All screens of ours that are opened, no matter whether they have been."""
    for path in Path(screens.__file__).parent.glob("*.py"):
        import_module(f"{screens.__name__}.{path.stem}")
    found, todo = set(), [KeyScreen]
    while todo:
        todo += (below := todo.pop().__subclasses__())
        found |= {screen for screen in below if screen.__module__.startswith("karabakh_tui.")}
    return sorted(found - {Overlay, TypingOverlay, PageScreen}, key=lambda screen: screen.__name__)


def method(action_id: str) -> str:
    return "do_" + action_id.replace("-", "_")


@pytest.mark.parametrize("screen", every_screen(), ids=lambda screen: screen.__name__)
def test_every_action_of_a_screen_has_somebody_who_does_it(screen: type[KeyScreen[object]]) -> None:
    others = READER if "global" in screen.SCOPES else (KarabakhApp,)
    doers = (screen, *HELPERS.get(screen, ()), *others)
    answers = screen.SCOPES[0] if issubclass(screen, AskScreen) and screen is not AskScreen else ""
    undone = [
        action.id
        for action in actions_in(screen.SCOPES)
        if action.scope not in ("typing", answers) and not any(hasattr(doer, method(action.id)) for doer in doers)
    ]
    assert set(undone) == BY_THE_TEXT.get(screen, set())


def test_the_reader_does_by_itself_all_that_other_screens_send_to_it() -> None:
    undone = [a.id for a in actions_in(ReaderScreen.SCOPES) if not any(hasattr(doer, method(a.id)) for doer in READER)]
    assert not undone


def test_no_method_is_left_over_from_an_action_that_is_gone() -> None:
    known = {method(action.id) for action in ACTIONS} | {"do_elsewhere"}
    helpers = [helper for several in HELPERS.values() for helper in several]
    for doer in (*READER, *helpers, *every_screen()):
        assert {name for name in vars(doer) if name.startswith("do_")} <= known, doer


def test_every_scope_belongs_to_a_screen() -> None:
    used = {scope for screen in every_screen() for scope in screen.SCOPES}
    assert {action.scope for action in ACTIONS} <= used | {"always", "picker-ticks"}
    assert {action.scope for action in ACTIONS} == set(SCREENS)
