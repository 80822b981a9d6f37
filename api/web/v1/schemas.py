"""What the routes take, for the OpenAPI document: they read their bodies themselves, within limits."""

from collections.abc import Mapping, Sequence

from conversations.inputs import COMMANDS

TEXT: Mapping[str, object] = {"type": "string"}
ID = {"type": "string", "minLength": 1, "maxLength": 128, "pattern": "^[ -~]+$"}
QUESTION = {"type": ["string", "null"], "maxLength": 200}
HOUSEHOLD = {"type": ["string", "null"], "maxLength": 64}
COMMAND = {
    "type": "object",
    "required": ["name"],
    "properties": {"name": {"enum": list(COMMANDS)}, "key": {"type": ["string", "null"], "maxLength": 200}},
}
LOCATION = {
    "type": "object",
    "required": ["lat", "lon"],
    "properties": {
        "lat": {"type": "number", "minimum": -90, "maximum": 90},
        "lon": {"type": "number", "minimum": -180, "maximum": 180},
    },
}
CHOICE = {"oneOf": [{"type": "string"}, {"type": "boolean"}, {"type": "array", "items": {"type": "string"}}]}
VALUES = {
    "text": TEXT,
    "choice": CHOICE,
    "command": COMMAND,
    "signature": {"type": "string", "minLength": 1},
    "location": LOCATION,
}
INPUT = {
    "oneOf": [
        {"type": "object", "required": ["kind", "value"], "properties": {"kind": {"const": kind}, "value": value}}
        for kind, value in VALUES.items()
    ]
}


def body(media: str, schema: Mapping[str, object]) -> dict[str, object]:
    """A body of this media type."""
    return {"requestBody": {"required": True, "content": {media: {"schema": schema}}}}


def json_body(required: Sequence[str], properties: Mapping[str, object]) -> dict[str, object]:
    """A JSON object with these properties."""
    return body("application/json", {"type": "object", "required": required, "properties": properties})


SESSION = body(
    "application/json",
    {
        "type": "object",
        "properties": {name: {"type": "string", "maxLength": 200} for name in ("language", "return_code", "handover")},
    },
)
TURN = body(
    "application/json",
    {
        "type": "object",
        "required": ["id", "input"],
        "properties": {"id": ID, "question": QUESTION, "input": INPUT, "household": HOUSEHOLD},
    },
)
FILE = body(
    "multipart/form-data",
    {
        "type": "object",
        "required": ["id", "file"],
        "properties": {
            "id": ID,
            "question": QUESTION,
            "household": HOUSEHOLD,
            "file": {"type": "string", "format": "binary"},
        },
    },
)
PHOTO = body(
    "multipart/form-data",
    {"type": "object", "required": ["file"], "properties": {"file": {"type": "string", "format": "binary"}}},
)
SCREENING = body("application/json", {"type": "object"})
