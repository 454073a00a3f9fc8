"""The admission queue, which orders patients who want to hold slots of a doctor in high demand. The queue in a clinic is in `desk`."""
