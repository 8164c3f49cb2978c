"""Who may speak in English text, and the verbs of saying, as parts of the patterns of speech."""

VERB = (
    r"(?P<verb>said|says|t(?:old|ells) [\w ]{1,40}?(?= that|:|,|\.)|told (?:(?:the )?[A-Z]\w+|(?:local |state |national )?(?:media|television|radio)|us|me|reporters|journalists|lawmakers|investors|staff|parliament|police)(?= [a-z])|tells (?:us|me)(?= [a-z])|added|argue[ds]|claim(?:ed|s)|warn(?:ed|s)|suggested"
    r"|noted|wrote|writes|stated|states|stressed|explain(?:ed|s)|insist(?:ed|s)|repli(?:ed|es)|answered|believes|admit(?:ted|s)"
    r"|recalled|tweeted|posted|conceded|acknowledged|complained|cautioned|joked|continued|concluded|observed|remarked"
    r"|announce[ds]|advise[ds]|promise[ds]|pledge[ds]|vow(?:s|ed)|reveal(?:s|ed)|disclose[ds]|estimate[ds]|testified|asked|asks|thinks|alleged|would (?:only )?say(?: only)?|disagreed|objected|countered|responded|retorted|pleaded|shouted|declared|predicted|recounted|confirmed|clarified|ruled|(?:(?<=jury )|(?<=court )|(?<=tribunal )|(?<=inquiry )|(?<=inquest )|(?<=judge )|(?<=panel )|(?<=ombudsman ))found(?= that))"
)
_WORD = r"(?:(?:[A-Z]|Dr|Mr|Ms|Mrs|St|Prof|Capt|Sgt|Col|Gen|Rev)\.|[A-Z][\w'’-]*(?:\.[\w'’-]+)*)"
BODY = (
    "(?:company|firm|airline|carrier|group|regulator|union|court|ministry|board|agency|government|retailer|manufacturer|maker|bank|hospital|university|school|council|charity|operator|watchdog|authority|department|police|association|club|team|league|supplier"
    "|ombudsman|commission|committee|inspectorate|federation|foundation|trust|studio|developer|publisher|chain|platform|insurer|lender|automaker|carmaker|broadcaster|exchange|tribunal|panel|embassy|college|academy|start-up|contractor|jury|inquiry|inquest|organi[sz]ers|prosecutors|administrators|liquidators|authorities|promoters?|developers|publishers)"
)
_POST_HELD = (  # by one person at a time
    r"(?:(?:chief|director|head|deputy head) of [a-z]+(?: [a-z]+)?|director|chief executive|chief|mayor|minister|prime minister|governor|president"
    r"|chair(?:man|woman|person)?|head ?teacher|principal|vice-chancellor|judge|coroner|prosecutor|commissioner|manager|coach|captain|editor|treasurer|secretary)\b(?!,? [A-Z])"
)
NAME = (
    r"(?P<subject>\b(?:[Ss]?[Hh]e|him|her)\b"
    r"|\b[Tt]he \d\d-year-old(?: from [A-Z]\w+)?\b|[A-Z][a-z]+s (?:for|at|from|in|of) the [a-z]+"
    r"|\b[Aa]n? (?:[A-Z][\w'’-]* ){1,4}spokes(?:man|woman|person)"
    r"|\b[Aa]n? (?:[a-z]+ ){1,2}spokes(?:man|woman|person)"
    r"|\b[Aa] spokes(?:man|woman|person) for (?:the )?[\w'’-]+(?: [A-Z][\w'’-]*){0,4}"
    rf"|(?:[Tt]he(?: [a-z]+['’]s)?|[Ii]ts|[Tt]heir|[A-Z]\w+['’]s) (?:[a-z]+ )?{_POST_HELD}"
    rf"|[Tt]he {BODY}"
    rf"|(?:[A-Z][\w-]* ){{0,3}}[A-Z][\w-]*['’]s (?:spokes(?:man|woman|person)|chief executive|CEO|founder|lawyer|(?:[a-z]+ ){{0,2}}{BODY})"
    r"|[A-Z]\w+ (?:and|&) [A-Z]\w+ (?:Police|Council|Hospital|Trust|University|Association|Partners|Sons)"
    rf"|(?:[Tt]he )?{_WORD}(?: (?:(?:of|for|the|at|&|de|van|der|den|von|la|le|di|da|del|bin|al) )*{_WORD}){{0,5}})"
)
ANYBODY = (
    r"(?P<subject>\b(?:[Oo]ne|[Aa]nother)(?: of [a-z]+(?: [a-z]+)?| [a-z]+)"
    r"|\b(?:[Aa]n?|[Tt]he) [a-z]+(?: [a-z]+)?(?: (?:for|at|of|from) (?:the )?[\w ]{2,30}?)?)"
)
NOT_OF = "".join(
    rf"(?<!\b{word} )(?<!\b{word} the )"
    for word in ("of", "at", "in", "on", "to", "by", "and", "&", "for", "from", "with")
)
OFFICE = (  # said governance adviser Ottilie Brandt
    rf"(?:(?:the |an? )?(?:[a-z][\w-]* ){{1,4}}{NOT_OF})?"
)
# The mayor, Ines Duarte, said; Ines Duarte, the mayor, said
HEAD = r"(?:(?:[Tt]he|[Oo]ne|[Aa]nother|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[A-Z]\w*(?: [A-Z]\w*)?['’]s) [a-z][\w '’-]{2,40}, )?"
ASIDE = (
    r"(?: (?:in|at|of|for) [A-Z]\w+)?"
    r"(?P<aside>, (?:which|who|whose) [^.;:\"“”\n]{2,150},|, [^,.;:\"“”\n]{2,90},|,)?"
)
NAMED = rf"{HEAD}{NAME}{ASIDE}"
DOES = r"(?: (?![a-z]*(?:er|or|ist|man|woman|person|ian|ant|ent|ive|ney|chief|head) [A-Z])[a-z][^.;:!?\n]{2,90}? (?:and|but))??"  # thanked her and said
