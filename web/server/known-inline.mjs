// Inline pieces that are the same on every page, allowed by their hashes.

/** Before the first paint: the theme that this browser's visitor chose, if one was chosen. */
export const THEME_SCRIPT =
  'try{const t=localStorage.getItem("theme");if(t==="dark"||t==="light")document.documentElement.dataset.theme=t}catch{}';

/** Styles that React Aria adds while it runs (usePress, usePreventScroll); a test compares them. */
export const INJECTED_STYLES = [
  "@layer {\n  [data-react-aria-pressable] {\n    touch-action: pan-x pan-y pinch-zoom;\n  }\n}",
  "@layer {\n  * {\n    overscroll-behavior: contain;\n  }\n}",
];
