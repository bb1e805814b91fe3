"""Charts as SVG, the same file on a page and in print: one definition in, one picture out, cached by its data.

Text stays text (it can be searched and copied, and is drawn with the page's own face), values stand on the marks as
given, and no inline style is left in the file, so a page may show it under the strict content policy.
"""

import hashlib
import json
import os
import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from xml.etree import ElementTree as ET

from reports.pdf.document import is_number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

VERSION = 2  # raise when the drawing changes: the cache then draws anew
DOTS = 220  # to the inch, where a chart is a picture of dots
MEASURE = 6.0  # inches: the width of the text block
FAMILIES = ("Portal Hei", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "sans-serif")
COLORS = ("#1f4e79", "#c0892c", "#6c9bc4", "#7d858f", "#4f8a6b", "#a4506c")
INK, QUIET, RULE = "#222a33", "#5a636e", "#d9dee4"
CACHE_LIMIT = 5000
_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"

Definition = Mapping[str, Any]


def chart_svg(definition: Definition) -> bytes:
    """Return the SVG of a chart block (README.md: kind, labels, series, title, unit), drawn once and then cached.

    The title is the picture's accessible name and is not drawn: the page prints it as a caption.
    """
    return cached_chart(definition, chart_path(definition).parent)


def cached_chart(definition: Definition, folder: Path) -> bytes:
    """Return the SVG of a chart, kept in the folder under the hash of its data."""
    path = folder / chart_path(definition).name
    if path.is_file():
        return path.read_bytes()
    svg = draw_chart(definition)
    folder.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    part.write_bytes(svg)
    part.replace(path)
    _forget_oldest(folder)
    return svg


def chart_path(definition: Definition) -> Path:
    """Return where the SVG of a chart is kept: in the data folder, under the hash of its data."""
    from django.conf import settings  # noqa: PLC0415  the drawing itself needs no settings

    data = {key: definition.get(key) for key in ("kind", "labels", "series", "title", "unit")}
    text = json.dumps([VERSION, data], ensure_ascii=False, sort_keys=True)
    return Path(settings.DATA_DIR) / "charts" / f"{hashlib.sha256(text.encode()).hexdigest()}.svg"


def describe_chart(definition: Definition) -> str:
    """Return the chart's data in one sentence, for readers who hear the page (高职类：一等奖 2，二等奖 4)."""
    unit = definition.get("unit") or ""
    parts = []
    for series in definition["series"]:
        pairs = zip(definition["labels"], series["values"], strict=True)
        text = "，".join(f"{label} {print_value(value) or '无数据'}" for label, value in pairs)
        parts.append(f"{series['name']}：{text}" if series["name"] else text)
    return (f"（单位：{unit}）" if unit else "") + "；".join(parts) + "。"


def print_value(value: Any) -> str:
    """Return a value as it stands on its mark: as given, a float without its idle zeros, null as nothing."""
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) and abs(value) < 1e6 else str(value).strip()


def draw_chart(definition: Definition) -> bytes:
    """Draw a chart block with matplotlib and return the SVG; a chart without any value says 暂无数据."""
    return _plain_svg(_draw(definition, format="svg", metadata={"Date": None, "Creator": None}), definition)


def chart_png(definition: Definition) -> bytes:
    """Draw a chart block as a picture of MEASURE inches for programs that show no SVG with its text."""
    return _draw(definition, format="png", dpi=DOTS, metadata={"Software": None})


def _draw(definition: Definition, **options: Any) -> bytes:
    """Draw a chart and save it with matplotlib's ``savefig`` options."""
    from django.conf import settings  # noqa: PLC0415

    os.environ.setdefault("MPLCONFIGDIR", str(settings.DATA_DIR / "matplotlib"))  # a service account has no home
    import matplotlib as mpl  # noqa: PLC0415  heavy: only where a chart is drawn
    from matplotlib.figure import Figure  # noqa: PLC0415

    series = [entry for entry in definition["series"] if any(is_number(value) for value in entry["values"])]
    style: dict[Any, Any] = {
        "svg.fonttype": "none",
        "svg.hashsalt": "portal",
        "text.parse_math": False,  # a dollar sign is a dollar sign
        "font.family": [*_measuring_families(), "sans-serif"],
        "font.size": 9,
        "axes.unicode_minus": False,
        "axes.edgecolor": QUIET,
        "text.color": INK,
        "xtick.color": QUIET,
        "ytick.color": QUIET,
        "xtick.labelcolor": INK,
    }
    with mpl.rc_context(style):
        figure = Figure(figsize=(MEASURE, _height_of(definition, series)), layout="constrained")
        axes = figure.add_subplot()
        if series and definition["labels"]:
            _DRAWERS[definition["kind"]](axes, definition["labels"], series)
            _place_legend(figure, axes, series)
        else:
            axes.set_axis_off()
            axes.text(0.5, 0.5, "暂无数据", ha="center", va="center", color=QUIET, fontsize=11)
        output = BytesIO()
        figure.savefig(output, transparent=True, **options)
    return output.getvalue()


