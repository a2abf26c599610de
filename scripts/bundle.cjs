/**
 * Bundles the executables. Loading some two hundred modules and two schema libraries file by file costs more than judging a
 * plan does; one file each does not. Plain JavaScript, because the checkout's `npm run clover` must start without a compiler.
 */
const {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} = require("node:fs");
const { join, resolve } = require("node:path");

const root = resolve(__dirname, "..");
const SOURCES = ["charter", "model", "placement", "policies", "gate", "reports", "cli"];
const BINS = { clover: "cli/main.ts", "clover-terraform": "cli/clover-terraform.ts" };

/** @param {string} name */
const bundlePath = (name) => join(root, "dist", "bin", `${name}.js`);

/** Whether a source is younger than the bundle. @param {string} name */
function isStale(name) {
  if (!existsSync(bundlePath(name))) return true;
  const built = statSync(bundlePath(name)).mtimeMs;
  const files = [join(root, "package.json"), __filename, ...SOURCES.flatMap((folder) => listFiles(join(root, folder)))];
  return files.some((file) => statSync(file).mtimeMs > built);
}

/** @param {string} folder @returns {string[]} files, and the folders themselves: a deletion changes only a folder. */
function listFiles(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  return [
    folder,
    ...entries.flatMap((entry) =>
      entry.isDirectory() ? listFiles(join(folder, entry.name)) : [join(folder, entry.name)],
    ),
  ];
}

/** Writes one bundle; two that are written at once do no harm. @param {string} name */
function bundle(name) {
  const { outputFiles } = require("esbuild").buildSync({
    absWorkingDir: root,
    entryPoints: [BINS[name]],
    outfile: bundlePath(name),
    write: false,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    minify: true,
    keepNames: true,
    legalComments: "none",
    banner: { js: "#!/usr/bin/env node" },
    logLevel: "silent",
  });
  mkdirSync(join(root, "dist", "bin"), { recursive: true });
  const draft = `${bundlePath(name)}.${process.pid}`;
  writeFileSync(draft, outputFiles[0].contents);
  chmodSync(draft, 0o755);
  renameSync(draft, bundlePath(name));
}

module.exports = { bundle, bundlePath, isStale };

if (require.main === module) {
  const [, , ...names] = process.argv;
  for (const name of names.length > 0 ? names : Object.keys(BINS)) bundle(name);
}
