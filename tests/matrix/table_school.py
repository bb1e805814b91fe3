"""Who may open what: a school's way into a call, and uploads. How to read a line: tests/matrix/frame.py."""

SCHOOL = """
call_eligibility                          L 2222 2 2 N N N N
call_school                               L >>>> 2 2 F N F F
eligibility_create                        L 22FF F F F F F F
eligibility_change                        L 22FF F F N N N N
eligibility_remove                        L 22FF F F N N N N
quotarule_create                          L 22FF F F F F F F
quotarule_change                          L 22FF F F N N N N
quotarule_remove                          L 22FF F F N N N N

submission_eligibility                    L 2222 2N 2N N N N N
submission_act:hand_to_school @drafted    L FFFF FN FN N N N N
submission_act:take_from_school @offered  L FFFF 2N 2N N N N N
submission_act:return_to_author @offered  L FFFF 2N FN N N N N
submission_act:submit @offered            L 22FF FN FN N N N N
submission_act:withdraw @offered          L 22FF 2N 2N N N N N
submission_act:withdraw_late @accepted    L FFFF FN FN N N N N
submission_change @offered                L 22FF FN FN N N N N
submission_endorse                        L FFFF 2N FN N N N N
endorsement_scan                          L 2222 2N 2N N N N N
submission_receipt                        L 2222 2N 2N N N N N
submission_ask                            L FFFF 2N 2N N N N N

changerequest_detail                      L 2222 2N 2N N N N N
changerequest_list                        L 2222 2 2 F F F F
changerequest_export                      L 2222 2 2 F F F F
changerequest_act:approve_change @filed   L 22FF FN FN N N N N
changerequest_act:approve_change @refused L RRFF FN FN N N N N
changerequest_act:refuse_change @filed    L 22FF FN FN N N N N
changerequest_act:recall_change @filed    L FFFF 2N 2N N N N N
changerequest_proof                       L 2222 2N 2N N N N N

qualification_list                        L 22FF F F F F F F
qualification_one                         L 22FF F F F F F F
qualification_batch                       L 22FF F F F F F F
"""

UPLOADS = """
!upload_create                            L EEEE E E E E E E
upload_detail                             L NNNN N N N N N N
"""
