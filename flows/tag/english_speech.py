"""Speech in English text: "…," said Mina Sorrel; Xiaomi said in a statement that …"""

import re
from collections.abc import Iterator

from flows.tag.english_names import bare
from flows.tag.sentences import Sentences
from flows.tag.spans import Span

Said = tuple[Span, str]  # speaker and verb

_VERB = (
    r"(?P<verb>said|says|t(?:old|ells) [\w ]{1,40}?(?= that|:|,|\.)|told (?:(?:the )?[A-Z]\w+|(?:local |state |national )?(?:media|television|radio)|reporters|journalists|lawmakers|investors|staff|parliament|police)(?= [a-z])|added|argue[ds]|claim(?:ed|s)|warn(?:ed|s)|suggested"
    r"|noted|wrote|writes|stated|states|stressed|explain(?:ed|s)|insist(?:ed|s)|repli(?:ed|es)|answered|believes|admit(?:ted|s)"
    r"|recalled|tweeted|posted|conceded|acknowledged|complained|cautioned|joked|continued|concluded|observed|remarked"
    r"|announce[ds]|advise[ds]|promise[ds]|pledge[ds]|vow(?:s|ed)|reveal(?:s|ed)|disclose[ds]|estimate[ds]|testified|asked|asks|thinks|alleged|would (?:only )?say(?: only)?|disagreed|objected|countered|responded|retorted|pleaded|shouted|declared|predicted|recounted|confirmed|clarified)"
)
_WORD = r"(?:(?:[A-Z]|Dr|Mr|Ms|Mrs|St|Prof|Capt|Sgt|Col|Gen|Rev)\.|[A-Z][\w'’-]*(?:\.[\w'’-]+)*)"
_NAME = (
    r"(?P<subject>\b(?:[Ss]?[Hh]e|him|her)\b"
    r"|\b[Tt]he \d\d-year-old(?: from [A-Z]\w+)?\b|[A-Z][a-z]+s (?:for|at|from|in|of) the [a-z]+"
    r"|\b[Aa]n? (?:[A-Z][\w'’-]* ){1,4}spokes(?:man|woman|person)"
    r"|\b[Aa] spokes(?:man|woman|person) for (?:the )?[\w'’-]+(?: [A-Z][\w'’-]*){0,4}"
    r"|[Tt]he (?:company|firm|airline|carrier|group|regulator|union|court|ministry|board|agency|government|retailer|manufacturer|maker|bank|hospital|university|school|council|charity|operator|watchdog|authority|department|police|association|club|team|league|supplier)"
    r"|(?:[A-Z][\w-]* ){0,3}[A-Z][\w-]*['’]s (?:spokes(?:man|woman|person)|chief executive|CEO|founder|lawyer)"
    rf"|(?:[Tt]he )?{_WORD}(?: (?:(?:of|for|the|at|&|de|van|der|den|von|la|le|di|da|del|bin|al) )*{_WORD}){{0,5}})"
)
_ANYBODY = (
    r"(?P<subject>\b(?:[Oo]ne|[Aa]nother)(?: of [a-z]+(?: [a-z]+)?| [a-z]+)"
    r"|\b(?:[Aa]n?|[Tt]he) [a-z]+(?: [a-z]+)?(?: (?:for|at|of|from) (?:the )?[\w ]{2,30}?)?)"
)
_ANY_VERB = re.compile(rf"[ ,Aa](?:(?<=[ ,]){_VERB}|(?<=[Aa])ccording to)")
_NOT_OF = "".join(
    rf"(?<!\b{word} )(?<!\b{word} the )"
    for word in ("of", "at", "in", "on", "to", "by", "and", "for", "from", "with")
)
_OFFICE = (  # said governance adviser Ottilie Brandt
    rf"(?:(?:the |an? )?(?:[a-z][\w-]* ){{1,4}}{_NOT_OF})?"
)
# The mayor, Ines Duarte, said; Ines Duarte, the mayor, said
_HEAD = (
    r"(?:(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[A-Z]\w*(?: [A-Z]\w*)?['’]s) [a-z][\w -]{2,40}, )?"
)
_ASIDE = (
    r"(?: (?:in|at|of|for) [A-Z]\w+)?"
    r"(?P<aside>, (?:which|who|whose) [^.;:\"“”\n]{2,150},|, [^,.;:\"“”\n]{2,90},|,)?"
)
_NAMED = rf"{_HEAD}{_NAME}{_ASIDE}"
_DOES = r"(?: (?![a-z]*(?:er|or|ist|man|woman|person|ian|ant|ent|ive|ney|chief|head) [A-Z])[a-z][^.;:!?\n]{2,90}? (?:and|but))??"  # thanked her and said
_THE_ONE = r"(?P<subject>the (?:[A-Z]\w+ )+(?!who|in|at|of|on)[a-z]+)"  # the Ballymena councillor
_AFTER = (
    re.compile(rf",?[ ]*{_VERB} {_THE_ONE}(?=[.,;\n]|$)"),
    re.compile(rf",?[ ]*{_VERB} {_OFFICE}{_NAME}"),
    re.compile(
        rf",?[ ]*{_VERB} (?:one(?: of (?:the|those|its|his|her|their) [a-z][\w -]{{2,30}})?|(?:the|their|his|her|its|our) [a-z][\w '’-]{{2,40}}), {_NAME}"
    ),
    re.compile(rf",?[ ]*{_OFFICE}{_NAMED} {_VERB}"),
    re.compile(rf",?[ ]*(?:{_ANYBODY}) {_VERB}"),
    re.compile(rf",?[ ]*{_VERB} {_ANYBODY}(?=[.,;\n]|$)"),
)
_COMMA_AFTER = re.compile(rf"[ ]*{_OFFICE}{_NAMED} (?P<verb>[a-z]+(?:s|ed))(?=[ .,])")  # he shrugs
_BEFORE = re.compile(rf"{_NAMED}{_DOES} {_VERB}[:,]?\s*$")
_ANYBODY_BEFORE = re.compile(rf"(?:^|(?<=[.;!?\n\"”] )){_ANYBODY}{_ASIDE} {_VERB}[:,]?\s*$", re.M)
# Transport Secretary Nadia Clough urged calm; The chair, Lord Hexley, is standing by her
_CAPITAL_OFFICE = (  # Committee chair Sir Alun Tighe
    r"(?:[A-Z][a-z]+ (?:(?!(?:met|told|sent|wrote|saw|and|of|in|at|on|to|for|by|with|is|was|has|had|are|[a-z]+ed)\b)[a-z-]+ ){1,2}"
    r"(?=(?:[A-Z][\w.]* )?[A-Z][\w'’-]+ [A-Z]))?"
)
_ACTING = tuple(
    re.compile(rf"{lead}{_CAPITAL_OFFICE}{_OFFICE}(?P<head>{_HEAD}){_NAME}{_ASIDE} (?=[a-z])")
    for lead in ("", r"[^.!?;:,\n\"“”]{1,40}, ")  # Down the road, Luca Benedetti has
)
# Her husband, Emmanuel, was blunter: "It's a disgrace."
_ANNOUNCED = re.compile(
    rf"(?:^|(?<=[.!?\n\"”] ))(?:[^.!?;:\n\"“”]{{1,40}}?, )??{_CAPITAL_OFFICE}{_OFFICE}{_NAMED} (?P<verb>(?!(?:of|at|for|in|on|and) |[a-z-]+ [A-Z]\w+ [A-Z])(?![^:]*\b(?:said|says)\b)[a-z][^.!?;:\n\"“”]{{2,80}}?):\s*$",
    re.M,
)
_PRINTED = re.compile(
    r"\b(?:reading|reads?|titled|headlined|entitled|called|named|motto|slogan|signs?|words|banners?|headline|following)$"
)
# Raj Mehta called the claim "utterly false".
_CALLED = re.compile(
    rf"{_NOT_OF}{_NAME}{_ASIDE} (?P<verb>(?:called|described|dismissed|branded|labelled|slammed|referred to) [^.;:\n\"“”]{{2,60}}?)[ ]*$"
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
    rf"{_NOT_OF}{_NAME}{_ASIDE}{_DOES}(?: (?:has|had|have|later|earlier|previously|repeatedly))?(?: also)? {_VERB}(?: on \w+(?: (?:morning|afternoon|evening|night))?)? (?:(?:(?:in|on|at) [\w ]{{1,30}}? )?that (?=\w)"
    r"|(?=(?:he|she|it|they|there) (?:had|has|was|were|is|are|would|will|could|did)\b)"
    rf"|{_NEEDS_THAT}"
    r"(?!(?:in|on|at|as|to|of|by|with|from|late|early|earlier|today|yesterday|again|that|when|after|while|before|during|outside|nothing|little|sorry|no) )(?=[a-z]))",
    re.M,
)
_SAYS_AGAIN = re.compile(  # confirmed she had the letter, and said that it was under review
    r",? (?:and|but) (?:also )?(?P<verb>said|added|warned|insisted|promised|argued|claimed|stressed|noted) that "
)
_TRAILING = (
    re.compile(
        rf", {_NAME} (?:has |had )?{_VERB}(?=[.,]|$| (?:on|in|last|late|early|this) [^.,]{{1,30}}\.)",
        re.M,
    ),
    re.compile(
        rf", {_VERB} {_OFFICE}{_NAME}(?=\.|$|, (?:who|the|its|his|her|an?) |,? (?:of|from|at|for) )",
        re.M,
    ),
    re.compile(
        rf", {_VERB} (?:the|its|their|his|her) [a-z][\w '’-]{{2,40}}, {_NAME}(?=\.|$)", re.M
    ),
    re.compile(rf", (?P<verb>according to) {_OFFICE}{_NAME}(?=\.|$)", re.M),
)
_LEADING = (
    _REPORTED,
    re.compile(rf"(?:^|(?<=[.;!?\n\"”] ))(?P<verb>According to) {_OFFICE}{_NAME}, (?=[\w])", re.M),
)
_NOBODY = re.compile(
    "It|They|We|I|You|Who|This|That|But|And|As"
    "|Nobody|Everybody|Everyone|Witnesses|Experts|Critics|Officials|Residents|Campaigners|Analysts|Parents|Fans"
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
            matches += [] if announced and _PRINTED.search(announced["verb"]) else [announced]
    if text.find("ed ", low, start) >= 0 and (is_closed or _END_OF_SAYING.match(text, end)):
        matches.append(_CALLED.search(text, low, start))
    for match in matches:
        is_name = match is not None and not _HALF.search(text, low, match.start("subject"))
        if match is not None and is_name and not _NOBODY.fullmatch(match["subject"]):
            return bare(text, _subject(match)), match["verb"]
    return None


def reported(text: str, sentences: Sentences) -> Iterator[tuple[Said, Span]]:
    """Yield reported speech: who says it how, and where it stands with the blanks around it."""
    for line in _lines(text):
        for pattern in (*_LEADING, *_TRAILING):
            for match in pattern.finditer(text, *line):
                if not _NOBODY.fullmatch(match["subject"]):
                    low, high = sentences.span(sentences.number(match.start("subject")))
                    speaker = bare(text, _subject(match))
                    span = (match.end(), high) if pattern in _LEADING else (low, match.start())
                    if again := _SAYS_AGAIN.search(text, *span):
                        yield (speaker, again["verb"]), (again.end(), span[1])
                        span = span[0], again.start()
                    yield (speaker, match["verb"]), span


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
        if is_titled or " " in text[slice(*name)]:
            return name
    return None


def _lines(text: str) -> Iterator[Span]:
    """Yield the lines with a verb of saying; most Chinese texts have none."""
    end = -1
    while verb := _ANY_VERB.search(text, end + 1):
        start = text.rfind("\n", 0, verb.start() + 1) + 1
        end = text.find("\n", verb.end())
        yield start, len(text) if end < 0 else end
        if end < 0:
            return
