"""The order in which alterations are looked for and undone."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from flows.clean.restoration import glyphs, heads, layout, mojibake, signs
from flows.clean.restoration.annotations import strip_annotations
from flows.clean.restoration.conversion import to_simplified
from flows.clean.restoration.gate import ANNOTATION, Annotations, annotations_of
from flows.clean.restoration.readings import READING
from flows.clean.restoration.runs import Page
from flows.clean.restoration.shift import repair_questions, repair_shifts
from flows.clean.script import is_machine_traditional

# Every altered text has at least one of these; hardly a clean simplified one has.
_TRADITIONAL = "這們個來時會對國說為爲發經過還無與從學開關於後長問題實現點業當動進種機員電話東車軍總體報導網華萬億"
_ODD = re.compile(
    rf"[{glyphs.ODD_GLYPHS}{mojibake.SIGNS}{_TRADITIONAL}『\u2600-\u27bf\U0001f300-\U0001faff]"
)
_ANNOTATION = re.compile(rf"\({READING}\)")
_PRIVATE = re.compile("[\ue000-\ue765]")
_BLANK_END = re.compile(r"\n{2,}\Z")


@dataclass(frozen=True, slots=True)
class Restoration:
    """A text with what could be undone undone."""

    text: str
    families: tuple[str, ...]  # kinds of alteration seen, undone or not; empty: none
    changed: bool  # whether the text differs from what was given


@dataclass(frozen=True, slots=True)
class PageRestoration:
    """Title and text of one page, judged together."""

    title: str
    text: str
    families: tuple[str, ...]
    changed: bool  # whether the title or the text differs from what was given
    others: tuple[str, ...] = ()  # byline, credit and whatever else was given, in that order


@dataclass(slots=True)
class _Draft:
    title: str
    text: str
    others: tuple[str, ...]
    families: list[str] = field(default_factory=list)

    def apply(self, family: str, change: Callable[[str], str]) -> None:
        """Change all parts, and name the family if that made a difference to title or text."""
        before = self.title, self.text
        self.change(change)
        if (self.title, self.text) != before:
            self.families.append(family)

    def change(self, change: Callable[[str], str]) -> None:
        """Change all parts."""
        self.title, self.text = change(self.title), change(self.text)
        self.others = tuple(map(change, self.others))


def restore_text(text: str) -> Restoration:
    """Undo the alterations of copy farms in a text, and name what was seen.

    A clean text comes back as it is. Any string is accepted.
    """
    page = restore_page("", text)
    return Restoration(page.text, page.families, page.changed)


def restore_page(title: str, text: str, others: Iterable[str] = ()) -> PageRestoration:
    """Undo the alterations of copy farms in title and text, judged over the whole page.

    `others` are short strings of the same page, restored by what title and text show.
    """
    draft = _Draft(title, text, tuple(others))
    if _is_suspicious(title) or _is_suspicious(text):
        _restore_characters(draft)
        _restore_script(draft)
    _name_what_stays(draft)
    changed = (draft.title, draft.text) != (title, text)
    return PageRestoration(
        draft.title, draft.text, tuple(draft.families), changed, others=draft.others
    )


def _is_suspicious(text: str) -> bool:
    """A quick look: whether any step that changes a text could find something to change."""
    if text.isascii():
        return False
    return bool(_ODD.search(text) or _ANNOTATION.search(text)) or layout.is_pulled_apart(text)


def _restore_characters(draft: _Draft) -> None:
    draft.apply("variant-glyphs", glyphs.plain_glyphs)
    draft.apply("zero-width", glyphs.without_invisible)
    draft.apply("spaced", layout.without_spaces)
    draft.apply("one-per-line", layout.without_line_breaks)
    draft.apply("emoji-wrap", layout.without_ornaments)
    draft.apply("mojibake", mojibake.without_mojibake)
    if "mojibake" not in draft.families and mojibake.has_mojibake(draft.text):
        draft.families.append("mojibake")


def _restore_script(draft: _Draft) -> None:
    """Annotations first: damaged characters need their neighbours' bytes as they stand."""
    has_head = heads.has_spam_head(draft.text)
    body = heads.without_spam_head(draft.text) if has_head else draft.text
    page = _judged(body, draft.title, *draft.others)
    annotations = annotations_of(page) if _ANNOTATION.search(page) else None
    if annotations is None and not is_machine_traditional(page):
        return
    if has_head:
        draft.text = body
        draft.families.append("spam-head")
    if annotations is not None:
        _restore_annotated(draft, annotations)
    draft.apply("mirror-chrome", heads.without_chrome)
    draft.families.append("machine-traditional")
    draft.change(to_simplified)


def _restore_annotated(draft: _Draft, annotations: Annotations) -> None:
    text = draft.text
    page = Page(
        annotations,
        is_half_width=text.count(",") > 4 * text.count("，"),
        has_private=bool(_PRIVATE.search(text)),
    )
    draft.families.append("pinyin-annotation")
    draft.apply("byte-shift", lambda one: repair_questions(repair_shifts(one, page), page))
    draft.change(lambda one: strip_annotations(one, annotations))
    draft.text = _BLANK_END.sub("\n", draft.text)


def _judged(text: str, *others: str) -> str:
    """The text, and what else of the page was altered in the same way: a title may come from elsewhere."""
    return "\n".join((*filter(ANNOTATION.search, others), text))


def _name_what_stays(draft: _Draft) -> None:
    if signs.has_injected_keywords(draft.text, draft.title):
        draft.families.append("keyword-injection")
    if signs.is_spun(draft.text):
        draft.families.append("spinning")
    if signs.is_shuffled(draft.text):
        draft.families.append("clause-shuffling")
