"""A car recall in Chinese: the incident of the worlds about volumes, clusters and lineage."""

import re
from collections.abc import Sequence
from random import Random
from typing import Any

INCIDENT: dict[str, Any] = {
    "id": "chilan-recall",
    "title": "驰岚汽车制动召回",
    "started": "2026-03-02",
    "timezone": "Asia/Shanghai",
    "match": {"any": ["驰岚汽车", ["驰岚", "召回"]]},
    "queries": ["驰岚 召回"],
    "entities": [
        {"id": "chilan", "name": "驰岚汽车", "kind": "company", "aliases": ["驰岚"]},
        {"id": "he", "name": "贺远川", "kind": "person"},
        {"id": "yuanshan", "name": "远山", "kind": "product", "ambiguous": ["远山"]},
    ],
    "topics": [
        {"id": "brake", "name": "制动", "terms": ["制动", "刹车"]},
        {"id": "refund", "name": "退款", "terms": ["退款", "赔偿"]},
    ],
    "threads": [{"id": "supplier", "question": "供应商是谁？", "terms": ["供应商"]}],
    "targets": ["chilan"],
    "sources": "all",
}

_WORDS = re.findall(
    r"\S+",
    "制动 软管 接头 图纸 高温 试验 漏油 仓库 零件 排队 月中 供应商 名单 公开 检测 报告 退款 标准 城市 雨天 低速 转弯 踏板 变软 "
    "通知 漏寄 车主 内部 邮件 提醒 隐患 产线 赶工 夜班 抽检 租车 停用 型号 双方 说法 审计 数据 原始 记录 经销商 恢复 交付 当场 "
    "律师 消协 投诉 平台 热线 接通 等待 会议 纪要 签字 主管 离职 实习 工人 手套 螺栓 扭矩 仪表 告警 拖车 保险 理赔 上牌 年检 "
    "二手 报价 门店 展厅 冷清 定金 退还 合同 条款 补充 协议 代步 油费 补贴 邮箱 短信 名额 预约 周末 加班 配件 海运 港口 清关 "
    "批次 编号 追溯 系统 崩溃 重启 备份 图片 视频 证词 目击 路口 监控 刹停 距离 干燥 湿滑 轮胎 纹路 里程 保养 手册 章节 缺页 "
    "专家 组长 院校 实验 台架 曲线 峰值 偏差 误读 更正 公告 股东 质询 董事 席位 辞呈 传闻 否认 证实 沉默 记者 追问 走廊 电梯",
)


def report(seed: int, sentences: int = 10) -> list[str]:
    """Return the paragraphs of a Chinese report; another seed tells another story."""
    random = Random(seed)
    told = [
        "".join(random.sample(_WORDS, 6)) + "，" + "".join(random.sample(_WORDS, 7)) + "。"
        for _ in range(sentences)
    ]
    told[0] = f"驰岚汽车因制动问题召回部分车辆。{told[0]}"
    return ["".join(told[start : start + 3]) for start in range(0, len(told), 3)]


def page(
    title: str,
    paragraphs: Sequence[str],
    published: str = "",
    *,
    credit: str = "",
    head: str = "",
    after: str = "",
) -> str:
    """Return a page as Chinese portals print it: date and 来源 under the headline."""
    date = f"<span>{published}</span> " if published else ""
    origin = f"<span>来源：{credit}</span>" if credit else ""
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>'
        f"<h1>{title}</h1><div class='info'>{date}{origin}</div><div class='article'>{body}</div>{after}"
        "</body></html>"
    )


def outlet(name: str, label: str, **more: Any) -> dict[str, Any]:
    """Return a source whose feed is at /rss.xml."""
    home = f"https://www.{name}.example/"
    return {
        "id": name,
        "name": label,
        "homepage": home,
        "kind": "media",
        "language": "zh",
        "timezone": "Asia/Shanghai",
        "discover": [{"rss": f"{home}rss.xml"}],
        "crawl": {"delay": 0.0},
    } | more
