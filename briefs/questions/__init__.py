"""A question as somebody types it -> the speaker and the topic it names, or the words left over.

    wording   one line of small letters: no marks, courtesies or shorthand, and no times
    shapes    the forms that sentences and phrases take
    reader    those forms, and bare names, read against the names there are
    openers   what only goes on with an earlier question: "and on Iraq?", "more"

Titles, days, and what to do when nothing fits are left to `briefing`.
"""

from briefs.questions.openers import Opened, Opening, read_opening
from briefs.questions.reader import Question, fits, parse_question
from briefs.questions.wording import LONGEST, asks_for_silence, content_of

__all__ = [
    "LONGEST",
    "Opened",
    "Opening",
    "Question",
    "asks_for_silence",
    "content_of",
    "fits",
    "parse_question",
    "read_opening",
]
