"""Whom a mention refers to, within one article."""

import datetime as dt

import pytest

from briefs.coreference import Mention, MentionKind
from briefs.coreference.names import find_names
from tests.quoting import resolved, resolver_of

NAME, NOMINAL, PRONOUN = MentionKind.NAME, MentionKind.NOMINAL, MentionKind.PRONOUN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("French Foreign Minister Jean-Luc Le Gall", "Jean-Luc Le Gall"),
        ("US Secretary of Defense Loyd J. Auster III", "Loyd Auster"),
        ("Gen. Marek van der Berg", "Marek van der Berg"),
        ("Sen. Nora O’Hara (D-Ohio)", "Nora O’Hara"),
        ("foreign minister German Heiner Maaß", "Heiner Maaß"),
        ("alliance chief Erik Stolten", "Erik Stolten"),
        ("Rival Hannah Lind", "Hannah Lind"),
        ("Nineteen-year-old Tuva Ekholt", "Tuva Ekholt"),
        ("Presidents Tuva Ekholt and Erik Lund", "Tuva Ekholt"),
        ("Director of National Intelligence Tuva Ekholt", "Tuva Ekholt"),
        ("Holly Ekholt", "Holly Ekholt"),
        ("Rep. Carlos A. Ekholt", "Carlos Ekholt"),
        ("Erik Lund MP", "Erik Lund"),
        ("Lind's adviser", "Lind"),
    ],
)
def test_a_name_is_what_remains_without_titles_initials_and_suffixes(text, expected):
    assert [name.printed for name in find_names(text, 0, len(text))][:1] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "NATO Secretary General",
        "The State Department",
        "On Monday",
        "Foreign Minister",
        "Christian Democrats",
        "World War One",
    ],
)
def test_titles_bodies_and_days_are_no_names_of_persons(text):
    assert list(find_names(text, 0, len(text))) == []


# ------------------------------------------------------------------ names


def test_a_surname_means_whom_the_article_has_named_in_full():
    text = "Hannah Lind came from Turku. Later Lind spoke."

    assert resolved(text, "Lind", NAME).speakers == ("Hannah Lind",)


def test_a_surname_that_two_people_share_is_nobodys():
    """Naming the wrong one is worse than naming none."""
    text = "Hannah Lind met Peter Lind in Turku. Later Lind spoke."

    assert resolved(text, "Lind", NAME).speakers == ()


def test_a_pronoun_behind_a_surname_of_two_men_is_nobodys():
    """Going on to who stands before them would name a third."""
    text = "Robert Moore came. Peter Lind saw David Lind. Lind left. Soon he spoke."

    assert resolved(text, "he", PRONOUN).speakers == ()


@pytest.mark.parametrize(
    "text",
    [
        "Hannah Lind came from Turku. Lind spoke. Her brother Peter Lind was ill.",
        "Hannah Lind came. Peter Lind was ill. Hannah Lind stayed with him. Lind spoke.",
    ],
    ids=["named-later", "named-again"],
)
def test_a_surname_is_the_only_bearers_named_so_far_or_the_first_and_again_the_last(text):
    """Relatives are named in full; the one whom the article is about is not."""
    start = text.index("Lind spoke")
    found = Mention(start=start, end=start + 4, head_end=start + 4, kind=NAME)

    assert resolver_of(text).resolve_mention(found).speakers == ("Hannah Lind",)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Donald Trump Jr. came. Trump Jr. spoke.", "Trump Jr", "Donald Trump Jr."),
        (
            "Donald Trump met Donald Trump Jr. in Rome. Later Trump Jr. spoke.",
            "Trump Jr",
            "Donald Trump Jr.",
        ),
        ("Donald Trump Jr. met Donald Trump. Donald Trump spoke.", "Donald Trump", "Donald Trump"),
        ("Lloyd Austin III came. Austin spoke.", "Austin", "Lloyd Austin"),
        ("Calvin Pruitt Jr. came. Pruitt spoke.", "Pruitt", "Calvin Pruitt"),
    ],
)
def test_a_suffix_tells_a_son_from_his_father_where_both_are_known(text, words, name):
    """Elsewhere it is left out, as the press does when it names somebody again."""
    assert resolved(text, words, NAME).speakers == (name,)


