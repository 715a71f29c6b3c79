"""Permissions that a device granted. Source: Android (`android.permission.*`), Apple (keys of usage descriptions),
HarmonyOS (`ohos.permission.*`)."""

from gazetteer_scanners.recognizers.rule import Rule

_NAME = r"(?:(?:android|ohos|com\.android\.[a-z]+)\.permission\.[A-Z][A-Z0-9_]*|NS[A-Z][A-Za-z]+UsageDescription)"

RULES = (
    Rule(
        id="permissions",
        element="device.permissions",
        is_certain=True,
        sampled=True,
        pattern=rf"\[? ?[\"']?{_NAME}[\"']?(?: ?[,;|\n ] ?[\"']?{_NAME}[\"']?)* ?\]?",
        inside=True,
        inside_pattern=_NAME,
        chance=0.0001,
        context=("permission", "权限"),
        source="Android, HarmonyOS, Apple; nothing else is written so",
        hits=(
            "android.permission.READ_PHONE_STATE",
            "android.permission.INTERNET,android.permission.CAMERA",
            '["ohos.permission.LOCATION", "ohos.permission.CAMERA"]',
            "NSCameraUsageDescription",
        ),
        misses=("android.permission", "permission.READ", "READ_PHONE_STATE", "NSUsageDescription"),
        inside_hits=(
            "申请权限android.permission.READ_PHONE_STATE失败",
            "denied: android.permission.CAMERA (user)",
            "缺少 NSCameraUsageDescription 说明",
        ),
    ),
)
