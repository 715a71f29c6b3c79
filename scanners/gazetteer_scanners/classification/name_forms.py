"""The form of values that a name or comment says: `phone_md5`, `emailSha256`, `id_card_enc`, `手机号密文`.

A digest, a cipher and a token can look the same, and base64 like any of them: what the field says of itself decides.
Source: the usual suffixes of columns that advertising platforms and privacy guides recommend.
"""

import re

from gazetteer_scanners.recognizers.rule import Form

_MAX_TEXT = 128
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])|(?<=[a-z])(?=(?:MD5|SHA|AES|RSA|SM[234]))")
_WORDS = (
    (Form.HASHED, "md5|sha|sha_?1|sha_?2|sha_?224|sha_?256|sha_?384|sha_?512|sm3|hash|hashed|digest|hmac", "哈希|摘要|散列"),
    (Form.ENCRYPTED, "enc|encrypt|encrypted|crypt|cipher|ciphertext|aes|rsa|sm2|sm4", "密文|加密"),
    (Form.TOKENISED, "tokenized|tokenised", "令牌化|标记化"),
    (Form.ENCODED, "b64|base64|encoded", "编码后"),
)
_SAID = tuple((form, re.compile(rf"(?<![a-z])(?:{latin})(?![a-z0-9])|{han}")) for form, latin, han in _WORDS)


def form_of_name(name: str) -> Form | None:
    """The form that the name says; None if it says none."""
    return _said(_HUMP.sub("_", name[:_MAX_TEXT]))


def form_of_comment(comment: str) -> Form | None:
    """The form that the comment says, but for ENCRYPTED: people call a digest encrypted (`密码，MD5加密`) as well."""
    form = _said(comment[:_MAX_TEXT])
    return None if form is Form.ENCRYPTED else form


def _said(text: str) -> Form | None:
    words = text.lower()
    return next((form for form, pattern in _SAID if pattern.search(words)), None)
