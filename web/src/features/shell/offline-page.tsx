"use client";

import { useEffect } from "react";

/** Caches the page that visitors see without a connection: see public/sw.js. */
export function OfflinePage() {
  useEffect(() => {
    if ("serviceWorker" in navigator) navigator.serviceWorker.register("/sw.js").catch(() => undefined);
  }, []);
  return null;
}
