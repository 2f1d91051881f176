"""Two versions of one file: the records come together, and comments, order and quoting of both stay."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.annotations.merge_files import TOP, merge_files
from karabakh_tui.yamldoc.fault import FaultError
from karabakh_tui.yamldoc.sheet import Sheet

BASE = """\
# mine
format: 1
source: {id: jamestown, sha256: 2b289950054a}
annotator: anna

annotations:
  - id: k3q9x7
    tags: [mandate]
    quote: "five years"
    note: |-
      Against A.

  # not sure
  - id: m2w9tz
    tags: [lachin-corridor]
    quote: "the so-called “Lachin corridor”"

  - {id: p4x2ab, tags: troops, quote: 'one thousand'}
"""
ONE = "  - {id: aaaaaa, tags: [fact], quote: one}\n"
OTHER = "  # see B\n  - id: bbbbbb\n    tags: [claim]\n    quote: other   # here\n"


def edited(*changes: tuple[str, str], text: str = BASE) -> str:
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def merged(ours: str, theirs: str, base: str = BASE) -> str:
    """What a merge without contradictions gives."""
    found = merge_files(base.encode(), ours.encode(), theirs.encode(), "x.yaml")
    assert not found.clashes
    return found.data.decode()


def marked(ours: str, theirs: str, base: str = BASE) -> str:
    found = merge_files(base.encode(), ours.encode(), theirs.encode(), "x.yaml")
    assert found.clashes
    return found.data.decode()


def test_changes_far_from_each_other_are_both_there_with_all_comments() -> None:
    ours = edited(("# mine\n", "# mine, since May\n"), ("tags: [mandate]", "tags: [mandate, fact]  # sure"))
    theirs = edited(("'one thousand'}", "'one thousand'}  # or more"), ("  # not sure\n", "  # sure now\n"))
    found = merged(ours, theirs)
    assert found == edited(
        ("'one thousand'}", "'one thousand'}  # or more"), ("  # not sure\n", "  # sure now\n"), text=ours
    )


def test_both_add_a_record_at_the_end() -> None:
    found = merged(BASE + ONE, BASE + OTHER)
    assert found == BASE + OTHER + ONE
    assert merged(BASE + ONE, BASE + ONE) == BASE + ONE


def test_both_change_the_tags_of_a_record() -> None:
    ours, theirs = edited(("[mandate]", "[mandate, fact]")), edited(("[mandate]", "[claim, mandate]"))
    assert merged(ours, theirs) == edited(("[mandate]", "[claim, mandate, fact]"))


def test_fields_beside_each_other() -> None:
    ours = edited(("    tags: [lachin-corridor]\n", "    tags: [lachin]\n"))
    theirs = edited(('corridor”"\n', 'corridor”"\n    status: doubtful\n'))
    assert merged(ours, theirs) == edited(
        ("    tags: [lachin-corridor]\n", "    tags: [lachin]\n"),
        ('corridor”"\n', 'corridor”"\n    status: doubtful\n'),
    )


def test_a_record_that_only_they_touched_comes_as_they_wrote_it_beside_a_contradiction_elsewhere() -> None:
    ours = edited(("Against A.", "Against A!"))
    theirs = edited(
        ("Against A.", "Against B."), ("  # not sure\n  - id: m2w9tz\n", "  # sure\n  - id: m2w9tz   # the road\n")
    )
    found = marked(ours, theirs)
    assert "  # sure\n  - id: m2w9tz   # the road\n" in found
    assert "  # not sure" not in found


def test_comments_of_both_stay_in_a_record_that_both_changed() -> None:
    ours = edited(("Against A.", "Against A and B."), ("'one thousand'}\n", "'one thousand'}\n" + ONE))
    theirs = edited(
        ("tags: [mandate]", "tags: [mandate, fact]   # sure"),
        ("    note: |-\n", "    # see also B\n    note: |-\n"),
        ("'one thousand'}\n", "'one thousand'}\n" + OTHER),
    )
    found = merged(ours, theirs)
    assert "    tags: [mandate, fact]   # sure\n" in found
    assert "    # see also B\n    note: |-\n      Against A and B.\n" in found


def test_a_comment_that_both_changed_is_there_in_both_ways() -> None:
    ours = edited(("  # not sure\n", "  # sure\n"))
    theirs = edited(("  # not sure\n", "  # see the map\n"))
    found = merged(ours, theirs)
    assert "  # sure\n" in found
    assert "  # see the map\n" in found
    assert "not sure" not in found


def test_a_comment_on_what_both_changed_stays_beside_the_marks() -> None:
    ours = edited(("Against A.", "Against B."))
    theirs = edited(("Against A.", "Against C."), ("  - id: k3q9x7\n", "  # the core\n  - id: k3q9x7\n"))
    assert "  # the core\n  - id: k3q9x7\n" in marked(ours, theirs)


def test_comments_of_theirs_that_have_no_place_are_told() -> None:
    ours = edited(("# mine\n", "# mine, since May\n"), ("tags: troops", "tags: claim"))
    theirs = edited(("# mine\n", "# hers\n"), ("  # not sure\n", "  # sure\n"))
    found = merge_files(BASE.encode(), ours.encode(), theirs.encode(), "x.yaml")
    assert found.left_out == ("# hers",)
    assert b"  # sure\n" in found.data


def test_a_comment_comes_along_from_a_file_with_other_line_ends() -> None:
    theirs = edited(("  # not sure\n", "  # sure\n")).replace("\n", "\r\n")
    assert merged(edited(("tags: troops", "tags: claim")), theirs) == edited(
        ("tags: troops", "tags: claim"), ("  # not sure\n", "  # sure\n")
    )


def test_what_they_wrote_above_the_records_comes_along() -> None:
    found = merged(BASE + ONE, edited(("# mine\n", "# mine and yours\n")) + OTHER)
    assert found == edited(("# mine\n", "# mine and yours\n")) + OTHER + ONE


def test_records_that_were_taken_away_stay_away() -> None:
    gone = edited(
        ("  # not sure\n  - id: m2w9tz\n    tags: [lachin-corridor]\n", ""),
        ('    quote: "the so-called “Lachin corridor”"\n\n', ""),
    )
    assert merged(gone + ONE, BASE + OTHER) == gone + OTHER + ONE
    assert merged(BASE + ONE, gone + OTHER) == gone + OTHER + ONE


def test_fields_at_the_top_are_merged_too() -> None:
    theirs = edited(("2b289950054a", "000000000000"), ("annotator: anna\n", "annotator: anna\ndone: true\n")) + OTHER
    assert merged(BASE + ONE, theirs) == theirs + ONE
    found = merge_files(BASE.encode(), edited(("2b289950054a", "111111111111")).encode(), theirs.encode(), "x.yaml")
    assert [(one.section, one.clash.field) for one in found.clashes] == [(TOP, "source")]
    assert found.data.decode().startswith(
        "# mine\nformat: 1\n<<<<<<< ours\nsource: {id: jamestown, sha256: 111111111111}\n=======\n"
    )


def test_only_the_lines_that_contradict_each_other_are_marked() -> None:
    ours = edited(('"five years"', '"5 years"'), ("[mandate]", "[mandate, fact]"))
    theirs = edited(('"five years"', '"the five years"'), ("tags: troops", "tags: [troops, fact]"))
    assert marked(ours, theirs) == edited(
        ("[mandate]", "[mandate, fact]"),
        (
            '    quote: "five years"\n',
            '<<<<<<< ours\n    quote: "5 years"\n=======\n    quote: "the five years"\n>>>>>>> theirs\n',
        ),
        ("tags: troops", "tags: [troops, fact]"),
    )


def test_a_record_that_one_took_away_and_the_other_changed_is_marked_whole() -> None:
    changed = ONE.replace("fact", "claim")
    base = BASE + ONE
    assert marked(BASE + changed, BASE, base) == f"{BASE}<<<<<<< ours\n{changed}=======\n>>>>>>> theirs\n"
    assert marked(BASE, BASE + changed, base) == f"{BASE}<<<<<<< ours\n=======\n{changed}>>>>>>> theirs\n"


def test_two_new_records_of_one_id_are_marked() -> None:
    found = marked(BASE + ONE, BASE + ONE.replace("fact", "claim"))
    assert found == f"{BASE}<<<<<<< ours\n{ONE}=======\n{ONE.replace('fact', 'claim')}>>>>>>> theirs\n"


def test_a_file_without_a_last_line_end_is_marked_on_lines_of_their_own() -> None:
    base = "format: 1\nannotations:\n- {id: a, quote: q, note: x}"
    found = marked(base.replace("x", "y"), base.replace("x", "z"), base)
    assert found.splitlines()[2:] == [
        "<<<<<<< ours",
        "- {id: a, quote: q, note: y}",
        "=======",
        "- {id: a, quote: q, note: z}",
        ">>>>>>> theirs",
    ]


def test_line_ends_stay() -> None:
    crlf = BASE.replace("\n", "\r\n")
    found = marked(crlf.replace("Against A", "Against B"), crlf.replace("Against A", "Against C"), crlf)
    assert found.count("\r\n") == found.count("\n")
    found = merged(crlf + ONE.replace("\n", "\r\n"), crlf + OTHER.replace("\n", "\r\n"), crlf)
    assert found == (BASE + OTHER + ONE).replace("\n", "\r\n")


def test_a_file_that_both_began() -> None:
    head = "format: 1\nannotations:\n"
    assert merged(head + ONE, head + OTHER, "") == head + ONE + OTHER
    assert merged(head + ONE, "", "") == head + ONE
    assert merged("", head + ONE, "") == head + ONE


def test_records_without_an_id() -> None:
    base = "format: 1\nannotations:\n  - {tags: [a], quote: one}\n  - {tags: [b], quote: two}\n"
    ours = base.replace("tags: [a]", "id: k3q9x7, tags: [a]")
    theirs = base.replace("tags: [a]", "tags: [a, c]")
    assert merged(ours, theirs, base) == base.replace("tags: [a]", "id: k3q9x7, tags: [a, c]")


def test_every_list_of_a_codebook_is_merged() -> None:
    base = "format: 1\nprovisions:\n  - {id: a, title: A}\nlabels:\n  - {id: x, key: 1}\n"
    ours = base.replace("  - {id: a, title: A}\n", "  - {id: a, title: A}\n  - {id: b, title: B}\n")
    theirs = ours.replace("id: b, title: B", "id: c, title: C") + "  - {id: y, key: 2}\n"
    found = merged(ours, theirs, base)
    sheet = Sheet.read(found.encode(), "x")
    assert [one["id"] for one in sheet.records("provisions")] == ["a", "c", "b"]
    assert [one["id"] for one in sheet.records("labels")] == ["x", "y"]


@pytest.mark.parametrize("broken", ["format: 1\nannotations: [", "- a\n", "format: 7\n", "<<<<<<< ours\n", "\xff"])
@pytest.mark.parametrize("which", ["before", "ours", "theirs"])
def test_what_cannot_be_read_is_not_merged_and_says_which_one_it_is(broken: str, which: str) -> None:
    versions = {
        name: (BASE if name != which else broken).encode("latin-1" if name == which else "utf-8")
        for name in ("before", "ours", "theirs")
    }
    with pytest.raises(FaultError, match=re.escape(f"x.yaml ({which})")):
        merge_files(versions["before"], versions["ours"], versions["theirs"], "x.yaml")


def many(count: int, tag: str = "fact", every: int = 0) -> bytes:
    """A file of so many records; each so many-th has another tag."""
    lines = ["format: 1", "annotations:"]
    for number in range(count):
        told = tag if every and number % every == 0 else "fact"
        lines += [f"  # {number}", f"  - id: id{number:05}", f"    tags: [{told}]", f"    quote: words {number}"]
    return "\n".join([*lines, ""]).encode()


def test_a_thousand_records_are_merged_in_a_moment() -> None:
    base, ours, theirs = many(1000), many(1000, "claim", 10), many(1000, "number", 7)
    begun = time.process_time()
    found = merge_files(base, ours, theirs, "x.yaml")
    spent = time.process_time() - begun
    begun = time.process_time()
    Sheet.read(base, "x.yaml")
    read = time.process_time() - begun
    assert len(found.clashes) == 15  # every seventieth
    assert found.data.count(b"<<<<<<<") == 15
    assert spent < 150 * read


TAGS = st.lists(st.sampled_from("abc"), min_size=1, max_size=2, unique=True)


@st.composite
def version(draw: st.DrawFn) -> str:
    """A file that somebody made of one of six records: some are gone, some changed, some new; with comments."""
    lines = ["format: 1", "annotations:"]
    for number in range(6):
        what = draw(st.sampled_from(["same", "same", "gone", "tags", "note", "comment"]))
        if what == "gone":
            continue
        tags = draw(TAGS) if what == "tags" else ["z"]
        lines += [f"  # about {number}"] if what == "comment" else []
        lines += [f"  - id: r{number}", f"    tags: [{', '.join(tags)}]", f"    quote: words {number}"]
        lines += [f"    note: {draw(st.sampled_from('xy'))}"] if what == "note" else []
        if draw(st.integers(0, 5)) == 0:
            lines.append(f"  - {{id: n{draw(st.integers(0, 9))}{number}, tags: [new], quote: {number}}}")
    if len(lines) == 2:
        lines[1] = "annotations: []"
    return "\n".join([*lines, ""])


WHOLE = "format: 1\nannotations:\n" + "".join(
    f"  - id: r{number}\n    tags: [z]\n    quote: words {number}\n" for number in range(6)
)


@settings(max_examples=150, deadline=None)
@given(version(), version())
def test_whatever_two_people_do_nothing_is_lost_and_the_file_can_be_read(ours: str, theirs: str) -> None:
    found = merge_files(WHOLE.encode(), ours.encode(), theirs.encode(), "x.yaml")
    text = found.data.decode()
    if found.clashes:
        sides = [_side(text, keep) for keep in ("ours", "theirs")]
    else:
        sides = [text]
        assert "<<<<<<<" not in text
    for side in sides:
        Sheet.read(side.encode(), "x.yaml").check()
    for number in range(6):
        kept = [f"id: r{number}\n" in one for one in (ours, theirs)]
        if all(kept):
            assert all(f"id: r{number}\n" in side for side in sides)
        if not any(kept):
            assert f"id: r{number}\n" not in text
    for new in re.findall(r"id: n\d+", ours + theirs):
        assert new in text


def _side(text: str, keep: str) -> str:
    """A file with conflict markers as one side wants it."""
    found, where = [], ""
    for line in text.splitlines(keepends=True):
        if line.startswith("<<<<<<<"):
            where = "ours"
        elif line.startswith("======="):
            where = "theirs"
        elif line.startswith(">>>>>>>"):
            where = ""
        elif where in ("", keep):
            found.append(line)
    return "".join(found)
