// Unpacks the Chromium of the npm package @sparticuz/chromium below TMPDIR and prints its path. Nothing is downloaded.
import chromium from "@sparticuz/chromium";

console.log(await chromium.executablePath());
