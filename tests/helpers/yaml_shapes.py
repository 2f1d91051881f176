"""Files of records as people leave them behind: every style that YAML has, comments in every place, odd indentation.

Each file knows which of its lines belongs to which entry, so that a test can tell whether a change touched any other.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from hypothesis import strategies as st

Draw: TypeAlias = Callable[[st.SearchStrategy[Any]], Any]

SECTION = "annotations"
WORDS = ("five years", "the road", "Şuşa", "Шуша", "a-b", "k3q9x7", "“so-called”", "Lachin")
QUOTED = ("'it''s'", '"a\\tb"', "'# no comment'", '"- {x: [y]}"', "'no'", '"21:00"', "''", '"\\U0001F600"', "'🙂'")
PLAIN = (*WORDS, "5160", "a#b", "a:b", "12:30 o'clock", "x, y", "-a", "?a", "yes and no")
NAMES = ("quote", "note", "tags", "prefix", "status", "links", "odd name", "größe")
BLANKS = ("", "", "   ")
TOP = ("format", "source", "odd", "verdicts", "annotator")
KINDS = ("block", "block", "block", "flow", "[]", "null", "no")


@dataclass
class HandEdited:
    """A file, and for each line the number of the entry that it belongs to: None where it is nobody's.

    `kind` tells how the list is written; `entries` how each entry is, and `names` its fields in their order. The name
    of the list stands in the first of `key_lines`; an empty one may have brackets in more.
    """

    data: bytes
    owners: list[int | None]
    kind: str
    entries: list[str]
    key_lines: range
    names: list[list[str]] = field(default_factory=list)


class _Writer:
    """Lines one by one, each with its owner; comments are numbered, so that no two are the same."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.lines: list[str] = []
        self.owners: list[int | None] = []
        self.owner: int | None = None
        self.comments = 0

    def line(self, text: str) -> None:
        self.lines.append(text)
        self.owners.append(self.owner)

    def one_of(self, *choices: Any) -> Any:
        return self.draw(st.sampled_from(choices))

    def odds(self, percent: int) -> bool:
        return bool(self.draw(st.integers(0, 99)) >= 100 - percent)

    def comment(self) -> str:
        self.comments += 1
        return f"# comment {self.comments}: {self.one_of('why?', '- id: x', 'a: b', '[', '---')}"

    def behind(self) -> str:
        """A comment behind something, or nothing."""
        return f"  {self.comment()}" if self.odds(15) else ""


def _texts(writer: _Writer) -> str:
    return str(writer.one_of(*PLAIN, *QUOTED))


def _flow_value(writer: _Writer) -> str:
    words = st.sampled_from([*WORDS, *QUOTED])
    match writer.draw(st.integers(0, 5)):
        case 0:
            return f"[{', '.join(writer.draw(st.lists(words, max_size=3)))}]"
        case 1:
            return f"{{to: {writer.draw(words)}, rel: {writer.draw(words)}}}"
        case 2:
            return f"[ {writer.draw(words)} , [{writer.draw(words)}], ]"
        case _:
            return str(writer.draw(words))


def _value(writer: _Writer, head: str, col: int) -> None:
    """A field in block style: `head` is what stands before its value, names begin at `col`."""
    kind = writer.one_of("plain", "plain", "flow", "block text", "lines", "list", "record", "null")
    if kind == "plain":
        writer.line(f"{head} {_texts(writer)}{writer.behind()}")
    elif kind == "flow":
        writer.line(f"{head} {_flow_value(writer)}{writer.behind()}")
    elif kind == "null":
        writer.line(f"{head}{writer.one_of('', ' ~', ' null')}{writer.behind()}")
    elif kind == "block text":
        _block_text(writer, head, col)
    elif kind == "lines":
        _several_lines(writer, head, col)
    elif kind == "list":
        writer.line(f"{head}{writer.behind()}")
        inner = " " * (col + writer.one_of(0, 2, 3))
        for _ in range(writer.one_of(1, 2, 3)):
            if writer.odds(15):
                writer.line(f"{inner}{writer.comment()}")
            writer.line(f"{inner}- {_flow_value(writer)}{writer.behind()}")
    else:
        writer.line(f"{head}{writer.behind()}")
        inner = " " * (col + writer.one_of(1, 2, 4))
        for name in ("to", "rel"):
            writer.line(f"{inner}{name}: {_texts(writer)}{writer.behind()}")


def _block_text(writer: _Writer, head: str, col: int) -> None:
    step = writer.one_of(1, 2, 4)
    hint = writer.one_of("", str(step))
    chomp = writer.one_of("", "-", "+")
    mark = writer.one_of("|", "|", ">") + writer.one_of(hint + chomp, chomp + hint)
    writer.line(f"{head} {mark}{writer.behind()}")
    pad = " " * (col + step)
    for _ in range(writer.one_of(0, 1, 2)):
        writer.line(pad + writer.one_of("text", "# no comment", "- id: x", "a: b   ", "Шуша 🙂"))
        if writer.odds(20):
            writer.line("")
    writer.line(f"{pad}  deeper" if hint else f"{pad}the end")
    for _ in range(writer.one_of(0, 0, 1, 2)):
        writer.line("")


