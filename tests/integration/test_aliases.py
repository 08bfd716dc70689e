"""Names that stand for one person: merged and parted, in what is stored and what is loaded."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from briefs.errors import InvalidQueryError, NotFoundError
from briefs.model import Briefing, Choice, QuotationKind, Subject
from briefs.newsroom import open_newsroom
from briefs.newsroom.aliases import Alias, Moved
from briefs.store import articles, people
from briefs.store.aliases import add_alias, find_aliases, remove_alias
from briefs.store.engine import Store
from briefs.store.identity import speaker_id
from briefs.store.schema import listings, quotations, subjects
from tests.builders import NOW, a_day, a_quotation, a_reading, an_article
from tests.examples import seldom
from tests.library import count, load, remove, said_by, shown, words
from tests.newsstand import Newsstand

OLD, NEW = "Volodimir Kravchuk", "Volodymyr Kravchuk"


def merge(store: Store, name: str = OLD, stands_for: str = NEW) -> Moved:
    with store.write() as connection:
        return add_alias(connection, name, stands_for, now=NOW)


def split(store: Store, name: str = OLD) -> Moved:
    with store.write() as connection:
        return remove_alias(connection, name)


def said(*pairs: tuple[str, str | None], key: str = "a.txt", day: str = "2021-03-23"):
    """An article with these words by these speakers."""
    quoted = (a_quotation(text, by=by, topics=("ukraine",)) for text, by in pairs)
    return an_article(*quoted, key=key, published=a_day(day))


def everything(store: Store) -> tuple[object, ...]:
    """All that is listed and counted, and which statement each quotation belongs to."""
    with store.read() as connection:
        listed = connection.execute(sa.select(listings).order_by(*listings.primary_key)).all()
        counted = connection.execute(
            sa.select(subjects).where(subjects.c.count != 0).order_by(*subjects.primary_key)
        ).all()
        columns = (quotations.c.id, quotations.c.statement, quotations.c.listed)
        members = connection.execute(sa.select(*columns).order_by(quotations.c.id)).all()
    return listed, counted, members


class TestMerging:
    def test_what_is_stored_moves_at_once(self, store):
        """List, counts and the name on the cards; others' are left alone."""
        load(store, said(("We stay.", OLD), ("We help.", NEW), ("We go.", "Ann Ode")))

        moved = merge(store)

        assert moved == Moved(quotations=1, total=2)
        assert words(store, said_by(NEW)) == ["We stay.", "We help."]
        assert {card.speakers[0].name for card in shown(store, said_by(NEW))} == {NEW}
        assert count(store, said_by(OLD)) == 0
        assert count(store, Subject(speaker_id=speaker_id(NEW), topic_id="ukraine")) == 2
        assert words(store, said_by("Ann Ode")) == ["We go."]
        with store.read() as connection:
            names = {one.name: one.count for one in people.find_speakers(connection)}
        assert names == {NEW: 2, "Ann Ode": 1}

    def test_it_holds_for_what_is_loaded_later(self, store):
        """And for what is loaded anew."""
        load(store, said(("We stay.", OLD)))
        merge(store)

        load(store, said(("We stay.", OLD)), said(("We help.", OLD), key="b.txt"))

        assert count(store, said_by(NEW)) == 2
        assert count(store, said_by(OLD)) == 0
        assert words(store, said_by(NEW)) == ["We stay.", "We help."]

    def test_the_same_words_of_both_become_one_statement(self, store):
        """They are shown once, by the first that was loaded."""
        load(store, said(("We stay.", OLD)), said(("We stay.", NEW), key="b.txt"))
        assert count(store) == 2

        moved = merge(store)

        assert moved == Moved(quotations=1, total=1)
        assert count(store) == 1
        assert shown(store)[0].speakers[0].name == NEW

    def test_somebody_nobody_quoted_so_far_can_be_meant(self, store):
        """Whom the who's who knows."""
        load(store, said(("We stay.", "Jens Stoltenburg")))

        assert merge(store, "Jens Stoltenburg", "Jens Stoltenberg") == Moved(1, 1)
        assert words(store, said_by("Jens Stoltenberg")) == ["We stay."]

    def test_reported_speech_moves_too(self, store):
        """It has lists of its own."""
        reported = a_quotation("that they stay", by=OLD, kind=QuotationKind.INDIRECT, topics=("~",))
        load(store, an_article(reported, a_quotation("We help.", by=NEW)))
        assert count(store, Subject(speaker_id=speaker_id(OLD), reported=True)) == 1

        merge(store)

        assert count(store, Subject(speaker_id=speaker_id(NEW), reported=True)) == 1
        assert count(store, Subject(speaker_id=speaker_id(OLD), reported=True)) == 0

    def test_what_others_say_of_them_moves_too(self, store):
        """Under whomever the name stands for."""
        load(
            store, an_article(a_quotation("Kravchuk is right.", by="Ann Ode", topics=(f"@{OLD}",)))
        )

        merge(store)

        assert count(store, Subject(about_id=speaker_id(NEW))) == 1
        assert count(store, Subject(about_id=speaker_id(OLD))) == 0

    def test_what_is_searched_for_among_their_words_is_found(self, store):
        """Whichever name the article printed."""
        load(store, said(("The harbour stays open.", OLD), ("The harbour is full.", NEW)))
        merge(store)

        assert count(store, Subject(speaker_id=speaker_id(NEW), words="harbour")) == 2

    def test_a_removed_article_takes_what_it_gave(self, store):
        """Counts go back to nothing."""
        load(store, said(("We stay.", OLD)))
        merge(store)

        remove(store, "a.txt")

        assert count(store, said_by(NEW)) == 0
        assert count(store) == 0


