"""What goes on with an earlier question: "and on Iraq?", "what about Biden?", "more".

Only the form is read here. Whether it names a person or a topic, and what was asked before, others
know.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from briefs.questions.wording import LONGEST


class Opening(StrEnum):
    """How a text goes on with what was asked before."""

    MORE = "more"  #: more of the same
    OTHERS = "others"  #: the same from other people
    TOPIC = "topic"  #: the same person on something: "and on Iraq?", "what did he say about Iraq?"
    NAME = "name"  #: on or by something else: "and Iraq?", "what about Biden?"


@dataclass(frozen=True, kw_only=True, slots=True)
class Opened:
    """A text that goes on with another."""

    opening: Opening
    name: str = ""  #: what it asks for now; "": only other days, or as `opening` says


_LEAD: Final = r"(?:(?:ok|okay|so|but|well|hm+|please|thanks|yes|no)[ ,.]+)*"
_AND: Final = r"(?:and(?: also)?|also|plus|&|\+|then|or|but|now)"
_HE: Final = r"(?:he|she|they|him|her|them|it)"
_DID: Final = r"(?:did|does|do|has|have|had|was|is|would)"
_ON: Final = r"(?:about|on|regarding|concerning|re|of|to|towards?)"
_SAID: Final = (
    r"(?:(?:ever|also|just|really|recently|actually|have) )*"
    r"(?:say|said|saying|talk|talked|talking|think|mention|mentioned|tell|told|speak|spoken|comment|"
    r"feel|to say)(?: (?:anything|something|what|that|more|else))?"
)
_MORE: Final = (
    r"(?:(?:show|give|tell) me )?(?:some )?(?:more|the rest|next|next page|go on|continue|"
    r"more of (?:that|this|it|them)|more quotes|more quotations|show more|"
    rf"(?:what|anything|something) (?:else|more)(?: {_DID} {_HE} {_SAID})?)"
)
_OTHERS: Final = (
    r"(?:who else|anyone else|anybody else|somebody else|everyone else|others?|the others|"
    rf"other people|everybody|everyone)(?: {_SAID}| {_ON} (?:it|that|this))*"
)
_ASKING: Final = "(?:what |where |how |when |why )?(?:else )?"
_VIEW: Final = (
    r"(?:(?:he|she|they)|(?:his|her|their) "
    r"(?:views?|position|opinion|stance|take|comments?|remarks?|words|line))"
)
_FORMS: Final = (
    (Opening.MORE, rf"(?:{_AND} )?{_MORE}"),
    (Opening.OTHERS, rf"(?:{_AND} )?{_OTHERS}"),
    (Opening.TOPIC, rf"(?:{_AND} )?{_ASKING}{_DID} {_HE} {_SAID}(?: (?:{_ON} )?(?P<name>.+))?"),
    (Opening.TOPIC, rf"(?:{_AND} )?(?:what (?:is|was) )?{_VIEW} {_ON} (?P<name>.+)"),
    (Opening.TOPIC, rf"(?:{_AND} )?{_ON} (?P<name>.+)"),
    (
        Opening.TOPIC,
        rf"(?:{_AND} )?(?:the )?same (?:{_ON}|for|question (?:on|about)) (?P<name>.+)",
    ),
    (Opening.NAME, rf"(?:{_AND} )?(?:what|how) (?:about|of) (?P<name>.+)"),
    (Opening.NAME, rf"{_AND} (?:by |from |for |in |at )?(?P<name>.+)"),
    (Opening.NAME, r"(?P<name>.+?) (?:too|as well|instead|then)"),
)
_END: Final = " \t\n?!.,;:…-–—"

_compiled = cache(re.compile)


def read_opening(text: str) -> Opened | None:
    """How a text, its days taken out, goes on with another; None: it stands by itself."""
    asked = " ".join(text[:LONGEST].casefold().replace("’", "'").split()).strip(_END)
    asked = re.sub(rf"^{_LEAD}", "", asked)
    asked = re.sub(r"\b(what|how)'?s\b", r"\1 is", asked)
    if asked in {"", "and", "so", "or", "but"}:
        return Opened(opening=Opening.NAME)
    for opening, form in _FORMS:
        if found := _compiled(form).fullmatch(asked):
            name = found.groupdict().get("name") or ""
            return Opened(opening=opening, name=name.strip(_END))
    return None