def _measuring_families() -> list[str]:
    """Return the families matplotlib measures with: the light 黑体 of the data folder, then a full Chinese face."""
    from django.conf import settings  # noqa: PLC0415
    from matplotlib import font_manager  # noqa: PLC0415

    known = {entry.name for entry in font_manager.fontManager.ttflist}
    light = Path(settings.DATA_DIR) / "fonts" / "PortalHei-Regular.otf"
    if FAMILIES[0] not in known and light.is_file():
        font_manager.fontManager.addfont(str(light))
        known.add(FAMILIES[0])
    found = [name for name in (*FAMILIES, "Noto Sans CJK JP") if name in known]
    return found[:2] or ["DejaVu Sans"]


def _height_of(definition: Definition, series: list[Mapping[str, Any]]) -> float:
    """Return the height in inches: upright charts are alike, lying ones grow with their bars."""
    if not series:
        return 1.2
    if definition["kind"] == "horizontal_bar":
        return min(7.5, 0.55 + 0.27 * len(definition["labels"]) * max(1, 0.7 * len(series)))
    return 2.75


def _numbers(entry: Mapping[str, Any]) -> list[float]:
    return [float(value) if value is not None else float("nan") for value in entry["values"]]


def _draw_bars(axes: "Axes", labels: list[str], series: list[Mapping[str, Any]]) -> None:
    from matplotlib.ticker import NullLocator  # noqa: PLC0415

    slot = min(0.78, 0.42 + 0.12 * len(series), 0.11 * len(labels) * len(series) + 0.02)
    width = slot / len(series)
    for index, entry in enumerate(series):
        places = [place - slot / 2 + width * (index + 0.5) for place in range(len(labels))]
        bars = axes.bar(places, _numbers(entry), width * 0.92, color=COLORS[index % len(COLORS)], label=entry["name"])
        texts = [print_value(value) for value in entry["values"]]
        crowded = len(labels) * len(series) > 16
        axes.bar_label(bars, texts, padding=2, fontsize=7 if crowded else 8.5, color=INK)
    axes.set_xticks(range(len(labels)), [_wrap(label, len(labels)) for label in labels])
    axes.set_xlim(-0.6, len(labels) - 0.4)
    axes.yaxis.set_minor_locator(NullLocator())
    _dress(axes, "y")


def _draw_lying_bars(axes: "Axes", labels: list[str], series: list[Mapping[str, Any]]) -> None:
    slot = 0.74
    width = slot / len(series)
    for index, entry in enumerate(series):
        places = [place - slot / 2 + width * (index + 0.5) for place in range(len(labels))]
        bars = axes.barh(places, _numbers(entry), width * 0.9, color=COLORS[index % len(COLORS)], label=entry["name"])
        axes.bar_label(bars, [print_value(value) for value in entry["values"]], padding=3, fontsize=8.5, color=INK)
    axes.set_yticks(range(len(labels)), [_wrap(label, 0) for label in labels])
    axes.tick_params(axis="y", labelcolor=INK)
    axes.set_ylim(len(labels) - 0.45, -0.55)
    _dress(axes, "x")


def _draw_lines(axes: "Axes", labels: list[str], series: list[Mapping[str, Any]]) -> None:
    columns = [_numbers(entry) for entry in series]
    for index, (entry, numbers) in enumerate(zip(series, columns, strict=True)):
        color = COLORS[index % len(COLORS)]
        style: dict[str, Any] = {"color": color, "linewidth": 1.8, "marker": "o", "markersize": 4.5}
        axes.plot(range(len(labels)), numbers, label=entry["name"], **style)
        for place, value in enumerate(entry["values"]):
            if value is not None:
                above = _stands_above(columns, index, place)
                axes.annotate(
                    print_value(value),
                    (place, numbers[place]),
                    xytext=(0, 6 if above else -7),
                    textcoords="offset points",
                    ha="center",
                    va="bottom" if above else "top",
                    fontsize=8.5,
                    color=color if len(series) > 1 else INK,
                )
    axes.set_xticks(range(len(labels)), [_wrap(label, len(labels)) for label in labels])
    axes.set_xlim(-0.4, len(labels) - 0.6)
    axes.margins(y=0.15)
    low, high = axes.get_ylim()
    if low > 0 and low < high / 2:
        axes.set_ylim(0, high)
    _dress(axes, "y")


