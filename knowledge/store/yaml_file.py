"""A YAML file that was compiled: its digest tells whether what was made of it is current; where not, it is parsed.

The parser takes longer to be imported than all else, so it is imported where something has to be parsed.
"""

from hashlib import sha256
from typing import Any


def digest(content: bytes) -> str:
    """What tells this content from any other, however its lines end."""
    return sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def parse(content: bytes) -> Any:
    """What the content of a YAML file stands for.

    Raises:
        yaml.YAMLError: It is not YAML.
    """
    import yaml

    safe_loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the one written in C, where there is one
    return yaml.load(content, Loader=safe_loader)  # noqa: S506
