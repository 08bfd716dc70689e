"""The wording of what surrounds an article on its page: buttons, notices, credits, bylines.

Each question is answered from one line alone; what its neighbours say about it is for `layout`.
Patterns are tried on lines of limited length or on the end of a long one, so all is linear.
"""

from __future__ import annotations

import re

_BUTTON_ROW = 120
_NOTICE_LENGTH = 250
_CAPTION_LENGTH = 900
_TAIL = 160

_BUTTON_LABELS = (
    r"share (?:this|the) (?:article|story|page|post)|share (?:on|via|to) \w+|shared?",
    r"access to the comments|(?:add|view|show|read|post) (?:(?:a|the|all) )?comments?",
    r"close button|close|tweet|facebook|twitter|whats ?app|telegram|linkedin|reddit",
    r"flipboard|pinterest|messenger|instagram|e-?mail|print|copy(?: the)? link",
    r"link copied|bookmark|save|follow(?: us(?: on)?)?|subscribe(?: now)?|sign (?:up|in)",
    r"log ?in|register|menu|search|home|skip to (?:main )?content|loading",
    r"advertise|advertisement|advertising|sponsored|play(?: video)?|watch(?: live)?|listen",
    r"read more|continue reading|story continues below(?: advertisement)?|(?:back to )?top",
    r"next|previous|sources?|\d+ min(?:ute)?s? read",
    r"(?:\d[\d.,]*k? )?(?:interactions?|shares|no comments|views?|likes?|reactions?|comments?)",
)
_BUTTON = "|".join(_BUTTON_LABELS)
#: Labels stand side by side, and saved pages often glue them: "Share this articleClose Button".
_BUTTONS = re.compile(rf"[\W_]*(?:(?i:{_BUTTON})(?=[A-Z\W_]|\Z)[\W_]*)+")

_ADDRESS = re.compile(r"https?://[^\s]{4,300}")
#: Notices that are told by words further on in the line, and one of those words for each.
_NOTICE_WITHIN = re.compile(
    r"""
      .{0,40}\bnot\ available\ in\ your\ (?:region|country|location)\b
    | .{0,60}\byour\ e-?mail\ address\ will\ not\ be\ published\b
    | .{0,60}\b(?:enable|activate)\ javascript\b
    | .{0,20}\b(?:sign\ up|subscribe)\ (?:for|to)\ (?:our|the|your)\b
      .{0,60}\b(?:newsletter|channel)\b
    | .{0,120}\ball\ rights\ reserved\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NOTICE_WORDS = ("available", "address", "javascript", "newsletter", "channel", "reserved")
_NOTICE = re.compile(
    r"""
      required\ fields\ are\ marked\b
    | save\ my\ name,\ e-?mail\b
    | (?:we|this\ (?:web)?site|our\ (?:web)?site)\ uses?\ cookies\b
    | (?:get|download)\ (?:our|the)\ (?:free\ )?app\b
    | this\ (?:article|story)\ (?:is\ more\ than|was\ (?:first|originally)\ published)\b
    | (?:click|tap)\ here\b
    | (?:copyright|©|\(c\))\s*(?:©\s*)?(?:\d{4}|the)\b
    | (?:read|see|watch|(?:read|see)\ (?:also|more)|also\ read|related)\s*[:>»|]
    | follow\ .{1,60}\ on\ (?:twitter|facebook|instagram|telegram)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)

_RELATED = re.compile(
    r"""
    (?: you\ (?:might|may)\ (?:also\ )?(?:like|be\ interested\ in)
    | related(?:\ (?:articles?|stories|posts|news|topics|content|coverage))?
    | recommended(?:\ for\ you)? | more\ (?:from|on|about)\ [\w .'’-]{1,40}
    | more\ (?:stories|news|articles) | (?:what\ to\ )?read\ next | up\ next
    | most\ (?:read|popular|viewed) | latest\ (?:news|stories|articles) | top\ stories
    | (?:suggested|explore\ more\ on\ these|more\ on\ these)\ topics | recommended\ stories
    | related\ (?:countries|people|organi[sz]ations|links|reading|tags) | key\ developments.{0,60}
    | trending(?:\ now)? | also\ on\ [\w .]{1,30} | don['’]t\ miss
    )\s*:?
    """,
    re.VERBOSE | re.IGNORECASE,
)

_COMMENTS = re.compile(
    r"leave a (?:reply|comment)(?: cancel reply)?|post a comment"
    r"|\d+ (?:comments?|replies|responses|thoughts) (?:on|to) .{1,200}[^.!:]",
    re.IGNORECASE,
)

