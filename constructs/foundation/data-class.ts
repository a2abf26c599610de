/**
 * What a store holds, in the words of Project Clover: restricted data stays in the enclave, allowable data may flow once it
 * is pseudonymised, public data is known to everybody, audit data proves the rest. Written as the tag `data-class`, by which
 * policies and reviewers tell them apart. All of it is encrypted under the enclave's keys and closed to strangers alike: what
 * the class decides is where data may go from there.
 */
export type DataClass = "restricted" | "allowable" | "public" | "audit";
