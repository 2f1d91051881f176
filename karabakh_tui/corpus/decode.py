"""From an article's bytes to its text: a byte order mark, else strict UTF-8, else a guess that is said aloud.

A guess is never written back, and a person's `encoding:` in corpus.yaml comes before it.
"""

from __future__ import annotations

import codecs
from string import ascii_letters
from typing import NamedTuple

from karabakh_tui.yamldoc.fault import Fault
from karabakh_tui.yamldoc.wording import quoted

_SAMPLE = 1 << 18  # bytes that are looked at to guess an encoding
_GUESSES_NAMED = 2  # further guesses that a fault names
_GOOD_TO_BAD = 10  # letters in UTF-8 for each place that is not, in a file that is damaged and not in another encoding
_CONTROLS = bytes({*range(32), 127} - set(b"\t\n\f\r\x1b"))
_CONTROLS_IN_TEXT = 100  # bytes of a text for each control character it may hold; more, and it is no text

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# What articles are written in, and the name to show; the likelier first, for where several give the same text. Without
# such a list the guesser prefers rarities: it takes KOI8-R for Japanese.
_CANDIDATES = {
    "cp1252": "windows-1252",
    "cp1251": "windows-1251",
    "cp1250": "windows-1250",
    "cp1254": "windows-1254",
    "cp1253": "windows-1253",
    "cp1255": "windows-1255",
    "cp1256": "windows-1256",
    "koi8_r": "koi8-r",
    "iso8859_2": "iso-8859-2",
    "iso8859_5": "iso-8859-5",
    "cp866": "cp866",
    "gb18030": "gb18030",
    "big5": "big5",
    "cp932": "cp932",
    "euc_jp": "euc-jp",
    "cp949": "cp949",
    "mac_cyrillic": "mac-cyrillic",
    "mac_roman": "mac-roman",
}
_LAST_RESORT = "latin_1"  # any bytes are Latin-1
_LATIN = ("cp1252", "cp1250", "cp1254", "iso8859_2", "mac_roman")
_LATIN_LETTERS = 4  # ASCII letters for each other byte, at least, in what is written in Latin letters
_ASCII, _NO_LETTERS = bytes(range(128)), bytes({*range(256)} - set(ascii_letters.encode()))
# Quotes, dashes and the like stand in the same place in all Windows code pages: alone they speak for none.
_PUNCTUATION = b"\x82\x84\x85\x8b\x91\x92\x93\x94\x95\x96\x97\x99\x9b\xa0\xa7\xa9\xab\xae\xb0\xb7\xbb"
# The guesser takes little Western text for Central European; it tells these languages, though.
_CENTRAL_EUROPEAN = frozenset({"Croatian", "Czech", "Hungarian", "Polish", "Romanian", "Slovak", "Slovene"})
# The bytes in which cp1252 and cp1254 differ, as cp1252 reads them, and what an Icelander needs besides.
_ICELANDIC_OR_TURKISH, _ICELANDIC = frozenset("ðþýÐÞÝ"), frozenset("áíúæÁÍÚÆ")

# Codecs that make something else of bytes than the text of an article: other bytes, what an escape says, half a
# surrogate pair, or the same in more than linear time.
_NO_ENCODINGS = frozenset(
    {"base64", "bz2", "hex", "idna", "mbcs", "oem", "punycode", "quopri", "raw_unicode_escape", "rot_13", "undefined"}
    | {"unicode_escape", "utf_7", "uu", "zlib"}
)


class Decoded(NamedTuple):
    """The text (None where there is none to read), the name of its encoding, and what is to be said of it."""

    text: str | None
    encoding: str
    fault: Fault | None


def is_encoding(name: str) -> bool:
    """Whether `name` is the name of an encoding of text."""
    try:
        return codecs.lookup(name).name.replace("-", "_") not in _NO_ENCODINGS
    except (LookupError, ValueError):
        return False


def decode(data: bytes, path: str, encoding: str = "") -> Decoded:
    """The text of an article, its line ends as LF; `path` names it in the fault, which is None for plain UTF-8.

    `encoding` is what a person chose, a name that `is_encoding` accepts. Where the bytes are not in it, they are read
    as if none had been chosen, and the fault says so. No text where the bytes look binary, or hold nothing but space.
    """
    if not encoding:
        return _checked(_automatic(data, path), path)
    try:
        return _checked(Decoded(_strict(data, encoding), encoding, None), path)
    except UnicodeError as error:
        why = _at(error)
    automatic = _checked(_automatic(data, path), path)
    if automatic.text is None:
        return automatic
    what = f"is not {quoted(encoding)}{why}; it is read as {automatic.encoding}"
    return automatic._replace(fault=Fault(path, 0, 0, what, 'change or remove "encoding" in corpus.yaml'))


def _automatic(data: bytes, path: str) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return Decoded(_strict(data, encoding), encoding, None)
            except UnicodeDecodeError:
                break
    at = data.find(b"\0")
    if at >= 0:
        return Decoded(None, "", _binary(path, f"byte 0 at {at}"))
    try:
        return Decoded(_strict(data, "utf-8"), "utf-8", None)
    except UnicodeDecodeError as error:
        return _guessed(data, path, error)


