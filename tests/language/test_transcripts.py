"""What is said in a transcript or a statement, without marks; and what only looks like one."""

from __future__ import annotations

import pytest

from tests.language.cases import Expected, check, direct, short

BRIEFING = """\
Briefing on the eastern flank

Riga, Latvia

MS. SAAR: (As interpreted.) Good morning, everybody. We are sending two more battalions to the \
border.

And I have one more thing. Our patience has an end. (Applause.) (Laughter.)

(Laughter.)

Q  Thank you. Do you regret what the minister said?

MS. SAAR: I don't. He told me, "We meant every word," and so did we.

FOREIGN MINISTER HAVEL: I can take that. I meant every word of it.

Q  Will you say so again?

Q — at the next summit?

FOREIGN MINISTER HAVEL: You have just heard me say it.

Thank you all for coming.
"""
INTERVIEW = """\
'We are not at war'

Prime Minister Kaja Saar spoke to the Tallinn Courier before the summit in Madrid.

Question: Prime Minister, are we at war?

Kaja Saar [Prime Minister]: No. We are not at war, and I do not use that word lightly.

Question: But you called it a war in March.

Saar: I called theirs a war. There is a difference, and you know it.

The prime minister leaves for Madrid on Monday, and we will follow her.
"""
STATEMENT = """\
{title}

Our allies have kept their word, and we will keep ours on every day that follows.

The treaty was signed by twelve nations. “Nobody shall stand alone,” it was said then.

I thank everybody who made this day possible, here and at home.

The statement can be found in the press room of the ministry.
"""
REPORT = """\
{title}

Ministers of the alliance heard on Monday what many of them had feared.

“We have kept our word,” Minister Marek Havel said. Others doubted that he had.

The talks go on in Riga on Tuesday, when the budget is to be settled.
"""
HEADLINES = (
    pytest.param("Statement by Minister Marek Havel on the treaty", "Marek Havel", id="by"),
    pytest.param("Statement from Marek Havel Welcoming the Fleet", "Marek Havel", id="from"),
    pytest.param("Opening remarks by Marek Havel", "Marek Havel", id="opening"),
    pytest.param("Address by Marek Havel - Ministry.LV News", "Marek Havel", id="site"),
    pytest.param("Message from Marek Havel, the minister", "Marek Havel", id="who he is"),
    pytest.param(
        "Speech of the Minister of Defence of Latvia Marek Havel to parliament",
        "Marek Havel",
        id="an office before the name",
    ),
    pytest.param(
        "Statement by the NATO Secretary General", "Jens Stoltenberg", id="an office alone"
    ),
)
LISTS = (
    pytest.param(
        "Votes at a glance\n\nSaar: 1,769.\n\nHavel: 1,501.\n\nSaar: 33 states.\n\n"
        "Havel: 17 states.",
        id="scores",
    ),
    pytest.param(
        "What the papers say\n\nCourier: The alliance meets in Riga.\n\n"
        "Herald: Ministers want a brigade.\n\nCourier: The budget grows by a tenth.\n\n"
        "Herald: The fleet leaves the harbour.",
        id="headlines of other papers",
    ),
    pytest.param(
        "Learning a language\n\nA: Where do you come from?\n\nB: I come from Riga.\n\n"
        "A: Do you like it?\n\nB: I like it very much.",
        id="a phrase book",
    ),
    pytest.param(
        "The debate\n\nTHE CLAIM: Our army is the largest of all.\n\n"
        "THE FACTS: That is not so. We have counted.\n\n"
        "THE CLAIM: You pay for it.\n\nTHE FACTS: You do not.",
        id="claims and facts",
    ),
    pytest.param(
        "The treaty\n\nWHAT WE KNOW: You will not see it before May.\n\n"
        "WHY IT MATTERS: Our borders are near.\n\nWHAT COMES NEXT: We shall hear more.",
        id="parts of an explanation",
    ),
    pytest.param(
        "Fish soup\n\nIngredients: You need a kilo of fish.\n\nMethod: Begin with our onions.\n\n"
        "Ingredients: Take cream, if you like.\n\nMethod: Cook it for as long as you dare.",
        id="a recipe that speaks to its reader",
    ),
    pytest.param(
        "The week\n\nHerald: Our reporters count your tanks.\n\nCourier: Ministers hesitate.\n\n"
        "Herald: What would you do with a hundred ships?\n\nCourier: Should we worry?",
        id="headlines of other papers that do, too",
    ),
    pytest.param(
        "Update: We have corrected the figures.\n\nNote: You can reach us by letter.\n\n"
        "The ministers met in Riga on Monday.",
        id="notes of the editors",
    ),
)


