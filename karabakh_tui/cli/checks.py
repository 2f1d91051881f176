"""What facts about a machine mean: one pure function for each thing that may hurt, and sentences on it."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from karabakh_tui.tui.ladders import ESCAPE_DELAY_OVER_SSH, ascii_wanted, ladder_of, locale_told
from karabakh_tui.yamldoc.wording import shown

if TYPE_CHECKING:
    from karabakh_tui.cli.facts import Facts

SMALLEST = (60, 16)
"""Cells of the smallest window that the screen works in."""

SLOW_ESCAPE = 100
"""Milliseconds: a longer wait for a lone Esc is felt."""

LITTLE_SPACE = 16 << 20
"""Bytes: with less than that left on a disk the next file may not be written."""

LADDERS = {"true": "all colours", "256": "256 colours", "16": "16 colours", "mono": "no colours"}
_TELLING = ("NO_COLOR", "FORCE_COLOR", "STY", "COLORTERM", "TERM")
"""What decides on colours, the most telling one first."""


class Finding(NamedTuple):
    """One thing that was looked at: what was found, what follows from it, and what to do where it hurts."""

    topic: str
    hurts: bool
    found: str
    follows: str = ""
    do: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, (self.found, self.follows, self.do)))


def terminal(facts: Facts) -> Iterator[Finding]:
    """What TERM says, and how large the window is."""
    term = facts.env.get("TERM", "")
    if term in ("", "dumb"):
        said = "TERM=dumb." if term else "TERM is not set."
        plain = "Plain text works: karabakh-tui compare all --plain"
        yield Finding("terminal", True, said, "There can be no screen.", plain)
    elif facts.known is False:
        yield Finding(
            "terminal",
            True,
            f"TERM={term} is not known on this machine.",
            "The screen works all the same, but less and editors may draw wrongly.",
            "Install its terminfo entry (infocmp -x | ssh HOST tic -x -), or set TERM=xterm-256color.",
        )
    else:
        yield Finding("terminal", False, f"TERM={term}{' is known here' if facts.known else ''}.")
    if facts.size:
        small = facts.size[0] < SMALLEST[0] or facts.size[1] < SMALLEST[1]
        needs = f"The screen needs {SMALLEST[0]} x {SMALLEST[1]}; 80 x 24 is comfortable." if small else ""
        yield Finding(
            "window", small, f"It is {facts.size[0]} x {facts.size[1]}.", needs, "Make it larger." if small else ""
        )


def streams(facts: Facts) -> Iterator[Finding]:
    """Which of the three streams are terminals."""
    stdin, stdout, stderr = facts.terminals
    if stdin and stdout and stderr:
        yield Finding("streams", False, "stdin, stdout and stderr are the terminal.")
        return
    follows = {
        "stdin": (stdin, "Keys are read from the terminal itself, where there is one."),
        "stdout": (stdout, "Here the coverage table would be printed in place of a screen."),
        "stderr": (stderr, "The screen is drawn there, so there can be none here."),
    }
    for name, (is_terminal, words) in follows.items():
        if not is_terminal:
            yield Finding("streams", False, f"{name} is no terminal.", words)


def characters(facts: Facts) -> Iterator[Finding]:
    """Which characters can be printed."""
    env = facts.env
    name, locale = locale_told(env)
    said = f"{name}={locale}" if name else "Neither LC_ALL nor LC_CTYPE nor LANG is set"
    if facts.encoding.lower().replace("-", "") != "utf8":
        follows = (
            f"Python prints {facts.encoding or 'nothing'} here, so letters outside of it come out as question marks."
        )
        yield Finding("characters", True, f"{said}.", follows, "Set LANG=C.UTF-8, or another locale with UTF-8.")
    elif ascii_wanted(env):
        follows = "That is not UTF-8, so lines and typographic marks are ASCII; letters stay as they are."
        yield Finding("characters", False, f"{said}.", follows, "LANG=C.UTF-8 brings the lines; so does --no-ascii.")
    else:
        yield Finding("characters", False, f"{said}: UTF-8.")


def colours(facts: Facts) -> Iterator[Finding]:
    """How many colours there are, and which variable decided."""
    env, wish = facts.env, facts.color
    ladder = ladder_of(env, wish)
    telling = [
        name
        for name in _TELLING
        if name in env and ladder_of({key: value for key, value in env.items() if key != name}, wish) != ladder
    ]
    name = telling[0] if telling else "TERM"
    by = f"{name}={env.get(name, '')}"
    if wish != "auto" and ladder_of(env, "auto") != ladder:
        by = f"color: {wish}"
    follows = "Meanings have their signs, bold and underline." if ladder == "mono" else ""
    yield Finding("colours", False, f"{LADDERS[ladder].capitalize()}, because of {by}.", follows)


def tmux(facts: Facts) -> Iterator[Finding]:
    """How tmux handles Esc, the clipboard and colours."""
    if facts.tmux is None:
        return
    if facts.tmux.wrong:
        yield Finding(
            "tmux", True, f"TMUX is set, but tmux does not answer: {facts.tmux.wrong}.", "Copying by tmux fails."
        )
        return
    options = facts.tmux.options
    delay = options.get("escape-time", "")
    if delay.isdecimal() and int(delay) > SLOW_ESCAPE:
        follows = f"tmux holds Esc for {delay} ms; q is quicker."
        yield Finding("tmux", True, "", follows, "Mend it: tmux set -sg escape-time 20")
    else:
        version = facts.tmux.version or "tmux"
        yield Finding("tmux", False, f"{version}; Esc waits {delay or '?'} ms.")
    if options.get("set-clipboard") == "off":
        follows = "What is copied stays in tmux: prefix ] puts it in."
        yield Finding("tmux clipboard", False, "set-clipboard is off.", follows, "tmux set -s set-clipboard external")
    inside = options.get("default-terminal", "")
    if inside and "256" not in inside and "direct" not in inside:
        follows = "Programs inside take that for few colours."
        do = "tmux set -s default-terminal tmux-256color, for windows that are opened then."
        yield Finding("tmux colours", False, f"default-terminal is {inside}.", follows, do)


def screen_and_ssh(facts: Facts) -> Iterator[Finding]:
    """GNU screen, and a line over SSH."""
    if facts.env.get("STY"):
        follows = "It passes on 256 colours and no more, and no copy."
        yield Finding("GNU screen", False, "This is GNU screen.", follows, "Copied text is in the file: config path.")
    if facts.env.get("SSH_CONNECTION"):
        delay = facts.env.get("ESCDELAY") or ESCAPE_DELAY_OVER_SSH
        follows = f"A lone Esc waits {delay} ms (ESCDELAY), and the mouse is off."
        yield Finding("ssh", False, "This is an SSH connection.", follows, "On a slow line ssh -C is much faster.")


def clipboard(facts: Facts) -> Iterator[Finding]:
    """Which way copied text goes."""
    from karabakh_tui.tui.clipboard import way_for

    way = way_for(facts.copy, facts.env)
    if way == "tmux" and not facts.found.get("tmux"):
        follows = "Copied text goes to a file only."
        yield Finding("copy", True, "tmux is not on PATH here.", follows, "Set copy: terminal in the settings.")
        return
    words = {
        "tmux": "Copied text goes through tmux to your terminal, and into a file.",
        "terminal": "Copied text goes to the terminal (OSC 52), which does not say what it does, and into a file.",
        "screen": "GNU screen passes no copy on: copied text is in a file.",
    }
    yield Finding("copy", False, words.get(way, "Copied text goes into a file."))


def helpers(facts: Facts) -> Iterator[Finding]:
    """The pager and the editor."""
    words = words_of(facts.pager)
    if facts.pager == "off":
        yield Finding("pager", False, "The pager is off.")
    elif words and not facts.found.get(words[0]):
        follows = "Long output is printed as it is."
        yield Finding(
            "pager", True, f"The pager {words[0]} is not there.", follows, "Mend PAGER, or pager: in the settings."
        )
    elif words or facts.found.get("less"):
        yield Finding("pager", False, f"Long output is shown with {words[0] if words else 'less'}.")
    else:
        yield Finding("pager", False, "There is no less here: long output is printed as it is.")
    if not facts.editor:
        follows = "config edit has nothing to open files with."
        yield Finding("editor", False, "There is no editor.", follows, "Set EDITOR, or edit the files by other means.")
    elif not facts.found.get(facts.editor):
        yield Finding("editor", True, f"The editor {facts.editor} is not there.", "", "Mend VISUAL or EDITOR.")
    else:
        yield Finding("editor", False, f"Files are edited with {facts.editor}.")


def folders(facts: Facts) -> Iterator[Finding]:
    """Whether the program can write where it has to, and whether there is space."""
    sound = True
    for folder in facts.folders:
        if folder.path is None:
            sound = False
            follows = "Nothing is kept there from one start to the next."
            yield Finding(f"{folder.name} folder", True, "There is no home folder.", follows, "Set HOME.")
        elif folder.wrong:
            sound = False
            follows = "Nothing is kept there from one start to the next."
            yield Finding(
                f"{folder.name} folder", True, f"{shown(folder.path)}: {folder.wrong}.", follows, "Make it writable."
            )
    if sound and facts.folders:
        yield Finding("folders", False, "Settings, data, state and cache can be written.")
    space = [folder.free for folder in facts.folders if folder.free is not None]
    if space and min(space) < LITTLE_SPACE:
        follows = "Soon nothing can be kept."
        yield Finding("disk", True, f"{min(space) >> 20} MB are left on the disk.", follows, "Make room.")
    elif space:
        yield Finding("disk", False, f"{min(space) >> 20} MB are left.")


def own_files(facts: Facts) -> Iterator[Finding]:
    """Settings, keys and themes of one's own."""
    for one in facts.examined:
        name = shown(one.path)
        if not one.faults:
            yield Finding("settings", False, f"{name} is fine.")
            continue
        follows = "What is wrong there is not used." if one.readable else "Nothing of it is used."
        yield Finding("settings", True, f"{one.faults[0]}.", follows, "All of it: karabakh-tui config check")
    if not facts.examined:
        yield Finding("settings", False, "There are none of yours: the defaults hold.")


