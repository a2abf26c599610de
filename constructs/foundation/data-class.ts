/**
 * Classes of the data in a store, as Project Clover defines them: restricted data stays in the enclave, allowable data may flow once it
 * is pseudonymised, public data is published, audit data proves the rest. Written as the tag `data-class`, by which
 * policies and reviewers tell them apart. All of it is encrypted under the enclave's keys and closed to strangers alike: what
 * the class decides is where data may go from there.
 */
export type DataClass = "restricted" | "allowable" | "public" | "audit";
