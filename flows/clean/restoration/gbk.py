"""The two-byte codes of GBK, as the decoders of copy farms and of readers treat them."""

from functools import cache

LEADS = range(0x81, 0xFF)
TRAILS = tuple(byte for byte in range(0x40, 0xFF) if byte != 0x7F)
# Characters that other decoders give for a code, beside the one that gb18030 gives.
_OTHER_READINGS = {
    "・": 0xA1A4, "―": 0xA1AA, "〜": 0xA1AB, "‖": 0xA1AC, "‾": 0xA3FE, "¥": 0xA3A4,
    "︐": 0xA6D9, "︒": 0xA6DA, "︑": 0xA6DB, "︓": 0xA6DC, "︔": 0xA6DD, "︕": 0xA6DE,
    "︖": 0xA6DF, "︗": 0xA6EC, "︘": 0xA6ED, "︙": 0xA6F3, "ḿ": 0xA8BC, "€": 0xA2E3,
}  # fmt: skip


def decode(lead: int, trail: int) -> str | None:
    """Return the character of a code; None where there is none or only a private one."""
    character = _characters().get(lead << 8 | trail)
    return None if character is None or _is_private(character) else character


def codes(character: str) -> tuple[tuple[int, int], ...]:
    """Return the codes that a decoder may have read as this character; private-use ones too."""
    found = []
    code = _codes().get(character)
    for one in (code, _OTHER_READINGS.get(character)):
        if one is not None and divmod(one, 256) not in found:
            found.append(divmod(one, 256))
    return tuple(found)


@cache
def unreadable() -> tuple[tuple[int, int], ...]:
    """Return the codes that strict GBK lacks: readers see a question mark or nothing at all."""
    return tuple(
        (lead, trail)
        for lead in LEADS
        for trail in TRAILS
        if not bytes((lead, trail)).decode("gbk", "ignore")
    )


def _is_private(character: str) -> bool:
    return "\ue000" <= character <= "\uf8ff"


@cache
def _characters() -> dict[int, str]:
    return {
        lead << 8 | trail: bytes((lead, trail)).decode("gb18030")
        for lead in LEADS
        for trail in TRAILS
    }


@cache
def _codes() -> dict[str, int]:
    return {character: code for code, character in _characters().items()}
