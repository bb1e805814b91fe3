"""The forms of rubrics: the sheet of a track, one criterion with its levels, and copying from another round."""

from decimal import Decimal
from typing import Any

from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from association.forms.act import ActForm
from office.actor import Actor
from reviews.forms.child import ChildForm
from reviews.models import Criterion, Round, Rubric

# As many as a keyboard chooses with one key and a reader compares at a glance.
LEVELS = 5


class RubricForm(ChildForm):
    """The rubric of one track of a round, or of all that have none of their own."""

    owner = "round"

    class Meta:
        model = Rubric
        fields = ("round", "track", "note")
        widgets = {"round": forms.HiddenInput}

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.limit("track", call__rounds=self.owner_key())
        self.fields["track"].empty_label = _("All tracks without a rubric of their own")  # type: ignore[attr-defined]
        self.fields["note"].help_text = _("Reviewers read it above the criteria.")


class CriterionForm(ChildForm):
    """One criterion; its levels, best first, are chosen by reviewers with the keys 1 to 5."""

    owner = "rubric"
    sections = (
        (_("Criterion"), ("name", "code", "points", "step", "order", "description")),
        (_("When a comment is needed"), ("comment_below", "comment_above")),
    )

    class Meta:
        model = Criterion
        fields = (
            "rubric",
            "name",
            "code",
            "points",
            "step",
            "order",
            "description",
            "comment_below",
            "comment_above",
        )
        widgets = {"rubric": forms.HiddenInput, "description": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.fields["code"].required = False
        self.fields["code"].help_text = _("Short Latin name for the order of tie-breaking; empty: it is made.")
        self.fields["step"].label = _("Steps of points")
        self.fields["step"].help_text = _("Points go up in steps of this, as in 0.5 or 1.")
        self.fields["comment_below"].help_text = _("Fewer points than this need a comment; empty: never.")
        self.fields["comment_above"].help_text = _("More points than this need a comment; empty: never.")
        stored = list(self.instance.levels or []) if self.instance.pk else []
        for place in range(1, LEVELS + 1):
            level = stored[place - 1] if place <= len(stored) else {}
            self.fields[f"label_{place}"] = forms.CharField(
                label=_("Level %(place)s") % {"place": place}, max_length=20, required=False
            )
            self.fields[f"points_{place}"] = forms.DecimalField(
                label=_("Points"), required=False, min_value=Decimal(0), decimal_places=2, max_digits=6
            )
            self.fields[f"descriptor_{place}"] = forms.CharField(label=_("Descriptor"), max_length=300, required=False)
            self.initial.setdefault(f"label_{place}", level.get("label", ""))
            self.initial.setdefault(f"points_{place}", level.get("points"))
            self.initial.setdefault(f"descriptor_{place}", level.get("descriptor", ""))
        self.helper.layout = self.build_layout()

    def build_layout(self) -> Layout:
        """Return the sections, then one line for each level."""
        layout = super().build_layout()
        if "label_1" not in self.fields:
            return layout
        names = {f"{part}_{place}" for part in ("label", "points", "descriptor") for place in range(1, LEVELS + 1)}
        groups = [item for item in layout.fields if not holds(item, names)]
        lines = [
            Div(*(self.place(f"{part}_{place}") for part in ("label", "points", "descriptor")), css_class="level-line")
            for place in range(1, LEVELS + 1)
        ]
        return Layout(*groups, Fieldset(_("Levels, best first (keys 1 to 5)"), *lines))

    def clean(self) -> dict[str, Any]:
        """Levels have a label and points each, at most the criterion's, from best to worst."""
        data = super().clean() or self.cleaned_data
        levels, last = [], None
        for place in range(1, LEVELS + 1):
            label, points = data.get(f"label_{place}", ""), data.get(f"points_{place}")
            if not label and points is None:
                continue
            if not label or points is None:
                self.add_error(f"label_{place}", _("A level has a label and points."))
                continue
            if data.get("points") is not None and points > data["points"]:
                self.add_error(f"points_{place}", _("At most the points of the criterion."))
            if last is not None and points >= last:
                self.add_error(f"points_{place}", _("Levels go from best to worst."))
            last = points
            levels.append({"label": label, "descriptor": data.get(f"descriptor_{place}", ""), "points": str(points)})
        data["levels"] = levels
        if not data.get("code") and not self.errors:
            data["code"] = self.free_code()
        return data

    def free_code(self) -> str:
        """Return a code that the rubric does not have yet: c1, c2 and so on."""
        taken = set(Criterion.objects.filter(rubric=self.owner_key()).values_list("code", flat=True))
        place = 1
        while f"c{place}" in taken:
            place += 1
        return f"c{place}"

    @property
    def changes(self) -> dict[str, Any]:
        """The criterion's fields, its levels as one value."""
        return {**super().changes, "levels": self.cleaned_data["levels"]}

    @property
    def all_changes(self) -> dict[str, Any]:
        """The fields that a stale form is compared by; levels are shown by their own lines."""
        return {name: value for name, value in self.changes.items() if name in self.fields}


def holds(item: Any, names: set[str]) -> bool:
    """Tell whether a part of a layout places any of these fields."""
    if isinstance(item, str):
        return item in names
    return any(holds(part, names) for part in getattr(item, "fields", ()))


class CopyRubricForm(ActForm):
    """Which round's rubrics are copied."""

    source = forms.ModelChoiceField(queryset=Round.objects.none(), label=_("Round"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        rounds = Round.objects.visible_to(actor).filter(rubrics__criteria__isnull=False).distinct()
        field: Any = self.fields["source"]
        field.queryset = rounds.select_related("call").order_by("-call__year", "call_id", "order")
        field.label_from_instance = lambda row: f"{row.call.title}：{row.name}"
