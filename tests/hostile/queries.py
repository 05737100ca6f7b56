"""Hostile queries: each with the statuses that the interface promises for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

WELL: Final = frozenset({200})
MALFORMED: Final = frozenset({400})
TOO_LONG: Final = frozenset({413})
REFUSED: Final = frozenset({422})
# Which of the two limits a bomb meets first is the machine's affair.
SPENT: Final = frozenset({504, 507})
TOO_LARGE: Final = frozenset({507})
# Whether it is planned in time is the machine's affair, too.
WELL_OR_LATE: Final = frozenset({200, 504})

DEEP: Final = 2_000
# As deep as the guard allows, with what stands around it.
FULL: Final = 60
LONG: Final = 400
TRAP: Final = "<http://trap/>"


@dataclass(frozen=True, slots=True)
class Case:
    """A query and what may come of it."""

    name: str
    text: str
    statuses: frozenset[int]


def _group(before: str, inner: str = "?s ?p ?o", after: str = "") -> str:
    return f"SELECT * {{ {before}{inner}{after} }} LIMIT 1"


# What is nested, as how it opens and how it closes.
_CONSTRUCTS: Final = {
    "groups": ("{ ", " }"),
    "OPTIONAL": ("OPTIONAL { ", " }"),
    "UNION": ("{ ?a ?b 1 } UNION { ", " }"),
    "MINUS": ("?a ?b 1 MINUS { ", " }"),
    "GRAPH": ("GRAPH ?g { ", " }"),
    "subselects": ("{ SELECT * { ", " } }"),
    "FILTER EXISTS": ("FILTER EXISTS { ", " }"),
    "FILTER NOT EXISTS": ("FILTER NOT EXISTS { ", " }"),
    "LATERAL": ("LATERAL { ", " }"),
}
# As many as there are brackets in one level of them.
_BRACKETS: Final = {"subselects": 2}
_EXPRESSIONS: Final = {
    "parentheses": ("(", ")"),
    "IF": ("IF(true, ", ", 1)"),
    "COALESCE": ("COALESCE(", ", 1)"),
    "CONCAT": ("CONCAT(", ', "x")'),
    "negations in parentheses": ("!(", ")"),
    "minus signs in parentheses": ("-(", ")"),
    "IN": ("1 IN (", ")"),
}
_TERMS: Final = {
    "collections": ("(", ")"),
    "blank-node property lists": ("[ ?p ", " ]"),
    "reified triples": ("<< ?s ?p ", " >>"),
    "triple terms": ("<<( ?s ?p ", " )>>"),
}
_CLAUSE_HEAVY: Final = frozenset({"OPTIONAL", "UNION", "MINUS", "LATERAL"})


def _nested(times: int, divided: bool = False) -> Iterable[tuple[str, str]]:
    for name, (before, after) in _CONSTRUCTS.items():
        levels = times // _BRACKETS.get(name, 1) if divided else times
        yield name, _group(before * levels, after=after * levels)
    for name, (before, after) in _EXPRESSIONS.items():
        yield f"{name} in BIND", _group(f"BIND({before * times}", "1", f"{after * times} AS ?x)")
        yield f"{name} in FILTER", _group(f"FILTER({before * times}", "1", f"{after * times})")
    for name, (before, after) in _TERMS.items():
        yield name, _group(f"?s ?p {before * times}", "1", after * times)
    yield "paths", _group(f"?s {'(' * times}", "<http://h/next>", f"{')' * times} ?o")
    yield "repeated paths", _group(f"?s {'(' * times}", "<http://h/next>", f"{')*' * times} <x:x>")
    yield "annotations", _group("?s ?p ?o ", "{| ?q " * times + "1", " |}" * times)


def nestings() -> Iterable[Case]:
    """Each construct far too deep, and as deep as it may be."""
    for name, text in _nested(DEEP):
        yield Case(f"too deep: {name}", text, REFUSED | TOO_LONG)
    for name, text in _nested(FULL, divided=True):
        yield Case(f"deep: {name}", text, frozenset({200, 400, 422, 504}))


# What is chained: the link, and what the chain stands in.
_LINKS: Final = {
    "||": "FILTER(true{})",
    "&&": "FILTER(true{})",
    "+": "BIND(1{} AS ?x)",
    "-": "BIND(1{} AS ?x)",
    "*": "BIND(1{} AS ?x)",
    "/ (division)": "BIND(1{} AS ?x)",
}
_REPEATED: Final = {
    "=": "FILTER(1" + " = 1" * LONG + ")",
    "<": "FILTER(1" + " < 1" * LONG + ")",
    "!": f"FILTER({'!' * LONG}true)",
    "unary minus": f"BIND({'- ' * LONG}1 AS ?x)",
    "/ (path)": "?s " + "<x:p>/" * LONG + "<x:p> ?o",
    "| (path)": "?s " + "<x:p>|" * LONG + "<x:p> ?o",
    "^ (path)": "?s " + "^(" * 50 + "<x:p>" + ")" * 50 + "/<x:p>" * LONG + " ?o",
    "! (path)": "?s !(" + "<x:p>|" * LONG + "<x:p>) ?o",
    "UNION": "{}" + " UNION {}" * LONG,
    "OPTIONAL": "OPTIONAL {}" * LONG,
    "MINUS": "MINUS {}" * LONG,
    "FILTER": "FILTER(true)" * LONG,
    "BIND": "".join(f"BIND(1 AS ?v{i})" for i in range(LONG)),
    "triple patterns": "?s ?p ?o . " * LONG,
    "objects": "?s ?p 0" + ", 1" * LONG,
    "predicates": "?s ?p 0" + "; ?q 1" * LONG,
    "items of a collection": "?s ?p (" + "1 " * LONG + ")",
}


def chains() -> Iterable[Case]:
    """Long rows of everything that has a sign or a word between its parts."""
    for link, frame in _LINKS.items():
        sign = link.split()[0]
        operand = "true" if sign in ("||", "&&") else "1"
        yield Case(f"chain: {link}", _group(frame.format(f" {sign} {operand}" * LONG)), REFUSED)
    for name, group in _REPEATED.items():
        yield Case(f"chain: {name}", _group(group), REFUSED)
    columns = " ".join(f"(1 AS ?c{i})" for i in range(LONG))
    yield Case("chain: columns", f"SELECT {columns} {{}}", REFUSED)
    keys = " ".join(f"?k{i}" for i in range(8_000))
    yield Case("many sort keys", f"SELECT * {{ ?s ?p ?o }} ORDER BY {keys} LIMIT 1", WELL_OR_LATE)
    yield Case(
        "many group keys", f"SELECT (1 AS ?x) {{}} GROUP BY {keys} LIMIT 1", WELL_OR_LATE | SPENT
    )
    yield Case("many in IN", _group(f"FILTER(1 IN ({'1,' * 20_000}1))"), WELL_OR_LATE)
    yield Case("many VALUES", _group(f"VALUES ?v {{ {'1 ' * 30_000} }}"), WELL_OR_LATE)
    yield Case("many UNDEF", _group("VALUES ?s { " + "UNDEF " * 10_000 + "}"), WELL_OR_LATE)
    prefixes = " ".join(f"PREFIX p{i}: <x:{i}>" for i in range(2_500))
    yield Case("many prefixes", f"{prefixes} SELECT * {{}}", WELL_OR_LATE)
    yield Case("many BASE", "BASE <a/> " * 6_000 + "ASK {}", WELL | MALFORMED)
    graphs = " ".join(f"FROM <x:{i}>" for i in range(4_000))
    yield Case("many FROM", f"SELECT * {graphs} {{ ?s ?p ?o }}", WELL_OR_LATE)
    yield Case("many semicolons", _group("?s ?p ?o " + ";" * 60_000, ""), WELL | MALFORMED)
    yield Case("many dots", _group("?s ?p ?o " + "." * 60_000, ""), MALFORMED)


_ALL: Final = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
_TEN: Final = "{ 0 1 2 3 4 5 6 7 8 9 }"
_DIGITS: Final = " ".join(f"VALUES ?{name} {_TEN}" for name in "abcdefghij")
_STEP: Final = "<http://h/next>"


def _doubled(start: str, expression: str, times: int = 40) -> str:
    """A text that each step makes longer, until no memory holds it."""
    steps = "".join(f" BIND({expression.format(f'?x{i}')} AS ?x{i + 1})" for i in range(times))
    return f"SELECT (STRLEN(?x{times}) AS ?n) {{ BIND({start} AS ?x0){steps} }}"


def _sharing(count: int) -> str:
    """Patterns that share variables: in how many orders can they be joined?"""
    patterns = " . ".join(f"?v{i % 7} ?v{(i * 3) % 11} ?v{(i * 5) % 13}" for i in range(count))
    return f"SELECT (COUNT(*) AS ?n) {{ {patterns} }}"


def bombs() -> Iterable[Case]:
    """Short queries without end, in time, memory or rows."""
    for name, text in {
        "cross product": f"SELECT (COUNT(*) AS ?n) {{ {_ALL} }}",
        "cross product of VALUES": f"SELECT (COUNT(*) AS ?n) {{ {_DIGITS} }}",
        "a filter that nothing passes": f"ASK {{ {_ALL} FILTER(?a < ?l && ?a = ?l) }}",
        "ORDER BY": f"SELECT * {{ {_ALL} }} ORDER BY ?l ?a LIMIT 1",
        "ORDER BY of an expression": f"SELECT ?a {{ {_ALL} }} ORDER BY MD5(STR(?l)) LIMIT 1",
        "DISTINCT": f"SELECT (COUNT(*) AS ?n) {{ SELECT DISTINCT * {{ {_ALL} }} }}",
        "DISTINCT of counts": f"SELECT (COUNT(DISTINCT *) AS ?n) {{ {_ALL} }}",
        "GROUP BY": f"SELECT ?a (COUNT(?l) AS ?n) {{ {_ALL} }} GROUP BY ?a ?d ?g ?j",
        "GROUP_CONCAT": f"SELECT (GROUP_CONCAT(STR(?a)) AS ?x) {{ {_ALL} }}",
        "CONCAT": _doubled('"xxxxxxxx"', "CONCAT({0}, {0})"),
        "REPLACE": _doubled('"xxxxxxxx"', 'REPLACE({0}, "x", "xxxxxxxx")', 20),
        "CONCAT of STR": _doubled("STR(<http://h/>)", "CONCAT(STR({0}), STR({0}))"),
        "closure with *": f"SELECT (COUNT(*) AS ?n) {{ ?a ({_STEP}|^{_STEP})* ?b }}",
        "closure with +": f"SELECT (COUNT(*) AS ?n) {{ ?a {_STEP}+ ?b . ?c {_STEP}+ ?d }}",
        "closure of everything": "SELECT (COUNT(*) AS ?n) { ?a (!<x:x>)* ?b . ?b (!<x:y>)* ?c }",
        "closure of closures": f"SELECT (COUNT(*) AS ?n) {{ ?a ((({_STEP}*)*/{_STEP}*)+)* ?b }}",
        "negation": f"ASK {{ {_ALL} FILTER NOT EXISTS {{ ?a ?b ?c . ?j ?k ?l }} }}",
        "MINUS of cross products": f"SELECT * {{ {_ALL} MINUS {{ ?a ?x ?y . ?z ?l ?b }} }} LIMIT 9",
        "OPTIONAL on OPTIONAL": "SELECT (COUNT(*) AS ?n) {"
        + "".join(f" OPTIONAL {{ ?s{i} ?p{i} ?o{i} }}" for i in range(20))
        + " }",
    }.items():
        yield Case(f"bomb: {name}", text, SPENT)
    yield Case("90 patterns that share variables", _sharing(90), WELL_OR_LATE | SPENT)
    yield from _flood()


def _flood() -> Iterable[Case]:
    for name, text in {
        "SELECT": "SELECT * { ?a ?b ?c . ?d ?e ?f }",
        "CONSTRUCT": "CONSTRUCT { ?a ?e ?f } { ?a ?b ?c . ?d ?e ?f }",
        "CONSTRUCT of blank nodes": "CONSTRUCT { [] ?b [ ?e ?f ] } { ?a ?b ?c . ?d ?e ?f }",
        "DESCRIBE": "DESCRIBE ?a ?c { ?a ?b ?c . ?d ?e ?f }",
        "LIMIT beyond the rows allowed": "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 10000000",
        "long rows": _doubled('"xxxxxxxx"', "CONCAT({0}, {0})", 16).replace(
            "(STRLEN(?x16) AS ?n) {", "?x16 { ?s ?p ?o "
        ),
    }.items():
        yield Case(f"flood: {name}", text, TOO_LARGE | SPENT)


def refusals() -> Iterable[Case]:
    """What would reach out to other machines, and how it hides."""
    for name, text in {
        "SERVICE": f"SELECT * {{ SERVICE {TRAP} {{ ?s ?p ?o }} }}",
        "SERVICE SILENT": f"SELECT * {{ service silent {TRAP} {{ ?s ?p ?o }} }}",
        "SERVICE of a variable": f"SELECT * {{ VALUES ?e {{ {TRAP} }} SERVICE ?e {{}} }}",
        "SERVICE behind a comment": f"SELECT * {{ SERVICE# {{ }}\n{TRAP} {{ ?s ?p ?o }} }}",
        "SERVICE behind a word": f"SELECT * {{ ?s ?p trueSERVICE{TRAP} {{}} }}",
        "SERVICE in EXISTS": f"ASK {{ FILTER EXISTS {{ SERVICE {TRAP} {{}} }} }}",
        "SERVICE in a subselect": f"ASK {{ {{ SELECT * {{ SERVICE {TRAP} {{}} }} }} }}",
        "SERVICE as a prefix": f"PREFIX SERVICE: {TRAP} ASK {{ SERVICE:x {{ ?s ?p ?o }} }}",
        "SERVICE in CONSTRUCT": f"CONSTRUCT WHERE {{ SERVICE {TRAP} {{ ?s ?p ?o }} }}",
        "LOAD": f"LOAD {TRAP}",
        "LOAD SILENT": f"PREFIX a: <x:> LOAD SILENT {TRAP} INTO GRAPH <x:g>",
    }.items():
        yield Case(f"outward: {name}", text, REFUSED)
    for name, text in {
        "SERVICE in escapes": rf"SELECT * {{ \u0053ERVICE {TRAP} {{ ?s ?p ?o }} }}",
        "LOAD after a query": f"SELECT * {{}} ; LOAD {TRAP}",
        "INSERT DATA": "INSERT DATA { <x:s> <x:p> <x:o> }",
        "DELETE WHERE": "DELETE WHERE { ?s ?p ?o }",
        "DROP ALL": "DROP ALL",
        "two queries": "SELECT * {} SELECT * {}",
    }.items():
        yield Case(f"outward: {name}", text, MALFORMED)
    yield Case("outward: FROM", f"SELECT * FROM {TRAP} {{ ?s ?p ?o }}", WELL)
    yield Case("outward: FROM NAMED", f"SELECT * FROM NAMED {TRAP} {{ GRAPH ?g {{}} }}", WELL)
    yield Case("outward: a file", "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", WELL)


_EXPRESSED: Final = {
    "a regular expression that backtracks": 'REGEX("' + "a" * 5_000 + 'b", "^(a|a)*(a*)*$")',
    "a regular expression that grows": 'REGEX("a", "((a{1000}){1000}){1000}")',
    "a nested regular expression": f'REGEX("a", "{"(" * 20_000}a{")" * 20_000}")',
    "a wrong regular expression": 'REGEX("a", "[(")',
    "a replacement out of range": 'REPLACE("abc", "b", "$999999999999999999999")',
    "a huge number": f"{'9' * 60_000} + 1",
    "a huge exponent": f"1e{'9' * 10_000} * 2",
    "a huge decimal": f"0.{'1' * 60_000} / 3",
    "a division by zero": "1 / 0",
    "the smallest integer divided": '"-9223372036854775808"^^<' + "http://www.w3.org/2001/"
    "XMLSchema#integer> / -1",
    "a date without end": '"9' + "9" * 1_000 + '-01-01T00:00:00Z"^^'
    "<http://www.w3.org/2001/XMLSchema#dateTime>",
    "a substring far away": 'SUBSTR("abc", 9223372036854775807, 9223372036854775807)',
    "a long text": f'STRLEN("{"x" * 60_000}")',
    "a long name of a function": f"<http://h/{'f' * 50_000}>(1)",
}


def oddities() -> Iterable[Case]:
    """Huge and strange things in small places."""
    for name, expression in _EXPRESSED.items():
        yield Case(name, f"SELECT ({expression} AS ?x) {{}}", WELL | MALFORMED)
    rows = "SELECT * { ?s ?p ?o }"
    yield Case("a huge LIMIT", f"{rows} LIMIT 9223372036854775807", WELL)
    yield Case("a LIMIT out of range", f"{rows} LIMIT {'9' * 1_000}", WELL | MALFORMED)
    yield Case("a huge OFFSET", f"{rows} OFFSET 9223372036854775807", WELL)
    yield Case("a negative LIMIT", f"{rows} LIMIT -1", MALFORMED)
    yield Case("a long IRI", f"ASK {{ <http://h/{'x' * 60_000}> ?p ?o }}", WELL)
    yield Case("a deep IRI", f"ASK {{ <http://h{'/x' * 30_000}> ?p ?o }}", WELL)
    yield Case("an IRI that climbs", f"BASE <http://h/> ASK {{ <{'../' * 20_000}x> ?p ?o }}", WELL)
    yield Case("a long variable", f"ASK {{ ?{'v' * 60_000} ?p ?o }}", WELL)
    yield Case("a long comment", f"ASK {{}} #{'x' * 60_000}", WELL)
    yield Case("a string without end", f'ASK {{ ?s ?p "{"x" * 60_000} }}', MALFORMED)
    yield Case("quotes without end", "ASK { ?s ?p " + '"' * 60_001, MALFORMED)
    yield Case("brackets without end", "ASK " + "{" * 60_000, REFUSED)
    yield Case("closing brackets", "ASK {}" + "}" * 60_000, MALFORMED)
    yield Case("one long word", "a" * 60_000, MALFORMED)
    yield Case("a NUL", "ASK { ?s ?p '\0' }", WELL | MALFORMED)
    yield Case("a query too long", f"ASK {{}} #{'x' * 70_000}", TOO_LONG)
    yield Case("nothing but white space", " \n\t" * 1_000, MALFORMED)
    yield Case("an escape of half a character", r"ASK { ?s ?p '\uD800' }", MALFORMED)
    yield Case("a byte order mark", "\ufeffASK {}", WELL | MALFORMED)
    yield Case("reversed writing", "ASK { ?s ?p '\u202eevil\u202c' }", WELL)


def cases() -> list[Case]:
    """All of them."""
    return [*nestings(), *chains(), *bombs(), *refusals(), *oddities()]