def _several_lines(writer: _Writer, head: str, col: int) -> None:
    pad = " " * (col + writer.one_of(1, 3))
    match writer.draw(st.integers(0, 3)):
        case 0:
            writer.line(f"{head} words that go on")
            writer.line(f"{pad}in a second line{writer.behind()}")
        case 1:
            writer.line(f'{head} "words that go on')
            writer.line("")
            writer.line(f'{pad}# and on"{writer.behind()}')
        case 2:
            writer.line(f"{head} [one,{writer.behind()}")
            writer.line(f"{pad}two{writer.behind()}")
            writer.line(f"{pad}]{writer.behind()}")
        case _:
            writer.line(f"{head}{writer.behind()}")
            writer.line(f"{pad}below its name{writer.behind()}")


def _between(writer: _Writer, col: int, number: int | None) -> None:
    """What stands above an entry: nobody's comments, blank lines, its own comments."""
    writer.owner = None
    if writer.odds(15):
        writer.line(writer.one_of(*BLANKS))
        writer.line(" " * writer.one_of(0, col) + writer.comment())
        writer.line("")
    writer.owner = number
    for _ in range(writer.one_of(0, 0, 0, 1, 2)):
        writer.line(writer.one_of(*BLANKS))
    for _ in range(writer.one_of(0, 0, 0, 1, 2)):
        writer.line(" " * writer.one_of(0, col) + writer.comment())


def _block_entry(writer: _Writer, col: int, anchors: list[str]) -> tuple[str, list[str]]:
    number = writer.owner
    step = writer.one_of(2, 2, 2, 4)
    dash = " " * col + "-"
    anchor, head, kind = "", "", "block"
    if writer.odds(20):
        anchor = f"&a{number}"
        kind = "anchored"
    if anchor or writer.odds(10):
        writer.line(f"{dash}{' ' + anchor if anchor else ''}{writer.behind()}")
        if writer.odds(20):
            writer.line(" " * (col + step) + writer.comment())
        head = " " * (col + step)
    else:
        head = dash + " " * (step - 1)
    names = writer.draw(st.lists(st.sampled_from(NAMES), max_size=4, unique=True))
    fields = ["id", *names]
    if anchors and writer.odds(40):
        fields.insert(writer.one_of(0, 1), "<<")
    elif writer.odds(20):
        fields.reverse()
    for name in fields:
        quoted = f'"{name}"' if name != "<<" and writer.odds(10) else name
        if name == "id":
            writer.line(f"{head}{quoted}: id{number}{writer.behind()}")
        elif name == "<<":
            writer.line(f"{head}<<: *{writer.one_of(*anchors)}{writer.behind()}")
        else:
            _value(writer, f"{head}{quoted}:", col + step)
        head = " " * (col + step)
        if name != fields[-1] and writer.odds(10):
            writer.line(writer.one_of("", f"{head}{writer.comment()}"))
    if anchor:
        anchors.append(anchor[1:])
    return kind, fields


def _flow_entry(writer: _Writer, col: int, head: str, tail: str) -> tuple[str, list[str]]:
    names = writer.draw(st.lists(st.sampled_from(NAMES), max_size=3, unique=True))
    fields = [f"id: id{writer.owner}", *(f"{name}: {_flow_value(writer)}" for name in names)]
    if writer.odds(25):
        writer.line(f"{head}{{{writer.behind()}")
        for one in fields:
            writer.line(f"{' ' * (col + 4)}{one},{writer.behind()}")
        writer.line(f"{' ' * (col + 2)}}}{tail}{writer.behind()}")
    else:
        end = "," if writer.odds(10) else ""
        writer.line(f"{head}{{{', '.join(fields)}{end}}}{tail}{writer.behind()}")
    return "flow", ["id", *names]


def _block_list(writer: _Writer, file: HandEdited, indent: int) -> None:
    anchors: list[str] = []
    col = indent + writer.one_of(0, 2, 2, 2, 1, 4)
    for number in range(writer.one_of(1, 2, 3, 4)):
        _between(writer, col, number)
        kind = writer.one_of("block", "block", "block", "flow", "alias")
        names: list[str] = []
        if kind == "flow":
            kind, names = _flow_entry(writer, col, " " * col + "- ", "")
        elif kind == "alias" and anchors:
            writer.line(f"{' ' * col}- *{writer.one_of(*anchors)}")
        else:
            kind, names = _block_entry(writer, col, anchors)
        file.entries.append(kind)
        file.names.append(names)
        if writer.odds(10) and kind != "block":
            writer.line(" " * (col + 1) + writer.comment())
    writer.owner = None


