"""The form of how somebody wants e-mails."""

from django import forms
from django.utils.translation import gettext_lazy as _

from office.models import MessagePreference


def hour_input() -> forms.TimeInput:
    """Return the browser's own time field."""
    return forms.TimeInput(format="%H:%M", attrs={"type": "time"})


class PreferenceForm(forms.ModelForm):
    """E-mails: when and how many; messages in the portal are not chosen away."""

    class Meta:
        model = MessagePreference
        fields = ["mail_mode", "digest_at", "quiet_from", "quiet_until", "quiet_on_rest_days"]
        widgets = {name: hour_input() for name in ("digest_at", "quiet_from", "quiet_until")}
        help_texts = {
            "quiet_from": _("No e-mail goes out between these hours; the same hour twice means no quiet hours."),
            "quiet_on_rest_days": _("By the workday calendar: e-mails wait for the next working day."),
        }

    def _post_clean(self) -> None:
        """Leave the instance untouched: the domain function validates and saves."""
