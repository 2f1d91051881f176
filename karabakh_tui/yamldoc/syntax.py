"""What libyaml says of wrong syntax, in words that tell a person what to mend."""

from __future__ import annotations

import re

from yaml.error import MarkedYAMLError, YAMLError
from yaml.reader import ReaderError

from karabakh_tui.yamldoc.document import BREAK, Source
from karabakh_tui.yamldoc.fault import Fault
from karabakh_tui.yamldoc.wording import quoted

_QUOTE_VALUE = "put the whole value in quotes"
_INDENT = "indent the line like its neighbours, with spaces"

# libyaml's words, ours, and the repair. What is not listed is shown in libyaml's words.
_KNOWN = {
    "mapping values are not allowed in this context": ("a second colon in one line", _QUOTE_VALUE),
    "could not find expected ':'": ("expected a colon after this key", "write name: value, and indent what goes on"),
    "did not find expected key": ("expected a name and a colon here", f"{_INDENT}; {_QUOTE_VALUE}"),
    "did not find expected '-' indicator": ('expected "- " here, as in the lines above', _INDENT),
    "did not find expected ',' or ']'": ("a list that begins with [ is not closed", "add the missing , or ]"),
    "did not find expected ',' or '}'": ("a record that begins with { is not closed", "add the missing , or }"),
    "found unexpected end of stream": ("a quote is opened and never closed", "add the closing quote"),
    "found unexpected document indicator": ("a quote is opened and never closed", "add the closing quote"),
    "found unknown escape character": ("an unknown escape after a backslash", "use single quotes, or write \\\\"),
    "found undefined tag handle": ("has a tag", 'remove it, or put a text that begins with "!" in quotes'),
    "block sequence entries are not allowed in this context": ('"- " after a key', "begin the list on its own line"),
    "did not find expected comment or line break": ("text after | or >", "begin the text on the next line, indented"),
    "did not find expected <document start>": ("more follows after the value", _INDENT),
    "did not find expected node content": ("expected a value here", _QUOTE_VALUE),
    "did not find expected alphabetic or numeric character": ("& and * begin a name", _QUOTE_VALUE),
    "found incompatible YAML document": ("a later version of YAML", "remove the %YAML line"),
    "found unknown directive name": ("a line that begins with %", "remove it"),
}
# Problems that libyaml reports where it gave up; the mistake is where the quote was opened, or the key begins.
_AT_OPENING = (
    "found unexpected end of stream",
    "found unexpected document indicator",
    "could not find expected ':'",
)


def syntax_fault(source: Source, data: bytes, error: YAMLError) -> Fault:
    """The fault for an error of the parser over `data`, the bytes of `source.text`."""
    if isinstance(error, ReaderError):
        return _character(source, data, error.position)
    if not isinstance(error, MarkedYAMLError) or error.problem is None:
        return Fault(source.path, 0, 0, "is not YAML", "check the file with a YAML tool")
    problem = error.problem
    at_opening = error.context_mark and (problem in _AT_OPENING or _unclosed(source, error))
    mark = error.context_mark if at_opening else error.problem_mark
    line, col = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    if problem == "found character that cannot start any token":
        what, repair = _start(source, mark.index if mark else 0)
    else:
        what, repair = _KNOWN.get(problem, (problem, "correct the line, or put the value in quotes"))
    return source.fault(line, col, what, repair)


def _unclosed(source: Source, error: MarkedYAMLError) -> bool:
    """Whether an open bracket was missed only at the end of the file."""
    mark, problem = error.problem_mark, error.problem or ""
    return mark is not None and problem.startswith("did not find expected ','") and mark.index >= len(source.text)


def _start(source: Source, index: int) -> tuple[str, str]:
    char = source.text[index : index + 1]
    if char == "\t":
        return "a tab at the beginning of a line", "indent with spaces"
    return f"a value cannot begin with {quoted(char)}", _QUOTE_VALUE


def _character(source: Source, data: bytes, position: int) -> Fault:
    """libyaml refuses control characters, and tells the byte."""
    before = data[:position].decode("utf-8", "ignore")
    code = ord(source.text[len(before) : len(before) + 1] or "\0")
    lines = re.split(BREAK, before)
    line, col = len(lines), len(lines[-1]) + 1
    what = f"holds the character U+{code:04X}, which YAML does not allow"
    return source.fault(line, col, what, f'remove it, or write it between double quotes as "\\u{code:04x}"')
