"""The footer guard: refuses a receipt footer that denies return or exchange (domain.md §2.4).

UU 8/1999 art. 18(1)(b, c) voids and punishes such clauses. A time limit or the need of a receipt is allowed.
"""

import re
import unicodedata

from pos.errors import FooterForbidden

WINDOW_WORDS = 6
"""How far a negation and the word for return may stand apart."""

_LIMIT = re.compile(
    r"tanpa\s+(?:adanya\s+)?(?:struk|nota|bon|kuitansi|bukti)(?:\s+pembelian)?(?:\s+(?:ini|asli))?"
    r"|without\s+(?:the\s+|a\s+|this\s+)?(?:original\s+)?receipt"
    r"|(?:setelah|sesudah|lewat|melewati|melebihi|lebih\s+dari|after|later\s+than|>)\s*(?:dari\s+)?"
    r"\d+\s*(?:x\s*\d+\s*)?(?:jam|hari|minggu|bulan|hours?|days?|weeks?|months?)"
)
_LIMIT_MARK = "¤"
_BREAK_MARK = "|"
_LOOKALIKES = str.maketrans("013457@$!", "oieastasi")

_NEGATIONS = frozenset(
    {"tak", "ga", "gak", "nga", "ngak", "engak", "gk", "jangan", "bukan", "dilarang", "tanpa"}
    | {"no", "not", "non", "never", "canot", "cant", "dont", "wont", "nor"}
)
"""As they read once doubled letters are squeezed."""
_LOOSE_NEGATIONS = frozenset({"no", "non", "not", "tanpa", "never", "canot", "cant", "dont", "wont"})
_MODALS = frozenset(
    {
        "dpt",
        "bs",
        "blh",
        "kn",
        "mnrm",
        "mlyn",
        "dtrm",
        "dlyn",
        "lyn",
        "dprknnkn",
        "dprblhkn",
        "dbnrkn",
        "brlk",
    }
    | {"b", "r", "s", "ccpt", "ccptd", "mmbrkn", "dbrkn", "dlkkn", "mngnl"}
)
_RETURN = re.compile(r"tkr|nkr|kmbl|gmbl|rtr|rfnd|xchng|dblk")
_CHANGE_MONEY = frozenset({"kmbln"})
_FINAL = re.compile(
    r"(?:all\s+)?sales?\s+(?:are\s+|is\s+)?final|final\s+sales?|penjualan\s+(?:bersifat\s+)?final"
)
_RUN_TOGETHER = re.compile(r"tdk(?:dpt|bs|blh)(?:d|b|mn|lg|ln)*(?:tkr|nkr|kmbl|rtr|rfnd)")


def check_footer(lines: tuple[str, ...]) -> None:
    """Raise FooterForbidden for a banned clause, also when abbreviated, misspelt, spaced out or broken over lines."""
    text = unicodedata.normalize("NFKD", " ".join(lines)).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = _LIMIT.sub(f" {_LIMIT_MARK} ", text)
    words = _words(text)
    if _FINAL.search(text) or _denies(words) or _denies_run_together(words):
        raise FooterForbidden


def _words(text: str) -> list[str]:
    """Words with look-alike signs read as letters and doubled letters squeezed; marks for limits and full stops."""
    words: list[str] = []
    for token in text.split():
        if token == _LIMIT_MARK:
            words.append(token)
            continue
        plain = _as_letters(token).replace("'", "").replace("’", "")
        letters = "".join(c if c.isalnum() else " " for c in plain).split()
        words += (re.sub(r"(.)\1+", r"\1", word) for word in letters)
        if token[-1] in ".!?;" and len(token) > len("tdk."):
            words.append(_BREAK_MARK)
    return words


def _as_letters(token: str) -> str:
    if not any(c.isalpha() for c in token):
        return token
    return token.rstrip("!").translate(_LOOKALIKES)


def _skeleton(word: str) -> str:
    """Consonants only: tidak, tdak and tdk look alike."""
    return "".join(c for c in word if c not in "aeiou")


def _is_negation(word: str) -> bool:
    return word in _NEGATIONS or _skeleton(word) == "tdk"


def _is_return(word: str) -> bool:
    bare = _skeleton(word)
    return bool(_RETURN.search(bare)) and bare not in _CHANGE_MONEY


def _denies(words: list[str]) -> bool:
    return any(
        _denies_after(words, i) or _denies_before(words, i)
        for i, word in enumerate(words)
        if _is_negation(word)
    )


def _denies_after(words: list[str], negation: int) -> bool:
    """A negation, then a word for return: 'tidak dapat ditukar', 'no refund'."""
    end = negation + 1
    for word in words[end : end + WINDOW_WORDS]:
        if word == _BREAK_MARK:
            return False
        if _is_return(word):
            break
        end += 1
    else:
        return False
    between = [_skeleton(word) for word in words[negation + 1 : end]]
    loose = words[negation] in _LOOSE_NEGATIONS and len(between) <= 1
    denied = not between or loose or any(word in _MODALS for word in between[:2]) or between == ["d"]
    return denied and not _limited(words, negation, end)


def _denies_before(words: list[str], negation: int) -> bool:
    """A word for return, then what is refused: 'penukaran barang tidak dilayani'."""
    start = negation - 1
    while start >= max(0, negation - WINDOW_WORDS) and words[start] != _BREAK_MARK:
        if _is_return(words[start]):
            after = [_skeleton(word) for word in words[negation + 1 : negation + 3]]
            return any(word in _MODALS for word in after) and not _limited(words, start, negation)
        start -= 1
    return False


def _limited(words: list[str], first: int, last: int) -> bool:
    """Whether the clause only sets a time limit or asks for the receipt."""
    near = words[max(0, first - WINDOW_WORDS) : last + 1 + WINDOW_WORDS]
    return _LIMIT_MARK in near


def _denies_run_together(words: list[str]) -> bool:
    """'t i d a k  d a p a t  d i t u k a r' and 'tidakdapatditukar'."""
    if _LIMIT_MARK in words:
        return False
    return bool(_RUN_TOGETHER.search(_skeleton("".join(words))))
