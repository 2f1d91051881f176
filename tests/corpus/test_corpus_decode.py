"""Bytes become text, or are refused with a reason; a guess is said aloud."""

from __future__ import annotations

import codecs
import encodings.aliases

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from karabakh_tui.corpus.decode import Decoded, decode, is_encoding

_RUSSIAN = (
    "Военная операция в Нагорном Карабахе завершилась подписанием заявления о прекращении огня. Российские миротворцы "
    "разместились вдоль линии соприкосновения.\n"
)
_TURKISH = (
    "Dağlık Karabağ'da ateşkes anlaşması imzalandı. Rus barış gücü askerleri bölgeye gönderildi. Şuşa şehri "
    "Azerbaycan'ın kontrolünde kalacak.\n"
)
_GERMAN = (
    "Über die Lage in Bergkarabach berichten größere Zeitungen täglich. Die Straße nach Latschin wird überwacht.\n"
)
_FRENCH = (
    "Où est déjà l’été à Noël. Les forces arméniennes ont été forcées de céder Chouchi, près de Stepanakert. « C’est à "
    "nous », déclara-t-il.\n"
)


def text_of(data: bytes, encoding: str = "") -> str | None:
    return decode(data, "a.txt", encoding).text


def test_plain_utf8_is_read_in_silence() -> None:
    assert decode("Şuşa — Шуша".encode(), "a.txt") == Decoded("Şuşa — Шуша", "utf-8", None)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding_and_is_no_part_of_the_text(encoding: str) -> None:
    decoded = decode("Şuşa\r\n😀".encode(encoding), "a.txt")
    assert decoded.text == "Şuşa\n😀"
    assert decoded.encoding == encoding.removesuffix("-sig")
    assert decoded.fault is None


def test_big_endian_marks_are_known_too() -> None:
    assert text_of(codecs.BOM_UTF16_BE + "Şuşa".encode("utf-16-be")) == "Şuşa"
    assert text_of(codecs.BOM_UTF32_BE + "Şuşa".encode("utf-32-be")) == "Şuşa"


def test_all_line_ends_become_lf() -> None:
    assert text_of(b"a\r\nb\rc\n\r\nd\r") == "a\nb\nc\n\nd\n"
    assert text_of("é\r\nb\r".encode("cp1252"), "cp1252") == "é\nb\n"


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (_RUSSIAN, "cp1251", "windows-1251"),
        (_RUSSIAN, "koi8-r", "koi8-r"),
        (_RUSSIAN, "cp866", "cp866"),
        (_TURKISH, "cp1254", "windows-1254"),
        (_GERMAN, "cp1252", "windows-1252"),
        (_FRENCH, "cp1252", "windows-1252"),
    ],
)
def test_what_is_not_utf8_is_guessed_and_the_guess_is_told(text: str, codec: str, name: str) -> None:
    decoded = decode(text.encode(codec), "a.txt")
    assert decoded.text == text
    assert decoded.encoding == name
    assert is_encoding(name)
    assert decoded.fault is not None
    assert f"it is read as {name}" in decoded.fault.what
    assert "corpus.yaml" in decoded.fault.repair


@pytest.mark.parametrize(
    "text", ["It’s over, he said.", "“We won” – finally.", "The café in Paris.", "Resumé and naïve.", "Größe"]
)
def test_a_few_western_bytes_are_not_taken_for_another_script(text: str) -> None:
    assert text_of(f"Plain.\n{text}\n".encode("cp1252")) == f"Plain.\n{text}\n"


def test_the_first_byte_that_is_not_utf8_is_named_with_its_place() -> None:
    fault = decode(b"line one\nit\x92s line two", "a.txt").fault
    assert fault is not None
    assert (fault.line, fault.col) == (2, 3)
    assert "byte 0x92 at 11" in fault.what


