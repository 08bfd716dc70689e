"""The words that signal saying: verbs in all their forms, and how an attribution begins.

Which cue governs which words, and who is its subject, is for quotations to find out.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from briefs.grammar import words


class Form(StrEnum):
    """The form of a verb, as far as its spelling shows."""

    BASE = "base"
    PRESENT = "present"
    PAST = "past"  #: or a past participle
    ING = "ing"


class Strength(StrEnum):
    """How surely a verb announces somebody's words."""

    SAYING = "saying"  #: its object is what was said
    REPORTING = "reporting"  #: what was said may stand somewhere in its clause


#: Verbs that introduce words but no clause: "continued talks" is no cue for what follows.
INTRODUCING = words("begin chime continue cry exclaim go quip shout whisper yell")


class Cue(NamedTuple):
    """One form of a verb of the lexicon."""

    lemma: str
    form: Form
    strength: Strength
    noun_like: bool  #: the same spelling is a noun, too


_SAYING = """
    acknowledge add admit advise affirm agree announce answer argue ask assert assure aver beg
    begin bellow boast caution chant charge chime claim clarify comment complain concede
    conclude confess confide confirm contend continue counter cry declare demand deny disclose
    elaborate email emphasise emphasize exclaim exhort explain fret fume gripe growl grumble
    gush implore inform inquire insist interject intone joke lament maintain marvel message
    mumble murmur muse mutter note object observe opine plead pledge post predict proclaim
    profess promise pronounce protest query quip react read reassure recall recite reckon
    recount reflect reiterate relate remark remember remind reply report respond retort retweet
    reveal roar say scoff scream shout sigh sing snap sneer speculate state stress suggest tell
    testify theorise theorize thunder tweet urge vent volunteer vow warn whisper wonder write
    yell
"""
_REPORTING = """
    acclaim accuse address advocate allege appeal applaud assail attack back bash bemoan berate
    blame blast brag brand call castigate celebrate challenge characterise characterize chide
    cite commend compare condemn congratulate contrast credit criticise criticize decry defend
    denounce deride describe dismiss dispute doubt dub echo encourage endorse envisage envision
    equate expect express extol flag frame hail highlight hint hope identify imply indicate
    invite invoke issue knock label lambast lambaste lash laud lay liken list mention mock
    oppose outline paint pan pitch portray praise press propose question quote rail rebuke
    recommend refer refuse regard reject repeat reprimand request ridicule rip salute see show
    signal slam speak stipulate talk taunt tease term thank think threaten tout trash underline
    underscore use view voice want welcome worry
"""
#: Third person, past and -ing form of the verbs that do not follow the rules.
_IRREGULAR = {
    "begin": ("begins", "began", "beginning"),
    "clarify": ("clarifies", "clarified", "clarifying"),
    "cry": ("cries", "cried", "crying"),
    "decry": ("decries", "decried", "decrying"),
    "deny": ("denies", "denied", "denying"),
    "identify": ("identifies", "identified", "identifying"),
    "imply": ("implies", "implied", "implying"),
    "lay": ("lays", "laid", "laying"),
    "query": ("queries", "queried", "querying"),
    "read": ("reads", "read", "reading"),
    "reply": ("replies", "replied", "replying"),
    "say": ("says", "said", "saying"),
    "see": ("sees", "saw", "seeing"),
    "sing": ("sings", "sang", "singing"),
    "speak": ("speaks", "spoke", "speaking"),
    "tell": ("tells", "told", "telling"),
    "testify": ("testifies", "testified", "testifying"),
    "think": ("thinks", "thought", "thinking"),
    "worry": ("worries", "worried", "worrying"),
    "write": ("writes", "wrote", "writing"),
}
#: Verbs whose last letter doubles before -ed and -ing.
_DOUBLING = "admit aver beg brag dub flag fret pan quip refer rip slam snap"
_SIBILANT = re.compile(r"(?:s|x|z|sh|ch)\Z")
#: Verbs whose base and third person are nouns as well ("the report", "her calls"), so that only
#: their place in the sentence tells.
_NOUN_LIKE = """
    address answer appeal attack back bark begin blame blast boast brag brand call caution
    challenge chant charge claim comment complain contrast counter credit cry demand doubt echo
    email express flag frame gripe hail highlight hint hope issue joke label lament lash lay
    like list marvel mention message mock murmur mutter note object outline pan phone pitch plea
    pledge post praise press promise propose protest query question quip quote rail reason rebuke
    remark reply report reprimand request respond retort ridicule rip roar salute scream
    see shout show sigh signal slam snap state stress support talk taunt tease term text thank
    think thunder tout trash tweet urge use view voice volunteer vow want welcome whisper wonder
    worry yell
"""


