"""Chinese forms of dates and sizes for templates."""

from datetime import date, datetime

from django import template
from django.utils.timezone import localtime

register = template.Library()


@register.filter
def day(value: date | datetime | None) -> str:
    """2020-12-12, for tables."""
    if not value:
        return ""
    return (localtime(value) if isinstance(value, datetime) else value).strftime("%Y-%m-%d")


@register.filter
def moment(value: datetime | None) -> str:
    """2020-12-12 09:05, for tables and histories."""
    return localtime(value).strftime("%Y-%m-%d %H:%M") if value else ""


@register.filter
def day_text(value: date | datetime | None) -> str:
    """2020年12月12日, for running text."""
    if not value:
        return ""
    local = localtime(value) if isinstance(value, datetime) else value
    return f"{local.year}年{local.month}月{local.day}日"


@register.filter
def file_size(value: int | None) -> str:
    """1.2 GB, 1.2 MB, 340 KB."""
    if not value:
        return ""
    if value >= 1024**3:
        return f"{value / 1024**3:.1f} GB"
    if value >= 1024 * 1024:
        return f"{value / 1024 / 1024:.1f} MB"
    return f"{max(1, round(value / 1024))} KB"
