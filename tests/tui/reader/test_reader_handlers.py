"""Every key that a screen binds does something there, or in the reader below it."""

from __future__ import annotations

import pytest

from karabakh_tui.tui.app import KarabakhApp
from karabakh_tui.tui.keymap import ACTIONS, SCREENS, actions_in
from karabakh_tui.tui.screens.base import KeyScreen
from karabakh_tui.tui.screens.box import BoxScreen
from karabakh_tui.tui.screens.cards import CardsScreen
from karabakh_tui.tui.screens.help import HelpScreen
from karabakh_tui.tui.screens.matrix import MatrixScreen
from karabakh_tui.tui.screens.picker import PickerScreen
from karabakh_tui.tui.screens.prompt import PromptScreen
from karabakh_tui.tui.screens.reader import ReaderScreen
from karabakh_tui.tui.screens.reader_actions import ReaderActions
from karabakh_tui.tui.screens.reader_dialogs import ReaderDialogs
from karabakh_tui.tui.screens.small import SmallScreen
from karabakh_tui.tui.screens.welcome import WelcomeScreen

READER = (ReaderActions, ReaderDialogs, ReaderScreen, KarabakhApp)
SCREENS_OF_OURS = (ReaderScreen, CardsScreen, MatrixScreen, WelcomeScreen, SmallScreen)
BOXES = (BoxScreen, HelpScreen, PickerScreen, PromptScreen)


def method(action_id: str) -> str:
    return "do_" + action_id.replace("-", "_")


@pytest.mark.parametrize("screen", [*SCREENS_OF_OURS, *BOXES], ids=lambda screen: screen.__name__)
def test_every_action_of_a_screen_has_somebody_who_does_it(screen: type[KeyScreen[object]]) -> None:
    doers = (screen, *READER) if screen in SCREENS_OF_OURS else (screen, KarabakhApp)
    undone = [
        action.id
        for action in actions_in(screen.SCOPES)
        if action.scope != "typing" and not any(hasattr(doer, method(action.id)) for doer in doers)
    ]
    assert not undone


def test_the_reader_does_by_itself_all_that_other_screens_send_to_it() -> None:
    undone = [a.id for a in actions_in(ReaderScreen.SCOPES) if not any(hasattr(doer, method(a.id)) for doer in READER)]
    assert not undone


def test_no_method_is_left_over_from_an_action_that_is_gone() -> None:
    known = {method(action.id) for action in ACTIONS} | {"do_elsewhere"}
    for doer in (*READER, *SCREENS_OF_OURS, *BOXES):
        assert {name for name in vars(doer) if name.startswith("do_")} <= known, doer


def test_every_scope_belongs_to_a_screen() -> None:
    used = {scope for screen in (*SCREENS_OF_OURS, *BOXES) for scope in screen.SCOPES}
    assert {action.scope for action in ACTIONS} <= used | {"always", "picker-ticks"}
    assert {action.scope for action in ACTIONS} == set(SCREENS)
