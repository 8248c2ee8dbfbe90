"""The codebook's rules: the language of terms, and what finds them in what people said.

A term is compiled once: its words are spelled out in all their forms. Then one pass over the texts finds everything
that the codebook names. ``docs/terms.md`` tells how terms are written.
"""

from tlc.listen.rules._context import in_context
from tlc.listen.rules._rules import Hit, Rules, compile_rules
from tlc.listen.rules._syntax import Term, as_written, parse_term

__all__ = ["Hit", "Rules", "Term", "as_written", "compile_rules", "in_context", "parse_term"]
