"""The form of a paper."""

from django.utils.translation import gettext_lazy as _

from research.models import Paper
from reviews.enums import CallKind
from reviews.forms.beside import SubmissionPartForm


class PaperForm(SubmissionPartForm):
    """A paper sent in to a call for papers."""

    kind = CallKind.PAPER
    sections = ((_("What is sent in"), ("call", "track", "title", "author_names", "theme", "organization")),)

    class Meta:
        model = Paper
        fields = ("author_names", "theme")
