"""The same record with other fields, whether it is a named tuple or a dataclass."""

from __future__ import annotations

from dataclasses import replace
from typing import Any


def changed(record: Any, **fields: Any) -> Any:
    """A copy of `record` in which these fields are others."""
    return record._replace(**fields) if isinstance(record, tuple) else replace(record, **fields)
