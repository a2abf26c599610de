"""DataSync for moto, which has no agents, no NFS locations, no tags, and forgets most of a task: keeps what it is told, gives it back."""

import json
import uuid
from collections import defaultdict

from moto.datasync.responses import DataSyncResponse

# By account and region, then by ARN.
kept = defaultdict(dict)


def store(self):
    return kept[(self.current_account, self.region)]


def asked(self):
    return json.loads(self.body)


def make(kind, prefix, shape=lambda given: {}):
    """Creates: `shape` adds what is only said when it is described."""

    def answer(self):
        given = asked(self)
        path = f"{kind.lower()}/{prefix}-{uuid.uuid4().hex[:17]}"
        arn = f"arn:aws:datasync:{self.region}:{self.current_account}:{path}"
        store(self)[arn] = {**given, **shape(given), f"{kind}Arn": arn}
        return json.dumps({f"{kind}Arn": arn})

    return answer


def find(kind, verb="get"):
    def answer(self):
        arn = asked(self)[f"{kind}Arn"]
        if arn not in store(self):
            message = f"{kind} {arn} is not found."
            return 400, {}, json.dumps({"__type": "InvalidRequestException", "message": message, "errorCode": "InvalidRequest"})
        return json.dumps(store(self).pop(arn) and {} if verb == "delete" else store(self)[arn])

    return answer


def list_tags(self):
    return json.dumps({"Tags": store(self)[asked(self)["ResourceArn"]].get("Tags") or []})


def folder(given):
    return given.get("Subdirectory", "/").strip("/")


def describe_nfs(given):
    return {"LocationUri": f"nfs://{given['ServerHostname']}/{folder(given)}/"}


def describe_s3(given):
    return {"LocationUri": "/".join(part for part in ("s3:/", given["S3BucketArn"].split(":")[-1], folder(given)) if part) + "/"}


# What AWS fills in where a task says nothing.
OPTIONS = {
    "Atime": "BEST_EFFORT",
    "BytesPerSecond": -1,
    "Gid": "INT_VALUE",
    "LogLevel": "OFF",
    "Mtime": "PRESERVE",
    "ObjectTags": "PRESERVE",
    "OverwriteMode": "ALWAYS",
    "PosixPermissions": "PRESERVE",
    "PreserveDeletedFiles": "PRESERVE",
    "PreserveDevices": "NONE",
    "SecurityDescriptorCopyFlags": "NONE",
    "TaskQueueing": "ENABLED",
    "TransferMode": "CHANGED",
    "Uid": "INT_VALUE",
    "VerifyMode": "POINT_IN_TIME_CONSISTENT",
}


def describe_task(given):
    return {"Status": "AVAILABLE", "TaskMode": "BASIC", "Options": {**OPTIONS, **given.get("Options", {})}}


ANSWERS = {
    "create_agent": make("Agent", "agent", lambda given: {"Name": given.get("AgentName"), "Status": "ONLINE"}),
    "describe_agent": find("Agent"),
    "delete_agent": find("Agent", "delete"),
    "create_location_nfs": make("Location", "loc", describe_nfs),
    "describe_location_nfs": find("Location"),
    "create_location_s3": make("Location", "loc", describe_s3),
    "describe_location_s3": find("Location"),
    "delete_location": find("Location", "delete"),
    "create_task": make("Task", "task", describe_task),
    "describe_task": find("Task"),
    "delete_task": find("Task", "delete"),
    "list_tags_for_resource": list_tags,
}
for name, answer in ANSWERS.items():
    setattr(DataSyncResponse, name, answer)
