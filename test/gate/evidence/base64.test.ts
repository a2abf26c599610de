import { decodeBase64 } from "../../../gate/evidence/base64";

test.each([
  ["", []],
  ["AP8=", [0, 255]],
  ["AP8", [0, 255]],
  ["+/+/", [0xfb, 0xff, 0xbf]],
  ["-_-_", [0xfb, 0xff, 0xbf]],
  ["_w==", [255]],
])("%j is read", (text, bytes) => {
  expect([...decodeBase64(text)!]).toEqual(bytes);
});

test.each([
  ["both alphabets at once", "+_+/"],
  ["white space", "AP8=\n"],
  ["white space inside", "AP 8="],
  ["bits that no byte needs", "AP9="],
  ["a character that stands for no bits", "A"],
  ["too much padding", "AP8=="],
  ["too little padding", "_w="],
  ["padding in the middle", "AP8=AP8="],
  ["another character", "AP8*"],
  ["nothing but padding", "=="],
])("%s is refused", (_, text) => {
  expect(decodeBase64(text)).toBeUndefined();
});