def corpus(facts: Facts) -> Iterator[Finding]:
    """Whether the articles open."""
    reading = facts.reading
    if reading is None:
        return
    if not reading.articles:
        told = reading.faults[0] if reading.faults else "It holds no articles."
        yield Finding(
            "corpus", True, f"{reading.title} does not open: {told.rstrip('.')}.", "", "Name another: karabakh-tui PATH"
        )
        return
    counted = f"{reading.title}: {reading.articles} articles, {reading.provisions} provisions"
    if reading.faults:
        more = f" (the first: {reading.faults[0]})"
        faults = f"{len(reading.faults)} {'fault' if len(reading.faults) == 1 else 'faults'}"
        yield Finding("corpus", True, f"{counted}; {faults}{more}.", "", "All of them: karabakh-tui sources")
    else:
        yield Finding("corpus", False, f"{counted}, all sound.")


def kept(facts: Facts) -> Iterator[Finding]:
    """What the program itself has kept."""
    for path in facts.sick_places:
        follows = "The place in one corpus is forgotten."
        yield Finding("places", True, f"{shown(path)} cannot be read.", follows, "Remove it; it is written anew.")
    if facts.reports:
        count = len(facts.reports)
        told = f"Reports of faults of the program: {count}, the last one {shown(facts.reports[-1])}."
        yield Finding("reports", False, told, "", "Send it on, if you like, and remove it.")


