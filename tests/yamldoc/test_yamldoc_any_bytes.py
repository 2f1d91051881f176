"""Whatever the bytes are: a tree, or a fault; and the tree is the one that other readers of YAML see."""

from __future__ import annotations

import contextlib
import io
import json
import string
import warnings

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError as RuamelError

from karabakh_tui.yamldoc.fault import FaultError
from karabakh_tui.yamldoc.load import load
from karabakh_tui.yamldoc.node import Mapping, Node, Scalar, Sequence

_BLOCK = ("a", "b: ", "c:", "- ", "? ", "\n", "\n  ", "\n    ", "|\n", ">-\n", "# x\n", ": ", "0", "é", "Шуша")
_FLOW = ("[", "]", "{", "}", ", ", "'", '"', "\\u")
_MARKS = ("&x ", "*x", "<<: ", "!t ", "---", "...", "%TAG", "~", "null", "@", "`", "<<<<<<< a")
_ODD = ("\u2028", "\x85", "\t", "\r\n", "\x07", "\ufeff")
_PIECES = st.sampled_from(_BLOCK + _FLOW + _MARKS + _ODD)


def plain(node: Node) -> object:
    match node:
        case Scalar():
            return node.value
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {name: plain(value) for name, value in node.entries.items()}


def loaded(data: bytes) -> Node | None:
    try:
        return load(data, "f.yaml").root
    except FaultError as error:
        assert str(error.fault).startswith("f.yaml")
        assert error.fault.with_caret()
        return None


_STUMBLES = (ValueError, TypeError, AttributeError, NotImplementedError, IndexError)  # of a reader on odd input
# YAML 1.1 and 1.2 differ on what ends a line and on marks within a text; the readers compared with do not merge.
_READ_DIFFERENTLY = ("\u2028", "\x85", "\ufeff", "<<: ")


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
@example(b"\xff\xfea\0:\0 \0b\0")
@example(b"\xef\xbb\xbf\xef\xbb\xbf")
def test_any_bytes_are_a_tree_or_a_fault(data: bytes) -> None:
    loaded(data)


@settings(max_examples=500, deadline=None)
@given(st.lists(_PIECES, max_size=25).map("".join))
def test_any_yaml_like_text_is_a_tree_or_a_fault_and_places_lie_in_it(text: str) -> None:
    root = loaded(text.encode("utf-8", "surrogatepass"))
    pending = [root] if root else []
    while pending:
        node = pending.pop()
        assert node.line >= 1
        assert node.col >= 1
        if isinstance(node, Sequence):
            pending.extend(node.items)
        elif isinstance(node, Mapping):
            assert set(node.places) <= set(node.entries)
            pending.extend(node.entries.values())


_NAMES = st.text(string.ascii_letters + string.digits + " -_.é", min_size=1, max_size=12)
_TEXTS = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Co"], exclude_characters="\ufeff\u2028\u2029\ufffe\uffff")
)
_VALUES = st.recursive(
    st.none()
    | _TEXTS
    | st.sampled_from(["no", "21:00", "012", "2020-11-10", "1_000", "null", "~", "", "- a", "a: b", "# c"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_NAMES, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(_NAMES, _VALUES, max_size=4))
def test_what_other_writers_wrote_is_read_as_it_was_meant(value: dict[str, object]) -> None:
    writer = YAML(typ="safe", pure=True)
    writer.default_flow_style = False
    stream = io.BytesIO()
    writer.dump(value, stream)
    # Words that YAML 1.1 takes for truth or numbers are written plain by a writer of YAML 1.2, and are text for us.
    block = loaded(stream.getvalue())
    flow = loaded(json.dumps(value, ensure_ascii=False).encode())
    assert block is not None, stream.getvalue()
    assert flow is not None
    assert plain(block) == value
    assert plain(flow) == value


@settings(max_examples=400, deadline=None)
@given(st.lists(_PIECES.filter(lambda piece: piece not in _READ_DIFFERENTLY), max_size=14).map("".join))
@example("a:\n- b: c\n  d: [e, {f: g}]\n- &x |\n  h\n\n- *x\n")
def test_other_readers_see_the_same_in_what_is_accepted(text: str) -> None:
    root = loaded(text.encode())
    if root is None:
        return
    with contextlib.suppress(yaml.YAMLError):  # PyYAML's own parser, written in Python
        assert texts(plain(root)) == texts(yaml.load(text, Loader=yaml.BaseLoader))
    reader = YAML(typ="safe", pure=True)
    reader.version = (1, 1)
    with warnings.catch_warnings(), contextlib.suppress(RuamelError, *_STUMBLES):
        warnings.simplefilter("ignore")  # on names of anchors that are given again
        assert shape(plain(root)) == shape(reader.load(text))


def texts(value: object) -> object:
    """As a reader to whom everything is text sees it."""
    if isinstance(value, dict):
        return {name: texts(one) for name, one in value.items()}
    if isinstance(value, list):
        return [texts(one) for one in value]
    return "" if value in (None, "~", "null") else value


def shape(value: object) -> object:
    """Lists and records only: what a reader makes of a scalar is its own affair."""
    if isinstance(value, dict):
        return {"record": [shape(one) for one in value.values()]}
    if isinstance(value, list):
        return [shape(one) for one in value]
    return "value"
