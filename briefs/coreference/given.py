"""Given names that tell a person from a place, and mostly a woman from a man.

Common names of the countries NATO news comes from. A name that both bear is left out of
both; what is missing costs certainty, never correctness.
"""

from __future__ import annotations

from typing import Literal

Gender = Literal["f", "m"]

_WOMEN = """
    abigail agnes alexandra alice alicia alina alison allison amanda amelia amy ana anastasia
    andrea angela angelina anita anja ann anna annalena anne annegret annette annie antonia
    april arancha ashley astrid audrey barbara beata beatrice beth betty beverly birgit brenda
    brigitte bridget camilla carla carly carmen carol carolina caroline catherine cathy cecilia
    celia charlotte chelsea cheryl chiara christina christine chrystia cindy claire clara
    claudia colleen condoleezza connie cristina cynthia daria dawn deborah debbie denise diana
    diane donna dora doris dorothy ebba edith eileen ekaterina elaine eleanor elena elisabeth
    elise elizabeth ella ellen elsa emily emma erica erika erin ester esther eva eve evelyn
    fatima federica federika fiona florence frances francesca gabriela gail georgia giorgia
    gina ginni gloria grace greta hannah heather heidi helen helena helga hilary hillary huma
    ida ilse ina inga ingrid irene irina iris isabel isabella ivanka jacinda jackie jacqueline
    jane janet janice jasmine jeanne jen jennifer jenny jessica jill joan joanna joanne
    josephine joyce judith judy julia julie justine kaja kamala karen karin karine karoline
    kate katerina katherine kathleen kathryn kathy katie katya kayleigh kelly kimberly klara
    kristalina kristen kristi kristina laura lauren laurence leah leila lena leslie linda lisa
    liz loretta lori louise lucia lucy luisa lynn madeleine magdalena mairead maja manuela
    margaret margarita margot maria mariam marianne marie marietta marina marine marta martha
    mary maya megan megyn melania melanie melissa mette michele michelle miriam molly monica
    nadia nancy naomi natalia natalie natasha nathalie nicola nicole nikki nina nora oksana
    olena olga olivia pamela patricia patty paula pauline penny petra phyllis polina priti
    rachel raisa rebecca regina renate rita roberta rosa rose roxana ruth sabine sally samantha
    sandra sanna sara sarah sharon sheila shirley simone sofia sonia sonja sophia sophie
    stefanie stella stephanie susan susanna suzanne svetlana sviatlana tamara tanja tanya
    tatiana teresa theresa tina ulrike ursula valentina valerie vanessa vera veronica victoria
    viktoria virginia wendy yulia yvette yvonne zoe zuzana
"""
_MEN = """
    aaron abdul abdullah abraham adam adolf adrian ahmad ahmed aivars alain alan albert alberto
    aleksandr alessandro alexander alexandre alexei alexey alexis alfred ali allen andreas
    andrei andres andrew andrey andriy andrzej andy angus anthony antoine anton antonin antonio
    antony ants arif arnold arthur artis artur arturo arvydas ashraf august bashar barack barry
    bart ben benjamin benoit bernard bernd bernhard bernie bert bill bjarni bob bobby bogdan
    boris brad bradley brandon brendan brent brett brian bruce bruno bryan burak carl carlo
    carlos cesar charles charlie chip chris christian christoph christophe christopher chuck
    clarence claude clemens clint colin corey craig cyril damian damon dan daniel danny darren
    darryl dave david denis dennis derek dick didier diego dieter dimitri dirk dmitri dmitry
    dmytro dominic dominique don donald donnie doug douglas drew dwight earl ed eddie edgar
    edgars eduardo edward egils eirik elmar emmanuel enrico enrique eric erik ernest ernst
    ethan eugene evan evgeny fabrice felipe felix fernando filip florian francesco francisco
    franco francois frank frans franz fred frederick frederik fyodor gabriel gabrielius gareth
    garry gary geoffrey geoff george georges georgi gerald gerard gerhard giles giorgos
    giovanni gitanas giuseppe glenn gordon graham greg gregory guido guillaume gunnar gunther
    gustav guy hakan hamid hank hans harald harold harry hassan heiko heinz helmut henri henrik
    henry herbert herman horst howard hugh hugo hulusi hussein ian ibrahim igor ilya imran
    ioannis isaac ismail ivan jack jacob jacques jake jakob james jamie jan janez jared jason
    javad javier jay jeff jeffrey jens jeremy jerome jerry jesse jesus jim jimmy joachim joao
    joe joel johan johann johannes john jon jonas jonathan jorge jose josef josep joseph josh
    joshua juan juergen julian julio jurgen jussi justin kai karl karlis kaspars keir keith ken
    kenneth kevin kevork khalid kirill kjell klaus klemens kjeld konrad konstantin krisjanis
    krzysztof kurt kyle lamar larry lars laurent laurynas lawrence leo leon leonard leonid
    lewis liam linas lloyd lorenzo lou louis luca lucas ludovic luigi luis lukas magnus mahmoud
    manfred manuel marc marcel marcin marco marcos marcus marek mario marius mark markus martin
    martins marty massimo mateusz matt matteo matthew matthias maurice mauro max maxim maxime
    mevlut michael micheal michal michel miguel mike mikhail mikheil miko milan milos miroslav
    mitch mitt mohamed mohammad mohammed moritz muhammad murray mustafa nathan ned neil
    nicholas nick nicolas niels nigel nikol nikola nikolai nikos norbert norman olaf oleg
    oleksandr oleksii oleksiy oliver olivier omar orhan oscar osman otto owen pablo paolo
    patrick paul paulo pavel pavlo pawel pedro pekka per pete peter petr petras petro petteri
    philip philippe phil pierre pieter piotr prokop radek radoslaw rafael rahm rainer raimonds
    ralph ramon ramzan rand raymond recep reinhard reince rene rex ricardo richard rick rob
    robert roberto rod rodrigo roger roland rolf roman ron ronald roy rudolf rudy rupert
    russell ruslan ryan salvatore sam samuel santiago saul scott sean sebastian selahattin
    serge sergei sergej sergey sergio sergiy seth sheldon shimon sigmar silvio simon stan
    stanislav stefan stefano steffen stephan stephen steve steven stuart sven sylvain tad taras
    tayyip ted terry theodore thierry thomas thorsten tim timothy tobias todd tom tomas tommy
    toni tony travis trent trevor troy ulf urmas urs vaclav valdis valentin valery victor
    viktor vincent vitali vitaly vittorio vlad vladimir vladislav volodymyr volker vyacheslav
    wallace walter warren wayne wes william wojciech wolfgang xavier yair yang yannis yevgeny
    yoav yuri yves zachary zbigniew zoran
"""
#: Borne by women and men alike; they tell a person, but not which.
_BOTH = "alex dana dominique jackie jean jo kim lee leslie lindsey pat robin sam sasha taylor tracy"

_GENDERS: dict[str, Gender | None] = {
    **dict.fromkeys(_WOMEN.split(), "f"),
    **dict.fromkeys(_MEN.split(), "m"),
    **dict.fromkeys(_BOTH.split(), None),
}


def is_given_name(word: str) -> bool:
    """Whether a folded word is a given name of the list."""
    return word in _GENDERS


def gender_of(word: str) -> Gender | None:
    """The gender that a folded given name tells, if it tells one."""
    return _GENDERS.get(word)
