"""What is said of the notebook."""

from __future__ import annotations

import time

from karabakh_tui.annotations.merge import Clash
from karabakh_tui.annotations.model import Annotation
from karabakh_tui.annotations.news import Draft, Left, Saved, Written
from karabakh_tui.text.span import Span
from karabakh_tui.text.units import Units
from karabakh_tui.tui.paint import plain
from karabakh_tui.tui.views.desk import (
    Recovered,
    ago,
    clash_rows,
    clock,
    farewell,
    losing,
    not_written,
    not_written_lines,
    place_in,
    recovered,
    today_or,
    waiting_rows,
    wrote,
)
from karabakh_tui.yamldoc.fault import Fault

NOON = time.mktime((2026, 5, 12, 12, 0, 0, 0, 0, -1))
FULL = Fault("annotations/anna/herald.yaml", 0, 0, "could not be written: no space left", "free space, and write again")


def test_a_moment_is_told_as_people_say_it() -> None:
    assert clock(NOON - 3600, NOON) == "11:00"
    assert today_or(NOON - 3600, NOON) == "11:00 today"
    assert clock(NOON - 24 * 3600, NOON) == today_or(NOON - 24 * 3600, NOON) == "12:00 on 11 May"
    assert clock(NOON - 366 * 24 * 3600, NOON).endswith("May 2025")
    assert [ago(seconds) for seconds in (0, 59, 60, 400, 3600, 7300, 90_000, 200_000)] == [
        *("just now", "just now", "1 minute ago", "6 minutes ago"),
        *("1 hour ago", "2 hours ago", "1 day ago", "2 days ago"),
    ]


def test_what_was_written_is_told_file_by_file_while_they_are_few() -> None:
    one = Written("annotations/anna/herald.yaml", "herald", 14)
    assert wrote(Saved((one,))) == "Wrote annotations/anna/herald.yaml: 14 tags. Comments and order kept."
    assert wrote(Saved((one._replace(merged=2),))).count("Merged 2 changes from disk.") == 1
    assert wrote(Saved((one._replace(new=True, tags=1),))) == "Wrote annotations/anna/herald.yaml: 1 tag."
    assert wrote(Saved((one._replace(words="As the notebook says."),))) == "As the notebook says."
    five = tuple(one._replace(path=f"{name}.yaml", merged=1) for name in "abcde")
    assert wrote(Saved(five)).startswith(
        "Wrote 5 files: a.yaml, b.yaml, c.yaml and 2 more. Merged 5 changes from disk."
    )
    assert wrote(Saved()) == ""


def test_what_could_not_be_written_is_told_with_the_reason_and_where_it_is() -> None:
    told = not_written(Saved(faults=(FULL, FULL)), "g w")
    assert told == "Not written: no space left (herald.yaml). All is in the journal; g w again."
    assert len(told) <= 80
    lines = not_written_lines(Saved(faults=(FULL,) * 5), 2, "g w", NOON)
    assert lines[0] == f"{FULL}."
    assert lines[3:] == [
        "And 2 files more.",
        "Nothing is lost: 2 changes waiting in the journal, up to 12:00. The files are as they were. g w tries again, "
        "and so does leaving.",
    ]
    nameless = Fault("", 0, 0, "Another session is just writing", "what was done is in the journal")
    assert not_written_lines(Saved(faults=(nameless,)), 1, "g w", NOON)[0] == (
        "Another session is just writing; what was done is in the journal."
    )


def test_leaving_tells_what_is_still_in_the_journal() -> None:
    assert farewell(Saved(faults=(FULL,)), 2) == (
        "2 changes are not in the YAML files yet (no space left). The journal has them; the next start goes on."
    )
    assert farewell(Saved(), 1).startswith("1 change is not in the YAML files yet (somebody else changed them, too")


def test_what_would_be_lost_is_named() -> None:
    full = Saved(faults=(FULL,))
    told = " ".join(losing(full, 2, "the journal cannot be written: no space left", note=True))
    assert told.startswith(f"{FULL}. The journal")
    assert told.endswith("Leaving now would lose 2 changes and the draft note. Free space, then try again.")
    assert "The journal cannot be written: no space left." in told
    assert "2 changes" not in " ".join(losing(full, 2, "ok", note=True))


def test_a_clash_shows_all_three_sides_and_nothing_raw() -> None:
    clashes = [
        Clash("field", "k3q9x7", "note", "was", "mine \x1b[31m", "theirs"),
        Clash("deleted there", "m2w9tz", "", {"quote": "five years", "tags": ["pay"]}, {"quote": "five years"}, None),
        Clash("field", "p4x2ab", "tags", None, ["a", "b"], []),
    ]
    rows = "\n".join(plain(clash_rows(clashes, 60)))
    assert "k3q9x7  note" in rows
    assert "\x1b" not in rows
    assert "theirs  (not there)" in rows
    assert "mine    a, b" in rows
    assert "theirs  (empty)" in rows
    many = plain(clash_rows(clashes * 40, 60))
    assert many[-1] == "and 70 more"


def test_the_place_is_told_in_words() -> None:
    text = "One two three four five six"
    assert place_in(text, Draft("herald", 8)) == "word 3"
    assert place_in(text, Draft("herald", 8, Span(8, 18))) == "word 3, selection of 2 words"
    assert place_in(text, Draft("herald", 999, Span(4, 7))) == "word 7, selection of 1 word"


def test_words_are_counted_as_the_annotate_screen_counts_them() -> None:
    text = "One — and then the capital—the city"
    assert place_in(text, Draft("herald", 10, Span(0, len(text)))) == "word 3, selection of 7 words"
    assert Units(text).words_in(Span(0, len(text))) == 7


def test_what_is_not_in_the_files_is_listed_one_by_one() -> None:
    old = Annotation("aaaaaa", ("pay",), "four per cent")
    gone = Annotation("", ("pay",), "from June")
    new = Annotation("bbbbbb", ("pay", "claim"), "Thursday", note="early\nindeed")
    rows = "\n".join(plain(waiting_rows("A Herald", [old, gone], [old._replace(tags=("claim",)), new])))
    assert rows.splitlines() == [
        *("~ A Herald  claim", "  'four per cent'"),
        *("+ A Herald  pay, claim", "  'Thursday'", "  note: early indeed"),
        *("- A Herald  pay", "  'from June'"),
    ]
    assert waiting_rows("A Herald", [gone], [gone._replace(id="made", line=7)]) == []


def test_the_page_after_a_lost_line_tells_what_is_known() -> None:
    left = Left(Draft("herald", 8, note="against A: " + "x" * 60), 2, NOON - 360, 14)
    told = Recovered(left, "anna", "E Jamestown EDM", "word 742", "~/journal.jsonl", NOON)
    rows = plain(recovered(told, 80, [(("Enter  go on", ""),)]))
    page = "\n".join(rows)
    assert rows[0] == "  The last session ended without a goodbye (11:54, 6 minutes ago)."
    assert "    annotator   anna" in rows
    assert "    article     E Jamestown EDM, word 742" in rows
    assert "    tags        14, 2 changes not yet in the YAML files" in rows
    assert "(71 characters)" in page
    assert rows[-1] == "  Nothing has been thrown away. Journal: ~/journal.jsonl"
    bare = plain(recovered(Recovered(Left(None, 0, 0.0, 0), "anna", "", "", "", NOON), 60, []))
    assert bare[0] == "  The last session ended without a goodbye."
    assert not [row for row in bare if "article" in row or "draft" in row]
