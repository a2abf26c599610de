/** The pipelines that `clover init` writes. Both run what a person would run; the synthesis is judged too, and its exit code counts. */

/** `.github/workflows/clover.yml`: findings go to code scanning, the report to the summary of the run. */
export const GITHUB = `\
name: clover
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
  security-events: write
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
          cache: npm
      - run: npm ci
      - name: Judge
        run: |
          npm run synth || synth=$?
          npx --no-install clover check --format sarif --output clover.sarif || check=$?
          npx --no-install clover check --format markdown >> "$GITHUB_STEP_SUMMARY" || true
          exit "\${check:-\${synth:-0}}"
      - name: Show in code scanning
        if: always() && hashFiles('clover.sarif') != ''
        uses: github/codeql-action/upload-sarif@v3
        with:
          sarif_file: clover.sarif
          category: clover
`;

/** `.gitlab-ci.yml`: findings stand in the merge request as a test report. */
export const GITLAB = `\
clover:
  image: node:22
  cache:
    key: { files: [package-lock.json] }
    paths: [.npm/]
  script:
    - npm ci --cache .npm --prefer-offline
    - |
      npm run synth || synth=$?
      npx --no-install clover check --format junit --output clover.xml || check=$?
      exit "\${check:-\${synth:-0}}"
  artifacts:
    when: always
    paths: [clover.xml]
    reports:
      junit: clover.xml
`;
