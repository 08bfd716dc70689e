"""What a word is likely to be, without its context: closed classes, verbs and nouns of saying.

The ranker needs finer classes and a wider net than the rules have: it learns from examples how far
each of these words can be believed. A class is one character; `CLASSES` says which.
"""

from __future__ import annotations

import re

from briefs.grammar import words

_CLOSED = {
    "P": "he she they we i you it her",
    "o": "him them me us",
    "g": "his their my our your its whose",
    "f": "himself herself themselves itself myself",
    "d": """
        the a an this these those some any each every no another such both either neither all many
        most several few
    """,
    "B": """
        is was are were be been being am 's ’s isn’t wasn’t aren’t weren’t isn't wasn't aren't
        weren't
    """,
    "H": "has have had having hasn’t haven’t hadn’t hasn't haven't hadn't",
    "O": "do does did doesn’t don’t didn’t doesn't don't didn't",
    "M": """
        will would can could may might must shall should won’t wouldn’t can’t couldn’t won't
        wouldn't can't couldn't
    """,
    "i": """
        of in on at by for with from about into against during after before over under between
        through among toward towards since despite without within upon amid across behind like near
        around per via
    """,
    "c": "and or but nor yet so",
    "s": """
        because if when while although though unless until whether where why how whereas once
    """,
    "R": """
        also then now later still even just only again already never not too ago here there today
        yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday earlier instead
        however meanwhile perhaps
    """,
    "T": "that",
    "t": "to",
    "W": "which what",
    "w": "who whom",
    "A": "as",
    "a": "according",
    ",": ",",
    ".": ". ? !",
    ":": ":",
    ";": "; ... …",
    "-": "— – -- ― -",
    "(": "( [",
    ")": ") ]",
    "'": "’s 's",
}
SUFFIXES = words("jr jr. sr sr. ii iii iv")
PARTICLES = words("de van von der den al bin ibn la le del da di el du dos ter")