def test_who_speaks_in_a_transcript_is_in_its_labels() -> None:
    """Ranks, capitals and brackets are no part of a name; who goes on needs no label."""
    check(
        BRIEFING,
        direct(
            "Good morning, everybody. We are sending two more battalions to the border.", by="Saar"
        ),
        direct("And I have one more thing. Our patience has an end.", by="Saar"),
        direct("Thank you. Do you regret what the minister said?", by=None),
        direct('I don\'t. He told me, "We meant every word," and so did we.', by="Saar"),
        direct("I can take that. I meant every word of it.", by="Havel"),
        direct("Will you say so again?", by=None),
        direct("You have just heard me say it.", by="Havel"),
        direct("— at the next summit?", by=None),
        direct("Thank you all for coming.", by="Havel"),
    )


def test_one_may_answer_many_who_ask_once() -> None:
    """At a door there is one in capitals, and a newspaper for each question: those stay unnamed."""
    check(
        "Doorstep of the minister\n\nRiga\n\n"
        "ANNA LIND: We will talk about the fleet today.\n\n"
        "Evening Courier: How worried are you?\n\n"
        "ANNA LIND: I am not. We have what we need.\n\n"
        "Marek Havel, Baltic Herald: And the budget?\n\n"
        "ANNA LIND: I leave that to my colleagues.",
        direct("We will talk about the fleet today.", by="Anna Lind"),
        direct("I am not. We have what we need.", by="Anna Lind"),
        direct("I leave that to my colleagues.", by="Anna Lind"),
    )


def test_an_interview_has_a_reporter_around_it() -> None:
    """Behind a lead in the reporter's words, only paragraphs with a label are said by somebody."""
    check(
        INTERVIEW,
        direct("Prime Minister, are we at war?", by=None),
        direct("No. We are not at war, and I do not use that word lightly.", by="Kaja Saar"),
        direct("But you called it a war in March.", by=None),
        direct("I called theirs a war. There is a difference, and you know it.", by="Kaja Saar"),
    )


def test_who_only_leads_a_talk_is_not_known_by_it() -> None:
    """What somebody does there is no name."""
    check(
        "A talk in Riga\n\nHost: Do you think that we are at war?\n\n"
        "Havel: I do not think so.\n\nHost: But you did in March.\n\nHavel: I never did.",
        direct("Do you think that we are at war?", by=None),
        direct("I do not think so.", by="Havel"),
        direct("But you did in March.", by=None),
        direct("I never did.", by="Havel"),
    )


def test_an_office_in_capitals_means_its_holder() -> None:
    """As in small letters, by the day of the article."""
    text = (
        "Press conference\n\nBrussels\n\n"
        "NATO SECRETARY GENERAL: We stand by all allies.\n\n"
        "Question: Will you stay?\n\n"
        "NATO SECRETARY GENERAL: I have a plan to leave.\n"
    )
    said: tuple[Expected, ...] = (
        direct("We stand by all allies.", by="Jens Stoltenberg"),
        direct("Will you stay?", by=None),
        direct("I have a plan to leave.", by="Jens Stoltenberg"),
    )
    check(text, *said, on="2021-06-08")


@pytest.mark.parametrize("text", LISTS)
def test_what_only_looks_like_a_transcript_has_no_speakers(text: str) -> None:
    """Nobody is quoted where the lines speak to nobody, or where they have no names."""
    check(text)


