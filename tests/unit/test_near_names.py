"""Names that are nearly what was typed: when one is meant, and when it is only near."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from briefs.matching import Entry, Match, NameIndex


def entries(names: Mapping[str, Sequence[str]], *, personal: bool = True) -> list[Entry]:
    return [
        Entry(id=name, name=name, aliases=tuple(aliases), weight=10, personal=personal)
        for name, aliases in names.items()
    ]


def index_of(*names: str) -> NameIndex:
    return NameIndex(entries(dict.fromkeys(names, ())))


def best(match: Match) -> str | None:
    return match.best.name if match.best else None


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("John Kerry", "perry"),
        ("Pal Jonson", "johnson"),
        ("Ingrida Simonyte", "simon"),
        ("Joschka Fischer", "fisher"),
    ],
)
def test_a_surname_that_many_people_have_is_no_slip(stored, typed):
    """Though nobody is stored who has it: the near one is offered."""
    match = index_of(stored, "Ann Example").match(typed)

    assert match.best is None
    assert match.nearest[0].name == stored


def test_familiar_surnames_are_no_topics():
    """Where nobody is personal a slip is a slip."""
    chad = NameIndex(entries({"Cook Islands": ("Cook",)}), people=False)

    assert best(chad.match("cooke")) == "Cook Islands"


def test_what_is_nearer_in_its_letters_is_meant():
    """A whole short name further off is no equal of a surname with one slip."""
    index = NameIndex([*entries({"Kamala Harris": ()}), *entries({"Hamas": ()}, personal=False)])

    assert best(index.match("harrs")) == "Kamala Harris"


def test_an_alias_in_another_script_has_one_spelling():
    """Its letters, spelt out, are compared with nothing typed in Latin ones."""
    index = NameIndex(entries({"Joe Biden": ("بايدن",)}))

    assert best(index.match("بايدن")) == "Joe Biden"
    assert index.match("fydn") == Match()


@pytest.mark.parametrize(
    ("typed", "near"),
    [("χαρις", "Kamala Harris"), ("Τσένεϊ", "Dick Cheney"), ("ჰალეი", "Nikki Haley")],
)
def test_another_script_is_at_least_near(typed, near):
    """Where it does not tell sounds apart that English does."""
    match = index_of("Kamala Harris", "Dick Cheney", "Nikki Haley").match(typed)

    assert near in {one.name for one in (*match.nearest, *([match.best] if match.best else []))}


class TestMissing:
    """Whom the who's who knows and nobody quotes."""

    @pytest.mark.parametrize("typed", ["liz truss", "lizz truss", "truss liz", "truss"])
    def test_who_is_missing_is_meant_and_nobody_else(self, typed):
        """However near another name is."""
        index = NameIndex(entries({"Luz Tross": ()}), missing=entries({"Liz Truss": ()}))

        match = index.match(typed)

        assert match.missing is not None
        assert match.missing.name == "Liz Truss"
        assert (match.best, match.options) == (None, ())
        assert {one.name for one in match.nearest} <= {"Luz Tross"}

    def test_a_surname_both_have_is_that_of_who_is_there(self):
        """What fits equally well belongs to whom there is something of."""
        index = NameIndex(entries({"Ann Truss": ()}), missing=entries({"Liz Truss": ()}))

        assert best(index.match("truss")) == "Ann Truss"
        assert index.match("truss").missing is None

    def test_several_who_are_there_are_still_offered(self):
        """The missing one is not among them."""
        here = entries({"Ann Truss": (), "Bo Truss": ()})
        match = NameIndex(here, missing=entries({"Liz Truss": ()})).match("truss")

        assert {one.name for one in match.options} == {"Ann Truss", "Bo Truss"}


def test_without_what_is_near_the_answers_are_the_same():
    """Only the search for what merely comes near is left out."""
    index = index_of("Jens Stoltenberg", "Ann Example", "John Kerry", "Bob Kerry")

    for typed in ("stoltenburg", "kerry", "J Kerri", "john", "perry", "stoltenberg windmills"):
        match, quick = index.match(typed), index.match(typed, near=False)
        assert (quick.best, quick.options) == (match.best, match.options)
        assert quick.nearest == ()
