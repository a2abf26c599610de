/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { parser: { syntax: "typescript" }, target: "es2022" }, module: { type: "commonjs" } },
    ],
  },
  testMatch: ["**/*.test.ts"],
  // What takes minutes by its nature has a command of its own: npm run test:long.
  testPathIgnorePatterns: ["/node_modules/", "/test/long/"],
  // The end-to-end tests mostly wait: one worker fewer than there are cores would leave a small machine idle.
  maxWorkers: "100%",
  testSequencer: "<rootDir>/test/tools/programs-first.cjs",
  reporters: ["default", "<rootDir>/test/tools/progress.cjs"],
  // Tests run real programs, and the machine may have other work: this only ends what would never end by itself.
  testTimeout: 30 * 60_000,
};
