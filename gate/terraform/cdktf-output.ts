/**
 * Prepares output that is shown before the prompt. cdktf reads the output and treats certain phrases of Terraform as prompts and
 * answers, anywhere in a line. A tag with such a phrase would make it ask before the verdict. So a no-break space replaces the first
 * space of each phrase, which looks the same.
 */

/** The phrases that cdktf-cli looks for. */
const PHRASES = [
  "Do you want to perform these actions",
  "Do you really want to destroy all resources",
  "Do you want to override the soft failed policy check",
  "approved using the UI or API",
  "discarded using the UI or API",
  "overridden using the UI or API",
  "Enter a value:",
];

/** Control characters other than colours. They are escaped, because they could move the cursor or hide text. */
// eslint-disable-next-line no-control-regex
const CONTROL = /\u001b(?!\[[\d;]*m)|[\u0000-\u0008\u000b-\u001a\u001c-\u001f\u007f-\u009f]/g;

// eslint-disable-next-line no-control-regex
const COLOUR = /\u001b\[[\d;]*m/g;

/** Makes lines safe to show before the prompt. */
export function disarm(text: string): string {
  return text
    .replaceAll("\r\n", "\n")
    .split("\n")
    .map((line) => disarmLine(line))
    .join("\n");
}

function disarmLine(raw: string): string {
  const line = raw.replace(CONTROL, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const plain = line.replace(COLOUR, "");
  if (!PHRASES.some((phrase) => plain.includes(phrase))) return line;
  // Colour codes may be inside a phrase. Such a line is shown without colours.
  return PHRASES.reduce((text, phrase) => text.replaceAll(phrase, phrase.replace(" ", "\u00a0")), plain);
}

/**
 * Forwards a program's output line by line after {@link disarm}. A line without an end is shown if no output follows for a while,
 * because it may be a prompt.
 *
 * @param keep returns true for the lines to show; it gets them without colours
 */
export function relay(show: (text: string) => void, keep: (line: string) => boolean, patience = 200) {
  const decoder = new TextDecoder();
  let pending = "";
  let shown = 0;
  let timer: NodeJS.Timeout | undefined;

  /** Shows the rest of a line. A line break separates it from a phrase that has already begun. */
  const finish = (line: string, end: string) => {
    if (shown === 0 && !keep(line.replace(COLOUR, ""))) return;
    const whole = disarmLine(line);
    show((whole.startsWith(line.slice(0, shown)) ? whole.slice(shown) : `\n${whole}`) + end);
  };
  const showPending = () => {
    const text = disarmLine(pending);
    if (text !== pending || !keep(text.replace(COLOUR, ""))) return; // Shown when the line is complete.
    show(text.slice(shown));
    shown = text.length;
  };

  return {
    write(chunk: Uint8Array): void {
      clearTimeout(timer);
      const lines = (pending + decoder.decode(chunk, { stream: true })).replaceAll("\r\n", "\n").split("\n");
      pending = lines.pop()!;
      for (const line of lines) {
        finish(line, "\n");
        shown = 0;
      }
      if (pending !== "") timer = setTimeout(showPending, patience);
    },
    end(): void {
      clearTimeout(timer);
      if (pending !== "") finish(pending, "\n");
      pending = "";
    },
  };
}