#: Verbs that may report what somebody says, thinks, wants or does by words.
_VERBS = """
    accept accuse acknowledge add address admit advise advocate agree aim allege allow announce
    answer apologise apologize appeal appear applaud appoint approve argue ascribe ask assail
    assert assure attack attest back bash begin believe belittle bemoan berate bet blame blast
    boast brag brand broadcast call campaign caption cast caution celebrate challenge champion
    chant characterise characterize charge cheer chide chime chuckle cite claim clarify close
    coin comment compare complain complement concede concern conclude concur condemn confirm
    consider contend continue convey convince correct counsel counter craft credit criticise
    criticize crow cry debate decide declare decline decry deem defend define deliver demand
    denounce deny depict deride describe design detail determine differ disagree disavow
    disclose discuss dismiss disown dispute dissent distance doubt downplay draw dub echo
    elaborate email embrace emphasise emphasize encourage end endorse enthuse envisage envision
    estimate exclaim exhort expect explain explode express fault favor favour fear feel figure
    file find finish fire focus forecast foresee fret fume give gloat go greet grin gripe groan
    grumble guess gush hail hammer hate headline hear highlight hint hire hit holler hope
    identify ignore imagine imply impugn include indicate infer inform inquire insinuate insist
    instruct insult intend interject intone introduce invite invoke issue jab jeer jest joke
    judge keep kid knock know label lambast lambaste lament lash laud laugh launch lay learn
    lecture lie like liken list lobby look love maintain make marvel mean mention mock murmur
    muse mutter name narrate negotiate nod nominate note notify object observe offer open opine
    oppose order outline pan pass pen persuade phrase pillory pitch plan plead pledge point
    ponder pontificate portray pose posit post posture praise pray preach predict prefer present
    press pretend proceed proclaim profess proffer project promise promote pronounce propose
    propound protest provide provoke publish pummel push put quash query question quibble quip
    quote rail raise rant rate rave read reaffirm realize reason reassure rebuke rebut recall
    recite reckon recognise recognize recommend recount refer reference reflect refuse refute
    regard reiterate reject rejoice relate release remark remember remind repeat reply report
    request respond retort retweet reveal rip rule savage say scoff scold scorch scrawl scream
    see seek seem sell send sense share shoot shout show shrug side sigh sign signal sing skewer
    slam slander smile snap sneer sniff snipe sound speak specify speculate spell stammer start
    state stipulate stress stump suggest sum summarise summarize support surmise suspect swear
    swipe sympathise sympathize take talk taunt teach tease telegraph tell term testify text
    thank think threaten thunder title tout trash trumpet trust tweet underline underscore
    understand urge utter view voice volunteer vote vow want warn watch weigh welcome whine
    whisper wish wonder worry write yell
"""
#: Past forms that do not follow the rules.
_IRREGULAR = dict(
    pair.split("-")
    for pair in words(
        """
        begin-began bet-bet cast-cast draw-drew feel-felt find-found foresee-foresaw give-gave
        go-went hear-heard hit-hit keep-kept know-knew lay-laid make-made mean-meant put-put
        read-read say-said see-saw seek-sought sell-sold send-sent shoot-shot sing-sang
        speak-spoke swear-swore take-took teach-taught tell-told think-thought
        understand-understood write-wrote
        """
    )
)
#: Verbs whose last letter doubles before -ed and -ing.
_DOUBLING = words(
    """
    admit bet brag dub fret grin hit infer jab kid nod pan pen plan prefer put quip rebut refer
    rip shrug slam snap sum
    """
)
_PARTICIPLES = {
    "written": "write",
    "known": "know",
    "seen": "see",
    "shown": "show",
    "spoken": "speak",
    "sworn": "swear",
    "labelled": "label",
    "begun": "begin",
}
_NOUNS = """
    accusation admission advice advocate allegation announcement answer argument assertion
    assumption attack belief call claim comment complaint concern conclusion critic criticism
    decision demand description desire doubt email endorsement estimate expectation fear finding
    headline hope idea interview letter memo message notion opinion opponent opposition plan
    pledge post prediction promise proponent proposal question quote reference refusal remark
    report request response ruling rumor slogan speculation speech statement story suggestion
    support supporter threat tweet view vow warning word
"""
_OTHER = {
    "r": "allegedly apparently reportedly seemingly",
    "j": """
        afraid aware certain clear concerned confident convinced critical eager hopeful optimistic
        proud skeptical supportive sure unclear willing worried
    """,
    "i": "via per under",
    "a": "according",
}
#: Nouns for people and things that can speak, as heads of descriptions.
HEADS = words(
    """
    account activist activists actor actress ad administration ads advert adviser advisers
    advisor advisors advocate advocates affidavit agencies agency agreement aide aides alliance
    allies ally ambassador analysis analyst analysts army article articles associates athlete
    attendee attendees attorney attorneys audience author authorities authors average backers
    bank banner base bill billboard bishop bloc blog board book boss boy brochure brother
    brothers bulletin businessman camp campaign campaigns candidacy candidate candidates captain
    caption ceo chairman chairwoman chancellor chief child children cleric co-founder coach
    coalition collection column columnist commander commanders commentator commentators
    commenter commercial commission commissioner communique communiqué community companies
    company complaint congressman congressmen congresswoman conservative conservatives contender
    contenders council countries country couple court critics crowd customer customers dad data
    daughter declaration defendant delegate delegates democrat department deputies deputy
    diplomat diplomats director doctor doctors document documents donors dossier driver
    economist economists editor editorial editors email emails employee employees envoy
    establishment estimates evidence exchange executive executives expert experts faction
    families family fans farmer father figures filing filings findings firm flyer forces
    foundation founder friend friends front-runner general girl government governor group groups
    guy half hawks head headline historian hopeful hopefuls host hosts husband imam indictment
    insiders insurgents intelligence interview investigation investigators investors journalist
    journalists judge judges justice justices kid kids king kremlin law lawmaker lawmakers
    lawsuit lawyer lawyers leader leaders leadership legislation legislator legislators
    legislature letter liberals majorities majority man manager mayor media members memo memoir
    men message militants military minister ministers ministry minority moderator moderators mom
    mother musician narration narrator negotiator negotiators neighbor neighbors neighbour
    neighbours network networks newspaper nominee notice number numbers nurse observers office
    officer officers official officials operative operatives opinion opponent opponents
    opposition order organization organizations organizer organizers outlet outlets owner page
    pair panel paper parents parliament parties partner party pastor patient patients people
    person petition pilot plan platform player players police politicians poll polling polls
    pollster pope post poster premier president press-release priest prince producer producers
    professor progressives prosecutor prosecutors protester protesters public publication
    publicist pundit pundits queen rabbi rebels records regulator release report reporter
    reports representative representatives republican research researchers resident residents
    results review rival rivals ruling scholar scholars scientist scientists secretary senator
    senators service side sides sign signs singer sister site socialist soldier soldiers son
    source sources speaker speakers speech spokesman spokespeople spokesperson spokeswoman spot
    staff staffer staffers star statement states stories story strategist strategists student
    students studies study suit supporter supporters survey surveyed surveys tabloid teacher
    teachers team text texts transcript trio troops tweet union unions user users version
    veteran veterans victim victims video voters watchdog website wife wing witness witnesses
    woman women worker workers writer writers
    """
)

