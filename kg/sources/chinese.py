"""Whether bytes that are no UTF-8 are Chinese text in GBK or GB18030, as many programs write it."""

from __future__ import annotations

import codecs

GB = "gb18030"
"""The encoding that all of GB2312, GBK and GB18030 are read as."""
_FEWEST = 4
"""Characters from which a text is told; a few bytes read as Chinese by chance."""
_COMMON_LAST = 0xD7
"""The row with which the 3,755 most common characters end."""
_LOOKED_AT = 1 << 16


def is_chinese(data: bytes) -> bool:
    """Whether nearly all that is not ASCII in `data` reads as common Chinese characters and signs.

    Text in Windows-1252 does not: its letters stand among ASCII ones, with which they make rare characters.

    >>> is_chinese("标题：数鱼".encode("gbk")), is_chinese("Größe, naïve “café”".encode("cp1252"))
    (True, False)
    """
    try:
        text = codecs.getincrementaldecoder(GB)().decode(data[:_LOOKED_AT])
    except UnicodeDecodeError:
        return False
    foreign = [char for char in text if char > "\x7f"]
    common = sum(map(_is_common, foreign))
    return common >= _FEWEST and common * 10 >= len(foreign) * 9 and any(char >= "\u4e00" for char in foreign)


def _is_common(char: str) -> bool:
    """Whether a character is a sign of Chinese texts or among the common ones of GB2312."""
    try:
        row = char.encode("gb2312")[0]
    except UnicodeEncodeError:
        return False
    return 0xA1 <= row <= 0xA3 or 0xB0 <= row <= _COMMON_LAST
