"""Changing a value in a stretch of YAML: which characters to replace by which, so that all others stay.

Nothing here is sure of what it does. The marks of a parser do not tell all that a change may meet, so whoever applies
one reads the result and compares it with what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from karabakh_tui.yamldoc import emit
from karabakh_tui.yamldoc.cut import Cut, cut_list
from karabakh_tui.yamldoc.document import BREAK
from karabakh_tui.yamldoc.emit import Form
from karabakh_tui.yamldoc.plain import Plain
from karabakh_tui.yamldoc.written import Said, Written, line_end, line_start, next_line

_BREAKS = "\r\n\x85\u2028\u2029"
_COLON = re.compile(r"[ \t]*:")
_COMMENT = re.compile(rf"[ \t]+(#[^{_BREAKS}]*)")
_COMMA = re.compile(rf"(?:[ \t]|{BREAK}|(?<=[ \t{_BREAKS}])#[^{_BREAKS}]*)*,")
_BLANK = re.compile(rf"(?:[ \t]*(?:{BREAK}))+")
_HEADER = re.compile(r"([|>])([0-9]?)[+-]?([0-9]?)")


class Edit(NamedTuple):
    """The characters from `start` to `end` become `text`."""

    start: int
    end: int
    text: str


class UnchangeableError(ValueError):
    """What is to be changed is written in a way that cannot be changed in part."""


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text with all the edits made, which must not overlap; of several at one place the first comes first."""
    parts: list[str] = []
    place = 0
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        if edit.start < place:
            raise UnchangeableError("two changes overlap")
        parts += (text[place : edit.start], edit.text)
        place = edit.end
    return "".join([*parts, text[place:]])


def plain_said(value: Plain, depth: int = 0) -> Said:
    """What a value says when it is read back: numbers are text as written. Raises UnwritableError."""
    if depth > emit.DEPTH:
        raise emit.UnwritableError(f"lists in lists, more than {emit.DEPTH} deep")
    if isinstance(value, list):
        return [plain_said(one, depth + 1) for one in value]
    if isinstance(value, dict):
        return {str(name): plain_said(one, depth + 1) for name, one in value.items()}
    return value if isinstance(value, str) else emit.scalar(value)


