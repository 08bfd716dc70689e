"""Turns of a transcript, and statements: words that need no marks, and who says them.

    ANNA LIND: We stand by it.       Anna Lind [Minister]: …       Question: …       Q  …
    Statement by Anna Lind on the summit ¶ I welcome it. ¶ Our allies …

Lists, scores and digests of other papers look like it, "Lind: 1,769". So a page has turns only
where speakers come back who have names, and where enough of what they say asks, or speaks of "I",
"we" and "you". A label that may be somebody else's ends a turn: nobody gets another's words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from briefs.grammar import CLOSED, words
from briefs.model import Span


class SpeakerTurn(NamedTuple):
    """One paragraph of a speaker turn: what somebody says until another speaks."""

    start: int  #: of the words, behind the colon
    end: int
    label: tuple[int, int]  #: where the name stands, maybe some paragraphs before


class _Line(NamedTuple):
    """A paragraph that begins with a label."""

    paragraph: int
    label: tuple[int, int]
    name: str
    key: str  #: the surname, by which a speaker is known again
    start: int  #: of the words; the end of the paragraph where they stand in the next
    bracketed: bool  #: whether a function, an outlet or a constituency stands behind the name

    @property
    def shouted(self) -> bool:
        """Whether it is a name of several words in capitals: "MS. LIND"."""
        return self.name.isupper() and " " in self.name


_WORD: Final = r"[^\W\d_a-z][\w.’'-]*"
_SMALL: Final = r"(?:of|the|for|and|de|der|van|von|al|el|bin)"
_LABEL: Final = re.compile(
    rf"[*_]{{0,3}}(?P<name>{_WORD}(?:[ \u00a0](?:{_SMALL}[ \u00a0])*{_WORD}){{0,7}})"
    rf"(?:,(?:[ \u00a0](?:{_SMALL}[ \u00a0])*{_WORD}){{1,7}})?"
    r"(?:\s?[\[(][^\])\n]{1,80}[\])]){0,3}[*_]{0,3}:[*_]{0,3}(?:\s+|\Z)"
)
#: Whose office stands before a bracket: "The Minister for the Armed Forces (Anna Lind)".
_HOLDER: Final = re.compile(rf"\s?\((?P<name>{_WORD}(?:[ \u00a0]{_WORD})+)\)")
_OFFICE: Final = "The "
#: Who asks and who answers in an interview; who asks also without a colon: "Q  Thank you."
_ASKED: Final = re.compile(
    r"(?P<name>(?:Q|A|Question|QUESTION|Answer|ANSWER)(?=[:.])|Q(?=[ \t\u00a0]))[:.]?\s+"
    r"(?=[^\W\d_a-z]|[(\[—–…]|--)"
)
_QUESTIONS: Final = ("q", "question")
#: What is put before the parts of an explanation: "WHY IT MATTERS: …", "THE FACTS: …".
_HEADING: Final = re.compile(
    r"(?:what|why|how|who|when|where)\b|(?:the\s|our\s)?(?:claim|facts?|verdict|ruling)\Z",
    re.IGNORECASE,
)
#: Who speaks by what they do there.
_PARTS: Final = words(
    """
    audience host interpreter interviewer journalist moderator narrator operator presenter
    reporter
    """
)
#: What counts up one's own words: "First: …", "Point Two: …".
_COUNTING: Final = words(
    """
    again fifth finally first firstly fourth last lastly number point second secondly third thirdly
    """
)
#: What is told of a scene, not said: "(Applause.)", "[Crosstalk]", "BY MR. HAVEL:".
_ASIDE: Final = re.compile(r"[(\[][^()\[\]]*[)\]]\s*\Z|BY\s[^a-z]{1,80}:\Z")
#: The same before or behind what is said in a paragraph: "(As interpreted.)", "(Laughter.)".
_ASIDES_BEFORE: Final = re.compile(r"(?:\([A-Z][^()]{0,80}\.\)\s+)+")
_ASIDES_BEHIND: Final = re.compile(r"(?<!\s)(?:\s+\([A-Z][^()]{0,80}\.\))+\s*\Z")
_OPENING: Final = ("“", "„", '"')
_MARK: Final = re.compile(r"[\"“”„«»]")
_QUOTED: Final = re.compile(r"[\"“„«][^\"“”„«»]*[\"”»]?")
#: How somebody speaks to others.
_ADDRESSES: Final = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our|me|us)\b|\?")
#: Names of several words, to know those of the labels by.
_FULL_NAME: Final = re.compile(rf"(?<![\w.’'-]){_WORD}(?:[ \u00a0]{_WORD})+")
_POSSESSIVE: Final = re.compile(r"(?:[’']s?|\.)\Z")

_FEWEST: Final = 3  #: turns of a transcript
_SPEAKERS: Final = 2
#: One turn in so many at least has to address somebody.
_ADDRESSING: Final = 2
#: Words from which on what ends like a sentence is one: a reporter's, where it stands before all
#: turns. Places and hours do, too.
_PROSE: Final = 8

#: Whose words the page is, as its headline says. What else stands in it is what it is about, who
#: the speaker is, or the name of the site: "Speech by X: what we learned" is somebody else's.
_STATEMENT: Final = re.compile(
    r"(?:(?:Opening|Closing|Concluding|Doorstep|Full|Introductory|Joint|Keynote|NATO|Official|Oral"
    r"|Prepared|Press|Public|Special|Video|Written)\s+)?"
    r"(?:[Ss]tatement|[Rr]emarks|[Ss]peech|[Aa]ddress|[Mm]essage)\s+(?:by|from|of)\s+"
    rf"(?P<name>(?:[Tt]he\s)?{_WORD}(?:\s(?:of\s|the\s)*{_WORD}){{0,8}}?)(?<![’']s)"
    r"(?=\s+(?:(?i:about|after|ahead|as|at|before|during|following|in|on|regarding|to|upon|with)"
    r"|[A-Za-z][a-z]+ing)\b"
    r"|,(?!.*\band\b)|\s*\||\s+[-–—]\s+[A-Z][\w.]*(?:\s[A-Z][\w.]*){0,3}\Z|\Z)"
)
_SEVERAL: Final = re.compile(r"\s(?:and|And)\s|\AJoint\s")
_SAYS: Final = r"(?:said|says|told|added)"
#: "We, the Foreign Ministers of NATO, met today."
_ONESELF: Final = re.compile(r"\b(?:I|[Ww]e),\s[^,]{1,80},")
#: What stands below the words of a page, on a line of its own or at the start of a paragraph.
_FOOT: Final = re.compile(
    r"^[ \t#*–—-]*(?:(?:ENDS?|Ends?|Background|Contacts?|(?:About|Related)\b[^.!?\n]{0,60})[:.]?"
    r"[ \t#*–—-]*$|\#\#\#|(?:Press|Media)\s(?:[Cc]ontacts?|[Ee]nquiries|[Ii]nquiries|[Oo]ffice)\b"
    r"|Notes?\s(?:to|for)\s(?:the\s)?[Ee]ditors?\b|For\s(?:more|further|media)\s[^.\n]{0,40}contact\b"
    r"|Follow\sus\b|Read\s(?:more|also)\b|See\salso\b|Sign\sup\b|Subscribe\b|©|Copyright\b)"
    r"|\bcookies\b|\b[Tt]his\s(?:web\s?)?site\b",
    re.MULTILINE,
)


def find_speaker_turns(
    text: str, paragraphs: Sequence[Span], title: Span | None = None
) -> Mapping[int, SpeakerTurn]:
    """The turns by the number of their paragraph; none where the page has no transcript.

    A statement is one long turn: the headline says whose.
    """
    labelled = list(_labelled(text, paragraphs))
    lines = list(_returning(labelled))
    if not _is_transcript(text, paragraphs, lines, len(labelled)):
        return _statement(text, paragraphs, labelled, title) if title else {}
    named = _named_in_full(text, labelled)
    if not any(_is_somebody(line, named) for line in lines):
        return {}
    once = {line.paragraph for line in labelled} - {line.paragraph for line in lines}
    lines += [line for line in labelled if line.paragraph in once and _is_somebody(line, named)]
    begun = {line.paragraph: line for line in lines}
    goes_on = not any(map(_is_prose, paragraphs[: min(begun)]))
    return dict(_turns(text, paragraphs, begun, once, goes_on=goes_on))


def _statement(
    text: str, paragraphs: Sequence[Span], labelled: Sequence[_Line], title: Span
) -> Mapping[int, SpeakerTurn]:
    """What is said where the headline names one speaker, who then says "I" or "we".

    Up to the last paragraph that does, and to where others speak: notes to editors may follow.
    """
    whose = _STATEMENT.match(title.text)
    if whose is None or _SEVERAL.search(title.text[: whose.end()]):
        return {}
    if any(_reports(paragraph.text, whose["name"]) for paragraph in paragraphs):
        return {}
    others = _words_of_others(whose["name"])
    end = min((line.paragraph for line in labelled), default=len(paragraphs))
    said = {
        number: one
        for number, one in enumerate(paragraphs[: min(end, _foot(text, paragraphs, 0))])
        if _is_prose(one) and not others.search(_ONESELF.sub("", one.text))
    }
    first_person = [number for number, one in said.items() if _addresses(one.text)]
    if not first_person or len(first_person) * _ADDRESSING < len(said):
        return {}
    label = (title.start + whose.start("name"), title.start + whose.end("name"))
    return {
        number: SpeakerTurn(one.start, one.end, label)
        for number, one in said.items()
        if number <= first_person[-1]
    }


def _reports(paragraph: str, speaker: str) -> bool:
    """Whether a reporter writes, who tells what the speaker says: "Havel said", "said Havel"."""
    surname = re.escape(speaker.rpartition(" ")[2])
    told = rf"\b{surname} {_SAYS}\b|\b{_SAYS} (?:[A-Z]\w* ){{0,3}}{surname}\b"
    return re.search(told, _QUOTED.sub("", paragraph)) is not None


def _words_of_others(speaker: str) -> re.Pattern[str]:
    """What speakers do not say: their own name, or that theirs is "the following statement"."""
    announced = r"\bfollowing (?:statement|remarks|speech|address|message)\b"
    if speaker.casefold().startswith("the "):  # "the President" may well speak of another one
        return re.compile(announced)
    return re.compile(rf"{announced}|\b{re.escape(speaker.rpartition(' ')[2])}\b")


def _labelled(text: str, paragraphs: Sequence[Span]) -> Iterator[_Line]:
    """Paragraphs that begin with a label; not such as count up what one speaker says."""
    for number, paragraph in enumerate(paragraphs):
        place = (paragraph.start, paragraph.end)
        found = _ASKED.match(text, *place) or _LABEL.match(text, *place)
        if found is None or _ASIDE.match(paragraph.text):
            continue
        named = found
        if found["name"].startswith(_OFFICE):
            named = _HOLDER.match(text, found.end("name"), found.end()) or found
        name = named["name"]
        first, *_, last = name.casefold().split() * 2
        if (
            first not in _COUNTING
            and not _HEADING.match(name)
            and not text.startswith(_OPENING, found.end())
        ):
            bracketed = not {"(", "["}.isdisjoint(found[0])
            yield _Line(number, named.span("name"), name, last, found.end(), bracketed)


def _returning(labelled: Sequence[_Line]) -> Iterator[_Line]:
    """Those whose speaker comes back, or stands in capitals."""
    often = Counter(line.key for line in labelled)
    interview = any(key in often for key in _QUESTIONS)
    for line in labelled:
        if len(line.key) == 1 and not interview:  # "A: … B: …" of a phrase book
            continue
        if often[line.key] > 1 or line.key in _QUESTIONS or line.shouted:
            yield line


def _is_transcript(
    text: str, paragraphs: Sequence[Span], lines: Sequence[_Line], labels: int
) -> bool:
    """Whether those who speak speak to each other; or one, in capitals, to many who ask once."""
    speakers = {line.key for line in lines}
    named = {line.name.casefold() for line in lines if " " in line.name}
    asked = labels > len(lines) > 1 and all(line.shouted for line in lines)
    several = asked or max(len(speakers), len(named)) >= _SPEAKERS
    if labels < _FEWEST or not several or (len(lines) < _FEWEST and not asked):
        return False
    said = (_words_of(text, paragraphs, line) for line in lines)
    return sum(map(_addresses, said)) * _ADDRESSING >= len(lines)


def _words_of(text: str, paragraphs: Sequence[Span], line: _Line) -> str:
    """What stands behind a label, or below one that has a line to itself."""
    own = text[line.start : paragraphs[line.paragraph].end]
    below = paragraphs[line.paragraph + 1 : line.paragraph + 2]
    return own or "".join(paragraph.text for paragraph in below)


def _named_in_full(text: str, labelled: Sequence[_Line]) -> Collection[str]:
    """The words, folded, of names of several words that are no labels: "Mr. Havel"."""
    found: set[str] = set()
    labels = {line.label[0] for line in labelled}
    for name in _FULL_NAME.finditer(text):
        parts = [_POSSESSIVE.sub("", word).casefold() for word in name[0].split()]
        if CLOSED.get(parts[0]):
            parts.pop(0)
        if len(parts) > 1 and name.start() not in labels:
            found.update(parts)
    return found


def _is_somebody(line: _Line, named: Collection[str]) -> bool:
    """Whether a label is a speaker's: no newspaper's, no heading's, "Method: …"."""
    known = line.key in _QUESTIONS or line.key in _PARTS or line.key in named
    return known or line.bracketed or line.shouted


