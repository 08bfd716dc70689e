"""What a saved page says of itself, and which of its lines are the article."""

import datetime as dt
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.model import DateBasis, PublicationDate
from briefs.page import read_page
from briefs.page.publishers import find_outlet

FIRST = "Ministers of the alliance agreed on Monday to send more ships to the northern sea."
SECOND = "“We will stay as long as it takes,” the admiral said in Oslo."


def a_page(*lines: str, above: str = "Alliance sends ships north", below: str = "") -> str:
    return "\n\n".join(filter(None, [above, *(lines or (FIRST, SECOND)), below]))


def each(names: str, cases: Mapping[str, object] | Sequence[str]) -> pytest.MarkDecorator:
    """A table of cases: each is named by what it shows, or shows itself."""
    rows = cases.values() if isinstance(cases, Mapping) else cases
    return pytest.mark.parametrize(names, list(rows), ids=list(cases))


def body_of(text: str) -> list[str]:
    return [span.text for span in read_page(text).body]


def title_of(text: str) -> str | None:
    title = read_page(text).title
    return title.text if title else None


def stated(year: int, month: int, day: int) -> PublicationDate:
    return PublicationDate(day=dt.date(year, month, day), basis=DateBasis.STATED)


def inferred(year: int, month: int, day: int) -> PublicationDate:
    return PublicationDate(day=dt.date(year, month, day), basis=DateBasis.INFERRED)


@each(
    "above, title",
    {
        "first line": ("Alliance sends ships north", "Alliance sends ships north"),
        "below a notice": (
            "This content is not available in your region\n\nAlliance sends ships north",
            "Alliance sends ships north",
        ),
        "below a menu": ("Home\nWorld\nAlliance sends ships north", "Alliance sends ships north"),
        "below menus and other headlines": (
            "Directory of sites\nCowboys kneel for the anthem\nAlliance sends more ships",
            "Alliance sends more ships",
        ),
        "below the masthead": (
            "The Kyiv Independent\nAlliance sends ships",
            "Alliance sends ships",
        ),
        "title bar": ("Alliance sends ships north | Reuters", "Alliance sends ships north"),
        "ends in a quotation": ("Admiral: “We will stay”", "Admiral: “We will stay”"),
        "above its standfirst": (
            "Alliance sends ships north\nNorway welcomes the move",
            "Alliance sends ships north",
        ),
        "none": ("", None),
    },
)
def test_the_headline_is_the_open_ended_line_above_that_the_article_takes_up(above, title):
    assert title_of(a_page(above=above)) == title


@each("text", ["", "   \n\n", '"We are ready," she said', FIRST])
def test_a_page_without_an_article_below_it_has_no_headline(text):
    assert title_of(text) is None


@each(
    "line",
    {
        "subheading": "Afghanistan disengagement",
        "subheading with scare quotes": "'No decisions' expected yet",
        "subheading in capitals": "“DIVISIVE AND WRONG”",
        "byline": "By Jane Doe with AP, AFP",
        "byline with a full stop": "By JANE DOE, Chief Correspondent.",
        "date": "Published March 3, 2022 at 5:00 p.m. EST",
        "glued buttons": "Share this articleComments",
        "row of buttons": "Facebook Twitter E-mail Copy link",
        "counter": "190 Interactions",
        "ornament": "* * *",
        "newsletter": "Sign up for our daily newsletter.",
        "link to another article": "READ MORE: 'Nobody is safe', says mayor.",
        "copyright": "© 2021 The Daily Example. All rights reserved.",
        "caption of an agency": "A ship leaves the port of Bergen. (AP Photo/Jane Doe)",
        "caption with copyright": "A ship leaves port.  -  Copyright  Jane Doe/AP   -",
        "caption with marks": "The “old lady” leaves port, May 3, 2020. (Photo by Jane Doe / AFP)",
        "caption from the files": "FILE - The admiral said “never” in May 2019.",
        "credit": "Jane Doe via Getty Images.",
        "contributor": "Jane Doe contributed to this report.",
        "reporters": "(Reporting by Jane Doe; Editing by John Doe)",
    },
)
def test_what_surrounds_an_article_is_no_paragraph_of_it(line):
    assert body_of(a_page(FIRST, line, SECOND)) == [FIRST, SECOND]


