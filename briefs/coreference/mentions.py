"""What a mention is, and what resolving one gives."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class MentionKind(StrEnum):
    """What a mention looks like."""

    NAME = "name"  #: "NATO Secretary General Jens Stoltenberg", "the State Department"
    NOMINAL = "nominal"  #: "a senior NATO official", "the NATO chief"
    PRONOUN = "pronoun"  #: "he", "they"
    RELATIVE = "relative"  #: "the Taliban, who": resolved as the words before the pronoun


class Mention(NamedTuple):
    """Words of the reporter's that refer to a speaker, by their place in the article."""

    start: int
    end: int
    head_end: int  #: where the phrase itself ends, before "of …", "for …" and appositions
    kind: MentionKind


@dataclass(frozen=True, kw_only=True, slots=True)
class Resolution:
    """Who a mention refers to, and how sure that is."""

    speakers: tuple[str, ...]  #: canonical names, or a description as printed; may be empty
    certainty: float
