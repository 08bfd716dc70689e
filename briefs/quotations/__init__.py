"""Marked words in an article, and who said them.

    marked words, by paragraph                                       marks
      ▸ sentences in which each of them is one token                 frame
      ▸ every cue and mention in reach     find       passages: behind, before; subjects, rules
      ▸ one attribution each, or none      settle     decision
      ▸ who the mentions are                                         coreference
      ▸ pieces joined, kinds, speakers     annotate   annotation
      ▸ the persons it speaks of                      named

Finding never chooses, and choosing reads nothing but candidates and the marked words themselves, so
that either can be replaced.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from briefs.coreference import read_resolver
from briefs.marks import find_marked
from briefs.model import Quotation, Span
from briefs.quotations.annotation import SURE, annotate
from briefs.quotations.decision import settle
from briefs.quotations.indirect import find_indirect, reading_place
from briefs.quotations.learned.weights import load_model
from briefs.quotations.named import with_named
from briefs.quotations.passages import find_quoted
from briefs.quotations.ranking import rank, read_scene
from briefs.whoswho import WhosWho

__all__ = ["SURE", "find_quotations"]


def find_quotations(
    text: str,
    paragraphs: Sequence[Span],
    *,
    title: Span | None = None,
    whoswho: WhosWho,
    on: dt.date | None,
) -> tuple[Quotation, ...]:
    """The quotations of the paragraphs in reading order, without topics.

    `on` is the day of the article, by which titles are resolved; its headline may say whose words
    it is.
    """
    marked = find_marked(text, paragraphs, title)
    places = [(words.outer_start, words.outer_end) for words in marked]
    resolver = read_resolver(text, paragraphs, places, whoswho=whoswho, on=on)
    quoted = find_quoted(text, paragraphs, marked)
    settled = settle(text, quoted)
    scene = read_scene(text, paragraphs, marked, quoted, settled, resolver=resolver)
    ranked = rank(scene, quoted, settled, load_model())
    shown = list(annotate(text, quoted, ranked, resolver))
    found = [*shown, *find_indirect(scene, quoted, ranked, resolver)]
    starts = [quotation.contents[0].start for quotation in shown]
    ordered = sorted(found, key=lambda quotation: reading_place(quotation, starts))
    return tuple(with_named(text, paragraphs, ordered, resolver))
