/** Counts the tests of jest reports (--json --outputFile) on one line; fails when one failed, was skipped, or a report has none. */
const { readFileSync } = require("node:fs");

/** @param {string} file */
function count(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0 }; // Jest did not get as far as a report.
  }
}

const reports = process.argv.slice(2).map(count);
const sum = (pick) => reports.reduce((total, report) => total + (pick(report) ?? 0), 0);
const passed = sum(({ numPassedTests }) => numPassedTests);
// Suites that could not even start count as a failure each.
const failed = sum(({ numFailedTests, numRuntimeErrorTestSuites = 0 }) => numFailedTests + numRuntimeErrorTestSuites);
const skipped = sum(({ numPendingTests = 0, numTodoTests = 0 }) => numPendingTests + numTodoTests);

for (const { name, assertionResults } of reports.flatMap(({ testResults = [] }) => testResults))
  for (const { status, fullName } of assertionResults)
    if (status === "pending" || status === "todo") process.stderr.write(`skipped: ${fullName} (${name})\n`);

process.stdout.write(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}\n`);
process.exitCode = reports.every(({ numPassedTests }) => numPassedTests > 0) && failed === 0 && skipped === 0 ? 0 : 1;
