"""Words into typed values: pure, versioned functions, one module a kind of value; never a guess."""