@each(
    "line",
    {
        "quotation": "“We will stay,” he said.",
        "quotation that lost its full stop": "“We will stay,” he said",
        "mark left open": "“We will stay",
        "nothing but a quotation": "“We will stay, whatever may come”",
        "speaker and quotation": "Admiral Jane Doe: “We will stay”",
        "announcement": "He said:",
        "one word": "Yes.",
        "'By' opens a sentence": "By a slim margin, the members agreed to stay in the north.",
        "an outlet is told": "Follow the money, the admiral told Reuters.",
        "copyright in a sentence": "He violated copyright law, the court in London ruled.",
        "date in a sentence": "The report was published on March 3, 2022.",
        "responses that are no readers'": "12 responses to the admiral's question came back.",
        "words of contributors": "“Nobody contributed to this report,” he said.",
        "words of buttons": "“Print it and share this article,” he said.",
    },
)
def test_what_may_be_speech_is_kept(line):
    """Losing a quotation costs more than keeping a stray line."""
    assert body_of(a_page(FIRST, line, SECOND)) == [FIRST, line, SECOND]


def test_a_caption_saved_twice_is_a_caption_twice():
    """Alternative text comes without the credit, and looks like a sentence of the article."""
    caption = "The admiral, who said “never”, on his ship in May 2020."

    assert body_of(a_page(caption, f"{caption} Copyright AP Photo/Jane Doe", FIRST)) == [FIRST]


def test_headlines_of_other_articles_end_where_a_paragraph_begins():
    """A long one, or a short one that reports speech as no headline does."""
    others = ("You might also like", "'Nobody is safe', says mayor", "Is peace “near”?")

    assert body_of(a_page(FIRST, *others)) == [FIRST]
    assert body_of(a_page(SECOND, *others, below=FIRST)) == [SECOND, FIRST]
    assert body_of(a_page(FIRST, *others, below=SECOND)) == [FIRST, SECOND]


@each("opening", ["Leave a Reply", "12 comments on “Alliance sends ships”"])
def test_readers_comments_last_to_the_end_of_the_page(opening):
    comment = (
        "“The admiral is a liar and always was one,” said my neighbour when she read this today."
    )

    assert body_of(a_page(FIRST, SECOND, opening, comment, "Reply", comment)) == [FIRST, SECOND]


def test_a_link_to_the_comments_does_not_end_the_article():
    standfirst = "The admiral spoke in Oslo."

    assert body_of(a_page(standfirst, "Leave a comment", FIRST)) == [standfirst, FIRST]


@each(
    "dateline",
    [
        "BRUSSELS (AP) — ",
        "BRUSSELS, March 23 (Reuters) - ",
        "NEW YORK, Nov. 19 (UPI) — ",
        "BEDFORD, N.H. (AP) — ",
        "Washington [US], June 8 (ANI): ",
        "Paris (AFP) – ",
        "Dec 29 (Reuters) - ",
        "(CNN) — ",
        "KYIV, Ukraine — ",
        "Brussels, March 3, 2022 — ",
    ],
)
def test_a_dateline_is_no_part_of_its_paragraph(dateline):
    assert body_of(a_page(dateline + FIRST)) == [FIRST]


@each(
    "opening",
    {
        "acronym used again": "ECOWAS — the bloc of the west — met. ECOWAS is 46.",
        "party": "Jane Doe (R-Texas) — who lost — spoke.",
        "parenthesis": "The talks — long and hard — ended.",
        "turn of a transcript": "ADMIRAL DOE: Good morning to you all.",
    },
)
def test_what_only_resembles_a_dateline_stays(opening):
    assert body_of(a_page(opening)) == [opening]


@each("signoff", ["(ANI)", "(AP, AFP)", "(Reporting by Jane Doe in Oslo; Editing by John Doe)"])
def test_a_sign_off_is_no_part_of_its_paragraph(signoff):
    assert body_of(a_page(FIRST, f"{SECOND} {signoff}")) == [FIRST, SECOND]


