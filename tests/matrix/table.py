"""Who may open what: account pages, back office, association and groups. How to read a line: tests/matrix/frame.py."""

# Pages of one's own account; nobody reads anything of the association here.
PLAIN = """
account_login            2 >>>> > > > > > >
!account_logout          L LLLL L L L L L L

account_change_password  L 2222 2 2 2 2 2 2

account_inactive         2 2222 2 2 2 2 2 2
account_invitation       2 2222 2 2 2 2 2 2
account_reauthenticate   L 2222 2 2 2 2 2 2

account_alive            2 2222 2 2 2 2 2 2
!account_alive           2 2222 2 2 2 2 2 2
account_sessions         L 2222 2 2 2 2 2 2
!account_end_session     L >>>> > > > > > >
!account_end_others      L >>>> > > > > > >

mfa_index                    L 2222 2 2 2 2 2 2
mfa_authenticate             L >>>> > > > > > >
mfa_reauthenticate           L >>>> > > > > > >
mfa_activate_totp            L >>>> > > > > > >
mfa_deactivate_totp          L NNNN N N N N N N
mfa_view_recovery_codes      L NNNN N N N N N N
mfa_generate_recovery_codes  L >>>> > > > > > >
mfa_download_recovery_codes  L NNNN N N N N N N
mfa_list_webauthn            L 2222 2 2 2 2 2 2
mfa_add_webauthn             L >>>> > > > > > >
mfa_login_webauthn           L >>>> > > > > > >
mfa_reauthenticate_webauthn  L >>>> > > > > > >
mfa_edit_webauthn            L >>>> > > > > > >
mfa_remove_webauthn          L >>>> > > > > > >

!set_language            > >>>> > > > > > >
"""

OFFICE = """
job_list     L 2222 2 2 2 2 2 2
job_detail   L 2222 2N N N N N 2
!job_cancel  L >>FF >N N N N N >

policy       L F2FF F F F F F 2

!display     > >>>> > > > > > >

gallery      L 22FF F F F F F 2
"""

