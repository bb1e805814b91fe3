"""Which device and browser a user agent names, in the words that its owner knows."""

import re

# The first fitting pattern wins: browsers name those they descend from, so the children stand first.
BROWSERS = (
    (r"MicroMessenger", "WeChat"),
    (r"DingTalk", "DingTalk"),
    (r"Edg(?:e|A|iOS)?/(\d+)", "Edge"),
    (r"QIHU|360[SE]E", "360"),
    (r"QQBrowser/(\d+)", "QQ"),
    (r"Firefox/(\d+)", "Firefox"),
    (r"Chrome/(\d+)", "Chrome"),
    (r"Version/(\d+).*Safari/", "Safari"),
)
SYSTEMS = (
    (r"HarmonyOS|OpenHarmony", "HarmonyOS"),
    (r"Android", "Android"),
    (r"iPhone", "iPhone"),
    (r"iPad", "iPad"),
    (r"Windows NT", "Windows"),
    (r"Mac OS X", "macOS"),
    (r"Linux|UOS|Kylin", "Linux"),
)


def device_name(user_agent: str) -> str:
    """Return "Windows · Chrome 118", "" for something that is neither a known system nor a known browser."""
    system = next((name for pattern, name in SYSTEMS if re.search(pattern, user_agent)), "")
    browser = ""
    for pattern, name in BROWSERS:
        found = re.search(pattern, user_agent)
        if found:
            browser = " ".join([name, *found.groups()])
            break
    return " · ".join(part for part in (system, browser) if part)
