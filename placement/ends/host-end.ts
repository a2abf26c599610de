/** The end that a host or the name of a bucket leads to. */
import { findPlace } from "../../charter/places";
import type { CarrierClass } from "../catalogue/carriers";
import { isAwsHost } from "../../charter/aws-domains";
import { hostOf, isAcceleratedHost, isLoopback, isPrivateAddress, regionOfAwsHost } from "../text/host";
import type { Context } from "./context";
import { EVERYWHERE } from "../text/host";
import { here, placed, unknown, type End } from "./end";

/** Where a bucket stands: what the plan holds under its name. */
export function bucketEnd(name: string, value: string, carrier: CarrierClass, context: Context): End {
  // The scripts of EMR itself: `s3://eu-west-1.elasticmapreduce/libs/script-runner/script-runner.jar`.
  const region = /^([a-z0-9-]+)\.elasticmapreduce$/.exec(name)?.[1];
  if (region !== undefined) return placed(findPlace(region), value);
  const owner = context.bucketNamed(name);
  if (!owner) return carrier === "near-bucket" ? here(value) : unknown(value);
  const placement = context.placementOf(owner);
  return placed(placement.status === "placed" ? placement.place : undefined, value);
}

/** Where a host stands: the region of AWS that it names, or what the charter says of it. */
export function hostEnd(text: string, context: Context): End {
  const host = hostOf(text);
  if (!host) return unknown(text);
  if (isLoopback(host) || isPrivateAddress(host.replace(/^\[|\]$/g, ""))) return here(text);
  if (isAcceleratedHost(host)) return placed(EVERYWHERE, text);
  if (isAwsHost(host)) {
    const bucket = /^(.+)\.s3(?:[.-][a-z0-9-]+)?\.amazonaws\.com$/.exec(host)?.[1];
    const region = regionOfAwsHost(host);
    if (region) return placed(region, text);
    return bucket ? bucketEnd(bucket, text, "bucket", context) : unknown(text);
  }
  return placed(context.jurisdiction.hostPlace(host), text);
}
