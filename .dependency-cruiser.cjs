/**
 * The layer rules of docs/architecture.md, as a test. Data flows one way: core -> charter, pseudonymiser -> constructs -> stacks -> (synthesized
 * JSON) -> model -> placement -> policies -> gate -> reports -> cli. Right of the spine nothing loads CDKTF or a provider.
 */
const layers = {
  core: [],
  charter: ["core"],
  pseudonymiser: ["core"],
  constructs: ["core", "charter", "pseudonymiser"],
  stacks: ["core", "charter", "constructs", "gate"],
  model: ["core"],
  placement: ["core", "charter", "model"],
  policies: ["core", "charter", "model", "placement"],
  gate: ["core", "charter", "model", "placement", "policies"],
  reports: ["core", "gate"],
  cli: ["core", "charter", "model", "placement", "policies", "gate", "reports"],
};

const only = Object.entries(layers).map(([folder, allowed]) => ({
  name: `${folder}-imports-only-what-stands-before-it`,
  comment: `${folder}/ may import ${allowed.length ? allowed.join(", ") : "nothing of ours"}; see docs/architecture.md`,
  severity: "error",
  from: { path: `^${folder}/` },
  to: { path: `^(${Object.keys(layers).join("|")})/`, pathNot: `^(${[folder, ...allowed].join("|")})/` },
}));

module.exports = {
  forbidden: [
    ...only,
    {
      name: "no-cycles",
      comment: "Types may refer to each other; what runs may not.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "judge-does-not-load-the-builder",
      comment: "Right of the synthesized JSON nothing may load CDKTF, constructs or a provider binding.",
      severity: "error",
      from: { path: "^(core|charter|model|placement|policies|gate|reports|cli)/" },
      to: { path: "node_modules/(cdktf|constructs|@cdktf)/" },
    },
    {
      name: "only-pack-runs-pulumi",
      comment: "policies are plain objects of @pulumi/policy's types; only pack.ts loads its run time.",
      severity: "error",
      from: { path: "^(core|charter|model|placement|policies|gate|reports|cli)/", pathNot: "^policies/pack\\.ts$" },
      to: { path: "node_modules/@pulumi/", dependencyTypesNot: ["type-only"] },
    },
    { name: "nothing-imports-tests", severity: "error", from: { pathNot: "^test/" }, to: { path: "^test/" } },
    {
      name: "reports-are-pure",
      severity: "error",
      comment: "A report is a function from verdict to text.",
      from: { path: "^reports/" },
      to: { path: "^(node:)?(fs|child_process|process|os)$" },
    },
    {
      name: "no-dev-dependency-in-product",
      severity: "error",
      from: { path: `^(${Object.keys(layers).join("|")})/` },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|cdktf\\.out|node_modules)/" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["require", "node", "default"] },
  },
};
