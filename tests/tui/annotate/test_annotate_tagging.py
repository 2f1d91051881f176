"""What a key does to annotations, as operations; and which codes are on the digits."""

from __future__ import annotations

from karabakh_tui.annotations.model import Anchor, Anchored, Annotation
from karabakh_tui.annotations.operations import Accept, Add, Delete, SetField
from karabakh_tui.codebook.model import Codebook, Label, Provision
from karabakh_tui.codebook.new import NewCode
from karabakh_tui.corpus.model import Article
from karabakh_tui.text.span import Span
from karabakh_tui.tui.code_keys import CodeNames
from karabakh_tui.tui.tagging import Tagging
from karabakh_tui.yamldoc.plain import Fields

TEXT = "The Russian peacekeepers are deploying for five years. They may stay for five more."
ARTICLE = Article(id="jamestown", letter="E", short="Jamestown", text=TEXT)
BOOK = Codebook(
    provisions=(
        Provision("ceasefire", "1", "Ceasefire"),
        Provision("mandate", "4", "Mandate"),
        Provision("signing", "s", "Signing"),
    ),
    labels=(Label("fact", "fact", "1"), Label("conflict", "conflict", "4"), Label("odd", "odd thing")),
)
NAMES = CodeNames(BOOK)
SPAN = Span(4, 24)


def anchored(*tags: str, note: str = "", status: str = "accepted", id_: str = "k3q9x7") -> Anchored:
    one = Annotation(id_, tags, SPAN.of(TEXT), start=4, note=note, status=status)  # type: ignore[arg-type]
    return Anchored(one, Anchor(SPAN, "exact"))


def tagging(*there: Anchored) -> Tagging:
    def fields(id_: str) -> Fields | None:
        one = next((one.annotation for one in there if one.annotation.id == id_), None)
        if one is None:
            return None
        found: Fields = {"tags": list(one.tags), "quote": one.quote}
        if one.note:
            found["note"] = one.note
        return found

    return Tagging(ARTICLE, NAMES, fields)


def test_labels_have_their_digits_and_provisions_what_remains() -> None:
    assert [(name.key, name.id) for name in NAMES.on_keys] == [
        ("1", "fact"),
        ("2", "ceasefire"),
        ("3", "mandate"),
        ("4", "conflict"),
        ("5", "signing"),
        ("6", "odd"),
    ]
    assert NAMES.more == 0
    assert NAMES.on_key("4") == NAMES.name("conflict")
    assert NAMES.on_key("9") is None
    assert NAMES.name("conflict").said == "4 conflict"
    assert NAMES.name("gone").said == "gone"


def test_a_provision_whose_code_is_a_free_digit_has_it() -> None:
    names = CodeNames(Codebook(provisions=BOOK.provisions))
    assert [(name.key, name.id) for name in names.on_keys] == [("1", "ceasefire"), ("2", "signing"), ("4", "mandate")]


def test_two_labels_with_one_digit_do_not_hide_each_other() -> None:
    names = CodeNames(Codebook(labels=(Label("a", "A", "3"), Label("b", "B", "3"))))
    assert [(name.key, name.id) for name in names.on_keys] == [("1", "b"), ("3", "a")]


def test_a_new_code_is_in_the_book_at_once() -> None:
    book = NewCode("label", "myth", "myth", "9").into(BOOK)
    assert CodeNames(book).on_key("9") == CodeNames(book).name("myth")
    book = NewCode("provision", "airport", "Airport", "p").into(BOOK)
    assert CodeNames(book).name("airport").title == "Airport"


def test_a_tag_on_words_without_one_is_a_new_record() -> None:
    deed = tagging().toggle((), SPAN, "conflict")
    assert deed
    (op,) = deed.ops
    assert isinstance(op, Add)
    assert op.file == "jamestown"
    assert op.id == deed.on
    assert list(op.fields) == ["tags", "quote", "prefix", "suffix", "start"]
    assert op.fields["tags"] == ["conflict"]
    assert op.fields["quote"] == "Russian peacekeepers"
    assert op.fields["start"] == 4
    assert deed.told == "4 conflict applied"
    assert deed.words == "tag 4 conflict on 'Russian peacekeepers'"


