"""How much running text lines and boxes hold, and which boxes are named as something else."""

import re
from bisect import bisect_left
from itertools import accumulate

from flows.clean.alternatives import each, in_any_case
from flows.clean.lines import Box, Line

SENTENCE = re.compile(r"[，。！？；、：…,.!?;]")
ENDING = re.compile(r"[。！？…；!?.”」』）)]$")
NOISE = re.compile(
    r"(?<![a-z])(?:comments?|cmnts?|reply|replies|pinglun|footer|foot|copyright|shares?|sharing|relate[ds]?|relations?|relative|xiangguan|recommend\w*|tuijian|"
    r"hot|hotnews|rank\w*|sidebar|aside|nav|navigation|menu|breadcrumbs?|crumbs?|login|dialog|popup|modal|toolbar|tools|adv?|ads|advert\w*|banner|sponsor\w*|promo\w*|qrcode|ewm|newsletters?|"
    r"erweima|subscri\w*|tags?|keywords?|pager|pagination|pages|prev|next|disclaimer|statement|bio|profile|popular|trending|latest|friendlinks?|blogroll)(?![a-z])"
)
IMPRINT = re.compile(
    r"公网安备|许可证(?:编?号|[:：])|版[权權]所有|©|备案号|"
    + each(in_any_case("ICP"), "[备備证證]")
    + "|"
    + each("不良信息|違法|违法", ".{0,8}举报")
    + "|"
    + in_any_case("copyright|all rights reserved")
)  # what a publisher has to say of itself at the foot of every page
NOISE_TAGS = frozenset(["footer", "nav", "aside"])


class Masses:
    """How much running text each line and each box of a page holds."""

    def __init__(self, lines: list[Line], headline: int | None) -> None:
        plain = [0.0 if line.box.hidden else mass_of(line) for line in lines]
        if not any(plain):
            plain = [mass_of(line) for line in lines]
        self._plain = [0.0, *accumulate(plain)]
        self._known: dict[Box, float] = {}
        self._clear = set(lines[headline].box.ancestors()) if headline is not None else set()
        self._total = self._plain[-1]
        self.of_line = [
            mass
            * self._weight(line.box)
            * (0.3 if headline is not None and index < headline else 1.0)
            if mass
            else 0.0
            for index, (line, mass) in enumerate(zip(lines, plain, strict=True))
        ]
        self._sums = [0.0, *accumulate(self.of_line)]

    def between(self, first: int, last: int) -> float:
        """The mass of a range of lines."""
        return self._sums[last] - self._sums[first] if last > first else 0.0

    def reached(self, first: int, mass: float) -> int:
        """Where from a line on there has been so much mass; after the last line: nowhere."""
        return bisect_left(self._sums, self._sums[first] + mass, first)

    def of(self, box: Box) -> float:
        """The mass of a box."""
        return self.between(box.first, box.last)

    def is_noise(self, box: Box) -> bool:
        """Whether a box is named as something else than the article, and does not hold the headline or most of the text."""
        if box in self._clear or not is_named_noise(box):
            return False
        return (
            bool(self._clear) or self._plain[box.last] - self._plain[box.first] < 0.6 * self._total
        )

    def _weight(self, box: Box) -> float:
        """1.0 for a box in the clear, less for each noise that it stands in."""
        known = self._known
        chain = []
        outer: Box | None = box
        while outer is not None and outer not in known:
            chain.append(outer)
            outer = outer.parent
        weight = known[outer] if outer is not None else 1.0
        for inner in reversed(chain):
            weight = known[inner] = weight * (0.35 if self.is_noise(inner) else 1.0)
        return weight


def is_named_noise(box: Box) -> bool:
    """Whether the name of a box says that it is not the article."""
    look = box.look
    if look.is_noise is None:
        look.is_noise = NOISE.search(look.hints()) is not None
    return box.tag in NOISE_TAGS or (look.is_noise and box.tag != "body")


def mass_of(line: Line) -> float:
    """How much running text a line seems to be."""
    if line.mass < 0:
        line.mass = _mass(line)
    return line.mass


def _mass(line: Line) -> float:
    size = len(line.text)
    own = size - line.linked
    if own <= 0:
        return 0.0
    share = own / size
    marks = len(SENTENCE.findall(line.text))
    if marks == 0 or size < 10:
        return 0.1 * own * share * share if share > 0.6 else 0.0
    if size < 160 and IMPRINT.search(line.text) and not line.text.endswith("。"):
        return 0.0
    weight = 1.0 if marks > 1 or ENDING.search(line.text) else 0.6
    return weight * own * share * share
