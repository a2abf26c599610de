/** Text that would steer a reader's terminal, hide, or break out of a format, were it printed as it stands. */
export const HOSTILE = "a\u001b[31mred\u202eevil\u0000\r\n\u0085</x>&\"'`|@team <b>";

/** What no report may contain beside its own line breaks. */
// eslint-disable-next-line no-control-regex -- these are the characters that must not be there
export const FORBIDDEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;
