"""The grammar of queries (SPARQL 1.1, 19.8, with the triple terms and annotations of 1.2), as data.

Wherever it leaves a choice, the next token decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

# Keywords in capitals, signs in quotes, kinds of tokens in small letters.
GRAMMAR: Final = """
Query = Prologue ( Select | Construct | Describe | Ask ) Values
Prologue = ( BASE iri | PREFIX prefixed iri | VERSION string )*
Select = Projection From* Where Modifiers
Projection = SELECT ( DISTINCT | REDUCED )? ( '*' | ( variable | '(' Expression AS variable ')' )+ )
Construct = CONSTRUCT ( '{' Triples? '}' From* Where | From* WHERE '{' Triples? '}' ) Modifiers
Describe = DESCRIBE ( '*' | ( variable | Iri )+ ) From* Where? Modifiers
Ask = ASK From* Where Modifiers
From = FROM NAMED? Iri
Where = WHERE? Group
Modifiers = GroupBy? Having? OrderBy? Slice?
GroupBy = GROUP BY ( Call | '(' Expression ( AS variable )? ')' | variable )+
Having = HAVING Constraint+
OrderBy = ORDER BY ( ( ASC | DESC ) Bracketed | Constraint | variable )+
Slice = LIMIT number ( OFFSET number )? | OFFSET number ( LIMIT number )?
Values = ( VALUES Data )?
Data = variable '{' Value* '}' | '(' variable* ')' '{' ( '(' Value* ')' )* '}'
Value = Iri | Literal | UNDEF | '<<' '(' ValueTriple ')' '>>'
ValueTriple = ValueTerm ( Iri | 'a' ) ValueTerm
ValueTerm = Iri | Literal | '<<' '(' ValueTriple ')' '>>'

Group = '{' ( SubSelect | Triples? ( NotTriples '.'? Triples? )* ) '}'
SubSelect = Projection Where Modifiers Values
NotTriples = Group ( UNION Group )* | ( OPTIONAL | MINUS | LATERAL ) Group
  | GRAPH ( variable | Iri ) Group | SERVICE SILENT? ( variable | Iri ) Group
  | FILTER Constraint | BIND '(' Expression AS variable ')' | VALUES Data

Triples = Subject ( '.' Triples? )?
Subject = Term Properties | '[' ( ']' Properties | Properties ']' Properties? )
  | '(' ( ')' Properties | Node+ ')' Properties? )
  | '<<' ( '(' Triple ')' '>>' Properties | Reified '>>' Properties? )
Properties = Verb Objects ( ';' ( Verb Objects )? )*
Objects = Object ( ',' Object )*
Object = Node ( '~' Reifier? | '{|' Properties '|}' )*
Reifier = variable | Iri | blank | '[' ']'
Node = Term | '[' Properties? ']' | '(' Node* ')' | '<<' ( '(' Triple ')' | Reified ) '>>'
Reified = Part Verb Part ( '~' Reifier? )?
Part = Term | '[' ']' | '<<' ( '(' Triple ')' | Reified ) '>>'
Triple = TripleTerm ( variable | Iri | 'a' ) TripleTerm
TripleTerm = Term | '[' ']' | '<<' '(' Triple ')' '>>'
Verb = variable | Path
Path = Steps ( '|' Steps )*
Steps = Step ( '/' Step )*
Step = '^'? ( Iri | 'a' | '!' Negated | '(' Path ')' ) ( '?' | '*' | '+' )?
Negated = Property | '(' ( Property ( '|' Property )* )? ')'
Property = '^'? ( Iri | 'a' )

Term = variable | Iri | Literal | blank
Iri = iri | prefixed
Literal = ( '+' | '-' )? number | Plain
Plain = string ( language | '^^' Iri )? | TRUE | FALSE

Constraint = Bracketed | Call
Bracketed = '(' Expression ')'
Call = BuiltIn | Iri Arguments
Arguments = '(' ( DISTINCT? Expression ( ',' Expression )* )? ')'
Expression = And ( '||' And )*
And = Relation ( '&&' Relation )*
Relation = Sum ( ( '=' | '!=' | '<' | '>' | '<=' | '>=' ) Sum | IN List | NOT IN List )?
List = '(' ( Expression ( ',' Expression )* )? ')'
Sum = Product ( ( '+' | '-' ) Product )*
Product = Unary ( ( '*' | '/' ) Unary )*
Unary = ( '!' | '+' | '-' )* Primary
Primary = Bracketed | BuiltIn | Iri Arguments? | Plain | number | variable
  | '<<' '(' ExpressionTriple ')' '>>'
ExpressionTriple = ExpressionTerm ( variable | Iri | 'a' ) ExpressionTerm
ExpressionTerm = variable | Iri | Literal | '<<' '(' ExpressionTriple ')' '>>'

