"""Turns of a transcript, and statements: words that need no marks, and who says them.

    ANNA LIND: We stand by it.       Anna Lind [Minister]: …       Question: …       Q  …
    Statement by Anna Lind on the summit ¶ I welcome it. ¶ Our allies …

Lists, scores and digests of other papers look like it, "Lind: 1,769". So a page has turns only
where speakers come back, and where enough of what they say asks, or speaks of "I", "we" and "you".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from briefs.model import Span


class SpeakerTurn(NamedTuple):
    """One paragraph of a speaker turn: what somebody says until another speaks."""

    start: int  #: of the words, behind the colon
    end: int
    label: tuple[int, int]  #: where the name stands, maybe some paragraphs before


class _Line(NamedTuple):
    paragraph: int
    label: tuple[int, int]
    key: str  #: the surname, by which a speaker is known again
    start: int  #: of the words


_WORD: Final = r"[^\W\d_a-z][\w.’'-]*"
_SMALL: Final = r"(?:of|the|for|and|de|der|van|von|al|el|bin)"
_LABEL: Final = re.compile(
    rf"(?P<name>{_WORD}(?:[ ](?:{_SMALL}[ ])*{_WORD}){{0,7}})"
    r"(?:\s?[\[(][^\])\n]{1,80}[\])])?:\s+(?![\s“„\"])"
)
#: Who asks and who answers in an interview; who asks also without a colon: "Q  Thank you."
_ASKED: Final = re.compile(
    r"(?P<name>(?:Q|A|Question|QUESTION|Answer|ANSWER)(?=[:.])|Q(?=[ \t]))[:.]?\s+"
    r"(?=[^\W\d_a-z]|[—–])"
)
_QUESTIONS: Final = ("q", "question")
#: What is put before the parts of an explanation: "WHY IT MATTERS: …", "THE FACTS: …".
_HEADING: Final = re.compile(
    r"(?:what|why|how|who|when|where)\b|(?:the\s|our\s)?(?:claim|facts?|verdict|ruling)\Z",
    re.IGNORECASE,
)
#: What is told of a scene, not said: "(Applause.)", "[Crosstalk]".
_ASIDE: Final = re.compile(r"[(\[][^()\[\]]*[)\]]\s*\Z")
_MARK: Final = re.compile(r"[\"“”„«»]")
_QUOTED: Final = re.compile(r"[\"“„«][^\"“”„«»]*[\"”»]?")
#: How somebody speaks to others.
_ADDRESSES: Final = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our|me|us)\b|\?")

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
    r"(?:\w+\s+)?(?:[Ss]tatement|[Rr]emarks|[Ss]peech|[Aa]ddress|[Mm]essage)\s+(?:by|from|of)\s+"
    rf"(?P<name>(?:[Tt]he\s)?{_WORD}(?:\s(?:of\s|the\s)*{_WORD}){{0,8}}?)"
    r"(?=\s+(?:(?i:about|after|ahead|as|at|before|during|following|in|on|regarding|to|upon|with)"
    r"|[A-Za-z][a-z]+ing)\b"
    r"|,(?!.*\band\b)|\s*\||\s+[-–—]\s+[A-Z][\w.]*(?:\s[A-Z][\w.]*){0,3}\Z|\Z)"
)
_SEVERAL: Final = re.compile(r"\s(?:and|And)\s|\AJoint\s")


def find_speaker_turns(
    text: str, paragraphs: Sequence[Span], title: Span | None = None
) -> Mapping[int, SpeakerTurn]:
    """The turns by the number of their paragraph; none where the page has no transcript.

    A statement is one long turn: the headline says whose.
    """
    lines = list(_lines(text, paragraphs))
    if not _is_transcript(text, paragraphs, lines):
        return _statement(paragraphs, title) if title else {}
    found = {
        line.paragraph: SpeakerTurn(line.start, paragraphs[line.paragraph].end, line.label)
        for line in lines
    }
    if not any(map(_is_prose, paragraphs[: lines[0].paragraph])):
        found.update(_further(paragraphs, found))
    return found


def _statement(paragraphs: Sequence[Span], title: Span) -> Mapping[int, SpeakerTurn]:
    """What is said where the headline names one speaker, who then says "I" or "we".

    Up to the last paragraph that does: notes to editors may follow.
    """
    whose = _STATEMENT.match(title.text)
    if whose is None or _SEVERAL.search(title.text[: whose.end()]):
        return {}
    others = _words_of_others(whose["name"])
    said = {
        number: one
        for number, one in enumerate(paragraphs)
        if _is_prose(one) and not others.search(one.text)
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


def _words_of_others(speaker: str) -> re.Pattern[str]:
    """What speakers do not say: their own name, or that theirs is "the following statement"."""
    announced = r"\bfollowing (?:statement|remarks|speech|address|message)\b"
    if speaker.casefold().startswith("the "):  # "the President" may well speak of another one
        return re.compile(announced)
    return re.compile(rf"{announced}|\b{re.escape(speaker.rpartition(' ')[2])}\b")


def _lines(text: str, paragraphs: Sequence[Span]) -> Iterator[_Line]:
    """Paragraphs that begin with a label, whose speaker comes back or stands in capitals."""
    found = []
    for number, paragraph in enumerate(paragraphs):
        label = _ASKED.match(text, paragraph.start, paragraph.end) or _LABEL.match(
            text, paragraph.start, paragraph.end
        )
        if label and not _HEADING.match(label["name"]):
            key = label["name"].rpartition(" ")[2].casefold()
            found.append(_Line(number, label.span("name"), key, label.end()))
    often = Counter(line.key for line in found)
    interview = any(key in often for key in _QUESTIONS)
    for line in found:
        name = text[slice(*line.label)]
        if len(line.key) == 1 and not interview:  # "A: … B: …" of a phrase book
            continue
        if often[line.key] > 1 or line.key in _QUESTIONS or (name.isupper() and " " in name):
            yield line


def _is_transcript(text: str, paragraphs: Sequence[Span], lines: Sequence[_Line]) -> bool:
    """Whether those who speak speak to each other."""
    if len(lines) < _FEWEST or len({line.key for line in lines}) < _SPEAKERS:
        return False
    said = (text[line.start : paragraphs[line.paragraph].end] for line in lines)
    return sum(map(_addresses, said)) * _ADDRESSING >= len(lines)


def _addresses(said: str) -> bool:
    return bool(_ADDRESSES.search(_QUOTED.sub("", said)))


def _is_prose(paragraph: Span) -> bool:
    return paragraph.text.endswith((".", "!", "?")) and len(paragraph.text.split()) >= _PROSE


def _further(
    paragraphs: Sequence[Span], begun: Mapping[int, SpeakerTurn]
) -> Iterator[tuple[int, SpeakerTurn]]:
    """Paragraphs without a label, said by whoever had begun.

    Where others are quoted, and behind the last label, a reporter may have taken over: there only
    what still addresses somebody is said, and what follows anything else is not.
    """
    turn: SpeakerTurn | None = None
    for number in range(min(begun), len(paragraphs)):
        paragraph = paragraphs[number]
        if number in begun:
            turn = begun[number]
        elif turn is None or _ASIDE.match(paragraph.text):
            continue
        else:
            doubtful = number > max(begun) or _MARK.search(paragraph.text)
            if doubtful and not _addresses(paragraph.text):
                turn = None
                continue
            yield number, SpeakerTurn(paragraph.start, paragraph.end, turn.label)
