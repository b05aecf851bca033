"""When, in what order, and who decided? Flows, the command line and reports; never business rules or SQL."""
