"""The signed list that verifiers carry."""


def current_trust_list() -> bytes | None:
    """Return the trust file in force; nothing while none was published."""
    return None