class TestSplitting:
    def test_everything_is_as_it_was(self, store):
        """Lists, counts and statements, the last row of them."""
        load(
            store,
            said(("We stay.", OLD), ("We help.", NEW), ("We go.", "Ann Ode")),
            said(("We stay.", NEW), ("We help.", None), key="b.txt"),
        )
        before = everything(store)
        merge(store)
        assert everything(store) != before

        moved = split(store)

        assert everything(store) == before
        assert moved == Moved(quotations=1, total=2)
        with store.read() as connection:
            assert find_aliases(connection) == ()

    def test_what_was_loaded_meanwhile_goes_to_the_name_it_was_attributed_to(self, store):
        """As extraction had it, though it was shown under the other."""
        load(store, said(("We stay.", NEW)))
        load(store, said(("We go.", OLD), key="0.txt"))
        merge(store)
        load(store, said(("We help.", OLD), key="b.txt"))

        assert split(store) == Moved(quotations=2, total=1)
        assert words(store, said_by(OLD)) == ["We go.", "We help."]

    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["A b c.", "D e f.", "G h i."]),
                st.sampled_from([OLD, NEW, "Ann Ode", None]),
            ),
            max_size=8,
        )
    )
    @seldom(25)
    def test_merging_and_splitting_leaves_no_trace(self, lasting_store, pairs):
        """Whoever said the same as whom, before or after."""
        store = lasting_store
        load(store, said((f"First {OLD}.", OLD), key="first.txt"))
        for number, pair in enumerate(pairs):
            load(store, said(pair, key=f"{number}.txt"))
        before = everything(store)

        merge(store)
        split(store)

        assert everything(store) == before
        for number in range(len(pairs)):
            remove(store, f"{number}.txt")


