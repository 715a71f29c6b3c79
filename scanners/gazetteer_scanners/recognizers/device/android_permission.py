"""Permissions that an app was granted on a phone. Source: Android developer reference, `Manifest.permission`."""

from gazetteer_scanners.recognizers.rule import Rule

RULES = (
    Rule(
        id="android_permission",
        element="device.permissions",
        pattern="(?:android|com\\.android\\.[a-z]+)\\.permission\\.[A-Z][A-Z_]{2,}",
        inside=True,
        context=("permission", "granted", "权限"),
        source="Android developer reference; nothing else is written so",
        hits=(
            "android.permission.READ_PHONE_STATE",
            "android.permission.CAMERA",
            "com.android.launcher.permission.INSTALL_SHORTCUT",
        ),
        misses=("READ_PHONE_STATE", "android.permission.", "android.permission.camera", "app.permission.read"),
        inside_hits=(
            '["android.permission.CAMERA", "android.permission.INTERNET"]',
            "已授予android.permission.CAMERA，拒绝其他",
            "has android.permission.CALL_PHONE now",
        ),
    ),
)
