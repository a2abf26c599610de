/**
 * What a store holds, in the words of Project Clover: restricted data stays in the enclave, allowable data may flow once it
 * is pseudonymised, audit data proves both. Written as the tag `data-class`, by which policies and reviewers tell them apart.
 */
export type DataClass = "restricted" | "allowable" | "audit";
