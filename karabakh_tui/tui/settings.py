"""What the app is started with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from karabakh_tui.annotations.notebook import Notebook
    from karabakh_tui.matching.load import Loaded
    from karabakh_tui.yamldoc.fault import Fault


@dataclass(frozen=True, slots=True)
class Settings:
    """What the app is started with: all that is read from the outside world, read by the caller.

    `load` reads the corpus again; `state` is the folder for places (None keeps nothing); `theme_folders` are searched
    for themes, the last one wins; `theme` is the one asked for ("" for the usual one); `ladder` says which colours the
    terminal has; `folders` are lines for the first page that tell where files live. `ascii` asks for ASCII in place of
    lines and typographic marks, `announce` is where sentences for ears go ("" nowhere): a path, or the number of a
    descriptor. `sources` are those to read, none for those of the last time. `copy` is one of `clipboard.WAYS`.
    `notices` are faults of files that were read before the app was there. `keep_choice` keeps what was chosen for the
    setting of that name for the starts to come, and tells how that went; `checkup` looks at this terminal, off the
    event loop, and gives what hurts and was not said before ("" for nothing). `colours_off` says why there are no
    colours, where there are none. `theme_from` is the file that asks for `theme`, with the place in it.

    `annotator` is who is signed in, "" while nobody is. `open_notebook` opens the notebook of that name on what is
    loaded; whether only to read, and whether to take it over from another session, stands behind the name. `left_open`
    tells, cheaply, whether a session of that name may have ended without a goodbye, by giving the name again; without
    a name that of whoever left one, "" for nobody. `kept_where` tells where annotations on what is loaded are kept, if
    that is not in its folder. `annotate` is the id of the article to annotate at once, `blind` hides the tags of all
    others, `read_only` says that nothing is to be changed.
    """

    load: Callable[[], Loaded]
    state: Path | None
    theme_folders: tuple[Path, ...]
    theme: str
    ladder: str
    folders: tuple[str, ...] = ()
    ascii: bool = False
    announce: str = ""
    sources: tuple[str, ...] = ()
    copy: str = "auto"
    notices: tuple[Fault, ...] = ()
    theme_from: str = ""
    keep_choice: Callable[[str, str], str] | None = None
    checkup: Callable[[], str] | None = None
    colours_off: str = ""
    annotator: str = ""
    open_notebook: Callable[[Loaded, str, bool, bool], Notebook] | None = None
    left_open: Callable[[Loaded, str], str] | None = None
    kept_where: Callable[[Loaded], str] | None = None
    annotate: str = ""
    read_only: bool = False
    blind: bool = False
