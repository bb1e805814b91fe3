"""Who may open what: calls, contests, honor selections, research. How to read a line: tests/matrix/frame.py."""

REVIEWS = """
call_detail @drafted                 L 2222 N N N N N N
call_detail @open                    L 2222 2 2 N N N N
call_list                            L 2222 2 2 F 2 F F
call_export                          L 2222 2 2 F 2 F F
call_options                         L 2222 2 2 F 2 F F
call_create                          L 22FF F F F F F F
call_change @drafted                 L 22FF N N N N N N
call_change @open                    L 22FF F F N N N N
call_remove @drafted                 L 22FF N N N N N N
call_remove @open                    L 22FF F F N N N N
call_act:publish_call @drafted       L 22FF N N N N N N
call_act:publish_call @closed        L RRFF F F N N N N
call_act:close_call @open            L 22FF F F N N N N
call_act:close_call @closed          L RRFF F F N N N N
call_act:decide_call @closed         L 22FF F F N N N N
call_act:decide_call @decided        L RRFF F F N N N N
call_act:reopen_call @closed         L 22FF F F N N N N
call_act:reopen_call @decided        L RRFF F F N N N N
call_act:withdraw_call @open         L 22FF F F N N N N
call_act:withdraw_call @closed       L RRFF F F N N N N
call_act:reopen_decision @decided    L F2FF F F N N N N
call_act:reopen_decision @closed     L FRFF F F N N N N
call_awards                          L 22FF F F F F F F

track_create                         L 22FF F F F F F F
track_change                         L 22FF F F N N N N
track_remove                         L 22FF F F N N N N

round_detail                         L 2222 2 2 N N N N
round_create                         L 22FF F F F F F F
round_change                         L 22FF F F N N N N
round_remove                         L 22FF F F N N N N
round_admit                          L 22FF F F F F F F

roundentry_create                    L 22FF F F F F F F
roundentry_remove                    L 22FF FN FN N N N N

prize_create                         L 22FF F F F F F F
prize_change                         L 22FF F F N N N N
prize_remove                         L 22FF F F N N N N

submission_detail                    L 2222 2N 2N N N N N
submission_list                      L 2222 2 2 F 2 F F
submission_export                    L 2222 2 2 F 2 F F
submission_options                   L 2222 2 2 F 2 F F
submission_create                    L 22FF F F F F F F
submission_change @drafted           L 22FF 2N 2N N N N N
submission_change @submitted         L 22FF FN FN N N N N
submission_remove @drafted           L 22FF 2N 2N N N N N
submission_remove @submitted         L FFFF FN FN N N N N
submission_act:submit @drafted       L 22FF 2N 2N N N N N
submission_act:submit @accepted      L RRFF FN FN N N N N
submission_act:accept @submitted     L 22FF FN FN N N N N
submission_act:accept @accepted      L RRFF FN FN N N N N
submission_act:send_back @submitted  L 22FF FN FN N N N N
submission_act:send_back @accepted   L RRFF FN FN N N N N
submission_act:reject @submitted     L 22FF FN FN N N N N
submission_act:reject @accepted      L RRFF FN FN N N N N
submission_act:reconsider @accepted  L 22FF FN FN N N N N
submission_act:reconsider @drafted   L RRFF FN FN N N N N
submission_act:withdraw @drafted     L 22FF 2N 2N N N N N
submission_act:withdraw @submitted   L 22FF 2N 2N N N N N
submission_act:withdraw @accepted    L RRFF FN FN N N N N

!submission_file_add                 L >>FF FN FN N N N N
submission_file_remove               L 22FF FN FN N N N N
!submission_file_add @drafted        L >>FF >N >N N N N N
submission_file_remove @drafted      L 22FF 2N 2N N N N N
submission_file_open                 L 2222 2N 2N N N N N

participant_create                   L 22FF 2 2 F F F F
participant_change @drafted          L 22FF 2N 2N N N N N
participant_change @submitted        L 22FF FN FN N N N N
participant_remove @drafted          L 22FF 2N 2N N N N N
participant_remove @submitted        L 22FF FN FN N N N N

award_detail @proposed               L 2222 N N N N N N
award_detail @final                  L 2222 2N 2N N N N N
award_list                           L 2222 2 2 F 2 F F
award_export                         L 2222 2 2 F 2 F F
award_create                         L 22FF F F F F F F
award_change @proposed               L 22FF N N N N N N
award_change @final                  L FFFF FN FN N N N N
award_remove @proposed               L 22FF N N N N N N
award_remove @final                  L FFFF FN FN N N N N
award_act:confirm_award @proposed    L 22FF N N N N N N
award_act:confirm_award @final       L RRFF FN FN N N N N
award_act:revoke_award @final        L F2FF FN FN N N N N
award_act:revoke_award @proposed     L FRFF N N N N N N
"""

