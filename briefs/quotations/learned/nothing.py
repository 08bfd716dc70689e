"""What speaks for marked words being no quotation at all: a title, a nickname, a term."""

from __future__ import annotations

from briefs.grammar import words
from briefs.quotations.learned.scene import Scene, Shape, step

_FIRST_PERSON = words("i we my our me us")
_TITLED = 0.6
Features = list[str]


def nothing_features(scene: Scene, unit: int, shape: Shape) -> Features:
    """The features of "no quotation" for the marked words at a unit."""
    units = scene.units
    sentence = units.sentence[unit]
    first, last = units.bounds[sentence]
    before = scene.sign_at(unit - 1, first, last)
    printed = units.text[units.start[unit] : units.end[unit]]
    inside = printed.split()
    capitals = sum([word[0].isupper() for word in inside])
    titled = "T" if inside and capitals > _TITLED * len(inside) else "l"
    size, cues, code = step(shape.words), step(len(scene.cues_of(sentence))), shape.code
    likely = [one.likely for one in scene.reports.get(sentence, ()) if one.covers(unit)]
    cover = str(int(max(likely, default=0.0) * 5))
    vote = scene.votes.get(unit)
    rule = vote.rule if vote else "-"
    return [
        "0",
        "0v" + rule,
        f"0vs{rule}{code}",
        f"0vt{rule}{titled}",
        "0z" + cover,
        f"0zs{cover}{code}",
        f"0zt{cover}{titled}{size}",
        "0s" + code,
        "0b" + before,
        "0a" + scene.sign_at(unit + 1, first, last),
        "0n" + size,
        f"0ns{size}{code}",
        f"0t{titled}{size}",
        "0c" + cues,
        f"0cs{cues}{code}",
        f"0bb{scene.sign_at(unit - 2, first, last)}_{before}",
        f"0bs{before}{code}{titled}",
        f"0e{shape.end}{titled}",
        "0k" + str(units.closed[unit]),
        f"0ts{titled}{code}",
        "0p" + step(sentence),
        "0l" + str(last - first == 1),
        "0fp" + str(_is_personal(printed)),
    ]


def _is_personal(printed: str) -> bool:
    """Whether one of the words is the first person's, or shortened as in speech."""
    if "’" in printed or "'" in printed:
        return True
    return not _FIRST_PERSON.isdisjoint([word.strip(",.") for word in printed.lower().split()])
