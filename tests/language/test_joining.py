"""Several marked pieces: one quotation or two, and which marks stand inside another quotation."""

from __future__ import annotations

import pytest

from tests.language.cases import Expected, check, direct, mixed

LEAD = "The alliance will send two more battalions to the Baltic states.\n\n"
CASES = (
    pytest.param(
        '"The battalions," General Piotr Zielinski said, "will arrive before the winter."',
        (direct("The battalions,", "will arrive before the winter.", by="Piotr Zielinski"),),
        id="the cue in mid-sentence joins",
    ),
    pytest.param(
        (
            '"The battalions will arrive before winter," General Piotr Zielinski said. "They '
            'will stay for as long as it takes."'
        ),
        (
            direct(
                "The battalions will arrive before winter,",
                "They will stay for as long as it takes.",
                by="Piotr Zielinski",
            ),
        ),
        id="the cue between two sentences joins",
    ),
    pytest.param(
        (
            '"The battalions will arrive before winter," General Piotr Zielinski, who commands '
            'the northern corps, told reporters in Riga on Friday. "They will stay for as long '
            'as it takes."'
        ),
        (
            direct(
                "The battalions will arrive before winter,",
                "They will stay for as long as it takes.",
                by="Piotr Zielinski",
            ),
        ),
        id="a long attribution joins",
    ),
    pytest.param(
        (
            '"The battalions will arrive before winter," said General Piotr Zielinski. "They '
            'will stay for as long as it takes."'
        ),
        (
            direct(
                "The battalions will arrive before winter,",
                "They will stay for as long as it takes.",
                by="Piotr Zielinski",
            ),
        ),
        id="an inverted cue joins",
    ),
    pytest.param(
        (
            '"The battalions," General Piotr Zielinski said, "will arrive before the winter. '
            'They will stay," he added, "for as long as it takes."'
        ),
        (
            direct(
                "The battalions,",
                "will arrive before the winter. They will stay,",
                "for as long as it takes.",
                by="Piotr Zielinski",
            ),
        ),
        id="three pieces and two cues of one speaker",
    ),
    pytest.param(
        (
            'General Piotr Zielinski said the corps was "fully staffed and trained" and that its '
            'stores were "full to the roof".'
        ),
        (
            mixed("fully staffed and trained", by="Piotr Zielinski"),
            mixed("full to the roof", by="Piotr Zielinski"),
        ),
        id="the reporter's clause between parts",
    ),
    pytest.param(
        (
            'General Piotr Zielinski called the move "long overdue and welcome" and "a signal to '
            'every capital".'
        ),
        (
            mixed("long overdue and welcome", by="Piotr Zielinski"),
            mixed("a signal to every capital", by="Piotr Zielinski"),
        ),
        id="a conjunction between parts",
    ),
    pytest.param(
        (
            '"The battalions will arrive before winter," General Piotr Zielinski said. His corps '
            'has waited for them since 2019. "They will stay for as long as it takes."'
        ),
        (
            direct("The battalions will arrive before winter,", by="Piotr Zielinski"),
            direct("They will stay for as long as it takes.", by="Piotr Zielinski"),
        ),
        id="a sentence of the reporter between parts",
    ),
    pytest.param(
        (
            'General Piotr Zielinski said the corps was "fully staffed and trained". "They will '
            'stay for as long as it takes," he said.'
        ),
        (
            mixed("fully staffed and trained", by="Piotr Zielinski"),
            direct("They will stay for as long as it takes,", by="Piotr Zielinski"),
        ),
        id="a fragment, then a sentence",
    ),
    pytest.param(
        (
            '"The battalions will arrive before winter," General Piotr Zielinski said.\n\n'
            '"They will stay for as long as it takes," he said.'
        ),
        (
            direct("The battalions will arrive before winter,", by="Piotr Zielinski"),
            direct("They will stay for as long as it takes,", by="Piotr Zielinski"),
        ),
        id="a new paragraph starts a new quotation",
    ),
    pytest.param(
        (
            "General Piotr Zielinski said: “The battalions will arrive before winter.\n\n"
            "“They will stay for as long as it takes.”\n\n"
            "The corps has its staff in Szczecin."
        ),
        (
            direct(
                "The battalions will arrive before winter.",
                "They will stay for as long as it takes.",
                by="Piotr Zielinski",
            ),
        ),
        id="a mark left open runs into the next paragraph",
    ),
    pytest.param(
        (
            "“The battalions will arrive before winter,” General Piotr Zielinski said. “We have "
            "waited long.\n\n"
            "“The barracks are built. The roads are open.\n\n"
            "“They will stay for as long as it takes.”"
        ),
        (
            direct(
                "The battalions will arrive before winter,",
                "We have waited long.",
                "The barracks are built. The roads are open.",
                "They will stay for as long as it takes.",
                by="Piotr Zielinski",
            ),
        ),
        id="three paragraphs with marks left open",
    ),
    pytest.param(
        (
            'General Piotr Zielinski said: "The battalions will arrive before winter.\n\n'
            '"They will stay for as long as it takes."\n\n'
            "The corps has its staff in Szczecin."
        ),
        (
            direct(
                "The battalions will arrive before winter.",
                "They will stay for as long as it takes.",
                by="Piotr Zielinski",
            ),
        ),
        id="straight marks left open over paragraphs",
    ),
    pytest.param(
        (
            "General Sir Alan Mortimer said: ‘The battalions will arrive before winter.\n\n"
            "‘They’ll stay for as long as it takes.’\n\n"
            "The corps has its staff in Szczecin."
        ),
        (
            direct(
                "The battalions will arrive before winter.",
                "They’ll stay for as long as it takes.",
                by="Alan Mortimer",
            ),
        ),
        id="single marks left open over paragraphs",
    ),
    pytest.param(
        (
            '"The battalions will arrive before winter," General Piotr Zielinski said.\n\n'
            '"They will stay for as long as it takes. Nobody should doubt that."\n\n'
            "The corps has its staff in Szczecin."
        ),
        (
            direct("The battalions will arrive before winter,", by="Piotr Zielinski"),
            direct(
                "They will stay for as long as it takes. Nobody should doubt that.",
                by="Piotr Zielinski",
            ),
        ),
        id="a paragraph of speech after a closed one goes on",
    ),
    pytest.param(
        (
            '"The battalions will arrive before winter," General Piotr Zielinski said. "That is '
            'far too late," said Latvian Foreign Minister Ilze Ozola.'
        ),
        (
            direct("The battalions will arrive before winter,", by="Piotr Zielinski"),
            direct("That is far too late,", by="Ilze Ozola"),
        ),
        id="two speakers in one paragraph are two quotations",
    ),
    pytest.param(
        (
            "\"My sergeant said 'we go now' and so we went across,\" Captain Jonas Petrauskas "
            "told reporters."
        ),
        (direct("My sergeant said 'we go now' and so we went across,", by="Jonas Petrauskas"),),
        id="single marks within double ones",
    ),
    pytest.param(
        (
            "“My sergeant said ‘we go now’ and so we went across,” Captain Jonas Petrauskas told "
            "reporters."
        ),
        (direct("My sergeant said ‘we go now’ and so we went across,", by="Jonas Petrauskas"),),
        id="curly single marks within curly double ones",
    ),
    pytest.param(
        "‘My sergeant said “we go now” and so we went across,’ said Captain Hugh Pemberton.",
        (direct("My sergeant said “we go now” and so we went across,", by="Hugh Pemberton"),),
        id="double marks within single ones",
    ),
    pytest.param(
        (
            "“We went across because my sergeant said ‘we go now’,” said Captain Jonas "
            "Petrauskas. “I followed him.”"
        ),
        (
            direct(
                "We went across because my sergeant said ‘we go now’,",
                "I followed him.",
                by="Jonas Petrauskas",
            ),
        ),
        id="inner and outer mark close together",
    ),
    pytest.param(
        (
            "Captain Jonas Petrauskas told reporters: \"The order we were given was 'hold the "
            "bridge at all costs.'\""
        ),
        (
            direct(
                "The order we were given was 'hold the bridge at all costs.'",
                by="Jonas Petrauskas",
            ),
        ),
        id="a quotation that ends with a nested one",
    ),
    pytest.param(
        (
            'Asked by a reporter, "Will the battalions stay for good?", General Piotr Zielinski '
            'said: "They will stay for as long as it takes."'
        ),
        (
            direct("Will the battalions stay for good?", by="a reporter"),
            direct("They will stay for as long as it takes.", by="Piotr Zielinski"),
        ),
        id="a question and the answer in one paragraph are two",
    ),
    pytest.param(
        '"The battalions will arrive" – General Piotr Zielinski said – "before the winter."',
        (direct("The battalions will arrive", "before the winter.", by="Piotr Zielinski"),),
        id="a dash around the cue joins",
    ),
    pytest.param(
        (
            'General Piotr Zielinski went on: "The battalions will arrive before winter," he '
            'said. "They will stay."'
        ),
        (
            direct(
                "The battalions will arrive before winter,",
                "They will stay.",
                by="Piotr Zielinski",
            ),
        ),
        id="the cue before and after is one attribution",
    ),
    pytest.param(
        (
            '"The battalions," General Piotr Zielinski said, "will arrive before winter and," he '
            'went on, "stay for good."'
        ),
        (
            direct(
                "The battalions,",
                "will arrive before winter and,",
                "stay for good.",
                by="Piotr Zielinski",
            ),
        ),
        id="a sentence interrupted twice",
    ),
    pytest.param(
        (
            '"The battalions will arrive before winter," General Piotr Zielinski said before '
            'adding: "They will stay for as long as it takes."'
        ),
        (
            direct(
                "The battalions will arrive before winter,",
                "They will stay for as long as it takes.",
                by="Piotr Zielinski",
            ),
        ),
        id="an attribution of two verbs joins",
    ),
    pytest.param(
        (
            '"The battalions will arrive before winter," General Piotr Zielinski said, adding '
            'that they were "fully staffed and trained".'
        ),
        (
            direct("The battalions will arrive before winter,", by="Piotr Zielinski"),
            mixed("fully staffed and trained", by="Piotr Zielinski"),
        ),
        id="a clause of the reporter's behind the second verb parts",
    ),
    pytest.param(
        (
            '"The battalions will arrive before winter," General Piotr Zielinski said on '
            '"Morning Watch." "They will stay for as long as it takes."\n\n'
            "Nobody asked about the cost."
        ),
        (
            direct(
                "The battalions will arrive before winter,",
                "They will stay for as long as it takes.",
                by="Piotr Zielinski",
            ),
        ),
        id="the title of a programme within the attribution",
    ),
)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_pieces_join_only_over_their_attribution(text: str, expected: tuple[Expected, ...]) -> None:
    """Pieces are one quotation only if nothing but the attribution stands between them."""
    check(LEAD + text, *expected)
