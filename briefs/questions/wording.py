"""What is typed, made plain: one line of small letters, without what no name is made of.

Marks, courtesies, a phone's shorthand and times go; a contraction becomes its words. A second look
is for fingers that slipped on the little words of a question ("waht did", "abotu").
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from rapidfuzz.distance import OSA

from briefs.questions.shapes import FRAME

#: Longer questions are read this far: nobody's name is that long, and matching takes time.
LONGEST: Final = 300

_MONTH = "(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_WEEKDAY = "(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_SPAN = "(?:days?|weeks?|months?|years?|summer|winter|autumn|fall|spring|night)"
_YEAR = r"(?:19|20)\d\d"
_WHEN = "(?:in|since|before|after|during|until|by|from|of)"
_TIMES = (
    rf"(?:last|this|next|past) (?:few )?(?:{_SPAN}|{_WEEKDAY}|{_MONTH})",
    r"today|yesterday|tonight|nowadays|these days|recently|lately|so far",
    rf"{_WHEN} (?:(?:early|late|mid) )?(?:\d{{1,2}} )?(?:{_MONTH} )?{_YEAR}(?: to {_YEAR})?",
    rf"(?:in|since|during|until) {_MONTH}|on {_WEEKDAY}|between {_YEAR} and {_YEAR}",
    rf"on (?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}})(?: {_YEAR})?",
)
#: Days are read before a question is; what is left of them must not be taken for a name.
_TIME: Final = re.compile(rf"\b(?:{'|'.join(_TIMES)})(?!\w)")

_COURTESIES = (
    "please|hi|hello|hey|hallo|dear bot|bot|and|so|ok|okay|well|but|also|then|just|now|thanks",
    "(?:can|could|would|will) you|do you (?:know|have)|(?:quick )?question",
    "(?:tell|show|give|get|send|find|fetch) me(?: about)?|find|show|list|search for|search|look up",
    "i (?:want|need|would like|like|wish|am trying) to (?:know|see|read|hear|find)(?: about)?",
    "i (?:want|need|would like|am looking for|am writing about|am interested in|am curious about)",
    "what (?:do you|have you got|can you tell me)(?: know| have)?(?: about| on)?",
    "(?:need|want|wanted|looking for|curious about|interested in|wondering)",
    "what about|how about|is there|are there|was there|were there|if|know|to know",
)
_PURPOSE = (
    "(?:article|essay|paper|report|thesis|story|homework|class|boss|work|school|talk|speech|"
    "presentation|project|editor)"
)
_MANNERS = (
    "please|pls|thanks|thank you|thank you very much|cheers|asap|for me|now then|anyway|lol",
    rf"for (?:my|an?|the|our) (?:\w+ )?{_PURPOSE}",
    "if (?:anything|any)|in full|word for word|verbatim|or not|or what|right|at all|so far",
)
_POLITE: Final = re.compile(f"^(?:{'|'.join(_COURTESIES)}) |(?: (?:{'|'.join(_MANNERS)}))$")
_ASIDE: Final = re.compile(
    r"\b(?:if anything(?: at all)?|if at all|if ever|by the way|btw|for example|exactly|on earth|"
    r"the hell|the fuck|so to speak|in your opinion|in general)\b"
)

_SHORTHAND: Final = {
    "wat": "what",
    "wht": "what",
    "wut": "what",
    "abt": "about",
    "bout": "about",
    "ppl": "people",
    "sb": "somebody",
    "sth": "something",
    "plz": "please",
    "pls": "please",
    "thx": "thanks",
    "ty": "thanks",
    "u": "you",
    "gimme": "give me",
    "lemme": "let me",
    "wanna": "want to",
    "dunno": "do not know",
    "sed": "said",
    "vs": "versus",
    "im": "i am",
    "id": "i would",
}
_SHORT: Final = re.compile(rf"(?<![\w'.])(?:{'|'.join(_SHORTHAND)})\b(?!['.]\w)")
#: With or without the apostrophe. "Its" and "lets" may be words, "what's" is not.
_IS_SHORT: Final = re.compile(r"\b(what|who|where|when|why|how|that|there|it)'s\b")
_IS_RUN_ON: Final = re.compile(r"\b(what|who|where|how|that)s\b")
_NOT_SHORT: Final = re.compile(
    r"\b(did|does|do|has|have|had|is|are|was|were|would|could|should)n'?t\b"
)
_LL_SHORT: Final = re.compile(r"\b(i|you|he|she|they|we|what|who)'(ll|d|ve|re|m)\b")
_SPELLED: Final = {"ll": "will", "d": "would", "ve": "have", "re": "are", "m": "am"}

#: Characters nobody sees, among them those that turn the direction of writing.
_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufe0e\ufe0f]")
_MARKS: Final = re.compile(r'[?!,;()\[\]"“”„«»…#*_~`<>|=^{}]+|\.+(?=\s|$)|@(?=\w)')
_GAPS: Final = re.compile(r"\s+")

#: A little word this short has too many neighbours to be told from them.
_SHORTEST_SLIP: Final = 4
#: The words that carry a question, for fingers that slipped on one of them.
_CARRIERS: Final = frozenset(
    "what about regarding concerning said says tell told talk talked mention mentioned comment "  # noqa: SIM905 -- a row
    "commented think thinks thought speak spoke does have anyone anything everything quotes "
    "quotations statements remarks comments latest versus".split()
)

_SAYING: Final = (
    "(?:say|said|saying|speak|spoke|spoken|talk|talked|talking|mention|mentioned|comment|commented|"
    "quoted|think|tell|told|support|supported|criticise|criticised|criticize|criticized)"
)
#: What was never said cannot be found by its words.
_SILENCE: Final = re.compile(
    rf"^(?:what|who|which \w+|why|where) (?:did|does|do|has|have|had|is|was|were|would) not\b"
    rf"|\b(?:not|never)(?: ever| yet| even| once)? (?:been )?{_SAYING}\b"
    r"|^(?:nobody|no one|noone|none)\b|\b(?:says?|said) nothing\b"
    r"|\b(?:silent|silence) (?:on|about)\b"
    r"|^(?:everyone|everybody|all|anyone|anybody) (?:except|but)\b"
)


def plain(text: str) -> str:
    """One line of small letters without marks, courtesies and times; "" if nothing is left."""
    asked = _ASIDE.sub(" ", _lower(text))
    before = None
    while before != asked:
        before = asked
        asked = _squeeze(asked)
        timeless = _squeeze(_TIME.sub(" ", _POLITE.sub("", asked)))
        asked = timeless or asked
    return asked


def mended(asked: str) -> str:
    """The same with slips in the little words put right: "waht did blinken say abotu iraq"."""
    return " ".join(map(_mend, asked.split()))


def content_of(asked: str) -> str:
    """Without the words of which any question is made; "" for one that asks for nothing."""
    return " ".join(word for word in asked.split() if word not in FRAME)


def begin_of_content(asked: str) -> str:
    """From the first word on that not every question could have; as it is, if there is none."""
    words = asked.split()
    for at, word in enumerate(words):
        if word not in FRAME:
            return " ".join(words[at:])
    return asked


def asks_for_silence(text: str) -> bool:
    """Whether it asks who did not speak, or what was not said."""
    return _SILENCE.search(_squeeze(_lower(text))) is not None


def _lower(text: str) -> str:
    """Small letters, words in full, marks gone."""
    asked = _UNSEEN.sub("", text[:LONGEST]).casefold().replace("’", "'")
    asked = _MARKS.sub(" ", asked)
    asked = _NOT_SHORT.sub(r"\1 not", _IS_RUN_ON.sub(r"\1 is", _IS_SHORT.sub(r"\1 is", asked)))
    asked = _LL_SHORT.sub(lambda found: f"{found[1]} {_SPELLED[found[2]]}", asked)
    return _SHORT.sub(lambda found: _SHORTHAND[found[0]], asked)


def _squeeze(text: str) -> str:
    return _GAPS.sub(" ", text).strip(" .'-–—:/+&")


@cache
def _mend(word: str) -> str:
    """The one little word that is a slip away; a word of its own stays."""
    if len(word) < _SHORTEST_SLIP or word in FRAME:
        return word
    near = [carrier for carrier in _CARRIERS if OSA.distance(word, carrier, score_cutoff=1) <= 1]
    return near[0] if len(near) == 1 else word
