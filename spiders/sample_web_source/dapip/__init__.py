"""The sample of DAPIP as typed tables, and the zip that is packed from them. Read by nothing but the packing."""
