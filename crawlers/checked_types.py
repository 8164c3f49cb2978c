"""Texts in a source file that have a grammar of their own, checked when the file is read."""

import re
from collections.abc import Callable
from typing import Annotated, Any
from urllib.parse import urlsplit

import cssselect
import jmespath
from jmespath.exceptions import JMESPathError
from pydantic import AfterValidator, Field


def _checked(compile_value: Callable[[str], Any], what: str, *errors: type[Exception]) -> Any:
    def check(value: str) -> str:
        try:
            compile_value(value)
        except errors as error:
            raise ValueError(f"is not {what}: {' '.join(str(error).split())}") from None
        return value

    return AfterValidator(check)


def parse_web_address(value: str) -> None:
    """Raise ValueError for what is no address of a page on the web."""
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or " " in value:
        raise ValueError(f"{value!r} should look like https://example.com/path")
    if parts.username is not None:
        raise ValueError("a user name or password does not belong into a file")
    _ = parts.port  # raises ValueError where there is none such


def compile_css(selector: str) -> None:
    """Raise cssselect's SelectorError for what is no CSS selector."""
    cssselect.HTMLTranslator().css_to_xpath(selector)


def compile_json_path(path: str) -> None:
    """Raise JMESPathError for what is no JMESPath expression."""
    jmespath.compile(path)


Css = Annotated[
    str,
    _checked(compile_css, "a CSS selector", cssselect.SelectorError),
]
Regex = Annotated[str, _checked(re.compile, "a regular expression", re.error)]
JsonPath = Annotated[
    str,
    _checked(compile_json_path, "a JMESPath expression", JMESPathError),
]
WebAddress = Annotated[str, _checked(parse_web_address, "a web address", ValueError)]
HeaderText = Annotated[str, Field(pattern=r"^[\x20-\x7e]*$")]
Host = Annotated[str, Field(pattern=r"^[\w-]+(\.[\w-]+)+$"), AfterValidator(str.lower)]
