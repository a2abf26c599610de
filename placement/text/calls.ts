/**
 * Parts of documents that call a service of AWS, and parts that only hand data on: tasks of Step Functions, steps of automation
 * documents of SSM, targets of the Scheduler, resources of CloudFormation.
 */
import { speakerOfCall, speakerOfType, type Speaker } from "../catalogue/document-keys";

type Json = Readonly<Record<string, unknown>>;

/** Parts of an object that are read, each by who speaks in it; what is left out is data, which goes nowhere by itself. */
export interface Parts {
  readonly entries: readonly (readonly [key: string, value: unknown, speaker?: Speaker | undefined])[];
}

/** `arn:aws:states:::aws-sdk:dynamodb:updateTable`, `arn:aws:states:::sqs:sendMessage.waitForTaskToken`, `arn:aws:scheduler:::aws-sdk:...`. */
const CALL = /^arn:[^:]*:(?:states|scheduler):::(?:aws-sdk:)?([a-z0-9]+):(\w+)/;

/** Names that Step Functions gives to services and that their SDKs do not have. */
const OPTIMISED: Readonly<Record<string, string>> = { states: "sfn", events: "eventbridge", elasticmapreduce: "emr" };

/** The call that an ARN of an integration stands for. */
export function callOf(arn: unknown): Speaker | undefined {
  const [, service, call] = typeof arn === "string" ? (CALL.exec(arn) ?? []) : [];
  return service && call ? speakerOfCall(OPTIMISED[service] ?? service, call) : undefined;
}

/**
 * The parts of an object that say where data goes.
 *
 * @param state whether the object is one of the states of a machine
 * @returns undefined for an object of no kind that is known here: all of it is read
 */
export function partsOfObject(value: Json, state: boolean): Parts | undefined {
  if (state) return partsOfState(value);
  const { Arn, Input, Type, Properties, Resource, action, inputs } = value;
  if (isJson(inputs) && typeof action === "string") return partsOfStep(value, action, inputs);
  if (callOf(Resource)) return partsOfTask(value);
  if (callOf(Arn) && Input !== undefined) return withSpeaker(value, ["Input"], callOf(Arn));
  const type = typeof Type === "string" && isJson(Properties) ? speakerOfType(Type) : undefined;
  return (
    type && {
      entries: Object.entries(value).map(([key, item]) => [key, item, key === "Properties" ? type : undefined]),
    }
  );
}

/** A state that calls nothing hands data on: what it says is a mention. What runs inside it, or is read and written by it, is read. */
function partsOfState(state: Json): Parts {
  if (state["Type"] === "Task" || state["Type"] === undefined) return partsOfTask(state);
  return {
    entries: Object.entries(state).filter(([key]) => INSIDE.test(key)),
  };
}

const INSIDE = /^(Iterator|ItemProcessor|Branches|ItemReader|ResultWriter)$/;

/** A task is what it calls, and with what; how its answer is cut to size is data. */
const partsOfTask = (task: Json): Parts => {
  const left = Object.fromEntries(Object.entries(task).filter(([key]) => !RESULTS.test(key)));
  const { entries } = withSpeaker(left, ["Parameters", "Arguments"], callOf(task["Resource"]));
  return { entries: entries.map(([key, item, by]) => [key, item, key === "Credentials" ? ASSUMES : by]) };
};

/** The role in which a task is run, of another account perhaps. */
const ASSUMES = speakerOfCall("sts", "assumeRole");

const RESULTS = /^(Result(Selector|Path)?|Output(Path)?|Assign|InputPath|Retry|Catch|Next)$/;

/** `aws:executeAwsApi` names its service beside the arguments; other actions of SSM are calls under names of their own. */
function partsOfStep(step: Json, action: string, inputs: Json): Parts | undefined {
  const { Service, Api } = inputs;
  if (typeof Service === "string" && typeof Api === "string")
    return withSpeaker(step, ["inputs"], speakerOfCall(Service, Api.charAt(0).toLowerCase() + Api.slice(1)));
  const call = ACTIONS[action];
  return call && withSpeaker(step, ["inputs"], speakerOfCall(...call));
}

/** Actions of automation documents that are calls (Systems Manager, "Automation actions reference"). */
const ACTIONS: Readonly<Record<string, readonly [service: string, call: string]>> = {
  "aws:copyImage": ["ec2", "copyImage"],
  "aws:createImage": ["ec2", "createImage"],
  "aws:createStack": ["cloudformation", "createStack"],
  "aws:runInstances": ["ec2", "runInstances"],
  "aws:runCommand": ["ssm", "sendCommand"],
  "aws:invokeLambdaFunction": ["lambda", "invoke"],
  "aws:executeStateMachine": ["sfn", "startExecution"],
};

const withSpeaker = (value: Json, keys: readonly string[], speaker: Speaker | undefined): Parts => ({
  entries: Object.entries(value).map(([key, item]) => [key, item, keys.includes(key) ? speaker : undefined]),
});

/** Arguments of a call, or properties of a resource, that are handed to a program or stored: regions and hosts in them are data. */
export const isData = ({ name }: Speaker, key: string): boolean =>
  (name.startsWith("AWS::") ? DATA_OF_TYPES : DATA).test(key.replace(/\.\$$/, ""));

const DATA_OF_TYPES = /^(Input|InputTemplate|InputPathsMap|InputParameters|ConstantInput|Payload|ZipFile)$/;

const DATA =
  /^(Payload|Input|Message|MessageBody|MessageAttributes|Body|RequestBody|Detail|Item|Items|Data|Headers|QueryParameters|ExpressionAttributeValues|ExpressionAttributeNames|Key|InputPayload|InvokeArgs|ClientContext)$/;

const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);
