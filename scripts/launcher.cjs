/**
 * What an executable in dist/bin is: it runs the bundle named CODE (set when it is built) with V8's compiled code for it. V8
 * refuses compiled code of another version of itself, and then compiles as ever.
 */
const { readFileSync } = require("node:fs");
const { wrap } = require("node:module");
const { join } = require("node:path");
const { setFlagsFromString } = require("node:v8");
const { Script } = require("node:vm");

const filename = join(__dirname, `${CODE}.cjs`);

function readCompiled() {
  try {
    return readFileSync(join(__dirname, `${CODE}.compiled`));
  } catch {
    return undefined;
  }
}

const script = new Script(wrap(readFileSync(filename, "utf8")), { filename, cachedData: readCompiled() });
script.runInThisContext()(exports, require, module, filename, __dirname);
// A check runs each function for every resource and ends: V8 would spend more on optimising than it wins, and by default starts
// after some hundred calls. What runs long is still optimised. Last, because compiled code holds only for the flags it was made by.
// Node 20's V8 alone: younger ones optimise in smaller steps, and know no such flag.
if (process.versions.v8.startsWith("11.")) setFlagsFromString("--interrupt-budget=2000000");
