"""Names and numbers half hidden, as staff see them until they ask to be shown."""

from collections.abc import Callable

from conversations.understanding.identity import mask_id_number


def mask_name(name: str) -> str:
    """The first character and two stars, whatever the length: 周**."""
    return name[:1] + "**" if name else ""


def mask_phone(phone: str) -> str:
    """The first three and the last four digits."""
    return phone[:3] + "*" * (len(phone) - 7) + phone[-4:] if len(phone) > 7 else "*" * len(phone)


_BY_LAST_PART: dict[str, Callable[[str], str]] = {
    "name": mask_name,
    "id_number": mask_id_number,
    "certificate_number": mask_id_number,
    "phone": mask_phone,
}


def is_masked(key: str) -> bool:
    """Whether the answer under this boundary key is half hidden by default."""
    return key.rpartition(".")[2] in _BY_LAST_PART


def masked(key: str, value: str) -> str:
    """The answer as it is shown by default."""
    mask = _BY_LAST_PART.get(key.rpartition(".")[2])
    return mask(value) if mask is not None else value
