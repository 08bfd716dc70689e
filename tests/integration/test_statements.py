"""Where a quotation's words are printed besides: each article of its statement, how it spells."""

from __future__ import annotations

import pytest

from briefs.errors import NotFoundError
from briefs.model import CardContext, Place, Printings, Withdrawn
from briefs.store import cards, statements
from briefs.store.engine import Store
from briefs.store.wordings import find_variants
from tests.builders import a_day, a_quotation, an_article
from tests.library import load, remove, shown

WORDS = "We want to revitalise it."


def print_in(store: Store, publisher: str | None, day: str | None, words: str = WORDS) -> None:
    """One more article with the words, by its publisher's name."""
    load(
        store,
        an_article(
            a_quotation(words),
            key=f"{publisher}.txt",
            title=f"As {publisher} has it",
            publisher=publisher,
            published=a_day(day) if day else None,
        ),
    )


def page(store: Store, offset: int = 0) -> Printings:
    """A page of the articles that print the first card."""
    with store.read() as connection:
        found = cards.get_printings(connection, shown(store)[0].id, offset=offset)
    assert isinstance(found, Printings)
    return found


class TestPlaces:
    def test_a_card_knows_where_else_its_words_are_printed(self, store):
        """The earliest first, undated ones last, the card's own place not among them."""
        print_in(store, "The Gazette", "2021-03-23")
        print_in(store, None, None)
        print_in(store, "Wire", "2021-03-24")
        print_in(store, "Courier", "2021-03-22", "We want to revitalize it.")

        (card,) = shown(store)

        assert card.publisher == "The Gazette"
        assert card.elsewhere == (
            Place(publisher="Courier", published=a_day("2021-03-22")),
            Place(publisher="Wire", published=a_day("2021-03-24")),
            Place(publisher=None, published=None),
        )

    def test_the_same_words_by_somebody_else_are_not_meant(self, store):
        """Two who agree are two statements."""
        load(store, an_article(a_quotation("We agree here.", by="Ann Ode"), key="a.txt"))
        load(store, an_article(a_quotation("We agree here.", by="Bo Lee"), key="b.txt"))

        assert [card.elsewhere for card in shown(store)] == [(), ()]

    def test_what_was_withdrawn_is_printed_nowhere(self, store):
        """An article that is gone is no source."""
        print_in(store, "The Gazette", "2021-03-23")
        print_in(store, "Wire", "2021-03-24")
        remove(store, "Wire.txt")

        assert [card.elsewhere for card in shown(store)] == [()]

    def test_of_very_many_articles_a_few_are_known(self, store, monkeypatch):
        """An agency's sentence may stand in ten thousand: a card reads no more than it shows."""
        monkeypatch.setattr(statements, "MOST_PLACES", 3)
        statements._places.cache_clear()
        for number in range(6):
            print_in(store, f"Paper {number}", "2021-03-23")

        (card,) = shown(store)
        statements._places.cache_clear()

        assert (len(card.elsewhere), card.is_widespread) == (3, True)

    def test_each_card_of_a_page_has_its_own(self, store):
        """All in one query."""
        for key in ("a.txt", "b.txt"):
            load(store, an_article(a_quotation("We meet."), a_quotation("We stay."), key=key))
        load(store, an_article(a_quotation("We go."), key="c.txt"))

        assert [len(card.elsewhere) for card in shown(store)] == [1, 1, 0]


class TestPrintings:
    def test_every_article_is_listed_with_what_it_spells_otherwise(self, store):
        """The card's own among them, in the order of loading."""
        print_in(store, "The Gazette", "2021-03-23")
        print_in(store, "Wire", None, "“We” want to revitalize it")

        found = page(store)

        assert (found.total, found.offset, found.is_cut) == (2, 0, False)
        own, other = found.printings
        assert (own.id, own.variants) == (found.card.id, ())
        assert (
            other.publisher,
            other.title,
            other.published,
            other.variants,
            other.article_key,
        ) == (
            "Wire",
            "As Wire has it",
            None,
            ("revitalize",),
            "Wire.txt",
        )

    def test_the_other_spelling_is_told_from_where_one_stands(self, store):
        """Seen from the American article, the British one has the variant."""
        print_in(store, "The Gazette", "2021-03-23")
        print_in(store, "Wire", "2021-03-24", "We want to revitalize it.")
        american = page(store).printings[1].id

        with store.read() as connection:
            found = cards.get_printings(connection, american, offset=0)
            context = cards.get_context(connection, american)

        assert isinstance(found, Printings)
        assert isinstance(context, CardContext)
        assert [one.variants for one in found.printings] == [("revitalise",), ()]
        assert [one.publisher for one in context.printings] == ["The Gazette"]

    def test_pages_are_stretches_of_one_order(self, store):
        """Six a page; behind the last comes the last page."""
        for number in range(11):
            print_in(store, f"Paper {number:02}", "2021-03-23")
        names = [one.publisher for offset in (0, 6) for one in page(store, offset).printings]

        assert names == [f"Paper {number:02}" for number in range(11)]
        assert page(store, 999) == page(store, 6)
        assert [one.publisher for one in page(store, 9).printings] == ["Paper 09", "Paper 10"]

    def test_more_than_can_be_counted_fast_are_not_counted(self, store, monkeypatch):
        """The reader is told that there are more."""
        monkeypatch.setattr(statements, "MOST_PRINTINGS", 0)

        print_in(store, "The Gazette", "2021-03-23")

        assert page(store).is_cut

    def test_an_id_that_is_gone_or_never_was(self, store):
        """As for its context."""
        print_in(store, "The Gazette", "2021-03-23")
        gone = shown(store)[0].id
        remove(store, "The Gazette.txt")

        with store.read() as connection:
            assert cards.get_printings(connection, gone, offset=0) == Withdrawn(id=gone)
            with pytest.raises(NotFoundError):
                cards.get_printings(connection, "aaaaaaaaaa", offset=0)


@pytest.mark.parametrize(
    ("shown_words", "other", "variants"),
    [
        pytest.param("We agree.", "“We” agree", (), id="marks and capitals"),
        pytest.param("It is a programme", "It is a program", ("program",), id="another spelling"),
        pytest.param("Erdogan agrees", "Erdoğan agrees", ("Erdoğan",), id="an accent"),
        pytest.param(
            "the centre and the centre", "the Center and the Center", ("Center",), id="once"
        ),
        pytest.param("2% of it", "2 per cent of it", ("per", "cent"), id="another number of words"),
        pytest.param("a" + " b" * 1_000, "a" + " c" * 1_000, (), id="a speech"),
    ],
)
def test_variants_are_words_as_they_are_printed_there(shown_words, other, variants):
    """Only what has other letters is one, and each once."""
    assert find_variants([shown_words], [other]) == variants
