"""Two files, one person: asked about, agreed, made one, and made two again."""

from spean.pathways.merging.files import merge, unmerge
from spean.pathways.merging.pairs import agree, settle

__all__ = ["agree", "merge", "settle", "unmerge"]
