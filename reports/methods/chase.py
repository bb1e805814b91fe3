"""The text for WeChat about a call: what, by when, who is missing. Pure; a Chinese text to paste, not a translation."""

from collections.abc import Sequence
from datetime import datetime


def chase_text(
    *,
    sender: str,
    title: str,
    closes_at: datetime | None,
    now: datetime,
    sent: int,
    begun: Sequence[str],
    silent: Sequence[str],
    link: str,
) -> str:
    """Return the text; times are the office's. With nobody missing it says so."""
    lines = [f"【{sender}】{title}"]
    if closes_at is not None:
        days = (closes_at.date() - now.date()).days
        left = "今天截止" if days == 0 else f"还有{days}天" if days > 0 else "已过截止时间"
        lines.append(f"截止时间：{moment(closes_at)}（{left}）。")
    lines.append(f"截至{moment(now)}，已有{sent}所院校报送。")
    names = [f"{name}（已填写，未提交）" for name in begun] + list(silent)
    if names:
        lines.append(f"以下{len(names)}所院校尚未报送：")
        lines += [f"{number}. {name}" for number, name in enumerate(names, start=1)]
        lines.append("请相关院校尽快登录平台提交；如不参加，请回复说明。")
    else:
        lines.append("各院校均已报送，谢谢支持。")
    return "\n".join([*lines, link])


def moment(value: datetime) -> str:
    """Return a time as a text says it: 2026年11月30日17:00."""
    return f"{value.year}年{value.month}月{value.day}日{value:%H:%M}"
