"""The resident's page: a conversation that works without JavaScript."""

from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"
