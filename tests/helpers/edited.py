"""Articles that are edited as people edit them, with the truth of where each passage went.

Every character of an edited text knows which character of the first text it is, or stands for; inserted ones know of
none, and those of a copy know what they are a copy of. So it is known of every passage whether it is still there, and
where, whatever the program says.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from karabakh_tui.annotations.anchor import anchor_all
from karabakh_tui.annotations.model import CERTAIN, Anchored, Annotation, AnnotationFile
from karabakh_tui.annotations.quoting import quoted_fields
from karabakh_tui.corpus.model import Article
from karabakh_tui.text.span import Span

SEEDS = Path(__file__).parents[2] / "seeds"

_WHO = (
    "the mayor|the council|a spokesman|the harbour office|local residents|the ministry|two engineers|the ferry company"
)
_DID = "said|announced|denied|confirmed|repeated|admitted|wrote in a letter|told reporters"
_WHAT = (
    "the old bridge will be shut|the work takes longer than planned|no one was asked before|the money has been found"
    "|buses go by the north road|the second lane stays open|the repair costs 1.2 million|all of it was known in spring"
    "|a ferry runs every half hour|the city pays nothing"
)
_WHEN = "on Monday|on 4 May|in five weeks|until autumn|since last year|for two months|at noon|after the election"
_WORDS = "stone river winter market narrow heavy signal budget promise early crossing letter timber quiet northern plan"

_LISTED = ("May", "June", "autumn", "two years")

Fate = Literal["right", "to confirm", "orphan", "silently wrong"]


@dataclass(frozen=True, slots=True)
class Text:
    """A text whose characters know where they come from: `origins` in the first text (-1: nowhere), `copies` likewise
    for characters of a copy."""

    text: str
    origins: tuple[int, ...]
    copies: tuple[int, ...]

    def cut(self, start: int, end: int) -> Text:
        return Text(self.text[start:end], self.origins[start:end], self.copies[start:end])

    def __add__(self, other: Text) -> Text:
        return Text(self.text + other.text, self.origins + other.origins, self.copies + other.copies)

    def without(self, span: Span) -> Text:
        return self.cut(0, span.start) + self.cut(span.end, len(self.text))

    def with_at(self, at: int, more: Text) -> Text:
        return self.cut(0, at) + more + self.cut(at, len(self.text))


def first(text: str) -> Text:
    return Text(text, tuple(range(len(text))), (-1,) * len(text))


def inserted(text: str) -> Text:
    return Text(text, (-1,) * len(text), (-1,) * len(text))


def instead(old: Text, text: str) -> Text:
    """Other words for the same: they stand for what was there."""
    known = [one for one in old.origins if one >= 0]
    copied = [one for one in old.copies if one >= 0]
    size = len(text)
    return Text(text, (known[0] if known else -1,) * size, (copied[0] if copied else -1,) * size)


def articles() -> Iterator[str]:
    """The five articles of the program, a long list, and five that are made up and repeat themselves."""
    for path in sorted(SEEDS.glob("0*.txt")):
        yield path.read_text("utf-8").replace("\r\n", "\n")
    yield "".join(listed(random.Random(number), number) for number in range(60))
    for number in range(5):
        yield "\n\n".join(paragraph(random.Random(number * 100 + at)) for at in range(6 + 4 * number)) + "\n"


def listed(rng: random.Random, number: int) -> str:
    """A line of a list, much like the next one."""
    what = rng.choice(["bridge", "bridge", "bridge", "ferry", "road"])
    return (
        f"The repair of {what} {number + 1} costs {rng.randrange(1, 40)} million and ends in {rng.choice(_LISTED)}.\n"
    )


def sentence(rng: random.Random) -> str:
    who, did, what, when = (rng.choice(words.split("|")) for words in (_WHO, _DID, _WHAT, _WHEN))
    said = f"{who} {did} {when} that {what}" if rng.random() < 0.6 else f"{when}, {who} {did}: “{what}”"
    some = " ".join(rng.sample(_WORDS.split(), rng.randrange(0, 4)))
    return said[0].upper() + said[1:] + (f" – {some}" if some else "") + "."


def paragraph(rng: random.Random) -> str:
    return " ".join(sentence(rng) for _ in range(rng.randrange(2, 7)))


def sentences(text: str) -> list[Span]:
    return [Span(*match.span()) for match in re.finditer(r"[^\s.!?][^.!?\n]*(?:[.!?]+[”\"']?|(?=\n)|$)", text)]


def paragraphs(text: str) -> list[Span]:
    if "\n\n" not in text:
        return [Span(*match.span()) for match in re.finditer(r"\S[^\n]*", text)]
    return [Span(*match.span()) for match in re.finditer(r"\S[^\n]*(?:\n(?!\n)[^\n]+)*", text)]


def words(text: str) -> list[Span]:
    return [Span(*match.span()) for match in re.finditer(r"\w+(?:[-’']\w+)*", text)]


# Edits


def insert_sentence(text: Text, rng: random.Random) -> Text:
    spans = sentences(text.text)
    return text.with_at(rng.choice(spans).start, inserted(sentence(rng) + " ")) if spans else text


def insert_paragraph(text: Text, rng: random.Random) -> Text:
    spans = paragraphs(text.text)
    return text.with_at(rng.choice(spans).start, inserted(paragraph(rng) + "\n\n")) if spans else text


def insert_words_of_the_article(text: Text, rng: random.Random) -> Text:
    """A new sentence that has a stretch of words which the article has elsewhere."""
    spans, every = sentences(text.text), words(text.text)
    if not spans or len(every) < 20:
        return text
    at = rng.randrange(len(every) - 8)
    again = text.text[every[at].start : every[at + rng.randrange(1, 8)].end].replace("\n", " ")
    made = f"{sentence(rng)[:-1]}, and {again} {rng.choice(_WORDS.split())}. "
    return text.with_at(rng.choice(spans).start, inserted(made))


def delete_sentence(text: Text, rng: random.Random) -> Text:
    return _delete(text, sentences(text.text), rng)


def delete_paragraph(text: Text, rng: random.Random) -> Text:
    return _delete(text, paragraphs(text.text), rng)


def _delete(text: Text, spans: Sequence[Span], rng: random.Random) -> Text:
    """Without one of these, but for such as stand twice in a row: nobody could tell which of the two is gone."""
    span = rng.choice(spans) if len(spans) > 3 else Span(0, 0)
    gone = span.of(text.text).strip()
    twice = text.text[span.end :].lstrip().startswith(gone) or text.text[: span.start].rstrip().endswith(gone)
    return text if twice else text.without(span)


def delete_words(text: Text, rng: random.Random) -> Text:
    every = words(text.text)
    if len(every) < 20:
        return text
    at = rng.randrange(len(every) - 6)
    return text.without(Span(every[at].start, every[at + rng.randrange(0, 5)].end))


def move_sentence(text: Text, rng: random.Random) -> Text:
    return _move(text, sentences, " ", rng)


def move_paragraph(text: Text, rng: random.Random) -> Text:
    return _move(text, paragraphs, "\n\n", rng)


def _move(text: Text, parts: Callable[[str], list[Span]], gap: str, rng: random.Random) -> Text:
    spans = parts(text.text)
    if len(spans) < 4:
        return text
    span = rng.choice(spans)
    part, rest = text.cut(*span), text.without(span)
    target = rng.choice(parts(rest.text))
    return rest.with_at(target.start, part + inserted(gap))


def duplicate_paragraph(text: Text, rng: random.Random) -> Text:
    """A copy of a paragraph, not right beside it: nobody could tell there which one was copied."""
    spans = paragraphs(text.text)
    chosen = rng.randrange(len(spans)) if spans else 0
    targets = [span for at, span in enumerate(spans) if at not in (chosen, chosen + 1)]
    if not targets:
        return text
    part = text.cut(*spans[chosen])
    known = tuple(origin if origin >= 0 else copy for origin, copy in zip(part.origins, part.copies, strict=True))
    copy = Text(part.text, (-1,) * len(part.text), known)
    return text.with_at(rng.choice(targets).start, copy + inserted("\n\n"))


def reword(text: Text, rng: random.Random) -> Text:
    """Some words of a sentence become other words."""
    spans = sentences(text.text)
    if not spans:
        return text
    span, share = rng.choice(spans), rng.choice([0.1, 0.2, 0.4, 0.7])
    for word in reversed(words(span.of(text.text))):
        if rng.random() < share:
            at = Span(span.start + word.start, span.start + word.end)
            new = rng.choice(_WORDS.split()) if not at.of(text.text).isdigit() else str(rng.randrange(2000))
            text = text.cut(0, at.start) + instead(text.cut(*at), new) + text.cut(at.end, len(text.text))
    return text


def fix_typos(text: Text, rng: random.Random) -> Text:
    """Two letters of some words change places."""
    for word in rng.sample(every, min(len(every), 12)) if (every := words(text.text)) else ():
        if len(word) > 3:
            at = rng.randrange(word.start, word.end - 1)
            swapped = text.text[at + 1] + text.text[at]
            text = text.cut(0, at) + instead(text.cut(at, at + 2), swapped) + text.cut(at + 2, len(text.text))
    return text


def plain_signs(text: Text, rng: random.Random) -> Text:
    """Quotes and dashes become those of a typewriter, or the other way round."""
    signs = {"“": '"', "”": '"', "’": "'", "–": "-", "—": "-"}
    if rng.random() < 0.3:
        signs = {'"': "”", "'": "’", "-": "–"}
    return Text("".join(signs.get(char, char) for char in text.text), text.origins, text.copies)


def break_lines(text: Text, rng: random.Random) -> Text:
    """Lines are broken elsewhere."""
    chars, column, width = list(text.text), 0, rng.choice([60, 72, 80])
    for at, char in enumerate(chars):
        if char == "\n" and at + 1 < len(chars) and chars[at + 1] != "\n" and chars[at - 1] != "\n":
            chars[at] = char = " "
        column = 0 if char == "\n" else column + 1
        if char == " " and column > width:
            chars[at], column = "\n", 0
    return Text("".join(chars), text.origins, text.copies)


EDITS = (
    insert_sentence,
    insert_paragraph,
    insert_words_of_the_article,
    delete_sentence,
    delete_paragraph,
    delete_words,
    move_sentence,
    move_paragraph,
    duplicate_paragraph,
    reword,
    fix_typos,
    plain_signs,
    break_lines,
)


# Cases


@dataclass(frozen=True, slots=True)
class Case:
    """An article before and after, and the annotations that were made before."""

    before: Article
    after: Text
    file: AnnotationFile
    edits: tuple[str, ...]

    @property
    def article(self) -> Article:
        return article(self.after.text)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one annotation: `deleted` where its passage is gone, `found` as the program has it."""

    case: Case
    found: Anchored
    fate: Fate
    deleted: bool


