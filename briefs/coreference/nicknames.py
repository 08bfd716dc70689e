"""Given names in their several forms: "Jim" for "James", "Kristen" for "Kristin"."""

from __future__ import annotations

from briefs.coreference.given import gender_of

_FORMS = """
    abraham abe
    alexander alex sasha aleksandr
    albert al bert
    andrew andy drew
    anthony antony tony
    benjamin ben benny
    bernard bernie
    catherine katherine kathryn cathy kathy kate katie kitty
    charles charlie chuck
    christopher chris kit
    christine christina chris tina
    daniel dan danny
    david dave
    deborah debbie debra
    donald don donnie
    edward ed eddie ted ned
    elizabeth elisabeth liz beth betty lisa eliza
    eugene gene
    frederick fred freddie
    gregory greg
    henry hank harry
    jacob jake
    james jim jimmy jamie
    jennifer jen jenny
    john jack johnny
    jonathan jon
    joseph joe joey
    joshua josh
    kenneth ken
    lawrence laurence larry
    leonard len lenny leo
    margaret maggie meg peggy
    matthew matt
    michael mike mick mickey
    nathaniel nathan nate
    nicholas nick nicolas
    patricia pat patty tricia
    patrick pat paddy
    peter pete
    philip phillip phil
    randolph randy
    raymond ray
    rebecca becky
    richard rick dick rich ricky
    robert bob bobby rob robbie
    ronald ron ronnie
    rudolph rudy
    samuel sam
    stephen steven steve
    susan sue susie
    terence terry
    theodore ted theo
    thomas tom tommy
    timothy tim
    victoria vicky toria
    vincent vince
    volodymyr vladimir
    walter walt
    william bill will billy
    zachary zach
"""
_SETS = tuple(frozenset(line.split()) for line in _FORMS.strip().splitlines())
#: Letters of a given name that its short form has at least.
_SHORTEST = 3
#: ... and that two spellings of one have.
_LONG = 5


def are_one_given_name(one: str, other: str) -> bool:
    """Whether two folded given names may be one person's, who has the same surname."""
    if {gender_of(one), gender_of(other)} == {"f", "m"}:
        return False
    if any(one in forms and other in forms for forms in _SETS):
        return True
    if min(len(one), len(other)) >= _SHORTEST and (one.startswith(other) or other.startswith(one)):
        return True
    return min(len(one), len(other)) >= _LONG and is_one_apart(one, other)


def is_one_apart(one: str, other: str) -> bool:
    """Whether two words differ by one letter put in, left out, changed or by two swapped."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, remains = one[start:], other[start:]
    if len(rest) == len(remains):
        return rest[1:] == remains[1:] or (rest[2:] == remains[2:] and rest[:2] == remains[1::-1])
    return rest[1:] == remains or rest == remains[1:]
