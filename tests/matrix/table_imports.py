"""Who may open what: imports of sheets, labels and envelopes. How to read a line: tests/matrix/frame.py."""

IMPORTS = """
import_list                  L 2222 F F F F F F
import_create                L 22FF F F F F F F
import_template              L 22FF F F F F F F
import_detail @mapping       L >>22 N N N N N N
import_detail @checked       L 2222 N N N N N N
import_detail @done          L 2222 N N N N N N
import_columns @mapping      L 22FF N N N N N N
import_columns @done         L >>FF N N N N N N
!import_decide @checked      L >>FF N N N N N N
!import_decide @done         L RRFF N N N N N N
!import_run @mapping         L RRFF N N N N N N
!import_run @checked         L >>FF N N N N N N
!import_run @done            L RRFF N N N N N N
import_undo @done            L 22FF N N N N N N
import_discard @mapping      L 22FF N N N N N N
!import_discard @done        L RRFF N N N N N N
import_problems @checked     L 22FF N N N N N N
"""

LABELS = """
label_index                  L >>FF F F F F F F
label_list                   L 22FF F F F F F F
!label_request               L EEFF F F F F F F
label_file                   L NNFF F F F F F F
"""
