/** Counts the tests of a jest report (--json --outputFile) on one line; fails when one failed, was skipped, or none ran. */
const { readFileSync } = require("node:fs");

/** @param {string} file */
function count(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0 }; // Jest did not get as far as a report.
  }
}

const {
  numPassedTests: passed,
  numFailedTests,
  numRuntimeErrorTestSuites: broken = 0, // Suites that could not even start count as a failure each.
  numPendingTests = 0,
  numTodoTests = 0,
  testResults = [],
} = count(process.argv[2]);
const failed = numFailedTests + broken;
const skipped = numPendingTests + numTodoTests;

for (const { name, assertionResults } of testResults)
  for (const { status, fullName } of assertionResults)
    if (status === "pending" || status === "todo") process.stderr.write(`skipped: ${fullName} (${name})\n`);

process.stdout.write(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}\n`);
process.exitCode = passed > 0 && failed === 0 && skipped === 0 ? 0 : 1;
