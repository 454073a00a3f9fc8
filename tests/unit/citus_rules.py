"""Finds SQL that Citus refuses or cannot plan, with PostgreSQL's own parser.

Each rule takes parsed statements and yields a text for each violation. The tables are those of
`amrutam.core.citus_tables`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pglast import ast, parse_plpgsql, parse_sql
from pglast.enums import ConstrType, FunctionParameterMode, SubLinkType
from pglast.stream import RawStream

from amrutam.core.citus_tables import DISTRIBUTED, REFERENCE

_VOLATILE = {"clock_timestamp", "timeofday", "random", "gen_random_uuid", "uuidv7", "nextval"}
_KEYS = (ConstrType.CONSTR_PRIMARY, ConstrType.CONSTR_UNIQUE)
_RETURNED = (FunctionParameterMode.FUNC_PARAM_OUT, FunctionParameterMode.FUNC_PARAM_TABLE)

Rule = Callable[[Sequence[Any]], Iterator[str]]


def parsed(sql: str) -> list[Any]:
    """Parses a text of statements; returns its statements and those within its functions."""
    statements = [raw.stmt for raw in parse_sql(sql)]
    types = [each.typevar.relname for each in _nodes(tuple(statements), ast.CompositeTypeStmt)]
    functions = list(_nodes(tuple(statements), ast.CreateFunctionStmt))
    return statements + [s for function in functions for s in _within(function, types)]


def _within(function: Any, types: Sequence[str]) -> Iterator[Any]:
    if _language(function) == "sql":
        (body,) = (each.arg[0].sval for each in function.options if each.defname == "as")
        yield from parsed(body)
        return
    text = RawStream()(function)
    # The PL/pgSQL parser refuses arrays of the schema's own types, which it does not know.
    for each in types:
        text = text.replace(f"{each}[]", "text[]")
    for query, is_statement in _queries(parse_plpgsql(text)):
        # A text that is no statement is an expression, or an assignment, whose right side is read.
        whole = query if is_statement else "SELECT " + query.split(":=", 1)[-1]
        yield from (raw.stmt for raw in parse_sql(whole))


def _queries(tree: Any) -> Iterator[tuple[str, bool]]:
    if isinstance(tree, list):
        for each in tree:
            yield from _queries(each)
    elif isinstance(tree, dict):
        if "query" in tree and "parseMode" in tree:
            yield tree["query"], tree["parseMode"] == 0
        for each in tree.values():
            yield from _queries(each)


def _nodes(of: Any, kind: Any = ast.Node) -> Iterator[Any]:
    if isinstance(of, tuple):
        for each in of:
            yield from _nodes(each, kind)
    elif isinstance(of, ast.Node):
        if isinstance(of, kind):
            yield of
        for name in of:
            yield from _nodes(getattr(of, name), kind)


def _language(function: Any) -> str:
    return next((o.arg.sval for o in function.options if o.defname == "language"), "sql")


def _last(names: Sequence[Any]) -> str:
    return str(getattr(names[-1], "sval", "*"))


def _distributed(of: Any) -> set[str]:
    return {each.relname for each in _nodes(of, ast.RangeVar)} & DISTRIBUTED.keys()


def keys(statements: Sequence[Any]) -> Iterator[str]:
    for table in _nodes(tuple(statements), ast.CreateStmt):
        name = table.relation.relname
        for column in _nodes(table.tableElts, ast.ColumnDef):
            if any(each.contype in _KEYS for each in column.constraints or ()):
                yield from _lacking(name, [column.colname])
        for key in (c for c in table.tableElts or () if isinstance(c, ast.Constraint)):
            if key.contype in _KEYS:
                yield from _lacking(name, [each.sval for each in key.keys or ()])
    for index in _nodes(tuple(statements), ast.IndexStmt):
        if index.unique:
            yield from _lacking(index.relation.relname, [e.name for e in index.indexParams])


def _lacking(table: str, columns: Sequence[str | None]) -> Iterator[str]:
    if table in DISTRIBUTED and DISTRIBUTED[table] not in columns:
        yield f"a key of {table} lacks {DISTRIBUTED[table]}"


def foreign_keys(statements: Sequence[Any]) -> Iterator[str]:
    for table in _nodes(tuple(statements), ast.CreateStmt):
        for key in _nodes(table, ast.Constraint):
            if key.contype != ConstrType.CONSTR_FOREIGN:
                continue
            name, other = table.relation.relname, key.pktable.relname
            if (name in DISTRIBUTED and other not in REFERENCE) or other in DISTRIBUTED:
                yield f"{name} refers to {other}"


def volatile(statements: Sequence[Any]) -> Iterator[str]:
    for update in _nodes(tuple(statements), ast.UpdateStmt):
        table = update.relation.relname
        if table in {*DISTRIBUTED, *REFERENCE} and (_called(update) & _VOLATILE):
            yield f"a volatile function in UPDATE {table}"
    for insert in _nodes(tuple(statements), ast.InsertStmt):
        table = insert.relation.relname
        # Citus accepts only immutable functions in DO UPDATE; any function counts here, because
        # the parser does not know which ones are immutable.
        if table in {*DISTRIBUTED, *REFERENCE} and _called(insert.onConflictClause):
            yield f"a function in DO UPDATE of {table}"


def _called(of: Any) -> set[str]:
    return {_last(call.funcname) for call in _nodes(of, ast.FuncCall)}


def by_ctid(statements: Sequence[Any]) -> Iterator[str]:
    for delete in _nodes(tuple(statements), ast.DeleteStmt):
        if any(_last(column.fields) == "ctid" for column in _nodes(delete, ast.ColumnRef)):
            yield f"DELETE FROM {delete.relation.relname} by ctid"


def typed_by_view(statements: Sequence[Any]) -> Iterator[str]:
    views = {each.view.relname for each in _nodes(tuple(statements), ast.ViewStmt)}
    for function in _nodes(tuple(statements), ast.CreateFunctionStmt):
        types = {_last(each.names) for each in _nodes(function, ast.TypeName)}
        if types & views:
            yield f"{_last(function.funcname)} is typed by {', '.join(types & views)}"


def sql_functions(statements: Sequence[Any]) -> Iterator[str]:
    for function in _nodes(tuple(statements), ast.CreateFunctionStmt):
        given = [p for p in function.parameters or () if p.mode not in _RETURNED]
        if given and _language(function) == "sql":
            yield f"{_last(function.funcname)} is an SQL function with parameters"


def over_arrays(statements: Sequence[Any]) -> Iterator[str]:
    for select in _nodes(tuple(statements), ast.SelectStmt):
        if "unnest" not in _called(tuple(_nodes(select.fromClause, ast.RangeFunction))):
            continue
        laterals = [s for s in _nodes(select.fromClause, ast.RangeSubselect) if s.lateral]
        exists = [
            link
            for link in _nodes(select, ast.SubLink)
            if link.subLinkType in (SubLinkType.EXISTS_SUBLINK, SubLinkType.EXPR_SUBLINK)
        ]
        for table in sorted(_distributed((*laterals, *exists))):
            yield f"LATERAL or a correlated query of {table} over unnest"


RULES: tuple[Rule, ...] = (
    keys, foreign_keys, volatile, by_ctid, typed_by_view, sql_functions, over_arrays,
)  # fmt: skip
