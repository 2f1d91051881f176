"""The same phrase in other places: word for word, with another spelling of a name, or with words much like its own.

The search takes one article at a time, so that it can be watched, and stopped between two of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from karabakh_tui.annotations.folded import FoldedText, Place, cut
from karabakh_tui.codebook.model import NameVariants
from karabakh_tui.corpus.model import Article
from karabakh_tui.text.fold import fold
from karabakh_tui.text.span import Span

ALIKE = 82
"""Per cent from which on a place is told to be like the phrase: rapidfuzz's `ratio` of the folded words, or of their
stems."""

WORDS_ALIKE = 80
"""Per cent from which on two words may stand for each other."""

ENDING = 3
"""Letters by which the endings of two forms of one word may differ, ("deploy", "deploying"), if what they share is
longer than that."""

MOST_PLACES = 1000
"""Places in one article, at most; a phrase that stands more often tells nothing."""

MOST_HITS = 20_000
"""Places in one article that are looked at, those amid longer words included."""

MOST_CANDIDATES = 400
"""Places in one article that are compared with the phrase, at most."""

LONGEST_FUZZY = 400
"""Code points of a phrase that is searched for by likeness; a longer one only word for word."""

LEAST = 4
"""Letters of a phrase that is searched for by likeness, at least; shorter ones are like everything."""

MOST_OF = 50
"""Per cent of the letters of a phrase whose words, or words like them, have to stand near each other."""

MOST_SPELLINGS = 60
"""Other spellings of a phrase that are searched for, at most."""

Kind = Literal["exact", "name", "like"]
_RANK: Mapping[Kind, int] = {"exact": 0, "name": 1, "like": 2}


class Found(NamedTuple):
    """A place of the phrase: how it is like it, by how many per cent, and whether it is tagged so already."""

    article_id: str
    span: Span
    kind: Kind
    score: int
    tagged: bool = False


def find_phrase(
    phrase: str,
    articles: Iterable[Article],
    names: Sequence[NameVariants] = (),
    tagged: Mapping[str, Sequence[Span]] | None = None,
) -> Iterator[tuple[Found, ...]]:
    """The places of a phrase, for each article in turn, in the order of its text; no two overlap.

    `tagged` has the passages of each article, by its id, that are tagged with it already.
    """
    wanted = fold(phrase).strip()
    spellings = _spellings(wanted, names)
    for article in articles:
        text = FoldedText(article.text)
        places = _places(text, wanted, spellings) if wanted else []
        spans = (tagged or {}).get(article.id, ())
        yield tuple(
            Found(article.id, place.span, kind, score, any(place.span.overlaps(span) for span in spans))
            for place, kind, score in places
        )


_Hit = tuple[Place, Kind, int]


def _places(text: FoldedText, wanted: str, spellings: Sequence[str]) -> list[_Hit]:
    hits: list[_Hit] = [(place, "exact", 100) for place in _whole_words(text, wanted)]
    for spelling in spellings:
        hits += [(place, "name", 100) for place in _whole_words(text, spelling)]
    if len(wanted) <= LONGEST_FUZZY:
        hits += [(place, "like", score) for place, score in _alike(text, wanted)]
    return _apart(hits)


def _apart(hits: list[_Hit]) -> list[_Hit]:
    """Without those that overlap a better one, in the order of the text."""
    kept: list[_Hit] = []
    ends: list[tuple[int, int]] = []
    for hit in sorted(hits, key=lambda hit: (_RANK[hit[1]], -hit[2], hit[0].at)):
        place = hit[0]
        if not any(place.at < end and start < place.end for start, end in ends):
            ends.append((place.at, place.end))
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit[0].at)[:MOST_PLACES]


def _whole_words(text: FoldedText, wanted: str) -> list[Place]:
    """Where it stands word for word, and not amid a longer word."""
    hits = text.hits(wanted, MOST_HITS)
    starts, ends = (frozenset(text.words.starts), frozenset(text.words.ends)) if hits else (frozenset(), frozenset())
    return text.places([(at, end) for at, end in hits if at in starts and end in ends][:MOST_PLACES])


# Names


def _spellings(wanted: str, names: Sequence[NameVariants]) -> tuple[str, ...]:
    """The phrase with other spellings of the names in it."""
    found = {wanted: None}
    for name in names:
        forms = list(dict.fromkeys(filter(None, (fold(form).strip() for form in (name.name, *name.also)))))
        for phrase in list(found):
            for form in sorted(forms, key=len, reverse=True):
                at = _at_word(phrase, form)
                if at >= 0:
                    found |= {phrase[:at] + other + phrase[at + len(form) :]: None for other in forms}
                    break
            if len(found) > MOST_SPELLINGS:
                return tuple(found)[1 : MOST_SPELLINGS + 1]
    return tuple(found)[1:]


def _at_word(phrase: str, form: str) -> int:
    """Where a name stands in a phrase as whole words; -1 where it does not."""
    at = phrase.find(form)
    while at >= 0:
        end = at + len(form)
        if not (at and phrase[at - 1].isalnum()) and not (end < len(phrase) and phrase[end].isalnum()):
            return at
        at = phrase.find(form, at + 1)
    return -1


# Likeness


def _alike(text: FoldedText, wanted: str) -> list[tuple[Place, int]]:
    """Places with words like those of the phrase, in about its order: each is rated as a whole."""
    from rapidfuzz import fuzz

    parts = _words(wanted)
    if sum(len(part) for part in parts if part.isalnum()) < LEAST:
        return []
    starts, ends, folded = text.words.starts, text.words.ends, text.folded
    words = [folded[start:end] for start, end in zip(starts, ends, strict=True)]
    stands: dict[str, list[int]] = {}
    for number, word in enumerate(words):
        stands.setdefault(word, []).append(number)
    forms = {part: _forms(part, stands) for part in dict.fromkeys(parts) if part.isalnum()}
    stems = {form: part for part, alike in forms.items() for form in alike}
    found: list[tuple[Place, int]] = []
    for first, last in _windows(parts, forms, stands, len(words)):
        shown = folded[starts[first] : ends[last - 1]]
        if shown == wanted:
            continue
        levelled = " ".join(stems.get(word, word) for word in words[first:last])
        like = min(99, int((fuzz.ratio(shown, wanted) + fuzz.ratio(levelled, " ".join(parts))) / 2))
        if like >= ALIKE:
            found.append((text.place(starts[first], ends[last - 1]), like))
    return found


def _words(phrase: str) -> list[str]:
    words = cut(phrase, {})
    return [phrase[start:end] for start, end in zip(words.starts, words.ends, strict=True)]


def _forms(word: str, vocabulary: Iterable[str]) -> frozenset[str]:
    """The words of a text that may stand for this one: the word itself, other endings of it, other spellings."""
    from rapidfuzz import fuzz

    kept = {word}
    for other in vocabulary:
        if abs(len(other) - len(word)) > ENDING + 1 or not other.isalnum():
            continue
        if _other_ending(word, other) or (len(word) > ENDING and fuzz.ratio(word, other) >= WORDS_ALIKE):
            kept.add(other)
    return frozenset(kept)


def _other_ending(word: str, other: str) -> bool:
    """Whether two words are the same but for the last letters."""
    least = min(len(word), len(other))
    shared = next((n for n in range(least) if word[n] != other[n]), least)
    return shared > ENDING and max(len(word), len(other)) - shared <= ENDING


def _windows(
    parts: Sequence[str], forms: Mapping[str, frozenset[str]], stands: Mapping[str, Sequence[int]], count: int
) -> Iterator[tuple[int, int]]:
    """Stretches of words, first up to but not including the last, about where words like those of the phrase stand as
    they do there and have most of its letters. `stands` has the numbers of each of the `count` words of the text."""
    near: dict[int, dict[int, int]] = {}
    for number, part in enumerate(parts):
        for form in forms.get(part, ()):
            for at in stands.get(form, ()):
                near.setdefault(at - number, {})[number] = len(part)
    whole = sum(len(part) for part in parts if part.isalnum())
    looked_at = 0
    for begin in sorted(near):
        # With words more or fewer in between, what follows them points so many places beside.
        letters = {number: long for by in _BESIDE for number, long in near.get(begin + by, {}).items()}
        if sum(letters.values()) * 100 >= whole * MOST_OF:
            looked_at += 1
            yield from _ends(begin, len(parts), count)
        if looked_at == MOST_CANDIDATES:
            return


def _ends(begin: int, long: int, count: int) -> Iterator[tuple[int, int]]:
    """The stretch that is as long as the phrase, and those that are a few words shorter or longer at either end."""
    for first in _BESIDE:
        for last in _BESIDE:
            if 0 <= begin + first < begin + long + last <= count:
                yield begin + first, begin + long + last


_BESIDE = (0, -1, 1, -2, 2)  # words by which a place may begin or end elsewhere: "cease-fire" are three
