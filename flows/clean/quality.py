"""What is wrong with a page: reasons to reject it, flags to keep with it."""

import re

from flows.clean.extract import Body, mass_of
from flows.clean.page import Page
from flows.clean.title import Headline
from warehouse.records import RejectionReason

_SOFT_404 = re.compile(
    r"(?:页面|網頁|网页|内容|文章|新闻|您(?:要|所)?(?:访问|查看)的.{0,12})(?:不存在|已(?:被)?删除|已下线|找不到|无法访问|走丢了)|404 ?(?:not found|error|错误|页面)|page not found|not found on this server|找不到(?:该|此|您)?.{0,6}(?:页面|網頁|网页)",
    re.I,
)
_CAPTCHA = re.compile(
    r"(?:安全验证|验证码|人机验证|滑动验证|拖动滑块|访问过于频繁|verify you are human|are you a robot|captcha|checking your browser|环境异常)",
    re.I,
)
_LOGIN = re.compile(
    r"(?:请先?登录|登录后(?:查看|阅读|可见)|用户登录|sign in to continue|log in to continue)", re.I
)
_PAYWALL = re.compile(
    r"(?:(?:付费|订阅|会员|VIP|登录|登入|购买|解锁|訂閱|付費).{0,12}(?:阅读全文|查看全文|继续阅读|閱讀全文|全文|可读|剩余)|(?:阅读全文|继续阅读|查看全文).{0,10}(?:付费|订阅|登录|购买|下载|登入)|subscribe to (?:read|continue)|此文章为付费|本文为付费|剩余\d+%)",
    re.I,
)


def rejection_of(
    page: Page, headline: Headline | None, body: Body | None
) -> tuple[RejectionReason, str] | None:
    """Return why a page is no document; None where it may be one."""
    visible = [line for line in page.lines if not line.hidden]
    if not visible:
        return (
            (RejectionReason.NEEDS_BROWSER, "nothing is printed without scripts")
            if len(page.html) > 2_000
            else (RejectionReason.EMPTY, "no text")
        )
    size = sum(len(line.text) for line in visible)
    text = sum(len(line.text) for line in body.lines) if body is not None else 0
    shown = "\n".join(line.text for line in visible[:60])[:3_000] + page.head_title
    if text < 400 and size < 3_000:
        for form, reason in (
            (_SOFT_404, RejectionReason.SOFT_404),
            (_CAPTCHA, RejectionReason.CAPTCHA),
            (_LOGIN, RejectionReason.LOGIN_WALL),
        ):
            if match := form.search(shown):
                return reason, match[0]
    if body is None or text < 10:
        return RejectionReason.NO_TEXT, "no running text"
    linked = sum(line.linked for line in visible)
    prose = sum(mass_of(line) for line in visible)
    if prose < 60 and linked > 0.5 * size and len(visible) > 40:
        return RejectionReason.LINK_LIST, f"{linked} of {size} characters are links"
    if headline is None:
        return RejectionReason.NO_TITLE, "no headline"
    return None


def flags_of(page: Page, body: Body) -> tuple[str, ...]:
    """Name what a reader of the document should know about the page."""
    flags = []
    tail = " ".join(
        line.text for line in (*body.edges[-6:], *page.lines[body.last : body.last + 6])
    )
    if _PAYWALL.search(tail) or (body.lines and _PAYWALL.search(body.lines[-1].text)):
        flags.append("paywalled_lead")
    return tuple(flags)
