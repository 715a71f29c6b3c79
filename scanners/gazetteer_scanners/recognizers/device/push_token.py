"""Tokens under which apps receive push messages.

Source: Apple (APNs device token, 64 hexadecimal digits today), Firebase Cloud Messaging (instance id, `:APA91b`, base64url),
JPush (registration id, 19 characters), Getui (client id, 32 hexadecimal digits), Expo (ExponentPushToken[...]).
"""

from gazetteer_scanners.recognizers.rule import Rule

_CONTEXT = ("push", "token", "registration", "fcm", "apns", "推送")

RULES = (
    Rule(
        id="push_token",
        element="device.push_token",
        sampled=True,
        pattern=r"[A-Za-z0-9_-]+:APA91b[A-Za-z0-9_-]+|Expo(?:nent)?PushToken\[[A-Za-z0-9_-]+\]",
        inside=True,
        inside_pattern=r"Expo(?:nent)?PushToken\[[A-Za-z0-9_-]+\]",
        chance=0.0001,
        context=_CONTEXT,
        source="Firebase Cloud Messaging, Expo; nothing else is written so",
        hits=(
            "dExampleToken_0123456:APA91b" + "AbCdEfGhIj" * 13,
            "c1-23456789abcdefghij:APA91bF" + "x_y-z" * 26,
            "ExponentPushToken[xxxxxxxxxxxxxxxxxxxxxx]",
        ),
        misses=("dExampleToken_0123456:APA91", "APA91b", "ExponentPushToken[]", "a:b"),
        inside_hits=(
            "推送令牌ExponentPushToken[xxxxxxxxxxxxxxxxxxxxxx]，失效",
            "to ExponentPushToken[yyyyyyyyyyyyyyyyyyyyyy] failed",
            "令牌 失效：ExpoPushToken[zzzzzzzzzzzzzzzzzzzzzz]",
        ),
    ),
    Rule(
        id="push_token.digits",
        element="device.push_token",
        pattern="[0-9a-fA-F]{64}|[01][0-9a-f]{18}|[0-9a-f]{32}|<[0-9a-f]{8}(?: [0-9a-f]{8}){7}>",
        chance=1.0,
        needs_name=True,
        placeholders=frozenset({"0" * 64}),
        context=_CONTEXT,
        source="APNs, JPush, Getui; any hexadecimal digits of that length pass",
        hits=("ab" * 32, "1a0018970a8ddc9a1a2", "9f86d081884c7d659a2feaa0c55ad015", "<" + " ".join(["0f1e2d3c"] * 8) + ">"),
        misses=("ab" * 31, "2a0018970a8ddc9a1a2", "0" * 64, "9f86d081884c7d659a2feaa0c55ad01"),
    ),
)