ASSOCIATION = """
account_detail                       L 22F2 2N F F F F 2
account_change                       L F2NF FN N N N N 2
account_reveal                       L F2FF FN F F F F 2
account_deactivate                   L F2FF FN F F F F 2
account_reactivate                   L F2FF FN F F F F 2
account_invite                       L 22FF 2N F F F F 2
account_revoke_link                  L 22FF 2N F F F F 2
account_unlock                       L 22FF 2N F F F F 2
account_end_sessions                 L F2FF FN F F F F 2
account_reset_factor                 L F2FF FN F F F F 2
account_list                         L 22F2 2 F F F F 2
account_export                       L F2F2 F F F F F 2
account_create                       L F2FF F F F F F 2

access_list                          L F2F2 F F F F F 2
access_export                        L F2F2 F F F F F 2
access_rights                        L F2F2 F F F F F 2
access_review                        L F2F2 F F F F F 2
person_readers                       L 22F2 F F F F F F

organization_rename                  L 22FF F F F F F F
organization_succeed                 L 22FF F F F F F F

person_transfer                      L 22FF F F F F F F
person_reveal                        L 22FF F F F F F F

!grant_switch                        L NNNN N N N N N N
grant_users                          L F2FF F F F F F 2
grant_organizations                  L F2FF F F F F F 2
grant_bodies                         L F2FF F F F F F 2
grant_end                            L F2FF F F F F F 2

agreement_sign                       L 22FF F F F F F F
agreement_sign @signed               L RRFF F F F F F F

publication_publish                  L 22FF F F F F F F
publication_publish @published       L RRFF F F F F F F

recognition_revoke                   L 22FF FN FN N N N N

region_detail                        L 2222 2 2 2 2 2 N
region_list                          L 2222 2 2 2 2 2 F
region_export                        L 2222 2 2 2 2 2 F
region_options                       L 2222 2 2 2 2 2 F
region_create                        L 22FF F F F F F F
region_change                        L 22FF F F F F F N
region_remove                        L 22FF F F F F F N

organization_detail                  L 2222 2 2 2 2 2 N
organization_list                    L 2222 2 2 2 2 2 F
organization_export                  L 2222 2 2 2 2 2 F
organization_options                 L 2222 2 2 2 2 2 F
organization_create                  L 22FF F F F F F F
organization_change                  L 22FF F F F F F N
organization_remove                  L 22FF F F F F F N

person_detail                        L 2222 2N 2N N N N N
person_list                          L 2222 2 2 F F F F
person_export                        L 2222 2 2 F F F F
person_options                       L 2222 2 2 F F F F
person_create                        L 22FF F F F F F F
person_change                        L 22FF FN FN N N N N
person_remove                        L 22FF FN FN N N N N

body_detail                          L 2222 2 2 2 2 2 N
body_list                            L 2222 2 2 2 2 2 F
body_export                          L 2222 2 2 2 2 2 F
body_options                         L 2222 2 2 2 2 2 F
body_create                          L 22FF F F F F F F
body_change                          L 22FF F F F F F N
body_remove                          L 22FF F F F F F N

grant_detail                         L N2N2 N N N N N 2
grant_list                           L F2F2 F F F F F 2
grant_export                         L F2F2 F F F F F 2
grant_create                         L F2FF F F F F F 2
grant_change                         L N2NF N N N N N 2
grant_remove                         L N2NF N N N N N 2

activity_detail                      L 2222 2 2 N 2N 2N N
activity_list                        L 2222 2 2 F 2 2 F
activity_export                      L 2222 2 2 F 2 2 F
activity_options                     L 2222 2 2 F 2 2 F
activity_create                      L 22FF F F F F F F
activity_change                      L 22FF F F N FN FN N
activity_remove                      L 22FF F F N FN FN N
activity_act:hold @planned           L 22FF F F N FN FN N
activity_act:hold @canceled          L RRFF F F N FN FN N
activity_act:cancel @planned         L 22FF F F N FN FN N
activity_act:cancel @canceled        L RRFF F F N FN FN N
activity_act:replan @held            L 22FF F F N FN FN N
activity_act:replan @planned         L RRFF F F N FN FN N

!activity_file_add                   L >>FF F F N FN FN N
activity_file_remove                 L 22FF F F N FN FN N
activity_file_open                   L 2222 2 2 N 2N 2N N

visit_detail                         L 2222 N N N N N N
visit_list                           L 2222 F F F F F F
visit_export                         L 2222 F F F F F F
visit_create                         L 22FF F F F F F F
visit_change                         L 22FF N N N N N N
visit_remove                         L 22FF N N N N N N
visit_act:hold @planned              L 22FF N N N N N N
visit_act:hold @canceled             L RRFF N N N N N N
visit_act:cancel @planned            L 22FF N N N N N N
visit_act:cancel @canceled           L RRFF N N N N N N
visit_act:replan @held               L 22FF N N N N N N
visit_act:replan @planned            L RRFF N N N N N N

!visit_file_add                      L >>FF N N N N N N
visit_file_remove                    L 22FF N N N N N N
visit_file_open                      L 2222 N N N N N N

agreement_detail                     L 2222 N N N N N N
agreement_list                       L 2222 F F F F F F
agreement_export                     L 2222 F F F F F F
agreement_create                     L 22FF F F F F F F
agreement_change                     L 22FF N N N N N N
agreement_remove                     L 22FF N N N N N N
agreement_act:sign @drafted          L 22FF F F F F F F
agreement_act:sign @ended            L RRFF F F F F F F
agreement_act:end @signed            L 22FF N N N N N N
agreement_act:end @drafted           L RRFF N N N N N N

!agreement_file_add                  L >>FF N N N N N N
agreement_file_remove                L 22FF N N N N N N
agreement_file_open                  L 2222 N N N N N N

publication_detail                   L 2222 2 2 N 2N 2N N
publication_list                     L 2222 2 2 F 2 2 F
publication_export                   L 2222 2 2 F 2 2 F
publication_create                   L 22FF F F F F F F
publication_change                   L 22FF F F N FN FN N
publication_remove                   L 22FF F F N FN FN N
publication_act:edit @planned        L 22FF F F N FN FN N
publication_act:edit @editing        L RRFF F F N FN FN N
publication_act:publish @planned     L 22FF F F F F F F
publication_act:publish @published   L RRFF F F F F F F
publication_act:withdraw @published  L 22FF F F N FN FN N
publication_act:withdraw @editing    L RRFF F F N FN FN N

!publication_file_add                L >>FF F F N FN FN N
publication_file_remove              L 22FF F F N FN FN N
publication_file_open                L 2222 2 2 N 2N 2N N

recognition_detail                   L 2222 2N 2N N N N N
recognition_list                     L 2222 2 2 F F F F
recognition_export                   L 2222 2 2 F F F F
recognition_create                   L 22FF F F F F F F
recognition_change                   L 22FF FN FN N N N N
recognition_remove                   L 22FF FN FN N N N N

former_name_create                   L 22FF F F F F F F
former_name_change                   L 22FF F F F F F N
former_name_remove                   L 22FF F F F F F N

membership_create                    L 22FF F F F F F F
membership_change                    L 22FF F F F F F N
membership_remove                    L 22FF F F F F F N

employment_create                    L 22FF F F F F F F
employment_change                    L 22FF FN FN N N N N
employment_remove                    L 22FF FN FN N N N N

session_create                       L 22FF F F F F F F
session_change                       L 22FF F F N FN FN N
session_remove                       L 22FF F F N FN FN N

host_create                          L 22FF F F F F F F
host_change                          L 22FF F F N FN FN N
host_remove                          L 22FF F F N FN FN N

activity_person_create               L 22FF F F F F F F
activity_person_change               L 22FF F F N FN FN N
activity_person_remove               L 22FF F F N FN FN N

visit_day_create                     L 22FF F F F F F F
visit_day_change                     L 22FF N N N N N N
visit_day_remove                     L 22FF N N N N N N

visit_party_create                   L 22FF F F F F F F
visit_party_change                   L 22FF N N N N N N
visit_party_remove                   L 22FF N N N N N N

agreement_party_create               L 22FF F F F F F F
agreement_party_change               L 22FF N N N N N N
agreement_party_remove               L 22FF N N N N N N

issue_create                         L 22FF F F F F F F
issue_change                         L 22FF F F N FN FN N
issue_remove                         L 22FF F F N FN FN N

count_create                         L 22FF F F F F F F
count_change                         L 22FF F F N FN FN N
count_remove                         L 22FF F F N FN FN N
"""

