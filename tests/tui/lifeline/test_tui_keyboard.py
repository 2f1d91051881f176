"""What bytes from the terminal become, however they are cut and whatever they are."""

import os
import threading
from collections.abc import Iterator
from queue import Empty, Queue

import pytest
from textual.events import Key, MouseDown, Paste
from textual.message import Message

from karabakh_tui.tui import keyboard
from karabakh_tui.tui.dispatch import key_names
from karabakh_tui.tui.keyboard import Keyboard


class Typist:
    """Somebody at the other end of a pipe to a keyboard; `heard` waits for so many keys."""

    def __init__(self) -> None:
        self._theirs, self._ours = os.pipe()
        self._heard: Queue[Message] = Queue()
        self.keyboard = Keyboard(self._theirs, self._heard.put)
        self.thread = threading.Thread(target=self.keyboard.listen)
        self.thread.start()

    def type(self, data: bytes) -> None:
        os.write(self._ours, data)

    def heard(self, count: int) -> list[str]:
        names: list[str] = []
        while len(names) < count:
            message = self._heard.get(timeout=5)
            if isinstance(message, Key):
                names += key_names(message.key, message.character)
            elif isinstance(message, Paste):
                names.append(f"paste {message.text}")
        return names

    def hang_up(self) -> None:
        os.close(self._ours)
        self._ours = -1

    def leave(self) -> None:
        self.keyboard.stop()
        self.thread.join(5)
        for fd in (self._theirs, self._ours):
            if fd >= 0:
                os.close(fd)

    @property
    def silent(self) -> bool:
        try:
            return self._heard.get(timeout=0.01) is None
        except Empty:
            return True


@pytest.fixture
def typist() -> Iterator[Typist]:
    typist = Typist()
    yield typist
    typist.leave()
    assert not typist.thread.is_alive()


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        (b"\x1b\r", ["escape", "enter"]),
        (b"\x1b\t", ["escape", "tab"]),
        (b"\x1b\x7f", ["escape", "backspace"]),
        (b"\x1b ", ["escape", "space"]),
        (b"\x1bj", ["escape", "j"]),
        (b"\x1bf", ["escape", "f"]),
        (b"\x1bN", ["escape", "N"]),
        (b"\x1b3", ["escape", "3"]),
        (b"\x1b?", ["escape", "?"]),
        (b"\x1b:q\r", ["escape", ":", "q", "enter"]),
        ("\x1bй".encode(), ["escape", "й"]),
        (b"\x1b\x1bj", ["escape", "escape", "j"]),
        (b"\x1b\x1b[A", ["escape", "up"]),
    ],
)
def test_esc_and_a_key_are_two_keys_even_in_one_packet(typist: Typist, sent: bytes, keys: list[str]) -> None:
    typist.type(sent)
    assert typist.heard(len(keys)) == keys


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        (b"\x1b[A\x1bOB\x1b[5~", ["up", "down", "pageup"]),
        (b"\x1b[Z\x1bOP", ["shift+tab", "f1"]),
        (b"\x1b[200~one\ntwo\x1b[201~x", ["paste one\ntwo", "x"]),
    ],
)
def test_sequences_are_keys_however_they_are_cut(typist: Typist, sent: bytes, keys: list[str]) -> None:
    for byte in sent:
        typist.type(bytes([byte]))
    assert typist.heard(len(keys)) == keys


def test_a_lone_esc_is_heard_when_nothing_follows(typist: Typist) -> None:
    typist.type(b"\x1b")
    assert typist.heard(1) == ["escape"]


def test_a_bracket_behind_a_lone_esc_is_a_key_when_nothing_follows(typist: Typist) -> None:
    typist.type(b"\x1b[")
    assert typist.heard(2) == ["escape", "["]


@pytest.mark.parametrize(
    "noise",
    [
        b"\xff",
        b"caf\xe9"[3:],
        b"\x1b[99999999999u",
        b"\x1b[1;1;99999999999u",
        b"\x1b[:u",
        b"\x1b[74:106u",
        bytes(range(0x80, 0x100)),
    ],
    ids=repr,
)
def test_noise_on_the_line_ends_nothing(typist: Typist, noise: bytes) -> None:
    typist.type(noise)
    typist.type(b"\x1b[Bj")
    heard = typist.heard(1)
    while heard[-1] != "j":
        heard += typist.heard(1)
    assert heard[-2:] == ["down", "j"]


ODD = [
    "\x1b",
    "\x1bq",
    "\x1b[A",
    "\x1b\x1b",
    "\x1b[200~",
    "\x1b[2J\x1b[201",
    "\x1b[48;9999;9999;0;0t",
    "\x03",
    "\xe9",
    "\ud7ff",
]


@pytest.mark.parametrize("odd", ODD, ids=repr)
@pytest.mark.parametrize("cut", [True, False], ids=["in pieces", "at once"])
def test_pasted_text_is_text_whatever_stands_in_it(typist: Typist, odd: str, cut: bool) -> None:
    text = f"one{odd}two, which goes on for more than thirty-two characters"
    sent = f"\x1b[200~{text}\x1b[201~j".encode()
    for piece in [sent[:9], sent[9:]] if cut else [sent]:
        typist.type(piece)
    assert typist.heard(2) == [f"paste {text}", "j"]


def test_a_paste_whose_head_came_late_is_no_keys(typist: Typist) -> None:
    typist.type(b"\x1b")
    assert typist.heard(1) == ["escape"]
    typist.type(b"[200~qqq\x1b[201~j")
    assert typist.heard(7) == [*"[200~", "paste qqq", "j"]


@pytest.mark.parametrize("interrupt", [b"\x03", b"\x1b[99;5u"])
def test_ctrl_c_gives_up_a_paste_whose_end_got_lost(typist: Typist, interrupt: bytes) -> None:
    typist.type(b"\x1b[200~one\x1b[201")
    assert typist.silent
    typist.type(interrupt)
    assert typist.heard(1) == ["ctrl+c"]
    typist.type(b"j")
    assert typist.heard(1) == ["j"]


def test_a_paste_without_an_end_fills_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyboard, "LONGEST_PASTE", 20)
    parser = keyboard.KeyParser()
    [paste] = parser.feed(f"\x1b[200~{'a' * 50}\x1b[201~")
    assert isinstance(paste, Paste) and paste.text == "a" * 20


def test_the_mouse_is_told_in_cells_also_by_terminals_that_tell_their_pixels() -> None:
    parser = keyboard.KeyParser()
    _size, down = parser.feed("\x1b[48;24;80;480;800t\x1b[<0;41;13M")
    assert isinstance(down, MouseDown) and (down.x, down.y) == (40, 12)


def test_a_line_that_drops_is_silent_until_somebody_looks_after_it(typist: Typist) -> None:
    typist.type(b"j")
    typist.hang_up()
    assert typist.heard(1) == ["j"]
    assert typist.silent and typist.thread.is_alive()


def test_a_letter_cut_in_two_is_one_letter(typist: Typist) -> None:
    first, second = "ї".encode()[:1], "ї".encode()[1:]
    typist.type(first)
    typist.type(second)
    assert typist.heard(1) == ["ї"]
