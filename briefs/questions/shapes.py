"""The forms of questions in English, as patterns over text that `wording` has made plain.

Each names its speaker, its topic or both. After "did" a verb stands as in the dictionary, after
"has" as a participle: so "what did the United States say" has but one verb in it. Who types fast
gets that wrong, and is understood by the looser patterns behind.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

#: Verbs of saying that follow no rule: as in the dictionary, says, said, has said, is saying.
_IRREGULAR = """
say says said said saying
tell tells told told telling
speak speaks spoke spoken speaking
think thinks thought thought thinking
feel feels felt felt feeling
write writes wrote written writing
stand stands stood stood standing
"""
_REGULAR = """
talk comment mention announce warn claim argue promise tweet declare react respond reply answer
criticise criticize attack condemn praise support oppose welcome reject deny confirm demand urge
slam address discuss describe explain suggest complain defend propose threaten predict insist stress
believe admit agree disagree remark denounce dismiss endorse refer blame accuse worry
"""


class _Verb(NamedTuple):
    base: str
    present: str
    past: str
    participle: str
    going_on: str


def _inflected(verb: str) -> _Verb:
    stem, vowel = (verb[:-1], "i") if verb.endswith(("ly", "ny", "ry")) else (verb, "")
    short = verb.removesuffix("e")
    if vowel:
        return _Verb(verb, f"{stem}ies", f"{stem}ied", f"{stem}ied", f"{verb}ing")
    if verb in {"admit", "refer", "slam"}:
        last = verb[-1]
        return _Verb(verb, f"{verb}s", f"{verb}{last}ed", f"{verb}{last}ed", f"{verb}{last}ing")
    ending = "es" if verb.endswith(("ss", "sh", "ch")) else "s"
    return _Verb(verb, f"{verb}{ending}", f"{short}ed", f"{short}ed", f"{short}ing")


_VERBS: Final = (
    *(_Verb(*line.split()) for line in _IRREGULAR.strip().splitlines()),
    *map(_inflected, _REGULAR.split()),
)


def _any(words: object) -> str:
    return f"(?:{'|'.join(dict.fromkeys(words))})"  # type: ignore[call-overload]


_BASE: Final = _any(verb.base for verb in _VERBS)
_PARTICIPLE: Final = _any([*(verb.participle for verb in _VERBS), "quoted", "stated"])
_GOING_ON: Final = _any(verb.going_on for verb in _VERBS)
#: Every form; the names of states and of a department have "state" in them.
_FORMS: Final = _any([*(form for verb in _VERBS for form in verb), "quoted", "stated"])
#: What needs no auxiliary to be known for a verb: "cyber attacks" and "peace talks" are none.
_SAYS: Final = (
    "(?:said|says|say|saying|told|tells|spoke|speaks|thinks|thought|talked|mentioned|mentions|"
    "commented|warned|warns|claimed|claims|announced|tweeted|stated|wrote|promised|declared|argued)"
)

_DOES: Final = "(?:did|do|does|would|will|could|can|should)"
_HAS: Final = "(?:has|have|had)"
_IS: Final = "(?:is|are|was|were)"
_AUXILIARY: Final = f"(?:{_DOES}|{_HAS}|{_IS})"
_ADVERB: Final = (
    "(?:ever|just|recently|lately|already|actually|really|also|once|publicly|have|had|been|last|"
    "first|again|even|still|then|to|never|not|exactly|openly|currently|all|both|get|got|going)"
)
_WHAT: Final = (
    "(?:what(?: else| all| more| exactly| kind of things?)?|when|where|why|"
    "how(?: many times| often| much| come)?|which things|anything|something|everything|all|things|"
    "whatever)(?: that)?"
)
_NOUN: Final = (
    "(?:quotes?|quotations?|statements?|remarks?|comments?|words?|news|views?|positions?|stances?|"
    "opinions?|anything|something|everything|sayings?|reactions?|responses?|answers?|takes?|lines?|"
    "thoughts?|warnings?|criticisms?|tweets?|speech|speeches|interviews?|attitudes?|message|ideas?)"
)
_BODY: Final = "(?:one|body)"
_ANYONE: Final = (
    f"(?:any{_BODY}|some{_BODY}|every{_BODY}|people|others|"
    "(?:which|what|any|other) (?:people|leaders?|politicians?|officials?|ministers?|countries))"
    "(?: else)?"
)
_WHO: Final = f"(?:who(?: all| else| exactly)?|{_ANYONE})"

_SPEAKER: Final = "(?P<speaker>.+?)"
#: What is said comes after a word like "about" or, behind a word of saying, by itself.
_ON: Final = "(?:about|on|of|over|regarding|concerning|re|against|to|towards?|for|when it comes to)"
_TOPIC: Final = f" {_ON} (?P<topic>.+)"
_BEHIND: Final = (
    "(?: (?:what|anything|something|things|everything|that|this|it|much|more|a word|up|out))*"
    f"(?:(?: {_ON})? (?P<topic>.+))?"
)
_THE: Final = "(?:the |any |all |some |more |other |me )*"
_ASKED: Final = f"(?:(?:what|how|where|which|who) {_IS} )?{_THE}"
_LATEST: Final = f"{_ASKED}(?:(?:very )?(?:latest|newest|recent|last|new))(?: {_NOUN})?"
_OWNER: Final = r"(?:'s|s'|s|')"


def _saying(verb: str) -> str:
    return f"(?: {_ADVERB})* {verb}{_BEHIND}"


@cache
def find_shapes() -> tuple[re.Pattern[str], ...]:
    """Most special first. The first that fits is right, unless its speaker is nobody's name: then a
    later one may know better. Put together for the first question: a command needs none of them.
    """
    return tuple(map(re.compile, _SHAPES))


@cache
def find_loose_shapes() -> tuple[re.Pattern[str], ...]:
    """What is believed only where the speaker is somebody's name."""
    return tuple(map(re.compile, _LOOSE_SHAPES))


