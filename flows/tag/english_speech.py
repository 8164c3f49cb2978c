"""Speech in English text: "…," said Mina Sorrel; Xiaomi said in a statement that …"""

import re
from collections.abc import Iterator

from flows.tag.english_names import bare
from flows.tag.english_subjects import ANYBODY, ASIDE, DOES, HEAD, NAME, NAMED, NOT_OF, OFFICE, VERB
from flows.tag.sentences import Sentences
from flows.tag.spans import Span

Said = tuple[Span, str]  # speaker and verb

_ANY_VERB = re.compile(rf"[ ,Aa](?:(?<=[ ,]){VERB}|(?<=[Aa])ccording to)")
_THE_ONE = r"(?P<subject>the (?:[A-Z]\w+ )+(?!who|in|at|of|on)[a-z]+)"  # the Ballymena councillor
_AFTER = (
    re.compile(rf",?[ ]*{VERB} {_THE_ONE}(?=[.,;\n]|$)"),
    re.compile(rf",?[ ]*{VERB} {OFFICE}{NAME}"),
    re.compile(
        rf",?[ ]*{VERB} (?:one(?: of (?:the|those|its|his|her|their) [a-z][\w -]{{2,30}})?|(?:the|their|his|her|its|our) [a-z][\w '’-]{{2,40}}), {NAME}"
    ),
    re.compile(rf",?[ ]*{OFFICE}{NAMED} {VERB}"),
    re.compile(rf",?[ ]*(?:{ANYBODY}) {VERB}"),
    re.compile(rf",?[ ]*{VERB} {ANYBODY}(?=[.,;\n]|$)"),
)
_COMMA_AFTER = re.compile(rf"[ ]*{OFFICE}{NAMED} (?P<verb>[a-z]+(?:s|ed))(?=[ .,])")  # he shrugs
_BEFORE = re.compile(rf"{NAMED}{DOES} {VERB}(?: that)?[:,]?\s*$")
_ANYBODY_BEFORE = re.compile(rf"(?:^|(?<=[.;!?\n\"”] )){ANYBODY}{ASIDE} {VERB}[:,]?\s*$", re.M)
# Transport Secretary Nadia Clough urged calm; The chair, Lord Hexley, is standing by her
_CAPITAL_OFFICE = (  # Committee chair Sir Alun Tighe
    r"(?:[A-Z][a-z]+ (?:(?!(?:met|told|sent|wrote|saw|and|of|in|at|on|to|for|by|with|is|was|has|had|are|[a-z]+ed)\b)[a-z-]+ ){1,2}"
    r"(?=(?:[A-Z][\w.]* )?[A-Z][\w'’-]+ [A-Z]))?"
)
_ACTING = tuple(
    re.compile(rf"{lead}{_CAPITAL_OFFICE}{OFFICE}(?P<head>{HEAD}){NAME}{ASIDE} (?=[a-z])")
    for lead in ("", r"[^.!?;:,\n\"“”]{1,40}, ")  # Down the road, Luca Benedetti has
)
# Her husband, Emmanuel, was blunter: "It's a disgrace."
_ANNOUNCED = re.compile(
    rf"(?:^|(?<=[.!?\n\"”] ))(?:[^.!?;:\n\"“”]{{1,40}}?, )??{_CAPITAL_OFFICE}{OFFICE}{NAMED} (?P<verb>(?!(?:of|at|for|in|on|and) |[a-z-]+ [A-Z]\w+ [A-Z])(?![^:]*\b(?:said|says)\b)[a-z][^.!?;:\n\"“”]{{2,80}}?):\s*$",
    re.M,
)
_PRINTED = re.compile(
    r"\b(?:reading|reads?|titled|headlined|entitled|called|named|motto|slogan|signs?|words|banners?|headline|following)$"
)
# Raj Mehta called the claim "utterly false".
_CALLED = re.compile(
    rf"{NOT_OF}{NAME}{ASIDE} (?P<verb>(?:called|described|dismissed|branded|labelled|slammed|referred to) [^.;:\n\"“”]{{2,60}}?)[ ]*$"
)
_END_OF_SAYING = re.compile(r"[.,;!?]|$", re.M)
_NEEDS_THAT = "".join(  # "confirmed the recall" says nothing
    rf"(?<!{verb} )"
    for verb in (
        "announced",
        "announces",
        "posted",
        "tweeted",
        "wrote",
        "writes",
        "noted",
        "recalled",
        "confirmed",
        "confirms",
        "warned",
        "warns",
        "acknowledged",
        "explained",
        "explains",
        "predicted",
        "observed",
        "declared",
        "asked",
        "asks",
        "recounted",
        "clarified",
        "stressed",
        "advised",
        "promised",
        "pledged",
        "vowed",
        "revealed",
        "disclosed",
        "estimated",
    )
)
_REPORTED = re.compile(
    r"(?:^|(?<=[.;!?\n\"”] ))(?:[^.!?;\n\"“”]{1,60}?[ ,]+)??"
    rf"{NOT_OF}{NAME}{ASIDE}{DOES}(?: (?:has|had|have|later|earlier|previously|repeatedly))?(?: also)? {VERB}(?: on \w+(?: (?:morning|afternoon|evening|night))?)? (?:(?:(?:in|on|at) [\w ]{{1,30}}? )?that (?=\w)"
    r"|(?=(?:he|she|it|they|there) (?:had|has|was|were|is|are|would|will|could|did)\b)"
    rf"|{_NEEDS_THAT}"
    r"(?!(?:in|on|at|as|to|of|by|with|from|for|about|over|against|into|late|early|earlier|today|yesterday|again|that|when|after|while|before|during|outside|nothing|little|sorry|no) )(?=[a-z]))",
    re.M,
)
_SAYS_AGAIN = re.compile(  # confirmed she had the letter, and said that it was under review
    r",? (?:and|but) (?:also )?(?P<verb>said|added|warned|insisted|promised|argued|claimed|stressed|noted) that "
)
_ADDING = re.compile(  # "…," she said, adding that she would stay
    rf"[,?!][\"”]? {NAME}{ASIDE} {VERB}(?: [\w ]{{1,40}})?, (?:adding|warning|insisting) that ",
    re.M,
)
_TRAILING = (
    re.compile(
        rf", {NAME} (?:has |had )?{VERB}(?=[.,]|$| (?:on|in|last|late|early|this) [^.,]{{1,30}}\.)",
        re.M,
    ),
    re.compile(
        rf", {VERB} {OFFICE}{NAME}(?=\.|$|, (?:who|the|its|his|her|an?) |,? (?:of|from|at|for) )",
        re.M,
    ),
    re.compile(rf", {VERB} (?:the|its|their|his|her) [a-z][\w '’-]{{2,40}}, {NAME}(?=\.|$)", re.M),
    re.compile(
        rf", (?:the|its|their|his|her) [a-z][\w '’-]{{2,40}}, {NAME}, {VERB}(?=[.,;]|$)", re.M
    ),
    re.compile(rf", (?P<verb>according to) {OFFICE}{NAME}(?=\.|$)", re.M),
)
_LEADING = (
    _REPORTED,
    _ADDING,
    re.compile(
        rf"(?:^|(?<=[.;!?\n\"”] ))(?P<verb>According to) {OFFICE}{NAME}{ASIDE}(?<=,) (?=\w)", re.M
    ),
)
_GOES_ON = re.compile(r", (?=[a-z])")
_CIRCUMSTANCE = re.compile(
    r"(?:In|On|At|By|For|After|Before|Since|Under|With|Without|During) [^,]{2,50}"
)
_CITED = re.compile(r", according to (?!him|her|them)[^,;]*\.?$")
_NOBODY = re.compile(
    "It|They|We|I|You|Who|This|That|But|And|As"
    "|Nobody|Everybody|Everyone|Witnesses|Experts|Critics|Officials|Residents|Campaigners|Analysts|Parents|Fans"
    "|Whistleblowers?|Insiders?|Sources?|Ministers|Councillors|Scientists|Doctors|Lawyers|Workers|Staff|Neighbours|Neighbors|Locals|Readers|Researchers|Customers|Drivers|Passengers"
)
_ASIDE_NAME = re.compile(r", (?:[A-Z][a-z]+\.? )?[A-Z][\w'’-]+ [A-Z][\w'’-]+,")
_HALF = re.compile(r"\b(?:at|of|in|from|for) (?:the )?(?:[A-Z][\w'’-]* )+$")  # of a longer name
_POST = re.compile(
    r"\b(?:Chief|Officer|Director|President|Secretary|Minister|Manager|Chair(?:man|woman)?|Editor|Professor|Head|Mayor|Leader|Partner|University|Trust)\b"
)
_NO_PERSON = re.compile(r"^[a-z]|^The |['’]s?$|^S?[Hh]e$")
_REACH = 120  # characters before a mark in which its speaker may stand