def article(text: str) -> Article:
    return Article("a", "A", "a", text, sha256=sha256(text.encode()).hexdigest())


def cases(count: int, seed: int = 0) -> Iterator[Case]:
    """So many edited articles, with ten annotations each; the same for the same seed."""
    texts = list(articles())
    for number in range(count):
        rng = random.Random(f"{seed} {number}")
        before = article(texts[number % len(texts)])
        edits = tuple(rng.choice(EDITS) for _ in range(rng.choice([1, 2, 3, 5, 8])))
        after = first(before.text)
        for edit in edits:
            after = edit(after, rng)
        notes = tuple(annotation(before, rng, f"n{at}") for at in range(10))
        file = AnnotationFile("a.yaml", "anna", "a", before.sha256[:12], notes)
        yield Case(before, after, file, tuple(edit.__name__ for edit in edits))


def annotation(article: Article, rng: random.Random, id_: str) -> Annotation:
    """A word or two, a phrase, a sentence or a paragraph; mostly as the program writes it, at times as a person does
    who writes the quote alone."""
    text = article.text
    kind = rng.choice(["words", "phrase", "phrase", "sentence", "sentence", "paragraph"])
    if kind in ("sentence", "paragraph"):
        span = rng.choice(sentences(text) if kind == "sentence" else paragraphs(text))
    else:
        every = words(text)
        count = rng.randrange(0, 2) if kind == "words" else rng.randrange(3, 12)
        at = rng.randrange(len(every) - count)
        span = Span(every[at].start, every[at + count].end)
    fields = quoted_fields(article, span)
    if rng.random() < 0.15:
        return Annotation(id_, ("t",), span.of(text), start=span.start if rng.random() < 0.5 else None)
    prefix, suffix = str(fields.get("prefix", "")), str(fields.get("suffix", ""))
    return Annotation(id_, ("t",), span.of(text), prefix, suffix, span.start)


