"""One declaration for the pages of a noun: list, detail, create, change, act, remove, suggestions, export, files.

Thirty nouns have the same pages; a ``Noun`` says only what differs. Anything special stays a view of its own in the
app's ``views/``. ``office/web/pages.py: noun_urls(noun)`` makes its addresses.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse

from office.actor import Actor
from office.domain.import_kind import Importer
from office.domain.record import change_record, create_record, remove_record
from office.domain.transition import advance
from office.forms.record import RecordForm
from office.listing import Listing
from office.models import AttachmentLink
from office.web.page_data import Fact, Likely, Link
from office.workflow import Workflow

Create = Callable[[RecordForm, Actor], Model]
Change = Callable[[Any, RecordForm, Actor], Model]
Act = Callable[..., Any]


def create_by_form(form: RecordForm, actor: Actor) -> Model:
    """Store a new record from a form's values."""
    return create_record(form._meta.model(**form.changes), actor=actor)


def change_by_form(obj: Any, form: RecordForm, actor: Actor) -> Model:
    """Change a record by a form's values, refusing a stale form."""
    return change_record(obj, actor=actor, changes=form.changes, revision=form.opened_revision)


@dataclass(frozen=True)
class Noun:
    """The pages of one noun.

    ``app`` and ``name`` make the address names (``association:organization_list`` ...) and the permissions
    (``association.list_organization``, ``add_``, ``change_``, ``remove_``, ``export_`` and one per act when a rule of
    that name exists). ``plural`` is the address part.

    ``rows``      rows of an actor; default ``model.objects.visible_to``
    ``facts``     (obj, actor) -> facts of the first panel
    ``panels``    (obj, actor) -> further panels
    ``links``     (obj, actor) -> further buttons
    ``list_links``  (actor) -> further buttons above the list
    ``acts``      action -> domain function(obj, *, actor, reason); default: ``advance`` by ``workflow``
    ``offers``    (obj, action) -> False leaves an act off the page that would only be refused
    ``impact``    (obj, action, actor) -> facts shown before the act
    ``files``     the through table of attachments, with the owner's field name
    ``hold``      (owner of the files) -> refuses when it may no longer change; in the transaction that changes a file
    ``beside``    (obj) -> the record of a lower app beside which this one stands: its files and acts are shown too
    ``parent``    (obj) -> crumbs above the record, for nouns that live inside another
    ``likely``    (form, actor) -> stored records that the form's new one may repeat, asked about before it is stored
    ``told_apart``  (obj, keys, actor) -> remembers that a new record is none of those with these keys
    ``importer``  what reads a sheet of such records
    ``names``     fields searched for suggestions; "" for none
    """

    app: str
    name: str
    plural: str
    model: type[Model]
    label: Any
    labels: Any
    listing: Listing | None = None
    form: type[RecordForm] | None = None
    rows: Callable[[Actor], QuerySet[Any]] | None = None
    facts: Callable[[Any, Actor], list[Fact]] | None = None
    panels: Callable[[Any, Actor], list[Any]] | None = None
    links: Callable[[Any, Actor], list[Link]] | None = None
    list_links: Callable[[Actor], list[Link]] | None = None
    workflow: Workflow | None = None
    tone: Callable[[Any], str] | None = None
    create: Create = create_by_form
    change: Change = change_by_form
    remove: Callable[..., None] = remove_record
    acts: dict[str, Act] | None = None
    offers: Callable[[Any, str], bool] | None = None
    impact: Callable[[Any, str, Actor], list[Fact]] | None = None
    files: type[AttachmentLink] | None = None
    files_owner: str = ""
    hold: Callable[[Any], None] | None = None
    beside: Callable[[Any], Model] | None = None
    parent: Callable[[Any], list[Link]] | None = None
    likely: Callable[[RecordForm, Actor], list[Likely]] | None = None
    told_apart: Callable[[Any, list[int], Actor], None] | None = None
    names: tuple[str, ...] = ()
    importer: type[Importer] | None = None
    removable: bool = True
    intro: Any = ""

    def permission(self, act: str) -> str:
        """Return the permission's name for an act on this noun."""
        return f"{self.app}.{act}_{self.name}"

    def address(self, page: str, *args: Any) -> str:
        """Return the address of one of the noun's pages."""
        return reverse(f"{self.app}:{self.name}_{page}", args=args)

    def owner_of_files(self, obj: Any) -> Model:
        """Return the record that the files belong to."""
        return self.beside(obj) if self.beside else obj

    def audited(self, obj: Any) -> list[Model]:
        """Return the records whose acts make up the history."""
        return [obj, self.beside(obj)] if self.beside else [obj]

    def visible_rows(self, actor: Actor) -> QuerySet[Any]:
        """Return the rows that the actor may see."""
        if self.rows is not None:
            return self.rows(actor)
        return self.model._default_manager.visible_to(actor)  # type: ignore[attr-defined]

    def act(self, obj: Any, action: str, *, actor: Actor, reason: str) -> Any:
        """Do one act: the app's own domain function, or a plain move along the workflow."""
        own = (self.acts or {}).get(action)
        if own is not None:
            return own(obj, actor=actor, reason=reason)
        if self.workflow is None:
            raise KeyError(action)
        return advance(obj, action, actor=actor, workflow=self.workflow, reason=reason)
