"""Names in English text, without the titles, times and places around them."""

import re

from flows.tag.spans import Span

_TITLES = re.compile(
    r"^(?:(?:The )?(?:[A-Z][\w-]+ ){0,2}"
    r"(?:(?:Minister|Secretary|Commissioner|Professor|Director|Head|Chief) (?:of|for) (?:the )?[A-Z]\w+(?: and [A-Z]\w+)?(?= [A-Z][\w.'’-]* [A-Z])"
    r"|Analyst|Consultant|Professor|Prof\.?|Det|Supt|DCI|DI|DS|Insp|PC|Cllr|Capt\.?|Captain|Sgt\.?|Col\.?|Gen\.?|Judge|Mayor|Governor|Rev\.?|Sir|Dame|Lord|Lady|Dr\.?|Mr\.?|Ms\.?|Mrs\.?|Lawyer|Attorney|Economist|Spokes(?:man|woman|person)"
    r"|Minister|Senator|Engineer|Doctor|Nurse|Teacher|Farmer|Driver|Resident|Officer|Detective|Inspector|Councillor|Owner|Manager|Director"
    r"|Justice|Scientist|Researcher|Activist|Campaigner|Witness|Passenger|Pilot|Student|Shareholder|Investor|Trader|Historian|Architect|Secretary|Commissioner|Former|Deputy|Adviser|Strategist"
    r"|Superintendent|Sergeant|Sheriff|Ambassador|Chancellor|(?:Vice )?President|Chair(?:man|woman|person)?|Premier|Prime Minister|Chief Executive|CEO|Founder|Blogger|Reporter)\s+)+"
)
_WHEN = re.compile(
    r"^(?:(?:When|While|As|After|Before|Since|Although|Though|If|Because|Once|Until|Yet|So|On|In|Last|But|And|Meanwhile|Later|Then|Also|Separately|Earlier|For|To|With|At|By|From)\s+)+"
    r"(?:(?:\w+day|January|February|March|April|May|June|July|August|September|October|November|December)\s+)?"
)
_OWNER = re.compile(r"^(?:[A-Z][\w-]* )*[A-Z][\w-]*['’]s (?=[A-Z][\w-]+ [A-Z])")  # Xiaomi's Lei Jun
_PLACE = re.compile(r"^(?!The )([A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*)+) (?:of|for) ")


def bare(text: str, span: Span) -> Span:
    """Return the span of a bare name: without a title before it, a place or a full stop behind it."""
    start, end = span[0], span[0] + len(text[slice(*span)].rstrip(".’'-"))
    if when := _WHEN.match(text[start:end]):
        start += when.end()
    if owner := _OWNER.match(text[start:end]):
        start += owner.end()
    if title := _TITLES.match(text[start:end]):
        start += title.end()
    if place := _PLACE.match(text[start:end]):
        end = start + place.end(1)
    return start, end
