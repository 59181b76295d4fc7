// Checks the budget of the first load: the scripts that index.html loads and preloads.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const budget = 150 * 1024;
const dist = join(dirname(fileURLToPath(import.meta.url)), "..", "dist");
const html = readFileSync(join(dist, "index.html"), "utf8");

if (/<script(?![^>]*\bsrc=)[^>]*>/.test(html) || /\sstyle=/.test(html)) {
  console.error("index.html contains an inline script or style, which the content security policy forbids.");
  process.exit(1);
}
const outside = html.match(/(?:src|href)="(?:https?:)?\/\/[^"]+"/);
if (outside) {
  console.error(`index.html loads from another origin: ${outside[0]}`);
  process.exit(1);
}
const scripts = new Set([...html.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map((match) => match[1]));
const sizes = [...scripts].map((name) => [name, gzipSync(readFileSync(join(dist, name)), { level: 9 }).length]);
const total = sizes.reduce((sum, [, size]) => sum + size, 0);
for (const [name, size] of sizes) console.log(`  ${name}  ${(size / 1024).toFixed(1)} KB gzip`);
console.log(`First load: ${(total / 1024).toFixed(1)} KB of ${budget / 1024} KB JavaScript (gzip).`);
if (total > budget) {
  console.error("The first load is over its budget. Load more of it lazily.");
  process.exit(1);
}
