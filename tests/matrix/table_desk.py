"""Who may open what: rounds in scoring, rubrics, blind copies, sheets, the desk. How to read a line: frame.py.

The reviewer of the matrix judges nothing: an own desk is there, nobody's entry on it.
"""

DESK = """
round_act:open_scoring @prepared       L 22FF F F N N N N
round_act:open_scoring @closed         L RRFF F F N N N N
round_act:close_scoring @scoring       L 22FF F F N N N N
round_act:close_scoring @prepared      L RRFF F F N N N N
round_act:settle_round @closed         L 22FF F F N N N N
round_act:settle_round @prepared       L RRFF F F N N N N
round_act:reopen_scoring @closed       L F2FF F F N N N N
round_act:reopen_scoring @prepared     L FRFF F F N N N N
round_act:unsettle_round @settled      L F2FF F F N N N N
round_act:unsettle_round @closed       L FRFF F F N N N N
round_codes                            L 22FF F F F F F F
round_order                            L 22FF F F F F F F
round_rubrics                          L 22FF F F F F F F
round_progress                         L 2222 F F F F F F
!round_remind                          L RRFF F F F F F F
round_copies                           L 2222 F F F F F F
!round_copies_make                     L RRFF F F F F F F

rubric_detail                          L 2222 N N N N N N
rubric_create                          L 22FF F F F F F F
rubric_change                          L 22FF N N N N N N
rubric_remove                          L 22FF N N N N N N
criterion_create                       L 22FF F F F F F F
criterion_change                       L 22FF N N N N N N
criterion_remove                       L 22FF N N N N N N

blindcopy_detail                       L 2222 N N N N N N
blindcopy_act:clear_copy @found        L 22FF N N N N N N
blindcopy_act:clear_copy @cleared      L RRFF N N N N N N
blindcopy_act:block_copy @found        L 22FF N N N N N N
blindcopy_act:block_copy @blocked      L RRFF N N N N N N
blindcopy_open                         L 2222 F F F F F F
!blindcopy_replace                     L >>FF F F F F F F

sheet_detail                           L 2222 N N N N N N
sheet_return                           L RRFF F F F F F F
sheet_return_answer                    L 22FF F F F F F F
sheetreturn_list                       L 2222 F F F F F F
sheetreturn_export                     L 2222 F F F F F F
paper_sheets                           L 22FF F F F F F F
paper_enter                            L RRFF F F F F F F
paper_check                            L NNFF F F F F F F

desk                                   L FFFF F F 2 F F F
desk_worker                            L FFFF F F 2 F F F
desk_sheet                             L FFFF F F N F F F
!desk_sheet                            L FFFF F F N F F F
!desk_save                             L FFFF F F N F F F
desk_file                              L FFFF F F N F F F
"""
