"""Who may open what: look-alike records. How to read a line: tests/matrix/frame.py."""

DUPLICATES = """
!duplicate_search                L >>FF F F F F F F
duplicate_detail                 L 2222 N N N N N N
duplicate_list                   L 2222 F F F F F F
duplicate_export                 L 2222 F F F F F F
duplicate_act:keep_apart @open        L 22FF N N N N N N
duplicate_act:keep_apart @different   L RRFF N N N N N N
duplicate_act:reopen @different       L 22FF N N N N N N
duplicate_act:reopen @open            L RRFF N N N N N N
"""

MERGES = """
organization_twin                L 22FF F F F F F F
organization_merge               L 22FF F F F F F F
person_merge                     L 22FF F F F F F F
person_twin                      L 22FF F F F F F F
merge_undo                       L 22FF F F F F F F
"""
