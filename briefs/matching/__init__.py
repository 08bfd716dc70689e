"""A name as somebody types it -> the names it may mean: sure, one of several, or merely near.

Exact wordings come first, then words and their beginnings, then RapidFuzz on words; everything is
compared folded. A surname that many people have (data/surnames.txt) is no slip of another. What the
names stand for, and titles, are the business of those who ask.
"""

from briefs.matching.index import NameIndex
from briefs.matching.readings import sounding_alike
from briefs.matching.values import Candidate, Entry, Match

__all__ = ["Candidate", "Entry", "Match", "NameIndex", "sounding_alike"]