@pytest.mark.parametrize(
    ("mention", "head", "name"),
    [
        ("Secretary of State Erik Lund", "Secretary", "Erik Lund"),
        ("Minister of Education Tuva Ekholt", "Minister", "Tuva Ekholt"),
        ("Chairman of the Joint Chiefs of Staff Erik Lund", "Chairman", "Erik Lund"),
        ("Navy Chief of Staff Adm. Erik Lund", "Navy Chief", "Erik Lund"),
        ("the special envoy for Afghanistan Tuva Ekholt", "the special envoy", "Tuva Ekholt"),
        (
            "a spokesman for President Erik Lund",
            "a spokesman",
            "a spokesman for President Erik Lund",
        ),
        ("an aide to Erik Lund", "an aide", "an aide to Erik Lund"),
        (
            "Secretary of Fish and Ships Erik Lund",
            "Secretary of Fish and Ships Erik Lund",
            "Erik Lund",
        ),
        ("Minister of Education", "Minister", "Minister of Education"),
    ],
)
def test_the_name_behind_an_office_is_its_holders_but_not_behind_a_spokesman(mention, head, name):
    """Nor is the bare title of an office anybody's name."""
    text = f"{mention} spoke."
    kind = NOMINAL if head[0].islower() else NAME
    found = Mention(start=0, end=len(mention), head_end=len(head), kind=kind)

    assert resolver_of(text).resolve_mention(found).speakers == (name,)


@pytest.mark.parametrize(
    "text",
    [
        "One of the elders, Hannah Lind, spoke.",
        "The secretary of the union (of bakers), Hannah Lind, spoke.",
        "Hannah Lind, the secretary of the union, spoke.",
    ],
)
def test_a_description_is_the_name_beside_it(text):
    head = (
        "One" if text.startswith("One") else "the secretary" if ", the" in text else "The secretary"
    )
    start = text.index(head)
    end = text.index(" (") if " (" in text else text.index(",", start)
    found = Mention(start=start, end=end, head_end=start + len(head), kind=NOMINAL)

    assert resolver_of(text).resolve_mention(found).speakers == ("Hannah Lind",)


def test_a_name_before_a_description_is_not_its_own_within_a_sentence():
    text = "To Tuva Ekholt, the president said no."
    found = Mention(start=16, end=29, head_end=29, kind=NOMINAL)

    assert resolver_of(text).resolve_mention(found).speakers == ("the president",)


def test_a_body_is_no_given_name_of_whoever_works_for_it():
    text = "NASA Robotics chief Erik Lund came. Then NASA spoke."

    assert resolved(text, "NASA", NAME).speakers == ("NASA",)


@pytest.mark.parametrize("words", ["On the talks", "After Monday", "With Hannah Lind"])
def test_what_begins_with_a_preposition_is_no_speaker(words):
    """It is what the words behind it are about: "On the talks: …"."""
    text = f"Hannah Lind came. {words} it was late."

    assert resolved(text, words, NAME).speakers == ()


def test_one_of_several_is_a_description_not_a_name():
    text = "One of the nuns spoke."
    found = Mention(start=0, end=15, head_end=3, kind=NAME)

    assert resolver_of(text).resolve_mention(found).speakers == ("one of the nuns",)


def test_the_points_of_the_compass_belong_to_a_country():
    """There is no Korea that lies north."""
    assert resolved("North Korea spoke.", "North Korea", NAME).speakers == ("North Korea",)


@pytest.mark.parametrize(
    ("surname", "day", "speaker"),
    [
        ("Macron", dt.date(2021, 3, 4), "Emmanuel Macron"),
        ("Stoltenberg", dt.date(2021, 3, 4), "Jens Stoltenberg"),
        ("Putin", None, "Vladimir Putin"),
        ("Johnson", dt.date(2021, 3, 4), "Boris Johnson"),
        ("Johnson", dt.date(2025, 3, 4), "Johnson"),
        ("Johnson", None, "Johnson"),
        ("Clinton", None, "Clinton"),
        ("Nixon", None, "Nixon"),
        ("Stoltenberg", dt.date(2025, 3, 4), "Stoltenberg"),
    ],
)
def test_a_lone_surname_is_that_of_who_leads_a_country_or_nato_that_day(surname, day, speaker):
    """Undated, it is that of the only office-holder of the name."""
    assert resolved(f"{surname} spoke.", surname, NAME, day).speakers == (speaker,)


def test_a_leaders_surname_is_somebody_elses_where_the_article_names_another():
    text = "Tuva Macron came from Turku. Then Macron spoke."

    assert resolved(text, "Macron", NAME, dt.date(2021, 3, 4)).speakers == ("Tuva Macron",)


def test_a_title_of_courtesy_tells_two_of_one_surname_apart():
    text = "Hannah Lind met Peter Lind in Turku. Later Mrs. Lind spoke."

    assert resolved(text, "Mrs. Lind", NAME).speakers == ("Hannah Lind",)


