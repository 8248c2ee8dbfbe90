"""One file a format: bytes in, raw turns out, and an account of everything that was in the file.

An importer is a function ``read(data, name)`` under the entry-point group ``tlc.importers``, named for the file
ending that it reads. It knows nothing of studies or participants: labels stay as they stand in the file.
"""

from tlc.talk.importers._raw import Account, Beside, Importer, RawTranscript, RawTurn, read_in, takes_encoding

__all__ = ["Account", "Beside", "Importer", "RawTranscript", "RawTurn", "read_in", "takes_encoding"]
