/**
 * Counts the tests of jest reports (--json --outputFile) on one line; fails when one failed, was skipped, or a report has none.
 * Before it, what failed, in few words: a plan in a message is thousands of lines long, and its end is all that a log shows.
 */
const { readFileSync } = require("node:fs");
const { stripVTControlCharacters } = require("node:util");

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

/** Terraform's own errors, or how the message begins. @param {readonly string[]} messages */
function reason(messages) {
  const text = stripVTControlCharacters(messages.join("\n"));
  const errors = text.match(/Error: .+(\n.*){0,3}/g);
  return (errors?.slice(0, 3).join("\n") ?? text).slice(0, 1500);
}

const broken = reports
  .flatMap(({ testResults = [] }) => testResults)
  .flatMap(({ assertionResults }) => assertionResults)
  .filter(({ status }) => status === "failed");
for (const { fullName, failureMessages } of broken.slice(0, 5))
  process.stderr.write(`failed: ${fullName}\n${reason(failureMessages)}\n`);

process.stdout.write(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}\n`);
process.exitCode = reports.every(({ numPassedTests }) => numPassedTests > 0) && failed === 0 && skipped === 0 ? 0 : 1;