def said_beside(text: str, start: int, end: int, *, is_closed: bool) -> Said | None:
    """Return who says a marked passage; `is_closed`: it ends its sentence, so nothing follows it."""
    is_latin = text[end : end + 4].lstrip(", ")[:1].isascii()  # what follows the passage
    may_follow = is_latin and not is_closed
    matches = [pattern.match(text, end) for pattern in _AFTER] if may_follow else []
    if may_follow and text[end - 2 : end - 1] == ",":
        matches.append(_COMMA_AFTER.match(text, end))
    low = max(0, start - _REACH)
    if text[low:start].rstrip()[-1:].isascii():  # no Chinese text
        matches += (pattern.search(text, low, start) for pattern in (_BEFORE, _ANYBODY_BEFORE))
        if text[low:start].rstrip().endswith(":"):
            announced = _ANNOUNCED.search(text, low, start)
            matches += [announced] if announced and _is_said(text, announced) else []
    if text.find("ed ", low, start) >= 0 and (is_closed or _END_OF_SAYING.match(text, end)):
        matches.append(_CALLED.search(text, low, start))
    for match in matches:
        is_name = match is not None and not _HALF.search(text, low, match.start("subject"))
        if match is not None and is_name and not _NOBODY.fullmatch(match["subject"]):
            return bare(text, _subject(match)), match["verb"]
    return None


