"""Stores of any size to measure speed with, and what a naive user would have asked them.

library   articles made from the ones that come with the bot, with a realistic skew
filling   such articles in a store, written as a load writes them
folders   folders of many articles
readers   subscribers with wishes and a past, whose digests are due
naive     the same questions without lists, counts or an index
fresh     what extraction costs a process that has just started

Nothing that runs for readers imports this.
"""

from briefs.measuring.filling import copy_store, fill_store, make_database, mark
from briefs.measuring.folders import copy_seeds, know_folder, write_folder
from briefs.measuring.library import Library, name_of
from briefs.measuring.naive import Naive
from briefs.measuring.readers import add_readers

__all__ = [
    "Library",
    "Naive",
    "add_readers",
    "copy_seeds",
    "copy_store",
    "fill_store",
    "know_folder",
    "make_database",
    "mark",
    "name_of",
    "write_folder",
]
