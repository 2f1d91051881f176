"""The keys of the annotate screen."""

from __future__ import annotations

from karabakh_tui.tui.action import Action


def annotate_keys() -> tuple[Action, ...]:
    """What works while a source is annotated. Digits tag, so a count begins with 0 here: `03l`."""
    on = "annotate"
    return (
        Action("select-words", on, ("v",), "select by word; again: nothing", "DO", "select"),
        Action("select-sentence", on, ("s",), "select the sentence; again: one more", "DO", "select", True),
        Action("select-paragraph", on, ("p",), "select the paragraph; again: more", "DO", "select", True),
        Action("tag", on, ("{1}",), "tag with that digit; again: not", "DO", "tag"),
        Action("tag-list", on, ("t", "enter"), "all codes: type to filter", "DO", "tags"),
        Action("note", on, ("c",), "write a note", "DO", "note"),
        Action("delete", on, ("d",), "delete the annotation under it", "DO", "delete", destructive=True),
        Action("next-annotation", on, ("n",), "next annotation", "MOVE", "next", True),
        Action("previous-annotation", on, ("N",), "previous annotation", "MOVE", "next", True),
        Action("repeat-tag", on, (".",), "the last tag once more, here", "DO", "repeat"),
        Action("next-untagged", on, ("m",), "next sentence without a tag", "MOVE", "untagged", True),
        Action("take-back", on, (",",), "take back the last extension", "DO", "", True),
        Action("other-end", on, ("o",), "the other end of the selection", "DO"),
        Action("retag", on, ("r",), "other tags in place of these", "DO"),
        Action("tag-all", on, ("a",), "the same words everywhere", "DO", "alike"),
        Action("overlapping", on, ("tab",), "the next one of those that overlap", "MOVE"),
        Action("next-word", on, ("l", "right", "w"), "next word", "MOVE", "", True),
        Action("previous-word", on, ("h", "left", "b"), "previous word", "MOVE", "", True),
        Action("line-down", on, ("j", "down"), "line down", "MOVE", "", True),
        Action("line-up", on, ("k", "up"), "line up", "MOVE", "", True),
        Action("next-sentence", on, (")",), "next sentence", "MOVE", "", True),
        Action("previous-sentence", on, ("(",), "previous sentence", "MOVE", "", True),
        Action("next-paragraph", on, ("}",), "next paragraph", "MOVE", "", True),
        Action("previous-paragraph", on, ("{",), "previous paragraph", "MOVE", "", True),
        Action("page-down", on, ("space", "pagedown"), "page down", "MOVE", "", True),
        Action("page-up", on, ("pageup",), "page up", "MOVE", "", True),
        Action("next-provision", on, ("J", "]"), "next provision", "MOVE", "", True),
        Action("previous-provision", on, ("K", "["), "previous provision", "MOVE", "", True),
        Action("next-article", on, (">", "z l"), "next article", "MOVE", "", True, "next article"),
        Action("previous-article", on, ("<", "z h"), "previous article", "MOVE", "", True, "previous article"),
        Action(
            "jump-back", on, ("backspace", "ctrl+o", "g b"), "back to where you came from", "MOVE", "", True, "back"
        ),
        Action("top", on, ("g g", "home"), "top", "MOVE", hint="top"),
        Action("end", on, ("g e", "G", "end"), "end", "MOVE", hint="end"),
        Action("choose-provision", on, ("g p",), "choose a provision from a list", "MOVE", hint="provision"),
        Action("explain", on, ("x",), "what the tags here mean", "LOOK"),
        Action("info", on, ("g i",), "about this source", "LOOK", hint="info"),
        Action("copy", on, ("y",), "copy these words, with their source", "DO"),
        Action("others", on, ("z t",), "tags of others shown or not", "LOOK", hint="others' tags"),
        Action("done", on, ("g d",), "this article is done; again: not", "DO", hint="done"),
        Action("annotations", on, ("g h",), "list all tags of this article", "SCREENS", hint="all tags"),
        Action("legend", on, ("g x",), "all codes, and what they mean", "LOOK", hint="codes"),
        Action("lost-places", on, ("g v",), "tags that have lost their place", "SCREENS", hint="lost places"),
        Action("go-read", on, ("g r",), "read the sources side by side", "SCREENS", hint="read"),
        Action("go-matrix", on, ("g c",), "coverage matrix: who says what", "SCREENS", hint="coverage"),
        Action("open-sources", on, ("g o",), "choose the source to annotate", "SCREENS", hint="sources"),
    )