GROUPS_TABLE = """
group_detail                        L 2222 2N 2N N N 2N N
group_list                          L 2222 2 2 F F 2 F
group_export                        L 2222 F F F F 2 F
group_options                       L 2222 2 2 F F 2 F
group_create                        L 22FF F F F F F F
group_change                        L 22FF FN FN N N FN N
group_remove                        L 22FF FN FN N N FN N

member_create                       L 22FF F F F F 2 F
member_change                       L 22FF FN FN N N 2N N
member_remove                       L 22FF FN FN N N 2N N

review_plan                         L 22FF F F F F F F
review_detail                       L 2222 N N N N 2N N
review_list                         L 2222 F F F F 2 F
review_export                       L 2222 F F F F 2 F
review_create                       L 22FF F F F F F F
review_change                       L 22FF N N N N FN N
review_remove                       L 22FF N N N N FN N
review_act:submit @planned          L 22FF N N N N 2N N
review_act:submit @reviewed         L RRFF N N N N FN N
review_act:finish_review @planned   L 22FF N N N N FN N
review_act:finish_review @reviewed  L RRFF N N N N FN N
review_act:send_back @submitted     L 22FF N N N N FN N
review_act:send_back @planned       L RRFF N N N N FN N
review_act:reopen_review @reviewed  L F2FF N N N N FN N
review_act:reopen_review @planned   L FRFF N N N N FN N

recommendation_detail               L 2222 N N N N 2N N
recommendation_list                 L 2222 F F F F 2 F
recommendation_export               L 2222 F F F F 2 F
recommendation_create               L 22FF F F F F F F
recommendation_change               L 22FF N N N N FN N
recommendation_remove               L 22FF N N N N FN N
"""
