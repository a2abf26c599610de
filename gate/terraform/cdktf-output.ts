/**
 * What is shown before the question. cdktf reads our output and takes certain phrases of Terraform's for questions and answers,
 * wherever they stand: a tag that holds one would make it ask before the verdict is there. So they lose their spelling, not
 * their looks: a no-break space replaces the first space.
 */

/** The phrases that cdktf-cli looks for, and no others. */
const PHRASES = [
  "Do you want to perform these actions",
  "Do you really want to destroy all resources",
  "Do you want to override the soft failed policy check",
  "approved using the UI or API",
  "discarded using the UI or API",
  "overridden using the UI or API",
  "Enter a value:",
];

/** Colours stay; every other control character, which could move the cursor or hide text, is written out. */
// eslint-disable-next-line no-control-regex
const CONTROL = /\u001b(?!\[[\d;]*m)|[\u0000-\u0008\u000b-\u001a\u001c-\u001f\u007f-\u009f]/g;

// eslint-disable-next-line no-control-regex
const COLOUR = /\u001b\[[\d;]*m/g;

/** Makes lines safe to show before the question. */
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
  // Colours may stand between the letters of a phrase: such a line goes without them.
  return PHRASES.reduce((text, phrase) => text.replaceAll(phrase, phrase.replace(" ", "\u00a0")), plain);
}

/**
 * Passes a program's output on line by line, disarmed. A line without an end is shown when nothing follows for a while: it
 * asks for something.
 *
 * @param keep which lines to show; they come without colours
 */
export function relay(show: (text: string) => void, keep: (line: string) => boolean, patience = 200) {
  const decoder = new TextDecoder();
  let pending = "";
  let shown = 0;
  let timer: NodeJS.Timeout | undefined;

  /** Shows what of a line is not there yet; a phrase that was begun before is broken by a new line. */
  const finish = (line: string, end: string) => {
    if (shown === 0 && !keep(line.replace(COLOUR, ""))) return;
    const whole = disarmLine(line);
    show((whole.startsWith(line.slice(0, shown)) ? whole.slice(shown) : `\n${whole}`) + end);
  };
  const showPending = () => {
    const text = disarmLine(pending);
    if (text !== pending || !keep(text.replace(COLOUR, ""))) return; // To be shown when it is whole.
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
