/** The built gate, wherever this checkout stands. */
const { bundle, bundlePath, isStale } = require("./bundle.cjs") as {
  bundle(name: string): void;
  bundlePath(name: string): string;
  isStale(name: string): boolean;
};

/** Path of `clover-terraform`; builds it first when its sources are younger. */
export function cloverTerraform(): string {
  if (isStale("clover-terraform")) bundle("clover-terraform");
  return bundlePath("clover-terraform");
}
