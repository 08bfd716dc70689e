"""Capitalised words that stand before or within names and are no part of them.

Word lists only; how a name is told from them is for `names`.
"""

from __future__ import annotations

from briefs.coreference.given import Gender
from briefs.grammar import words

#: Titles as they are shortened before a name.
LONG_FORMS = {
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
    "gen": "general",
    "lt": "lieutenant",
    "col": "colonel",
    "capt": "captain",
    "maj": "major",
    "sgt": "sergeant",
    "adm": "admiral",
    "prof": "professor",
    "amb": "ambassador",
    "brig": "brigadier",
    "cmdr": "commander",
    "cpl": "corporal",
}
GENDERED: dict[str, Gender] = {
    **dict.fromkeys(
        words(
            """
            ayatollah baron cardinal chairman congressman count duke imam king lord mr mullah
            pope prince sheikh sir spokesman
            """
        ),
        "m",
    ),
    **dict.fromkeys(
        words(
            """
            baroness chairwoman congresswoman countess dame duchess lady miss mrs ms princess
            queen spokeswoman
            """
        ),
        "f",
    ),
}
#: Titles of persons; the name begins after the last of them.
PERSONAL = words(
    """
    mr mrs ms miss sir dame lord lady dr prof professor sen senator sens rep reps
    representative congressman congresswoman gov governor lt col colonel capt captain gen
    general maj major sgt sergeant adm admiral lieutenant commander brigadier marshal president
    vice-president premier minister secretary chancellor chairman chairwoman chair spokesman
    spokeswoman spokesperson speaker ambassador envoy director chief king queen prince princess
    pope bishop archbishop cardinal rev reverend rabbi imam judge justice attorney mayor
    sheriff deputy commissioner secretary-general director-general counselor adviser advisor
    analyst strategist pollster coordinator correspondent host pastor candidate nominee leader
    officer detective administrator baron baroness ayatollah mullah sheikh diplomat economist
    historian researcher scientist lawmaker congressperson undersecretary under-secretary
    spokespeople manager superintendent treasurer corporal cpl constable inspector
    vice-chairman vice-chair vice-chancellor co-founder co-author cofounder
    fellow scholar expert lecturer editor author writer reporter columnist anchor commentator
    founder owner coach soldier businessman businesswoman
    ambassador-designate minister-president taoiseach rapporteur ombudsman
    """
)
#: Titles of several, before the first of their names.
PLURALS = words(
    """
    presidents ministers secretaries senators representatives governors coaches professors
    lawmakers analysts generals spokesmen chancellors premiers ambassadors envoys leaders chiefs
    directors reporters authors editors officials officers candidates researchers scientists
    """
)
#: Words before a name that belong to a title or to an organisation, not to the name.
IMPERSONAL = words(
    """
    prime foreign defence defense state interior finance treasury energy health press prime
    acting former late new old senior junior chief first second deputy vice assistant under
    national security affairs homeland house white department ministry office party committee
    council commission campaign university college institute center centre society foundation
    association court supreme news post times journal agency service services force forces army
    navy air corps guard police parliament senate congress union league alliance organization
    organisation treaty republic kingdom federation international world group bank fund company
    inc corp team hampshire democrats republicans democrat republican democratic labour
    conservative liberal
    green u.s us uk u.k un u.n eu e.u nato fox cnn nbc abc cbs msnbc bbc reuters ap afp north
    south east west northern southern eastern western central american british german french
    italian spanish polish czech slovak hungarian romanian bulgarian greek turkish russian
    ukrainian belarusian georgian armenian azerbaijani estonian latvian lithuanian finnish
    swedish norwegian danish dutch belgian portuguese canadian australian japanese chinese
    korean indian pakistani afghan iranian iraqi israeli palestinian syrian lebanese egyptian
    saudi libyan serbian croatian slovenian bosnian albanian montenegrin moldovan kazakh swiss
    austrian irish icelandic european african asian latin arab jewish muslim bloomberg politico
    argentine argentinian bangladeshi bolivian brazilian burmese chilean colombian congolese
    cypriot ethiopian filipino ghanaian haitian indonesian jordanian kenyan kosovar kuwaiti
    macedonian malaysian maltese mexican mongolian moroccan nepali nigerian peruvian philippine
    qatari rwandan scottish senegalese somali sudanese taiwanese thai tunisian ugandan uzbek
    venezuelan vietnamese welsh yemeni zimbabwean ex-president ex-minister co
    intelligence education environment trade transport economy economic commerce agriculture
    labor staff chiefs joint relations research portfolio senior executive managing studies
    policy communications operations special permanent parliamentary regional budget culture
    development immigration migration industry infrastructure opposition nuclear maritime
    counterterrorism cybersecurity financial wto imf nsc cia fbi pentagon kremlin un-appointed
    enterprise analytics science technology
    """
)
SUFFIXES = words("jr sr ii iii iv ret mp mep phd md qc kc obe cbe mbe")
#: First words of places: "North Korea", "New Zealand", "West Virginia".
DIRECTIONS = words(
    """
    north south east west northern southern eastern western central new saudi sri hong las los
    fort mount lake port cape st saint upper lower great
    """
)
#: Last words that show a thing, not a person.
THINGS = words(
    """
    house department ministry office party committee council commission university college
    institute center centre society foundation association court news post times journal agency
    service force army navy corps guard police parliament senate congress union league alliance
    organization organisation treaty republic kingdom federation group bank fund company states
    nations street avenue road square airport hall city county island islands sea ocean river
    lake mountain valley coast bay act bill law agreement accord pact deal day week month year
    war games conference summit forum report review magazine press television radio network
    stream administration government campaign system project program programme initiative
    movement front army brigade one two three unit
    airlines airways authority board club church cup district embassy festival gazette
    herald hospital hotel industries international laboratory library limited media museum
    observatory observer party policy prize province region research school schools
    security services state station studies summit team technologies telegraph
    theater theatre tribune trust watch weekly zone
    brotherhood christians conservatives democrats empire greens guards liberals republicans
    socialists tech
    """
)
#: Heads that speak for somebody else, whom "for" or "of" names behind them.
FOR_OTHERS = words(
    """
    adviser advisor aide ally assistant attorney counsel friend lawyer representative spokesman
    spokesperson spokeswoman supporter
    """
)
