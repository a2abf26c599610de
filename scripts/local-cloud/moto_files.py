"""What moto's file systems do not take: protection against being overwritten by a replica, and a backup policy."""

import json

from moto.efs.models import FileSystem
from moto.efs.responses import EFSResponse
from moto.efs.urls import response, url_paths

JSON = {"Content-Type": "application/json"}

url_paths["/2015-02-01/file-systems/<file_system_id>/protection"] = response.dispatch


def file_system(self):
    return self.efs_backend.file_systems_by_id[self._get_param("FileSystemId")]


def update_file_system_protection(self):
    protection = {"ReplicationOverwriteProtection": self._get_param("ReplicationOverwriteProtection")}
    file_system(self).file_system_protection = protection
    return json.dumps(protection), JSON


def put_backup_policy(self):
    policy = self._get_param("BackupPolicy")
    file_system(self)._backup_policy = policy
    return json.dumps({"BackupPolicy": policy}), JSON


EFSResponse.update_file_system_protection = update_file_system_protection
EFSResponse.put_backup_policy = put_backup_policy

asked_at_creation = FileSystem.backup_policy.fget
FileSystem.backup_policy = property(lambda self: getattr(self, "_backup_policy", None) or asked_at_creation(self))
