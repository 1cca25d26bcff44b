// Builds what the pages are drawn with into src/frankpledge/ground/ui/static/built:
//   scss/*.scss -> app.css, public.css        js/*.js -> app.js, keys.js, those of the public        icons/ -> icons/
//   Source Sans 3 -> fonts/*.ttf (documents and charts) and fonts/*.woff2 (pages, only the letters that they use)
// Everything is built in a folder of its own and takes its place at the end, so a failure leaves the last good build.
import { cp, mkdir, readFile, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import * as sass from "sass";
import subsetFont from "subset-font";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "..", "src", "frankpledge", "ground", "ui", "static", "built");
const draft = join(here, "build");
const weights = ["Regular", "Semibold"];
const sheets = ["app", "public"];
const programs = ["app", "keys", "public", "quiet", "away"];

// English and Welsh with their punctuation, the arithmetic, arrows and shapes that sentences and judgements use.
const letters = [
  [0x20, 0x7e], [0xa0, 0x17f], [0x2010, 0x2027], [0x2030, 0x203a], [0x2044, 0x2044], [0x20ac, 0x20ac], [0x2190, 0x2193],
  [0x2212, 0x2212], [0x2248, 0x2248], [0x2260, 0x2265], [0x25a0, 0x25cf], [0x2713, 0x2717],
].flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, at) => String.fromCodePoint(first + at))).join("");
// The public's pages have English and Welsh alone, and stay small.
const fewer = [...Array.from({ length: 95 }, (_, at) => String.fromCodePoint(0x20 + at)), ..."\u00a0£©°±²·½×ÀÁÂÄÈÉÊËÌÍÎÏÒÓÔÖÙÚÛÜÝàáâäçèéêëìíîïòóôöùúûüýÿŴŵŶŷ–—‘’“”•…€−≤≥→"].join("");

async function exists(path) {
  return stat(path).then(() => true, () => false);
}

async function styles() {
  // Throws on any error, so that no page of error text is ever written as CSS.
  for (const sheet of sheets) {
    const { css } = await sass.compileAsync(join(here, "scss", `${sheet}.scss`), {
      loadPaths: [here],
      quietDeps: true,
      sourceMap: false,
      style: "compressed",
    });
    await writeFile(join(draft, `${sheet}.css`), css);
  }
}

async function scripts() {
  await esbuild.build({
    absWorkingDir: here,
    bundle: true,
    entryPoints: programs.map((name) => `js/${name}.js`),
    format: "iife",
    legalComments: "eof",
    logLevel: "warning",
    minify: true,
    outdir: draft,
    sourcemap: false,
    target: ["es2020"],
  });
}

async function fonts() {
  const source = join(here, "node_modules", "source-sans");
  const folder = join(draft, "fonts");
  await mkdir(folder);
  await cp(join(source, "LICENSE.md"), join(folder, "LICENSE.md"));
  for (const weight of weights) {
    const file = join(source, "TTF", `SourceSans3-${weight}.ttf`);
    await cp(file, join(folder, `SourceSans3-${weight}.ttf`));
    const small = await subsetFont(await readFile(file), letters, { targetFormat: "woff2" });
    await writeFile(join(folder, `SourceSans3-${weight}.woff2`), small);
    const smaller = await subsetFont(await readFile(file), fewer, { targetFormat: "woff2" });
    await writeFile(join(folder, `Public-${weight}.woff2`), smaller);
  }
}

async function icons() {
  const source = join(here, "icons");
  if (await exists(source)) await cp(source, join(draft, "icons"), { recursive: true });
}

// The server refuses to list static files that point at files which are not there, so the build says so first.
async function check() {
  for (const name of [...sheets.map((one) => `${one}.css`), ...programs.map((one) => `${one}.js`)]) {
    if ((await readFile(join(draft, name), "utf8")).includes("sourceMappingURL")) {
      throw new Error(`${name} points at a source map that is not shipped`);
    }
  }
  for (const sheet of sheets) {
    const css = await readFile(join(draft, `${sheet}.css`), "utf8");
    for (const [, address] of css.matchAll(/url\(["']?([^"')]+)["']?\)/g)) {
      if (address.startsWith("data:") || address.startsWith("#")) continue;
      if (/^([a-z]+:)?\/\//i.test(address)) throw new Error(`${sheet}.css fetches from elsewhere: ${address}`);
      if (!(await exists(join(draft, address.split(/[?#]/)[0])))) throw new Error(`${sheet}.css points at a missing file: ${address}`);
    }
  }
}

async function files(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

// File by file, so that a server or a test that reads them meanwhile always finds a whole one.
async function install() {
  const built = await files(draft);
  for (const file of built) {
    await mkdir(dirname(join(target, file)), { recursive: true });
    await rename(join(draft, file), join(target, file));
  }
  for (const file of await files(target)) {
    if (!built.includes(file)) await rm(join(target, file));
  }
}

await rm(draft, { recursive: true, force: true });
await mkdir(draft);
try {
  for (const step of [styles, scripts, fonts, icons, check, install]) await step();
} catch (error) {
  console.error(`assets: ${error.message}`);
  process.exitCode = 1;
} finally {
  await rm(draft, { recursive: true, force: true });
}
