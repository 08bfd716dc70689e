"""The names that can be meant, indexed by wording and by word.

A query is tried as it stands, then with its spaces moved, then without titles ("President Biden"):
each time first the very wording, then names that hold all its words, some of them misspelt,
shortened or given as initials. If none of that is sure, whatever came nearest is offered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from heapq import nsmallest
from itertools import islice, pairwise

from briefs.matching.familiar import familiar_surnames
from briefs.matching.fitting import Fit, Form, Query, fit_as_one
from briefs.matching.neighbours import SHORTEST
from briefs.matching.readings import TypedWord, read_words
from briefs.matching.values import Candidate, Entry, Match
from briefs.matching.vocabulary import SLIP, Vocabulary

#: Options beyond these help nobody; the heaviest are kept.
MOST_OPTIONS = 20
#: "Did you mean": few enough to read at a glance.
MOST_NEAREST = 5
#: What is not better by this many tenths of a slip is no answer but one of several. Half a slip
#: tells a sound-alike ("Zelenski") from a wrong letter, and a whole name from a part of another.
MARGIN = 5
#: What differs in more than this share of its letters is not even offered.
FARTHEST_SHARE = 0.5
#: A common word may stand in thousands of names. So many are looked at for one query, the heaviest
#: first, so many compared in full, and so many of those that fit only in one word.
MOST_SCANNED = 2000
MOST_COMPARED = 120
MOST_NEAREST_COMPARED = 30
#: From here on a name written as one word can be told from another.
SHORTEST_WHOLE = 7
#: No name has more words, or longer ones: a longer query is a sentence, or noise.
MOST_WORDS = 8
LONGEST_WORD = 40

_TITLE_WORDS = """
mr mrs ms miss dr prof professor sir lord lady dame president vice prime minister premier chancellor
secretary general state foreign defence defense chief head leader senator sen congressman
congresswoman representative rep governor gov ambassador admiral adm gen colonel col captain major
king queen prince princess ayatollah mayor judge justice commissioner spokesman spokeswoman
spokesperson the former ex us uk american british french german russian turkish nato
"""
#: Words around a name that are no part of it; dropped only when nothing fits with them.
_TITLES = frozenset(_TITLE_WORDS.split())


class NameIndex:
    """Entries by their names; built once, asked often. The same query gives the same answer."""

    def __init__(
        self, entries: Iterable[Entry], *, missing: Iterable[Entry] = (), people: bool = True
    ) -> None:
        """Index entries; with `people=False` none of them is `personal`.

        Who is `missing` is no answer, and nobody else is one in their place.
        """
        #: heaviest first, so that a smaller number is a heavier entry, and so with their forms
        self._entries = sorted(entries, key=_heaviest_first)
        self._number = len(self._entries)
        self._entries += sorted(missing, key=_heaviest_first)
        self._people = people
        self._wordings: defaultdict[str, list[Form]] = defaultdict(list)
        self._holders: defaultdict[str, list[Form]] = defaultdict(list)
        self._initials: defaultdict[str, list[Form]] = defaultdict(list)
        for number, entry in enumerate(self._entries):
            self._add_forms(number, entry)
        familiar = familiar_surnames() if people else frozenset()
        self._vocabulary = Vocabulary(self._holders, familiar)

    def _add_forms(self, number: int, entry: Entry) -> None:
        seen: set[tuple[str, ...]] = set()
        for wording in (entry.name, *entry.aliases):
            typed = read_words(wording)
            words = tuple(word.readings[0] for word in typed)
            if words and words not in seen:
                seen.add(words)
                personal = self._people and entry.personal
                form = Form(number, words, wording == entry.name, personal)
                self._wordings[_wording(words)].append(form)
                if not any(word.foreign for word in typed) or form.is_name:
                    self._add_words(form)

    def _add_words(self, form: Form) -> None:
        """Let a form be found by its words. An alias in another script has but one spelling."""
        for word in dict.fromkeys(form.words):
            self._holders[word].append(form)
        if form.personal and len(form.words) > 1:
            self._initials[_initials(form)].append(form)

    def prepare(self) -> None:
        """Be ready for misspelt queries, so that the first one does not wait for it."""
        self._vocabulary.prepare()

    def match(self, query: str, *, near: bool = True) -> Match:
        """What the query means; an empty `Match` if nothing is even near.

        Without `near` only what fits is looked for, which is faster where nothing does.
        """
        words = read_words(query)
        if not 0 < len(words) <= MOST_WORDS or any(map(_is_endless, words)):
            return Match()
        close: dict[int, Fit] = {}
        missing: Candidate | None = None
        find_fits = partial(self._find_fits, near=near)
        for attempt in self._attempts(words):
            for find in (self._find_exact, find_fits, self._find_unspaced):
                fits = find(attempt)
                settled = self._settle(attempt, fits) if missing is None else None
                if settled and (settled.missing is None or not near):
                    return settled
                missing = settled.missing if settled else missing
                _keep_best(close, fits)
        whole = Query(words, self._vocabulary)
        return Match(missing=missing, nearest=self._nearest(whole, close.values()) if near else ())

    def _attempts(self, words: tuple[TypedWord, ...]) -> Iterator[Query]:
        """The query as it stands, respaced, and without titles."""
        bare = tuple(word for word in words if word.readings[0] not in _TITLES)
        for kept in (words, bare) if 0 < len(bare) < len(words) else (words,):
            yield Query(kept, self._vocabulary)
            for respaced in self._respaced(kept):
                yield Query(respaced, self._vocabulary)

    def _respaced(self, words: tuple[TypedWord, ...]) -> Iterator[tuple[TypedWord, ...]]:
        """Without one of the spaces, where that makes a known word."""
        for at, (left, right) in enumerate(pairwise(words)):
            joined = left.readings[0] + right.readings[0]
            if joined in self._vocabulary:
                yield (*words[:at], TypedWord((joined,)), *words[at + 2 :])

    def _find_exact(self, query: Query) -> list[Fit]:
        """Entries of that very wording; in another order of words if not in this one."""
        typed = tuple(word.readings[0] for word in query.words)
        forms = self._wordings.get(_wording(typed), [])
        forms = [form for form in forms if form.words == typed] or forms
        entries = dict.fromkeys(form.entry for form in forms)
        return [Fit(entry, 0, 0, sure=True) for entry in entries]

    def _find_fits(self, query: Query, *, near: bool = True) -> list[Fit]:
        """Every entry that may be meant, with its best form: first among those that have the words
        as typed, and only if none of these is sure among those that have similar ones.
        """
        best: dict[int, Fit] = {}
        for find in (self._find_holders, partial(self._find_similar, near=near)):
            forms = islice(find(query), MOST_COMPARED)
            fits = (self._fit(query, form) for form in forms)
            _keep_best(best, (fit for fit in fits if fit is not None))
            if any((fit.sure or fit.open) and self._is_here(fit) for fit in best.values()):
                break
        return list(best.values())

    def _fit(self, query: Query, form: Form) -> Fit | None:
        if form.personal and len(form.words) > 1 and _initials(form) == query.as_one:
            return Fit(form.entry, 0, SLIP, sure=False, open=True)
        return query.fit_form(form)

    def _find_holders(self, query: Query) -> Iterator[Form]:
        """Forms that have all the words as typed, initials apart."""
        yield from self._initials.get(query.as_one, ())
        typed = [word for word in (word.readings[0] for word in query.words) if len(word) > 1]
        rarest = min(typed, key=lambda word: len(self._holders.get(word, ())), default="")
        for form in self._holders.get(rarest, ()):
            if all(word in form.words for word in typed):
                yield form

    def _find_similar(self, query: Query, *, near: bool) -> Iterator[Form]:
        """Forms that have a similar word for each that was typed; if none do, what is near has
        one for one of them.

        Beside a longer word a very short one says little ("Xo Jinping") and is compared later.
        """
        letters = [len(word.readings[0]) for word in query.words]
        shortest = SHORTEST if max(letters) >= SHORTEST else 2
        places = [at for at, length in enumerate(letters) if length >= shortest]
        similar = [words for at in places if (words := query.find_similar(at))]
        similar.sort(key=lambda words: sum(len(self._holders[word]) for word in words))
        complete = (
            form
            for form in islice(self._holders_of(*similar[:1]), MOST_SCANNED)
            if all(any(word in words for word in form.words) for words in similar[1:])
        )
        first = next(complete, None)
        if first is not None:
            yield first
            yield from complete
        elif near:
            for words in similar:
                yield from islice(self._holders_of(words), MOST_NEAREST_COMPARED)

    def _holders_of(self, words: Iterable[str] = ()) -> Iterator[Form]:
        return (form for word in words for form in self._holders[word])

    def _find_unspaced(self, query: Query) -> list[Fit]:
        """Entries whose name is the query but for its spaces: "JensStoltenberg"."""
        typed = query.as_one
        if len(typed) < SHORTEST_WHOLE:
            return []
        pieces = (piece for at in range(3, len(typed) - 2) for piece in (typed[:at], typed[at:]))
        forms = (form for piece in pieces for form in self._holders.get(piece, ()))
        fits = (
            fit_as_one(typed, form)
            for form in islice(forms, MOST_SCANNED)
            if len(form.words) != len(query.words)
        )
        best: dict[int, Fit] = {}
        _keep_best(best, (fit for fit in fits if fit is not None))
        return list(best.values())

    def _settle(self, query: Query, fits: list[Fit]) -> Match | None:
        """The one that is meant, or those that fit equally; None if nothing is sure."""
        sure = min(
            (fit for fit in fits if fit.sure), key=lambda fit: (fit.cost, fit.entry), default=None
        )
        if sure is not None and (missing := self._find_missing(sure, fits)):
            return Match(missing=self._candidate(query, missing))
        equals = [fit for fit in fits if (fit.open if sure is None else _is_as_good(fit, sure))]
        equals = [fit for fit in equals if self._is_here(fit)]
        if len(equals) == 1 and sure is not None:
            return Match(best=self._candidate(query, equals[0]))
        if len(equals) > 1:
            heaviest = nsmallest(MOST_OPTIONS, equals, key=lambda fit: fit.entry)
            return Match(options=tuple(self._candidate(query, fit) for fit in heaviest))
        return None

    def _find_missing(self, sure: Fit, fits: Iterable[Fit]) -> Fit | None:
        """Who is meant and missing: nobody fits better, or as well, by a surname spelt alike.

        What is typed as it is spelt means who is there.
        """
        if not self._is_here(sure):
            return sure
        if not sure.slips:
            return None
        surname = self._last_word(sure)
        return next(
            (
                fit
                for fit in fits
                if not self._is_here(fit) and fit.sure and fit.cost <= sure.cost
                if self._last_word(fit) != surname
            ),
            None,
        )

    def _last_word(self, fit: Fit) -> str:
        return self._entries[fit.entry].name.rpartition(" ")[2]

    def _nearest(self, query: Query, fits: Iterable[Fit]) -> tuple[Candidate, ...]:
        farthest = FARTHEST_SHARE * query.letters * SLIP
        close = [fit for fit in fits if fit.slips <= farthest and self._is_here(fit)]
        close = nsmallest(MOST_NEAREST, close, key=lambda fit: (fit.cost, fit.entry))
        return tuple(self._candidate(query, fit) for fit in close)

    def _is_here(self, fit: Fit) -> bool:
        """Whether an entry can be an answer."""
        return fit.entry < self._number

    def _candidate(self, query: Query, fit: Fit) -> Candidate:
        entry = self._entries[fit.entry]
        score = 100 * (1 - fit.cost / (SLIP * query.letters))
        return Candidate(id=entry.id, name=entry.name, score=max(0.0, score))


def _heaviest_first(entry: Entry) -> tuple[int, str, str]:
    return -entry.weight, entry.name, entry.id


def _keep_best(best: dict[int, Fit], fits: Iterable[Fit]) -> None:
    """Put the fits where their entry has none so good."""
    for fit in fits:
        other = best.get(fit.entry)
        if other is None or (not fit.sure, fit.cost) < (not other.sure, other.cost):
            best[fit.entry] = fit


def _is_as_good(fit: Fit, sure: Fit) -> bool:
    """Whether a fit could as well be meant: neither in its letters nor as a whole much worse."""
    return fit.cost < sure.cost + MARGIN and fit.slips < sure.slips + MARGIN


def _is_endless(word: TypedWord) -> bool:
    return len(word.readings[0]) > LONGEST_WORD


def _wording(words: Iterable[str]) -> str:
    """The words in any order."""
    return " ".join(sorted(words))


def _initials(form: Form) -> str:
    return "".join(word[0] for word in form.words)
