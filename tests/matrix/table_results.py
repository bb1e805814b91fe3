"""Who may open what: public notices, objections, certificates. How to read a line: tests/matrix/frame.py."""

PUBLIC = """
verify                           2 2222 2 2 2 2 2 2
public_notices                   2 2222 2 2 2 2 2 2
public_notice @published         2 2222 2 2 2 2 2 2
public_notice @superseded        2 2222 2 2 2 2 2 2
public_notice @drafted           N NNNN N N N N N N
"""

NOTICES = """
publicnotice_list                L 2222 2 2 F 2 F F
publicnotice_export              L 2222 2 2 F 2 F F
publicnotice_detail @drafted     L 2222 N N N N N N
publicnotice_detail @published   L 2222 2 2 N N N N
publicnotice_detail @superseded  L 2222 2 2 N N N N
publicnotice_create              L 22FF F F F F F F
publicnotice_change @drafted     L 22FF N N N N N N
publicnotice_change @published   L FFFF F F N N N N
publicnotice_remove @drafted     L 22FF N N N N N N
publicnotice_remove @published   L FFFF F F N N N N
publicnotice_act:publish_notice @drafted      L 22FF N N N N N N
publicnotice_act:publish_notice @published    L RRFF F F N N N N
publicnotice_act:close_notice @published      L 22FF F F N N N N
publicnotice_act:close_notice @final          L RRFF F F N N N N
publicnotice_act:finalize_notice @closed      L 22FF F F N N N N
publicnotice_act:finalize_notice @published   L RRFF F F N N N N
publicnotice_act:supersede_notice @published  L FFFF F F N N N N
publicnotice_object @published   L 22FF 2 F F F F F
objection_list                   L 2222 2 2 F F F F
objection_export                 L 2222 2 2 F F F F
objection_detail                 L 2222 2N 2N N N N N
objection_act:accept_objection @filed      L 22FF FN FN N N N N
objection_act:accept_objection @dismissed  L RRFF FN FN N N N N
objection_act:refuse_late @filed           L 22FF FN FN N N N N
objection_act:refuse_late @accepted        L RRFF FN FN N N N N
objection_act:examine @accepted            L 22FF FN FN N N N N
objection_act:examine @filed               L RRFF FN FN N N N N
objection_act:uphold @investigating        L 22FF FN FN N N N N
objection_act:uphold @filed                L RRFF FN FN N N N N
objection_act:dismiss @investigating       L 22FF FN FN N N N N
objection_act:dismiss @filed               L RRFF FN FN N N N N
objection_act:apply_objection @upheld      L 22FF FN FN N N N N
objection_act:apply_objection @filed       L RRFF FN FN N N N N
objection_appeal @dismissed      L 22FF 2N F F F F F
objection_appeal @filed          L FFFF FN F F F F F
!objection_file_add @filed       L >>FF >N FN N N N N
!objection_file_add @dismissed   L FFFF FN FN N N N N
objection_file_open              L 2222 2N 2N N N N N
objection_file_remove            L 22FF 2N FN N N N N
call_certificates                L 22FF F F F F F F
!award_certificates @final       L >>FF F F F F F F
ranking_recheck                  L 22FF F F F F F F
recheck_list                     L 2222 F F F F F F
recheck_export                   L 2222 F F F F F F
recheck_detail                   L 2222 N N N N N N
recheck_act:apply_recheck @open     L F2FF N N N N N N
recheck_act:apply_recheck @applied  L FRFF N N N N N N
recheck_act:cancel_recheck @open    L 22FF N N N N N N
recheck_act:cancel_recheck @applied L RRFF N N N N N N
"""

CERTIFICATES = """
certificate_list                 L 2222 2 2 F F F F
certificate_export               L 2222 2 2 F F F F
certificate_detail               L 2222 2N 2N N N N N
certificate_act:revoke_certificate @issued     L F2FF FN FN N N N N
certificate_act:revoke_certificate @revoked    L FRFF FN FN N N N N
certificate_act:keep_name @issued              L FFFF FN FN N N N N
certificate_act:supersede_certificate @issued  L FFFF FN FN N N N N
certificate_reissue              L 22FF F F F F F F
"""

PRINTS = """
!certificate_print               L >>>> >N >N F F F F
call_certificates                L 22FF F F F F F F
certificate_files                L NNNN N N F F F F
certificate_file                 L NNNN N N F F F F
call_award_notice                L RRFF F F F F F F
award_notice_file                L NNFF F F F F F F
score_sheets                     L 2222 F F F F F F
round_papers                     L 2222 F F F F F F
call_award_paper                 L 2222 F F F F F F
organization_lifetime            L 2222 2N 2N F F F F
organization_honors              L 2222 2N 2N F F F F
person_lifetime                  L 2222 2N 2N F F F F
person_honors                    L 2222 2N 2N F F F F
result_paper_file                L NNNN F F F F F F
award_statistics_index           L 2222 F F F F F F
award_statistics                 L 2222 F F F F F F
award_statistics_export          L 2222 F F F F F F
!award_statistics_print          L >>>> F F F F F F
"""
