/** Zip archives as Terraform writes its saved plans, and such as it would not write. */
import { deflateRawSync } from "node:zlib";

/** An archive of these entries, packed or not; `after` is what does not belong to it. */
export function packArchive(
  entries: readonly (readonly [name: string, data: Buffer])[],
  { method = 8, after = "" } = {},
) {
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const [name, data] of entries) {
    const bytes = method === 8 ? deflateRawSync(data) : data;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    const listed = Buffer.alloc(46);
    listed.writeUInt32LE(0x02014b50, 0);
    listed.writeUInt16LE(method, 10);
    listed.writeUInt32LE(bytes.length, 20);
    listed.writeUInt16LE(name.length, 28);
    listed.writeUInt32LE(at, 42);
    list.push(listed, Buffer.from(name));
    parts.push(local, Buffer.from(name), bytes);
    at += 30 + name.length + bytes.length;
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, directory, end, Buffer.from(after)]);
}