#: A cue: its lemma, and what it is: p(ast), z third person, b(ase), g(erund), n participle of a
#: verb; N noun; else adverb, adjective or preposition.
CueWord = tuple[str, str]


def _inflect(lemma: str) -> dict[str, CueWord]:
    """Each form of a verb, and which one it is."""
    soft = lemma.endswith("y") and lemma[-2] not in "aeou"
    bare = lemma.removesuffix("e") if not lemma.endswith("ee") else lemma
    stem = lemma + lemma[-1] if lemma in _DOUBLING else bare
    past = _IRREGULAR.get(lemma) or (lemma[:-1] + "ied" if soft else stem + "ed")
    sibilant = re.search(r"(?:s|sh|ch|x|go)\Z", lemma) is not None
    third = lemma[:-1] + "ies" if soft else lemma + ("es" if sibilant else "s")
    gerund = "lying" if lemma == "lie" else stem + "ing"
    return {past: (lemma, "p"), lemma: (lemma, "b"), third: (lemma, "z"), gerund: (lemma, "g")}


def _verbs() -> dict[str, CueWord]:
    forms: dict[str, CueWord] = {}
    for lemma in _VERBS.split():
        for form, cue in _inflect(lemma).items():
            forms.setdefault(form, cue)
    for form, lemma in _PARTICIPLES.items():
        forms.setdefault(form, (lemma, "n"))
    return forms


def _nouns() -> dict[str, CueWord]:
    return {
        form: (lemma, "N")
        for lemma in _NOUNS.split()
        for form in (lemma, lemma[:-1] + "ies" if lemma.endswith("y") else lemma + "s")
    }


CUE_VERBS = _verbs()
_CUE_NOUNS = _nouns()
#: Every word that may be the cue of an attribution, in lower case.
CUES: dict[str, CueWord] = {
    **_CUE_NOUNS,
    **{form: (form, kind) for kind, forms in _OTHER.items() for form in forms.split()},
    "titled": ("title", "p"),
    "entitled": ("title", "p"),
    **CUE_VERBS,
}


def _classes() -> dict[str, str]:
    """The closed classes; V finite verb of saying, v one that may be a noun, K its -ing form."""
    known = {word: code for code, forms in _CLOSED.items() for word in forms.split()}
    for form, (_, tense) in CUE_VERBS.items():
        if form not in known and form not in _CUE_NOUNS:
            known[form] = {"p": "V", "z": "V", "n": "V", "g": "K", "b": "v"}[tense]
    for form in _CUE_NOUNS:
        known.setdefault(form, "v")
    for form in HEADS:
        if known.get(form, "v") == "v":
            known[form] = "h"
    return known


#: The class of each known word: those of `_CLOSED`, V, v and K, and h for heads.
CLASSES = _classes()
