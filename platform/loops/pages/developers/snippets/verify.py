import hmac


def is_genuine(body: bytes, headers, secret: str) -> bool:
    expected = hmac.new(secret.encode(), body, "sha256").hexdigest()
    return hmac.compare_digest(expected.encode(), headers.get("X-Loop-Signature", "").encode())
