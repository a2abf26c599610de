"""Who may do what, where moto decides otherwise than AWS.

moto asks about "*" where a request names a key or a stream, so that whoever may use one key may use none; it takes a statement
with NotResource for a permission, whatever its effect; and it takes a Deny under a condition for one without. Conditions are not
evaluated here either: what rests on them is asked of a simulator (test/tools/simulate.ts), not of moto.
"""

from moto.iam.access_control import IAMPolicyStatement, PermissionResult
from moto.kinesis.responses import KinesisResponse
from moto.kms.responses import KmsResponse

judge = IAMPolicyStatement.is_action_permitted


def is_action_permitted(self, action, resource="*", principal=None, incoming_condition_values=None):
    statement = self._statement
    if statement["Effect"] == "Deny" and "Condition" in statement:
        return PermissionResult.NEUTRAL
    if "NotResource" in statement:
        if self._check_element_matches("NotResource", resource):
            return PermissionResult.NEUTRAL
        rest = {name: value for name, value in statement.items() if name != "NotResource"}
        return judge(IAMPolicyStatement({**rest, "Resource": "*"}), action, resource, principal, incoming_condition_values)
    return judge(self, action, resource, principal, incoming_condition_values)


IAMPolicyStatement.is_action_permitted = is_action_permitted


def name_key(self):
    """By id, ARN or alias; what names no key of this account is everybody's."""
    key_id = self._get_param("KeyId")
    if not key_id:
        return "*"
    try:
        return self.kms_backend.describe_key(key_id).arn
    except Exception:  # noqa: BLE001 (not found: the action itself says so)
        return "*"


def name_stream(self):
    arn, name = self._get_param("StreamARN"), self._get_param("StreamName")
    return arn or (f"arn:aws:kinesis:{self.region}:{self.current_account}:stream/{name}" if name else "*")


KmsResponse._determine_resource = name_key
KinesisResponse._determine_resource = name_stream
