"""Addresses of people's pages in social networks: the path is the handle.

Source: the networks' own help pages on profile addresses; pages of companies look the same and are somebody's handle too.
"""

from gazetteer_scanners.recognizers.rule import Boundary, Rule

_HANDLE = "[A-Za-z0-9_.%-]{2,}"
_PLAIN = "facebook|instagram|twitter|x|threads|snapchat|vk|pinterest|github|gitee"
_SITES = (
    f"(?:{_PLAIN})\\.com/{_HANDLE}"
    f"|linkedin\\.com/in/{_HANDLE}|t\\.me/{_HANDLE}|wa\\.me/[0-9]{{7,}}|reddit\\.com/user/{_HANDLE}"
    f"|(?:youtube|tiktok|medium)\\.com/@{_HANDLE}|weibo\\.com/(?:u/)?[A-Za-z0-9_]{{4,}}"
    f"|(?:zhihu\\.com/people|douyin\\.com/user|xiaohongshu\\.com/user/profile)/[A-Za-z0-9_-]{{2,}}|space\\.bilibili\\.com/[0-9]{{2,}}"
)

RULES = (
    Rule(
        id="profile_url",
        element="account.profile_url",
        sampled=True,
        pattern=f"(?i)(?:https?://)?(?:(?:www|m|mobile)\\.)?(?:{_SITES})/?(?:\\?[^ ]*)?",
        boundary=Boundary.RUN,
        chance=0.001,
        context=("profile", "social", "facebook", "instagram", "linkedin", "主页"),
        source="Help pages of the networks; nothing else is written so",
        hits=(
            "https://www.instagram.com/night.owl/",
            "linkedin.com/in/example-person",
            "https://weibo.com/u/1234567890",
            "wa.me/447700900123",
        ),
        misses=(
            "https://www.instagram.com/",
            "https://example.org/night.owl",
            "linkedin.com/company/example",
            "https://x.com/a/status/1",
        ),
    ),
)
