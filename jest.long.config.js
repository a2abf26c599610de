/** What takes minutes by its nature: `npm run test:long`. @type {import('jest').Config} */
module.exports = {
  ...require("./jest.config.js"),
  roots: ["<rootDir>/test/long"],
  testPathIgnorePatterns: ["/node_modules/"],
};