@each(
    "line, publisher",
    {
        "byline, helpers left out": ("By Euronews with AP, AFP", "Euronews"),
        "byline of a person and an outlet": ("By Jane Doe, Reuters", "Reuters"),
        "an outlet by its name's form": ("By Jane Doe for the Northern Herald", "Northern Herald"),
        "agency line": ("ANI |", "ANI"),
        "label": ("Source: Associated Press", "AP"),
        "copyright": ("© 2021 Deutsche Welle. All rights reserved.", "Deutsche Welle"),
        "its own staff contributed": ("– CNBC’s Jane Doe contributed to this report.", "CNBC"),
        "a helping agency is not the publisher": ("Reuters contributed to this report.", None),
        "a person with an agency": ("By Jane Doe with AP", None),
        "the photo's owner is not the publisher": ("A ship. Copyright AP Photo/Jane Doe", None),
        "who is told is not the publisher": ("She told CNBC’s John Doe on Thursday.", None),
    },
)
def test_the_publisher_is_who_the_page_says_it_is(line, publisher):
    assert read_page(a_page(FIRST, line)).publisher == publisher


@each(
    "text, publisher",
    {
        "dateline": (a_page(f"BRUSSELS (AP) — {FIRST}"), "AP"),
        "sign-off": (a_page(FIRST, f"{SECOND} (ANI)"), "ANI"),
        "title bar": (a_page(above="Ships go north - BBC News"), "BBC"),
        "masthead": (a_page(above="Kyiv Post\nShips go north"), "Kyiv Post"),
        "byline before agency": (a_page("By Euronews", f"BRUSSELS (AP) — {FIRST}"), "Euronews"),
        "nobody": (a_page(), None),
    },
)
def test_the_publisher_is_found_where_pages_name_it(text, publisher):
    assert read_page(text).publisher == publisher


def test_outlets_are_known_by_any_spelling_of_their_names():
    assert find_outlet("the  associated press") == "AP"
    assert find_outlet("Jane Doe") is None


@each(
    "line, published",
    {
        "update": ("Update: June 08, 2021 03:41 STI", stated(2021, 6, 8)),
        "published": ("Published March 3, 2022", stated(2022, 3, 3)),
        "with its age": ("March 3, 2022 / 5:51 PM / 4 years ago", stated(2022, 3, 3)),
        "ISO": ("Date: 2021-03-23", stated(2021, 3, 23)),
        "ISO with time": ("2021-03-23T10:15:00Z", stated(2021, 3, 23)),
        "day first": ("Tue 23 Mar 2021 10.15 GMT", stated(2021, 3, 23)),
        "dots: day first": ("23.03.2021", stated(2021, 3, 23)),
        "slashes: one reading": ("23/03/2021", stated(2021, 3, 23)),
        "in a byline": ("By Jane Doe, March 3, 2022", stated(2022, 3, 3)),
        "published wins": ("Published March 3, 2022 | Updated March 5, 2022", stated(2022, 3, 3)),
        "contradiction": ("March 3, 2022\nMarch 5, 2022", None),
        "slashes: two readings": ("05/06/2021", None),
        "a day that never was": ("Published February 30, 2021", None),
        "it was a Tuesday": ("Monday, March 23, 2021", None),
        "no year": ("June 8", None),
        "a date in a sentence": ("The treaty of April 4, 1949, opens a new age.", None),
    },
)
def test_a_date_is_stated_by_a_line_that_holds_nothing_else(line, published):
    assert read_page(a_page(line, FIRST)).published == published


@each(
    "line, published",
    {
        "labelled": ("Updated: March 5, 2022", stated(2022, 3, 5)),
        "bare: a chronicle, or a correction's date": ("March 5, 2022", None),
    },
)
def test_below_the_beginning_only_a_labelled_date_is_the_articles(line, published):
    assert read_page(a_page(FIRST, line, SECOND)).published == published


def test_a_dateline_with_its_year_states_the_date():
    text = a_page(f"BRUSSELS, March 23, 2021 (Reuters) - {FIRST}")

    assert read_page(text).published == stated(2021, 3, 23)


