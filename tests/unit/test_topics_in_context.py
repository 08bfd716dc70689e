"""Words that are a topic in one sentence and none in another: the bird, the state, the name."""

from __future__ import annotations

import pytest

from briefs.topics import load_taxonomy


def tag(text: str) -> set[str]:
    return set(load_taxonomy().tag(text))


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        # the bird
        ("The president pardoned a turkey on the lawn.", set()),
        ("Turkey was served with gravy.", set()),
        ("He carved the Thanksgiving Turkey himself.", set()),
        ("Let us talk turkey, he said.", set()),
        ("Turkey's president will fly to Ankara.", {"turkey"}),
        ("No deal with Turkey is better than a bad one.", {"turkey"}),
        # the state
        ("Georgia's governor signed the law in Atlanta.", set()),
        ("The recount in Georgia changed nothing, the secretary of state of Georgia said.", set()),
        ("Georgia voters lined up.", set()),
        ("A Georgia congressman objected.", set()),
        ("Russian tanks are still in Georgia.", {"georgia", "russia"}),
        ("Georgia wants to join NATO.", {"georgia", "nato", "enlargement"}),
        ("Georgian voters lined up in Tbilisi.", {"georgia"}),
        # the lake, the bowl, the shop
        ("The missile was tested at China Lake.", set()),
        ("She broke the fine china.", set()),
        ("China's navy grows.", {"china"}),
        # people
        ("Jordan said he would vote no.", set()),
        ("Mr. Jordan said he would vote no.", set()),
        ("Rep. Jordan said he would vote no.", set()),
        ("Vernon Jordan was a friend.", set()),
        ("Talks with Jordan continue in Amman.", {"jordan"}),
        ("Jordan and Egypt mediated.", {"jordan", "egypt"}),
        ("Chad Wolf resigned.", set()),
        ("Mr. Chad resigned.", set()),
        ("Chad's army fought in Mali.", {"chad", "mali"}),
        ("Paris Hilton waved.", set()),
        ("Ireland Baldwin is an actress.", set()),
        ("London Breed is the mayor.", set()),
        ("Kenya Barris wrote it.", set()),
        ("Sofia Coppola filmed it.", set()),
        # governments and places
        ("Paris and Berlin agree.", {"france", "germany"}),
        ("The Wales summit set the goal.", {"nato-summit"}),
        ("At the summit in Wales allies pledged more.", {"nato-summit"}),
        ("Wales voted to leave.", {"united-kingdom"}),
        ("The Prince of Wales visited the troops.", set()),
        ("Moscow said it would withdraw.", {"russia"}),
        ("In Moscow, Idaho, students protested.", set()),
        ("Whitehall denied it.", {"united-kingdom"}),
        ("The Washington Post reported it.", set()),
        ("He told the Washington Times so.", set()),
        ("George Washington warned of alliances.", set()),
        ("Washington state is rainy.", set()),
        ("Paris, Texas, is a film.", set()),
        ("Ukraine, Georgia and Moldova applied.", {"ukraine", "georgia", "moldova"}),
        ("Washington wants more.", {"united-states"}),
        ("New Delhi buys Russian oil.", {"india", "russia", "energy-security"}),
        ("New Jersey and New Hampshire", set()),
        ("The New England coast", set()),
        # names inside names
        ("Nigeria and Niger closed the border.", {"nigeria", "niger"}),
        ("Nigerian troops entered.", {"nigeria"}),
        ("Guinea, Guinea-Bissau and Equatorial Guinea", {"guinea", "guinea-bissau"}),
        ("Papua New Guinea signed.", set()),
        ("guinea pigs of the new policy", set()),
        ("The coup in Guinea", {"guinea"}),
        ("North Korea and South Korea talk.", {"north-korea", "south-korea"}),
        ("Korea will stay divided.", {"korean-peninsula"}),
        ("The Korean War began in 1950.", {"korean-peninsula"}),
        ("The Republic of Korea", {"south-korea"}),
        ("The Democratic People's Republic of Korea", {"north-korea"}),
        ("South Sudan is young.", {"south-sudan"}),
        ("The Democratic Republic of Congo", {"congo"}),
        ("West Virginia and Virginia", set()),
        ("Mexico and New Mexico", {"mexico"}),
        ("Northern Ireland's ports", {"northern-ireland"}),
        ("The Republic of Ireland is neutral.", {"ireland"}),
        ("Macedonia became North Macedonia.", {"north-macedonia"}),
        ("Oman", {"oman"}),
        ("the Gulf of Oman", {"persian-gulf"}),
        ("Lebanon, New Hampshire", set()),
        ("Lebanon's army", {"lebanon"}),
        ("The Panama Canal", {"panama-canal"}),
        ("Havana syndrome again", set()),
        ("The Hague summit", {"nato-summit"}),
        ("polish your shoes", set()),
        ("They danced the polka in Warsaw.", {"poland"}),
        ("Who will help us? He asked.", set()),
    ],
)
def test_what_a_word_means_here(text, topics):
    """All that the sentence is about, and nothing besides."""
    assert tag(text) == topics
