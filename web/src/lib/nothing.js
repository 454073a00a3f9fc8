// An empty module. next.config.ts puts it in place of Next's polyfills, which no supported browser needs.
