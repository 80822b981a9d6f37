"""All tables under one metadata, which the migrations are checked against."""

from storage.tables.audit import audit, audit_head
from storage.tables.base import metadata
from storage.tables.consents import consents, invitations
from storage.tables.conversations import (
    addresses,
    conversations,
    handovers,
    households,
    inputs,
    papers,
    sessions,
    turns,
)
from storage.tables.deadlines import deadlines, holiday_years, holidays
from storage.tables.declarations import (
    declaration_counts,
    declaration_people,
    declaration_versions,
    declarations,
    timeline,
)
from storage.tables.doors import bots, guesses
from storage.tables.duty import duty_chats, duty_links, duty_pushes, duty_watches
from storage.tables.emergencies import emergencies, emergency_events, emergency_recusals, fund_entries, funds
from storage.tables.exports import exports
from storage.tables.figures import figure_revisions, figures
from storage.tables.monitoring import monitoring_cases, monitoring_imports, monitoring_watch
from storage.tables.outbox import leases, outbox
from storage.tables.paper_jobs import paper_jobs
from storage.tables.queue import case_notes, declaration_marks, declaration_names, intake_drafts, queue_counts
from storage.tables.rechecks import checked, recheck_changes, recheck_runs
from storage.tables.staff import (
    login_attempts,
    reading_counts,
    recovery_codes,
    recusals,
    staff,
    staff_sessions,
)
from storage.tables.tallies import tallies
from storage.tables.visits import visit_photos
from storage.tables.wording import area_details, sentences, text_versions

__all__ = [
    "addresses",
    "area_details",
    "audit",
    "audit_head",
    "bots",
    "case_notes",
    "checked",
    "consents",
    "conversations",
    "deadlines",
    "declaration_counts",
    "declaration_marks",
    "declaration_names",
    "declaration_people",
    "declaration_versions",
    "declarations",
    "duty_chats",
    "duty_links",
    "duty_pushes",
    "duty_watches",
    "emergencies",
    "emergency_events",
    "emergency_recusals",
    "exports",
    "figure_revisions",
    "figures",
    "fund_entries",
    "funds",
    "guesses",
    "handovers",
    "holiday_years",
    "holidays",
    "households",
    "inputs",
    "intake_drafts",
    "invitations",
    "leases",
    "login_attempts",
    "metadata",
    "monitoring_cases",
    "monitoring_imports",
    "monitoring_watch",
    "outbox",
    "paper_jobs",
    "papers",
    "queue_counts",
    "reading_counts",
    "recheck_changes",
    "recheck_runs",
    "recovery_codes",
    "recusals",
    "sentences",
    "sessions",
    "staff",
    "staff_sessions",
    "tallies",
    "text_versions",
    "timeline",
    "turns",
    "visit_photos",
]
