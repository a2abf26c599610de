"""A local AWS API: moto, with the few answers that it lacks and the AWS provider needs.

Without them CloudTrail (logging by ARN), permission sets (tags, provisioning status) and everything on an Outpost (moto forgets
the ARN, so Terraform wants to replace the resource) cannot be applied, streams lose their tags, no digest can be signed (moto
hashes it once more), keys of another account are not found, and databases and file systems never settle. Arguments are moto's own.
"""

import base64
import json
import os
import sys
import threading

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.hashes import SHA256
from moto.cloudtrail.models import CloudTrailBackend
from moto.ec2.responses.elastic_block_store import ElasticBlockStore
from moto.ec2.responses.subnets import Subnets
from moto.kinesis.responses import KinesisResponse
from moto.kms.models import kms_backends
from moto.kms.responses import KmsResponse
from moto.ssoadmin.responses import SSOAdminResponse

import moto_access  # noqa: F401 (each puts its answers in place)
import moto_databases  # noqa: F401
import moto_datasync  # noqa: F401
import moto_files  # noqa: F401
import moto_resolver  # noqa: F401


def by_name(method):
    """The provider passes an ARN where moto wants the trail's name."""
    return lambda self, name: method(self, name.split("/")[-1] if name.startswith("arn:") else name)


for action in ("start_logging", "stop_logging"):
    setattr(CloudTrailBackend, action, by_name(getattr(CloudTrailBackend, action)))

def list_permission_set_tags(self):
    """Moto keeps a permission set's tags and shows them to nobody."""
    found = self.ssoadmin_backend._find_permission_set(self._get_param("InstanceArn"), self._get_param("ResourceArn"))
    return json.dumps({"Tags": found.tags or []})


SSOAdminResponse.list_tags_for_resource = list_permission_set_tags
SSOAdminResponse.describe_permission_set_provisioning_status = lambda self: json.dumps(
    {
        "PermissionSetProvisioningStatus": {
            "Status": "SUCCEEDED",
            "RequestId": self._get_param("ProvisionPermissionSetRequestId"),
        }
    }
)


def keep_tags(method):
    """A stream's tags come with its creation."""

    def create_stream(self):
        answer = method(self)
        name = self._get_param("StreamName")
        self.kinesis_backend.add_tags_to_stream(None, name, self._get_param("Tags") or {})
        return answer

    return create_stream


KinesisResponse.create_stream = keep_tags(KinesisResponse.create_stream)


def describe_key(self):
    """A key is looked up in the account that its ARN names; moto looks in the caller's alone."""
    _, _, _, region, account, resource = (self._get_param("KeyId").split(":", 5) + [""] * 6)[:6]
    if account in ("", self.current_account):
        return DESCRIBE_KEY(self)
    backend = kms_backends[account][region]
    key_id = backend.get_key_id_from_alias(resource) if resource.startswith("alias/") else resource.split("/")[-1]
    return json.dumps(backend.describe_key(backend.get_key_id(key_id)).to_dict())


DESCRIBE_KEY = KmsResponse.describe_key
KmsResponse.describe_key = describe_key


def keep_outpost(responses, action, pick):
    """EC2 answers are read off the object's attributes: give it the ARN that moto forgets."""
    method = getattr(responses, action)

    def answer(self):
        response = method(self)
        arn = self._get_param("OutpostArn")
        if arn:
            pick(response.result).outpost_arn = arn
        return response

    setattr(responses, action, answer)


keep_outpost(Subnets, "create_subnet", lambda result: result["Subnet"])
keep_outpost(ElasticBlockStore, "create_volume", lambda result: result)
keep_outpost(ElasticBlockStore, "create_snapshot", lambda result: result)


sign_message = KmsResponse.sign


def sign(self):
    """A digest is signed as it is."""
    if self._get_param("MessageType") != "DIGEST" or self._get_param("SigningAlgorithm") != "ECDSA_SHA_256":
        return sign_message(self)
    key = self.kms_backend.describe_key(self._get_param("KeyId"))
    signature = key.private_key.private_key.sign(self._get_param("Message"), ec.ECDSA(Prehashed(SHA256())))
    return json.dumps(
        {
            "KeyId": key.arn,
            "Signature": base64.b64encode(signature).decode("utf-8"),
            "SigningAlgorithm": "ECDSA_SHA_256",
        }
    )


verify_message = KmsResponse.verify


def verify(self):
    """And a signature of a digest is checked as it is."""
    if self._get_param("MessageType") != "DIGEST" or self._get_param("SigningAlgorithm") != "ECDSA_SHA_256":
        return verify_message(self)
    key = self.kms_backend.describe_key(self._get_param("KeyId"))
    signature = self._get_param("Signature")
    if isinstance(signature, str):
        signature = base64.b64decode(signature)
    public_key = key.private_key.private_key.public_key()
    try:
        public_key.verify(signature, self._get_param("Message"), ec.ECDSA(Prehashed(SHA256())))
        valid = True
    except (InvalidSignature, ValueError):
        valid = False
    return json.dumps({"KeyId": key.arn, "SignatureValid": valid, "SigningAlgorithm": "ECDSA_SHA_256"})


KmsResponse.sign = sign
KmsResponse.verify = verify


def end_with_parent():
    """Whoever started the server holds its standard input: when they are gone, however they went, so is the server."""
    sys.stdin.buffer.read()
    os._exit(0)


threading.Thread(target=end_with_parent, daemon=True).start()

from moto.moto_server.werkzeug_app import DomainDispatcherApplication  # noqa: E402 (the answers above have to be in place)
from moto.server import main  # noqa: E402

one_at_a_time = threading.Lock()
answer = DomainDispatcherApplication.__call__


def answer_alone(self, environ, start_response):
    """Moto keeps its clouds in plain dictionaries: two threads that change one at once make it fail now and then."""
    with one_at_a_time:
        return answer(self, environ, start_response)


DomainDispatcherApplication.__call__ = answer_alone

main(sys.argv[1:])
