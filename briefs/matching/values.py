"""What is searched and what comes back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """Something that has a name: a speaker or a topic."""

    id: str
    name: str
    aliases: tuple[str, ...]
    weight: int  #: how much there is about it: orders equals, decides nothing
    #: a person, meant by the surname alone; of anything else a part counts if it is most of it
    personal: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """An entry that may be meant."""

    id: str
    name: str
    score: float  #: 100 for the very words, less for each slip, never below 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Match:
    """What a query means: `best` alone, or two or more `options`, or only what is `nearest`.

    Beside these stands who is meant and `missing`.
    """

    best: Candidate | None = None
    options: tuple[Candidate, ...] = ()  #: fit equally well; heaviest first
    nearest: tuple[Candidate, ...] = ()  #: closest first; may be empty
    missing: Candidate | None = None  #: is meant for sure, and is not among those searched
