"""The forms of an annual review, and of the reviews of a whole year."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import AnnualReview, Group
from office.actor import Actor
from office.forms.record import RecordForm


class ReviewForm(RecordForm):
    """An annual review: group and year are chosen once."""

    class Meta:
        model = AnnualReview
        fields = ("group", "year", "rule_set", "score", "grade")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        if self.instance.pk:
            del self.fields["group"], self.fields["year"]
            self.helper.layout = self.build_layout()
        else:
            field = self.fields["group"]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = Group.objects.visible_to(actor).select_related("body")


class PlanYearForm(forms.Form):
    """The year for which every group is to be reviewed."""

    year = forms.IntegerField(label=_("Year"), validators=[MinValueValidator(1949), MaxValueValidator(2100)])
    rule_set = forms.CharField(label=_("Rule set"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = timezone.localdate().year
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
