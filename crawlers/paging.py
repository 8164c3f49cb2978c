"""How a list goes on after its first page: what a source file says of it, and what to ask next."""

import json
from collections.abc import Iterator
from typing import Literal
from urllib.parse import quote

import cssselect
from jmespath.exceptions import JMESPathError
from pydantic import BaseModel, ConfigDict, Field, model_validator

from crawlers.checked_types import JsonPath, compile_css, compile_json_path


class Pages(BaseModel):
    """How a listing or API goes on: `next`, the link to the next page, or `url` or `body`, with `{page}` or `{cursor}`.

    Further pages are asked for until the links of one are known: its last one, and half of them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    next: str | None = None  # listing: CSS of the link; JSON: path to the address in the answer
    url: str | None = None
    body: str | None = None  # of a POST to the same address
    cursor: JsonPath | None = None  # JSON: what an answer gives for `{cursor}` of the next page
    first: int = Field(2, ge=0)  # the number that `{page}` has on the second page
    step: int = Field(1, ge=1)  # by which it grows; more than 1 where entries are counted
    limit: int = Field(5, ge=2, le=100)  # pages, the first one included

    @model_validator(mode="after")
    def _one_way(self) -> "Pages":
        if sum(way is not None for way in (self.next, self.url, self.body)) != 1:
            raise ValueError("needs exactly one of next, url, body")
        if self.next is not None and self.cursor is not None:
            raise ValueError("cursor needs url or body")
        for key, text in (("url", self.url), ("body", self.body)):
            if text is not None and self._place not in text:
                raise ValueError(f"{key} must contain {self._place}")
        return self

    @property
    def path(self) -> str | None:
        """Return where an answer in JSON tells how to go on; None: it does not."""
        return self.cursor or self.next

    def check(self, form: Literal["feed", "sitemap", "listing", "json"], method: str) -> None:
        """Raise ValueError for what does not fit the way that goes on."""
        if self.cursor is not None and form != "json":
            raise ValueError("pages: cursor needs json")
        if form == "sitemap" or (form == "feed" and self.next is not None):
            raise ValueError(f"pages: a {form} has no next page")
        if self.body is not None and method != "POST":
            raise ValueError("pages: body needs method: POST")
        try:
            if self.next is not None:
                (compile_json_path if form == "json" else compile_css)(self.next)
        except (JMESPathError, cssselect.SelectorError) as error:
            raise ValueError(f"pages: next: {' '.join(str(error).split())}") from None

    def after(self, number: int, told: tuple[str, ...]) -> Iterator[tuple[str | None, str | None]]:
        """Yield address and body of the page after the `number`-th, None for what stays; `told` is what that one gave."""
        if self.next is not None:
            yield from ((address, None) for address in told)
            return
        for value in told if self.cursor else (str(self.first + self.step * (number - 1)),):
            yield (
                self.url and self.url.replace(self._place, quote(value, safe="")),
                self.body and self.body.replace(self._place, json.dumps(value)[1:-1]),
            )

    @property
    def _place(self) -> str:
        return "{cursor}" if self.cursor else "{page}"
