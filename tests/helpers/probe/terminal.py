"""An xterm-like terminal on top of pyte: what a program writes goes in, a screen comes out."""

from __future__ import annotations

import collections
import re
from collections.abc import Callable

import pyte
from helpers.probe import keys
from pyte.screens import Char, Margins

Cells = tuple[Char, ...]

SEQUENCE = re.compile(
    r"\x1b\[(?P<pre>[<-?]*)(?P<par>[0-9:;]*)(?P<mid>[ -/]*)(?P<fin>[@-~])"
    r"|\x1b\](?P<osc>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    r"|\x1b(?P<kind>[P_^X])(?P<dcs>[^\x1b]*(?:\x1b[^\\][^\x1b]*)*)\x1b\\"
    r"|\x1b(?P<nf>[ -/]+[0-~])|\x1b(?P<esc>[0-OQ-WYZ\\`-~=>])",
    re.S,
)
LINE_DRAWING = str.maketrans("`afgijklmnopqrstuvwxyz{|}~", "◆▒°±␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·")
MAY_GO_ON = "[]P_^X !\"#$%&'()*+,-./"


class Terminal:
    """pyte screens (main and alternate) behind a filter that pyte needs.

    The filter answers queries, tracks modes, swallows OSC, DCS and kitty sequences, turns colour changes into the forms
    that pyte knows, and does what pyte 0.8 lacks: repeat, scroll by SU and SD, back tab, line drawing, save cursor.
    """

    def __init__(
        self,
        cols: int,
        rows: int,
        reply: Callable[[str], None],
        kitty: bool = False,
        inband: bool = False,
        second_screen: bool = True,
    ) -> None:
        self.cols, self.rows, self.reply, self.kitty, self.inband = cols, rows, reply, kitty, inband
        self.second_screen = second_screen
        self.screens = [pyte.Screen(cols, rows), pyte.Screen(cols, rows)]
        self.streams = [pyte.Stream(screen, strict=False) for screen in self.screens]
        self.alt = 0
        self.modes: dict[str, bool] = {"25": True, "7": True}
        self.kitty_stack: list[list[int]] = [[], []]
        self.title = ""
        self.frames = 0
        """Completed synchronized updates."""
        self.unknown: collections.Counter[str] = collections.Counter()
        """Sequences the terminal did not understand; should stay empty."""
        self._tail, self._last, self._drawing = "", " ", False
        self._rows: list[Cells] | None = None

    @property
    def screen(self) -> pyte.Screen:
        """The screen that is shown: the main or the alternate one."""
        return self.screens[self.alt]

    def feed(self, text: str) -> None:
        """Interpret program output (decoded text; sequences may be split anywhere between calls)."""
        text, at = self._tail + text, 0
        self._tail = ""
        while at < len(text):
            escape = text.find("\x1b", at)
            if escape < 0:
                escape = len(text)
            if escape > at:
                self._plain(re.sub("[\x80-\x9f]", "", text[at:escape]))
            if escape == len(text):
                return
            match = SEQUENCE.match(text, escape)
            if match:
                self._sequence(match)
                at = match.end()
            elif len(text) - escape < 1 << 20 and (len(text) - escape < 2 or text[escape + 1] in MAY_GO_ON):
                self._tail = text[escape:]  # incomplete: wait for the rest
                return
            else:
                self.unknown[repr(text[escape : escape + 2])] += 1
                at = escape + 1

    def _plain(self, text: str) -> None:
        if "\x0e" in text or "\x0f" in text or self._drawing:
            for part in re.split("([\x0e\x0f])", text):
                self._drawing = {"\x0e": True, "\x0f": False}.get(part, self._drawing)
                self._put(part.translate(LINE_DRAWING) if self._drawing else part)
        else:
            self._put(text)
        if text and text[-1] >= " ":
            self._last = text[-1]

    def _put(self, data: str) -> None:
        if data:
            self._rows = None
        self.streams[self.alt].feed(data)

    def _sequence(self, m: re.Match[str]) -> None:
        if m["fin"]:
            self._control(m["pre"], m["par"], m["mid"], m["fin"])
        elif m["osc"] is not None:
            code, _, body = m["osc"].partition(";")
            self.title = body if code in "02" else self.title
            if body.endswith("?"):
                colour = "rgb:eeee/eeee/eeee" if code == "10" else "rgb:1111/1111/1111"
                self.reply(f"\x1b]{code};{body[:-1]}{colour}\x1b\\")
        elif m["kind"]:
            self._device_control(m["dcs"])
        elif m["nf"]:
            self._drawing = {"(0": True, "(B": False}.get(m["nf"], self._drawing)
            if m["nf"] == "#8":
                self._put("\x1b#8")
        elif m["esc"] in "cDEHM78":
            self._put("\x1b" + m["esc"])

    def _device_control(self, body: str) -> None:
        if body.startswith("+q"):
            self.reply(f"\x1bP0+r{body[2:]}\x1b\\")
        elif body.startswith("$q"):
            value = {" q": "2 q", "m": "0m", "r": f"1;{self.rows}r"}.get(body[2:])
            self.reply(f"\x1bP{1 if value else 0}$r{value or ''}\x1b\\")

    def _control(self, pre: str, par: str, mid: str, fin: str) -> None:
        """One control sequence. What reaches pyte in the end is plain ECMA-48 that it knows."""
        if pre == "?" and mid == "$" and fin == "p":
            known = {"2026": 1, "2048": int(self.inband)}.get(par, 1)
            self.reply(f"\x1b[?{par};{(1 if self.modes.get(par) else 2) if known else 0}$y")
        elif fin in "hl" and pre == "?":
            for mode in par.split(";"):
                self._mode(mode, fin == "h")
        elif fin == "u" and pre:
            self._kitty(pre, par)
        elif fin == "m" and pre == ">":
            self.modes["modifyOtherKeys"] = par.startswith("4;") and par[2:] not in ("", "0")
        elif fin == "m" and not pre and not mid:
            self._put(f"\x1b[{_plain_sgr(par)}m")
        elif fin in "JK" and pre in ("", "?") and par != "3":
            self._put(f"\x1b[{par}{fin}")
        elif not self._answer(pre, par, mid, fin) and not pre and not mid:
            self._move(par, fin)

    def _answer(self, pre: str, par: str, mid: str, fin: str) -> bool:
        """Answer a query; False if it is none."""
        cursor = self.screen.cursor
        if fin == "c" and not mid:
            if par in ("", "0"):
                self.reply({"": "\x1b[?62;22c", ">": "\x1b[>41;380;0c", "=": "\x1bP!|00000000\x1b\\"}.get(pre, ""))
        elif fin == "q" and pre == ">":
            self.reply("\x1bP>|probe(1)\x1b\\")
        elif fin == "n" and pre in ("", "?"):
            at = f"{min(cursor.y, self.rows - 1) + 1};{min(cursor.x, self.cols - 1) + 1}"
            self.reply({"5": "\x1b[0n", "6": f"\x1b[{pre}{at}R", "996": "\x1b[?997;1n"}.get(par, ""))
        elif fin == "t" and not pre:
            pixels = f"\x1b[4;{self.rows * 20};{self.cols * 10}t"
            cells = f"\x1b[8;{self.rows};{self.cols}t"
            self.reply({"14": pixels, "16": "\x1b[6;20;10t", "18": cells}.get(par, ""))
        else:
            return False
        return True

    def _kitty(self, pre: str, par: str) -> None:
        stack, n = self.kitty_stack[self.alt], _first_number(par)
        if pre == "?" and self.kitty:
            self.reply(f"\x1b[?{stack[-1] if stack else 0}u")
        elif pre == ">":
            stack.append(n)
        elif pre == "<":
            del stack[-max(n, 1) :]
        elif pre == "=":
            stack[-1:] = [n]

    def _move(self, par: str, fin: str) -> None:
        n, cursor = max(_first_number(par), 1), self.screen.cursor
        if fin == "b":
            self._put((self._last.translate(LINE_DRAWING) if self._drawing else self._last) * n)
        elif fin in "ST":
            self._scroll(n, up=fin == "S")
        elif fin in "su":
            self._put("\x1b7" if fin == "s" else "\x1b8")
        elif fin == "Z":
            self._put(f"\x1b[{max(0, ((cursor.x - 1) // 8 + 1 - n) * 8) + 1}G")
        elif fin in "@ABCDEFGHLMPXadefg`rhl":
            self._put(f"\x1b[{par}{fin}")
        elif fin not in "JKi":
            self.unknown[f"CSI {fin}"] += 1

    def _scroll(self, n: int, up: bool) -> None:
        screen, cursor = self.screen, self.screen.cursor
        margins = screen.margins or Margins(0, self.rows - 1)
        self._rows, x, y = None, cursor.x, cursor.y
        for _ in range(min(n, self.rows)):
            cursor.y = margins.bottom if up else margins.top
            if up:
                screen.index()
            else:
                screen.reverse_index()
        cursor.x, cursor.y = x, y

    def _mode(self, mode: str, on: bool) -> None:
        self.frames += mode == "2026" and not on and self.modes.get("2026", False)
        self.modes[mode] = on
        if mode in ("47", "1047", "1049") and self.alt != int(on) and self.second_screen:
            old = self.screen
            self._rows, self.alt = None, int(on)
            if on:
                self.screen.reset()
                self.screen.cursor.attrs = old.cursor.attrs
                self.screen.cursor.x, self.screen.cursor.y = old.cursor.x, old.cursor.y
        elif mode == "2048" and on and self.inband:
            self.reply(f"\x1b[48;{self.rows};{self.cols};{self.rows * 20};{self.cols * 10}t")
        elif mode in ("5", "6", "7", "25"):
            self._put(f"\x1b[?{mode}{'h' if on else 'l'}")

    def cells(self) -> list[Cells]:
        """All rows as tuples of pyte's Char (data, fg, bg, bold, ...); kept until the next change."""
        if self._rows is None:
            buffer = self.screen.buffer
            self._rows = [tuple(row[x] for x in range(self.cols)) for row in (buffer[y] for y in range(self.rows))]
        return self._rows

    def lines(self) -> list[str]:
        """The text of each row, without the blanks at its end."""
        return ["".join(char.data for char in row).rstrip() for row in self.cells()]

    def resize(self, cols: int, rows: int) -> None:
        """The window has another size from now on."""
        self.cols, self.rows, self._rows = cols, rows, None
        for screen in self.screens:
            screen.resize(rows, cols)
        if self.inband and self.modes.get("2048"):
            self._mode("2048", True)

    def encode(self, name: str) -> str:
        """The bytes sent for a key in the present modes."""
        stack = self.kitty_stack[self.alt]
        return keys.encode(name, self.modes.get("1", False), bool(self.kitty and stack and stack[-1] & 1))


def _first_number(par: str) -> int:
    match = re.match(r"\d+", par)
    return int(match[0]) if match else 0


def _plain_sgr(par: str) -> str:
    """Semicolons only: 38:2::r:g:b becomes 38;2;r;g;b, 4:3 becomes 4; the colour of underlines (58) goes."""
    out: list[str] = []
    parts = collections.deque(par.split(";"))
    while parts:
        sub = parts.popleft().split(":")
        if sub[0] in ("38", "48", "58") and len(sub) == 1 and parts:
            sub += [parts.popleft()]
            sub += [parts.popleft() for _ in range({"2": 3, "5": 1}.get(sub[1], 0)) if parts]
        elif sub[0] in ("38", "48") and len(sub) > 2 and sub[1] == "2":
            sub = sub[:2] + [value or "0" for value in sub[-3:]]
        elif sub[0] == "4" and len(sub) > 1:
            sub = ["24" if sub[1] == "0" else "4"]
        out += [] if sub[0] == "58" else sub
    return ";".join(out) if out or not par else "9999"
