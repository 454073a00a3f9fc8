"use client";

import { useEffect } from "react";

/** Registers the service worker public/sw.js, which caches the page that visitors see without a connection. */
export function OfflinePage() {
  useEffect(() => {
    if ("serviceWorker" in navigator) navigator.serviceWorker.register("/sw.js").catch(() => undefined);
  }, []);
  return null;
}
