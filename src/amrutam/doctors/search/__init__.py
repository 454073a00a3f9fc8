"""The search for doctors. `sql.py` builds its statements, `index.py` updates the table that the statements read, `pages.py` makes the pages.

`doctors/cache.py` caches lists of matches in Redis, and `page_cache.py` caches whole pages in the
process's memory.
"""
