"""What it costs to find 500 annotations again in an article of 100 KB whose text was edited; and how often that is
right, over some thousands of edits."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
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
        "with the old text": cpu_ms(lambda: anchor_all(few.after, few.file, None, few.before.text)),
        "without it": cpu_ms(lambda: anchor_all(few.after, few.file)),
        "with the old text, 200 edits": cpu_ms(lambda: anchor_all(many.after, many.file, None, many.before.text)),
        "without it, 200 edits": cpu_ms(lambda: anchor_all(many.after, many.file)),
    }


def right_and_wrong(cases: int = CASES) -> dict[str, dict[str, int]]:
    """How many annotations came out right, to confirm, as orphans and silently wrong, with the old text and without."""

    def found(snapshot: bool) -> Iterator[edited.Outcome]:
        return chain.from_iterable(edited.outcomes(case, snapshot) for case in edited.cases(cases))

    return {
        "with the old text": dict(edited.tallied(found(True))),
        "without it": dict(edited.tallied(found(False))),
    }
