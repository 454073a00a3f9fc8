import localFont from "next/font/local";

/**
 * Mukta for text and Martel for titles: each was drawn for Devanagari and Latin together, so that both languages
 * have the same style. Every page preloads the Latin files; another file is loaded when a page uses its letters.
 */
const mukta = localFont({
  src: [
    { path: "../../node_modules/@fontsource/mukta/files/mukta-latin-400-normal.woff2", weight: "400" },
    { path: "../../node_modules/@fontsource/mukta/files/mukta-latin-600-normal.woff2", weight: "600" },
  ],
  variable: "--font-mukta",
  display: "swap",
});

const muktaDevanagari = localFont({
  src: [
    { path: "../../node_modules/@fontsource/mukta/files/mukta-devanagari-400-normal.woff2", weight: "400" },
    { path: "../../node_modules/@fontsource/mukta/files/mukta-devanagari-600-normal.woff2", weight: "600" },
  ],
  variable: "--font-mukta-devanagari",
  display: "swap",
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: "unicode-range", value: "U+0900-097F, U+1CD0-1CF9, U+200C-200D, U+25CC" }],
});

const muktaLatinExtended = localFont({
  src: [
    { path: "../../node_modules/@fontsource/mukta/files/mukta-latin-ext-400-normal.woff2", weight: "400" },
    { path: "../../node_modules/@fontsource/mukta/files/mukta-latin-ext-600-normal.woff2", weight: "600" },
  ],
  variable: "--font-mukta-latin-extended",
  display: "swap",
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: "unicode-range", value: "U+0100-02AF, U+1E00-1EFF" }],
});

const muktaRupee = localFont({
  src: [
    { path: "../../node_modules/.cache/small-fonts/rupee-400.woff2", weight: "400" },
    { path: "../../node_modules/.cache/small-fonts/rupee-600.woff2", weight: "600" },
  ],
  variable: "--font-mukta-rupee",
  display: "swap",
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: "unicode-range", value: "U+20B9" }],
});

/** A font with only the letters of "हिन्दी", for the language switch on English pages (scripts/small-fonts.mjs). */
const muktaHindi = localFont({
  src: [{ path: "../../node_modules/.cache/small-fonts/hindi-600.woff2", weight: "600" }],
  variable: "--font-mukta-hindi",
  display: "swap",
  preload: false,
  adjustFontFallback: false,
});

const martel = localFont({
  src: [{ path: "../../node_modules/@fontsource/martel/files/martel-latin-700-normal.woff2", weight: "700" }],
  variable: "--font-martel",
  display: "swap",
  adjustFontFallback: "Times New Roman",
});

const martelDevanagari = localFont({
  src: [{ path: "../../node_modules/@fontsource/martel/files/martel-devanagari-700-normal.woff2", weight: "700" }],
  variable: "--font-martel-devanagari",
  display: "swap",
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: "unicode-range", value: "U+0900-097F, U+1CD0-1CF9, U+200C-200D, U+25CC" }],
});

export const fontVariables = [mukta, muktaDevanagari, muktaLatinExtended, muktaRupee, muktaHindi, martel, martelDevanagari]
  .map((font) => font.variable)
  .join(" ");