def _addresses(said: str) -> bool:
    return bool(_ADDRESSES.search(_QUOTED.sub("", said)))


def _is_prose(paragraph: Span) -> bool:
    return paragraph.text.endswith((".", "!", "?")) and len(paragraph.text.split()) >= _PROSE


def _names(said: str, speaker: str) -> bool:
    """Whether words hold the speaker's surname, as his own seldom do; "the President" has none."""
    if speaker.casefold().startswith("the "):
        return False
    surname = re.escape(speaker.rsplit(maxsplit=1)[-1].title())
    return re.search(rf"\b{surname}\b", said) is not None


def _foot(text: str, paragraphs: Sequence[Span], after: int) -> int:
    """Which paragraph behind that one is the first that is no longer said but the page's own."""
    for number in range(after + 1, len(paragraphs)):
        if _FOOT.search(text, paragraphs[number - 1].end, paragraphs[number].end):
            return number
    return len(paragraphs)


def _spoken(text: str, start: int, end: int, label: tuple[int, int]) -> SpeakerTurn:
    """The words without what is told of the scene before and behind them."""
    before = _ASIDES_BEFORE.match(text, start, end)
    start = before.end() if before else start
    behind = _ASIDES_BEHIND.search(text, start, end)
    return SpeakerTurn(start, behind.start() if behind else end, label)