_SHAPES: Final = (
    rf"{_WHO}(?: {_AUXILIARY})?{_saying(_FORMS)}",
    rf"(?:{_AUXILIARY} )?{_ANYONE}{_saying(_FORMS)}",
    rf"(?:{_AUXILIARY} )?{_WHO} (?:from|at|in|of) {_SPEAKER}{_saying(_SAYS)}",
    rf"{_WHAT} (?:{_IS}(?: being)?|ha(?:s|ve|d) been)(?: {_ADVERB})* (?:said|quoted|going){_TOPIC}",
    rf"(?:who {_IS}) {_SPEAKER}",
    rf"{_LATEST} (?:by|from|of|with) {_SPEAKER}(?:{_TOPIC})?",
    rf"{_LATEST}{_TOPIC}",
    rf"(?:{_WHAT} )?{_DOES}(?: not)? {_SPEAKER}{_saying(_BASE)}",
    rf"(?:{_WHAT} )?{_HAS}(?: not)? {_SPEAKER}{_saying(_PARTICIPLE)}",
    rf"(?:{_WHAT} )?{_IS}(?: not)? {_SPEAKER}{_saying(_GOING_ON)}",
    rf"(?:{_WHAT} )?{_AUXILIARY}(?: not)? {_SPEAKER}{_saying(_FORMS)}",
    rf"(?:{_WHAT} )?{_DOES}(?: not)? {_SPEAKER}(?: {_ADVERB})* to say(?:{_TOPIC})?",
    rf"{_ASKED}{_NOUN} (?:by|from|of|with) {_SPEAKER}(?:{_TOPIC})?",
    rf"{_ASKED}{_NOUN}{_TOPIC}",
    rf"{_ASKED}{_SPEAKER}{_OWNER} (?:(?:latest|newest|recent|own) )?{_NOUN}(?:{_TOPIC})?",
    rf"(?:{_WHAT} )?{_SPEAKER}{_saying(_SAYS)}",
    r"(?:all )?(?:about|on|regarding|concerning) (?P<topic>.+)",
)

_LOOSE_SHAPES: Final = (
    (
        rf"(?:{_WHAT} )?(?:{_ON} )?(?P<topic>.+?)(?: what)?(?: {_AUXILIARY}) {_SPEAKER}"
        rf"(?: {_ADVERB})* {_FORMS}(?: {_ON}| about it| about that)?"
    ),
    rf"(?:what )?(?:{_ON} )?(?P<topic>.+?) what {_SPEAKER}(?: {_ADVERB})* {_FORMS}",
    rf"(?:{_WHAT} )?{_IS} {_SPEAKER} (?:so )?\w+ {_TOPIC.strip()}",
    rf"{_SPEAKER} (?:latest )?{_NOUN}(?:{_TOPIC})?",
    rf"{_SPEAKER} {_FORMS}{_BEHIND}",
    rf"(?P<topic>.+?) (?:{_NOUN} )?(?:by|from|according to) {_SPEAKER}",
    rf"(?:according to|by|from) {_SPEAKER}",
    rf"{_ASKED}(?:what )?{_SPEAKER} {_IS} (?:\w+ )?saying(?:{_TOPIC})?",
)

#: Between a name and a topic where no word of saying stands; "of" is no such word ("war of words").
HINGE: Final = re.compile(
    r"\b(?:about|on|regarding|concerning|re|vs|versus)\b|[/:+]\s|\s[/+]|\s[-–—]+\s"
)

#: Words that a question is made of, whatever it asks for.
FRAME: Final = frozenset(
    " ".join(
        [
            "what who whom whose when where why how which that this it there did do does has have",
            "had is are was were would will could can should be been being the a an any all some",
            "anything something everything anyone anybody someone somebody everyone everybody",
            "people others else more most much many times often ever just also already really",
            "actually exactly again of on about regarding concerning over to for from by with at",
            "in and or i we you me my your us need want know see read hear looking find show give",
            "tell list get send please thanks article essay report paper homework quote quotes",
            "quotation quotations statement statements remark remarks comment comments word words",
            "news view views position opinion opinions stance latest newest recent new not never",
            "no nothing",
            *(form for verb in _VERBS for form in verb),
        ]
    ).split()
)
