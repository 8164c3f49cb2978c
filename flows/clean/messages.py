"""What a page says to its visitor instead of showing an article: it is gone, prove that you are human, log in.

Such words count only where there is next to no text beside them.
"""

import re

from flows.clean.dates import has_date
from flows.clean.lines import Line
from flows.clean.page import Page
from warehouse.records import RejectionReason

Reasons = tuple[RejectionReason, str]
SHORT = 400  # characters: only pages with less text than this can be messages to the visitor
_MESSAGES = (
    (
        RejectionReason.SOFT_404,
        re.compile(
            r"(?:页面|網頁|网页|頁面|内容|內容|文章|新闻|新聞|帖子|资讯|链接|連結|视频|作品|稿件|微博|回答|动态|主题|本文|[您你](?:要|所)?(?:访问|查看|浏览|請求|请求)的.{0,12})(?:可能)?(?:并|並)?(?:因.{0,8})?(?:已?不存在|不見了|已?(?:被|经|經)?(?:作者|管理员|发布者)?(?:删除|刪除|下线|下架|移除|失效|过期|屏蔽|撤稿|撤回|撤下)|未予显示|找不回来|正在审核|被投诉.{0,16}无法查看|找不到|无法(?:访问|显示|查看|打开)|無法(?:訪問|顯示|瀏覽)|走丢了|不翼而飞|去火星了)"
            r"|\b404\b.{0,12}(?:not found|error|错误|错誤|页面|页|找不到|不存在)|(?:错误|error|http)\s*[:：]?\s*404|page (?:can ?not|could not|can't) be found|(?:could ?n[o']t|can ?not|can't|unable to) find (?:that|this|the) page|page you are looking for (?:may|might|has|does|could|is no)|(?:article|story|page|post|content|video) (?:has been|was|is|have been) (?:removed|deleted|taken down|withdrawn|retracted|unpublished)|page not found|not found on this server|no longer available"
            r"|(?:找不到|没有找到|未找到|沒有找到)(?:该|此|您|這|这|相关)?.{0,10}(?:页面|網頁|网页|頁面|内容|文章|新闻)|(?:页面|文章)走失|抱歉.{0,10}(?:不存在|删除|找不到)|链接已失效",
            re.I,
        ),
    ),
    (
        RejectionReason.HTTP_STATUS,
        re.compile(
            r"(?:系统|網站|网站|平台|服务器?)(?:正在|正)?(?:升级|維護|维护)(?:维护|升级)?(?:中|公告)?|under maintenance|(?:服务|服務|网站)(?:暂时|暫時)不可用|service (?:temporarily )?unavailable",
            re.I,
        ),
    ),
    (
        RejectionReason.LINK_SPAM,
        re.compile(
            r"域名.{0,4}(?:出售|转让|轉讓)|domain (?:name )?(?:is|may be) for sale|buy this domain",
            re.I,
        ),
    ),
    (
        RejectionReason.CAPTCHA,
        re.compile(
            r"安全验证|安全驗證|人机验证|人機驗證|滑动验证|拖动(?:滑块|下方)|请(?:输入|完成|进行).{0,8}验证|請(?:輸入|完成).{0,8}驗證|图形验证码|访问(?:过于|太)频繁|访问频[率次](?:过|太)[快高]|(?:访问|请求|訪問|請求)(?:可能存在威胁.{0,2})?已?被(?:阻断|拦截|拒绝|阻止|攔截|拒絕)|环境异常|异常流量|verify (?:that )?you are (?:a )?human|are you a robot|not a robot|unusual traffic|captcha|checking your browser|just a moment|enable javascript and cookies",
            re.I,
        ),
    ),
    (
        RejectionReason.LOGIN_WALL,
        re.compile(
            r"(?:请|請)先?(?:登录|登錄|登入)|(?:登录|登錄|登入)后(?:查看|阅读|可见|继续|才能|即可)|登入後|(?:用户|账号|扫码|密码|会员)登[录入錄]|(?:sign|log) in to (?:continue|view|read)|登录注册后|仅(?:限)?(?:会员|注册用户)|[请請](?:在|到|使用|下载).{0,8}(?:APP|客户端|客戶端)(?:内|中|內)?(?:打开|打開|查看|阅读|閱讀)",
            re.I,
        ),
    ),
)
_BARE_CAPTCHA = re.compile(
    r"^.{0,12}(?:验证码|驗證碼|安全检查|security check|attention required|access denied|访问验证)",
    re.I,
)
_PASSWORD = re.compile(r"type\s*=\s*[\"']?password", re.I)


def message_of(page: Page, visible: list[Line], text: int) -> Reasons | None:
    """Return what a page says to its visitor, where it says hardly anything else."""
    size = sum(len(line.text) - line.linked for line in visible)
    if size > 2_500:
        return None
    shown = [page.head_title, *(line.text for line in visible if len(line.text) < 120)][:80]
    for reason, form in _MESSAGES:
        weight = 3 if form.search(page.head_title) else 1
        for said in shown:
            if (
                (match := form.search(said))
                and text < 120 * weight
                and (weight > 1 or size < 600 or text < 60)
            ):
                return reason, match[0]
    for said in shown[:6]:
        if text < 80 and (match := _BARE_CAPTCHA.search(said)):
            return RejectionReason.CAPTCHA, match[0]
    if text < 160 and _PASSWORD.search(page.html) and not any(has_date(said) for said in shown):
        return RejectionReason.LOGIN_WALL, "a form for a password and no article"
    return None
