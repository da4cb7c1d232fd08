"""`kbapp compare`."""

from __future__ import annotations

import argparse

from kbapp.cli.configs import names, read_case_file, read_config
from kbapp.cli.errors import UnusableInputError
from kbapp.cli.output import print_json
from kbapp.cli.reports import check_report, write_report
from kbapp.comparison import compare
from kbapp.comparison.pairing import choose_pair
from kbapp.comparison.result import Comparison
from kbapp.comparison.siblings import with_siblings
from kbapp.gateways.form import form_template
from kbapp.knowledge.handbook import load_handbook
from kbapp.model.text import Lang, Text
from kbapp.paths import content_dir
from kbapp.reporting.as_json import comparison_json
from kbapp.reporting.as_text import comparison_text
from kbapp.reporting.comparison_report import side_names
from kbapp.reporting.report import comparison_report


def run(arguments: argparse.Namespace) -> int:
    if arguments.template:
        print_json(form_template())
        return 0
    if len(arguments.files) not in (1, 2) or arguments.files == ["-", "-"]:
        raise UnusableInputError(
            Text(
                "需要两个文件 LEFT 和 RIGHT，或一个案例文件", "two files are needed, LEFT and RIGHT, or one saved case"
            )
        )
    check_report(arguments.report)
    if len(arguments.files) == 1:
        return _compare_case(arguments)
    left_file, right_file = arguments.files
    lefts = read_config(left_file, arguments.left_format, arguments.left_connection)
    rights = read_config(right_file, arguments.right_format, arguments.right_connection)
    pair = choose_pair(lefts, rights)
    if pair is None:
        hint = Text(
            "有多个可能的连接，请用 --left-connection / --right-connection 指定。",
            "several connections fit; choose with --left-connection and --right-connection.",
        )
        raise UnusableInputError(
            hint + Text.same(f"\n{left_file}:") + names(lefts) + Text.same(f"\n{right_file}:") + names(rights)
        )
    called = _name(arguments.left_name), _name(arguments.right_name)
    result = with_siblings(compare(pair.left, pair.right, *called), lefts, rights)
    return _give(arguments, result, called, frozenset())


def _compare_case(arguments: argparse.Namespace) -> int:
    """A case that the window saved: its two columns, and what was accepted there."""
    case = read_case_file(arguments.files[0])
    called = _name(arguments.left_name), _name(arguments.right_name)
    return _give(arguments, compare(case.left, case.right, *called), called, case.accepted)


def _give(
    arguments: argparse.Namespace, result: Comparison, called: tuple[Text | None, Text | None], accepted: frozenset[str]
) -> int:
    """Print and report the result; 1 where a mismatch is left that nobody accepted."""
    write_report(arguments.report, lambda form: _report(result, called, arguments.lang, form))
    if arguments.json:
        print_json({**comparison_json(result), "accepted": sorted(accepted)})
    else:
        print(comparison_text(result, arguments.lang))
        if accepted:
            print(_ACCEPTED.get(arguments.lang) + ", ".join(sorted(accepted)))
    return 1 if any(row.field not in accepted for row in result.mismatches) else 0


_ACCEPTED = Text("案例中已接受的差异：", "differences accepted in the case: ")


def _report(result: Comparison, called: tuple[Text | None, Text | None], lang: Lang, form: str) -> str:
    """The sides have one name throughout: the given ones, else their platforms'."""
    handbook = load_handbook(content_dir())
    sides = side_names(result, handbook, called)
    return comparison_report(compare(result.left, result.right, *sides), handbook, sides, lang, form)


def _name(name: str | None) -> Text | None:
    return Text.same(name) if name else None
