"""Who may open what: working days, messages, reminders and the calendar. How to read a line: tests/matrix/frame.py."""

MESSAGES = """
message_list           L 2222 2 2 2 2 2 2
!message_read          L >>>> > > > > > >
message_preferences    L 2222 2 2 2 2 2 2
# Nobody opens the messages of somebody else, whatever the role.
message_open           L NNNN N N N N N N
outbox                 L 22FF F F F F F 2
outbox_resend @uncertain   L 22NN N N N N N 2
!outbox_resend @uncertain  L >>NN N N N N N >
"""

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

REMINDERS = """
reminder_list      L 2222 F F F F F F
reminder_next      L 2222 F F F F F F
reminder_log       L 2222 F F F F F F
reminder_create    L 22FF F F F F F F
!reminder_create   L EEFF F F F F F F
reminder_change    L 22FF F F F F F F
!reminder_change   L EEFF F F F F F F
reminder_text      L 22FF F F F F F F
"""

CALENDAR = """
calendar              L 2222 2 2 2 2 2 2
calendar_feed         L 2222 2 2 2 2 2 2
!calendar_feed_make   L 2222 2 2 2 2 2 2
!calendar_feed_end    L >>>> > > > > > >
# The secret is the key: whoever holds it reads, logged in or not; here it is a wrong one.
calendar_ics          N NNNN N N N N N N
"""
