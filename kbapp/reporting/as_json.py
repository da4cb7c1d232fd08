"""The contract's JSON objects. Every text passes through `redact` on its way out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kbapp.model.cause import Cause
from kbapp.model.gateway import Gateway, Value
from kbapp.model.text import Text
from kbapp.reporting.redact import redact

if TYPE_CHECKING:  # a command loads only the engine that it needs
    from kbapp.comparison.result import Comparison, FieldResult, Outcome
    from kbapp.diagnosis.verdict import Diagnosis, Finding, LogSummary, TunnelVerdict
    from kbapp.search import Hit, SearchResult

SCHEMA = 1
Json = dict[str, Any]


def diagnosis_json(diagnosis: Diagnosis, causes: Mapping[str, Cause]) -> Json:
    """`kbapp diagnose --json`."""
    return {
        "schema": SCHEMA,
        "logs": [_log(log) for log in diagnosis.logs],
        "verdict": diagnosis.verdict,
        "phase": diagnosis.phase,
        "summary": _text(diagnosis.summary),
        "causes": [_finding(finding, causes[finding.cause]) for finding in diagnosis.findings],
        "parameters": {
            str(index): {
                side: {name: value.as_json() for name, value in sides.get(side, {}).items()} for side in _SIDES
            }
            for index, sides in enumerate(diagnosis.parameters)
        },
        "tunnels": [_tunnel(tunnel) for tunnel in diagnosis.tunnels],
        "notes": [_text(note) for note in diagnosis.notes],
        "search_line": redact(diagnosis.search_line) if diagnosis.search_line else None,
    }


_SIDES = ("local", "remote")


def _log(log: LogSummary) -> Json:
    return {
        "file": log.file,
        "lines": log.lines,
        "encoding": log.encoding,
        "dialect": log.dialect,
        "role": log.role,
        "ike_version": log.ike_version,
    }


def _finding(finding: Finding, cause: Cause) -> Json:
    return {
        "id": cause.id,
        "confidence": round(finding.confidence, 3),
        "phase": finding.phase,
        "alibaba_code": cause.alibaba_code,
        "title": _text(cause.title),
        "detail": _text(finding.detail),
        "fix": _text(cause.fix),
        "change_side": finding.change_side,
        "parameters": list(cause.parameters),
        "evidence": [
            {"log": item.log, "line": item.line, "text": redact(item.text), "signature": item.signature}
            for item in finding.evidence
        ],
        "article": cause.article,
        "settle_with": _text(finding.settle_with),
    }


def _tunnel(tunnel: TunnelVerdict) -> Json:
    return {
        "name": tunnel.name,
        "local": tunnel.local,
        "remote": tunnel.remote,
        "verdict": tunnel.verdict,
        "causes": list(tunnel.causes),
        "last_line": tunnel.last_line,
    }


def comparison_json(comparison: Comparison) -> Json:
    """`kbapp compare --json`."""
    prediction = comparison.prediction
    return {
        "schema": SCHEMA,
        "left": gateway_json(comparison.left),
        "right": gateway_json(comparison.right),
        "fields": [_field(row) for row in comparison.fields],
        "prediction": {
            "left_initiates": _outcome(prediction.left_initiates),
            "right_initiates": _outcome(prediction.right_initiates),
            "at_rekey": _outcome(prediction.at_rekey),
        },
        "summary": _text(comparison.summary),
        "notes": [_text(note) for note in comparison.notes],
    }


def gateway_json(gateway: Gateway) -> Json:
    """One column: `kbapp convert --json`."""
    return {
        "format": gateway.format,
        "platform": gateway.platform,
        "connection": gateway.connection,
        "parameters": {name: value_json(value) for name, value in gateway.parameters.items()},
        "remarks": [{"line": remark.line, "message": _text(remark.message)} for remark in gateway.remarks],
    }


def value_json(value: Value) -> Json:
    """One value with its source; its spelling is redacted like every other text."""
    return {
        "value": value.as_json(),
        "source": value.source,
        "line": value.line,
        "text": redact(value.text) if value.text is not None else None,
    }


def _field(row: FieldResult) -> Json:
    return {
        "field": row.field,
        "left": row.left.as_json(),
        "right": row.right.as_json(),
        "status": row.status,
        "severity": row.severity,
        "cause": row.cause,
        "message": _text(row.message),
        "fix": {"left": _text(row.fix_left), "right": _text(row.fix_right)},
    }


def _outcome(outcome: Outcome) -> Json:
    return {"outcome": outcome.outcome, "cause": outcome.cause}


def search_json(result: SearchResult) -> Json:
    """`kbapp search --json`."""
    return {
        "schema": SCHEMA,
        "query": result.query,
        "took_ms": round(result.took_ms, 3),
        "hits": [_hit(hit) for hit in result.hits],
        "did_you_mean": result.did_you_mean,
    }


def _hit(hit: Hit) -> Json:
    return {
        "article": hit.article,
        "section": hit.section,
        "lang": hit.lang,
        "title": hit.title,
        "score": round(hit.score, 3),
        "snippet": hit.snippet,
        "causes": list(hit.causes),
    }


def _text(text: Text | None) -> dict[str, str] | None:
    return {lang: redact(line) for lang, line in text.as_dict().items()} if text is not None else None
