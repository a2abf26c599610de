/** The package as a project has it installed, made from the sources in a second: `npm pack` takes half a minute to say the same. */
import { transformFileSync } from "@swc/core";
import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const root = resolve(__dirname, "..", "..");
const BINS = ["clover", "clover-terraform"];
const FOLDERS = ["core", "charter", "constructs", "stacks", "model", "placement", "policies", "gate"];

/** Fills `node_modules` of a project: Clover by itself, everything else as links to what the checkout has. */
export function installClover(project: string): void {
  const modules = join(project, "node_modules");
  const clover = join(modules, "clover");
  for (const folder of FOLDERS) compileFolder(join(root, folder), join(clover, "dist", folder));
  for (const place of [clover, join(clover, "dist")])
    copyFileSync(join(root, "package.json"), join(place, "package.json"));
  execFileSync(process.execPath, [join(root, "scripts", "bundle.cjs"), ...BINS], { stdio: "pipe" });
  cpSync(join(root, "dist", "bin"), join(clover, "dist", "bin"), { recursive: true });

  for (const name of readdirSync(join(root, "node_modules")))
    if (!name.startsWith(".")) symlinkSync(join(root, "node_modules", name), join(modules, name));
  mkdirSync(join(modules, ".bin"));
  for (const name of BINS) symlinkSync(`../clover/dist/bin/${name}.js`, join(modules, ".bin", name));
  for (const name of ["tsx", "cdktf"])
    symlinkSync(join(root, "node_modules", ".bin", name), join(modules, ".bin", name));
}

function compileFolder(from: string, to: string): void {
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    const source = join(entry.parentPath, entry.name);
    const target = join(to, source.slice(from.length));
    if (!entry.isFile()) continue;
    mkdirSync(dirname(target), { recursive: true });
    if (!source.endsWith(".ts")) copyFileSync(source, target);
    else {
      const { code } = transformFileSync(source, {
        jsc: { parser: { syntax: "typescript" }, target: "es2022" },
        module: { type: "commonjs" },
      });
      writeFileSync(target.replace(/\.ts$/, ".js"), code);
    }
  }
}