#: "By Jane Doe in Brussels" is open-ended; one that ends like a sentence holds nothing but names.
_NAME = r"(?:[A-ZÀ-Þ][\w.'’-]*|and|with|for|of|the|[|&•·/-])"
_BYLINE = re.compile(
    r"(?:(?i:written|posted|published|compiled|updated|story|text|words) )?(?:[Bb]y|BY):?\s+"
    rf"(?:[A-ZÀ-Þ](?:.*[^.!?:;,”\"’])?|{_NAME}(?:,?\s+{_NAME})*)"
)
_NAMED_SOURCE = re.compile(r"(?:source|publisher):\s+\S[^.!?]{1,60}", re.IGNORECASE)
_AGENCY_LINE = re.compile(r"[A-Z][\w/. ]{1,30}\s*\|")
_CONTRIBUTED = re.compile(
    r"""
      [^“”"]{0,200}\bcontributed\ (?:to\ this\ (?:report|story|article)|reporting)\b.{0,60}
    | \W{0,4}(?:additional\ )?(?:reporting|writing|editing)\ by\ .{1,230}
    | [^“”"]{1,120}\badapted\ (?:it|this\ (?:story|report|article))\ for\b.{1,80}
    """,
    re.VERBOSE | re.IGNORECASE,
)

#: Words without which nobody contributed.
_CONTRIBUTED_WORDS = ("contributed", "adapted", " by ")
_OWNER = r"(?:AP|AFP|UPI|EPA|REUTERS|Reuters|Getty(?:\ Images)?|TASS|Xinhua|NATO|NASA|DoD)"
_CREDIT = re.compile(
    rf"""
    (?: \((?:[^()]{{0,80}}[\s/])?{_OWNER}(?:/|\ [Pp]hoto|\ [Ff]ile|\ [Ii]mages)[^()]{{0,80}}\)
    |   \([^()]{{1,80}}(?:/\s?|\bvia\ ){_OWNER}[^()]{{0,30}}\)
    |   \((?:[Pp]hoto|[Ii]mage|[Pp]icture|[Cc]redit|[Cc]ourtesy)\b[^()]{{0,80}}\)
    |   \((?:[^()]{{0,60}}\s)?(?:[Ff]ile|[Aa]rchive|[Hh]andout|[Ss]tock)\ (?:[Pp]hoto|[Ii]mage)s?\)
    |   \[[^\[\]]{{0,100}}/\s?{_OWNER}[^\[\]]{{0,30}}\]
    |   (?:AP\ Photo|REUTERS|AFP|EPA|Getty\ Images)/\s?\w[^.!?()]{{0,60}}
    |   (?:/\s?|\bvia\ ){_OWNER}
    |   (?:\A|[.!?)\]”"’]\s|\s[-–—]\s|\s\s)\s*
        (?:Copyright|©|Photo(?:graph)?(?:\ by|\ credit)?:?|Image(?:\ credit)?:|Picture:|Credit:)
        \s[^.!?()]{{2,80}}
    )[.\s–—-]*\Z
    """,
    re.VERBOSE,
)
#: What is in every credit.
_CREDIT_PART = re.compile(r"[(/©]|via |Copyright|Photo|Image|Picture|Credit")
_CAPTION = re.compile(
    r"(?:FILE|File)(?: (?:photo|image|picture))?s?\s?[-–—:]\s|File photos? show"
    r"|(?:Photo|Image|Picture|Pictured|Caption|Video)\s?:\s"
    r"|In this (?:file |\w+ \d+, \d{4},? (?:file )?)?(?:photo|image|picture)\b"
)


def is_button(line: str) -> bool:
    """Whether the line is nothing but labels of buttons, links and counters."""
    if len(line) > _BUTTON_ROW:
        return False
    label = " ".join(line.split())
    return _BUTTONS.fullmatch(label) is not None or not any(map(str.isalnum, label))


def is_address(line: str) -> bool:
    """Whether the line is nothing but the address of a page."""
    return _ADDRESS.fullmatch(line) is not None


def is_notice(line: str) -> bool:
    """Whether the page speaks of itself here: cookies, regions, newsletters, copyright."""
    if len(line) > _NOTICE_LENGTH:
        return False
    if _has_one_of(_NOTICE_WORDS, line) and _NOTICE_WITHIN.match(line):
        return True
    return _NOTICE.match(line) is not None


def _has_one_of(words: tuple[str, ...], line: str) -> bool:
    """Whether a pattern that needs one of the words is worth trying."""
    folded = line.casefold()
    return any(word in folded for word in words)


def is_byline(line: str) -> bool:
    """Whether the line says who wrote the article or had a part in it."""
    if len(line) > _NOTICE_LENGTH:
        return False
    if _has_one_of(_CONTRIBUTED_WORDS, line) and _CONTRIBUTED.fullmatch(line):
        return True
    return any(pattern.fullmatch(line) for pattern in (_BYLINE, _NAMED_SOURCE, _AGENCY_LINE))


def is_caption(line: str) -> bool:
    """Whether the line describes a picture: it opens as captions do, or ends in a credit."""
    if len(line) > _CAPTION_LENGTH:
        return False
    if _CAPTION.match(line):
        return True
    tail = line[-_TAIL:]
    return _CREDIT_PART.search(tail) is not None and _CREDIT.search(tail) is not None


def opens_related(line: str) -> bool:
    """Whether headlines of other articles follow."""
    return len(line) <= _BUTTON_ROW and _RELATED.fullmatch(line) is not None


def opens_comments(line: str) -> bool:
    """Whether readers' comments follow, which last to the end of the page."""
    return len(line) <= _NOTICE_LENGTH and _COMMENTS.fullmatch(line) is not None