def outcomes(case: Case, snapshot: bool) -> Iterator[Outcome]:
    """What the program makes of a case, held against the truth."""
    then = anchor_all(case.before, case.file)
    now = anchor_all(case.article, case.file, None, case.before.text if snapshot else None)
    for old, found in zip(then, now, strict=True):
        if old.anchor.certainty != "exact" or old.anchor.span is None:
            continue  # a quote alone that stands several times never told a passage
        meant = _signs(case.before.text, old.anchor.span)
        yield Outcome(case, found, _fate(case, meant, found), not _there(case.after.origins, meant, case.after))


def _fate(case: Case, meant: frozenset[int], found: Anchored) -> Fate:
    span, certainty = found.anchor.span, found.anchor.certainty
    there = _there(case.after.origins, meant, case.after)
    if certainty == "orphan":
        return "orphan"
    if certainty not in CERTAIN or span is None:
        return "to confirm"
    inside = _signs(case.after.text, span)
    if _same(there, inside):
        return "right"
    if not there and _same(_there(case.after.copies, meant, case.after), inside):
        return "right"  # the first one is gone and its copy is not: it was moved
    return "silently wrong"


def _same(truth: Sequence[int], inside: frozenset[int]) -> bool:
    """Whether a place holds most of what is left of a passage, and is not mostly something else."""
    both = len(inside.intersection(truth))
    return bool(truth) and both >= 0.6 * len(truth) and both >= 0.5 * len(inside)


def _signs(text: str, span: Span) -> frozenset[int]:
    return frozenset(at for at in range(span.start, span.end) if not text[at].isspace())


def _there(origins: Sequence[int], meant: frozenset[int], after: Text) -> list[int]:
    return [at for at, origin in enumerate(origins) if origin in meant and not after.text[at].isspace()]


def tallied(found: Iterator[Outcome]) -> Counter[str]:
    """How many of each fate, "all", "deleted" and "deleted, attached silently"."""
    counted: Counter[str] = Counter()
    for one in found:
        counted["all"] += 1
        counted[one.fate] += 1
        if one.deleted:
            counted["deleted"] += 1
            if one.fate == "orphan":
                counted["deleted, orphan"] += 1
            if one.found.anchor.certainty in CERTAIN and one.fate != "right":
                counted["deleted, attached silently"] += 1
    return counted
