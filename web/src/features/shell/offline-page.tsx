"use client";

import { useEffect } from "react";

/** Keeps a page for when there is no connection: see public/sw.js. */
export function OfflinePage() {
  useEffect(() => {
    if ("serviceWorker" in navigator) navigator.serviceWorker.register("/sw.js").catch(() => undefined);
  }, []);
  return null;
}
