/**
 * Order of the test files: those that run programs first, since they take longest and mostly wait. In a fresh clone jest knows no
 * durations, and would leave one core idle while the last of them ends.
 */
const Sequencer = require("@jest/test-sequencer").default;

const runsPrograms = ({ path }) => /[\\/]test[\\/](e2e|long)[\\/]/.test(path);

module.exports = class ProgramsFirst extends Sequencer {
  sort(tests) {
    // oxlint-disable-next-line unicorn/no-array-sort -- not an array's
    const sorted = [...super.sort(tests)];
    return [...sorted.filter(runsPrograms), ...sorted.filter((test) => !runsPrograms(test))];
  }
};
