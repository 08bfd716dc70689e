"""Names as people write them, and how well they are understood.

trials    queries of every kind, with who is meant; names that nobody has
mistakes  what goes wrong in Latin letters          scripts  other scripts
stores    whom the trials are about                 judging  how an answer counts
rivals    one score over all names, for comparison

absent.txt, typed.txt and typed_later.txt were written by hand.
"""

from briefs.matching import Entry
from briefs.measuring.names.judging import Answer, Answering, Tally, answering, asking, judge, total
from briefs.measuring.names.rivals import by_ratio, by_thefuzz
from briefs.measuring.names.stores import many_entries, stored_entries
from briefs.measuring.names.trials import (
    LONE_TWIN,
    NEAR,
    TWIN,
    Trial,
    hide_some,
    make_absent,
    make_hidden,
    make_trials,
    make_unquoted,
    read_typed,
)

__all__ = [
    "LONE_TWIN",
    "NEAR",
    "TWIN",
    "Answer",
    "Answering",
    "Entry",
    "Tally",
    "Trial",
    "answering",
    "asking",
    "by_ratio",
    "by_thefuzz",
    "hide_some",
    "judge",
    "make_absent",
    "make_hidden",
    "make_trials",
    "make_unquoted",
    "many_entries",
    "read_typed",
    "stored_entries",
    "total",
]
