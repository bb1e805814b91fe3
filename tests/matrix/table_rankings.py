"""Who may open what: rankings, promotion, prize plans. How to read a line: tests/matrix/frame.py."""

RANKINGS = """
round_results                        L 2222 F F F F F F
round_compute                        L 22FF F F F F F F
round_standing                       L 22FF F F F F F F
round_sheets                         L 2222 F F F F F F
round_result_file                    L 2222 F F F F F F
ranking_detail                       L 2222 N N N N N N
ranking_act:adopt_ranking @computed  L 22FF N N N N N N
ranking_act:adopt_ranking @adopted   L RRFF N N N N N N
ranking_act:supersede_ranking @adopted L FFFF N N N N N N
ranking_tie                          L 22FF F F F F F F
ranking_promote                      L 22FF F F F F F F
ranking_take_back @adopted           L 22FF F F F F F F
rankingrow_list                      L 2222 F F F F F F
rankingrow_export                    L 2222 F F F F F F
promotion_list                       L 2222 F F F F F F
promotion_export                     L 2222 F F F F F F

awardplan_detail                     L 2222 N N N N N N
awardplan_create                     L 22FF F F F F F F
awardplan_change                     L 22FF N N N N N N
awardplan_remove                     L 22FF N N N N N N
awardplan_apply                      L >>FF F F F F F F
awardplan_take_back                  L 22FF F F F F F F
planlevel_create                     L 22FF F F F F F F
planlevel_change                     L 22FF N N N N N N
planlevel_remove                     L 22FF N N N N N N
"""
