"""Who may open what: entry forms, their answers, extensions, the next edition. Lines as in tests/matrix/frame.py."""

FORMS = """
form_design                          L 22FF F F N N N N
form_preview                         L 2222 2 2 N N N N
!form_publish                        L >>FF F F N N N N
!form_discard                        L RRFF F F N N N N
question_create                      L NNFF F F N N N N
question_change                      L 22FF F F N N N N
!question_move                       L NNFF F F N N N N
!question_remove                     L >>FF F F N N N N
!question_remove @closed             L RRFF F F N N N N
call_rules                           L 2222 F F N N N N
call_setup                           L 2222 F F N N N N
call_copy                            L 22FF F F F F F F
!call_file_add                       L >>FF F F N N N N
call_file_remove                     L 22FF F F N N N N
call_file_open                       L 2222 2 2 N N N N
submission_answers @drafted          L 22FF 2N 2N N N N N
submission_answers @submitted        L FFFF FN FN N N N N
!submission_autosave @drafted        L 22FF 2N 2N N N N N
!submission_autosave @submitted      L FFFF FN FN N N N N
!submission_adopt @drafted           L >>FF >N >N N N N N
!submission_adopt @submitted         L FFFF FN FN N N N N
extension_create                     L 22FF F F F F F F
extension_remove                     L 22FF FN FN N N N N
"""

CONTEST_CALLS = """
contest_copy                         L 22FF F F F F F F
!contest_file_add                    L >>FF F F N N N N
contest_file_remove                  L 22FF F F N N N N
contest_file_open                    L 2222 2 2 N N N N
honor_copy                           L 22FF F F F F F F
!honor_file_add                      L >>FF F F N N N N
honor_file_remove                    L 22FF F F N N N N
honor_file_open                      L 2222 2 2 N N N N
"""
