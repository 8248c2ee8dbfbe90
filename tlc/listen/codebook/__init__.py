"""The codebook as a file: read, changed with its comments kept, checked, compared with what it was."""

from tlc.listen.codebook._check import check_codebook
from tlc.listen.codebook._diff import diff
from tlc.listen.codebook._edit import Edit
from tlc.listen.codebook._excel import to_excel
from tlc.listen.codebook._file import CodebookFile, Written
from tlc.listen.codebook._framework import book_as_toml, read_framework
from tlc.listen.codebook._read import read_codebook
from tlc.listen.codebook._take import read_excel
from tlc.listen.codebook._versions import FOLDER, find, kept

__all__ = [
    "FOLDER",
    "CodebookFile",
    "Edit",
    "Written",
    "book_as_toml",
    "check_codebook",
    "diff",
    "find",
    "kept",
    "read_codebook",
    "read_excel",
    "read_framework",
    "to_excel",
]