def annotating(facts: Facts) -> Iterator[Finding]:
    """Who annotates, and what sessions left that is not in the YAML files."""
    for one in facts.sessions:
        name = shown(one.annotator)
        if one.open:
            follows = "A second session of the same name is told, and can read or take over."
            yield Finding("annotating", False, f"{name} has a session open.", follows)
        elif one.waiting:
            steps = "1 step is" if one.waiting == 1 else f"{one.waiting:,} steps are"
            follows = "The next start of the screen on that corpus, under that name, goes on with them."
            yield Finding("annotating", False, f"{name}: {steps} in the journal ({shown(one.folder)}).", follows)
        if one.damaged:
            found = f"{name}: damaged journals in {shown(one.folder)}: {one.damaged}."
            yield Finding(
                "annotating", True, found, "What could be read of them is used.", "Look at them, remove them."
            )


def versions(facts: Facts) -> Iterator[Finding]:
    """Python and Textual."""
    if facts.pinned and facts.textual and not _within(facts.textual, facts.pinned):
        low, high = facts.pinned
        found = f"Textual {facts.textual} is installed; this program is made for {low} and later, below {high}."
        do = f'Install it anew, or: pip install "textual>={low},<{high}"'
        yield Finding("versions", True, found, "The screen may break.", do)
    else:
        yield Finding("versions", False, f"Python {facts.python}, Textual {facts.textual or 'of an unknown version'}.")


ALL: tuple[Callable[[Facts], Iterator[Finding]], ...] = (
    *(terminal, streams, characters, colours, tmux, screen_and_ssh, clipboard, helpers),
    *(folders, own_files, corpus, kept, annotating, versions),
)
CHEAP = (tmux, folders)
"""Those that are looked at when the screen starts."""


def findings(facts: Facts, checks: tuple[Callable[[Facts], Iterator[Finding]], ...] = ALL) -> list[Finding]:
    """All that was found, in order."""
    return [finding for check in checks for finding in check(facts)]


def words_of(command: str) -> list[str]:
    """The words of a command as a shell would part them; one word where it cannot."""
    try:
        return shlex.split(command)
    except ValueError:
        return [command]


def _within(version: str, pinned: tuple[str, str]) -> bool:
    low, high = (_numbers(one) for one in pinned)
    return low <= _numbers(version) < high


def _numbers(version: str) -> tuple[int, ...]:
    parts = []
    for part in version.split("."):
        digits = "".join(char for char in part if char.isascii() and char.isdecimal())
        if not digits:
            break
        parts.append(int(digits))
    return tuple(parts)
