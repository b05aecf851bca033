"""Words into typed values: pure, versioned functions, one module a kind of value; never a guess."""

from pipelines.compiled import searched

__path__[:0] = searched()