def _flow_list(writer: _Writer, file: HandEdited, head: str) -> None:
    count = writer.one_of(1, 2, 3)
    several = writer.odds(50)
    if not several:
        ids = [f"{{id: id{number}, note: {_flow_value(writer)}}}" for number in range(count)]
        writer.line(f"{head} [{', '.join(ids)}]{writer.behind()}")
    else:
        writer.line(f"{head} [{writer.behind()}")
        for number in range(count):
            writer.owner = number
            comma = "," if number < count - 1 or writer.odds(50) else ""
            writer.line(f"    {{id: id{number}, note: {_flow_value(writer)}}}{comma}{writer.behind()}")
        writer.owner = None
        writer.line(f"  ]{writer.behind()}")
    file.entries += ["flow"] * count
    file.names += [["id", "note"]] * count


def _top_field(writer: _Writer, name: str, indent: int) -> None:
    pad = " " * indent
    if writer.odds(20):
        writer.line(writer.one_of("", pad + writer.comment()))
    if name == "verdicts":
        writer.line(f"{pad}verdicts:")
        writer.line(f"{pad}  - id: v1")
        writer.line(f"{pad}    note: {writer.one_of('|+', '|', 'x')}")
        if writer.lines[-1].endswith(("|", "+")):
            writer.line(f"{pad}      text")
            writer.line("")
        writer.line(f"{pad}  - {{id: v2}}")
    elif name == "source":
        writer.line(f"{pad}source: {{id: jamestown, sha256: 2b289950054a}}{writer.behind()}")
    elif name == "odd":
        _value(writer, f"{pad}odd:", indent)
    else:
        writer.line(f"{pad}{name}: {writer.one_of('1', 'anna')}{writer.behind()}")


@st.composite
def hand_edited(
    draw: Draw, kinds: tuple[str, ...] = ("block", "block", "block", "flow", "[]", "null", "no")
) -> HandEdited:
    """A file with a list of records that is written in one of the `kinds` of ways ("no": it is not there)."""
    writer = _Writer(draw)
    file = HandEdited(b"", [], writer.one_of(*kinds), [], range(0))
    indent = writer.one_of(0, 0, 0, 2)
    for _ in range(writer.one_of(0, 1, 2)):
        writer.line(writer.one_of("", writer.comment()))
    if writer.odds(15):
        writer.line("---")
    names = draw(st.lists(st.sampled_from(TOP), max_size=4, unique=True))
    place = draw(st.integers(0, len(names)))
    for name in [*names[:place], SECTION, *names[place:]]:
        if name != SECTION:
            _top_field(writer, name, indent)
        elif file.kind != "no":
            if writer.odds(20):
                writer.line(writer.one_of("", " " * indent + writer.comment()))
            begin = len(writer.lines)
            file.key_lines = range(begin, begin + 1)
            head = " " * indent + writer.one_of(SECTION, SECTION, f'"{SECTION}"') + ":"
            if file.kind == "block":
                writer.line(head + writer.behind())
                _block_list(writer, file, indent)
            elif file.kind == "flow":
                _flow_list(writer, file, head)
            else:
                empty = {"[]": ("[]", "[ ]", "[\n  ]"), "null": ("", "~", "null")}[file.kind]
                for line in f"{head} {writer.one_of(*empty)}{writer.behind()}".split("\n"):
                    writer.line(line)
                file.key_lines = range(begin, len(writer.lines))
    for _ in range(writer.one_of(0, 0, 1, 2)):
        writer.line(writer.one_of("", writer.comment()))
    if writer.odds(10) and (names or file.kind != "no"):
        writer.line("...")
    eol = writer.one_of("\n", "\n", "\r\n")
    text = eol.join(writer.lines) + (eol if writer.odds(75) else "")
    file.data = (codecs.BOM_UTF8 if writer.odds(15) else b"") + text.encode()
    file.owners = writer.owners
    return file


# fmt: off
TELLING = (
    "\n", "\n\n", " ", "  ", "\t", "\r\n", ": ", " #", "- ", "? ", "'", '"', "\\", "|", ">", "&a", "*a", "!t", "%",
    "[", "]", "{", "}", ",", "---", "...", "<<", "~", "null", "no", "0x1F", "1e3", "12:30", "2020-11-10", "\ufeff",
    "\x85", "\u2028", "\xa0", "\x00", "\x1b", "🙂", "Şuşa", "the road", "=", "@", "`", ".inf", "-", "1_000", "012",
)
# fmt: on


def valid_texts(max_size: int = 30) -> st.SearchStrategy[str]:
    """Texts as they come: words, signs that mean something in YAML, controls, several lines, all planes of Unicode."""
    telling = st.sampled_from(TELLING)
    pieces = st.one_of(telling, telling, st.text(st.characters(exclude_categories=["Cs"]), max_size=4))
    return st.lists(pieces, max_size=8).map("".join).filter(lambda text: len(text) <= max_size)
