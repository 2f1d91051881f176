"""The guarded loader: what it reads, what it refuses, and in which words."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from karabakh_tui.yamldoc.document import Document
from karabakh_tui.yamldoc.fault import Fault, FaultError
from karabakh_tui.yamldoc.load import ParserMissingError, load, read
from karabakh_tui.yamldoc.node import Mapping, Node, Scalar, Sequence
from karabakh_tui.yamldoc.walk import NODE_LIMIT


def plain(node: Node) -> object:
    match node:
        case Scalar():
            return node.value
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {name: plain(value) for name, value in node.entries.items()}


def values(text: str) -> object:
    return plain(load(text.encode(), "f.yaml").root)


def refusal(data: str | bytes) -> Fault:
    with pytest.raises(FaultError) as caught:
        load(data if isinstance(data, bytes) else data.encode(), "f.yaml")
    return caught.value.fault


@pytest.mark.parametrize(
    "written", ["no", "21:00", "012", "2020-11-10", "2020-02-30", "1_000", "0x1f", "1e3", ".inf", "="]
)
def test_a_value_is_the_text_as_written(written: str) -> None:
    assert values(f"a: {written}") == {"a": written}


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
def test_nothing_and_null_are_no_text(written: str) -> None:
    assert values(f"a: {written}") == {"a": None}


def test_a_quoted_null_is_a_text() -> None:
    assert values("a: 'null'\nb: \"~\"\nc: ''") == {"a": "null", "b": "~", "c": ""}


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n", "\n\n"])
def test_an_empty_file_is_read_as_nothing(text: str) -> None:
    assert values(text) is None


def test_nodes_tell_their_place_and_quoting() -> None:
    root = load(b"format: 1\nlist:\n  - 'a'\n  - {b: \"c\"}\n", "f.yaml").root
    assert isinstance(root, Mapping)
    assert root.places == {"format": (1, 1), "list": (2, 1)}
    assert root.entries["list"] == Sequence(
        (Scalar("a", 3, 5, "'"), Mapping({"b": Scalar("c", 4, 9, '"')}, {"b": (4, 6)}, 4, 5)), 3, 3
    )


def test_columns_count_characters_also_after_a_byte_order_mark() -> None:
    root = load("\ufeffШуша: Şuşa\n".encode(), "f.yaml").root
    assert isinstance(root, Mapping)
    assert root.places["Шуша"] == (1, 1)
    assert root.entries["Шуша"] == Scalar("Şuşa", 1, 7, "")


def test_a_byte_order_mark_is_stripped_and_remembered() -> None:
    marked, unmarked = load(b"\xef\xbb\xbfa: b", "f.yaml"), load(b"a: b", "f.yaml")
    assert (marked.bom, unmarked.bom) == (True, False)
    assert marked.text == unmarked.text == "a: b"
    assert marked.root == unmarked.root


def test_merge_keys_fill_in_what_a_record_does_not_say() -> None:
    text = "base: &b {a: 1, b: 2}\nother: &o {b: 3, c: 4}\none: {<<: *b, b: 9}\ntwo:\n  <<: [*b, *o]\n"
    found = values(text)
    assert isinstance(found, dict)
    assert found["one"] == {"a": "1", "b": "9"}
    assert found["two"] == {"a": "1", "b": "2", "c": "4"}


def test_a_merged_name_has_no_place_of_its_own() -> None:
    root = load(b"a: &a {x: 1}\nb: {<<: *a, y: 2}", "f.yaml").root
    assert isinstance(root, Mapping)
    merged = root.entries["b"]
    assert isinstance(merged, Mapping)
    assert merged.places == {"y": (2, 13)}


def test_a_quoted_merge_key_is_a_name_like_any_other() -> None:
    assert values("'<<': a") == {"<<": "a"}


def test_an_anchor_given_twice_names_what_came_last() -> None:
    assert values("- &a x\n- *a\n- &a [y]\n- *a") == ["x", "x", ["y"], ["y"]]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a: b: c", (1, 5), "second colon"),
        ('a: 1\nb: "x\n', (2, 4), "a quote is opened and never closed"),
        ("a: [1, 2\n", (1, 4), "[ is not closed"),
        ("a: {b: c\n", (1, 4), "{ is not closed"),
        ("a:\n\t- b", (2, 1), "a tab"),
        ("a: @b", (1, 4), 'cannot begin with "@"'),
        ("a: 'it's'", (1, 8), "expected a name and a colon"),
        ("a: 1\nb\nc: 2", (2, 1), "expected a colon after this key"),
        ("- a\nb: c", (2, 1), 'expected "- "'),
        ('a: "\\q"', (1, 5), "escape"),
        ("a: !!python/object:os.system {}", (1, 4), "has the tag"),
        ("a: !x b", (1, 4), "has the tag"),
        ("!!str a: b", (1, 1), "no plain word"),
        ("a: 1\n---\nb: 2", (2, 1), "second document"),
        ("id: 1\nx: 2\nid: 3", (3, 1), "twice, here and in line 1"),
        ("? [a, b]\n: c", (1, 3), "no plain word"),
        ("x: &x a\n*x : c", (2, 1), "no plain word"),
        ("~: b", (1, 1), "without a key"),
        ("a: *b", (1, 4), "names no anchor"),
        ("a: &a [1, *a]", (1, 11), "inside what it names"),
        ("a: 1\n<<: text", (2, 5), "no mapping"),
        ("a: 1\nb: \x07", (2, 4), "U+0007"),
        ("a: \x9b31m", (1, 4), "U+009B"),
        ("%YAML 2.0\n--- a", (1, 1), "later version"),
        ("a: 1\n<<<<<<< HEAD\na: 2\n=======\na: 3\n>>>>>>> theirs\n", (2, 1), "conflict"),
        ("a: 1\n>>>>>>> theirs\n", (2, 1), "conflict"),
        ("a: 1\r\n||||||| base\r\n", (2, 1), "conflict"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(text: str, place: tuple[int, int], words: str) -> None:
    fault = refusal(text)
    assert (fault.line, fault.col) == place
    assert words in fault.what
    assert fault.repair
    assert fault.excerpt == text.replace("\r", "").split("\n")[place[0] - 1]


def test_more_than_seven_signs_are_no_conflict_marker() -> None:
    assert values("a: |\n  <<<<<<< HEAD\nb: '<<<<<<<'") == {"a": "<<<<<<< HEAD\n", "b": "<<<<<<<"}


def test_a_fault_shows_the_line_with_a_caret_under_the_place() -> None:
    assert refusal("format: 1\ntitle: a: b\n").with_caret().split("\n") == [
        "f.yaml:2:9: a second colon in one line; put the whole value in quotes",
        "  title: a: b",
        "          ^",
    ]


def test_a_line_too_long_to_point_into_is_not_shown() -> None:
    fault = refusal("a: '" + "x" * 300 + "' y")
    assert (fault.col, fault.excerpt) == (307, "")


def test_a_second_byte_order_mark_is_refused() -> None:
    assert "two byte order marks" in refusal(b"\xef\xbb\xbf\xef\xbb\xbfa: b").what


def test_bytes_that_are_no_utf8_are_named_by_offset_and_place() -> None:
    fault = refusal(b"\xef\xbb\xbfa: 1\nb\xc3\xa9: \x92x")
    assert (fault.line, fault.col) == (2, 5)
    assert "byte 0x92 at 13" in fault.what
    assert fault.excerpt == "bé: \ufffdx"


def test_a_hundred_levels_are_read_and_one_more_is_not() -> None:
    values("[" * 100 + "]" * 100)
    fault = refusal("[" * 101 + "]" * 101)
    assert "100 deep" in fault.what
    assert (fault.line, fault.col) == (1, 101)


# Each would end the process, or never end, in a loader that builds first and looks later.
_BOMBS = {
    "nested lists": b"[" * 30_000 + b"]" * 30_000,
    "lists never closed": b"[" * 1_000_000,
    "nested records": b"{a: " * 30_000,
    "dashes in a line": b"- " * 30_000 + b"x",
    "question marks in a line": b"? " * 30_000 + b"x",
    "ever deeper lines": b"\n".join(b" " * i + b"a:" for i in range(3000)),
    "aliases of aliases": b"a0: &a0 [x,x,x,x,x,x,x,x,x]\n"
    + b"".join(b"a%d: &a%d [%s]\n" % (i, i, b",".join([b"*a%d" % (i - 1)] * 9)) for i in range(1, 20)),
    "merges of merges": b"a0: &a0 {x: 1, y: 2}\n"
    + b"".join(
        b"a%d: &a%d {<<: [%s], k%d: *a%d}\n" % (i, i, b",".join([b"*a%d" % (i - 1)] * 9), i, i - 1)
        for i in range(1, 20)
    ),
    "tag lines": b"".join(b"%%TAG !a%d! b\n" % i for i in range(200_000)) + b"--- x",
    "more values than memory should hold": b"[" + b"a," * (NODE_LIMIT + 1) + b"]",
}


@pytest.mark.parametrize("name", _BOMBS)
def test_a_bomb_is_refused_and_the_program_goes_on(name: str) -> None:
    script = (
        "import resource, sys\n"
        "from karabakh_tui.yamldoc.load import load\n"
        "from karabakh_tui.yamldoc.fault import FaultError\n"
        "resource.setrlimit(resource.RLIMIT_CPU, (20, 20))\n"
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\n"
        "try:\n    load(sys.stdin.buffer.read(), 'f.yaml')\n"
        "except FaultError as error:\n    print(error.fault.what)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], input=_BOMBS[name], capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.strip()


def test_a_huge_text_is_no_bomb() -> None:
    huge = "x" * 5_000_000
    assert values(f"note: '{huge}'") == {"note": huge}


def test_without_the_c_parser_the_program_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "karabakh_tui.yamldoc.walk", None)
    with pytest.raises(ParserMissingError, match="libyaml"):
        load(b"a: b", "f.yaml")


def test_a_file_is_read_under_the_name_that_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"a: b")
    document = read(path, "annotations/x.yaml")
    assert isinstance(document, Document)
    assert document.path == "annotations/x.yaml"
