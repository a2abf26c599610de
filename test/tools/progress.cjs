/**
 * A jest reporter that says what happens while programs run, and what to do about a failure. Jest's own reporter is silent until the
 * last test of a file has ended, which takes minutes where the tests start Terraform.
 */
const { relative } = require("node:path");

/** Shorter tests, in milliseconds, are told by jest's own reporter alone, file by file. */
const WORTH_TELLING = 2000;

class Progress {
  constructor({ rootDir, testTimeout }) {
    this.nameOf = (path) => relative(rootDir, path);
    this.limit = Math.round((testTimeout ?? 0) / 60_000);
  }

  onTestCaseResult({ path }, { fullName, status, duration }) {
    if ((duration ?? 0) < WORTH_TELLING && status !== "failed") return;
    const seconds = `${((duration ?? 0) / 1000).toFixed(0)} s`.padStart(6);
    process.stderr.write(`${seconds}  ${status}  ${this.nameOf(path)}: ${fullName.slice(0, 120)}\n`);
  }

  onRunComplete(_, { testResults }) {
    const failed = testResults.filter(({ numFailingTests, testExecError }) => numFailingTests > 0 || testExecError);
    if (failed.length === 0) return;
    const files = failed.map(({ testFilePath }) => this.nameOf(testFilePath));
    const config = files.some((file) => file.startsWith("test/long")) ? " --config jest.long.config.js" : "";
    process.stderr.write(
      `\nTo run again what failed:  npx jest${config} ${files.join(" ")}\n` +
        "A single test:             add -t 'part of its name'\n" +
        "What the tests need and this machine lacks:  npm run setup\n" +
        (this.limit > 0
          ? `A test may take ${this.limit} minutes. One that takes longer waits for something that does not come.\n`
          : ""),
    );
  }
}

module.exports = Progress;