COMPETITIONS = """
contest_detail @drafted               L 2222 N N N N N N
contest_detail @open                  L 2222 2 2 N N N N
contest_list                          L 2222 2 2 F F F F
contest_export                        L 2222 2 2 F F F F
contest_options                       L 2222 2 2 F F F F
contest_create                        L 22FF F F F F F F
contest_change @drafted               L 22FF N N N N N N
contest_change @open                  L 22FF F F N N N N
contest_remove @drafted               L 22FF N N N N N N
contest_remove @open                  L 22FF F F N N N N
contest_act:publish_call @drafted     L 22FF N N N N N N
contest_act:publish_call @closed      L RRFF F F N N N N
contest_act:close_call @open          L 22FF F F N N N N
contest_act:close_call @closed        L RRFF F F N N N N
contest_act:decide_call @closed       L 22FF F F N N N N
contest_act:decide_call @decided      L RRFF F F N N N N
contest_act:reopen_call @closed       L 22FF F F N N N N
contest_act:reopen_call @decided      L RRFF F F N N N N
contest_act:withdraw_call @open       L 22FF F F N N N N
contest_act:withdraw_call @closed     L RRFF F F N N N N
contest_act:reopen_decision @decided  L F2FF F F N N N N
contest_act:reopen_decision @closed   L FRFF F F N N N N

event_create                          L 22FF F F F F F F
event_change                          L 22FF F F N N N N
event_remove                          L 22FF F F N N N N

entry_detail                          L 2222 2N 2N N N N N
entry_list                            L 2222 2 2 F F F F
entry_export                          L 2222 2 2 F F F F
entry_options                         L 2222 2 2 F F F F
entry_create                          L 22FF 2 2 F F F F
entry_change @drafted                 L 22FF 2N 2N N N N N
entry_change @submitted               L 22FF FN FN N N N N
entry_remove @drafted                 L 22FF 2N 2N N N N N
entry_remove @submitted               L FFFF FN FN N N N N
entry_act:submit @drafted             L 22FF 2N 2N N N N N
entry_act:submit @accepted            L RRFF FN FN N N N N
entry_act:accept @submitted           L 22FF FN FN N N N N
entry_act:accept @accepted            L RRFF FN FN N N N N
entry_act:send_back @submitted        L 22FF FN FN N N N N
entry_act:send_back @accepted         L RRFF FN FN N N N N
entry_act:reject @submitted           L 22FF FN FN N N N N
entry_act:reject @accepted            L RRFF FN FN N N N N
entry_act:reconsider @accepted        L 22FF FN FN N N N N
entry_act:reconsider @drafted         L RRFF FN FN N N N N
entry_act:withdraw @drafted           L 22FF 2N 2N N N N N
entry_act:withdraw @submitted         L 22FF 2N 2N N N N N
entry_act:withdraw @accepted          L RRFF FN FN N N N N

!entry_file_add                       L >>FF FN FN N N N N
entry_file_remove                     L 22FF FN FN N N N N
!entry_file_add @drafted              L >>FF >N >N N N N N
entry_file_remove @drafted            L 22FF 2N 2N N N N N
entry_file_open                       L 2222 2N 2N N N N N

series_detail                         L 2222 2 2 N N N N
series_list                           L 2222 2 2 F F F F
series_export                         L 2222 2 2 F F F F
series_options                        L 2222 2 2 F F F F
series_create                         L 22FF F F F F F F
series_change                         L 22FF F F N N N N
series_remove                         L 22FF F F N N N N

scheme_detail                         L 2222 2 2 N N N N
scheme_list                           L 2222 2 2 F F F F
scheme_export                         L 2222 2 2 F F F F
scheme_options                        L 2222 2 2 F F F F
scheme_create                         L 22FF F F F F F F
scheme_change                         L 22FF F F N N N N
scheme_remove                         L 22FF F F N N N N

honor_detail @drafted                 L 2222 N N N N N N
honor_detail @open                    L 2222 2 2 N N N N
honor_list                            L 2222 2 2 F F F F
honor_export                          L 2222 2 2 F F F F
honor_options                         L 2222 2 2 F F F F
honor_create                          L 22FF F F F F F F
honor_change @drafted                 L 22FF N N N N N N
honor_change @open                    L 22FF F F N N N N
honor_remove @drafted                 L 22FF N N N N N N
honor_remove @open                    L 22FF F F N N N N
honor_act:publish_call @drafted       L 22FF N N N N N N
honor_act:publish_call @closed        L RRFF F F N N N N
honor_act:close_call @open            L 22FF F F N N N N
honor_act:close_call @closed          L RRFF F F N N N N
honor_act:decide_call @closed         L 22FF F F N N N N
honor_act:decide_call @decided        L RRFF F F N N N N
honor_act:reopen_call @closed         L 22FF F F N N N N
honor_act:reopen_call @decided        L RRFF F F N N N N
honor_act:withdraw_call @open         L 22FF F F N N N N
honor_act:withdraw_call @closed       L RRFF F F N N N N
honor_act:reopen_decision @decided    L F2FF F F N N N N
honor_act:reopen_decision @closed     L FRFF F F N N N N

nomination_detail                     L 2222 2N 2N N N N N
nomination_list                       L 2222 2 2 F F F F
nomination_export                     L 2222 2 2 F F F F
nomination_create                     L 22FF 2 2 F F F F
nomination_change @drafted            L 22FF 2N 2N N N N N
nomination_change @submitted          L 22FF FN FN N N N N
nomination_remove @drafted            L 22FF 2N 2N N N N N
nomination_remove @submitted          L FFFF FN FN N N N N
nomination_act:submit @drafted        L 22FF 2N 2N N N N N
nomination_act:submit @accepted       L RRFF FN FN N N N N
nomination_act:accept @submitted      L 22FF FN FN N N N N
nomination_act:accept @accepted       L RRFF FN FN N N N N
nomination_act:send_back @submitted   L 22FF FN FN N N N N
nomination_act:send_back @accepted    L RRFF FN FN N N N N
nomination_act:reject @submitted      L 22FF FN FN N N N N
nomination_act:reject @accepted       L RRFF FN FN N N N N
nomination_act:reconsider @accepted   L 22FF FN FN N N N N
nomination_act:reconsider @drafted    L RRFF FN FN N N N N
nomination_act:withdraw @drafted      L 22FF 2N 2N N N N N
nomination_act:withdraw @submitted    L 22FF 2N 2N N N N N
nomination_act:withdraw @accepted     L RRFF FN FN N N N N

!nomination_file_add                  L >>FF FN FN N N N N
nomination_file_remove                L 22FF FN FN N N N N
!nomination_file_add @drafted         L >>FF >N >N N N N N
nomination_file_remove @drafted       L 22FF 2N 2N N N N N
nomination_file_open                  L 2222 2N 2N N N N N

external_detail                       L 2222 2 2 N N N N
external_list                         L 2222 2 2 F F F F
external_export                       L 2222 2 2 F F F F
external_options                      L 2222 2 2 F F F F
external_create                       L 22FF F F F F F F
external_change                       L 22FF F F N N N N
external_remove                       L 22FF F F N N N N

result_create                         L 22FF F F F F F F
result_change                         L 22FF FN FN N N N N
result_remove                         L 22FF FN FN N N N N
external_refer                        L 22FF F F F F F F
referral_list                         L 2222 2 2 F F F F
referral_export                       L 2222 2 2 F F F F
referral_detail                       L 2222 2N 2N N N N N
referral_create                       L FFFF F F F F F F
referral_change                       L 22FF FN FN N N N N
referral_act:take_back_referral @standing    L 22FF FN FN N N N N
referral_act:take_back_referral @taken_back  L RRFF FN FN N N N N
referral_result                       L 22FF F F F F F F
referralquota_create                  L 22FF F F F F F F
referralquota_change                  L 22FF N N N N N N
referralquota_remove                  L 22FF N N N N N N
"""

