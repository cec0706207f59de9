"""Filled files of strangers are read in child processes, with the limits of drafts (`apart`)."""

from commentspace.domain.submitted import Known, Submitted
from commentspace.formats import apart, filled


def read(data: bytes, filename: str, known: Known) -> Submitted:
    """What a filled file says about the document `known`; it takes a thread's time, never the loop's.

    Raises Invalid (field "file") for a file that cannot be read, or takes more than 20 seconds or 512 MiB.
    """
    filled.require_kind(filename)
    return apart.asked(filled.read, data, filename, known)
