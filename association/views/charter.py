"""The charter's rules and the first accounts: the two steps of the set-up that hold many rows."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from association.domain.charter import model_rules, take_model_rules
from association.domain.profile import card_to_fill, open_first_account
from association.enums import CharterCode
from association.forms.setup import CharterRuleForm, FirstAccountForm
from association.models import CharterRule, RoleGrant
from association.queries.grant import today
from association.queries.profile import rules_in_force
from association.views.panels import ChildTable, link_cell
from association.views.setup import RIGHT, STEPS, card_now, crumbs_of, marks_at, named, show_step
from office.domain.record import create_record
from office.enums import Role
from office.models import User
from office.web.access import door, get_actor
from office.web.noun import Noun
from office.web.page_data import Cell, DetailPage, Link, TablePanel

CHARTER_RULE = Noun(
    app="association",
    name="charter_rule",
    plural="charter-rules",
    model=CharterRule,
    label=gettext_lazy("Charter rule"),
    labels=gettext_lazy("Charter rules"),
    form=CharterRuleForm,
    create=lambda form, actor: create_record(
        CharterRule(body=card_to_fill(actor=actor).body, **form.changes), actor=actor
    ),
    parent=lambda _rule: [Link(gettext_lazy("Charter rules"), reverse("association:setup_charter"))],
    intro=gettext_lazy("The old number stays for the time before; the new one holds from its day on."),
)


def rule_cells(row: CharterRule) -> list[Cell]:
    """Return a rule as a line."""
    return [
        Cell(row.get_code_display()),
        Cell(row.value_text, kind="number"),
        Cell(row.valid_from, kind="date"),
        Cell(row.clause),
    ]


CHARTER_RULES = ChildTable(
    noun=CHARTER_RULE,
    owner="body",
    title=gettext_lazy("Numbers of the charter"),
    heads=(gettext_lazy("Rule"), gettext_lazy("Value of the rule"), gettext_lazy("Valid from"), gettext_lazy("Clause")),
    cells=rule_cells,
    add_label=gettext_lazy("Add charter rule"),
    empty_text=gettext_lazy("No rule is entered yet. Take over the model charter, then correct it by your own."),
)


@door(RIGHT)
@named
def charter(request: HttpRequest) -> HttpResponse:
    """Third step: the charter's numbers, those in force marked, past ones kept."""
    actor = get_actor(request)
    body = card_now(request).body
    order = list(CharterCode)
    rows = sorted(CharterRule.objects.filter(body=body), key=lambda row: order.index(CharterCode(row.code)))
    page = DetailPage(title=_("Charter rules"), crumbs=crumbs_of(STEPS[2]), subtitle=model_rules()["source"])
    held = {row.pk for row in rules_in_force(body, day=today()).values()}
    panel = CHARTER_RULES.panel(body, rows, actor)
    panel.heads.insert(4, _("Validity"))
    for row, line in zip(rows, panel.rows, strict=True):
        word, tone = (_("In force"), "ok") if row.pk in held else (_("Not in force"), "")
        line.insert(4, Cell(word, kind="state", tone=tone))
    page.panels.append(panel)
    known = {row.code for row in rows}
    if any(rule["code"] not in known for rule in model_rules()["rules"]):
        page.menu.append(Link(_("Take over the model charter"), reverse("association:setup_model"), method="post"))
    page.primary = Link(_("Go on: %(step)s") % {"step": STEPS[3].label}, STEPS[3].url)
    return render(request, "association/charter.html", {"page": page, "steps": marks_at(STEPS[2])})


@require_POST
@door(RIGHT)
def take_model(request: HttpRequest) -> HttpResponse:
    """Enter the numbers of the model charter that are missing, from the first day of this year."""
    actor = get_actor(request)
    body = card_to_fill(actor=actor).body
    first_day = today().replace(month=1, day=1)
    rows = take_model_rules(body, actor=actor, valid_from=body.founded_on or first_day)
    messages.success(
        request, _("%(count)s rules are taken over. Compare each with your own charter.") % {"count": len(rows)}
    )
    return redirect("association:setup_charter")


@door(RIGHT)
@named
def accounts(request: HttpRequest) -> HttpResponse:
    """Last step: open the accounts of those who keep the records, then hand each its one-time link."""
    actor = get_actor(request)
    initial = {"role": Role.SECRETARIAT_HEAD}
    form = FirstAccountForm(request.POST or None, initial=initial, actor=actor)

    def save() -> User:
        return open_first_account(User(**form.changes), role=form.cleaned_data["role"], actor=actor)

    return show_step(
        request,
        STEPS[5],
        form,
        save,
        then=reverse("association:setup_accounts"),
        said=gettext_lazy("The account is open. Give its owner the log-in link below."),
        template="association/setup_accounts.html",
        panel=held_accounts(),
    )


def held_accounts() -> TablePanel:
    """Return the accounts that hold a grant for the whole association, with the way to a link for each."""
    grants: Any = RoleGrant.objects.valid_on(today()).filter(organization=None, body=None, user__is_active=True)
    rows = [
        [
            link_cell(grant.user, str(grant.user)),
            Cell(grant.user.username),
            Cell(grant.get_role_display()),
            Cell(grant.user.last_login, kind="date"),
            Cell(_("Give a log-in link"), kind="link", url=reverse("association:account_invite", args=[grant.user_id])),
        ]
        for grant in grants.select_related("user").order_by("pk")[:50]
    ]
    heads = [_("Full name"), _("User name"), _("Role"), _("Last log-in"), _("Log-in link")]
    return TablePanel(_("Accounts for the whole association"), heads, rows)
