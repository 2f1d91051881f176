"""What a notebook tells of itself: who has it, what was left, what was written, what somebody else changed, what went
wrong. Data only."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from karabakh_tui.annotations.merge import Answer, Clash
from karabakh_tui.text.span import Span
from karabakh_tui.yamldoc.fault import Fault

QuestionKind: TypeAlias = Literal["clash", "missing", "emptied", "halved"]
ChangeKind: TypeAlias = Literal["reloaded", "merged", "question", "unreadable", "gone", "taken over"]


class Where(NamedTuple):
    """Whose files, and where: `folder` is the annotations folder of the corpus, shown to people as `shown`. `state` is
    the user's folder of state, for journals, history and last good copies; without one nothing can be changed. `texts`
    is where the texts are kept that annotations are made on (see snapshots.py); without it none is. `codebook` says
    whether the codebook in that folder is the one that counts."""

    folder: Path
    annotator: str
    state: Path | None
    shown: str = "annotations"
    texts: Path | None = None
    codebook: bool = True


class Holder(NamedTuple):
    """Who has an annotator's files open: the annotator, the machine, the terminal ("pts/3", or ""), since when (in
    seconds since 1970), and the process."""

    name: str
    host: str
    tty: str
    since: float
    pid: int


class Draft(NamedTuple):
    """Where a person was: the cursor (in code points), what was selected, and a note that is not yet kept. `note_on` is
    the annotation that the note is for, or "" for the selection; `at` is when, in seconds since 1970; `provision` the
    id of the one that was in focus."""

    article_id: str
    cursor: int
    selection: Span | None = None
    note: str = ""
    note_on: str = ""
    at: float = 0.0
    provision: str = ""


class Left(NamedTuple):
    """What a session left that ended without a goodbye: where the person was, how many changes are not yet in the YAML
    files, how many annotations there are in these files and that article, and when the session last did something."""

    draft: Draft | None
    pending: int
    since: float
    tags: int


class Written(NamedTuple):
    """A file that was written: how many annotations (or other records) it holds now, whether it is `new`, and how many
    changes of somebody else's were `merged`. `file` names it as operations do."""

    path: str
    file: str
    tags: int
    new: bool = False
    merged: int = 0
    words: str = ""


class Question(NamedTuple):
    """What only a person can decide about a file that somebody else changed, too. Nothing is written to it until then.

    `clash`: both changed the same (see `clashes`). `missing`, `emptied`, `halved`: the file on disk has lost all or
    most of what it held: `mine` puts it back as it was with what was done here, `theirs` takes it as it is. `answers`
    are those that make sense here; `sum` is of the bytes on disk that were seen, in hex ("" where there are none).
    """

    file: str
    path: str
    kind: QuestionKind
    words: str
    clashes: tuple[Clash, ...] = ()
    answers: tuple[Answer, ...] = ()
    sum: str = ""


class Saved(NamedTuple):
    """What came of saving. A file that had nothing new is in none of the three. `faults` tell what could not be
    written, and why: what was done is in the journal and stays there. It is `busy` where another program was writing
    one of the files."""

    written: tuple[Written, ...] = ()
    questions: tuple[Question, ...] = ()
    faults: tuple[Fault, ...] = ()
    busy: bool = False


class Change(NamedTuple):
    """What somebody else did to a file, and what came of it here. `words` say it; `at` is when the file was changed.

    `reloaded`, `merged`, `gone` (no such file any more) need no answer; `question` does. `unreadable`: the file does
    not parse (`fault`) and is read only until it does. `taken over`: this notebook is read-only now; it has no file.
    """

    file: str
    path: str
    kind: ChangeKind
    words: str
    at: float = 0.0
    question: Question | None = None
    fault: Fault | None = None


class NotebookError(Exception):
    """What was asked for cannot be done, and nothing was changed; the text says why, for a person."""


class ReadOnlyError(NotebookError):
    """Nothing can be changed in this notebook, or in this file of it, now."""


class NoSuchError(NotebookError):
    """The operation is about an article or a record that is not there, or about one that is there already."""


class JournalError(NotebookError):
    """The journal could not be written: `error` is what the operating system says."""

    def __init__(self, words: str, error: OSError) -> None:
        super().__init__(words)
        self.error = error
