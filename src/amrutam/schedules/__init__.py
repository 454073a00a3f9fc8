"""Weekly hours, leave and extra hours of doctors, and the slots that follow from them. `availability` adds what is held and booked."""
