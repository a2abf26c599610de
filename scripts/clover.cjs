/**
 * What `npx clover` does, in the checkout: bundles when the bundle is older than the sources, then runs it in this process,
 * so that arguments, standard streams and the exit code are the caller's own.
 */
const { bundle, bundlePath, isStale } = require("./bundle.cjs");

if (isStale("clover")) bundle("clover");
// npm runs scripts in the package's folder; paths on the command line mean the folder where the caller stands.
if (process.env.npm_lifecycle_event === "clover" && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
require(bundlePath("clover"));