BuiltIn = EXISTS Group | NOT EXISTS Group | BOUND '(' variable ')' | BNODE '(' Expression? ')'
  | ( RAND | NOW | UUID | STRUUID ) '(' ')' | ( CONCAT | COALESCE ) List
  | One '(' Expression ')' | Two '(' Expression ',' Expression ')'
  | ( SUBSTR | REGEX ) '(' Expression ',' Expression ( ',' Expression )? ')'
  | ( IF | TRIPLE | STRLANGDIR ) '(' Expression ',' Expression ',' Expression ')'
  | REPLACE '(' Expression ',' Expression ',' Expression ( ',' Expression )? ')'
  | COUNT '(' DISTINCT? ( '*' | Expression ) ')'
  | ( SUM | MIN | MAX | AVG | SAMPLE ) '(' DISTINCT? Expression ')'
  | GROUP_CONCAT '(' DISTINCT? Expression ( ';' SEPARATOR '=' string )? ')'
One = STR | LANG | LANGDIR | DATATYPE | IRI | URI | ABS | CEIL | FLOOR | ROUND | STRLEN | UCASE
  | LCASE | ENCODE_FOR_URI | YEAR | MONTH | DAY | HOURS | MINUTES | SECONDS | TIMEZONE | TZ | MD5
  | SHA1 | SHA256 | SHA384 | SHA512 | ISIRI | ISURI | ISBLANK | ISLITERAL | ISNUMERIC | HASLANG
  | HASLANGDIR | ISTRIPLE | SUBJECT | PREDICATE | OBJECT
Two = LANGMATCHES | CONTAINS | STRSTARTS | STRENDS | STRBEFORE | STRAFTER | STRLANG | STRDT
  | SAMETERM | ADJUST
"""


@dataclass(frozen=True, slots=True, eq=False)
class Key:  # two nodes are equal if they are one, which makes looking them up quick
    """One token: the keyword or the sign itself, or the kind in small letters."""

    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """What the grammar has under this name."""

    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """One part after the other."""

    parts: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """One of the parts."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Many:
    """The part any number of times."""

    part: Node


Node = Key | Rule | Series | Choice | Many
_WORD: Final = re.compile(r"(?:'([^']+)'|(\w+)|\(|\))([?*+]?)")


@cache
def rules() -> dict[str, Node]:
    """Every rule by its name."""
    lines = re.sub(r"\n\s+\|", " |", GRAMMAR).splitlines()
    named = (line.partition(" = ") for line in lines if line)
    return {name: _Reader(body.split()).choice() for name, _, body in named}


@cache
def starts(node: Node) -> frozenset[str]:
    """The tokens with which it may begin."""
    match node:
        case Key():
            return frozenset({node.name})
        case Rule():
            return starts(rules()[node.name])
        case Many():
            return starts(node.part)
        case Choice():
            return frozenset().union(*map(starts, node.parts))
    found: frozenset[str] = frozenset()
    for part in node.parts:
        found |= starts(part)
        if not may_be_empty(part):
            break
    return found


@cache
def may_be_empty(node: Node) -> bool:
    """Whether no token at all will do."""
    match node:
        case Key():
            return False
        case Rule():
            return may_be_empty(rules()[node.name])
        case Many():
            return True
        case Choice():
            return any(map(may_be_empty, node.parts))
    return all(map(may_be_empty, node.parts))


@dataclass(slots=True)
class _Reader:
    """Reads one rule; ``words`` are its words, which blanks part."""

    words: Sequence[str]
    at: int = 0

    def choice(self) -> Node:
        parts = [self._series()]
        while self._next() == "|":
            self.at += 1
            parts.append(self._series())
        return parts[0] if len(parts) == 1 else Choice(tuple(parts))

    def _series(self) -> Node:
        parts: list[Node] = []
        while self._next() not in ("", "|") and not self._next().startswith(")"):
            parts += self._part()
        return parts[0] if len(parts) == 1 else Series(tuple(parts))

    def _part(self) -> tuple[Node, ...]:
        sign, name, mark = self._take()
        if sign or name:
            is_rule = name[:1].isupper() and not name.isupper()
            part: Node = Rule(name) if is_rule else Key(sign or name)
        else:
            part = self.choice()
            mark = self._take()[2]
        match mark:
            case "?":
                return (Choice((part, Series())),)
            case "*":
                return (Many(part),)
            case "+":
                return (part, Many(part))
        return (part,)

    def _next(self) -> str:
        return self.words[self.at] if self.at < len(self.words) else ""

    def _take(self) -> tuple[str, str, str]:
        match = _WORD.fullmatch(self._next())
        self.at += 1
        return (match[1] or "", match[2] or "", match[3]) if match else ("", "", "")
