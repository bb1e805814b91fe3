"""Who may open what: home, reports, figures, printed forms. How to read a line: tests/matrix/frame.py."""

REPORTS = """
home                              L 2>22 2 2 2 2 2 >

work_list                         L 22FF 2 F F F F 2
work_options                      L 22FF 2 F F F F 2
work_hand_over                    L 22FF 2N F F F F 2

year_charts                       L 2222 F F F F F F

chart                             L NNNN F F F F F F

report_list                       L 2222 F F F 2 2 F
report_export                     L 2222 F F F 2 2 F
report_create                     L 22FF F F F F F F
report_detail @draft              L 2222 N N N N N N
report_detail @under_review       L 2222 N N N N N N
report_detail @published          L 2222 N N N 2N 2N N
report_act:submit @draft          L 22FF N N N N N N
report_act:submit @final          L RRFF N N N N N N
report_act:return @under_review   L F2FF N N N N N N
report_act:return @draft          L FRFF N N N N N N
report_act:approve @under_review  L F2FF N N N N N N
report_act:approve @draft         L FRFF N N N N N N
report_act:reopen @final          L F2FF N N N N N N
report_act:reopen @draft          L FRFF N N N N N N
report_act:publish @final         L F2FF N N N N N N
report_act:publish @draft         L FRFF N N N N N N
report_change @draft              L 22FF N N N N N N
report_change @under_review       L FFFF N N N N N N
report_change @published          L FFFF N N N FN FN N
report_remove @draft              L F2FF N N N N N N
report_remove @under_review       L FFFF N N N N N N
report_remove @published          L FFFF N N N FN FN N
!report_read @draft               L >>>> N N N N N N
!report_read @under_review        L >>>> N N N N N N
!report_read @published           L >>>> N N N >N >N N
report_history @draft             L 2222 N N N N N N
report_history @under_review      L 2222 N N N N N N
report_history @published         L 2222 N N N 2N 2N N

section_create @draft             L 22FF N N N N N N
section_create @published         L FFFF N N N FN FN N
section_removed @draft            L 22FF N N N N N N
section_removed @published        L FFFF N N N FN FN N

proposal_list @draft              L 22FF N N N N N N
proposal_list @published          L FFFF N N N FN FN N
!proposal_refresh @draft          L >>FF N N N N N N
!proposal_refresh @published      L FFFF N N N FN FN N

figure_list @draft                L 2222 N N N N N N
figure_list @published            L 2222 N N N 2N 2N N
!figure_refresh @draft            L >>FF N N N N N N
!figure_refresh @published        L >>FF N N N FN FN N
figure_detail @draft              L 2222 N N N N N N
figure_detail @published          L 2222 N N N 2N 2N N

section_edit @draft               L 22FF N N N N N N
section_edit @published           L FFFF N N N FN FN N
!section_autosave @draft          L EEFF N N N N N N
!section_autosave @published      L EEFF N N N FN FN N
!section_move @draft              L >>FF N N N N N N
!section_move @published          L FFFF N N N FN FN N
!section_level @draft             L >>FF N N N N N N
!section_level @published         L FFFF N N N FN FN N
section_remove @draft             L 22FF N N N N N N
section_remove @published         L FFFF N N N FN FN N

!section_bring_back @draft        L >>FF N N N N N N
!section_bring_back @published    L FFFF N N N FN FN N

section_versions @draft           L 2222 N N N N N N
section_versions @published       L 2222 N N N 2N 2N N
!section_restore @draft           L RRFF N N N N N N
!section_restore @published       L FFFF N N N FN FN N

!comment_create @draft            L EEFF N N N N N N
!comment_create @published        L EEFF N N N FN FN N

exhibit                           L NNNN N N N N N N
exhibit_chart                     L NNNN N N N N N N

!comment_settle @draft            L >>FF N N N N N N
!comment_settle @published        L >>FF N N N FN FN N

!proposal_take @draft             L >>FF N N N N N N
!proposal_take @published         L FFFF N N N FN FN N
!proposal_drop @draft             L >>FF N N N N N N
!proposal_drop @published         L FFFF N N N FN FN N
!proposal_offer @draft            L RRFF N N N N N N
!proposal_offer @published        L FFFF N N N FN FN N

!report_render @draft             L >>FF N N N N N N
!report_render @under_review      L >>FF N N N N N N
!report_render @published         L >>FF N N N FN FN N

rendition_detail @draft           L 2222 N N N N N N
rendition_detail @published       L 2222 N N N 2N 2N N
rendition_file @draft             L 2222 N N N N N N
rendition_file @published         L 2222 N N N 2N 2N N
rendition_figure @draft           L 2222 N N N N N N
rendition_figure @published       L 2222 N N N 2N 2N N
"""
