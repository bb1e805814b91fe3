"""Somebody who works through the pages: opens an address, fills the form in that stands there, sends it.

Only what a page offers can be sent: a field that the form does not have, a choice that it does not offer, a button that
is not there end the walk. Models and domain functions are no business of a walker.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

from django.core.files.base import File
from django.test import Client
from django.urls import reverse

# The forms in the frame of every page: display, grant, language, log-out.
FRAME = ("/office/display/", "/association/grants/switch/", "/language/", "/accounts/logout/")


@dataclass
class Field:
    """One name of a form: its values as the page shows them, what it offers, and the words beside."""

    kind: str
    values: list[str] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


@dataclass
class Form:
    """A form of a page."""

    action: str
    fields: dict[str, Field] = field(default_factory=dict)
    buttons: list[dict[str, str]] = field(default_factory=list)


class FormReader(HTMLParser):
    """Collect the POST forms of a page with their fields as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: dict[str, Form] = {}
        self.stack: list[Form] = []
        self.select: Field | None = None
        self.text: Field | None = None
        self.in_option = False
        # Boxes by the id that their label names, and the box whose label is being read.
        self.boxes: dict[str, tuple[Field, int]] = {}
        self.labeled: tuple[Field, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.stack.append(Form(given.get("action", "")))
            if given.get("method", "").lower() == "post":
                self.forms[given.get("id", "") or f"#{len(self.forms)}"] = self.stack[-1]
            return
        if tag == "label":
            self.labeled = self.boxes.get(given.get("for", ""))
        form = self.forms.get(given.get("form", "")) or (self.stack[-1] if self.stack else None)
        if tag == "option" and self.select is not None:
            self.select.offered.append(given.get("value", ""))
            self.select.words.append("")
            self.in_option = True
            if "selected" in given:
                self.select.values.append(given.get("value", ""))
        if form is None or "disabled" in given:
            return
        if tag == "button" and given.get("type", "submit") == "submit":
            form.buttons.append(given)
        if "name" not in given:
            return
        if tag == "input":
            self.read_input(form, given)
        elif tag == "select":
            self.select = form.fields.setdefault(given["name"], Field("select"))
        elif tag == "textarea":
            self.text = form.fields.setdefault(given["name"], Field("text", [""]))

    def read_input(self, form: Form, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if kind in {"submit", "button"}:
            form.buttons.append(given)
            return
        held = form.fields.setdefault(given["name"], Field(kind))
        if kind in {"checkbox", "radio"}:
            self.boxes[given.get("id", "")] = (held, len(held.offered))
            held.offered.append(given.get("value", "on"))
            held.words.append("")
            if "checked" in given:
                held.values.append(given.get("value", "on"))
        elif kind != "file":
            held.values.append(given.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self.text is not None:
            self.text.values[-1] += data
        elif self.in_option and self.select is not None:
            self.select.words[-1] += data.strip()
        elif self.labeled is not None:
            held, place = self.labeled
            held.words[place] += data.strip()

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self.stack:
            self.stack.pop()
        elif tag == "option":
            self.in_option = False
        elif tag == "label":
            self.labeled = None
        elif tag == "select":
            if self.select is not None and not self.select.values and self.select.offered:
                self.select.values = self.select.offered[:1]
            self.select = None
        elif tag == "textarea":
            self.text = None


class WayLost(AssertionError):
    """A page answered otherwise than expected, or does not offer what was to be done."""


def at(name: str, *args: Any, **query: Any) -> str:
    """Return the address of a page, with a query."""
    text = "&".join(f"{key}={value}" for key, value in query.items())
    return reverse(name, args=args) + (f"?{text}" if text else "")


class Walker:
    """A logged-in person; ``page`` is the answer that is open now, ``address`` where it stands.

    Who is ``hurried`` looks at the page to which a sent form leads only when something on it is needed.
    """

    hurried = False

    def __init__(self, client: Client, name: str) -> None:
        self.client, self.name = client, name
        self.page: Any = None
        self.address = ""
        self.requests = 0

    def open(self, address: str, *, status: int = 200) -> "Walker":
        """Open an address; the answer has this status after redirects."""
        self.take(self.client.get(address, follow=True), address, status)
        return self

    def take(self, page: Any, asked: str, status: int) -> None:
        """Make an answer the open page; ``WayLost`` when it is not of this status."""
        self.page = page
        self.requests += 1 + len(getattr(page, "redirect_chain", ()))
        self.address = page.request["PATH_INFO"]
        query = page.request.get("QUERY_STRING")
        self.address += f"?{query}" if query else ""
        if page.status_code != status:
            raise WayLost(self.told(asked))

    def told(self, what: str) -> str:
        """Return what a page complains of."""
        text = self.text()
        marks = [line.strip() for line in text.splitlines() if "error" in line or "alert" in line or "refus" in line]
        return f"{self.name} at {what}: {self.page.status_code} {' | '.join(marks)[:3000]}"

    def form(self, *names: str, action: str = "") -> Form:
        """Return the first form of the page that has all these fields and whose address ends like this."""
        reader = FormReader()
        reader.feed(self.text())
        for form in reader.forms.values():
            fits = form.action not in FRAME and form.action.partition("?")[0].endswith(action)
            if fits and set(names) <= set(form.fields):
                return form
        known = {form.action: sorted(form.fields) for form in reader.forms.values()}
        raise WayLost(f"{self.name}: no form with {names} for {action!r} at {self.address}: {known}")

    def send(
        self, values: Mapping[str, Any] | None = None, *, action: str = "", button: str = "", status: int = 200
    ) -> "Walker":
        """Fill in the open page's form and send it; a refusal (422, 403, 409) ends the walk unless ``status`` says so.

        The value of a choice is one of the values that the page offers, or the text of the choice as it reads there.
        """
        values = values or {}
        form = self.form(*values, action=action)
        data: dict[str, Any] = {name: list(held.values) for name, held in form.fields.items() if held.values}
        for name, value in values.items():
            held, many = form.fields[name], value if isinstance(value, list) else [value]
            if isinstance(value, File) or held.kind == "file":
                data[name] = many
                continue
            data[name] = [self.offered(name, held, str(item)) for item in many]
        if button:
            pressed = next((item for item in form.buttons if button in {item.get("name"), item.get("value")}), None)
            if pressed is None:
                raise WayLost(f"{self.name}: no button {button!r} at {self.address}")
            data[pressed["name"]] = [pressed.get("value", "")]
        target = urljoin(self.address, form.action) if form.action else self.address
        answer = self.client.post(target, data, follow=not self.hurried)
        if self.hurried and answer.status_code == 302:
            self.page, self.address = None, urljoin(target, answer["Location"])
            self.requests += 1
        else:
            self.take(answer, target, status)
        return self

    def offered(self, name: str, held: Field, value: str) -> str:
        """Return the value to send for a field; ``WayLost`` when it is a choice that the page does not offer."""
        if held.kind not in {"select", "radio", "checkbox"} or value in held.offered:
            return value
        if value in held.words:
            return held.offered[held.words.index(value)]
        raise WayLost(f"{self.name} at {self.address}: {name} offers {held.words or held.offered}, not {value}")

    def key(self) -> int:
        """Return the number in the open page's address."""
        path = self.address.partition("?")[0]
        return int(next(part for part in reversed(path.split("/")) if part.isdigit()))

    def text(self) -> str:
        """Return the open page as text."""
        if self.page is None:
            self.take(self.client.get(self.address, follow=True), self.address, 200)
        return str(self.page.content.decode(errors="replace"))

    def found(self, pattern: str) -> list[str]:
        """Return what a pattern finds on the open page, each once, in its order."""
        return list(dict.fromkeys(unescape(one) for one in re.findall(pattern, self.text())))

    def one(self, pattern: str) -> str:
        """Return the one thing that a pattern finds on the open page."""
        found = self.found(pattern)
        if len(found) != 1:
            raise WayLost(f"{self.name} at {self.address}: {pattern} finds {found[:5]}")
        return found[0]
