"""A code gets another name: the characters of the name change, and no others."""

from __future__ import annotations

import pytest

from karabakh_tui.annotations.renaming import renamed
from karabakh_tui.yamldoc.fault import FaultError

FILE = """\
# tags: [pay]
format: 1
annotations:
  - id: a     # pay
    tags: [fact, pay]   # pay, again
    quote: "pay"
  - {id: b, tags: pay, quote: 'pay', note: pay}

  - id: c
    tags:
      - pay   # why
      - claim
    quote: |
      pay
  - {id: d, tags: [payment], quote: pay}
"""
WANTED = (
    FILE.replace("tags: [fact, pay]", "tags: [fact, wages]")
    .replace("tags: pay", "tags: wages")
    .replace("- pay   # why", "- wages   # why")
)


def test_tags_are_renamed_and_nothing_else() -> None:
    found = renamed(FILE.encode(), "x.yaml", "pay", "wages")
    assert found.data.decode() == WANTED
    assert found.counts == {"annotations": 3}


def test_a_codebook_and_verdicts_are_renamed() -> None:
    text = (
        "provisions:\n  - {id: pay, title: pay}\nlabels:\n  - {id: x}\n"
        "verdicts:\n  - {provision: pay, because: [pay]}\n"
    )
    found = renamed(text.encode(), "x.yaml", "pay", "wages")
    assert found.data.decode() == text.replace("id: pay", "id: wages").replace("provision: pay", "provision: wages")
    assert found.counts == {"provisions": 1, "verdicts": 1}


def test_a_passage_does_not_get_the_same_tag_twice() -> None:
    text = "annotations:\n  - {tags: [pya, fact, pay], quote: q}\n"
    found = renamed(text.encode(), "x.yaml", "pya", "pay")
    assert found.data.decode() == "annotations:\n  - {tags: [pay, fact], quote: q}\n"


def test_a_file_without_the_name_is_the_same_bytes() -> None:
    for data in (b"", b"format: 1\r\nannotations: []\r\n", b"\xef\xbb\xbfannotations:\n- {tags: null, quote: pay}\n"):
        assert renamed(data, "x.yaml", "pay", "wages") == (data, {})


def test_a_file_that_cannot_be_read_is_told() -> None:
    with pytest.raises(FaultError, match=r"x\.yaml:2:1"):
        renamed(b"annotations: [", "x.yaml", "pay", "wages")
