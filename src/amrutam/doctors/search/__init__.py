"""The search for doctors.

`queries.py` runs its statements, which `sql.py` builds; `index.py` updates the table that they read; `pages.py` makes
the pages.

`doctors/cache.py` caches lists of matches in Redis, and `page_cache.py` caches whole pages in the
process's memory.
"""
