"""`config edit`: the settings file in the editor of the person, and a look at it afterwards."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

from karabakh_tui.cli.exits import CANNOT_WRITE, DONE, NOT_FOUND
from karabakh_tui.cli.messages import complain, fail
from karabakh_tui.cli.output import print_lines
from karabakh_tui.cli.wishes import settings_path
from karabakh_tui.tui.editors import EDITORS, command, editor
from karabakh_tui.yamldoc.wording import shown


def edit_settings(config: str, dry_run: bool) -> int:
    """Open the settings file in an editor, written first where it is not there, and check it. Gives the exit code."""
    path = settings_path(config, os.environ)
    if path is None:
        fail(
            "This user has no home folder, so there is no place for settings. Name a file: --config FILE", CANNOT_WRITE
        )
    path = path.absolute()
    words = editor(os.environ, shutil.which)
    if not words:
        fail(
            "No editor: VISUAL and EDITOR are empty, and there is none of "
            f"{', '.join(EDITORS)} on PATH. The file is {shown(path)}",
            NOT_FOUND,
        )
    if dry_run:
        missing = not os.path.lexists(path)
        print_lines([f"Would write {shown(path)}"] if missing else [])
        print_lines([f"Would run: {shlex.join(command(words, str(path)))}"])
        return DONE
    _begin(path)
    _run(command(words, str(path)))
    from karabakh_tui.cli.examining import report

    return report("", str(path))


def _begin(path: Path) -> None:
    """Write the commented file where there is none."""
    if os.path.lexists(path):
        return
    from karabakh_tui.cli.settings import template
    from karabakh_tui.yamldoc.disk import replace_file

    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        replace_file(path, template().encode())
    except OSError as error:
        fail(f"Could not write {shown(path)}: {error.strerror}.", CANNOT_WRITE)


def _run(words: list[str]) -> None:
    """Run the editor until it ends. The path is absolute, so no editor takes it for an option."""
    try:
        code = subprocess.run(words, check=False).returncode
    except (OSError, ValueError) as error:
        fail(f"The editor {words[0]} could not be started: {getattr(error, 'strerror', None) or error}.", NOT_FOUND)
    if code:
        complain(f"The editor {words[0]} ended with {code}.")
