"""Names of persons in running text: where they stand, and what is name, title or suffix in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefs.coreference.given import Gender, gender_of, is_given_name
from briefs.folding import fold
from briefs.grammar import CLOSED, is_adverb, words
from briefs.marks import NICKNAME


class Name(NamedTuple):
    """A name as it stands in the text, without titles and suffixes."""

    start: int
    end: int
    words: tuple[str, ...]
    title: str  #: the words before it that are no part of it: "French Foreign Minister"

    @property
    def _titles(self) -> list[str]:
        return self.title.lower().replace(".", "").split()

    @property
    def full(self) -> bool:
        """Whether it is more than a lone surname or given name."""
        return len(self.words) > 1

    @property
    def printed(self) -> str:
        """The name as the press prints it: no title, middle initial, suffix or capitals."""
        if not self.personal:
            return " ".join(self.words)
        return " ".join(map(_lowered, self.words))

    @property
    def gender(self) -> Gender | None:
        """What its title or given name tells."""
        for title in self._titles:
            if title in _GENDERED:
                return _GENDERED[title]
        return gender_of(_first_part(self.words[0])) if self.full else None

    @property
    def rank(self) -> str | None:
        """The last word of its title, spelt out: "general" for "NATO Gen."."""
        titles = self._titles
        return LONG_FORMS.get(titles[-1], titles[-1]) if titles else None

    @property
    def personal(self) -> bool:
        """Whether title or given name shows that it is a person."""
        if any(title in _PERSONAL for title in self._titles):
            return True
        return self.full and is_given_name(_first_part(self.words[0]))


_UPPER = "".join(re.escape(char) for char in map(chr, range(0x250)) if char.isupper())
#: Small syllables that hang on a surname: "al-Mansouri", "d’Estaing".
PREFIX = r"(?:(?:al|el|ad|ar|as|ash|at|az|an|ul|ben|bin)[-‑]|[dl][’'])"
_WORD = rf"{PREFIX}?[{_UPPER}](?:[\w‑-]|[’'](?!s\b)(?=\w))*"
#: Small words within a surname.
PARTICLES = words("de del della der den di du da dos la le van von bin ibn al el ter ten zu af")
_PARTICLE = rf"(?:{'|'.join(sorted(PARTICLES))})"
_SHORTENED = r"(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Adm|Capt|Maj|Sgt|Prof|St|Jr|Sr|Sens|Reps)\."
_ONE = rf"(?:{_SHORTENED}|[{_UPPER}]\.(?:[{_UPPER}]\.)*(?!\w)|{_WORD})"
_NAME = re.compile(
    rf"(?<![\w@#’'-]){_ONE}(?:[ \u00a0](?:{NICKNAME}[ \u00a0])?(?:{_PARTICLE}[ \u00a0])*{_ONE})*"
)
_PART = re.compile(rf"{NICKNAME}|[^ \u00a0]+")
_MARKS = frozenset("“‘\"'")
_INITIALS = re.compile(r"[^\W\d_]\.?(?:[^\W\d_]\.)*")

#: Titles as they are shortened before a name.
LONG_FORMS = {
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
    "gen": "general",
    "lt": "lieutenant",
    "col": "colonel",
    "capt": "captain",
    "maj": "major",
    "sgt": "sergeant",
    "adm": "admiral",
    "prof": "professor",
}
_GENDERED: dict[str, Gender] = {
    **dict.fromkeys(words("mr sir lord king prince congressman chairman spokesman"), "m"),
    **dict.fromkeys(
        words("mrs ms miss dame lady queen princess congresswoman chairwoman spokeswoman"), "f"
    ),
}
#: Titles of persons; the name begins after the last of them.
_PERSONAL = words(
    """
    mr mrs ms miss sir dame lord lady dr prof professor sen senator sens rep reps
    representative congressman congresswoman gov governor lt col colonel capt captain gen
    general maj major sgt sergeant adm admiral lieutenant commander brigadier marshal president
    vice-president premier minister secretary chancellor chairman chairwoman chair spokesman
    spokeswoman spokesperson speaker ambassador envoy director chief king queen prince princess
    pope bishop archbishop cardinal rev reverend rabbi imam judge justice attorney mayor
    sheriff deputy commissioner secretary-general director-general counselor adviser advisor
    analyst strategist pollster coordinator correspondent host pastor candidate nominee leader
    officer detective
    """
)
#: Words before a name that belong to a title or to an organisation, not to the name.
_IMPERSONAL = words(
    """
    prime foreign defence defense state interior finance treasury energy health press prime
    acting former late new old senior junior chief first second deputy vice assistant under
    national security affairs homeland house white department ministry office party committee
    council commission campaign university college institute center centre society foundation
    association court supreme news post times journal agency service services force forces army
    navy air corps guard police parliament senate congress union league alliance organization
    organisation treaty republic kingdom federation international world group bank fund company
    inc corp team hampshire democrats republicans democrat republican democratic labour
    conservative liberal
    green u.s us uk u.k un u.n eu e.u nato fox cnn nbc abc cbs msnbc bbc reuters ap afp north
    south east west northern southern eastern western central american british german french
    italian spanish polish czech slovak hungarian romanian bulgarian greek turkish russian
    ukrainian belarusian georgian armenian azerbaijani estonian latvian lithuanian finnish
    swedish norwegian danish dutch belgian portuguese canadian australian japanese chinese
    korean indian pakistani afghan iranian iraqi israeli palestinian syrian lebanese egyptian
    saudi libyan serbian croatian slovenian bosnian albanian montenegrin moldovan kazakh swiss
    austrian irish icelandic european african asian latin arab jewish muslim bloomberg politico
    """
)
_SUFFIX = frozenset({"jr", "sr", "ii", "iii", "iv"})
#: Last words that show a thing, not a person.
_THINGS = words(
    """
    house department ministry office party committee council commission university college
    institute center centre society foundation association court news post times journal agency
    service force army navy corps guard police parliament senate congress union league alliance
    organization organisation treaty republic kingdom federation group bank fund company states
    nations street avenue road square airport hall city county island islands sea ocean river
    lake mountain valley coast bay act bill law agreement accord pact deal day week month year
    war games conference summit forum report review magazine press television radio network
    stream administration government campaign system project program programme initiative
    movement front army brigade
    """
)
_LONGEST = 4
#: Letters of a word in capitals that is more than initials.
_SHOUTED = 3


def find_names(text: str, start: int, end: int) -> Iterator[Name]:
    """The names in a stretch of text, in order: persons, and what may be one by its looks."""
    for match in _NAME.finditer(text, start, end):
        name = _read(text, match.start(), match.end())
        if name is not None:
            yield name


def _read(text: str, start: int, end: int) -> Name | None:
    """What remains of capitalised words when titles, places and suffixes are taken off."""
    words = _PART.findall(text[start:end])
    keys = [word.rstrip(".").lower() for word in words]
    first, last = _name_proper(keys)
    kept = [
        word
        for place, word in enumerate(words[first:last])
        if not (place and _INITIALS.fullmatch(word)) and word[0] not in _MARKS
    ]
    if not kept or len(kept) > _LONGEST or keys[last - 1] in _THINGS:
        return None
    offset = start + sum(len(word) + 1 for word in words[:first])
    until = offset + len(" ".join(words[first:last]))
    title = " ".join(words[:first])
    bare = (word if _INITIALS.fullmatch(word) else word.rstrip(".") for word in kept)
    return Name(offset, until, tuple(bare), title)


def _name_proper(keys: list[str]) -> tuple[int, int]:
    """First and one past the last of the words that are the name itself."""
    first = 0
    last = len(keys)
    while last > 1 and keys[last - 1] in _SUFFIX:
        last -= 1
    for place, key in enumerate(keys[: last - 1]):
        if _is_title(key) or key in CLOSED or (place == 0 and is_adverb(key)):
            first = place + 1
    if first < last - 2 and not is_given_name(keys[first]) and is_given_name(keys[first + 1]):
        first += 1  # "Rival Hillary Clinton", at the start of a sentence
    if keys[last - 1] in CLOSED:
        first = last
    if _is_title(keys[last - 1]) and not (first < last - 1 and is_given_name(keys[first])):
        first = last  # "NATO Secretary General" names nobody, "Cornel West" does
    return first, last


def ends_in_suffix(text: str) -> bool:
    """Whether what follows a name is nothing but its suffix: " Jr"."""
    return text.strip(" ,.").lower() in _SUFFIX


def _lowered(word: str) -> str:
    """A word of a name that is printed in capitals, as names are written: "HAVEL"."""
    if not word.isupper() or len(word) < _SHOUTED or "." in word:
        return word
    return word.lower() if word.lower() in PARTICLES else word.title()


def is_title(word: str) -> bool:
    """Whether a word in small letters is a title that only persons have."""
    return word in _PERSONAL


def _is_title(key: str) -> bool:
    return key in _PERSONAL or key in _IMPERSONAL


def _first_part(word: str) -> str:
    return fold(word).partition(" ")[0]
