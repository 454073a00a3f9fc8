"""Statements that load specializations, cities and search terms."""

from __future__ import annotations

from amrutam.core.database import Statement

SPECIALIZATIONS = Statement(
    "load_specializations",
    """
    INSERT INTO specialization (slug, name, name_hi, concerns)
    SELECT slug, name, name_hi, concerns
    FROM jsonb_to_recordset($1::jsonb) AS t (slug text, name text, name_hi text, concerns text[])
    ON CONFLICT (slug) DO NOTHING
    """,
)

CITIES = Statement(
    "load_cities",
    """
    INSERT INTO city (slug, name, name_hi, state, aliases)
    SELECT slug, name, name_hi, state, aliases
    FROM jsonb_to_recordset($1::jsonb)
        AS t (slug text, name text, name_hi text, state text, aliases text[])
    ON CONFLICT (slug) DO NOTHING
    """,
)

TERMS = Statement(
    "load_search_terms",
    """
    INSERT INTO search_term (term, field, slug)
    SELECT DISTINCT folded(term), $1, slug
    FROM unnest($2::text[], $3::text[]) AS t (term, slug)
    ORDER BY 1, 3  -- two processes that load at once do so in one order, or they deadlock
    ON CONFLICT DO NOTHING
    """,
)

LOADED = Statement("reference_is_loaded", "SELECT EXISTS (SELECT FROM search_term)")
