"""Matching: how well mistyped names are understood, how seldom wrongly, and how fast."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import cycle
from typing import Final

from bot.cli.bench.tables import ms, say, timing, write_table
from bot.config import Settings
from briefs.measuring import names
from briefs.measuring.names import Answering, Entry, Tally, Trial

_NAMES: Final = 100_000
#: Every so many-th trial is put to the rivals and to a hundred thousand names, which takes long.
_SOME: Final = 20
#: Of these again, to WRatio over a hundred thousand.
_FEW: Final = 60
#: From this score on a rival's first is its answer.
_THRESHOLDS: Final = (80, 90)


def bench_matching(settings: Settings) -> bool:
    """Trials by kind, absent names by kind, rivals, speed."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(settings.articles.glob("*.txt"))]
    entries = names.stored_entries(texts)
    people = [one for one in entries if one.personal]
    trials = [*names.make_trials(people), *names.read_typed("typed")]
    trials += names.read_typed("typed_later")
    hidden = names.hide_some(people)
    left = [one for one in people if one not in set(hidden)]
    absent = [*names.make_absent(entries)], [*names.make_hidden(hidden, left)]
    say(f"{len(entries):,} names; in per cent\n")
    answer = names.answering(entries)
    understood = names.judge(trials, answer, entries)
    _write_understood(understood)
    refused = {
        **names.judge(absent[0], answer, entries),
        **names.judge(absent[1], names.answering(left), left),
    }
    knowing = names.answering(left, hidden)
    _write_refused(refused, names.judge(names.make_unquoted(hidden, left), knowing, left))
    _bench_rivals(entries, trials[::_SOME], absent[0])
    _bench_speed(entries, trials[::_SOME], [one.query for one in absent[0] if one.kind == "words"])
    return True


def _write_understood(tallies: Mapping[str, Tally]) -> None:
    near = {"distance 1, both": names.total(tallies[kind] for kind in names.NEAR)}
    rows = {**tallies, **near, "all kinds": names.total(tallies.values())}
    write_table(
        ("mistake", "queries", "at once", "or offered", "somebody else"),
        [
            (kind, f"{one.trials:,}", *_shares(one, one.at_once, one.offered, one.answered))
            for kind, one in rows.items()
        ],
    )


def _write_refused(tallies: Mapping[str, Tally], unquoted: Mapping[str, Tally]) -> None:
    say("")
    rows = {**tallies, "all absent": names.total(tallies.values()), **unquoted}
    write_table(
        ("nobody is meant", "queries", "answered", "asked which one"),
        [
            (kind, f"{one.trials:,}", *_shares(one, one.answered, one.asked))
            for kind, one in rows.items()
        ],
    )


def _bench_rivals(
    entries: Sequence[Entry], trials: Sequence[Trial], absent: Sequence[Trial]
) -> None:
    rivals: dict[str, Answering | None] = {"this": names.answering(entries)}
    for threshold in _THRESHOLDS:
        rivals[f"WRatio from {threshold}"] = names.by_ratio(entries, threshold)
        rivals[f"thefuzz from {threshold}"] = names.by_thefuzz(entries, threshold)
    say(f"\nThe same beside one score over all names, every {_SOME}th query.\n")
    rows = [
        (name, *_row(rival, entries, trials, absent)) for name, rival in rivals.items() if rival
    ]
    header = ("", "distance 1 at once", "at once", "or offered", "somebody else", "absent answered")
    write_table(header, rows)
    if not all(rivals.values()):
        say("thefuzz is not installed, and not compared.")


def _row(
    rival: Answering, entries: Sequence[Entry], trials: Sequence[Trial], absent: Sequence[Trial]
) -> list[str]:
    tallies = names.judge(trials, rival, entries)
    near = names.total(tallies[kind] for kind in names.NEAR)
    together = names.total(tallies.values())
    false = names.total(names.judge(absent[:: _SOME // 4], rival, entries).values())
    return [
        *_shares(near, near.at_once),
        *_shares(together, together.at_once, together.offered, together.answered),
        *_shares(false, false.answered),
    ]


def _bench_speed(entries: Sequence[Entry], trials: Sequence[Trial], words: Sequence[str]) -> None:
    many = names.many_entries(entries, _NAMES)
    began = time.perf_counter()
    match, ask = names.asking(many)
    say(f"\n{len(many):,} names were indexed in {time.perf_counter() - began:.1f} s.\n")
    ratio = names.by_ratio(many, _THRESHOLDS[-1])
    queries = [trial.query for trial in trials]
    # Another word each time, as what was compared lately is remembered.
    asked = [*zip(queries, cycle(words))]
    questions = [f"what did {query} say about {word}" for query, word in asked]
    bare = [f"{query} {word}" for query, word in asked]
    rows: dict[str, tuple[Callable[[str], object], Sequence[str]]] = {
        "a name": (match, queries),
        "a question": (ask, questions),
        "a name and a word": (ask, bare),
        "WRatio": (ratio, queries[:: max(1, len(queries) // _FEW)]),
    }
    write_table(
        ("ms", "p50", "p99"),
        [
            (kind, *(ms(one) for one in timing([*_seconds(ask, texts)])))
            for kind, (ask, texts) in rows.items()
        ],
    )


def _seconds(ask: Callable[[str], object], queries: Iterable[str]) -> Iterable[float]:
    """Of each, in processor time: others may be busy."""
    for query in queries:
        began = time.process_time()
        ask(query)
        yield time.process_time() - began


def _shares(tally: Tally, *counts: int) -> list[str]:
    return [f"{100 * count / max(1, tally.trials):.1f}" for count in counts]