class TestInTheNewsroom:
    def test_the_name_leads_to_the_person(self, stand: Newsstand):
        """In a question, and under a button from before."""
        stand.prints("We stay.", speaker=OLD, key="a.txt")
        stand.prints("We help.", speaker=NEW, key="b.txt")
        newsroom = stand.newsroom

        alias, moved = newsroom.merge_names(OLD, NEW, now=NOW)

        assert (alias, moved) == (Alias(OLD, NEW, NOW), Moved(1, 2))
        for asked in (OLD, NEW, "kravchuk"):
            answer = newsroom.who(asked, now=NOW)
            assert isinstance(answer, Briefing)
            assert answer.speaker is not None
            assert (answer.speaker.name, answer.total) == (NEW, 2)
        old = newsroom.brief(Subject(speaker_id=speaker_id(OLD)))
        assert old.total == 2
        assert old.subject == Subject(speaker_id=speaker_id(NEW))

    def test_another_process_learns_of_it(self, stand: Newsstand, database_url: str):
        """By the counter of loads, which it looks at whenever it hears of one."""
        stand.prints("We stay.", speaker=OLD, key="a.txt")
        stand.prints("We help.", speaker=NEW, key="b.txt")
        other = open_newsroom(database_url)
        assert isinstance(other.who("kravchuk", now=NOW), Choice)

        stand.newsroom.merge_names(OLD, NEW, now=NOW)

        assert other._is_behind()
        other._catch_up()
        assert isinstance(other.who("kravchuk", now=NOW), Briefing)
        other.close()

    def test_old_buttons_lead_to_whom_the_name_stands_for(self, stand: Newsstand):
        """His own words, what others say of him, and him beside somebody else."""
        told = a_quotation("We help him.", by="Ann Ode", named=(OLD,))
        article = an_article(told, a_quotation("We stay.", by=OLD), key="a.txt")
        with stand.newsroom._store.write() as connection:
            articles.replace_article(connection, a_reading(article), now=NOW)
        stand.prints("We go.", speaker=NEW, key="b.txt")
        stand.newsroom.merge_names(OLD, NEW, now=NOW)
        old, ann = Subject(speaker_id=speaker_id(OLD)), Subject(speaker_id=speaker_id("Ann Ode"))

        about = stand.newsroom.brief(Subject(about_id=speaker_id(OLD)))
        sides = stand.newsroom.show_sides(old, ann).sides

        assert stand.newsroom.brief(old).total == 2
        assert [card.pieces for card in about.cards] == [("We help him.",)]
        assert about.about is not None
        assert about.about.name == NEW
        assert [(side.speaker and side.speaker.name, side.total) for side in sides] == [
            (NEW, 2),
            ("Ann Ode", 1),
        ]

    def test_an_old_pair_that_is_one_person_by_now_is_none(self, stand: Newsstand):
        """Nobody is put beside himself."""
        stand.prints("We stay.", speaker=OLD, key="a.txt")
        stand.prints("We help.", speaker=NEW, key="b.txt")
        stand.newsroom.merge_names(OLD, NEW, now=NOW)

        with pytest.raises(NotFoundError):
            stand.newsroom.show_sides(
                Subject(speaker_id=speaker_id(OLD)), Subject(speaker_id=speaker_id(NEW))
            )

    def test_of_very_many_names_only_some_are_named(self, stand: Newsstand):
        """There is room for a few in a message."""
        for number in range(8):
            stand.prints(f"We stay, {number}.", speaker=f"Ann Ode{number}", key=f"{number}.txt")
        for number in range(1, 8):
            stand.newsroom.merge_names(f"Ann Ode{number}", "Ann Ode0", now=NOW)

        with pytest.raises(InvalidQueryError, match=r"What does: Ann Ode1, .*Ann Ode5 and 2 more"):
            stand.newsroom.split_name("Ann Ode0")

    def test_after_splitting_both_are_offered_again(self, stand: Newsstand):
        """Never guessed between."""
        stand.prints("We stay.", speaker=OLD, key="a.txt")
        stand.prints("We help.", speaker=NEW, key="b.txt")
        stand.newsroom.merge_names(OLD, NEW, now=NOW)

        stand.newsroom.split_name(OLD.upper())

        assert isinstance(stand.newsroom.who("kravchuk", now=NOW), Choice)
        assert stand.newsroom.find_aliases() == ()

    @pytest.mark.parametrize(
        ("name", "stands_for", "why"),
        [
            ("Volodimir Krafchuk", NEW, f"Nobody is quoted as .* The nearest: .*{OLD}"),
            (OLD, "Volodymyr Kravchik", f"I know nobody called .* The nearest: .*{NEW}"),
            (OLD, OLD.lower(), "are one person already"),
            ("Jens Stoltenberg", "Mark Rutte", "knows Jens Stoltenberg and Mark Rutte as two"),
            ("Jens Stoltenberg", OLD, f"other way round: /alias {OLD} = Jens Stoltenberg"),
            ("Ann Ode", NEW, "stands for Bo Dahl already. To change that, first: /alias remove"),
            (OLD, "Ann Ode", "itself stands for Bo Dahl; name Bo Dahl instead"),
            ("Bo Dahl", "Ann Ode", "itself stands for Bo Dahl"),
            ("Bo Dahl", NEW, "“Ann Ode” stands for Bo Dahl, who therefore cannot"),
        ],
    )
    def test_what_cannot_be_is_refused_and_why(self, stand: Newsstand, name, stands_for, why):
        """Unknown names, chains and cycles, two whom the who's who knows; nothing is changed."""
        for number, speaker in enumerate((OLD, NEW, "Jens Stoltenberg", "Ann Ode", "Bo Dahl")):
            stand.prints(f"We stay, {number}.", speaker=speaker, key=f"{number}.txt")
        stand.newsroom.merge_names("Ann Ode", "Bo Dahl", now=NOW)
        before = stand.newsroom.find_aliases()

        with pytest.raises(InvalidQueryError, match=why):
            stand.newsroom.merge_names(name, stands_for, now=NOW)

        assert stand.newsroom.find_aliases() == before

    def test_a_name_that_stands_for_nobody_cannot_be_split(self, stand: Newsstand):
        """The ones that can are named."""
        with pytest.raises(InvalidQueryError, match="stands for nobody else"):
            stand.newsroom.split_name("Ann Ode")

    def test_names_that_sound_alike_are_proposed(self, stand: Newsstand):
        """The less quoted first; two whom the who's who knows are two, and so are plain others."""
        for number, speaker in enumerate(
            (OLD, NEW, NEW, "Marta Lind", "Merta Lund", "Liz Cheney", "Lis Cheney", "Bo")
        ):
            stand.prints(f"We stay, {number}.", speaker=speaker, key=f"{number}.txt")

        proposed = stand.newsroom.propose_aliases()

        names = [(less.name, more.name) for less, more in proposed]
        assert names == [(OLD, NEW), ("Lis Cheney", "Liz Cheney")]


class TestSpellings:
    def test_diacritics_make_nobody_two(self, store):
        """Nor capitals or hyphens: the same words are one statement, too."""
        load(
            store,
            said(("We stay.", "Orhan Ağaoğlu"), ("We go.", "Al-Hadi Lind")),
            said(("We stay.", "Orhan Agaoglu"), ("We help.", "Al Hadi Lind"), key="b.txt"),
        )

        assert count(store) == 3
        with store.read() as connection:
            found = {one.name: one.count for one in people.find_speakers(connection)}
        assert found == {"Al-Hadi Lind": 2, "Orhan Ağaoğlu": 1}

    def test_other_letters_are_other_people_until_somebody_decides(self, store):
        """Kravchuk may be Volodymyr or another."""
        load(store, said(("We stay.", OLD), ("We stay.", NEW)))

        assert count(store) == 2
