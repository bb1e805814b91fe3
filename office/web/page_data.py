"""What the page templates get: plain dataclasses, one for each kind of page."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString

from office.listing import show_value
from office.web.rows import render_cells


@dataclass(frozen=True)
class Link:
    """A crumb or a button: ``method`` post renders a small form."""

    label: Any
    url: str
    tone: str = ""
    method: str = "get"
    icon: str = ""


@dataclass(frozen=True)
class Tag:
    """A state as word, color and icon."""

    label: Any
    tone: str = ""
    icon: str = ""


@dataclass(frozen=True)
class Fact:
    """One labeled value of a detail page."""

    label: Any
    value: Any
    url: str = ""
    tone: str = ""


@dataclass(frozen=True)
class FactsPanel:
    """Labeled values in two columns."""

    facts: list[Fact]
    title: Any = ""
    template: str = "ui/facts.html"


@dataclass(frozen=True)
class Cell:
    """One cell of a panel's table; ``kind`` is text, number, date, state or link."""

    text: Any
    kind: str = "text"
    url: str = ""
    tone: str = ""

    @property
    def shown(self) -> str:
        """The text as tables write it: dates 2020-12-12, nothing as ""."""
        return show_value(self.text)


@dataclass(frozen=True)
class TablePanel:
    """A short table of related rows, with the way to add one."""

    title: Any
    heads: list[Any]
    rows: list[list[Cell]]
    add_url: str = ""
    add_label: Any = ""
    empty_text: Any = ""
    more_url: str = ""
    add_icon: str = "plus-lg"
    template: str = "ui/table.html"

    @property
    def is_empty(self) -> bool:
        """True when there is nothing to show but the way to add something: the page then spends one line on it."""
        return not self.rows

    @property
    def labeled_rows(self) -> list[list[tuple[Any, Cell]]]:
        """The rows with each cell beside its head: on the phone, cells carry their own label."""
        return [list(zip(self.heads, row, strict=True)) for row in self.rows]

    @property
    def rows_html(self) -> SafeString:
        """The rows as written into the page."""
        return render_cells(self.labeled_rows)


@dataclass(frozen=True)
class TextPanel:
    """Running text."""

    title: Any
    text: str
    template: str = "ui/text.html"


@dataclass(frozen=True)
class FilesPanel:
    """Attached files with their links, and the form that adds one."""

    title: Any
    files: list[dict[str, Any]]
    add_url: str = ""
    template: str = "ui/files.html"

    @property
    def is_empty(self) -> bool:
        """True without files."""
        return not self.files


@dataclass
class DetailPage:
    """One record: name and state, the next act, facts and panels, history."""

    title: Any
    crumbs: list[Link]
    subtitle: Any = ""
    state: Tag | None = None
    primary: Link | None = None
    menu: list[Link] = field(default_factory=list)
    panels: list[Any] = field(default_factory=list)
    history: list[dict[str, Any]] = field(default_factory=list)
    history_older: str = ""
    office_slot_url: str = ""


@dataclass(frozen=True)
class Likely:
    """A stored record that a new one may repeat: what it is, and why it was found."""

    record: Any
    facts: Any
    reason: Any

    @property
    def url(self) -> str:
        """The address of the record."""
        return str(self.record.get_absolute_url())


@dataclass
class FormPage:
    """A form with its buttons; ``conflict`` lists what somebody else saved meanwhile (label, theirs, mine).

    ``likely`` are stored records that the new one may repeat: shown before it is stored.
    """

    title: Any
    form: Any
    submit_label: Any
    cancel_url: str
    crumbs: list[Link]
    intro: Any = ""
    autosave_url: str = ""
    conflict: list[dict[str, str]] = field(default_factory=list)
    likely: list[Likely] = field(default_factory=list)
    multipart: bool = False
    token: str = ""
    steps: list[dict[str, Any]] = field(default_factory=list)
    # The second button: save, and open the form again for the next row of the same record.
    another_label: Any = ""


@dataclass
class ConfirmPage:
    """The last look before an act: what will change, a reason, and the act named on the button."""

    title: Any
    facts: list[Fact]
    submit_label: Any
    cancel_url: str
    crumbs: list[Link]
    tone: str = ""
    reason_required: bool = False
    reason: str = ""
    error: str = ""
    with_reason: bool = True


@dataclass
class ListingPage:
    """A list as asked for; ``rows_html`` is rendered by ``office/web/rows.py``."""

    title: Any
    count_text: str
    heads: list[dict[str, str]]
    rows_html: str
    has_rows: bool
    crumbs: list[Link]
    filter_form: Any = None
    chips: list[dict[str, str]] = field(default_factory=list)
    column_choices: list[dict[str, Any]] = field(default_factory=list)
    export_url: str = ""
    print_url: str = ""
    links: list[Link] = field(default_factory=list)
    create_url: str = ""
    create_label: Any = ""
    pager: dict[str, Any] = field(default_factory=dict)
    empty_text: Any = ""
    empty_hint: Any = ""
    hidden: list[tuple[str, str]] = field(default_factory=list)
    filter_open: bool = False
