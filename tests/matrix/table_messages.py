"""Who may open what: working days, messages, reminders and the calendar. How to read a line: tests/matrix/frame.py."""

WORKDAYS = """
workday_index          L >>>> > > > > > >
workday_year           L 2222 2 2 2 2 2 2
!workday_create        L >>FF F F F F F F
!workday_change        L EEFF F F F F F F
workday_act:publish    L 22FF F F F F F F
!workday_act:publish   L >>FF F F F F F F
workday_act:reopen @published   L 22FF F F F F F F
!workday_act:reopen @published  L EEFF F F F F F F
"""
