"""What Textual reads from the environment when it is imported is said before that: nothing moves by itself, and over
SSH the rest of an arrow key has time to arrive."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from helpers.probe.probe import Probe

pytestmark = pytest.mark.pty

SHOW = """
import sys
from karabakh_tui.cli import screen, start

def show(make, mouse):
    make()
    from textual import constants
    print("delay", constants.ESCAPE_DELAY, "animations", constants.TEXTUAL_ANIMATIONS, "mouse", mouse, flush=True)
    return 0

assert "textual" not in sys.modules
screen._show = show
sys.argv = ["karabakh-tui"]
start.run()
"""


@pytest.mark.parametrize(
    ("env", "delay"),
    [
        ({}, "0.1"),
        ({"SSH_CONNECTION": "10.0.0.1 50000 10.0.0.2 22"}, "0.3"),
        ({"SSH_CONNECTION": "10.0.0.1 50000 10.0.0.2 22", "ESCDELAY": "50"}, "0.05"),
    ],
)
def test_textual_is_told_before_it_is_imported(tmp_path: Path, env: dict[str, str], delay: str) -> None:
    home = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)}
    unset = {"SSH_CONNECTION": None, "ESCDELAY": None, "TEXTUAL_ANIMATIONS": None}
    with Probe([sys.executable, "-c", SHOW], 80, 24, env={**unset, **home, **env}) as probe:
        probe.wait_for(f"delay {delay} animations none mouse False")
