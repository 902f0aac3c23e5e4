"""What every way to read a question asks of it: what it says, names, describes, lacks, and could refer to.

Of "und in Bayern?" after a list of programmes in Saxony::

    evidence.named            []           no entry is named
    evidence.slots.regions    ("DE-BY",)   a condition is set
    evidence.refers_back      True         only what was said before completes it
    evidence.last.intent      "find"       and that was a list

Each is worked out when it is first asked for, and once. The modules build on each other in a row::

    said ──▶ names ──▶ texts ──▶ terms ──▶ before
    words    entries   entries   terms     the turn before: the whole `Evidence`
             named     described asked for
"""

from knowledge.reading.evidence.before import FRAGMENT, Evidence

__all__ = ["FRAGMENT", "Evidence"]
