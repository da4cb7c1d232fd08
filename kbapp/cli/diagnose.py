"""`kbapp diagnose`."""

from __future__ import annotations

import argparse

from kbapp.cli.errors import UnusableInputError
from kbapp.cli.files import check_readable, read_bytes
from kbapp.cli.output import print_json
from kbapp.cli.own import own_signatures
from kbapp.cli.reports import check_report, write_report
from kbapp.diagnosis import LogText, diagnose, explain
from kbapp.knowledge import load_content
from kbapp.knowledge.signatures import Signatures
from kbapp.model.text import Text
from kbapp.paths import content_dir
from kbapp.reporting.as_json import diagnosis_json
from kbapp.reporting.as_text import diagnosis_text
from kbapp.reporting.redact import redact
from kbapp.reporting.report import diagnosis_report

_FAULT = ("certain", "likely")


def run(arguments: argparse.Namespace) -> int:
    if len(arguments.logs) > 2:
        raise UnusableInputError(Text("最多两份日志：隧道两端各一份", "two logs at the most: one of each end"))
    check_report(arguments.report)
    content = load_content(content_dir())
    signatures = own_signatures(content.causes)
    logs = [_log(name, signatures) for name in arguments.logs]
    diagnosis = diagnose(logs, signatures, content.causes, content.platforms, arguments.side)
    write_report(arguments.report, lambda form: diagnosis_report(diagnosis, content.causes, arguments.lang, form))
    if arguments.json:
        print_json(diagnosis_json(diagnosis, content.causes))
    elif arguments.explain:
        print(redact(explain(logs, signatures, content.causes, content.platforms, arguments.side)))
    else:
        print(diagnosis_text(diagnosis, content.causes, arguments.lang))
    return 1 if diagnosis.verdict in _FAULT else 0


def _log(name: str, signatures: Signatures) -> LogText:
    if name == "-":
        return LogText.from_bytes("-", read_bytes("-"))
    return LogText.from_file(check_readable(name), signatures)
