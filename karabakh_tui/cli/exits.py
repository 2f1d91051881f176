"""Exit codes: the one list of them."""

DONE = 0
HONEST_NO = 1
"""It was looked at, and the answer is no: there are differences, or findings."""
USAGE = 2
UNREADABLE = 3
NOT_FOUND = 4
CONFLICT = 5
"""Somebody else changed the same, or has it open."""
NO_TERMINAL = 6
OUR_FAULT = 70
CANNOT_WRITE = 74
HUNG_UP = 129
INTERRUPTED = 130
TERMINATED = 143
