"""Study: the one thing people hold. It opens a folder, and hands each verb's work to the room it belongs to."""

from tlc.study._study import Study

__all__ = ["Study"]