def test_a_misspelt_surname_means_the_one_it_differs_from_by_a_letter():
    text = "Hannah Lindqvist came from Turku. The envoy answered Lindquist."

    assert resolved(text, "Lindquist", NAME).speakers == ("Hannah Lindqvist",)


def test_a_variant_is_shown_by_the_name_the_press_prints():
    """The who's who lists other spellings of its people."""
    assert resolved("Anthony Blinken spoke.", "Anthony Blinken", NAME).speakers == (
        "Antony Blinken",
    )


def test_a_lone_surname_is_no_listed_persons():
    """The who's who knows a Stephen Hadley; the article does not say that he is meant."""
    assert resolved("Hadley spoke.", "Hadley", NAME).speakers == ("Hadley",)


@pytest.mark.parametrize(
    "text", ["President Biden left. Biden spoke.", "The Biden administration left. Biden spoke."]
)
def test_a_surname_beside_an_office_is_the_listed_holders(text):
    assert resolved(text, "Biden", NAME).speakers == ("Joe Biden",)


def test_a_surname_with_particles_is_one_person():
    text = "Jean-Luc Le Gall came late. Le Gall spoke."

    assert resolved(text, "Le Gall", NAME).speakers == ("Jean-Luc Le Gall",)


def test_a_short_given_name_means_the_same_person():
    text = "Peter Novak came. Pete Novak had been ill. Then Novak spoke."

    assert resolved(text, "Novak", NAME).speakers == ("Peter Novak",)


def test_a_body_is_shown_without_its_article():
    assert resolved("The State Department spoke.", "The State Department", NAME).speakers == (
        "State Department",
    )


def test_an_article_of_no_date_resolves_names_all_the_same():
    assert resolved("Mark Rutte came. Rutte spoke.", "Rutte", NAME, None).speakers == (
        "Mark Rutte",
    )


# ------------------------------------------------------------------ titles


@pytest.mark.parametrize(
    ("day", "holder"),
    [(dt.date(2021, 3, 23), "Jens Stoltenberg"), (dt.date(2025, 3, 4), "Mark Rutte")],
)
def test_a_title_means_its_holder_on_the_day_of_the_article(day, holder):
    assert resolved("Then the NATO chief spoke.", "the NATO chief", NOMINAL, day).speakers == (
        holder,
    )


def test_in_an_undated_article_a_title_means_nobody_the_article_does_not_name():
    found = resolved("Then the NATO chief spoke.", "the NATO chief", NOMINAL, None)

    assert found.speakers == ("the NATO chief",)


def test_in_an_undated_article_a_title_means_the_holder_it_names():
    text = "Jens Stoltenberg came late. Then the NATO chief spoke."

    assert resolved(text, "the NATO chief", NOMINAL, None).speakers == ("Jens Stoltenberg",)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Harbour Commissioner Hannah Lind came. Then the commissioner said no.",
            "the harbour commissioner",
        ),
        (
            "Hannah Lind, harbour commissioner of Turku, came. Then it was late.",
            "the harbour commissioner",
        ),
        (
            "The harbour commissioner Hannah Lind came. Then it was late.",
            "the harbour commissioner",
        ),
    ],
    ids=["title-before", "apposition-behind", "small-letters"],
)
def test_a_description_means_whom_the_article_calls_so_beside_the_name(text, title):
    assert resolved(f"{text} So {title} spoke.", title, NOMINAL).speakers == ("Hannah Lind",)


def test_a_title_is_whose_the_article_says_before_it_is_whose_the_file_says():
    """A state has a secretary of state too; who held the office before leaves it open."""
    day = dt.date(2021, 3, 4)
    state = "Ohio Secretary of State Erik Lund came. Then the secretary of state spoke."
    past = "Secretary of State Hillary Clinton came then. Then the secretary of state spoke."
    title = "the secretary of state"

    assert resolved(state, title, NOMINAL, day).speakers == ("Erik Lund",)
    assert resolved(past, title, NOMINAL, day).speakers == (title,)
    assert resolved(past[50:], title, NOMINAL, day).speakers == ("Antony Blinken",)


def test_a_former_holder_is_not_the_holder():
    text = "Hannah Lind, a former harbour commissioner, came. Then the harbour commissioner spoke."

    found = resolved(text, "the harbour commissioner", NOMINAL)

    assert found.speakers == ("the harbour commissioner",)


def test_an_unnamed_speaker_is_shown_as_printed():
    """`speakers` holds the description, never a name."""
    text = "Jens Stoltenberg came. A senior NATO official spoke."

    assert resolved(text, "A senior NATO official", NOMINAL).speakers == ("a senior NATO official",)
