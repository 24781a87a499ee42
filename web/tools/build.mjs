// Builds dist/: bundles CSS and script, takes from the base tokens only what the CSS reaches, and holds the budgets.
import { build, transform } from "esbuild";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const dist = join(root, "dist");
const BUDGET_BYTES = { ".css": 150_000, ".js": 20_000 };
const TARGET = ["chrome111", "firefox115", "safari16"];

/** `donker:FILE` is that file's one rule twice: when the system is dark, and when the person chose dark. Paper stays light. */
const darkTheme = {
  name: "donker",
  setup(b) {
    b.onResolve({ filter: /^donker:/ }, ({ path, resolveDir }) => ({ path: join(resolveDir, path.slice("donker:".length)), namespace: "donker" }));
    b.onLoad({ filter: /.*/, namespace: "donker" }, async ({ path }) => {
      const [, selector, body] = /^\s*(?:\/\*[\s\S]*?\*\/\s*)?([^{]+?)\s*\{([\s\S]*)\}\s*$/.exec(await readFile(path, "utf8"));
      const contents = `@media screen and (prefers-color-scheme: dark){${selector}:not([data-thema="licht"]){${body}}}
        @media screen{${selector}[data-thema="donker"]{${body}}}`;
      return { contents, loader: "css", resolveDir: dirname(path) };
    });
  },
};

const made = new Map([["favicon.svg", await readFile(join(root, "src/favicon.svg"))]]);
const base = readTokens(await readFile(join(root, "node_modules/@nl-design-system-unstable/voorbeeld-design-tokens/dist/variables.css"), "utf8"));
const contract = new Set((await readFile(join(root, "README.md"), "utf8")).match(/utrecht-[a-z\d_-]*[a-z\d]/g));
for (const face of ["publiek", "werkplek"]) await buildCss(face);
const script = await build({
  entryPoints: [join(root, "src/werkplek.ts")], write: false,
  bundle: true, minify: true, format: "iife", target: TARGET, legalComments: "none",
});
made.set("werkplek.js", Buffer.from(script.outputFiles[0].contents));
checkSizes();
await writeChanged();

async function buildCss(face) {
  const result = await build({
    entryPoints: [join(root, `src/${face}.css`)], outdir: dist,
    bundle: true, write: false, target: TARGET, legalComments: "none", assetNames: "fonts/[name]", loader: { ".woff2": "file" },
    plugins: [darkTheme],
  });
  for (const file of result.outputFiles.filter((file) => file.path.endsWith(".woff2"))) {
    made.set(relative(dist, file.path), Buffer.from(file.contents));
  }
  const css = onlyContract(result.outputFiles.find((file) => file.path.endsWith(".css")).text);
  const tokens = [...reachable(css)].map((name) => `${name}:${base.get(name)};`).join("");
  const { code } = await transform(`:root{${tokens}}\n${css}`, { loader: "css", minify: true, target: TARGET, legalComments: "none" });
  const licence = "/* Parts: NL Design System, gemeente Utrecht and Frameless (EUPL-1.2); Source Sans 3 (OFL-1.1) */\n";
  // esbuild leaves the values of custom properties as they are written.
  const squeezed = code.replace(/(--[\w-]+): /g, "$1:").replace(/var\( /g, "var(").replace(/ \)/g, ")").replace(/(var\(--[\w-]+), /g, "$1,");
  made.set(`${face}.css`, Buffer.from(licence + squeezed));
}

/** Leaves out the rules for classes that README.md does not promise: the packages hold every state and variant twice over. */
function onlyContract(css) {
  const isPromised = (selector) => [...selector.matchAll(/\.(utrecht-[\w-]+)/g)].every(([, name]) => contract.has(name));
  return css.replace(/\/\*[\s\S]*?\*\//g, "").replace(/([^{};]+)\{([^{}]*)\}/g, (rule, selectors, body) => {
    if (!selectors.includes(".utrecht-")) return rule;
    const kept = splitSelectors(selectors).filter(isPromised);
    return kept.length ? `\n${kept.join(",")} {${body}}` : "";
  });
}

/** At the commas between selectors, not those within :is(a, b). */
function splitSelectors(list) {
  return list.split(/,(?![^(]*\))/).map((selector) => selector.trim());
}

/** Custom properties by name, from a file of `--name: value;` lines. */
function readTokens(css) {
  return new Map([...css.matchAll(/^\s*(--[\w-]+):\s*([^;]+);/gm)].map(([, name, value]) => [name, value]));
}

/** The base tokens that the CSS uses, and those that they use. */
function reachable(css) {
  const found = new Set();
  const visit = (text) => {
    for (const [, name] of text.matchAll(/var\(\s*(--[\w-]+)/g)) {
      if (found.has(name) || !base.has(name)) continue;
      found.add(name);
      visit(base.get(name));
    }
  };
  visit(css);
  return found;
}

function checkSizes() {
  for (const [name, contents] of [...made].sort()) {
    console.log(`${String(contents.length).padStart(7)} bytes ${String(gzipSync(contents).length).padStart(7)} gzip  ${name}`);
    const most = BUDGET_BYTES[name.slice(name.lastIndexOf("."))];
    if (most && contents.length > most) throw new Error(`${name} has ${contents.length} bytes; its budget is ${most}`);
  }
}

/** Leaves alone what is the same: a build of the binary that embeds dist/ neither starts again nor meets a missing file. */
async function writeChanged() {
  for (const [name, contents] of made) {
    const file = join(dist, name);
    await mkdir(dirname(file), { recursive: true });
    if (!contents.equals(await readFile(file).catch(() => Buffer.alloc(0)))) await writeFile(file, contents);
  }
  for (const entry of await readdir(dist, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath ?? entry.path, entry.name);
    if (entry.isFile() && !made.has(relative(dist, file))) await rm(file);
  }
}
