"""What it costs to find 500 annotations again in an article of 100 KB whose text was edited; and how often that is
right, over some thousands of edits."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from itertools import chain
from typing import NamedTuple

from helpers import edited

from karabakh_tui.annotations.anchor import anchor_all
from karabakh_tui.annotations.model import AnnotationFile
from karabakh_tui.corpus.model import Article
from karabakh_tui.text.fold import fold_map

CHARACTERS = 100_000
ANNOTATIONS = 500
EDITS = 25
CASES = 1000
"""Edited articles, with ten annotations each."""

MOST_FOLDS = 22
"""Folding the text takes some 13 ms of CPU; 300 ms are so many times that."""


class Job(NamedTuple):
    """An article before and after it was edited, and what was annotated before."""

    before: Article
    after: Article
    file: AnnotationFile


def job(edits: int = EDITS, seed: int = 0) -> Job:
    """A large article with that many edits all over it."""
    rng = random.Random(seed)
    paragraphs = chain.from_iterable(text.split("\n\n") for text in edited.articles())
    text = "\n\n".join(paragraphs)
    while len(text) < CHARACTERS:
        text += "\n\n" + edited.paragraph(rng)
    before = edited.article(text[:CHARACTERS])
    after = edited.first(before.text)
    for _ in range(edits):
        after = rng.choice(edited.EDITS)(after, rng)
    notes = tuple(edited.annotation(before, rng, f"n{at}") for at in range(ANNOTATIONS))
    return Job(before, edited.article(after.text), AnnotationFile("a.yaml", "anna", "a", before.sha256[:12], notes))


def cpu_ms(act: Callable[[], object]) -> float:
    """Milliseconds of CPU, the least of three."""
    seen = []
    for _ in range(3):
        begun = time.process_time()
        act()
        seen.append((time.process_time() - begun) * 1000)
    return min(seen)


def measured() -> dict[str, float]:
    """CPU in milliseconds, by what was done; "fold" is to fold the text once, which no search can do without."""
    few, many = job(), job(EDITS * 8, 1)
    return {
        "fold": cpu_ms(lambda: fold_map(few.after.text)),
        "old text": cpu_ms(lambda: anchor_all(few.after, few.file, None, few.before.text)),
        "without": cpu_ms(lambda: anchor_all(few.after, few.file)),
        "old text, 200 edits": cpu_ms(lambda: anchor_all(many.after, many.file, None, many.before.text)),
        "without, 200 edits": cpu_ms(lambda: anchor_all(many.after, many.file)),
    }


def rows() -> list[tuple[str, float, str, float, bool]]:
    """The figures: what, value, unit, what it is held against, whether that decides the run."""
    cpu = measured()
    fold = cpu.pop("fold")
    no_reach = float("inf")
    found = [("100 KB folded once, CPU", fold, "ms", no_reach, False)]
    for what, ms in cpu.items():
        found.append((f"500 annotations in 100 KB, {what}", ms, "ms", 300, False))
        found.append(("the same, x folding the text", ms / fold, "x", MOST_FOLDS, "200" not in what))
    for snapshot, name in ((True, "old text"), (False, "no old text")):
        counted = edited.tallied(chain.from_iterable(edited.outcomes(case, snapshot) for case in edited.cases(CASES)))
        every, gone = counted["all"], counted["deleted"]
        found += [
            (f"edits, {name}: {fate}, of {every:,}", 100 * counted[fate] / every, "%", no_reach, False)
            for fate in ("right", "to confirm", "orphan")
        ]
        wrong = 100 * counted["silently wrong"] / every
        found.append((f"edits, {name}: silently wrong", wrong, "%", 0.5, snapshot))
        attached = counted["deleted, attached silently"]
        found.append((f"edits, {name}: attached silently, of {gone} deleted", attached, "", 0, snapshot))
    return found