def _stands_above(columns: list[list[float]], index: int, place: int) -> bool:
    """Tell whether a value stands above its mark: the upper lines' values do, the lower lines' hang below theirs."""
    present = [(-numbers[place], other) for other, numbers in enumerate(columns) if numbers[place] == numbers[place]]
    order = [other for _, other in sorted(present)]
    return order.index(index) < (len(order) + 1) // 2


_DRAWERS = {
    "bar": _draw_bars,
    "grouped_bar": _draw_bars,
    "horizontal_bar": _draw_lying_bars,
    "line": _draw_lines,
}


def _dress(axes: "Axes", along: Literal["x", "y"]) -> None:
    """Take away every line that says nothing: the values stand on the marks, so a faint grid is enough."""
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415

    base = "bottom" if along == "y" else "left"
    for side, spine in axes.spines.items():
        spine.set_visible(side == base)
        spine.set_linewidth(0.8)
    scale = axes.yaxis if along == "y" else axes.xaxis
    scale.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    axes.grid(axis=along, color=RULE, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(axis="both", length=0, labelsize=8.5)
    axes.tick_params(axis=along, labelsize=8, labelcolor=QUIET)
    if along == "y":
        low, high = axes.get_ylim()
        axes.set_ylim(low * (1.12 if low < 0 else 1), high * 1.08 if high > 0 else high)
    else:
        low, high = axes.get_xlim()
        axes.set_xlim(low, high * 1.06)


def _place_legend(figure: "Figure", axes: "Axes", series: list[Mapping[str, Any]]) -> None:
    if len(series) > 1:
        figure.legend(
            *axes.get_legend_handles_labels(),
            loc="outside upper center",
            ncols=min(len(series), 4),
            frameon=False,
            fontsize=8.5,
            handlelength=1.1,
            handleheight=0.8,
            columnspacing=1.6,
        )


def _wrap(label: str, labels: int) -> str:
    """Break a label over lines that fit its slot: about 5.4 inches of 0.12-inch characters for all labels together."""
    room = max(3, int(44 / labels)) if labels else 16
    if len(label) <= room:
        return label
    lines = -(-len(label) // room)
    even = -(-len(label) // lines)
    return "\n".join(label[start : start + even] for start in range(0, len(label), even))


def _plain_svg(svg: bytes, definition: Definition) -> bytes:
    """Return the SVG with its accessible name and description, and with attributes in place of styles."""
    ET.register_namespace("", _SVG)
    ET.register_namespace("xlink", _XLINK)
    root = ET.fromstring(svg)  # noqa: S314  matplotlib's own output
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in (f"{{{_SVG}}}metadata", f"{{{_SVG}}}style"):
                parent.remove(child)
    for defs in root.findall(f"{{{_SVG}}}defs"):
        if not len(defs):
            root.remove(defs)
    for element in root.iter():
        _style_to_attributes(element)
    root.attrib.update({"role": "img", "stroke-linejoin": "round", "stroke-linecap": "butt"})
    description = ET.Element(f"{{{_SVG}}}desc")
    description.text = describe_chart(definition)
    name = ET.Element(f"{{{_SVG}}}title")
    name.text = definition.get("title") or "统计图"
    root[:0] = [name, description]
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _style_to_attributes(element: ET.Element) -> None:
    style = element.attrib.pop("style", "")
    for declaration in filter(None, (part.strip() for part in style.split(";"))):
        name, _, value = declaration.partition(":")
        name, value = name.strip(), value.strip()
        if name == "font":
            size = re.search(r"([\d.]+)px", value)
            element.set("font-size", size.group(1) if size else "9")
            element.set("font-family", ", ".join(f"'{family}'" if " " in family else family for family in FAMILIES))
        elif name == "font-size":
            element.set(name, value.removesuffix("px"))
        elif name == "font-family":
            element.set(name, ", ".join(f"'{family}'" if " " in family else family for family in FAMILIES))
        else:
            element.set(name, value)


def _forget_oldest(folder: Path) -> None:
    """Keep the cache from growing for ever: past its limit the older half goes; a chart needed again is drawn again."""
    files = list(folder.glob("*.svg"))
    if len(files) > CACHE_LIMIT:
        for path in sorted(files, key=lambda file: file.stat().st_mtime)[: CACHE_LIMIT // 2]:
            path.unlink(missing_ok=True)
