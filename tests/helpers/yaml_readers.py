"""Two readers of YAML that are not ours: PyYAML, which reads version 1.1, and ruamel.yaml, which reads version 1.2."""

from __future__ import annotations

import warnings
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLStreamError

ODD = (ValueError, TypeError, AttributeError, NotImplementedError, IndexError, KeyError)
"""What a reader stumbles over on odd input, besides its own errors."""


class UnreadError(Exception):
    """The reader does not read it."""


def pyyaml(data: bytes) -> Any:
    """What PyYAML's own safe loader, which is all Python, makes of it. Raises UnreadError."""
    try:
        return yaml.load(data, yaml.SafeLoader)
    except (yaml.YAMLError, *ODD) as error:
        raise UnreadError(str(error)) from None


def ruamel(data: bytes) -> Any:
    """What ruamel.yaml makes of it, as YAML 1.2. Raises UnreadError."""
    reader = YAML(typ="safe", pure=True)
    reader.version = (1, 2)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return reader.load(data)
    except (MarkedYAMLError, YAMLStreamError, *ODD) as error:
        raise UnreadError(str(error)) from None


READERS = (pyyaml, ruamel)
