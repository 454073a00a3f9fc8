// The service worker stores the page that visitors see without a connection, in each language, and the files of this
// page. It stores nothing else, because outdated times and appointments would mislead.
const KEPT = "offline-1";
const PAGES = ["/offline-en.html", "/offline-hi.html", "/icon.svg", "/offline.css"];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(PAGES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  if (event.request.mode !== "navigate") return;
  const page = new URL(event.request.url).pathname.startsWith("/hi") ? PAGES[1] : PAGES[0];
  event.respondWith(fetch(event.request).catch(async () => (await caches.match(page)) ?? Response.error()));
});