@pytest.mark.parametrize(("title", "speaker"), HEADLINES)
def test_a_statement_is_of_whom_its_headline_names(title: str, speaker: str) -> None:
    """Paragraph by paragraph, up to the last that says "I" or "we"; marks within are its own."""
    check(
        STATEMENT.format(title=title),
        direct(
            "Our allies have kept their word, and we will keep ours on every day that follows.",
            by=speaker,
        ),
        direct(
            "The treaty was signed by twelve nations. “Nobody shall stand alone,” it was said "
            "then.",
            by=speaker,
        ),
        direct(
            "I thank everybody who made this day possible, here and at home.",
            by=speaker,
        ),
        on="2021-06-08",
    )


@pytest.mark.parametrize(
    "introduction",
    [
        pytest.param(
            "The minister gave the following statement to our press on Monday.", id="announced"
        ),
        pytest.param("Minister Havel thanked all of us in Riga on Monday.", id="in third person"),
    ],
)
def test_what_others_put_around_a_statement_is_not_its_speakers(introduction: str) -> None:
    """Nobody announces himself, or says his own name."""
    check(
        f"Statement by Marek Havel on the treaty\n\n{introduction}\n\n"
        "Our allies have kept their word, and we will keep ours on every day that follows.",
        direct(
            "Our allies have kept their word, and we will keep ours on every day that follows.",
            by="Marek Havel",
        ),
    )


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("Statement by Havel on the treaty divides allies", id="a report of one"),
        pytest.param("Joint statement by Marek Havel and Kaja Saar", id="of several"),
    ],
)
def test_a_report_of_a_statement_is_none(title: str) -> None:
    """Where a reporter writes, only what is in marks is said."""
    check(REPORT.format(title=title), direct("We have kept our word,", by="Marek Havel"))


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("Joint statement by Marek Havel and Kaja Saar", id="joint"),
        pytest.param("Statement by Marek Havel and Kaja Saar on the treaty", id="two"),
        pytest.param("Statement by Marek Havel, Kaja Saar and Elena Rusu on it", id="three"),
        pytest.param("Speech by Marek Havel: what we have learned", id="a column about it"),
        pytest.param("Speech by Marek Havel - what it means to us", id="the same with a dash"),
    ],
)
def test_a_statement_of_several_or_about_one_is_nobodys(title: str) -> None:
    """Nobody can tell which of them says what; nor is the "we" of a column whom it is about."""
    check(
        f"{title}\n\n"
        "Our allies have kept their word, and we will keep ours on every day that follows.\n\n"
        "We thank everybody who made this day possible, here and at home."
    )


def test_nobody_gets_the_words_behind_another_label() -> None:
    """Who speaks once is known by a function or a name; behind other labels it is left open."""
    check(
        "Press conference by Minister Marek Havel\n\n"
        "Anna Lind: Good evening. The minister will take your questions.\n\n"
        "Minister Marek Havel: Good evening. We have three points.\n\n"
        "First: We will send the brigade to Riga.\n\n"
        "Anna Lind: Tallinn Courier, please.\n\n"
        "Kaja Saar [Tallinn Courier]: Minister, do you trust them?\n\n"
        "Marek Havel: I do, and so should you.\n\n"
        "Q (Inaudible.)\n\n"
        "Voice: You have not answered, Minister.\n\n"
        "Havel said on Sunday that he would.\n\n"
        "Marek Havel: We are done.\n\n"
        "Elena Rusu, Harbour News: Minister, will you stay?\n\n"
        "Anna Lind:\n\nThank you. We have to leave it there.\n\n"
        "Marek Havel:\n\nAnna Lind: We will write to you.\n\n"
        "Subscribe: You can find us everywhere.\n",
        direct("Good evening. The minister will take your questions.", by="Anna Lind"),
        direct("Good evening. We have three points.", by="Marek Havel"),
        direct("First: We will send the brigade to Riga.", by="Marek Havel"),
        direct("Tallinn Courier, please.", by="Anna Lind"),
        direct("Minister, do you trust them?", by="Kaja Saar"),
        direct("I do, and so should you.", by="Marek Havel"),
        short("(Inaudible.)", by=None),
        direct("We are done.", by="Marek Havel"),
        direct("Thank you. We have to leave it there.", by="Anna Lind"),
        direct("We will write to you.", by="Anna Lind"),
    )


