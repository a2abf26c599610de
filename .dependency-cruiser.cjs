/**
 * The layer rules of docs/architecture.md, as a test. Data flows one way: core -> charter, pseudonymiser -> constructs -> stacks ->
 * (synthesized JSON) -> model -> placement -> policies -> gate -> reports -> cli. Right of the spine no file loads CDKTF or a provider.
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

/** Rooms inside a folder: each may import itself and what is listed. "." stands for the files at the top of the folder. */
const DATA = ["foundation", "keys", "logs", "network", "data"];
const rooms = {
  constructs: {
    foundation: [],
    keys: ["foundation"],
    logs: ["foundation", "keys"],
    network: ["foundation", "keys", "logs"],
    data: ["foundation", "keys", "logs", "network"],
    access: DATA,
    audit: DATA,
    outposts: DATA,
    pseudonymisation: DATA,
    transfer: DATA,
    guardrails: ["foundation"],
  },
  model: {
    ".": ["references"],
    references: ["."],
    expressions: [".", "references"],
    source: [".", "references", "expressions"],
    entries: [".", "references"],
    plan: [".", "references", "entries", "expressions", "source"],
    synth: [".", "references", "entries", "expressions", "source"],
    state: [".", "references", "entries"],
    pulumi: [".", "references", "entries"],
    input: [".", "references", "entries", "expressions", "source", "plan", "synth", "state", "pulumi"],
  },
  placement: {
    catalogue: [],
    text: ["catalogue"],
    state: ["text"],
    ends: [".", "catalogue", "text"],
    custody: [".", "catalogue", "text", "ends"],
    templates: [".", "catalogue", "text", "ends"],
    witnesses: [".", "catalogue", "text", "ends"],
    access: [".", "catalogue", "text", "ends", "templates"],
    "other-clouds": [".", "catalogue", "text", "ends", "witnesses"],
    flows: [".", "catalogue", "text", "ends", "templates", "other-clouds"],
  },
  gate: {
    ".": ["hosting"],
    hosting: [],
    posture: [".", "hosting"],
    exceptions: [".", "hosting"],
    evidence: [".", "hosting", "exceptions"],
    judge: [".", "hosting", "posture", "exceptions"],
    terraform: [".", "evidence"],
  },
};

/** The entry of a folder, which may import every room of it; no room imports it. */
const ENTRIES = { placement: "locate" };

const only = Object.entries(layers).map(([folder, allowed]) => ({
  name: `${folder}-imports-only-what-stands-before-it`,
  comment: `${folder}/ may import ${allowed.length ? allowed.join(", ") : "no other folder of ours"}; see docs/architecture.md`,
  severity: "error",
  from: { path: `^${folder}/` },
  to: { path: `^(${Object.keys(layers).join("|")})/`, pathNot: `^(${[folder, ...allowed].join("|")})/` },
}));

/** A regular expression for the files of a room. */
const filesOf = (folder, room) => (room === "." ? `${folder}/[^/]+$` : `${folder}/${room}/`);

const inner = Object.entries(rooms).flatMap(([folder, plan]) =>
  Object.entries(plan).map(([room, allowed]) => ({
    name: `${folder}-${room === "." ? "words" : room}-imports-only-rooms-before-it`,
    comment: `${folder}/${room} may import ${allowed.length ? allowed.join(", ") : "no other room"} of ${folder}/; see docs/architecture.md`,
    severity: "error",
    from: {
      path: `^${filesOf(folder, room)}`,
      ...(ENTRIES[folder] && { pathNot: `^${folder}/${ENTRIES[folder]}\\.ts$` }),
    },
    to: {
      path: `^${folder}/`,
      pathNot: [room, ...allowed].map(
        (one) =>
          `^${one === "." && ENTRIES[folder] ? `${folder}/(?!${ENTRIES[folder]}\\.ts)[^/]+$` : filesOf(folder, one)}`,
      ),
    },
  })),
);

const known = Object.entries(rooms).map(([folder, plan]) => ({
  name: `${folder}-has-no-other-room`,
  comment: `A new room of ${folder}/ needs its line in .dependency-cruiser.cjs.`,
  severity: "error",
  from: { path: `^${folder}/[^/]+/`, pathNot: Object.keys(plan).map((room) => `^${filesOf(folder, room)}`) },
  to: {},
}));

module.exports = {
  forbidden: [
    ...only,
    ...inner,
    ...known,
    {
      name: "no-cycles",
      comment: "No circle of files, of types neither.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "judge-does-not-load-the-builder",
      comment: "Right of the synthesized JSON no file may load CDKTF, constructs or a provider binding.",
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
    {
      name: "nothing-imports-tests",
      comment:
        "scripts/docs/generate.ts alone reads a record of the tests: the page on constructs says what they tried.",
      severity: "error",
      from: { pathNot: "^(test/|scripts/docs/generate\\.ts$)" },
      to: { path: "^test/" },
    },
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
