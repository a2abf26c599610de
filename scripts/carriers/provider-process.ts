/** The AWS provider as Terraform starts it: a gRPC server of the plugin protocol, version 5, on a socket of its own. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect as connectSession, type ClientHttp2Session } from "node:http2";
import { connect } from "node:net";
import { createInterface } from "node:readline";
import { decode, encode, type Wire } from "./msgpack";

/** Says that whoever starts the plugin knows what it is (go-plugin's handshake); no secret. */
const COOKIE = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";

export interface ProviderProcess {
  /** Tells it how to work; throws with its own words when it refuses. */
  configure(config: Wire): Promise<void>;
  /** What the provider would plan for a new resource with these arguments; undefined when it refuses them. */
  plan(type: string, config: Wire): Promise<Wire | undefined>;
  stop(): void;
}

/** Starts the executable. It asks no AWS API while it plans: it is never configured. */
export async function startProvider(executable: string): Promise<ProviderProcess> {
  const child = spawn(executable, [], {
    stdio: ["ignore", "pipe", "ignore"],
    env: { PATH: process.env["PATH"], TF_PLUGIN_MAGIC_COOKIE: COOKIE, PLUGIN_PROTOCOL_VERSIONS: "5" },
  });
  const gone = once(child, "exit").then(() =>
    Promise.reject(new Error(`${executable} ended before it said where it listens`)),
  );
  const [line] = (await Promise.race([once(createInterface(child.stdout), "line"), gone])) as [string];
  gone.catch(() => {}); // Later it may end as it likes.
  const [, protocol, network, address] = line.split("|");
  if (protocol !== "5" || network !== "unix" || !address)
    throw new Error(`the provider does not speak our protocol: ${line}`);
  const session = connectSession("http://provider", { createConnection: () => connect(address) });
  // Where the provider falls over between two calls: the next call tells.
  session.on("error", () => {});
  return {
    async configure(config) {
      const version = bytesField(1, Buffer.from("1.11.4"));
      const answer = await call(
        session,
        "Configure",
        Buffer.concat([version, bytesField(2, bytesField(1, encode(config)))]),
      );
      const problems = fieldsOf(answer).map(([, diagnostic]) => diagnostic.toString());
      if (problems.length > 0) throw new Error(problems.join(" "));
    },
    async plan(type, config) {
      const value = bytesField(1, encode(config));
      // Type, prior state, proposed state, configuration: a new resource has no prior state.
      const nothing = bytesField(1, encode(null));
      const request = [
        bytesField(1, Buffer.from(type)),
        bytesField(2, nothing),
        bytesField(3, value),
        bytesField(4, value),
      ];
      const response = fieldsOf(await call(session, "PlanResourceChange", Buffer.concat(request)));
      const planned = response.find(([field]) => field === 1)?.[1];
      const state = planned && fieldsOf(planned).find(([field]) => field === 1)?.[1];
      return state && decode(state);
    },
    stop() {
      session.destroy();
      child.kill("SIGKILL");
    },
  };
}

/** One unary gRPC call: a message is a byte that says "not compressed", its length, and itself. */
function call(session: ClientHttp2Session, method: string, message: Buffer): Promise<Buffer> {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return new Promise((settle, fail) => {
    const stream = session.request({
      ":method": "POST",
      ":path": `/tfplugin5.Provider/${method}`,
      "content-type": "application/grpc",
      te: "trailers",
    });
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("error", fail);
    stream.on("end", () => settle(Buffer.concat(chunks).subarray(5)));
    stream.end(Buffer.concat([head, message]));
  });
}

/** A field of bytes, as Protocol Buffers write it. */
const bytesField = (field: number, content: Buffer): Buffer =>
  Buffer.concat([varint((field << 3) | 2), varint(content.length), content]);

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (; value > 0x7f; value = Math.floor(value / 0x80)) bytes.push((value & 0x7f) | 0x80);
  return Buffer.from([...bytes, value]);
}

/** The fields of bytes in a message; numbers are passed over. */
function fieldsOf(message: Buffer): readonly (readonly [field: number, content: Buffer])[] {
  const fields: [number, Buffer][] = [];
  let at = 0;
  const read = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 0x80) {
      const byte = message[at++]!;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
  };
  while (at < message.length) {
    const tag = read();
    const length = read();
    if ((tag & 7) === 2) fields.push([tag >> 3, message.subarray(at, (at += length))]);
  }
  return fields;
}
