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

MOST_CANDIDATES = 400
"""Places in one article that are compared with the phrase, at most."""

LONGEST_FUZZY = 400
"""Code points of a phrase that is searched for by likeness; a longer one only word for word."""

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
    places = text.places(wanted, MOST_PLACES)
    starts, ends = (frozenset(text.words.starts), frozenset(text.words.ends)) if places else ((), ())
    return [place for place in places if place.at in starts and place.end in ends]


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

    words = text.words
    own = cut(wanted, {})
    parts = [wanted[start:end] for start, end in zip(own.starts, own.ends, strict=True)]
    spoken = [part for part in parts if part.isalnum()]
    if not spoken or sum(map(len, spoken)) < _LEAST:
        return []
    forms = {part: _forms(part, words.vocabulary) for part in dict.fromkeys(spoken)}
    stems = {form: part for part, alike in forms.items() for form in alike}
    found: list[tuple[Place, int]] = []
    for first, last in _windows(text, parts, forms):
        at, end = words.starts[first], words.ends[last - 1]
        shown = text.folded[at:end]
        if shown == wanted:
            continue
        levelled = " ".join(
            stems.get(word, word) for word in (text.folded[words.starts[n] : words.ends[n]] for n in range(first, last))
        )
        like = min(99, int((fuzz.ratio(shown, wanted) + fuzz.ratio(levelled, " ".join(parts))) / 2))
        if like >= ALIKE:
            found.append((text.place(at, end), like))
    return found


_LEAST = 4  # letters of a phrase that is searched for by likeness: shorter words are like everything


def _forms(word: str, vocabulary: Iterable[str]) -> frozenset[str]:
    """The words of a text that may stand for this one: the word itself, other endings of it, other spellings."""
    from rapidfuzz import fuzz

    kept = {word}
    for other in vocabulary:
        if abs(len(other) - len(word)) > ENDING + 1 or not other.isalnum():
            continue
        shared = next(
            (n for n, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other))
        )
        endings = max(len(word), len(other)) - shared
        if (shared > ENDING and endings <= ENDING) or (fuzz.ratio(word, other) >= WORDS_ALIKE and len(word) > ENDING):
            kept.add(other)
    return frozenset(kept)


def _windows(text: FoldedText, parts: Sequence[str], forms: Mapping[str, frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Stretches of words, first up to but not including the last, that begin and end with a word like one of the
    phrase, about where it stands there, and have most of its letters."""
    words, stands = text.words, text.stands
    weight: dict[int, dict[int, int]] = {}
    for number, part in enumerate(parts):
        for form in forms.get(part, ()):
            code = words.vocabulary.get(form)
            for at in stands.get(chr(code), ()) if code is not None else ():
                weight.setdefault(at - number, {})[number] = len(part)
    whole = sum(map(len, filter(str.isalnum, parts)))
    count = 0
    for begin in sorted(weight):
        # One word more or fewer in between: what follows it points one place beside.
        near = {number: letters for shift in (-1, 0, 1) for number, letters in weight.get(begin + shift, {}).items()}
        if sum(near.values()) * 100 < whole * _MOST_OF:
            continue
        count += 1
        if count > MOST_CANDIDATES:
            return
        yield from _ends(begin, parts, len(words.codes))


_MOST_OF = 60  # per cent of the letters of a phrase whose words have to be near


def _ends(begin: int, parts: Sequence[str], count: int) -> Iterator[tuple[int, int]]:
    """The stretch that is as long as the phrase, and those that are one word shorter or longer at either end."""
    for first in (begin, begin + 1, begin - 1):
        for last in (begin + len(parts), begin + len(parts) - 1, begin + len(parts) + 1):
            if 0 <= first < last <= count:
                yield first, last
