"""Reads the YAML files that are part of the package; every start reads ten of them."""

from pathlib import Path
from typing import Any

import yaml

# The parser in C takes a tenth of the time; a build of the library without it reads the same.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """What the file holds, as plain values, as untyped as the file. Raises `yaml.YAMLError`."""
    # Both are safe loaders: they make plain values and nothing else.
    return yaml.load(path.read_bytes(), Loader=_Loader)  # noqa: S506
