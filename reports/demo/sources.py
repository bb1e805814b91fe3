"""Where the facts of the demo year stand."""

DOCUMENT = "安徽省职业与成人教育学会2020年工作总结报告（草稿）"


def cite(section: str, paragraph: int = 1) -> str:
    """Return the place of a fact in the source document: its section and paragraph."""
    return f"{DOCUMENT}{section}第{paragraph}段"
