"""The form that names and comments say."""

import pytest

from gazetteer_scanners.classification.name_forms import form_of_comment, form_of_name
from gazetteer_scanners.recognizers.rule import Form


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("phone_md5", Form.HASHED),
        ("phoneMd5", Form.HASHED),
        ("emailSHA256", Form.HASHED),
        ("hashed_email", Form.HASHED),
        ("手机号MD5", Form.HASHED),
        ("邮箱哈希", Form.HASHED),
        ("phone_enc", Form.ENCRYPTED),
        ("idCardCipher", Form.ENCRYPTED),
        ("手机号密文", Form.ENCRYPTED),
        ("card_tokenized", Form.TOKENISED),
        ("body_b64", Form.ENCODED),
        ("phone", None),
        ("frequency_encounter", None),
        ("shape", None),
        ("hashtag", None),
        ("access_token", None),
        ("", None),
    ],
)
def test_names(name: str, form: Form | None) -> None:
    assert form_of_name(name) is form


@pytest.mark.parametrize(
    ("comment", "form"),
    [("MD5 of the phone", Form.HASHED), ("手机号，SHA256", Form.HASHED), ("密码加密", None), ("AES", None), ("", None)],
)
def test_comments(comment: str, form: Form | None) -> None:
    assert form_of_comment(comment) is form
