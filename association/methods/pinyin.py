"""Sort keys of Chinese names: by sound, as every Chinese office list is sorted."""

import unicodedata

from pypinyin import Style, lazy_pinyin

KEY_LENGTH = 200


def sort_key(name: str) -> str:
    """Return the pinyin of a name, syllable by syllable with its tone, at most 200 characters.

    Full-width letters count as plain ones and marks are left out, so “BIM 应用” and “ＢＩＭ应用” sort together.
    """
    plain = "".join(mark for mark in unicodedata.normalize("NFKC", name) if mark.isalnum())
    syllables = lazy_pinyin(plain, style=Style.TONE3, neutral_tone_with_five=True)
    return " ".join(syllables).lower()[:KEY_LENGTH]
