"""Who may open what: expert pool, panels, conflicts, expert fees. How to read a line: tests/matrix/frame.py."""

EXPERTS = """
expert_list                          L 2222 F F F F F F
expert_export                        L 2222 F F F F F F
expert_options                       L 2222 F F F F F F
expert_detail                        L 2222 N N N N N N
expert_create                        L 22FF F F F F F F
expert_change                        L 22FF N N N N N N
expert_remove                        L 22FF N N N N N N
expert_payee                         L 222F F F F F F F
expert_reveal                        L 222F F F F F F F
topic_list                           L 2222 F F F F F F
topic_export                         L 2222 F F F F F F
topic_options                        L 2222 F F F F F F
topic_detail                         L 2222 N N N N N N
topic_create                         L 22FF F F F F F F
topic_change                         L 22FF N N N N N N
topic_remove                         L 22FF N N N N N N
expertrelation_create                L 22FF F F F F F F
expertrelation_change                L 22FF N N N N N N
expertrelation_remove                L 22FF N N N N N N
"""

PANELS = """
panel_detail                         L 2222 F F F F F F
panel_create                         L 22FF F F F F F F
panel_change                         L 22FF N N N N N N
panel_remove                         L 22FF N N N N N N
panel_pick                           L 22FF F F F F F F
panel_pin                            L 22FF F F F F F F
panelmember_detail                   L 2222 N N N N N N
panelmember_create                   L FFFF F F F F F F
panelmember_change                   L 22FF N N N N N N
panelmember_invite @invited          L 22FF F F F F F F
panelmember_act:withdraw_member @invited  L 22FF N N N N N N
panelmember_act:decline_place @invited    L 22FF N N N N N N
panelmember_act:decline_place @accepted   L RRFF N N N N N N
panelmember_act:accept_place @invited     L FFFF N N N N N N
panelmember_act:ask_again @declined       L FFFF N N N N N N

conflict_list                        L 2222 F F F F F F
conflict_export                      L 2222 F F F F F F
conflict_detail                      L 2222 N N N N N N
conflict_act:dismiss_conflict        L 22FF N N N N N N
conflict_act:dismiss_conflict @lapsed  L RRFF N N N N N N
conflict_act:state_again @lapsed     L FFFF N N N N N N
conflict_declare                     L FFFF F F N F F F

fee_list                             L 2222 F F F F F F
fee_export                           L 2222 F F F F F F
fee_detail                           L 2222 N N N N N N
fee_create                           L 22FF F F F F F F
fee_change                           L 22FF N N N N N N
fee_change @checked                  L FFFF N N N N N N
fee_compute                          L >>FF F F F F F F
fee_sheet                            L 2222 F F F F F F
fee_act:check_fees                   L 22FF N N N N N N
fee_act:approve_fees @checked        L F2FF N N N N N N
fee_act:return_fees @checked         L F22F N N N N N N
fee_act:pay_fees @approved           L FF2F N N N N N N
"""

PAPERS = """
!paper_letter                        L >>FF F F F F F F
!paper_fees                          L >>>> F F F F F F
paper_file                           L NNNN N N N N N N
"""

LINKS = """
panel_invitation                     R RRRR R R R R R R
"""
