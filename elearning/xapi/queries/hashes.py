import hashlib


def digest(ifi: str) -> bytes:
    """What an agent's identifier is looked up by."""
    return hashlib.sha256(ifi.encode()).digest()
