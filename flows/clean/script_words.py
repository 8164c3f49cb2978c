"""Words that betray a conversion of one character at a time, beside what people write.

Each line holds the characters that people write, then words in which a converter leaves (or puts) the
wrong one. None of the words may occur in well written traditional text, across a word boundary
neither: 公里的, 若干部門, 機關系統 and 方面包括 are why some obvious ones are absent.
"""

import re
from dataclasses import dataclass
from functools import cache

_STRONG = """
後 之后 以后 然后 后來 最后 后續 隨后 此后 今后 午后 背后 前后 先后 后果 落后 事后 戰后 后者 后面 幕后 售后 后期 后悔 后臺 往后 賽后 會后 課后 季后 婚后 死后 年后 月后 日后 小時后 分鐘后
雲 云計算 云端 云服務 云平臺 云南 阿里云 騰訊云 云存儲 烏云 白云
於 由于 關于 對于 位于 屬于 至于 在于 用于 處于 基于 鑒于 于是 等于 終于 過于 高于 低于 大于 小于 源于 有利于 勇于 善于 便于 致力于 將于 已于
並併 并且 并不 并非 并將 并在 并對 并未 并沒 并為 并以 并與 合并 兼并 一并 并購
麼 什么 怎么 這么 那么 多么 要么
裡裏 這里 那里 哪里 家里 手里 眼里 夜里 時間里(?!程) 日子里 生活里 世界里 房間里 夢里
"""
_WEAK = """
係繫 關系(?!統|列) 聯系(?!統|列) 維系(?!統|列)
採 采取 采訪 采用 采購 采集 開采 采納
範 范圍 規范 示范 模范 防范 典范
衝 沖突 沖擊 沖動
遊 游戲 旅游 游客 導游 游覽
鬆 放松 輕松 寬松
鬥 奮斗 戰斗 斗爭
複 復雜 復制
餘 其余 業余
託 委托 依托
徵 征求 征收 特征
誌 (?<!目)標志 雜志
湧 涌入 涌現
捲 席卷 卷入
諮 咨詢
準 標准 水准 (?<!批)准備 (?<!批)准確
乾幹 骨干 餅干 干燥 干淨
醜 丑聞 丑陋
註 注冊 注銷 備注
籤 標簽
儘 盡管
穫 收獲
籲 呼吁
劃 計划 策划 規划
"""


@dataclass(frozen=True, slots=True)
class Writing:
    """How a traditional text writes the words that a converter gets wrong."""

    strong: int  # wrong in a way that nobody who writes traditional characters does
    weak: int  # wrong in a way that is met in print
    rivals: int  # right, in the families that are also found wrong
    proper: int  # right, in all families

    @property
    def naive(self) -> int:
        """Words written as a converter writes them."""
        return self.strong + self.weak


def writing_of(text: str) -> Writing:
    """Count what tells a converter from a writer."""
    strong = weak = rivals = proper = 0
    for characters, words, is_strong in _families():
        written = sum(text.count(character) for character in characters)
        found = len(words.findall(text))
        strong += found * is_strong
        weak += found * (not is_strong)
        proper += written
        rivals += written if found else 0
    return Writing(strong, weak, rivals, proper)


@cache
def _families() -> list[tuple[str, re.Pattern[str], bool]]:
    lines = [
        (line.split(), block is _STRONG)
        for block in (_STRONG, _WEAK)
        for line in block.split("\n")
        if line
    ]
    return [(line[0], re.compile("|".join(line[1:])), is_strong) for line, is_strong in lines]