def _guessed(data: bytes, path: str, error: UnicodeDecodeError) -> Decoded:
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    data = data[len(mark) :]
    sample = _sample(data, error.start)
    line = data.count(b"\n", 0, error.start) + 1
    col = error.start - data.rfind(b"\n", 0, error.start)
    what = f"is not UTF-8{_at(error, len(mark))}"
    if _is_damaged_utf8(sample):
        text = _unix(data.decode("utf-8", "replace"))
        fault = Fault(path, line, col, f"{what}; what cannot be read there is shown as \ufffd", "mend those bytes")
        return Decoded(text, "utf-8", fault)
    guesses = _guess(sample)
    if not guesses and _controls(sample) > len(sample) // _CONTROLS_IN_TEXT:
        return Decoded(None, "", _binary(path, "control characters"))
    for codec in (*guesses, "cp1252", _LAST_RESORT):
        try:
            text = _strict(data, codec)
        except UnicodeDecodeError:
            continue
        break
    name = _CANDIDATES.get(codec, "latin-1")
    others = [_CANDIDATES[guess] for guess in guesses if guess != codec][:_GUESSES_NAMED]
    other = f" ({', '.join(others)})" if others else ""
    repair = f'to read it otherwise{other}, set its "encoding" in corpus.yaml'
    return Decoded(text, name, Fault(path, line, col, f"{what}; it is read as {name}", repair))


def _sample(data: bytes, offset: int) -> bytes:
    """Lines with other bytes than ASCII, from the one in which the bytes ceased to be UTF-8, at `offset`.

    The others would only speak for the encodings of English. The last line is left out where it is cut: half a
    character misleads.
    """
    start = max(data.rfind(b"\n", 0, offset) + 1, offset - _SAMPLE // 2)
    region = data[start : start + _SAMPLE]
    lines = region.split(b"\n")
    if start + _SAMPLE < len(data) and len(lines) > 1:
        lines.pop()
    return b"\n".join(line for line in lines if not line.isascii())


def _is_damaged_utf8(sample: bytes) -> bool:
    """Whether nearly all is UTF-8. Texts in other encodings look like it in less than every second letter."""
    text = sample.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return len(text.encode("ascii", "ignore")) + (_GOOD_TO_BAD + 1) * bad <= len(text)


def _guess(sample: bytes) -> list[str]:
    """Codecs that may have written the sample, the best first."""
    foreign = sample.translate(None, _ASCII)
    if not foreign.translate(None, _PUNCTUATION):
        return ["cp1252"]
    from charset_normalizer import from_bytes

    is_latin = len(foreign) * _LATIN_LETTERS < len(sample.translate(None, _NO_LETTERS))
    candidates = _LATIN if is_latin else tuple(_CANDIDATES)
    matches = from_bytes(sample, cp_isolation=list(candidates))
    ranked: list[str] = []
    for match in matches:
        same_text = {match.encoding, *match.could_be_from_charset}
        ranked += [codec for codec in candidates if codec in same_text]
    best = matches.best()
    if best and best.language not in _CENTRAL_EUROPEAN and "cp1252" in ranked and ranked[0] in _LATIN:
        ranked.insert(0, "cp1252")
    if "cp1252" in ranked[:1]:
        letters = set(sample.decode("cp1252", "ignore"))
        if letters & _ICELANDIC_OR_TURKISH and not letters & _ICELANDIC:
            ranked.insert(0, "cp1254")
    return list(dict.fromkeys(ranked))


def _controls(sample: bytes) -> int:
    return len(sample) - len(sample.translate(None, _CONTROLS))


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _strict(data: bytes, encoding: str) -> str:
    """Raises UnicodeError. Line ends of UTF-8 are mended in the bytes: one emoji makes the text four times as large."""
    if encoding == "utf-8":
        data = data.removeprefix(codecs.BOM_UTF8)
        if b"\r" not in data:
            return data.decode()
        data.decode()  # so that an error tells the place in the file
        return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").decode()
    return _unix(data.decode(encoding).removeprefix("\ufeff"))


def _checked(decoded: Decoded, path: str) -> Decoded:
    text = decoded.text
    if text is None:
        return decoded
    if not text or text.isspace():
        return Decoded(None, "", Fault(path, 0, 0, "is empty; it is left out", "add a text, or remove the file"))
    at = text.find("\0")
    if at >= 0:
        return Decoded(None, "", _binary(path, f"character 0 at {at}"))
    return decoded


def _binary(path: str, why: str) -> Fault:
    return Fault(path, 0, 0, f"looks binary ({why}); it is left out", "save it as UTF-8 text")


def _at(error: UnicodeError, before: int = 0) -> str:
    if not isinstance(error, UnicodeDecodeError):
        return ""
    return f" (byte 0x{error.object[error.start]:02x} at {error.start + before})"
