"""Certificates (证书): numbered, with a code by which anybody can check them."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import ExpressionWrapper, F, Q, Value
from django.db.models.functions import Replace
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.enums import CertificateKind, CertificateState, HolderRole
from association.methods.verify_code import digest_code, show_code
from association.models.organization import Organization
from association.models.person import Person
from association.models.scope import fits_choices
from office.actor import Actor
from office.models import Record, ScopedQuerySet

# The sheet names one person on record, and not as the record does now; nobody has decided that it stays so. Spaces
# within a name (张　三) are no difference.
SHEET_NAME = Replace(Replace(F("holder"), Value(" "), Value("")), Value("\u3000"), Value(""))
NAME_CHANGED = (
    Q(state=CertificateState.ISSUED, person__isnull=False)
    & ~Q(holder=F("person__name"))
    & ~Q(sheet_name=F("person__name_plain"))
    & ~Q(name_kept=F("person__name"))
)


class CertificateQuerySet(ScopedQuerySet):
    """Certificates: staff read all, a school those of its own works and people."""

    def visible_to(self, actor: Actor) -> Self:
        """Return all certificates for those who read all, a school's own for its people."""
        if actor.reads_all:
            return self
        return self.filter(organization_id=actor.organization_id) if actor.is_school else self.none()

    def issued(self) -> Self:
        """Keep the valid ones."""
        return self.filter(state=CertificateState.ISSUED)

    def with_name_changed(self) -> Self:
        """Add ``name_changed``: true for a valid sheet of one known person whose record now has another name.

        A renamed organization is none of this: what it was given under the former name stays good.
        """
        rows = self.alias(sheet_name=SHEET_NAME)
        return rows.annotate(name_changed=ExpressionWrapper(NAME_CHANGED, output_field=models.BooleanField()))

    def with_former_name(self) -> Self:
        """Keep the valid sheets of one known person whose record now has another name."""
        return self.alias(sheet_name=SHEET_NAME).filter(NAME_CHANGED)


class Certificate(Record):
    """One sheet of paper: what stands on it is frozen, and its number and code are never given again.

    ``holder`` and ``unit`` are the names as printed. ``prize`` is the award (一等奖), ``occasion`` the contest or
    selection with its edition, ``work`` what was awarded. ``people`` lists further printed lines, each a label with
    names (指导教师). ``source`` names the row of an upper app on which it rests (``reviews.award:12``); ``part`` is
    empty for the sheet of the whole award and names the person for the sheet of one (``p34``), who stands at ``place``
    among ``places``. ``role`` is empty on sheets of before this column. A certificate is never changed: a corrected one
    replaces it (``supersedes``). ``name_kept`` is the person's later name in spite of which staff keep the sheet.
    """

    kind = models.CharField(_("Kind"), max_length=12, choices=CertificateKind.choices, default=CertificateKind.AWARD)
    number = models.CharField(_("Certificate number"), max_length=40, unique=True, editable=False)
    code = models.CharField(_("Verification code"), max_length=16, unique=True, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    holder = models.CharField(_("Holder as printed"), max_length=200)
    unit = models.CharField(_("Unit as printed"), max_length=200, blank=True)
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="certificates", verbose_name=_("Organization")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="certificates", verbose_name=_("Person")
    )
    occasion = models.CharField(_("Occasion"), max_length=200)
    prize = models.CharField(_("Prize"), max_length=120)
    work = models.CharField(_("Work"), max_length=200, blank=True)
    people = models.JSONField(_("Further people"), default=list, blank=True)
    issuer = models.CharField(_("Issuer"), max_length=200)
    year = models.PositiveSmallIntegerField(_("Year"), db_index=True)
    issued_on = models.DateField(_("Date on the certificate"))
    state = models.CharField(
        _("State"), max_length=12, choices=CertificateState.choices, default=CertificateState.ISSUED
    )
    reason = models.CharField(_("Reason"), max_length=200, blank=True, editable=False)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="successor", verbose_name=_("Replaces")
    )
    source = models.CharField(max_length=80, editable=False, db_index=True)
    part = models.CharField(max_length=40, blank=True, default="", editable=False)
    role = models.CharField(
        _("Holder's part"), max_length=12, choices=HolderRole.choices, blank=True, default="", editable=False
    )
    place = models.PositiveSmallIntegerField(_("Order"), null=True, blank=True, editable=False)
    places = models.PositiveSmallIntegerField(_("Of so many"), null=True, blank=True, editable=False)
    name_kept = models.CharField(_("Later name, sheet kept"), max_length=60, blank=True, default="", editable=False)

    objects: ClassVar[Any] = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("Certificate")
        verbose_name_plural = _("Certificates")
        ordering = ["-year", "-id"]
        indexes = [models.Index(fields=["organization", "-id"], name="certificate_of_school")]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "part"],
                condition=Q(state=CertificateState.ISSUED),
                name="certificate_part_valid_once",
                violation_error_message=_("A valid certificate rests on this award already."),
            ),
            models.CheckConstraint(
                condition=Q(state=CertificateState.ISSUED, reason="")
                | (~Q(state=CertificateState.ISSUED) & ~Q(reason="")),
                name="certificate_ended_with_reason",
                violation_error_message=_("Give the reason why the certificate is no longer valid."),
            ),
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(code="") & ~Q(holder="") & ~Q(source=""),
                name="certificate_named",
                violation_error_message=_("A certificate has its number, its holder and its award."),
            ),
            models.CheckConstraint(
                condition=fits_choices("state", CertificateState) & fits_choices("kind", CertificateKind),
                name="certificate_words",
                violation_error_message=_("Choose a value from the list."),
            ),
            models.CheckConstraint(
                condition=fits_choices("role", HolderRole, empty=True),
                name="certificate_role",
                violation_error_message=_("Choose a value from the list."),
            ),
            models.CheckConstraint(
                condition=Q(place__isnull=True, places__isnull=True) | Q(place__gte=1, places__gte=models.F("place")),
                name="certificate_place",
                violation_error_message=_("The place lies among the holders."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.holder}"

    def get_absolute_url(self) -> str:
        return reverse("association:certificate_detail", args=[self.pk])

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Derive the digest of the code before storing."""
        self.digest = digest_code(self.code)
        super().save(*args, **kwargs)

    @property
    def is_valid(self) -> bool:
        """True while the certificate counts."""
        return self.state == CertificateState.ISSUED

    @property
    def shown_code(self) -> str:
        """The code as it is printed."""
        return show_code(self.code)
