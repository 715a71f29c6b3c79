"""JSON Web Tokens. Source: RFC 7515 section 7.1 (three base64url parts; the first is a JSON object, so begins with eyJ)."""

from gazetteer_scanners.recognizers.rule import Boundary, Rule

_HEADER = "eyJhbGciOiJub25lIn0"
_CLAIMS = "eyJzdWIiOiJleGFtcGxlIn0"

RULES = (
    Rule(
        id="token.jwt",
        element="auth.token",
        pattern=r"eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*",
        inside=True,
        boundary=Boundary.RUN,
        context=("token", "jwt", "authorization", "bearer", "令牌"),
        source="RFC 7515 section 7.1; nothing else has two such parts",
        hits=(f"{_HEADER}.{_CLAIMS}.", f"{_HEADER}.{_CLAIMS}.c2lnbmF0dXJl", f"eyJ0eXAiOiJKV1QifQ.{_CLAIMS}.c2ln"),
        misses=(_HEADER, f"{_HEADER}.c2ln.c2ln", "eyJ.eyJ.x", "example.org.example"),
        inside_hits=(
            f"Bearer {_HEADER}.{_CLAIMS}.c2ln",
            f"令牌{_HEADER}.{_CLAIMS}.c2ln，过期",
            f"token={_HEADER}.{_CLAIMS}.c2ln;",
        ),
    ),
)
