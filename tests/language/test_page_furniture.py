"""Marks and names around the article itself: headlines, captions, share buttons, teasers."""

from __future__ import annotations

import pytest

from tests.language.cases import Expected, check, direct

CASES = (
    pytest.param(
        (
            '"The sea was rough and we were not ready", says captain\n\n'
            "The naval exercise began on Saturday off the coast of Scotland.\n\n"
            '"The sea was rough," Captain Ewan Ross said.'
        ),
        (direct("The sea was rough,", by="Ewan Ross"),),
        id="marks in the headline",
    ),
    pytest.param(
        (
            "The naval exercise began on Saturday off the coast of Scotland.\n\n"
            "‘A storm like no other’\n\n"
            "The frigates left the harbour at dawn.\n\n"
            '"The sea was rough," Captain Ewan Ross said.'
        ),
        (direct("The sea was rough,", by="Ewan Ross"),),
        id="marks in a subheading",
    ),
    pytest.param(
        (
            "The naval exercise began on Saturday off the coast of Scotland.\n\n"
            "READ MORE: ‘We were left alone at sea’, says sailor’s widow\n\n"
            "The frigates left the harbour at dawn.\n\n"
            '"The sea was rough," Captain Ewan Ross said.'
        ),
        (direct("The sea was rough,", by="Ewan Ross"),),
        id="a related headline in the text",
    ),
    pytest.param(
        (
            "The naval exercise began on Saturday off the coast of Scotland.\n\n"
            "The frigates left the harbour at dawn.\n\n"
            '"The sea was rough," Captain Ewan Ross said.\n\n'
            "Related articles\n\n"
            '"We cannot pay for this fleet any more", minister warns\n\n'
            'Why sailors call it "the gate of tears"'
        ),
        (direct("The sea was rough,", by="Ewan Ross"),),
        id="a list of related headlines",
    ),
    pytest.param(
        (
            "The naval exercise began on Saturday off the coast of Scotland.\n\n"
            "The frigates left the harbour at dawn.\n\n"
            'Image caption: Sailors hold a flag that reads "We will be back soon"\n\n'
            '"The sea was rough," Captain Ewan Ross said.'
        ),
        (direct("The sea was rough,", by="Ewan Ross"),),
        id="a caption",
    ),
    pytest.param(
        (
            "The naval exercise began on Saturday off the coast of Scotland.\n\n"
            "The frigates left the harbour at dawn.\n\n"
            '"The sea was rough," Captain Ewan Ross said.\n\n'
            'Share this: "The sea was rough" – click to tweet'
        ),
        (direct("The sea was rough,", by="Ewan Ross"),),
        id="a share button",
    ),
    pytest.param(
        (
            "Captain: ‘The sea was rough’\n\n"
            "By Harbour Gazette staff\n\n"
            "The naval exercise began on Saturday off the coast of Scotland.\n\n"
            "The frigates left the harbour at dawn.\n\n"
            '"The sea was rough," Captain Ewan Ross said.'
        ),
        (direct("The sea was rough,", by="Ewan Ross"),),
        id="the teaser above the text",
    ),
    pytest.param(
        (
            "GENERAL OSKAR LUND SAYS FLANK IS STRONGER\n\n"
            "General Oskar Lund met the press on Wednesday.\n\n"
            '"The flank is stronger than last year," Lund said.'
        ),
        (direct("The flank is stronger than last year,", by="Oskar Lund"),),
        id="a full name in an all-caps headline",
    ),
)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_stands_around_the_article_is_no_quotation(
    text: str, expected: tuple[Expected, ...]
) -> None:
    """Headlines, captions and buttons quote nobody, though they may name the speaker in full."""
    check(text, *expected)
