"""The codebook as a file: read, changed with its comments kept, checked, compared with what it was."""

from tlc.listen.codebook._file import CodebookFile, Written
from tlc.listen.codebook._read import read_codebook

__all__ = ["CodebookFile", "Written", "read_codebook"]
