"""The text of a list that an office saved: what Excel saves as CSV in China is often GB18030."""

_ENCODINGS = ("utf-8-sig", "gb18030")


def decoded(content: bytes) -> str | None:
    """The text, None when it is in neither encoding."""
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
