/**
 * What `npx clover` does, in the checkout: bundles when the bundle is older than the sources, then runs it in this process,
 * so that arguments, standard streams and the exit code are the caller's own.
 */
const { bundle, bundlePath, isStale } = require("./bundle.cjs");

function prepare() {
  try {
    if (isStale("clover")) bundle("clover");
    return true;
  } catch (error) {
    // Exit 1 would say "rejected": sources that do not build are a fault of ours.
    process.stderr.write(`clover: a fault of Clover: the sources do not build.\n  ${error.message}\n`);
    process.exitCode = 3;
    return false;
  }
}

if (prepare()) {
  // npm runs scripts in the package's folder; paths on the command line mean the folder where the caller stands.
  if (process.env.npm_lifecycle_event === "clover" && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
  require(bundlePath("clover"));
}
