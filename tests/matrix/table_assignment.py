"""Who may open what: batches of assignments and single ones. How to read a line: tests/matrix/frame.py."""

ASSIGNMENTS = """
round_assign                         L 22FF F F F F F F
batch_detail                         L 2222 N N N N N N
batch_detail @drafted                L 2222 N N N N N N
batch_act:publish_batch @drafted     L 22FF N N N N N N
batch_act:publish_batch @published   L RRFF N N N N N N
batch_act:discard_batch @drafted     L 22FF N N N N N N
batch_act:discard_batch @published   L RRFF N N N N N N
batch_act:undo_batch @published      L 22FF N N N N N N
batch_act:undo_batch @drafted        L RRFF N N N N N N
batch_add @drafted                   L 22FF F F F F F F

assignment_list                      L 2222 F F F F F F
assignment_export                    L 2222 F F F F F F
assignment_detail                    L 2222 N N N N N N
assignment_remove                    L 22FF N N N N N N
"""
