/** What the examples of access/own-account cannot show: plans that read an identity, and states. */
import { ownAccount } from "../../policies/access/own-account";
import { DOCUMENT_INPUT, type Problem } from "../../policies/policy";
import type { Document } from "../../model/document";
import { ACCOUNT, plan, state, STRANGER, under, type Planned } from "../placement/documents";

function said(document: Document): readonly string[] {
  const located = under(document);
  const found: Problem[] = [];
  void ownAccount.validateStack(
    { [DOCUMENT_INPUT]: { located, charter: located.jurisdiction.charter } } as never,
    (_message: string, _urn?: string, problem?: Problem) => {
      if (problem) found.push(problem);
    },
  );
  return found.map(({ outcome, address, path, message }) => `${outcome} ${address} ${path}: ${message}`);
}

const identity = (account: string): Planned => ({
  address: "data.aws_caller_identity.me",
  values: { account_id: account },
});
const queue: Planned = { address: "aws_sqs_queue.q", values: { name: "q" } };
const AWS = 'provider["registry.terraform.io/hashicorp/aws"]';

test("an identity that the plan read says in whose account a provider works", () => {
  expect(said(plan([identity(ACCOUNT), queue]))).toEqual([]);
  expect(said(plan([identity(STRANGER), queue]))).toEqual([
    `violation ${AWS} : ${AWS} works in account ${STRANGER}, as data.aws_caller_identity.me says, which is not one of the charter's accounts.`,
  ]);
});

test("an identity that only the apply will read says nothing", () => {
  expect(said(plan([{ address: "data.aws_caller_identity.me", unknown: { account_id: true } }, queue]))).toEqual([]);
});

test("the ARN of something that exists says whose it is, and that of something deleted no longer counts", () => {
  const existing = (actions: readonly string[]): Planned => ({
    ...queue,
    actions,
    values: { name: "q", arn: `arn:aws:sqs:eu-west-1:${STRANGER}:q` },
  });
  const expected = [
    `violation aws_sqs_queue.q arn: aws_sqs_queue.q is in account ${STRANGER}, which is not one of the charter's accounts (arn).`,
  ];
  expect(said(plan([existing(["no-op"])]))).toEqual(expected);
  expect(said(plan([existing(["update"])]))).toEqual(expected);
  expect(said(plan([{ ...existing(["delete"]), values: {} }]))).toEqual([]);
});

test("a state says it by the ARNs that it holds", () => {
  const of = (account: string) =>
    said(
      state([
        { address: "aws_sqs_queue.q", values: { arn: `arn:aws:sqs:eu-west-1:${account}:q`, region: "eu-west-1" } },
      ]),
    );
  expect(of(ACCOUNT)).toEqual([]);
  expect(of(STRANGER)).toHaveLength(1);
});
