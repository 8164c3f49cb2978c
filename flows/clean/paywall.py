"""The words with which a page asks for money or an account before it shows the rest of an article."""

import re

from flows.clean.alternatives import each, in_any_case

_PAY = in_any_case("付费|付費|订阅|訂閱|登录|登入|购买|購買|会员|會員|VIP|解锁")
PAYWALL = re.compile(
    "|".join(
        (
            each(
                f"{_PAY}|解鎖|充值",
                ".{0,14}(?:阅读全文|查看全文|继续阅读|繼續閱讀|閱讀全文|閱讀更多|全文|剩余|余下|後續|后续)",
            ),
            each(
                "阅读全文|继续阅读|查看全文|余下内容|剩余内容|全文|閱讀全文|繼續閱讀",
                f".{{0,12}}(?:{_PAY})",
            ),
            in_any_case("subscribe to read|subscribe to continue|subscribers only|subscriber only"),
            each("此|本|余下|剩余", "(?:文|文章|内容)为(?:付费|会员)"),
            r"剩余\s*\d+\s*[%％]|试读(?:结束|部分)|已過查詢時效",
        )
    )
)