class Changes:
    """Edits of one stretch of text."""

    def __init__(self, text: str, form: Form) -> None:
        self.text = text
        self.form = form
        self.edits: list[Edit] = []

    def result(self) -> str:
        """The text with all edits made."""
        return applied(self.text, self.edits)

    def put(self, start: int, end: int, text: str) -> None:
        """Replace some characters."""
        self.edits.append(Edit(start, end, text))

    def take_blank(self, place: int) -> None:
        """The blank lines from `place` on go: a text above might keep them as its own."""
        found = _BLANK.match(self.text, place)
        if found is None:
            raise UnchangeableError("no blank line follows")
        self.put(place, found.end(), "")

    # Fields of a record

    def set_field(self, record: Written, name: str, value: Plain, old: Said, like: Written | None = None) -> None:
        """Give a record a field. `old` is what the record says with all aliases looked up."""
        number = record.at(name)
        if number >= 0:
            before = old.get(name) if isinstance(old, dict) else None
            self._set_value(record, number, value, before)
        elif record.flow:
            self.insert_text(record, len(record.items), f"{emit.scalar(name)}: {emit.inline(value, like)}")
        else:
            col = record.first_col
            self.line_behind(record.end, " " * col + emit.field(name, value, col, self.form, like))

    def set_null(self, record: Written, name: str) -> None:
        """Let a field that a merge takes in count as not written."""
        number = record.at(name)
        if number >= 0:
            node = record.items[number]
            self.put(node.start, self._whole_end(node), "null" if node.start < node.end else " null")
        elif record.flow:
            self.insert_text(record, len(record.items), f"{emit.scalar(name)}: null")
        else:
            self.line_behind(record.end, f"{' ' * record.first_col}{emit.scalar(name)}: null")

    def set_field_before_last(self, record: Written, name: str, value: Plain, like: Written | None = None) -> None:
        """Give a block record a field in the line above its last one: behind a text that nothing may follow."""
        last = record.keys[-1]
        start, col = line_start(self.text, last.start), record.first_col
        if record.flow or self.text[start : last.start].strip(" "):
            raise UnchangeableError("the last field stands on the line of the dash")
        self.put(start, start, " " * col + emit.field(name, value, col, self.form, like) + self.form.eol)

    def remove_field(self, record: Written, name: str) -> None:
        """Take a field out of a record."""
        number = record.at(name)
        if len(record.items) == 1:
            self._only_brackets(record)
        elif record.flow:
            self._out_of_flow(record, number, number + 1)
        else:
            self._remove_lines(record, number)

    def _only_brackets(self, record: Written) -> None:
        start = record.start if record.flow or not record.anchor else record.keys[0].start
        self.put(start, self._whole_end(record), f"&{record.anchor} {{}}" if record.flow and record.anchor else "{}")

    def _remove_lines(self, record: Written, number: int) -> None:
        text, key, value = self.text, record.keys[number], record.items[number]
        start, end = line_start(text, key.start), next_line(text, value.end)
        if not text[start : key.start].strip(" "):
            self.put(start, end, "")
            return
        following = record.keys[number + 1].start  # the field stands behind the dash, and the next one moves there
        if text[end:following].strip(" "):
            self.put(len(text[: key.start].rstrip(" ")), line_end(text, self._whole_end(value)), "")
        else:
            self.put(key.start, following, "")

    # Values

    def change(self, node: Written, value: Plain, old: Said) -> bool:
        """Turn what is written at `node` into `value` by changes of its parts; False where it must be written anew."""
        if plain_said(value) == old:
            return True
        if isinstance(value, dict) and isinstance(old, dict) and node.kind == "record" and value and node.items:
            return self._change_record(node, value, old)
        if isinstance(value, list) and isinstance(old, list) and node.kind == "list" and value and node.items:
            return self._change_list(node, value, old)
        return False

    def _change_record(self, node: Written, value: dict[str, Plain], old: dict[str, Said]) -> bool:
        gone = [name for name in old if name not in value]
        changed = [name for name, one in value.items() if name not in old or plain_said(one) != old[name]]
        if node.merges or len(gone) + len(changed) > 1:
            return False
        for name in gone:
            self.remove_field(node, name)
        for name in changed:
            self.set_field(node, name, value[name], old)
        return True

    def _change_list(self, node: Written, value: list[Plain], old: list[Said]) -> bool:
        new = [plain_said(one) for one in value]
        if len(old) != len(node.items):
            return False
        head = 0
        while head < min(len(old), len(new)) and old[head] == new[head]:
            head += 1
        tail = 0
        while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
            tail += 1
        pairs = min(len(old), len(new)) - head - tail
        cuts = None if node.flow else cut_list(self.text, node)
        if not node.flow and cuts is None:
            return False
        for number in range(head, head + pairs):
            self._change_item(node, number, value[number], old[number])
        place = head + pairs
        if len(old) > len(new):
            self.remove_items(node, place, len(old) - tail, cuts)
        elif len(new) > len(old):
            if node.flow and len(new) - len(old) > 1:
                return False
            for one in value[place : len(new) - tail]:
                self.insert_item(node, place, one, cuts, node.items[max(0, place - 1)])
        return True

    def _change_item(self, node: Written, number: int, value: Plain, old: Said) -> None:
        one = node.items[number]
        before = len(self.edits)
        if not self.change(one, value, old):
            del self.edits[before:]
            self.put(one.start, self._whole_end(one), emit.inline(value, one))

    def _set_value(self, record: Written, number: int, value: Plain, old: Said) -> None:
        node, key = record.items[number], record.keys[number]
        before = len(self.edits)
        if self.change(node, value, old):
            return
        del self.edits[before:]
        found = _COLON.match(self.text, key.end)
        colon = found.end() if found else key.end
        lead = "" if found else ":"
        if record.flow:
            self.put(node.start, node.end, self._spaced(lead, node, value))
            return
        if not emit.is_block(value, self.form, node) and not _has_break(self.text[colon : node.end]):
            self.put(node.start, node.end, self._spaced(lead, node, value))
            return
        self._rewrite(record, node, colon, lead, value)

    def _spaced(self, lead: str, node: Written, value: Plain) -> str:
        gap = " " if node.start == node.end else ""
        return f"{lead}{gap}{emit.inline(value, node)}"

    def _rewrite(self, record: Written, node: Written, colon: int, lead: str, value: Plain) -> None:
        """Everything from the colon to the end of the value, but for a comment that stands behind the name or value."""
        text = self.text
        end = self._whole_end(node)
        note = _COMMENT.match(text, colon)
        behind = _COMMENT.match(text, end)
        header = _COMMENT.search(text, node.start, line_end(text, node.start)) if node.style in ("|", ">") else None
        comment = ""
        if note and note.end() <= node.start:
            comment = note[1]
        elif header:
            comment = header[1]
        elif behind and (line_start(text, end) == line_start(text, colon) or emit.is_block(value, self.form, node)):
            comment, end = behind[1], behind.end()
        self.put(colon, end, lead + emit.after_colon(value, record.first_col, self.form, node, comment))

    def _whole_end(self, node: Written) -> int:
        """Where a value ends with what belongs to it on its last line; the break that ends the line stays."""
        text, end = self.text, node.end
        last = node
        while last.items and not last.flow:
            last = last.items[-1]
        if last.style not in ("|", ">"):
            return end
        if end and text[end - 1] in _BREAKS:
            return end - (2 if text[end - 2 : end] == "\r\n" else 1)
        return line_end(text, end)

    # Entries of a list

    def insert_item(
        self, node: Written, place: int, value: Plain, cuts: list[Cut] | None, like: Written | None = None
    ) -> None:
        """Give a list one more entry, as the one at `place`."""
        if node.flow:
            self.insert_text(node, place, emit.inline(value, like))
        elif cuts:
            near = max(0, place - 1)
            step = step_of(self.text, node.items[near], cuts[near])
            self.insert_lines(cuts, place, emit.item(value, cuts[near].dash, self.form, like, step))

    def insert_lines(self, cuts: list[Cut], place: int, lines: str) -> None:
        """The same, the entry being given as lines without the last break."""
        if place:
            self.line_behind(cuts[place - 1].end, lines)
        else:
            self.put(cuts[0].start, cuts[0].start, lines + self.form.eol)

    def remove_items(self, node: Written, start: int, end: int, cuts: list[Cut] | None) -> None:
        """Take entries out of a list, but never all of them."""
        if node.flow:
            self._out_of_flow(node, start, end)
        elif cuts:
            for one in cuts[start:end]:
                self.put(one.start, one.end, "")

    def line_behind(self, place: int, line: str) -> None:
        """One or more lines behind that of `place`."""
        text = self.text
        start = next_line(text, place)
        if start and text[start - 1] not in _BREAKS:
            self.put(start, start, self.form.eol + line + self.form.eol)
        else:
            self.put(start, start, line + self.form.eol)

    # Between brackets

    def insert_text(self, node: Written, place: int, new: str) -> None:
        """One more entry between brackets, given as it is to be written."""
        text = self.text
        if not node.items:
            opening = node.start + (len(node.anchor) + 1 if node.anchor else 0)
            opening = text.index("{" if node.kind == "record" else "[", opening) + 1
            inner = text[opening : node.end - 1]
            self.put(node.end - 1 if inner.strip() else opening, node.end - 1, new)
            return
        if place == 0:
            first = (node.keys or node.items)[0]
            self.put(first.start, first.start, new + self._after_comma(first.start))
            return
        last = node.items[place - 1]
        own = self._begins_line((node.keys or node.items)[place - 1].start)
        comma = _COMMA.match(text, last.end)
        if comma and own:
            behind = _COMMENT.match(text, comma.end())
            at = behind.end() if behind else comma.end()
            self.put(at, at, f"{self._after_comma((node.keys or node.items)[place - 1].start, '')}{new},")
        elif comma:
            self.put(comma.end(), comma.end(), f" {new}," if place < len(node.items) else f" {new}")
        elif own and not self._goes_on(last.end):
            at = line_end(text, last.end)
            self.put(last.end, last.end, ",")
            self.put(at, at, self._after_comma((node.keys or node.items)[place - 1].start, "") + new)
        else:
            self.put(last.end, last.end, f", {new}")

    def _goes_on(self, place: int) -> bool:
        """Whether something that is no comment follows on the line."""
        rest = self.text[place : line_end(self.text, place)].strip(" \t")
        return bool(rest) and not rest.startswith("#")

    def _after_comma(self, place: int, comma: str = ",") -> str:
        """A comma, and what parts the entry at `place` from the one before."""
        start = line_start(self.text, place)
        if start and self._begins_line(place):
            return comma + self.form.eol + self.text[start:place]
        return f"{comma} "

    def _begins_line(self, place: int) -> bool:
        return not self.text[line_start(self.text, place) : place].strip(" \t")

    def _out_of_flow(self, node: Written, start: int, end: int) -> None:
        text = self.text
        entries = node.keys or node.items
        first, last = entries[start].start, node.items[end - 1].end
        comma = _COMMA.match(text, last)
        ended = comma.end() if comma else last
        if self._begins_line(first) and not self._goes_on(ended):  # a comma before the closing bracket may stay
            self.put(line_start(text, first), next_line(text, ended), "")
        elif end < len(entries):
            following = entries[end].start
            self.put(first, ended if text[ended:following].strip() else following, "")
        elif start:
            before = node.items[start - 1].end
            if text[before:first].strip(" \t" + _BREAKS) == ",":
                self.put(before, ended, "")
            else:
                self.put(first, ended, "")
        else:
            self.put(first, ended, "")

    # What cannot be followed

    def end_kept(self, node: Written) -> None:
        """Let a text at the very end of the file, which has no last line break, say the same when one follows."""
        while node.items and not node.flow:
            node = node.items[-1]
        found = _HEADER.match(self.text, node.start) if node.style in ("|", ">") else None
        if found is None:
            raise UnchangeableError("no block text ends the file")
        self.put(node.start, found.end(), f"{found[1]}{found[2]}-{found[3]}")


def step_of(text: str, node: Written, at: Cut) -> int:
    """How far the fields of an entry stand behind its dash."""
    if node.kind != "record" or node.flow or not node.keys or node.anchor:
        return emit.INDENT
    col = node.first_col
    same_line = line_start(text, node.keys[0].start) == line_start(text, node.start)
    return col - at.dash if same_line and col - at.dash >= emit.INDENT else emit.INDENT


def _has_break(text: str) -> bool:
    return re.search(BREAK, text) is not None
