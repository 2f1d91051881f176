"""Read several articles on one event side by side in a terminal, in step by the provisions they share."""

__version__ = "0.1.0"
