"""The values of records as plain data: what is written into a YAML file, a line of JSON or a journal."""

from __future__ import annotations

from typing import TypeAlias

Plain: TypeAlias = "str | int | list[Plain] | dict[str, Plain]"
"""A value: text, a whole number, or a list or mapping of values. None stands, where it may, for what is not written."""

Fields: TypeAlias = dict[str, Plain]
"""A record by its field names, in the order in which they are written; what is not written is not in it."""
