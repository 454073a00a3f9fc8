// Stands for a module that is not needed: see next.config.ts.
