"""The jump list, and the place that is kept between two starts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_tui.corpus.model import Corpus
from karabakh_tui.tui.jumps import LONGEST, Jumps, Place
from karabakh_tui.tui.place import PlaceStore, Stored
from karabakh_tui.tui.viewport import Stand


def place(provision: str, offset: int = 0) -> Place:
    return Place(("a", "b"), "a", provision, stands={"a": Stand(offset, 3)}, row=3, why="provision")


def walked(*provisions: str) -> Jumps:
    jumps = Jumps()
    for provision in provisions:
        jumps = jumps.visited(place(provision))
    return jumps


def test_back_and_forward_walk_the_visited_places() -> None:
    jumps = walked("1", "2", "3")
    back = jumps.back()
    assert back and back.present == place("2")
    first = back.back(5)
    assert first and first.present == place("1")
    assert first.back() is None
    last = first.forward(2)
    assert last and last.present == place("3")
    assert last.forward() is None


def test_going_on_from_the_middle_drops_what_lay_ahead() -> None:
    back = walked("1", "2", "3").back(2)
    assert back
    jumps = back.visited(place("9"))
    assert [p.provision for p in jumps.places] == ["1", "9"]


def test_a_place_is_kept_as_it_looked_when_left() -> None:
    jumps = walked("1").left(place("1", offset=77)).visited(place("2")).back()
    assert jumps and jumps.present and jumps.present.stands == {"a": Stand(77, 3)}


def test_the_same_place_twice_is_one_visit() -> None:
    assert len(walked("1", "1").places) == 1


def test_the_list_does_not_grow_without_end() -> None:
    jumps = walked(*(str(n) for n in range(LONGEST + 20)))
    assert len(jumps.places) == LONGEST
    assert jumps.present == place(str(LONGEST + 19))


@pytest.fixture
def store(tmp_path: Path) -> PlaceStore:
    return PlaceStore(tmp_path / "state", Corpus("c", tmp_path, ()))


def test_what_is_kept_comes_back(store: PlaceStore) -> None:
    kept = Stored(walked("1", "2"), {"a": place("7", 12)}, follow=False)
    assert store.save(kept)
    assert store.load() == kept


def test_two_corpora_do_not_share_a_place(tmp_path: Path) -> None:
    one = PlaceStore(tmp_path, Corpus("c", tmp_path / "one", ()))
    two = PlaceStore(tmp_path, Corpus("c", tmp_path / "two", ()))
    one.save(Stored(walked("1")))
    assert two.load() is None


def test_without_a_state_folder_nothing_is_kept_and_nothing_breaks(tmp_path: Path) -> None:
    store = PlaceStore(None, Corpus("c", tmp_path, ()))
    assert not store.save(Stored())
    assert store.load() is None


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    assert not PlaceStore(tmp_path / "file", Corpus("c", tmp_path, ())).save(Stored())


def _only_file(tmp_path: Path) -> Path:
    return next((tmp_path / "state" / "places").iterdir())


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff\xfe", b'{"format": 2}', b'{"format": 1}', b"[" * 90_000])
def test_a_broken_file_is_passed_over(store: PlaceStore, tmp_path: Path, data: bytes) -> None:
    store.save(Stored(walked("1")))
    _only_file(tmp_path).write_bytes(data)
    assert store.load() is None


@pytest.mark.parametrize("number", ["1e999", "-1e999", "NaN"])
def test_a_number_that_is_none_is_passed_over(store: PlaceStore, tmp_path: Path, number: str) -> None:
    store.save(Stored(walked("1")))
    path = _only_file(tmp_path)
    path.write_text(path.read_text().replace('"passage": 0', f'"passage": {number}'))
    assert store.load() is None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.data())
def test_a_file_with_any_one_field_replaced_is_read_or_passed_over(data: st.DataObject) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        store = PlaceStore(Path(folder) / "state", Corpus("c", Path(folder), ()))
        store.save(Stored(walked("1", "2"), {"a": place("7")}))
        path = _only_file(Path(folder))
        document = json.loads(path.read_text())
        field = data.draw(st.sampled_from(["jumps", "marks", "follow", "theme"]))
        document[field] = data.draw(json_values)
        path.write_text(json.dumps(document))
        loaded = store.load()
        assert loaded is None or isinstance(loaded, Stored)
