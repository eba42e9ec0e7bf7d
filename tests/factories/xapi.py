"""Parts of statements, as other systems send them."""

import hashlib
from typing import Any


def attachment(content: bytes) -> dict[str, Any]:
    """What a statement says of the text file `content` that comes with it."""
    return {
        "usageType": "https://leer.example/use",
        "display": {"nl": "Bijlage"},
        "contentType": "text/plain",
        "length": len(content),
        "sha2": hashlib.sha256(content).hexdigest(),
    }
