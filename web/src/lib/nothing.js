// Replaces modules that are not needed: see next.config.ts.
