/**
 * Bundles the executables. Loading some two hundred modules and two schema libraries file by file costs more than judging a
 * plan does; one file each does not, and with V8's compiled code beside it little is left. Plain JavaScript, because the
 * checkout's `npm run clover` must start without a compiler.
 */
const { spawnSync } = require("node:child_process");
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const { basename, dirname, join, resolve } = require("node:path");

const root = resolve(__dirname, "..");
const bin = join(root, "dist", "bin");
const SOURCES = ["core", "charter", "model", "placement", "policies", "gate", "reports", "cli"];
const BINS = { clover: "cli/main.ts", "clover-terraform": "cli/clover-terraform.ts" };
/** Read at run time from the folder of the code: parsed as JSON they take a fraction of what they take as code. */
const DATA = ["charter/places.json", "placement/catalogue/carriers.json", "placement/catalogue/texts.json"];
/** Loaded from the installed packages by the few runs that need them. */
const EXTERNAL = ["@aws-sdk/client-kms", "@cdktn/hcl2json"];
const BUILD = ["bundle.cjs", "launcher.cjs", "compile.cjs"].map((name) => join(__dirname, name));
const HOUR = 3_600_000;

/** @param {string} name */
const bundlePath = (name) => join(bin, `${name}.js`);

/** Whether a source is younger than the bundle. @param {string} name */
function isStale(name) {
  if (!fs.existsSync(bundlePath(name))) return true;
  const built = fs.statSync(bundlePath(name)).mtimeMs;
  const sources = SOURCES.flatMap((folder) => listFiles(join(root, folder)));
  return [join(root, "package.json"), ...BUILD, ...sources].some((file) => fs.statSync(file).mtimeMs > built);
}

/** @param {string} folder @returns {string[]} files, and the folders themselves: a deletion changes only a folder. */
function listFiles(folder) {
  const entries = fs.readdirSync(folder, { withFileTypes: true });
  return [folder, ...entries.flatMap((entry) => listEntry(entry, join(folder, entry.name)))];
}

const listEntry = (entry, path) => (entry.isDirectory() ? listFiles(path) : [path]);

/** Writes one executable; two that are written at once do no harm. @param {string} name @param {number} [age] */
function bundle(name, age = HOUR) {
  const started = new Date();
  const { buildSync } = require("esbuild");
  const common = {
    absWorkingDir: root,
    platform: "node",
    target: "node20",
    format: "cjs",
    write: false,
    logLevel: "silent",
  };
  const [{ contents: code }] = buildSync({
    ...common,
    entryPoints: [BINS[name]],
    bundle: true,
    external: EXTERNAL,
    // The launcher runs the code as a script, which has `require` and no `import()`.
    supported: { "dynamic-import": false },
    minify: true,
    legalComments: "none",
  }).outputFiles;
  // Named after its content: V8 runs compiled code for another text of the same length without a word.
  const stem = `${name}-${createHash("sha256").update(code).digest("hex").slice(0, 16)}`;
  const [{ contents: launcher }] = buildSync({
    ...common,
    entryPoints: [join(__dirname, "launcher.cjs")],
    define: { CODE: JSON.stringify(stem) },
    banner: { js: "#!/usr/bin/env node" },
  }).outputFiles;

  fs.mkdirSync(bin, { recursive: true });
  for (const file of DATA) put(basename(file), fs.readFileSync(join(root, file)));
  put(`${stem}.cjs`, code);
  if (name === "clover") compile(stem);
  put(`${name}.js`, launcher, 0o755);
  // As old as its beginning: what is edited while it is built is younger.
  fs.utimesSync(bundlePath(name), started, started);
  removeOthers(name, stem, age);
}

/** Whole or not at all, also for a process that reads at the same time. */
function put(name, contents, mode = 0o644) {
  const draft = join(bin, `${name}.${process.pid}`);
  fs.writeFileSync(draft, contents, { mode });
  fs.renameSync(draft, join(bin, name));
}

/** Without compiled code the executable only starts more slowly: no reason to fail. */
function compile(stem) {
  const draft = join(bin, `${stem}.compiled.${process.pid}`);
  const args = [join(__dirname, "compile.cjs"), join(bin, `${stem}.cjs`), draft];
  const { status } = spawnSync(process.execPath, args, { stdio: "ignore" });
  if (status === 0 && fs.existsSync(draft)) fs.renameSync(draft, join(bin, `${stem}.compiled`));
}

/** Bundles of earlier sources, unless somebody may still be starting one. @param {number} [age] */
function removeOthers(name, stem, age = HOUR) {
  const earlier = new RegExp(`^${name}-[0-9a-f]{16}\\.`);
  for (const file of fs.readdirSync(bin)) {
    if (!earlier.test(file) || file.startsWith(stem)) continue;
    if (fs.statSync(join(bin, file)).mtimeMs <= Date.now() - age) fs.rmSync(join(bin, file), { force: true });
  }
}

module.exports = { bundle, bundlePath, isStale, placeData };

/** `tsc` copies no data: the compiled folders, which other programs import, need theirs too. @param {string} folder */
function placeData(folder = join(root, "dist")) {
  for (const file of DATA) {
    fs.mkdirSync(join(folder, dirname(file)), { recursive: true });
    fs.copyFileSync(join(root, file), join(folder, file));
  }
}

if (require.main === module) {
  const [, , ...names] = process.argv;
  if (names.length === 0) placeData();
  // A build for a package takes nothing old along.
  for (const name of names.length > 0 ? names : Object.keys(BINS)) bundle(name, names.length > 0 ? HOUR : 0);
}
