"""Who may open what: the set-up, the system's state, the sign of health. How to read: tests/matrix/frame.py."""

HEALTH = """
healthz      2 2222 2 2 2 2 2 2
"""

SYSTEM = """
system       L F2FF F F F F F 2
"""

# No world of the table has an association at the top: what needs its name leads to the first step.
SETUP = """
setup                 L F2FF F F F F F 2
setup_name            L F2FF F F F F F 2
setup_signature       L F>FF F F F F F >
setup_charter         L F>FF F F F F F >
!setup_model          L FRFF F F F F F R
setup_footer          L F>FF F F F F F >
setup_year            L F>FF F F F F F >
setup_accounts        L F>FF F F F F F >
!setup_finish         L FRFF F F F F F R
seal                  L NNNN F F F F F N
logo                  N NNNN N N N N N N
charter_rule_create   L F2FF F F F F F 2
charter_rule_change   L F2FF N N N N N 2
charter_rule_remove   L F2FF N N N N N 2
"""
