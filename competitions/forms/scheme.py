"""The form of an honor scheme."""

from competitions.models import HonorScheme
from office.forms.record import RecordForm


class SchemeForm(RecordForm):
    """An honor scheme."""

    class Meta:
        model = HonorScheme
        fields = ("name", "code", "body", "basis")