def test_a_second_tag_goes_into_the_same_record() -> None:
    there = anchored("fact")
    deed = tagging(there).toggle([there], SPAN, "conflict")
    assert deed
    assert deed.ops == (SetField("jamestown", "k3q9x7", "tags", ["fact", "conflict"], ["fact"]),)


def test_the_same_digit_again_takes_the_tag_away() -> None:
    there = anchored("fact", "conflict")
    deed = tagging(there).toggle([there], SPAN, "conflict")
    assert deed
    assert deed.ops == (SetField("jamestown", "k3q9x7", "tags", ["fact"], ["fact", "conflict"]),)
    assert deed.words == "removal of 4 conflict from 'Russian peacekeepers'"


def test_the_last_tag_takes_the_record_with_it_unless_it_has_a_note() -> None:
    there = anchored("fact")
    deed = tagging(there).toggle([there], SPAN, "fact")
    assert deed
    assert isinstance(deed.ops[0], Delete)
    assert deed.told == "1 fact removed"
    noted = anchored("fact", note="why")
    deed = tagging(noted).toggle([noted], SPAN, "fact")
    assert deed
    assert deed.ops == (SetField("jamestown", "k3q9x7", "tags", None, ["fact"]),)


def test_a_suggested_tag_is_accepted_by_its_digit() -> None:
    there = anchored("fact", status="suggested")
    deed = tagging(there).toggle([there], SPAN, "fact")
    assert deed
    assert deed.ops == (Accept("jamestown", "k3q9x7", "suggested"),)
    other = tagging(there).toggle([there], SPAN, "conflict")
    assert other
    assert isinstance(other.ops[0], Add)


def test_what_is_there_already_is_not_put_there_again() -> None:
    there = anchored("fact")
    assert tagging(there).put([there], SPAN, "fact") is None


def test_other_tags_in_place_of_these() -> None:
    there = anchored("fact", note="n")
    deed = tagging(there).retag(there.annotation, ["conflict", "odd"])
    assert deed
    assert deed.ops == (SetField("jamestown", "k3q9x7", "tags", ["conflict", "odd"], ["fact"]),)
    assert deed.told == "1 fact is 4 conflict, 6 odd thing now"
    assert tagging(there).retag(there.annotation, ["fact"]) is None
    bare = anchored("fact")
    gone = tagging(bare).retag(bare.annotation, [])
    assert gone
    assert isinstance(gone.ops[0], Delete)


def test_notes() -> None:
    there = anchored("conflict")
    deed = tagging(there).note(there.annotation, "against A")
    assert deed
    assert deed.ops == (SetField("jamestown", "k3q9x7", "note", "against A", None),)
    assert deed.words == "note on 4 conflict"
    noted = anchored("conflict", note="against A")
    assert tagging(noted).note(noted.annotation, "against A") is None
    emptied = tagging(noted).note(noted.annotation, "")
    assert emptied
    assert emptied.ops == (SetField("jamestown", "k3q9x7", "note", None, "against A"),)
    alone = anchored(note="only a note")
    gone = tagging(alone).note(alone.annotation, "")
    assert gone
    assert isinstance(gone.ops[0], Delete)


def test_a_note_on_words_without_a_tag_is_a_record_of_its_own() -> None:
    deed = tagging().note_on(SPAN, "look at this")
    assert deed
    (op,) = deed.ops
    assert isinstance(op, Add)
    assert "tags" not in op.fields
    assert list(op.fields)[-1] == "note"
    assert tagging().note_on(SPAN, "") is None


def test_done_and_not_done() -> None:
    assert tagging().done(True).ops == (SetField("jamestown", "", "done", "true", None),)
    assert tagging().done(False).ops == (SetField("jamestown", "", "done", None, "true"),)
    assert tagging().done(True).told == "E Jamestown is done"
    assert tagging().done(False).words == "mark not done on E Jamestown"


def test_a_record_that_is_gone_meanwhile_is_not_touched() -> None:
    there = anchored("fact")
    assert tagging().delete(there.annotation) is None
    assert tagging().toggle([there], SPAN, "conflict") is None
    assert tagging().note(there.annotation, "x") is None


def test_long_words_are_named_by_their_beginning() -> None:
    deed = tagging().toggle((), Span(0, len(TEXT)), "fact")
    assert deed
    assert deed.words == "tag 1 fact on 'The Russian peacekeepers are..'"