def _turns(
    text: str,
    paragraphs: Sequence[Span],
    begun: Mapping[int, _Line],
    strangers: Collection[int],
    *,
    goes_on: bool,
) -> Iterator[tuple[int, SpeakerTurn]]:
    """What stands behind the labels, and, where it goes on, paragraphs without one.

    Where others are quoted, and behind the last label, a reporter may have taken over: there only
    what still addresses somebody is said, and what follows anything else is not. Strangers are
    paragraphs with labels that are nobody's.
    """
    last = max(begun)
    speaker: tuple[int, int] | None = None
    awaited = False  # the label has a line to itself
    for number in range(min(begun), _foot(text, paragraphs, last)):
        paragraph = paragraphs[number]
        if number in begun:
            line = begun[number]
            awaited = line.start == paragraph.end
            speaker = line.label
            if not awaited:
                yield number, _spoken(text, line.start, paragraph.end, line.label)
        elif number in strangers:
            speaker = None
        elif speaker is None or _ASIDE.match(paragraph.text):
            continue
        elif awaited or goes_on:
            own = _names(paragraph.text, text[slice(*speaker)])
            doubtful = number > last or own or _MARK.search(paragraph.text)
            told = not _addresses(paragraph.text) or (own and number > last)
            if doubtful and told and not awaited:
                speaker = None
                continue
            awaited = False
            yield number, _spoken(text, paragraph.start, paragraph.end, speaker)
