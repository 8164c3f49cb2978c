"""The people named as writers: after a label, in a reporter's line, in the dateline or in the sign-off."""

import re
from itertools import zip_longest

from flows.clean.byline import Field, Surroundings
from flows.clean.extract import Body
from flows.clean.labels import JOINT
from flows.clean.name_lists import names_in
from flows.clean.names import LATIN_POST, POST, is_chinese, is_outlet, is_person
from flows.clean.page import Page
from flows.clean.reporters import reporters_in, reporters_of, reporting_by, signed_by

_TITLED = re.compile(
    r"(?:[\u4e00-\u9fff]{2,8}\s?[／/]\s?)?(?:[\u4e00-\u9fff]{0,8}(?:记者|記者))\s*(?P<names>[\u4e00-\u9fff、]{2,12})(?:[/／].{0,8})?$"
)
_ENGLISH = re.compile(
    r"(?:(?:Written|Words|Story|Text|Report(?:ing|ed)?) )?by:?\s+(?P<names>[A-Z].{2,80})$", re.I
)


def find_author(page: Page, around: Surroundings, body: Body | None) -> str | None:
    """Return the writers named on a page, joined by 、; None where none is named."""
    names = (
        _labelled(around.near)
        or reporters_of([JOINT.join(line.pieces) for line in (*around.below, *around.tail)])
        or _labelled(around.after)
        or _beside_date(around, page)
        or reporters_in(body)
        or signed_by([line.text for line in around.tail])
        or reporting_by([line.text for line in around.tail])
        or _stated(page, body)
    )
    return "、".join([name for name in names if not _is_site(name, page)]) or None


def _is_site(name: str, page: Page) -> bool:
    """Whether a name is that of the site, which signs what nobody wrote: 撰文：编辑部."""
    return page.head_title.endswith(name) and not is_person(name)


def _labelled(fields: list[Field]) -> list[str]:
    for field in fields:
        if field.kind == "author" and (names := names_in(field.value)):
            return names
        if field.kind == "source" and is_person(field.value) and not is_outlet(field.value):
            return [field.value]
    return []


def _beside_date(around: Surroundings, page: Page) -> list[str]:
    stated = page.metas.get("author", "")
    found = []
    for field, following in zip_longest(around.near, around.near[1:]):
        if field.kind != "plain" or not (field.below or field.dated):
            continue
        if match := _TITLED.match(field.value):
            found += names_in(match["names"])
            continue
        name, _, after = field.value.replace("／", "/").partition("/")
        if is_outlet(name) and is_person(after.strip()):
            found.append(after.strip())
            continue
        if match := _ENGLISH.match(name):
            found += names_in(match["names"], known=False)
            continue
        by_place = (
            field.dated
            or _is_alone(field, around)
            or is_outlet(after)
            or (following is not None and _is_post(field, following))
            or re.search(r"(?<![a-z])(?:author|writer|byline|reporter)", field.hints)
        )
        people = names_in(name, known=False) if not is_chinese(name) else [name]
        if by_place or name == stated:
            found += [person for person in people if is_person(person)]
    return list(dict.fromkeys(found))


def _is_post(field: Field, following: Field) -> bool:
    """Whether a field says, on the same line, what the person of the one before it is: 南屿财经·首席记者."""
    is_post = POST.search(following.value) or LATIN_POST.search(following.value)
    return following.order == field.order and is_post is not None


def _is_alone(field: Field, around: Surroundings) -> bool:
    """Whether a field is all that a line says, one of the first below the headline or one next to a date."""
    if not field.below or around.below[field.order].text != field.value:
        return False
    dated = (other.order for other in around.near if other.dated)
    return field.order <= 1 or any(abs(field.order - order) == 1 for order in dated)


def _stated(page: Page, body: Body | None) -> list[str]:
    """Return the persons that the metadata names as authors; on Chinese pages those are the staff that enters texts."""
    if body is None or any(is_chinese(line.text) for line in body.lines[:3]):
        return []
    found: list[str] = []
    for item in page.linked_data:
        authors = item.get("author")
        for author in authors if isinstance(authors, list) else [authors]:
            name = author.get("name") if isinstance(author, dict) else author
            if isinstance(name, str):
                found += names_in(name, known=False)
    return list(dict.fromkeys(found))[:12]
