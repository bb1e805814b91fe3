"""Who may search the audit trail. How to read a line: tests/matrix/frame.py."""

AUDIT = """
audit_list     L F2F2 F F F F F 2
audit_detail   L F2F2 F F F F F N
audit_export   L F2F2 F F F F F 2
!audit_export  L FEFE F F F F F E
"""