RESEARCH = """
program_detail @drafted                   L 2222 N N N 2N N N
program_detail @open                      L 2222 2 2 N 2N N N
program_list                              L 2222 2 2 F 2 F F
program_export                            L 2222 2 2 F 2 F F
program_options                           L 2222 2 2 F 2 F F
program_create                            L 22FF F F F F F F
program_change @drafted                   L 22FF N N N FN N N
program_change @open                      L 22FF F F N FN N N
program_remove @drafted                   L 22FF N N N FN N N
program_remove @open                      L 22FF F F N FN N N
program_act:publish_call @drafted         L 22FF N N N FN N N
program_act:publish_call @closed          L RRFF F F N FN N N
program_act:close_call @open              L 22FF F F N FN N N
program_act:close_call @closed            L RRFF F F N FN N N
program_act:decide_call @closed           L 22FF F F N FN N N
program_act:decide_call @decided          L RRFF F F N FN N N
program_act:reopen_call @closed           L 22FF F F N FN N N
program_act:reopen_call @decided          L RRFF F F N FN N N
program_act:withdraw_call @open           L 22FF F F N FN N N
program_act:withdraw_call @closed         L RRFF F F N FN N N
program_act:reopen_decision @decided      L F2FF F F N FN N N
program_act:reopen_decision @closed       L FRFF F F N FN N N
program_approve                           L 22FF F F F F F F

category_create                           L 22FF F F F F F F
category_change                           L 22FF F F N FN N N
category_remove                           L 22FF F F N FN N N

application_detail                        L 2222 2N 2N N 2N N N
application_list                          L 2222 2 2 F 2 F F
application_export                        L 2222 2 2 F 2 F F
application_create                        L 22FF 2 2 F F F F
application_change @drafted               L 22FF 2N 2N N FN N N
application_change @submitted             L 22FF FN FN N FN N N
application_remove @drafted               L 22FF 2N 2N N FN N N
application_remove @submitted             L FFFF FN FN N FN N N
application_act:submit @drafted           L 22FF 2N 2N N FN N N
application_act:submit @accepted          L RRFF FN FN N FN N N
application_act:accept @submitted         L 22FF FN FN N FN N N
application_act:accept @accepted          L RRFF FN FN N FN N N
application_act:send_back @submitted      L 22FF FN FN N FN N N
application_act:send_back @accepted       L RRFF FN FN N FN N N
application_act:reject @submitted         L 22FF FN FN N FN N N
application_act:reject @accepted          L RRFF FN FN N FN N N
application_act:reconsider @accepted      L 22FF FN FN N FN N N
application_act:reconsider @drafted       L RRFF FN FN N FN N N
application_act:withdraw @drafted         L 22FF 2N 2N N FN N N
application_act:withdraw @submitted       L 22FF 2N 2N N FN N N
application_act:withdraw @accepted        L RRFF FN FN N FN N N

!application_file_add                     L >>FF FN FN N FN N N
application_file_remove                   L 22FF FN FN N FN N N
!application_file_add @drafted            L >>FF >N >N N FN N N
application_file_remove @drafted          L 22FF 2N 2N N FN N N
application_file_open                     L 2222 2N 2N N 2N N N

application_approve                       L 22FF F F F F F F

project_detail                            L 2222 2N 2N N 2N N N
project_list                              L 2222 2 2 F 2 F F
project_export                            L 2222 2 2 F 2 F F
project_options                           L 2222 2 2 F 2 F F
project_create                            L 22FF F F F F F F
project_change                            L 22FF FN FN N FN N N
project_remove                            L 22FF FN FN N FN N N
project_act:conclude @active              L 22FF FN FN N FN N N
project_act:conclude @concluded           L RRFF FN FN N FN N N
project_act:terminate @active             L 22FF FN FN N FN N N
project_act:terminate @concluded          L RRFF FN FN N FN N N
project_act:withdraw_approval @active     L F2FF FN FN N FN N N
project_act:withdraw_approval @concluded  L FRFF FN FN N FN N N
project_act:resume @concluded             L 22FF FN FN N FN N N
project_act:resume @active                L RRFF FN FN N FN N N

paper_detail                              L 2222 2N 2N N 2N N N
paper_list                                L 2222 2 2 F 2 F F
paper_export                              L 2222 2 2 F 2 F F
paper_create                              L 22FF 2 2 F F F F
paper_change @drafted                     L 22FF 2N 2N N FN N N
paper_change @submitted                   L 22FF FN FN N FN N N
paper_remove @drafted                     L 22FF 2N 2N N FN N N
paper_remove @submitted                   L FFFF FN FN N FN N N
paper_act:submit @drafted                 L 22FF 2N 2N N FN N N
paper_act:submit @accepted                L RRFF FN FN N FN N N
paper_act:accept @submitted               L 22FF FN FN N FN N N
paper_act:accept @accepted                L RRFF FN FN N FN N N
paper_act:send_back @submitted            L 22FF FN FN N FN N N
paper_act:send_back @accepted             L RRFF FN FN N FN N N
paper_act:reject @submitted               L 22FF FN FN N FN N N
paper_act:reject @accepted                L RRFF FN FN N FN N N
paper_act:reconsider @accepted            L 22FF FN FN N FN N N
paper_act:reconsider @drafted             L RRFF FN FN N FN N N
paper_act:withdraw @drafted               L 22FF 2N 2N N FN N N
paper_act:withdraw @submitted             L 22FF 2N 2N N FN N N
paper_act:withdraw @accepted              L RRFF FN FN N FN N N

!paper_file_add                           L >>FF FN FN N FN N N
paper_file_remove                         L 22FF FN FN N FN N N
!paper_file_add @drafted                  L >>FF >N >N N FN N N
paper_file_remove @drafted                L 22FF 2N 2N N FN N N
paper_file_open                           L 2222 2N 2N N 2N N N
"""
