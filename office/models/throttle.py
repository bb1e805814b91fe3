"""How often somebody has asked for something that is open to everybody, counted in the database."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Throttle(models.Model):
    """The count of one key since ``since``; ``key`` is what is asked and from where: ``verify:10.0.0.1``."""

    key = models.CharField(max_length=100, unique=True, editable=False)
    count = models.PositiveIntegerField(default=0)
    since = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("Request count")
        verbose_name_plural = _("Request counts")

    def __str__(self) -> str:
        return self.key
