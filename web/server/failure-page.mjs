// The page for a visitor whose page could not be made. It needs only static files (the style sheet and the icon in public/), because the
// code that makes pages may have failed.

const WORDS = {
  en: {
    429: ["Too many requests", "Too many requests came from your connection in a short time. Please wait a moment, then try again."],
    503: ["This page is not available at the moment", "A part of the platform did not answer. Nothing you booked is lost. Please try again in a moment."],
    retry: "Try again",
    name: "Amrutam",
  },
  hi: {
    429: ["बहुत अधिक अनुरोध", "आपके कनेक्शन से थोड़े समय में बहुत अधिक अनुरोध आए। कृपया थोड़ी देर रुककर फिर कोशिश करें।"],
    503: ["यह पेज अभी उपलब्ध नहीं है", "प्लेटफ़ॉर्म के एक हिस्से से उत्तर नहीं आया। आपकी कोई बुकिंग खोई नहीं है। कृपया थोड़ी देर में फिर कोशिश करें।"],
    retry: "फिर से कोशिश करें",
    name: "अमृतम्",
  },
};

/** Returns the page's HTML. `status` is 429 or 503; the text is in Hindi if `path` begins with /hi, otherwise in English. */
export function failurePage(status, path) {
  const locale = path.startsWith("/hi") ? "hi" : "en";
  const [title, text] = WORDS[locale][status];
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · ${WORDS[locale].name}</title>
<link rel="stylesheet" href="/offline.css">
</head>
<body>
<main>
<img src="/icon.svg" alt="" width="72" height="72">
<h1>${title}</h1>
<p>${text}</p>
<p><a href="">${WORDS[locale].retry}</a></p>
</main>
</body>
</html>
`;
}
