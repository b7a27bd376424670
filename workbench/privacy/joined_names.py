"""Words that are names because of the name beside them: syllables, nicknames in brackets, the first of two."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.privacy.lexicon import word_set
from workbench.privacy.reading import FEW, NOBODY, Reading, Verdict
from workbench.privacy.signs import CHILDREN, PARENTS, RELATIVES, WORKERS
from workbench.privacy.tokens import adjoins

#: Words that begin sentences before a name without belonging to it: "Saw Amira", "So Amira".
OPENERS = word_set(
    "morning afternoon evening hiya hello alright saw rang met see told ask tell call ring visit help dear poor little young miss lady baby hey hi bye thank thanks so an in my the as "
    "for when with and but or to at on if is was are be can could did do does no not yes well now then this that these what who why how "
    "also even just still only our your his her their its one two i we you he she they it by from of before after while since until "
    "because although though under over about near let get got had has have will may might must should would both all any some each "
    "every many more most such than where which whose may june april august oh ok love happy good great best late early again later "
    "today yesterday social big old new having being said worked working visited spoke joint both meeting like"
)
_SYLLABLES = word_set(
    "ai bao bin bo chen cheng chi chun dan dong fan fang fei feng guo hai han hao hong hua hui jia jian jie jin jing jun kai kun lan lei li "
    "lian liang lin ling lu mei meng min ming na ning ping qi qiang qing rong rui shan shu ting wei wen xi xia xiang xiao xin xing xiu xu "
    "xue yan yang yi ying yong yu yuan yue yun ze zhen zhi zhong zi wing yee kwan ka siu lok yin tsz wai lam minh anh thi duc hoang linh "
    "thu thuy trang quang huy chan wong cheung leung ng kwok tsang chow nguyen tran pham huynh hyun woo seo jun ji soo min"
)
_OPENED = (' "', " \u201c", " '", " \u2018", " (")
_CLOSED = ('"', "\u201d", "'", "\u2019", ")")


def join_others(reading: Reading, verdicts: list[Verdict]) -> None:
    """Take nicknames inside a name, and the first of two that are named together, for names."""
    _nicknames(reading, verdicts)
    for place in range(len(verdicts) - FEW):
        if _leads_pair(reading, verdicts, place):
            verdicts[place] = Verdict.NAME


def join_syllables(reading: Reading, verdicts: list[Verdict]) -> None:
    """Take two Chinese, Cantonese or Vietnamese syllables side by side for a name: "hui min"."""
    for place in range(len(verdicts) - 1):
        pair = reading.tokens[place : place + 2]
        loose = reading.dictated or {place, place + 1} <= reading.shouted
        if not (loose or pair[0].capital) or not all(each.key in _SYLLABLES for each in pair):
            continue
        if adjoins(*pair) and any(each.known.word in (0, 3) for each in pair):
            verdicts[place] = verdicts[place + 1] = Verdict.NAME


def _nicknames(reading: Reading, verdicts: list[Verdict]) -> None:
    """Take what stands in quotation marks or brackets inside a name for a name: Declan "Dec" Moran."""
    for place in range(1, len(verdicts) - 1):
        token = reading.tokens[place]
        inside = token.joined in _OPENED and reading.tokens[place + 1].joined[:1] in _CLOSED
        around = verdicts[place - 1] is verdicts[place + 1] is Verdict.NAME
        bracketed = token.joined == " ("
        told = bracketed and (token.shouted or place in reading.allowed)
        told = told or "," in reading.tokens[place + 1].joined
        if token.capital and inside and around and not told:
            verdicts[place] = Verdict.NAME


def _leads_pair(reading: Reading, verdicts: Sequence[Verdict], place: int) -> bool:
    """Whether a word that begins a sentence is named with another: "Mo and Bo", "Can and Deniz"."""
    token, behind = reading.tokens[place], reading.tokens[place + 1 : place + 3]
    if not (token.first and token.capital) or len(behind) < FEW or token.shouted:
        return False
    if token.key in NOBODY | PARENTS | RELATIVES | CHILDREN | WORKERS:
        return False
    named = verdicts[place + 2] is Verdict.NAME and behind[1].capital and not behind[1].first
    return named and behind[0].key in ("and", "&") and token.known.given >= FEW
