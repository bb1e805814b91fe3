"""Tables of the association."""

from association.models.access import AccessReview
from association.models.activity import (
    Activity,
    ActivityAttachment,
    ActivityHost,
    ActivityPerson,
    ActivitySession,
)
from association.models.agreement import Agreement, AgreementAttachment, AgreementParty
from association.models.body import Body
from association.models.certificate import Certificate
from association.models.count import StatedCount
from association.models.duplicate import DuplicatePair
from association.models.expert import Expert, ExpertRelation, ExpertTopic, Topic
from association.models.grant import RoleGrant
from association.models.membership import Membership
from association.models.organization import FormerName, Organization, Succession
from association.models.payee import Payee
from association.models.person import Employment, Person
from association.models.profile import CharterRule, Profile
from association.models.publication import Issue, Publication, PublicationAttachment
from association.models.recognition import Recognition
from association.models.region import Region
from association.models.visit import Visit, VisitAttachment, VisitDay, VisitParty

__all__ = [
    "AccessReview",
    "Activity",
    "ActivityAttachment",
    "ActivityHost",
    "ActivityPerson",
    "ActivitySession",
    "Agreement",
    "AgreementAttachment",
    "AgreementParty",
    "Body",
    "Certificate",
    "CharterRule",
    "DuplicatePair",
    "Employment",
    "Expert",
    "ExpertRelation",
    "ExpertTopic",
    "FormerName",
    "Issue",
    "Membership",
    "Organization",
    "Payee",
    "Person",
    "Profile",
    "Publication",
    "PublicationAttachment",
    "Recognition",
    "Region",
    "RoleGrant",
    "StatedCount",
    "Succession",
    "Topic",
    "Visit",
    "VisitAttachment",
    "VisitDay",
    "VisitParty",
]
