/** Patterns over names and addresses, as people write them on a command line and in a charter. */

/** `*` stands for any run of characters, `?` for one; everything else for itself. The whole text has to match. */
export function matches(glob: string, text: string): boolean {
  const pattern = glob
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*+/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${pattern}$`).test(text);
}
