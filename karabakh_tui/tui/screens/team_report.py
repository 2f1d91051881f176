"""The box that asks which file the agreement report goes into, and writes it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from karabakh_tui.tui.keymap import Press, key_for
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.screens.overlay import TypingOverlay
from karabakh_tui.tui.views.rows import clean, lines

if TYPE_CHECKING:
    from karabakh_tui.export.agreement import Report
    from karabakh_tui.tui.announce import Fact

_ASKED = "Which file? A name that ends in .json gets JSON, any other Markdown."


class ReportScreen(TypingOverlay[str | None]):
    """Ask for a file and write a report into it. The answer is what to say of it; None where the box was closed.

    A file that is there already is replaced only where Enter is pressed a second time.
    """

    SCOPES: ClassVar[tuple[str, ...]] = ("report", "typing")

    def __init__(self, proposed: str, report: Callable[[], Report]) -> None:
        super().__init__()
        self.title_words = "Agreement report"
        self.told_words = f"{key_for('write-report', 'report')} writes it, {key_for('escape', 'report')} closes"
        self.field.set(proposed)
        self._report = report
        self._wrong = ""
        self._replaces = ""

    def inside(self, cells: int, height: int) -> Sequence[Row]:
        asked: list[Row] = [((line, ""),) for line in lines(_ASKED, cells)]
        typed: Row = (("file> ", "key"), *self.field.row(max(cells - 6, 1)))
        wrong: list[Row] = [((line, "warn"),) for line in lines(clean(self._wrong), cells)] if self._wrong else [()]
        return [*asked, (), typed, *wrong][: max(height, 1)]

    def facts(self) -> Sequence[Fact]:
        """What is asked and what is wrong; what a person types they know."""
        from karabakh_tui.tui.views import spoken

        return spoken.lines([_ASKED, self._wrong])

    def typed(self) -> None:
        self._wrong = self._replaces = ""

    def do_write_report(self, press: Press) -> None:
        """Write it and close; or stay and say why not."""
        name = self.field.text.strip()
        if not name:
            self._wrong = "A file needs a name."
            return
        try:
            written(name, self._report(), replacing=name == self._replaces)
        except FileExistsError:
            self._replaces = name
            self._wrong = f"{name} is there already. {key_for('write-report', 'report')} again replaces it."
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            self._wrong = f"Could not write {name}: {reason}."
        else:
            self.dismiss(f"Wrote {name}.")

    def do_escape(self, press: Press) -> None:
        self.dismiss(None)


def written(name: str, report: Report, *, replacing: bool) -> None:
    """Write a report into the file of that name, whole or not at all. Raises FileExistsError where it is there and is
    not to be replaced, OSError where it cannot be written, ValueError for a name that no file has."""
    import json

    from karabakh_tui.export.agreement import document, markdown
    from karabakh_tui.yamldoc.disk import replace_file

    if name.lower().endswith(".json"):
        text = json.dumps(document(report), ensure_ascii=False, indent=1) + "\n"
    else:
        text = "\n".join(markdown(report)) + "\n"
    path = Path(os.path.expanduser(name))  # noqa: PTH111 - a name that no home is known for stays as it is
    replace_file(path, text.encode("utf-8", "replace"), new=not replacing)


def proposed_name(names: Sequence[str]) -> str:
    """A name for the file with the report on these annotators."""
    return f"agreement-{'-'.join(names)}.md"
