/** The question before an apply, in Terraform's own words: cdktf-cli waits for exactly these and answers yes or no. */
import type { ApplyRequest } from "./command-line/options";

/**
 * The text. What is asked stands on a line of its own, and nothing that cdktf has to see stands after it: cdktf asks as soon as
 * that line has passed.
 */
export function wordQuestion({ mode }: Pick<ApplyRequest, "mode">): string {
  const [question, explanation] =
    mode === "destroy"
      ? [
          "Do you really want to destroy all resources?",
          "Terraform will destroy what the plan above names. There is no undo.",
        ]
      : ["Do you want to perform these actions?", "Terraform will perform the actions of the plan above, as judged."];
  return `\n${explanation}\nOnly 'yes' will be accepted to approve.\n\n${question}\n\n  Enter a value: `;
}

/** Only this, whole, is consent; Terraform too forgives blanks behind it and none before it. */
export const consents = (answer: string | undefined): boolean => answer?.trimEnd() === "yes";
