// lighthouse.mjs <chromium> <categories, separated by commas> <url>...: prints for each page one line of JSON with the scores and the failed audits.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [chromePath, categories, ...urls] = process.argv.slice(2);
const TRIES = 3;

for (const url of urls) {
  const lhr = await examined(url);
  console.log(JSON.stringify({ url, scores: scoresOf(lhr), lacks: lacksOf(lhr) }));
}

/**
 * Lighthouse's result for the page, from a new browser. Sometimes a trace lacks its beginning and Lighthouse reports an
 * error, so the page is examined up to `TRIES` times. Throws the last error.
 */
async function examined(url) {
  let told;
  for (let n = 0; n < TRIES; n += 1) {
    const chrome = await launch({
      chromePath,
      chromeFlags: ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage"],
      logLevel: "silent",
    });
    try {
      const settings = { onlyCategories: categories.split(","), maxWaitForLoad: 120_000, logLevel: "silent" };
      const { lhr } = await lighthouse(url, { port: chrome.port, ...settings });
      if (!lhr.runtimeError) return lhr;
      told = lhr.runtimeError.message;
    } finally {
      chrome.kill();
    }
  }
  throw new Error(`${url}: ${told}`);
}

function scoresOf({ categories }) {
  return Object.fromEntries(Object.values(categories).map(({ id, score }) => [id, Math.round(100 * score)]));
}

function lacksOf({ categories, audits }) {
  const counted = Object.values(categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0));
  return counted
    .map(({ id }) => audits[id])
    .filter(({ score }) => score !== null && score < 1)
    .map(({ id, displayValue, details }) => [id, displayValue, JSON.stringify(details?.items?.slice(0, 3))?.slice(0, 400)]);
}
