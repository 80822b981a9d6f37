"""Monitoring as JSON."""

from api.services.monitoring.detail import FoundSignal, Listed
from api.services.monitoring.importing import Hit, ImportRow, Preview
from api.services.monitoring.kinds import KINDS, columns_of
from api.services.monitoring.list_words import listed_words
from api.services.monitoring.thresholds import Lines
from api.services.monitoring.views import CaseItem, CaseView
from api.services.monitoring.words import LINES, Closing, closing_words
from locales.rendering import Renderer


def item_json(item: CaseItem, renderer: Renderer) -> dict[str, object]:
    """A line of the work list."""
    return {
        "id": item.id,
        "receipt": item.receipt,
        "area_code": item.area_code,
        "name": item.name,
        "status": item.status,
        "handling": item.handling,
        "source": item.source,
        "signal": item.signal,
        "state": item.state,
        "found": item.found_at.isoformat(),
        "due": item.due.isoformat(),
        "left": renderer.render(item.left),
        "closing": item.closing,
        "closed": item.closed_at.isoformat() if item.closed_at is not None else None,
        "closed_by": item.closed_by,
    }


def case_json(view: CaseView, renderer: Renderer) -> dict[str, object]:
    """One case."""
    detail = view.detail
    return {
        **item_json(view.item, renderer),
        "version": view.version,
        "found_words": [renderer.render(one) for one in view.found],
        "signals": [_signal_json(one) for one in detail.signals],
        "changed": list(detail.keys),
        "earlier": detail.earlier or None,
        "list": _listed_json(detail.listed) if detail.listed is not None else None,
        "sorted": [{"by": one.by, "at": one.at, "before": one.before, "note": one.note} for one in detail.sorted],
        "note": view.note,
        "closing_words": renderer.render(closing_words(view.item.closing)) if view.item.closing else None,
        "closings": [_closing_json(one, view, renderer) for one in view.closings] if view.may_act else [],
        "handlings": list(view.handlings) if view.may_act else [],
    }


def _signal_json(one: FoundSignal) -> dict[str, object]:
    lines = [
        {"name": line.name, "value": line.value, "since": line.since, "source": line.source or None}
        for line in one.lines
    ]
    return {
        "signal": one.kind,
        "rule": one.rule,
        "direction": one.direction,
        "before": one.before,
        "now": one.now,
        "member": one.member,
        "lines": lines,
    }


def _listed_json(listed: Listed) -> dict[str, object]:
    return {
        "kind": listed.kind,
        "department": listed.department,
        "as_of": listed.as_of,
        "role": listed.role,
        "facts": dict(listed.facts),
        "name_differs": listed.differs,
    }


def _closing_json(one: Closing, view: CaseView, renderer: Renderer) -> dict[str, object]:
    needed = {"note": one.needs_note, "department": one.needs_department}
    return {
        "closing": one.code,
        "words": renderer.render(one.label),
        "tells": one.tells,
        "needs": [name for name, is_needed in needed.items() if is_needed],
        "told": None if one.tells == "never" else "\n".join(filter(None, view.told[one.code])),
    }


def import_json(row: ImportRow) -> dict[str, object]:
    """A list that was brought; `fresh`: how many cases it brings, or brought."""
    return {
        "id": row.id,
        "kind": row.kind,
        "department": row.department,
        "as_of": row.as_of.isoformat(),
        "area": row.area_code,
        "state": row.state,
        "by": row.by,
        "at": row.at.isoformat(),
        "rows": row.rows,
        "bad": row.bad,
        "matched": row.matched,
        "fresh": row.fresh,
    }


def preview_json(preview: Preview, renderer: Renderer) -> dict[str, object]:
    """What a list would bring, and which of its rows cannot be read."""
    return {
        **import_json(preview.row),
        "declared_already": preview.declared,
        "bad_rows": [
            {
                "line": one.line,
                "faults": [{"key": fault.key, "message": renderer.render(fault.message)} for fault in one.faults],
            }
            for one in preview.bad
        ],
        "unused_columns": list(preview.unused),
        "hits": [_hit_json(one, renderer) for one in preview.hits],
    }


def _hit_json(hit: Hit, renderer: Renderer) -> dict[str, object]:
    return {
        "receipt": hit.receipt,
        "name": hit.name,
        "handling": hit.handling,
        "found_words": renderer.render(listed_words(hit.detail)),
        "known": hit.known,
    }


def lines_json(lines: Lines, renderer: Renderer) -> list[dict[str, object]]:
    """The published lines; no source: the one we start with."""
    return [
        {
            "name": one.name,
            "words": renderer.render(LINES[one.name]),
            "value": str(one.value),
            "unit": "share" if one.name.endswith("_share") else "yuan",
            "since": one.since.isoformat(),
            "source": one.source or None,
            "area": one.area or None,
        }
        for one in lines.by_name.values()
    ]


def kinds_json(renderer: Renderer) -> list[dict[str, object]]:
    """The lists that can be brought."""
    return [
        {
            "kind": kind.code,
            "words": renderer.render(kind.label),
            "about": renderer.render(kind.about),
            "direction": kind.direction,
            "line": kind.line or None,
            "columns": [
                {"key": one.key, "heading": one.label, "also": list(one.also), "kind": one.kind, "needed": one.needed}
                for one in columns_of(kind)
            ],
        }
        for kind in KINDS
    ]
