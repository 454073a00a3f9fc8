"""The front desk of a clinic: available slots, the clinic queue and its displays. The admission queue for holds is in `admission`."""
