"""Signed statements: a JWS whose payload is the statement without its signature (Data 2.6)."""

import base64
from typing import Any

import jwt
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from elearning.xapi.validation.errors import Invalid
from elearning.xapi.validation.multipart import Part
from elearning.xapi.validation.sameness import is_signed_copy
from elearning.xapi.validation.strict import decode

SIGNATURE = "http://adlnet.gov/expapi/attachments/signature"
ALGORITHMS = ["RS256", "RS384", "RS512"]


def check_signature(
    statement: dict[str, Any],
    attachment: dict[str, Any],
    part: Part | None,
    pointer: str,
) -> None:
    """Raises Invalid unless the attachment is a JWS of this statement.

    With a certificate in `x5c` the signature itself is checked; without one there is no key to
    check it with, and the specification asks no more than the form.
    """
    if attachment["contentType"] != "application/octet-stream":
        raise Invalid(
            "a signature is application/octet-stream", f"{pointer}/contentType"
        )
    if part is None:
        raise Invalid("the signature did not come along", pointer)
    jws = jwt.PyJWS(algorithms=ALGORITHMS)
    try:
        header = jwt.get_unverified_header(part.content)
        key = _key(header)
        payload = jws.decode(
            part.content,
            key=key or "",
            algorithms=ALGORITHMS,
            options={"verify_signature": key is not None},
        )
    except (jwt.PyJWTError, ValueError, TypeError):
        raise Invalid("the signature is no JWS that is right", pointer) from None
    if header.get("alg") not in ALGORITHMS:
        raise Invalid(f"a signature is one of {', '.join(ALGORITHMS)}", pointer)
    signed = decode(payload)
    if not isinstance(signed, dict) or not is_signed_copy(statement, signed):
        raise Invalid("what was signed is not this statement", pointer)


def _key(header: dict[str, Any]) -> RSAPublicKey | None:
    """The public key of the first certificate in `x5c`, where there is one."""
    chain = header.get("x5c")
    if not chain:
        return None
    certificate = x509.load_der_x509_certificate(base64.b64decode(chain[0]))
    key = certificate.public_key()
    if not isinstance(key, RSAPublicKey):
        raise TypeError("the certificate has no RSA key")
    return key
