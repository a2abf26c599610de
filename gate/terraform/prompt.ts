/** The prompt before an apply, in Terraform's exact words: cdktf-cli waits for them and answers yes or no. */
import type { ApplyRequest } from "./command-line/options";

/**
 * The text of the prompt. The question is on a line of its own, with nothing after it that cdktf must see, because cdktf asks the
 * user as soon as it reads that line.
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

/** True if the answer is "yes". Like Terraform, it accepts blanks after the word and not before it. */
export const consents = (answer: string | undefined): boolean => answer?.trimEnd() === "yes";
