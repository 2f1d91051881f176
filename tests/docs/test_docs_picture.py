"""The picture in README.md shows the program as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools.picture import PICTURE, take


@pytest.mark.pty
def test_the_picture_is_what_the_program_shows_now(tmp_path: Path) -> None:
    take(tmp_path / "now.svg")
    now, kept = (path.read_bytes() for path in (tmp_path / "now.svg", PICTURE))
    assert now == kept, f"{PICTURE.name} shows an older program: make picture"
