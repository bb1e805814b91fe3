"""Pure arithmetic of the back office: no Django, no clock, no database."""
