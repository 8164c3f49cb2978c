"""The tone of a document toward the targets of an incident, with the words that it rests on.

Each word of judgement counts toward whom it is about (owners.py). What somebody is reported to have said
counts little. Where the words are few or contradict each other, no tone is given: Chinese stance is hard
(NLPCC 2016: F1 .71 at best), and a wrong tone costs more trust than a missing one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flows.tag.owners import Owners
from flows.tag.spans import Cover, Span
from flows.tag.tone import find_judgements
from warehouse.records import StanceLabel

_IN_TITLE, _REPORTED = 1.5, 0.3
_ENOUGH = 1.5  # weight from which a tone is given
_SILENT = 0.8  # weight up to which a text judges nothing
_ONE_SIDED = 0.4  # least share by which one side outweighs the other
_THIN = 20  # characters below which a text without judgement says nothing about its tone
_ATTRIBUTED = re.compile(  # what somebody or other thinks, up to the end of the clause
    r"(?=[网有批专媒外舆消用业投家市球一不部a-z])(?:(?:网友|有人|批评者|专家|媒体|外界|舆论|消费者|用户|业内|投资者|家长|市民|球迷|一些人|不少人|部分\w{2,4})[^，,。；;\n]{0,12}?"
    r"(?:批评|指责|直斥|痛批|怒斥|骂|称赞|赞扬|点赞|认为|表示|直言|吐槽|质疑|说|称)[^，,。；;\n]{0,20}"
    r"|(?<![a-z])(?=[ceoufsarp])(?:critics|experts|observers|users|fans|some|analysts|regulators|customers|people|others|rivals|commentators|opponents)"
    r" (?:\w+ ){0,2}(?:said|say|says|called|call|accused|praised|argued|argue|think|described|denounced|hailed|complained)\b[^.;\n]{0,60})"
)
_OPINION = re.compile(  # a text that argues in words of its own is not neutral for want of words that we know
    "(?=[不显竟居难岂何怎本未终根罢而看半丝打冷像如仿下太凭才说超对坦老笔在我吗呢谁哪分真总嘴明无试可足恐！!?？a-z])(?:不得不|谁[信敢会还]|哪[里有]是|哪有|分明|难怪|真[是叫让]|总算|嘴上|明明|无非|说白了|看得出|试问|可见|足见|恐怕|显然|竟[然是敢]?|居然|难道|岂[能是有会止]|何以|怎能|怎么能|本该|本应|不该|不应该|未免|终究|根本[不没就无]|不过是|罢了|而已|看不到|看不见"
    "|半点|丝毫|打发|冷冰冰|像一[个份场只]|如同|仿佛|下去，|不只是|不配|何必|何其|多么|太.{1,4}了|凭什么|不是[^，。]{1,12}，?而是|才是|说到底|归根结底"
    "|超出预期|对得起|坦白说|老实说|笔者|在我看来|我们|吗[？?]|呢[？?]|[！!]"
    r"|(?<![a-z])(?=[neoscldatwim])(?:nonsense|nobody|no wonder|so much for|enough|once again|is not an?|that is not|it is an?|in other words|more of this|imagine|nothing|everything|should have|ought|surely|clearly|of course|obviously|learnt|learned nothing|deserves?|at last|no excuse"
    r"|the truth is|as if|too little|we|our|i)\b|[?!])"
)
_REPORTS = re.compile(  # a text without any of this tells no news, so it is not neutral for want of judgement
    r"表示|宣布|公告|称|通报|发布(?!会)|公布|公开信|声明|据|记者|起诉|法院|调查|败诉|已[经被]?|被|遭|终止|中止|启动|成立|推出|发文|回应|采访|目前|此前|随后|昨|今[天日晨早晚]|当[天日晚]|日前|近日|去年|今年|[0-9０-９]+[日月年]|[周一二三四五六日上本下]周|周[一二三四五六日]|将于|预计"
    r"|(?<![a-z])(?:said|says|was|were|has been|have been|announced|reported|issued|accused|told|will|would|mon|tues|wednes|thurs|fri|satur|sun|january|february|march|april|june|july|august|september|october|november|december)"
)
_SENTENCE_END = re.compile(r"[。！？!?；;\n]|\.(?=\s|$)")
_ARGUING = 0.2  # opinions a sentence from which a text argues
_EVIDENCE = 3  # words shown


@dataclass(frozen=True, slots=True)
class Tone:
    """The tone toward one target."""

    label: StanceLabel
    confidence: float
    evidence: tuple[Span, ...]  # of the heaviest words; empty where nothing is judged


def tones(
    text: str, title_end: int, entities: Iterable[str], owners: Owners, speech: Sequence[Span]
) -> dict[str, Tone]:
    """Return the tone of a folded text toward each entity that it names.

    `speech` are the spans of what others are reported to have said.
    """
    reported = Cover((*speech, *(match.span() for match in _ATTRIBUTED.finditer(text))))
    weights: dict[str, list[tuple[float, Span]]] = {entity: [] for entity in entities}
    elsewhere = 0.0  # what is judged besides
    for judgement in find_judgements(text):
        owner, factor = owners.owner(judgement.span, is_felt=judgement.is_felt)
        if owner is None or owner not in weights:
            elsewhere += abs(judgement.value) * factor
            continue
        factor *= _IN_TITLE if judgement.span[0] < title_end else 1.0
        if reported.touches(judgement.span):
            factor *= _REPORTED
        weights[owner].append((judgement.value * factor, judgement.span))
    is_thin = len(text) < _THIN or not _REPORTS.search(text)
    judged = {entity: sum(abs(weight) for weight, _ in found) for entity, found in weights.items()}
    is_silent = (
        is_thin
        or elsewhere > _ENOUGH  # a text that judges others is not neutral toward whom it leaves out
        or (min(judged.values(), default=1) <= _SILENT and _argues(text, reported))
    )
    return {entity: _tone(found, is_silent=is_silent) for entity, found in weights.items()}


def _argues(text: str, reported: Cover) -> bool:
    """Tell whether a text gives opinions, apart from what others are reported to have said."""
    marks = sum(not reported.holder(match.span()) for match in _OPINION.finditer(text))
    return marks > _ARGUING * len(_SENTENCE_END.findall(text))


def _tone(found: Sequence[tuple[float, Span]], *, is_silent: bool) -> Tone:
    """Return what words of judgement come to; `is_silent`: without any, nothing can be said."""
    praise = sum(weight for weight, _ in found if weight > 0)
    blame = -sum(weight for weight, _ in found if weight < 0)
    total, difference = praise + blame, praise - blame
    if total <= _SILENT:
        label = StanceLabel.ABSTAIN if is_silent else StanceLabel.NEUTRAL
        return Tone(label, 0.0 if is_silent else round(0.7 - total / 4, 2), ())
    if total < _ENOUGH or abs(difference) < _ONE_SIDED * total:
        return Tone(StanceLabel.ABSTAIN, 0.0, _words(found))
    label = StanceLabel.POSITIVE if difference > 0 else StanceLabel.NEGATIVE
    confidence = min(0.95, 0.5 + abs(difference) / (total + 3))
    kept = [one for one in found if (one[0] > 0) == (difference > 0)]
    return Tone(label, round(confidence, 2), _words(kept))


def _words(found: Sequence[tuple[float, Span]]) -> tuple[Span, ...]:
    heaviest = sorted(found, key=lambda one: (-abs(one[0]), one[1]))[:_EVIDENCE]
    return tuple(span for _, span in heaviest)