def _is_said(text: str, announced: re.Match[str]) -> bool:
    """Tell whether words before a colon announce speech, not print, and are no catchword of a title."""
    is_catchword = " " not in announced["verb"] and text.find("\n", 0, announced.end()) < 0
    return not (is_catchword or _PRINTED.search(announced["verb"]))


def reported(text: str, sentences: Sentences) -> Iterator[tuple[Said, Span]]:
    """Yield reported speech: who says it how, and where it stands with the blanks around it."""
    for line in _lines(text):
        for pattern in (*_LEADING, *_TRAILING):
            for match in pattern.finditer(text, *line):
                if not _NOBODY.fullmatch(match["subject"]):
                    low, high = sentences.span(sentences.number(match.start("subject")))
                    speaker = bare(text, _subject(match))
                    is_before = pattern in _LEADING
                    span = (match.end(), high) if is_before else _before(text, match, (low, high))
                    if cited := _CITED.search(text, *span):
                        span = span[0], cited.start()
                    if again := _SAYS_AGAIN.search(text, *span):
                        yield (speaker, again["verb"]), (again.end(), span[1])
                        span = span[0], again.start()
                    yield (speaker, match["verb"]), span


def _before(text: str, match: re.Match[str], sentence: Span) -> Span:
    """Return what is said before its speaker, or behind a mere circumstance: In one case, she said, …"""
    low, high = sentence
    goes_on = _GOES_ON.match(text, match.end())
    if goes_on and _CIRCUMSTANCE.fullmatch(text, low, match.start()):
        return goes_on.end(), high
    return low, match.start()


def _subject(match: re.Match[str]) -> Span:
    """Return who speaks: the name, or the one beside it that tells who that is: The head of X, Ann Lee, said."""
    aside = match.groupdict().get("aside") or ""
    if _ASIDE_NAME.fullmatch(aside) and not _POST.search(aside):
        return match.start("aside") + 2, match.end("aside") - 1
    return match.span("subject")


def acting(text: str, start: int) -> Span | None:
    """Return which person is the subject of a sentence; None: as far as capitals tell, nobody."""
    for pattern in _ACTING:
        match = pattern.match(text, start)
        if (
            match is None
            or _NOBODY.fullmatch(match["subject"])
            or _NO_PERSON.search(match["subject"])
        ):
            continue
        name = bare(text, match.span("subject"))
        is_titled = name[0] > match.start("subject") or match["head"]
        if is_titled or " " in text[slice(*name)] or _is_last_name(text, name):
            return name
    return None


def _is_last_name(text: str, name: Span) -> bool:
    """Tell whether a word was the end of a full name before: Reeve, after Joanna Reeve."""
    full = re.compile(rf"[A-Z][\w'’-]+ {re.escape(text[slice(*name)])}\b")
    return full.search(text, 0, name[0]) is not None


def _lines(text: str) -> Iterator[Span]:
    """Yield the lines with a verb of saying; most Chinese texts have none."""
    end = -1
    while verb := _ANY_VERB.search(text, end + 1):
        start = text.rfind("\n", 0, verb.start() + 1) + 1
        end = text.find("\n", verb.end())
        yield start, len(text) if end < 0 else end
        if end < 0:
            return