@each(
    "caption, opening, published",
    {
        "day after": ("Monday, March 22, 2021", "She spoke on Tuesday.", inferred(2021, 3, 23)),
        "same day": ("Monday, March 22, 2021", "She spoke on Monday.", inferred(2021, 3, 22)),
        "yet to come": ("Monday, March 22, 2021", "She will speak on Friday.", None),
        "no weekday named": ("Monday, March 22, 2021", "She spoke.", None),
        "no weekday in the caption": ("March 22, 2021", "She spoke on Tuesday.", None),
        "it was a Monday": ("Sunday, March 22, 2021", "She spoke on Tuesday.", None),
    },
)
def test_a_dated_picture_and_a_weekday_make_an_inferred_date(caption, opening, published):
    text = a_page(f"The admiral in Oslo, {caption}. (AP Photo/Jane Doe)", opening, SECOND)

    assert read_page(text).published == published


def test_a_picture_from_the_files_dates_nothing():
    caption = "FILE - The admiral, Monday, March 22, 2021. (AP Photo/Jane Doe, File)"

    assert read_page(a_page(caption, "She spoke on Tuesday.")).published is None


PIECES = st.sampled_from(
    [
        FIRST,
        SECOND,
        "By Euronews",
        "BRUSSELS (AP) — ",
        "(ANI)",
        "You might also like",
        "Leave a Reply",
        "Monday, March 22, 2021",
        "FILE - ",
        "“",
        "”",
        "\n",
        "\r\n",
        "\u2028",
        " ",
        "A heading",
        "(AP Photo/X)",
    ]
)
PAGES = st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=30).map("".join)


@given(PAGES)
def test_any_text_is_read_and_every_span_is_a_slice_of_it(text):
    """Paragraphs are in order, disjoint, not empty, and hold one line each; the title is apart."""
    page = read_page(text)

    end = 0
    for span in page.body:
        assert span.text == text[span.start : span.end] == span.text.strip("\n\r")
        assert end <= span.start < span.end
        end = span.end
    if page.title:
        assert page.title.text == text[page.title.start : page.title.end]
        assert all(page.title.end <= span.start for span in page.body)


@each(
    "line",
    [
        "Ministers in Oslo on Monday [File: Tove Dahl/Reuters]",
        "https://example.org/a/4rAbC",
        "Suggested Topics:",
        "Related Countries",
    ],
)
def test_captions_in_square_brackets_addresses_and_lists_of_topics_are_no_paragraphs(line):
    assert body_of(a_page(FIRST, line, SECOND)) == [FIRST, SECOND]


@each(
    "above, day",
    {
        "behind a name": (
            "Alliance sends ships\n\nTove Dahl | 04.03.2025 - Update : 05.03.2025",
            4,
        ),
        "behind a standfirst, with its hour": (
            "Alliance sends ships\n\nMore ships will sail in spring.\n\nMarch 4, 2025 7:04 pm CET",
            4,
        ),
    },
)
def test_a_date_beside_a_name_or_with_its_hour_is_the_articles(above, day):
    assert read_page(a_page(above=above)).published == stated(2025, 3, day)


def test_an_address_names_the_publisher_where_nothing_else_does():
    assert read_page(a_page(FIRST, "https://p.dw.com/p/4rAbC")).publisher == "Deutsche Welle"
    assert read_page(a_page(FIRST, "https://www.example.com/dw.com")).publisher is None


def test_a_signature_on_its_own_line_belongs_to_the_words_above():
    """Elsewhere a line that begins with a dash is none."""
    words = "“We will stay as long as it takes.”"
    signature = "— Tove Dahl, Admiral of the Fleet"

    assert body_of(a_page(FIRST, words, signature, SECOND)) == [FIRST, words, signature, SECOND]
    assert body_of(a_page(FIRST, signature, SECOND)) == [FIRST, SECOND]


def test_an_agency_between_slashes_ends_a_dateline():
    page = read_page(a_page(f"MOSCOW, March 3. /TASS/. {FIRST}", SECOND))

    assert [span.text for span in page.body] == [FIRST, SECOND]
    assert page.publisher == "TASS"


def test_a_date_that_may_be_two_days_is_read_as_its_outlet_writes_them():
    """Of an outlet that does not say, it is no date."""
    line = "Published on 05/02/2025 - 11:30 GMT+1"

    assert read_page(a_page(above=f"Euronews\n\nShips sail\n\n{line}")).published == stated(
        2025, 2, 5
    )
    assert read_page(a_page(above=f"Ships sail\n\n{line}")).published is None
