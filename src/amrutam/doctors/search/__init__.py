"""The search for doctors. `sql.py` builds its statements, `index.py` keeps the table that they read, `pages.py` answers.

`doctors/cache.py` caches lists of matches in Redis, and `page_cache.py` caches whole pages in the
process's memory.
"""
