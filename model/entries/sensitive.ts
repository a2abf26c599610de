/** Terraform's sensitivity marks: `after_sensitive` mirrors the attributes and is true for values that must not be printed. */
import { parseSteps, type Step } from "../references/address";
import { isObject, own } from "../../core/json";

/** True if a value at, above or below the attribute path is marked. */
export function isMarked(marks: unknown, path: string): boolean {
  // Nearly all that is asked for stands under a name that has no mark: there is no path to read.
  const head = HEAD.exec(path)?.[0];
  if (head !== undefined && isObject(marks) && !Object.hasOwn(marks, head)) return false;
  const steps = path === "" ? [] : parseSteps(path);
  // A path that cannot be read could name anything.
  if (!steps) return holdsMark(marks);
  return walk(marks, steps, 0);
}

const HEAD = /^[\w-]+(?=[.[]|$)/;

function walk(marks: unknown, steps: readonly Step[], at: number): boolean {
  if (marks === true) return true;
  const step = steps[at];
  if (step === undefined) return holdsMark(marks);
  if (Array.isArray(marks)) {
    if (step.kind === "key" && typeof step.key === "number") return walk(marks[step.key], steps, at + 1);
    return marks.some((mark) => walk(mark, steps, step.kind === "splat" ? at + 1 : at));
  }
  if (!isObject(marks)) return false;
  if (step.kind === "splat") return Object.values(marks).some((mark) => walk(mark, steps, at + 1));
  return walk(own(marks, String(step.kind === "name" ? step.name : step.key)), steps, at + 1);
}

function holdsMark(marks: unknown): boolean {
  if (marks === true) return true;
  if (Array.isArray(marks)) return marks.some(holdsMark);
  return isObject(marks) && Object.values(marks).some(holdsMark);
}