def test_a_reporter_may_take_over_behind_the_last_label() -> None:
    """Nobody speaks of himself by name, though the page speaks to its readers at once."""
    check(
        "The debate of Anna Lind and Marek Havel\n\n"
        "Lind: Do you want the brigade?\n\nHavel: I do want it.\n\nLind: Since when, Minister?\n\n"
        "Havel: You know it. We said so in May.\n\n"
        "Havel is a minister, and you can follow him wherever you like. What do you think?\n",
        direct("Do you want the brigade?", by="Lind"),
        direct("I do want it.", by="Havel"),
        direct("Since when, Minister?", by="Lind"),
        direct("You know it. We said so in May.", by="Havel"),
    )


def test_a_record_of_parliament_has_brackets_behind_its_names() -> None:
    """Seat and party; behind an office, who holds it."""
    check(
        "The debate of Wednesday\n\n"
        "Anna Lind (Riga East) (Lab): I beg to move that we welcome the fleet.\n\n"
        "Mr. Marek Havel (Ogre) (Con): Will the hon. Lady give way to me?\n\n"
        "Anna Lind: I will not.\n\n"
        "[Interruption.]\n\n"
        "The Minister for the Armed Forces (James Saar): I thank the hon. Lady for it.\n\n"
        "Mr. Marek Havel: So do I, at last.\n",
        direct("I beg to move that we welcome the fleet.", by="Anna Lind"),
        direct("Will the hon. Lady give way to me?", by="Marek Havel"),
        direct("I will not.", by="Anna Lind"),
        direct("I thank the hon. Lady for it.", by="James Saar"),
        direct("So do I, at last.", by="Marek Havel"),
    )


def test_two_of_one_surname_are_two_speakers() -> None:
    """Their surname alone is nobody's."""
    check(
        "Brother and sister\n\n"
        "KAJA SAAR: I disagree with my brother.\n\n"
        "MAREK SAAR: You always have.\n\n"
        "SAAR: Then let us ask the allies.\n\n"
        "MAREK SAAR: We will.",
        direct("I disagree with my brother.", by="Kaja Saar"),
        direct("You always have.", by="Marek Saar"),
        direct("Then let us ask the allies.", by=None),
        short("We will.", by="Marek Saar"),
    )


@pytest.mark.parametrize(
    "foot",
    [
        pytest.param("Press contact: You can reach our office at any hour.", id="a contact"),
        pytest.param(
            "Notes to editors\n\nOur brigade will have four thousand soldiers.", id="notes"
        ),
        pytest.param("About us\n\nWe are a ministry of four thousand people here.", id="about"),
        pytest.param("ENDS\n\nWe print more of our statements in the press room.", id="the end"),
        pytest.param("By using this site you agree to our use of cookies.", id="cookies"),
        pytest.param("Moderator: Thank you, Minister, we have time for questions.", id="questions"),
    ],
)
def test_the_foot_of_a_page_is_not_said(foot: str) -> None:
    """Not by whom the headline names, for all its "we"; a moderator's words are not his either."""
    check(
        f"Statement by Marek Havel on the drill\n\n"
        f"Our sailors have trained for it since May, and I thank them.\n\n{foot}\n",
        direct("Our sailors have trained for it since May, and I thank them.", by="Marek Havel"),
    )


def test_ministers_who_speak_together_may_name_themselves() -> None:
    """As in "We, the ministers"; and a lawyer's words are not his client's."""
    check(
        "Statement by NATO Foreign Ministers on the drill\n\n"
        "We, the Foreign Ministers of NATO, met today in our headquarters.",
        direct(
            "We, the Foreign Ministers of NATO, met today in our headquarters.",
            by="NATO Foreign Ministers",
        ),
    )
    check(
        "Statement by Marek Havel’s lawyer on the trial\n\n"
        "My client has done nothing, and we will prove it in court."
    )


def test_who_tells_what_the_speaker_said_is_a_reporter() -> None:
    """His "we" and "I" are his own; only what is in marks is the speaker's."""
    check(
        "Statement by Minister Marek Havel\n\n"
        "“We welcome the fleet in our harbour,” Minister Marek Havel said.\n\n"
        "We all saw the ships, and I counted twelve of them on my way.",
        direct("We welcome the fleet in our harbour,", by="Marek Havel"),
    )
