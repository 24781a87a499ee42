// Rules about dist/ and the sources that a person would forget: CSP, no texts in code, contrast of the theme.
import { readFile, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const read = (path) => readFile(join(root, path), "utf8");
const problems = [];

for (const face of ["publiek.css", "werkplek.css"]) {
  const css = await read(`dist/${face}`);
  for (const [url] of css.matchAll(/url\((?!["']?(?:\.\/)?fonts\/)[^)]*\)/g)) problems.push(`dist/${face}: ${url} is not one of our own fonts (CSP default-src 'self')`);
  for (const [, property] of css.matchAll(/var\((--loket-[\w-]+)\)/g)) {
    if (!css.includes(`${property}:`)) problems.push(`dist/${face}: ${property} is used and nowhere set`);
  }
}
for (const pattern of [/\beval\(/, /new Function\(/, /\.style\b/, /setAttribute\("style"/, /<style/]) {
  if (pattern.test(await read("dist/werkplek.js"))) problems.push(`dist/werkplek.js: ${pattern} does not work under our CSP`);
}
for (const name of (await readdir(join(root, "src"))).filter((name) => name.endsWith(".ts"))) {
  for (const [text] of (await read(`src/${name}`)).matchAll(/(?:textContent|innerHTML|announce\()\s*=?\s*["'`][^"'`]*[A-Za-z]{3}/g)) {
    problems.push(`src/${name}: ${text}: texts come from the markup, not from code`);
  }
}
const readme = await read("README.md");
for (const file of ["basis", "onderdelen", "cijfers", "publiek", "werkplek"]) {
  for (const [name] of (await read(`src/css/${file}.css`)).matchAll(/(?<=\.)loket-[\w-]+/g)) {
    const [block, modifier] = name.split("--");
    const short = block.includes("__") ? `__${block.split("__")[1]}` : block;
    const known = readme.includes(name) || (readme.includes(short) && (!modifier || readme.includes(`--${modifier}`)));
    if (!known) problems.push(`src/css/${file}.css: .${name} is not in README.md, so no template can know it`);
  }
}
checkContrast("light", tokensOf(await read("src/tokens/elsdrecht.css")));
checkContrast("dark", new Map([...tokensOf(await read("src/tokens/elsdrecht.css")), ...tokensOf(await read("src/tokens/elsdrecht-donker.css"))]));

if (problems.length > 0) {
  console.error(problems.join("\n"));
  process.exit(1);
}
console.log("check: CSP, texts, classes and contrast hold");

function tokensOf(css) {
  return new Map([...css.matchAll(/--(?:voorbeeld-kleuren-|loket-|basis-)([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value]));
}

/** WCAG 2.2 AA: 4.5 for text, 3 for the edges of controls, shapes and focus. */
function checkContrast(theme, token) {
  const grounds = ["wit", "grijs-50"];
  const pairs = [
    ...["grijs-400", "grijs-500", "grijs-700", "blauw-500", "blauw-600"].flatMap((ink) => grounds.map((ground) => [ink, ground, 4.5])),
    ...["groen", "oranje", "rood"].flatMap((scale) => [...grounds, `${scale}-100`].map((ground) => [`${scale}-500`, ground, 4.5])),
    ...["groen", "oranje", "rood", "blauw"].map((scale) => [`${scale}-700`, `${scale}-100`, 4.5]),
    ...[...grounds, "paars-zacht"].map((ground) => ["paars", ground, 4.5]),
    ["blauw-600", "blauw-100", 4.5], ["grijs-500", "blauw-100", 4.5], ["grijs-500", "oranje-100", 4.5],
    ["wit", "blauw-500", 4.5], ["wit", "blauw-600", 4.5], ["kop-inkt", "kop-grond", 4.5], ["kop-rustig", "kop-grond", 4.5],
    ["grijs-700", "treffer", 4.5], ["grijs-500", "treffer", 4.5], ["blauw-600", "treffer", 4.5], ["focus-color", "focus-background-color", 4.5],
    ...grounds.flatMap((ground) => [["grijs-400", ground, 3], ["focus-outline-color", ground, 3]]),
    ["focus-background-color", "kop-grond", 3],
  ];
  for (const [ink, ground, least] of pairs) {
    const ratio = contrast(token.get(ink), token.get(ground));
    if (!(ratio >= least)) problems.push(`${theme}: ${ink} on ${ground} is ${ratio.toFixed(2)}, needs ${least}`);
  }
}

function contrast(a, b) {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex) {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
