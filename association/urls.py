"""Addresses of the association's pages."""

from django.urls import path

from association.views import (
    access,
    account,
    activity,
    agreement,
    body,
    certificate,
    charter,
    count,
    duplicate,
    expert,
    grant,
    invitation,
    merge,
    organization,
    person,
    publication,
    recognition,
    region,
    reveal,
    setup,
    visit,
)
from association.views.panels import child_urls
from office.web.pages import noun_urls

app_name = "association"

RECORDS = (
    region.REGION,
    organization.ORGANIZATION,
    person.PERSON,
    expert.EXPERT,
    expert.TOPIC,
    body.BODY,
    grant.GRANT,
    activity.ACTIVITY,
    visit.VISIT,
    agreement.AGREEMENT,
    publication.PUBLICATION,
    recognition.RECOGNITION,
    certificate.CERTIFICATE,
)
ROWS = (
    organization.FORMER_NAME,
    organization.MEMBERSHIP,
    person.EMPLOYMENT,
    expert.EXPERT_RELATION,
    activity.SESSION,
    activity.HOST,
    activity.ACTIVITY_PERSON,
    visit.VISIT_DAY,
    visit.VISIT_PARTY,
    agreement.AGREEMENT_PARTY,
    publication.ISSUE,
    count.COUNT,
    charter.CHARTER_RULE,
)

SETUP = [
    path("setup/", setup.overview, name="setup"),
    path("setup/name/", setup.name, name="setup_name"),
    path("setup/signature/", setup.signature, name="setup_signature"),
    path("setup/charter/", charter.charter, name="setup_charter"),
    path("setup/charter/model/", charter.take_model, name="setup_model"),
    path("setup/footer/", setup.footer, name="setup_footer"),
    path("setup/year/", setup.year, name="setup_year"),
    path("setup/accounts/", charter.accounts, name="setup_accounts"),
    path("setup/finish/", setup.finish, name="setup_finish"),
    path("seal/", setup.seal, name="seal"),
    path("logo/", setup.logo, name="logo"),
]

urlpatterns = [
    *SETUP,
    # The account's page stands before the plain one of its noun: it shows acts and history to those who give grants.
    path("accounts/<int:pk>/", account.show_account, name="account_detail"),
    path("accounts/<int:pk>/phone/", reveal.reveal_phone, name="account_reveal"),
    path("accounts/<int:pk>/deactivate/", account.deactivate, name="account_deactivate"),
    path("accounts/<int:pk>/reactivate/", account.reactivate, name="account_reactivate"),
    path("accounts/<int:pk>/link/", invitation.invite, name="account_invite"),
    path("accounts/<int:pk>/link/withdraw/", invitation.revoke_link, name="account_revoke_link"),
    path("accounts/<int:pk>/unlock/", account.unlock, name="account_unlock"),
    path("accounts/<int:pk>/sessions/end/", account.end_sessions, name="account_end_sessions"),
    path("accounts/<int:pk>/factor/reset/", account.reset, name="account_reset_factor"),
    *child_urls(account.ACCOUNT),
    path("access/review/", access.review, name="access_review"),
    path("access/rights/<slug:role>/", access.show_rights, name="access_rights"),
    path("persons/<int:pk>/readers/", access.show_readers, name="person_readers"),
    *child_urls(access.ACCESS_NOUN),
    path("organizations/<int:pk>/rename/", organization.rename, name="organization_rename"),
    path("organizations/<int:pk>/succeed/", organization.record_succession, name="organization_succeed"),
    path("persons/<int:pk>/transfer/", person.transfer, name="person_transfer"),
    path("experts/<int:pk>/payee/", expert.keep, name="expert_payee"),
    path("experts/<int:pk>/payee/show/", expert.reveal, name="expert_reveal"),
    path("persons/<int:pk>/phone/", person.reveal, name="person_reveal"),
    *(
        pattern
        for kind in ("organization", "person")
        for pattern in (
            path(f"{kind}s/<int:pk>/merge/", merge.view_twin(kind), name=f"{kind}_twin"),
            path(f"{kind}s/<int:pk>/merge/<int:other_pk>/", merge.view_merge(kind), name=f"{kind}_merge"),
        )
    ),
    path("merges/<int:pk>/undo/", merge.undo, name="merge_undo"),
    path("duplicates/search/", duplicate.search, name="duplicate_search"),
    path("grants/switch/", grant.switch_grant, name="grant_switch"),
    path("grants/users/", grant.user_options, name="grant_users"),
    path("grants/organizations/", grant.organization_options, name="grant_organizations"),
    path("grants/bodies/", grant.body_options, name="grant_bodies"),
    path("grants/<int:pk>/end/", grant.end, name="grant_end"),
    # These two acts ask for a date; they stand before the plain move of the same address.
    path("agreements/<int:pk>/act/sign/", agreement.sign, name="agreement_sign"),
    path("publications/<int:pk>/act/publish/", publication.publish, name="publication_publish"),
    path("certificates/<int:pk>/reissue/", certificate.reissue, name="certificate_reissue"),
    path("recognitions/<int:pk>/revoke/", recognition.revoke, name="recognition_revoke"),
    *noun_urls(duplicate.DUPLICATE_NOUN),
    *(pattern for noun in RECORDS for pattern in noun_urls(noun)),
    *(pattern for noun in ROWS for pattern in child_urls(noun)),
]
