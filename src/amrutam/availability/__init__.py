"""The slots of doctors and their states. `reading.py` reads calendars, claims and holds; `slots_json.py` writes JSON.

Four caches in a process's memory save work:

- `response_cache.py`: whole answers, for at most two seconds;
- `claims_cache.py`: claims from PostgreSQL, while the doctor's version is unchanged;
- `day_cache.py`: the parts of a day's JSON that no booking changes, for each version of a calendar;
- `schedules/slot_cache.py`: the slots of a day as the calendar gives them, from which `day_cache.py` makes its entries.
"""