def _forms(lemma: str) -> tuple[str, str, str]:
    """Third person, past and -ing form of a verb."""
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    stem = lemma + lemma[-1] if lemma in _DOUBLING.split() else lemma.removesuffix("e")
    return lemma + ("es" if _SIBILANT.search(lemma) else "s"), stem + "ed", stem + "ing"


def _lexicon() -> dict[str, Cue]:
    entries: dict[str, Cue] = {}
    nouns = frozenset(_NOUN_LIKE.split())
    for strength, lemmas in ((Strength.REPORTING, _REPORTING), (Strength.SAYING, _SAYING)):
        for lemma in lemmas.split():
            present, past, ing = _forms(lemma)
            noun = lemma in nouns
            entries[lemma] = Cue(lemma, Form.BASE, strength, noun)
            entries[present] = Cue(lemma, Form.PRESENT, strength, noun)
            entries[ing] = Cue(lemma, Form.ING, strength, False)
            entries[past] = Cue(lemma, Form.PAST, strength, False)
    return entries


#: Every form of every verb of the lexicon, in lower case. "Read" and "put" count as past forms.
VERBS = _lexicon()

_SAYS = "|".join(
    form
    for form, cue in sorted(VERBS.items())
    if cue.strength is Strength.SAYING
    and cue.form in {Form.PAST, Form.PRESENT}
    and not (cue.form is Form.PRESENT and cue.noun_like)
)
#: What begins another clause, and so is no part of a subject: "a man who says".
_OTHER_CLAUSE = r"(?:he|she|they|it|we|I|you|who|that|which|what|if|when)\b"
_SUBJECT = (
    r"(?:he|she|they|it|we|I|who"
    r"|(?:[A-Z]|the\b|an?\b|another\b|one\b|his\b|her\b|their\b)[\w’'.-]*"
    rf"(?:\s+(?!{_OTHER_CLAUSE})[\w’'.-]+){{0,7}}?)"
)
_APPOSITION = r"(?:,[^,.;:\"“”]{1,80},)?"
_BETWEEN = r"(?:(?:also|then|has|had|later|once|did)\s+)?"
#: An attribution that follows quoted words: "he said", "said Smith", "Smith, a farmer, said".
ATTRIBUTION_AHEAD = re.compile(
    rf"\s*(?:did\s+)?(?:(?:{_SAYS})\b(?!\s+(?:by|to)\b)"
    rf"|{_SUBJECT}{_APPOSITION}\s+{_BETWEEN}(?:{_SAYS}|went\s+on|declare|say|put\s+it)\b)"
)

#: Verbs of two words, by their spelling.
PHRASAL = {
    phrase: Cue(lemma, form, Strength.SAYING, noun_like=False)
    for lemma, past, present in (
        ("go", "went on", "goes on"),
        ("point out", "pointed out", "points out"),
        ("put it", "put it", "puts it"),
        ("shoot back", "shot back", "shoots back"),
        ("fire back", "fired back", "fires back"),
        ("hit back", "hit back", "hits back"),
        ("weigh in", "weighed in", "weighs in"),
        ("make clear", "made clear", "makes clear"),
        ("speak out", "spoke out", "speaks out"),
        ("write back", "wrote back", "writes back"),
    )
    for phrase, form in ((past, Form.PAST), (present, Form.PRESENT))
}
