"""The keys that views mention beside what they show, from the one table."""

from __future__ import annotations

from functools import cache

from karabakh_tui.tui.keymap import actions_in, show_key


@cache
def key_for(action_id: str, *scopes: str) -> str:
    """The first key of an action on a screen with these scopes, as people read it; "" where it has none."""
    found = next((action for action in actions_in(scopes) if action.id == action_id and action.keys), None)
    return show_key(found.keys[0]) if found else ""
