/** The CDKTF program that `clover init` writes: one stack of Clover's constructs, judged when it is synthesized. */
import { dependencies, devDependencies, engines, version } from "../../package.json";

/** `main.ts`. */
export const MAIN = `\
import { SiteStack } from "clover/constructs/foundation/site-stack";
import { SovereignBucket } from "clover/constructs/data/sovereign-bucket";
import { runApp } from "clover/stacks/run-app";

// A stack belongs to a site of charter.yaml, which says where everything in it stands.
void runApp((app, charter, settings) => {
  const dublin = new SiteStack(app, "dublin", { ...settings, charter, site: "dublin" });
  new SovereignBucket(dublin, "letters", { dataClass: "restricted" });
}, process.env).then(({ exitCode, text }) => {
  (exitCode === 0 ? process.stdout : process.stderr).write(\`\${text}\\n\`);
  process.exitCode = exitCode;
});
`;

/** Where the package of Clover has to lie: a name alone could mean anybody's package of that name in a registry. */
export const PACKAGE = `vendor/clover-${version}.tgz`;

/** `package.json`, with the versions that this Clover was built and tested with. */
export const packageOf = (name: string): string =>
  json({
    name,
    version: "0.0.0",
    private: true,
    engines,
    scripts: {
      synth: "tsx main.ts",
      check: "clover check",
      deploy:
        'TERRAFORM_BINARY_NAME="$PWD/node_modules/.bin/clover-terraform" CLOVER_CHARTER="$PWD/charter.yaml" cdktf deploy',
    },
    dependencies: {
      "@cdktf/provider-aws": dependencies["@cdktf/provider-aws"],
      cdktf: dependencies.cdktf,
      clover: `file:${PACKAGE}`,
      constructs: dependencies.constructs,
    },
    devDependencies: {
      "@types/node": devDependencies["@types/node"],
      "cdktf-cli": devDependencies["cdktf-cli"],
      tsx: devDependencies.tsx,
      typescript: devDependencies.typescript,
    },
  });

/** `cdktf.json`. */
export const cdktfOf = (name: string): string =>
  json({
    language: "typescript",
    app: "npx --no-install tsx main.ts",
    projectId: name,
    sendCrashReports: "false",
    terraformProviders: [],
    terraformModules: [],
    context: {},
  });

/** `tsconfig.json`. */
export const TSCONFIG = json({
  compilerOptions: {
    target: "ES2022",
    lib: ["ES2023"],
    module: "Node16",
    strict: true,
    skipLibCheck: true,
    esModuleInterop: true,
    types: ["node"],
    noEmit: true,
  },
  include: ["*.ts"],
});

/** `.gitignore`. */
export const GITIGNORE = "node_modules/\ncdktf.out/\n.terraform/\n*.tfstate\n*.tfstate.backup\n";

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
