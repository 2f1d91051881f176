"""What the operating system refuses, in words for a person, and what to do about it."""

from __future__ import annotations

import errno

_WORDS = {
    errno.ENOSPC: "no space left",
    errno.EDQUOT: "your disk quota is used up",
    errno.EIO: "the disk reports an error",
    errno.EACCES: "permission denied",
    errno.EPERM: "not permitted",
    errno.EROFS: "the file system is read-only",
    errno.EFBIG: "the file would be larger than is allowed",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open on this machine",
    errno.ENAMETOOLONG: "the name is too long",
    errno.ELOOP: "links that lead in a circle",
    errno.ENOENT: "the folder is not there",
    errno.ENOTDIR: "a file stands where a folder should be",
    errno.ESTALE: "the network drive has lost the file",
    errno.ETIMEDOUT: "the network drive does not answer",
    errno.ETXTBSY: "the file is in use",
}
_DO = {
    errno.ENOSPC: "free space",
    errno.EDQUOT: "free space",
    errno.EIO: "save to another disk, and check this one",
    errno.EACCES: "give yourself the right to write it",
    errno.EPERM: "give yourself the right to write it",
    errno.EROFS: "make it writable",
    errno.EFBIG: "raise the limit (ulimit -f)",
    errno.ENOENT: "make the folder again",
}


def in_words(error: OSError) -> str:
    """Why, in a few words; the operating system's own where none of ours fit."""
    return _WORDS.get(error.errno or 0) or error.strerror or str(error) or "unknown error"


def what_to_do(error: OSError) -> str:
    """What a person can do about it."""
    return _DO.get(error.errno or 0, "look at the file and its folder")
