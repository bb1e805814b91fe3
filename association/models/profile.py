"""The association's own card: how it signs, where it is reached, what its pages must show; and its charter's rules."""

from fractions import Fraction
from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.enums import GRANT_ROLES, CharterCode
from association.models.body import Body
from association.models.scope import fits_choices
from office.actor import Actor
from office.models import Attachment, Record, ScopedQuerySet


class ProfileQuerySet(ScopedQuerySet):
    """The card and the rules are read by those who read all and by those who set the portal up."""

    def visible_to(self, actor: Actor) -> Self:
        """Return the rows for the secretariat, oversight and the system administrator."""
        return self if actor.reads_all or actor.role in GRANT_ROLES else self.none()


class Profile(Record):
    """What the portal knows of the association that it works for; one row for the body at the top.

    ``document_code`` is the 机关代字 in front of the year of a document number (GB/T 9704-2012). The filing numbers go
    into the footer of every page (互联网信息服务管理办法, article 12).
    """

    body = models.OneToOneField(Body, models.PROTECT, related_name="profile", verbose_name=_("Body"))
    document_code = models.CharField(
        _("Document code"),
        max_length=20,
        blank=True,
        validators=[
            RegexValidator(r"^[\u4e00-\u9fff]+$", _("Write Chinese characters only, without year and number."))
        ],
        help_text=_("Stands before the year in document numbers, such as 皖职成学 in 皖职成学〔2020〕2号."),
    )
    seal = models.ForeignKey(
        Attachment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Seal image")
    )
    logo = models.ForeignKey(
        Attachment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Logo")
    )
    current_year = models.PositiveSmallIntegerField(
        _("Working year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1949), MaxValueValidator(2200)],
        help_text=_("The year that the home page tells and new reports begin with."),
    )
    host_name = models.CharField(
        _("Website host"), max_length=120, blank=True, help_text=_("Shown as 主办单位; empty: the association's name.")
    )
    address = models.CharField(_("Address"), max_length=120, blank=True)
    postcode = models.CharField(
        _("Postcode"),
        max_length=6,
        blank=True,
        validators=[RegexValidator(r"^\d{6}$", _("A postcode has six digits."))],
    )
    telephone = models.CharField(
        _("Office telephone"),
        max_length=40,
        blank=True,
        validators=[RegexValidator(r"^[\d\-+()（）、 ]{5,40}$", _("Write digits, with hyphens."))],
    )
    mailbox = models.EmailField(_("Office e-mail"), blank=True)
    icp_number = models.CharField(
        _("ICP filing number"),
        max_length=40,
        blank=True,
        validators=[
            RegexValidator(r"^[\u4e00-\u9fff]ICP备\d{6,12}号(-\d{1,3})?$", _("Write it as 皖ICP备12345678号-1."))
        ],
    )
    police_number = models.CharField(
        _("Public security filing number"),
        max_length=40,
        blank=True,
        validators=[
            RegexValidator(r"^[\u4e00-\u9fff]公网安备\s?\d{14}号$", _("Write it as 皖公网安备34010202600001号."))
        ],
    )
    site_code = models.CharField(
        _("Website identification code"),
        max_length=10,
        blank=True,
        validators=[RegexValidator(r"^[0-9A-Za-z]{10}$", _("It has ten characters."))],
    )
    set_up_at = models.DateTimeField(_("Set up"), null=True, blank=True, editable=False)

    objects: ClassVar[Any] = ProfileQuerySet.as_manager()

    class Meta:
        verbose_name = _("Association card")
        verbose_name_plural = _("Association cards")
        constraints = [
            models.CheckConstraint(
                condition=Q(current_year__isnull=True) | Q(current_year__gte=1949, current_year__lte=2200),
                name="profile_year",
            )
        ]

    def __str__(self) -> str:
        return str(self.body)

    def get_absolute_url(self) -> str:
        return reverse("association:setup")


class CharterRule(Record):
    """One number of the charter, in force from a day until a later row of the same code: shares are kept exactly.

    ``amount`` over ``divisor``: 2 over 3 for two thirds, 5 over 1 for five years.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="charter_rules", verbose_name=_("Body"))
    code = models.CharField(_("Rule"), max_length=30, choices=CharterCode.choices)
    amount = models.PositiveIntegerField(_("Number"))
    divisor = models.PositiveIntegerField(default=1)
    valid_from = models.DateField(_("Valid from"))
    clause = models.CharField(
        _("Clause"), max_length=60, blank=True, help_text=_("Where the charter says so, such as 第十六条.")
    )

    objects: ClassVar[Any] = ProfileQuerySet.as_manager()

    class Meta:
        verbose_name = _("Charter rule")
        verbose_name_plural = _("Charter rules")
        ordering = ["code", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "code", "valid_from"],
                name="charter_rule_once_a_day",
                violation_error_message=_("This rule already changes on that day."),
            ),
            models.CheckConstraint(condition=Q(divisor__gte=1), name="charter_rule_divisor"),
            models.CheckConstraint(condition=fits_choices("code", CharterCode), name="charter_rule_words"),
        ]

    def __str__(self) -> str:
        return f"{self.get_code_display()} {self.value_text}"

    def get_absolute_url(self) -> str:
        return reverse("association:setup_charter")

    @property
    def value(self) -> Fraction:
        """The number, exactly."""
        return Fraction(self.amount, self.divisor)

    @property
    def value_text(self) -> str:
        """The number as the charter writes it: 2/3, 5."""
        return str(self.amount) if self.divisor == 1 else f"{self.amount}/{self.divisor}"