def test_the_place_is_right_behind_a_byte_order_mark() -> None:
    fault = decode(codecs.BOM_UTF8 + b"it\x92s", "a.txt").fault
    assert fault is not None
    assert "byte 0x92 at 5" in fault.what


def test_a_foreign_byte_far_behind_the_beginning_is_found_and_guessed_from_its_surroundings() -> None:
    data = b"plain English text here\n" * 40_000 + _RUSSIAN.encode("cp1251") * 20
    assert decode(data, "a.txt").encoding == "windows-1251"


def test_utf8_with_a_few_broken_bytes_stays_utf8() -> None:
    decoded = decode(_RUSSIAN.encode() + b"\x92\r\n" + _RUSSIAN.encode(), "a.txt")
    assert decoded.text == _RUSSIAN + "\ufffd\n" + _RUSSIAN
    assert decoded.encoding == "utf-8"
    assert decoded.fault is not None
    assert "not UTF-8" in decoded.fault.what


def test_the_encoding_a_person_chose_is_obeyed() -> None:
    decoded = decode("Шуша".encode("koi8-r"), "a.txt", "koi8-r")
    assert decoded == Decoded("Шуша", "koi8-r", None)
    assert text_of("Şuşa".encode("utf-16-le"), "utf-16-le") == "Şuşa"


def test_a_chosen_encoding_that_does_not_fit_is_told_and_the_text_is_read_all_the_same() -> None:
    decoded = decode("Шуша".encode(), "a.txt", "ascii")
    assert (decoded.text, decoded.encoding) == ("Шуша", "utf-8")
    assert str(decoded.fault) == (
        'a.txt: is not "ascii" (byte 0xd0 at 0); it is read as utf-8; change or remove "encoding" in corpus.yaml'
    )


@pytest.mark.parametrize("data", [b"", b"\n \t\r\n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE + b"\n\0"])
def test_an_empty_text_is_left_out_with_a_word(data: bytes) -> None:
    decoded = decode(data, "a.txt")
    assert decoded.text is None
    assert "is empty" in str(decoded.fault)


@pytest.mark.parametrize(
    "data",
    [
        b"text\0text",
        b"\x89PNG\r\n\x1a\n\0\0",
        codecs.BOM_UTF16_LE + b"a\0\0\0b\0",
        bytes(range(1, 256)) * 20,
        b"\xff\xfe\0",
    ],
)
def test_what_looks_binary_is_left_out_with_a_word(data: bytes) -> None:
    decoded = decode(data, "a.txt")
    assert decoded.text is None
    assert "looks binary" in str(decoded.fault)


@pytest.mark.parametrize("name", ["utf-8", "Windows-1251", "KOI8-R", "latin-1", "gb18030", "utf-8-sig"])
def test_names_of_encodings(name: str) -> None:
    assert is_encoding(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "utf-9",
        "base64",
        "zlib",
        "rot13",
        "punycode",
        "idna",
        "unicode_escape",
        "utf-7",
        "undefined",
        "a\0b",
        "é",
        "../x",
    ],
)
def test_names_that_are_none(name: str) -> None:
    assert not is_encoding(name)


_ENCODINGS = sorted(name for name in set(encodings.aliases.aliases.values()) if is_encoding(name))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=120), st.sampled_from(["", *_ENCODINGS]))
@example(b"+2AA-", "utf_8")
def test_any_bytes_are_a_text_or_refused(data: bytes, encoding: str) -> None:
    decoded = decode(data, "a.txt", encoding)
    if decoded.text is None:
        assert decoded.fault is not None
    else:
        assert "\r" not in decoded.text
        assert "\0" not in decoded.text
        assert decoded.text.encode("utf-8").decode() == decoded.text
        assert is_encoding(decoded.encoding)


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\ufeff"), min_size=1))
def test_a_text_in_utf8_or_utf16_comes_back_as_it_was(text: str) -> None:
    expected = text if text.strip() else None
    assert text_of(text.encode()) == expected
    assert text_of(text.encode("utf-16")) == expected
