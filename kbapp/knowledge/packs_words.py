"""What is wrong with packs, notes and own signatures, in both languages: the finders say it in English."""

from __future__ import annotations

import re

from kbapp.knowledge.errors import Problem
from kbapp.model.text import Text

_BEFORE: tuple[tuple[str, str], ...] = (
    (r"signature (\S+): (.+)", "日志规则 {0}：{rest}"),
    (r"\[([^\]]+)\] (.+)", "[{0}] {rest}"),
    (r"term (\S+): (.+)", "术语 {0}：{rest}"),
    (r"head: (.+)", "文件头：{rest}"),
    (r"pack is damaged: (.+)", "知识包已损坏：{rest}"),
    (r"is not of the right shape: (.+)", "写法不对：{rest}"),
    (r"no readable zip: (.+)", "不是能打开的 zip：{rest}"),
    (r"cannot be written: (.+)", "写不进去：{rest}"),
    (r"cannot be unpacked: (.+)", "解压失败：{rest}"),
)
"""What stands before the fault itself, which follows."""
_WHOLE: tuple[tuple[str, str], ...] = (
    (r"the folder of the notes is not there", "笔记文件夹不存在"),
    (r"more than (\d+) notes: the rest is left out", "笔记超过 {0} 个，其余没有读"),
    (r"a note of this name is there already \((.+)\)", "已有同名的笔记（{0}）"),
    (r"is not UTF-8", "不是 UTF-8 编码，请另存为 UTF-8"),
    (r"holds a NUL: no text", "含有空字符，不是文本文件"),
    (r"(?:is )?larger than (\d+) (KB|MB)", "超过 {0} {1}"),
    (r"article (.+) is there already", "已有同名的文章 {0}"),
    (r"its files are not those installed", "文件与安装时不一致"),
    (r"pack (.+) is installed already: remove it first", "知识包 {0} 已经安装，请先删除"),
    (r"is missing", "文件不存在"),
    (r"(\w+) must be a short text", "{0} 必须是一段短文字"),
    (r"name: up to 40 small letters, digits and hyphens", "name 只能用小写字母、数字和连字符，最多 40 个"),
    (r"holds more than (\d+) files", "文件超过 {0} 个"),
    (r"unpacks to more than (\d+) MB", "解压后超过 {0} MB"),
    (r"holds a name twice \(upper and lower case count as one\)", "有重名的文件（不分大小写）"),
    (r"absolute path", "使用了绝对路径"),
    (r"path leads out of the pack", "路径跑到了包的外面"),
    (r"symbolic link", "是符号链接"),
    (
        r"a pack holds pack\.toml, terms\.toml, signatures/ and articles/ only",
        "知识包里只能有 pack.toml、terms.toml、signatures/ 和 articles/",
    ),
    (r"encrypted", "已加密"),
    (r"is packed so tightly that it looks like a compression bomb", "压缩率高得异常，像是压缩炸弹"),
    (r"script or embedded content", "含有脚本或嵌入内容"),
    (r"raw HTML(?: (.+))?", "含有 HTML 标签 {0}"),
    (r"remote link", "含有指向外部的链接或图片"),
    (r"article (\S+) would overwrite another", "文章 {0} 会覆盖已有的文章"),
    (r"term (\S+) would overwrite another", "术语 {0} 会覆盖已有的术语"),
    (r"signature (\S+) would overwrite another", "日志规则 {0} 会覆盖已有的规则"),
    (r"signature (\S+) is not admitted", "日志规则 {0} 不能使用"),
    (r"signature (\S+) is there already", "已有同名的日志规则 {0}"),
    (r"signature (\S+) stands twice", "日志规则 {0} 写了两次"),
    (r"more than (\d+) signatures of your own: the rest is left out", "自己的日志规则超过 {0} 条，其余没有读"),
    (r"term (\S+) has no name in one language", "术语 {0} 缺少一种语言的名称"),
    (r"pinyin must be letters only", "pinyin 只能是小写字母和数字"),
    (r"(?:cause (\S+) does not exist|unknown cause (\S+))", "没有 {0} 这个原因"),
    (r"has no \+\+\+ head", "开头没有 +++ 文件头"),
    (r"section without \{#id\}", "小节标题后面没有 {{#id}}"),
    (r"section id (\S+) stands twice", "小节编号 {0} 用了两次"),
    (r"a fenced block is not closed", "有代码块没有结束"),
    (r"(\w+) must be a text", "{0} 必须是文字"),
    (r"(\w+) must be a list of texts", "{0} 必须是文字的列表"),
    (r"is of kind (\w+), its English page of kind (\w+)", "属于 {0}，英文页却属于 {1}"),
    (r"has other sections than its English page, or in another order", "小节与英文页不同，或次序不同"),
    (r"must have exactly the sections (.+)", "必须恰好有这些小节：{0}"),
    (r"fenced blocks differ from the English page's", "代码块与英文页不一致"),
    (r"link to (.+) leads nowhere", "链接 {0} 没有目标"),
    (r"sure = (.+) is not one of (.+)", "sure = {0} 不在 {1} 之内"),
    (r"related article (.+) does not exist", "相关文章 {0} 不存在"),
    (r"dialect (.+) is none of the contract's", "dialect {0} 不是已知的日志种类"),
    (r"(\w+) is missing", "缺少 {0}"),
    (r"unknown key (.+)", "不认识的键 {0}"),
    (r"event (.+) is not in the closed list", "event {0} 不在清单里"),
    (r"exchange (.+) is not known", "exchange {0} 不认识"),
    (r"role is initiator or responder", "role 只能是 initiator 或 responder"),
    (r"phase and ike are 1 or 2", "phase 和 ike 只能是 1 或 2"),
    (
        r"the pattern uses what RE2 refuses \(lookaround, backreference, possessive\)",
        "pattern 用了 RE2 不支持的写法（环视、反向引用、占有量词）",
    ),
    (r"the weights of the causes sum to more than 1", "各原因的权重之和超过 1"),
    (
        r"no literal of (\d+) characters in the pattern: give `contains`",
        "pattern 里没有 {0} 个字符的固定文字，请写 contains",
    ),
    (r"the pattern does not compile: (.+)", "pattern 无法编译：{0}"),
    (r"does not match its example (.+)", "不匹配它自己的例子 {0}"),
    (r"(?:none of (.+) stands|no literal of (.+)) in its example (.+)", "例子 {1} 里没有固定文字 {0}"),
    (r"matches its near miss (.+)", "匹配了不该匹配的例子 {0}"),
    (r"The pattern is empty, or longer than (\d+) characters\.", "规则为空，或超过 {0} 个字符"),
    (r"No valid regular expression: (.+)", "不是有效的正则表达式：{0}"),
    (
        r"The pattern has no plain text of at least two characters: it would match nearly every line\.",
        "规则里没有至少两个字符的固定文字，会匹配几乎每一行",
    ),
    (r"RE2 refuses it: (.+)", "RE2 不接受：{0}"),
    (
        r"RE2 is not installed here: only plain text is accepted, with .+ in it\.",
        "本机没有 RE2，只能使用固定文字，其间可用 .*、\\d+、\\S+",
    ),
    (r"a step without answers .+", "这一步没有回答（`- **…** → …`）"),
    (r"a step that no answer leads to", "没有回答能走到这一步"),
    (r"step (\S+): the answers lead elsewhere than on the English page", "步骤 {0}：回答的去向与英文页不同"),
    (r"short is not shorter than the title", "short 不比标题短"),
    (r"(\w+) must have a text in zh and in en", "{0} 必须有 zh 和 en 两种文字"),
    (r"is not a table", "不是一个表"),
    (r"(\w+) must be a string", "{0} 必须是字符串"),
    (r"(\w+) must be a list of strings", "{0} 必须是字符串的列表"),
    (r"(\w+) must have zh and en", "{0} 必须有 zh 和 en"),
)
"""Fault -> its words; `{0}` is what stands in brackets, the groups that matched counted."""


def problem_text(problem: Problem) -> Text:
    """The message without its place. What a library said stays as it said it."""
    return Text(_chinese(problem.message), problem.message)


def _chinese(message: str) -> str:
    for pattern, words in _BEFORE:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            *values, rest = found.groups()
            return words.format(*values, rest=_chinese(rest))
    for pattern, words in _WHOLE:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return words.format(*_matched(found)).strip()
    return message


def _matched(found: re.Match[str]) -> list[str]:
    """The groups in order, those of the branch that was not taken left out; padded for the words' places."""
    groups = [group for group in found.groups() if group is not None]
    return [*groups, *[groups[-1] if groups else ""] * 3]
