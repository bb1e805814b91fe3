"""The charter's numbers as dated rows: entered by hand, or taken over from the model charter and then corrected."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from association.models import Body, CharterRule
from office.actor import Actor
from office.domain.record import create_record
from office.workflow import refuse_unless

MODEL_CHARTER = Path(__file__).resolve().parent.parent / "data" / "charter.json"


def model_rules() -> dict[str, Any]:
    """Return the model charter of the ministry: its source and its numbers, kept as data beside the code."""
    charter: dict[str, Any] = json.loads(MODEL_CHARTER.read_text(encoding="utf-8"))
    return charter


def take_model_rules(body: Body, *, actor: Actor, valid_from: date) -> list[CharterRule]:
    """Enter those numbers of the model charter of which the association has none yet; returns the new rows."""
    known = set(CharterRule.objects.filter(body=body).values_list("code", flat=True))
    missing = [rule for rule in model_rules()["rules"] if rule["code"] not in known]
    refuse_unless(bool(missing), _("Every rule has a number already."))
    rows = []
    with transaction.atomic():
        for rule in missing:
            row = CharterRule(body=body, valid_from=valid_from, divisor=rule.get("divisor", 1), **only_number(rule))
            create_record(row, actor=actor, reason=_("Taken over from the model charter"))
            rows.append(row)
    return rows


def only_number(rule: dict[str, Any]) -> dict[str, Any]:
    """Return the code and the number of a line of the model charter."""
    return {"code": rule["code"], "amount": rule["amount"]}
